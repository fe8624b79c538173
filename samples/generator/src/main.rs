//! `cargo run -p toets-samples -- samples/intake` writes the intake and what is expected of it.
//! `-- gallery DIR N` writes random documents of every kind, to look at.

#![allow(clippy::expect_used, reason = "a tool for developers: it stops with a message")]

use std::path::{Path, PathBuf};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["gallery", dir, n] => gallery(Path::new(dir), n.parse().expect("a number")),
        [_intake] => {}
        _ => {
            eprintln!("usage: toets-samples INTAKE | toets-samples gallery DIR N");
            std::process::exit(2);
        }
    }
}

fn gallery(dir: &Path, n: u64) {
    std::fs::create_dir_all(dir).expect("the folder can be made");
    for kind in toets_samples::KINDS {
        for seed in 0..n {
            let doc = toets_samples::random_document_of(kind, seed);
            let extension = PathBuf::from(&doc.file_name);
            let extension = extension.extension().and_then(|e| e.to_str()).unwrap_or("bin");
            std::fs::write(dir.join(format!("{kind}-{seed}.{extension}")), &doc.bytes)
                .expect("the file can be written");
        }
    }
}
