//! The made-up filings under `samples/intake` (the main filing of cz-2027) and `samples/procedures` (every
//! procedure of every policy), judged, against what `samples/expected` says must come out.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde::Deserialize;
use serde_json::Value;

/// Ratchets: lower them when the program decides more, never raise them without a reason in the changelog.
const MAIN: Ratchet = Ratchet { undecided: 200, unknown: 4, rows: 5000, documents: 200 };
const PROCEDURES: Ratchet = Ratchet { undecided: 60, unknown: 6, rows: 180, documents: 120 };

struct Ratchet {
    /// At most so many rows are left to a reviewer that the documents decide.
    undecided: usize,
    /// At most so many documents are not recognised.
    unknown: usize,
    /// More rows than this are expected, and more documents read, or the test tests nothing.
    rows: usize,
    documents: u64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    outcome: String,
    /// What a version that reads more (scans, seals, figures) may say as well.
    #[serde(default)]
    outcome_also: Vec<String>,
    #[serde(default)]
    status_also: BTreeMap<String, Vec<String>>,
    /// Kind of each file, by path.
    #[serde(default)]
    kind: BTreeMap<String, String>,
    #[serde(default)]
    status: BTreeMap<String, String>,
    /// A line for people, saying why, per requirement (or for the whole: `_`).
    #[serde(default)]
    why: BTreeMap<String, String>,
}

fn read_json(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

#[test]
fn no_row_differs_from_what_is_expected() {
    judge("intake", &MAIN);
}

#[test]
fn no_row_of_the_other_procedures_differs() {
    judge("procedures", &PROCEDURES);
}

#[allow(clippy::unwrap_used)] // a helper of tests
fn judge(intake: &str, ratchet: &Ratchet) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = tempfile::tempdir().unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_toets"))
        .arg("check")
        .arg(root.join("samples").join(intake))
        .args(["--as-of", "2026-08-01", "--quiet", "--out"])
        .arg(out.path())
        .current_dir(out.path())
        .output()
        .unwrap();
    let code = run.status.code();
    assert!(matches!(code, Some(0 | 3)), "{code:?}: {}", String::from_utf8_lossy(&run.stderr));

    let summary = read_json(&out.path().join("summary.json"));
    let submissions = summary["submissions"].as_array().unwrap();
    assert!(submissions.len() >= 16, "{} submissions", submissions.len());
    assert!(summary["totals"]["documents"].as_u64().unwrap() >= ratchet.documents, "{}", summary["totals"]);

    // A status that is wrong, and a document taken for what it is not.
    let mut differences = String::new();
    // Rows that the documents decide and the program leaves to a reviewer: safe, but work.
    let mut left = String::new();
    let mut undecided = 0;
    let mut unknown = 0;
    let mut rows = 0;
    for submission in submissions {
        let folder = submission["folder"].as_str().unwrap();
        let path = root.join("samples/expected").join(format!("{}.toml", folder.replace('/', "_")));
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let expected: Expected = toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let report = read_json(&out.path().join(submission["report"].as_str().unwrap()));
        let outcome = report["verdict"]["outcome"].as_str().unwrap();
        let safe = outcome == "review";
        if outcome != expected.outcome && !safe && !expected.outcome_also.iter().any(|o| o == outcome) {
            writeln!(differences, "{folder}: outcome {outcome}, expected {}", expected.outcome).unwrap();
        }
        for (path, kind) in &expected.kind {
            let seen: Vec<&Value> = report["documents"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|d| d["path"] == *path)
                .map(|d| &d["kind"])
                .collect();
            if seen.iter().all(|k| k.is_null()) {
                unknown += 1;
            } else if !seen.iter().any(|k| *k == kind) {
                writeln!(differences, "{folder}: {path} is taken for {seen:?}, it is {kind}").unwrap();
            }
        }
        let found: BTreeMap<&str, &Value> = report["requirements"]
            .as_array()
            .unwrap()
            .iter()
            .map(|r| (r["id"].as_str().unwrap(), r))
            .collect();
        for (id, status) in &expected.status {
            rows += 1;
            let Some(row) = found.get(id.as_str()) else {
                writeln!(differences, "{folder}: {id} is not in the report").unwrap();
                continue;
            };
            let also =
                expected.status_also.get(id).is_some_and(|also| also.iter().any(|s| row["status"] == *s));
            if row["status"] != *status && !also {
                let why = expected.why.get(id).map_or("", String::as_str);
                let safe = matches!(row["status"].as_str(), Some("review" | "manual"));
                undecided += usize::from(safe);
                writeln!(
                    if safe { &mut left } else { &mut differences },
                    "{folder}: {id} is {}, expected {status}; program: {}; expected because: {why}",
                    row["status"],
                    row["reason"]
                )
                .unwrap();
            }
        }
    }
    assert!(rows > ratchet.rows, "only {rows} rows are expected of all submissions together");
    assert!(differences.is_empty(), "{differences}");
    assert!(
        undecided <= ratchet.undecided,
        "{undecided} of {rows} rows are left to a reviewer that the documents decide; {} were before:\n{left}",
        ratchet.undecided
    );
    assert!(
        unknown <= ratchet.unknown,
        "{unknown} documents are not recognised; {} were before",
        ratchet.unknown
    );
}
