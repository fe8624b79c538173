//! A folder of a hundred damaged and hostile files beside one good submission: the run ends, the good one
//! is judged as if it were alone, each bad file is listed with its problem.

#![allow(clippy::unwrap_used)] // tests may

mod bad;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use bad::{Expect, make};
use serde_json::Value;

/// Runs `toets check` over `dir/intake` and gives the exit code.
fn check(dir: &Path, out: &str) -> Option<i32> {
    let run = Command::new(env!("CARGO_BIN_EXE_toets"))
        .args(["check", "intake", "--as-of", "2026-08-01", "--quiet", "--jobs", "2", "--out", out])
        .current_dir(dir)
        .env_remove("RUST_LOG")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(!said.contains("panicked"), "{said}");
    run.status.code()
}

fn report(dir: &Path, out: &str, slug: &str) -> Vec<u8> {
    fs::read(dir.join(out).join("inschrijvingen").join(slug).join("report.json")).unwrap()
}

#[test]
fn a_hundred_bad_files_beside_a_good_submission() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    for (name, bytes) in make::good_submission() {
        let path = dir.join("intake/Goed").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    // Caps low enough that a test can afford to meet them.
    fs::write(
        dir.join("toets.toml"),
        "[limits]\nunpacked-bytes = 67108864\nseconds = 30\ncpu-seconds = 20\n",
    )
    .unwrap();
    assert_eq!(check(dir, "alleen"), Some(0));
    let alone = report(dir, "alleen", "goed");

    let all = bad::files();
    assert!(all.len() >= 100, "only {}", all.len());
    let folder = dir.join("intake/Kwaad");
    fs::create_dir_all(&folder).unwrap();
    fs::write(
        folder.join("inschrijving.toml"),
        "aanbieder = \"Stichting Kwaad\"\nkvk = \"90099999\"\ncategorie = \"3\"\nbeleid = \"cz-2027\"\n",
    )
    .unwrap();
    for file in &all {
        fs::write(folder.join(&file.name), &file.bytes).unwrap();
    }
    special_files(&folder);
    // A submission of hostile names, and one whose manifest is no TOML.
    let odd = dir.join("intake/..\u{202e} <script>alert(1)<");
    fs::create_dir_all(&odd).unwrap();
    fs::write(odd.join("inschrijving.toml"), b"categorie = [[[[\xff\x00").unwrap();
    fs::write(odd.join("<img src=x onerror=alert(1)>.txt"), "tekst").unwrap();

    let started = Instant::now();
    let code = check(dir, "samen");
    let took = started.elapsed();
    assert!(matches!(code, Some(0 | 3)), "{code:?}");
    assert!(took < Duration::from_mins(4), "took {took:?}");
    assert!(alone == report(dir, "samen", "goed"), "the good submission's report differs");

    let seen: Value = serde_json::from_slice(&report(dir, "samen", "kwaad")).unwrap();
    let mut problems: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for document in seen["documents"].as_array().unwrap() {
        let codes = problems.entry(document["path"].as_str().unwrap()).or_default();
        codes.extend(document["problems"].as_array().unwrap().iter().map(|p| p["code"].as_str().unwrap()));
    }
    for file in seen["ignored"].as_array().unwrap() {
        problems.entry(file["path"].as_str().unwrap()).or_default().push(file["code"].as_str().unwrap());
    }
    let mut wrong = Vec::new();
    for file in &all {
        let codes = problems.get(file.name.as_str());
        let inside = format!("{}/", file.name);
        let inner: Vec<&str> =
            problems.iter().filter(|(p, _)| p.starts_with(&inside)).flat_map(|(_, c)| c.clone()).collect();
        let fine = match (&file.expect, codes) {
            (_, None) => false,
            (Expect::Listed, Some(_)) => true,
            (Expect::Problem, Some(codes)) => !codes.is_empty() || !inner.is_empty(),
            (Expect::Code(code), Some(codes)) => codes.contains(code) || inner.contains(code),
        };
        if !fine {
            wrong.push(format!(
                "{}: expected {:?}, got {codes:?} and inside {inner:?}",
                file.name, file.expect
            ));
        }
        if codes.is_some_and(|c| c.contains(&"reader-failed")) {
            wrong.push(format!("{}: {codes:?}", file.name));
        }
    }
    #[cfg(unix)]
    for name in ["koppeling.pdf", "pijp.pdf"] {
        if problems.get(name).is_none_or(Vec::is_empty) {
            wrong.push(format!("{name}: {:?}", problems.get(name)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    nothing_runs(dir);
}

/// No page of the report carries what a file tried to put there as markup.
fn nothing_runs(dir: &Path) {
    for entry in walkdir::WalkDir::new(dir.join("samen")) {
        let entry = entry.unwrap();
        if entry.path().extension().is_some_and(|e| e == "html") {
            let page = fs::read_to_string(entry.path()).unwrap();
            for markup in ["<script>alert(", "<img src=x"] {
                assert!(!page.contains(markup), "{}: {markup}", entry.path().display());
            }
        }
    }
    assert!(!dir.join("uitbraak.txt").exists() && !dir.join("intake/uitbraak.txt").exists());
}

/// A link out of the share, a pipe nobody writes to: neither is opened.
#[cfg(unix)]
fn special_files(folder: &Path) {
    std::os::unix::fs::symlink("/etc/passwd", folder.join("koppeling.pdf")).unwrap();
    let made = Command::new("mkfifo").arg(folder.join("pijp.pdf")).status();
    assert!(made.is_ok_and(|s| s.success()));
}

#[cfg(not(unix))]
fn special_files(_: &Path) {}
