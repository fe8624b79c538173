//! An office that the program has never heard of, as data alone: its 25 requirements are checked, tried
//! and judged with `--rules`, and no line of Rust knows of them.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;
use toets::policy::Rules;
use toets::trial::{self, Only};

fn lay(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.unwrap_or_else(|e| panic!("{e}"));
        let target = to.join(entry.path().strip_prefix(from).unwrap_or_else(|e| panic!("{e}")));
        let made = if entry.file_type().is_dir() {
            fs::create_dir_all(&target)
        } else {
            fs::copy(entry.path(), &target).map(|_| ())
        };
        made.unwrap_or_else(|e| panic!("{}: {e}", target.display()));
    }
}

/// Kinds and topics as shipped, and the new office as the only policy.
fn rules(dir: &Path) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    lay(&root.join("rules"), dir);
    fs::remove_dir_all(dir.join("policies")).unwrap_or_else(|e| panic!("{e}"));
    lay(&root.join("tests/data/sixth-policy"), dir);
}

#[test]
fn its_rules_are_in_order_and_every_case_ends_as_it_says() {
    let dir = tempfile::tempdir().unwrap_or_else(|e| panic!("{e}"));
    rules(dir.path());
    let checked = Rules::check(Some(dir.path())).unwrap_or_else(|faults| panic!("{faults}"));
    let policy = checked.rules.policy("noorderkoepel-2030").unwrap_or_else(|| panic!("not there"));
    assert_eq!(policy.procedures.iter().map(|p| p.requirements.len()).sum::<usize>(), 25);
    let trial = trial::run(&checked, &Only::default());
    assert!(trial.cases.len() >= 50, "{} cases", trial.cases.len());
    assert!(trial.sound(), "{:?} {:?}", trial.failed().collect::<Vec<_>>(), trial.gaps);
}

#[test]
fn a_filing_with_it_is_judged() {
    let dir = tempfile::tempdir().unwrap_or_else(|e| panic!("{e}"));
    rules(&dir.path().join("regels"));
    for (folder, filed) in [("Laat", "2029-06-15T12:00:00+02:00"), ("Leeg", "2029-06-15T11:59:59+02:00")] {
        let folder = dir.path().join("intake").join(folder);
        fs::create_dir_all(&folder).unwrap_or_else(|e| panic!("{e}"));
        let manifest = format!(
            "aanbieder = \"Stichting Proef\"\nkvk = \"90012345\"\ncategorie = \"nieuw\"\n\
             beleid = \"noorderkoepel-2030\"\ningediend = {filed}\n"
        );
        fs::write(folder.join("inschrijving.toml"), manifest).unwrap_or_else(|e| panic!("{e}"));
    }
    Command::new(env!("CARGO_BIN_EXE_toets"))
        .current_dir(&dir)
        .args(["check", "intake", "--rules", "regels", "--as-of", "2029-07-01", "--quiet"])
        .assert()
        .success();
    let report = |slug: &str| -> Value {
        let path = dir.path().join(format!("report/inschrijvingen/{slug}/report.json"));
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        serde_json::from_str(&text).unwrap_or_else(|e| panic!("{e}"))
    };
    let late = report("laat");
    assert_eq!(late["verdict"]["outcome"], "late");
    assert_eq!(late["verdict"]["label"], "Te laat");
    let empty = report("leeg");
    assert_eq!(empty["verdict"]["outcome"], "incomplete");
    assert_eq!(empty["submission"]["category"], "jong");
    let rows = empty["requirements"].as_array().unwrap_or_else(|| panic!("no rows"));
    assert_eq!(rows.len(), 25);
    let status = |id: &str| rows.iter().find(|r| r["id"] == id).map(|r| r["status"].clone());
    for (id, wanted) in
        [("statuten", "missing"), ("op-tijd", "met"), ("sector", "review"), ("gesprek", "manual")]
    {
        assert_eq!(status(id), Some(Value::from(wanted)), "{id}");
    }
}
