//! `cargo run -p toets-samples -- samples/intake` writes the intake, the folder `procedures` beside it, and
//! what is expected of both into the folder `expected`. `-- gallery DIR N` writes random documents of every kind, to look at.

#![allow(clippy::expect_used, reason = "a tool for developers: it stops with a message")]

use std::fs;
use std::path::{Path, PathBuf};

use toets_samples::filing::{cases, procedures};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["gallery", dir, n] => gallery(Path::new(dir), n.parse().expect("a number")),
        [intake] => write_intake(Path::new(intake)),
        _ => {
            eprintln!("usage: toets-samples INTAKE | toets-samples gallery DIR N");
            std::process::exit(2);
        }
    }
}

fn put(path: &Path, bytes: &[u8]) {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).expect("the folder can be made");
    }
    fs::write(path, bytes).expect("the file can be written");
}

/// Only what this tool made itself is removed first: folders of known filings.
fn write_intake(intake: &Path) {
    let expected = intake.with_file_name("expected");
    let (mut documents, mut bytes) = (0, 0);
    let all = cases::all();
    for case in &all {
        let folder = intake.join(&case.folder);
        if folder.exists() {
            fs::remove_dir_all(&folder).expect("the old folder can be removed");
        }
        for (path, content) in &case.files {
            put(&folder.join(path), content);
            documents += 1;
            bytes += content.len();
        }
        if let Some(manifest) = &case.manifest {
            put(&folder.join("inschrijving.toml"), manifest.as_bytes());
        }
        put(&expected.join(format!("{}.toml", case.folder)), case.expected.to_toml(&case.about).as_bytes());
    }
    put(&intake.join("inschrijvingen.csv"), cases::register().as_bytes());
    let side = intake.with_file_name("procedures");
    for filing in procedures::all() {
        let folder = side.join(&filing.folder);
        if folder.exists() {
            fs::remove_dir_all(&folder).expect("the old folder can be removed");
        }
        put(&folder.join("inschrijving.toml"), filing.manifest.as_bytes());
        for (path, content) in &filing.files {
            put(&folder.join(path), content);
            documents += 1;
            bytes += content.len();
        }
        let text = filing.expected.to_toml(&filing.about);
        put(&expected.join(format!("{}.toml", filing.folder)), text.as_bytes());
    }
    println!("{} submissions, {documents} documents, {} kB", all.len(), bytes / 1000);
}

fn gallery(dir: &Path, n: u64) {
    for kind in toets_samples::KINDS {
        for seed in 0..n {
            let doc = toets_samples::random_document_of(kind, seed);
            let name = PathBuf::from(&doc.file_name);
            let extension = name.extension().and_then(|e| e.to_str()).unwrap_or("bin");
            put(&dir.join(format!("{kind}-{seed}.{extension}")), &doc.bytes);
            let truth: String =
                doc.truth.iter().flat_map(|(f, vs)| vs.iter().map(move |v| format!("{f}\t{v}\n"))).collect();
            put(&dir.join(format!("{kind}-{seed}.truth")), truth.as_bytes());
        }
    }
}
