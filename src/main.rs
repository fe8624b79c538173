fn main() {
    if std::env::args().nth(1).as_deref() == Some("worker") && toets::worker::serve().is_err() {
        std::process::exit(70);
    }
}
