//! Broken rule files: each case lays its files over `base` and says which faults must be found, where.
//! No fault may be missing, and none may come on top.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toets::policy::Rules;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// Files of `base` left out.
    #[serde(default)]
    remove: Vec<String>,
    #[serde(rename = "fault")]
    faults: Vec<ExpectedFault>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedFault {
    file: String,
    line: usize,
    column: usize,
    code: String,
    /// Part of the message or of the mend.
    says: String,
}

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/rules-broken")
}

fn lay(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.unwrap_or_else(|e| panic!("{e}"));
        let relative = entry.path().strip_prefix(from).unwrap_or_else(|e| panic!("{e}"));
        let target = to.join(relative);
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target).unwrap_or_else(|e| panic!("{e}"));
        } else if entry.file_name() != "expected.toml" {
            fs::copy(entry.path(), &target).unwrap_or_else(|e| panic!("{e}"));
        }
    }
}

#[test]
fn the_base_is_whole() {
    let checked = Rules::check(Some(&cases().join("base"))).unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(checked.remarks.faults.len(), 0, "{}", checked.remarks);
}

#[test]
fn every_fault_is_found_where_it_is() {
    let mut names: Vec<_> = fs::read_dir(cases())
        .unwrap_or_else(|e| panic!("{e}"))
        .filter_map(|e| e.ok().map(|e| e.file_name().to_string_lossy().into_owned()))
        .filter(|n| n != "base")
        .collect();
    names.sort();
    assert!(names.len() >= 30, "{} cases", names.len());
    let mut wrong = Vec::new();
    for name in &names {
        let case = cases().join(name);
        let text = fs::read_to_string(case.join("expected.toml")).unwrap_or_else(|e| panic!("{name}: {e}"));
        let expected: Expected = toml::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
        let dir = tempfile::tempdir().unwrap_or_else(|e| panic!("{e}"));
        lay(&cases().join("base"), dir.path());
        lay(&case, dir.path());
        for path in &expected.remove {
            fs::remove_file(dir.path().join(path)).unwrap_or_else(|e| panic!("{name}: {path}: {e}"));
        }
        let Err(found) = Rules::load(dir.path()) else {
            wrong.push(format!("{name}: no fault found"));
            continue;
        };
        let mut left: Vec<_> = found.faults.iter().collect();
        for want in &expected.faults {
            let hit = left.iter().position(|f| {
                let said = format!("{} {}", f.message, f.help.as_deref().unwrap_or_default());
                f.file == want.file
                    && (f.line, f.column) == (want.line, want.column)
                    && f.code == want.code
                    && said.contains(&want.says)
            });
            match hit {
                Some(i) => drop(left.remove(i)),
                None => wrong.push(format!("{name}: not found: {want:?}\n  found: {found}")),
            }
        }
        wrong.extend(
            left.iter()
                .map(|f| format!("{name}: not expected: {} {}:{}:{} {f}", f.code, f.file, f.line, f.column)),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
