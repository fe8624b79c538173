//! The rule files are embedded by a macro that cargo does not watch: watch them here.

fn main() {
    println!("cargo:rerun-if-changed=rules");
    println!("cargo:rerun-if-changed=build.rs");
}
