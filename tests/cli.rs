//! The binary as an operator meets it: exit codes, messages, files.

#![allow(clippy::unwrap_used)] // helpers of tests

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

fn toets() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_toets"));
    command.env_remove("RUST_LOG");
    command
}

fn write(root: &Path, path: &str, content: &[u8]) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn stdout(command: &mut Command) -> String {
    String::from_utf8(command.assert().success().get_output().stdout.clone()).unwrap()
}

fn stderr(command: &mut Command, code: i32) -> String {
    String::from_utf8(command.assert().code(code).get_output().stderr.clone()).unwrap()
}

#[test]
fn an_empty_submission_is_incomplete_and_says_what_to_ask() {
    let dir = tempfile::tempdir().unwrap();
    write(
        dir.path(),
        "intake/Leeg/inschrijving.toml",
        b"aanbieder = \"Stichting Leeg\"\nkvk = \"90012345\"\ncategorie = \"3\"\nbeleid = \"cz-2027\"\ningediend = 2026-07-30T12:00:00+02:00\n",
    );
    let table = stdout(toets().current_dir(&dir).args(["check", "intake", "--as-of", "2026-08-01"]));
    assert!(table.contains("incomplete"), "{table}");
    let report = json(&dir.path().join("report/inschrijvingen/leeg/report.json"));
    assert_eq!(report["schema"], "toets.report.v1");
    assert_eq!(report["verdict"]["outcome"], "incomplete");
    let rows = report["requirements"].as_array().unwrap();
    assert_eq!(rows.len(), 224);
    let status = |id: &str| rows.iter().find(|r| r["id"] == id).unwrap()["status"].clone();
    for id in ["bv-present", "kvk-present", "vog-present", "polis-present"] {
        assert_eq!(status(id), "missing", "{id}");
    }
    assert_eq!(status("filing-deadline"), "met");
    let page = fs::read_to_string(dir.path().join("report/inschrijvingen/leeg/index.html")).unwrap();
    assert!(page.contains("Opvragen"));
}

#[test]
fn fail_on_and_its_exit_codes() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "intake/A/inschrijving.toml", b"categorie = \"3\"\nbeleid = \"cz-2027\"\n");
    let check = |args: &[&str]| {
        toets()
            .current_dir(&dir)
            .args(["check", "intake", "--quiet"])
            .args(args)
            .assert()
            .get_output()
            .status
            .code()
    };
    assert_eq!(check(&[]), Some(0));
    assert_eq!(check(&["--fail-on", "incomplete"]), Some(1));
    assert_eq!(check(&["--fail-on", "never"]), Some(0));
}

#[test]
fn a_submission_of_which_nothing_opens_gives_exit_3() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "intake/A/inschrijving.toml", b"categorie = \"3\"\nbeleid = \"cz-2027\"\n");
    write(dir.path(), "intake/A/kapot.pdf", b"%PDF-1.7\nnothing here");
    toets().current_dir(&dir).args(["check", "intake", "--quiet"]).assert().code(3);
    let summary = json(&dir.path().join("report/summary.json"));
    assert_eq!(summary["submissions"][0]["outcome"], "unreadable");
}

#[test]
fn wrong_use_is_exit_2_and_writes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("intake")).unwrap();
    let cases: [(&[&str], &str); 6] = [
        (&["check"], "which intake"),
        (&["check", "nergens"], "nergens is not a folder"),
        (&["check", "intake", "--policy", "xx-1999"], "no such policy"),
        (&["check", "intake", "--policy", "cz-2027", "--category", "9"], "cz-2027 has 1, 2, 3"),
        (&["check", "intake", "--ocr", "force"], "does not read scans"),
        (&["check", "intake", "--only", "Onbekend"], "Onbekend"),
    ];
    for (args, said) in cases {
        let error = stderr(toets().current_dir(&dir).args(args), 2);
        assert!(error.contains(said), "{args:?}: {error}");
        assert!(!dir.path().join("report").exists(), "{args:?}");
    }
}

#[test]
fn a_fault_in_the_rules_is_exit_2_with_its_place() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "intake/A/x.txt", b"x");
    write(dir.path(), "regels/kinds/proef.toml", b"id = \"proef\"\nname = \"Proef\"\nonbekend = 1\n");
    let error = stderr(toets().current_dir(&dir).args(["check", "intake", "--rules", "regels"]), 2);
    assert!(error.contains("kinds/proef.toml:3:1"), "{error}");
    assert!(!dir.path().join("report").exists());
    let error = stderr(toets().current_dir(&dir).args(["rules", "check", "--rules", "regels"]), 2);
    assert!(error.contains("kinds/proef.toml:3:1"), "{error}");
}

#[test]
fn settings_come_from_the_file_and_the_command_line_wins() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "intake/A/x.txt", b"Een tekst zonder betekenis.");
    write(
        dir.path(),
        "toets.toml",
        b"intake = \"intake\"\nout = \"uit\"\npolicy = \"cz-2027\"\ncategory = \"1\"\nquiet = true\n[limits]\npages = 10\n",
    );
    toets().current_dir(&dir).arg("check").assert().success();
    let report = json(&dir.path().join("uit/inschrijvingen/a/report.json"));
    assert_eq!(report["submission"]["category"], "1");
    toets().current_dir(&dir).args(["check", "--out", "anders", "--category", "2"]).assert().success();
    let report = json(&dir.path().join("anders/inschrijvingen/a/report.json"));
    assert_eq!(report["submission"]["category"], "2");
    write(dir.path(), "toets.toml", b"intaek = \"x\"\n");
    let error = stderr(toets().current_dir(&dir).arg("check"), 2);
    assert!(error.contains("intaek"), "{error}");
}

#[test]
fn faults_of_manifest_and_register_stand_in_the_report() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "intake/A/inschrijving.toml", b"aanbieder = \"A\"\nkvkk = \"90012345\"\n");
    write(dir.path(), "intake/B/brief.txt", b"Beste lezer");
    write(
        dir.path(),
        "intake/inschrijvingen.csv",
        "aanbieder;kvk;categorie;beleid;ingediend;map\nB zorg;90012345;3;cz-2027;2026-07-30T10:00:00+02:00;B\nC zorg;90054321;3;cz-2027;;C\n".as_bytes(),
    );
    write(dir.path(), "intake/los.pdf", b"x");
    toets().current_dir(&dir).args(["check", "intake", "--quiet", "--policy", "cz-2027"]).assert().success();
    let a = json(&dir.path().join("report/inschrijvingen/a/report.json"));
    let note = a["notes"][0]["message"].as_str().unwrap();
    assert!(note.contains("regel 2") && note.contains("bedoelde u 'kvk'"), "{note}");
    let b = json(&dir.path().join("report/inschrijvingen/b/report.json"));
    assert_eq!(b["submission"]["provider"], "B zorg");
    assert_eq!(b["submission"]["submitted_at"], "2026-07-30T10:00:00+02:00");
    let summary = json(&dir.path().join("report/summary.json"));
    assert_eq!(summary["stray_files"][0], "los.pdf");
    let codes: Vec<_> = summary["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| p["code"].as_str().unwrap().to_owned())
        .collect();
    assert!(codes.contains(&"row-without-folder".to_owned()), "{codes:?}");
    assert!(codes.contains(&"folder-without-row".to_owned()), "{codes:?}");
}

#[test]
fn the_same_input_gives_the_same_bytes_whatever_the_number_of_jobs() {
    let dir = tempfile::tempdir().unwrap();
    let text = "Bestuursverklaring 2027\n\nNaam zorgaanbieder: Stichting De Zonnehof\nKvK-nummer: 90012345\n";
    for name in ["A", "B", "C"] {
        for file in ["een.txt", "twee.txt", "drie.txt"] {
            write(dir.path(), &format!("intake/{name}/{file}"), text.as_bytes());
        }
    }
    for (out, jobs) in [("een", "1"), ("twee", "4")] {
        toets()
            .current_dir(&dir)
            .args(["check", "intake", "--quiet", "--policy", "cz-2027", "--as-of", "2026-08-01"])
            .args(["--out", out, "--jobs", jobs])
            .assert()
            .success();
    }
    for name in ["a", "b", "c"] {
        let read =
            |out: &str| fs::read(dir.path().join(out).join("inschrijvingen").join(name).join("report.json"));
        assert_eq!(read("een").unwrap(), read("twee").unwrap(), "{name}");
    }
    assert_eq!(
        fs::read(dir.path().join("een/overzicht.xlsx")).unwrap(),
        fs::read(dir.path().join("twee/overzicht.xlsx")).unwrap()
    );
}

#[test]
fn init_lays_out_a_folder_that_check_understands() {
    let dir = tempfile::tempdir().unwrap();
    let args = ["init", "intake/Stichting Nieuw", "--policy", "cz-2027", "--category", "3"];
    toets().current_dir(&dir).args(args).assert().success();
    let checklist = fs::read_to_string(dir.path().join("intake/Stichting Nieuw/toets-checklist.md")).unwrap();
    assert!(
        checklist.contains("Bij de inschrijving") && checklist.matches("- [ ]").count() > 20,
        "{checklist}"
    );
    toets().current_dir(&dir).args(["check", "intake", "--quiet"]).assert().success();
    let report = json(&dir.path().join("report/inschrijvingen/stichting-nieuw/report.json"));
    assert_eq!(report["submission"]["provider"], "Stichting Nieuw");
    assert_eq!(report["submission"]["policy"], "cz-2027");
    assert_eq!(report["documents"].as_array().unwrap().len(), 0, "manifest and checklist are no documents");
    let again = stderr(toets().current_dir(&dir).args(args), 2);
    assert!(again.contains("already there"), "{again}");
}

#[test]
fn the_other_commands_answer() {
    let doctor = stdout(toets().arg("doctor"));
    assert!(
        doctor.contains("rules") && doctor.contains("cz-2027") && doctor.contains("tesseract"),
        "{doctor}"
    );
    assert!(stdout(toets().args(["completions", "bash"])).contains("toets"));
    assert!(stdout(toets().arg("man")).contains(".TH"));
    let list = stdout(toets().args(["rules", "list"]));
    assert!(list.contains("cz-2027") && list.contains("224"), "{list}");
    let shown = stdout(toets().args(["rules", "show", "cz-2027", "kvk-max-age"]));
    assert!(shown.contains("Bijlage 2"), "{shown}");
    assert!(stderr(toets().args(["rules", "show", "cz-2027", "nietbestaand"]), 2).contains("nietbestaand"));
    assert!(stdout(toets().args(["rules", "check"])).contains("1083 requirements"));
}

#[test]
fn inspect_shows_kind_facts_and_place() {
    let dir = tempfile::tempdir().unwrap();
    write(
        dir.path(),
        "brief.txt",
        "Uittreksel Handelsregister Kamer van Koophandel\n\nKvK-nummer      90012345\n\nRechtspersoon\nRSIN      860011229\nRechtsvorm      Stichting\nStatutaire naam      Stichting De Zonnehof\nStatutaire zetel      Breda\n\nUittreksel is vervaardigd op 18-06-2026 om 10.42 uur.\n".as_bytes(),
    );
    let text = stdout(toets().current_dir(&dir).args(["inspect", "brief.txt"]));
    assert!(text.contains("kvk-uittreksel"), "{text}");
    let out = stdout(toets().current_dir(&dir).args(["inspect", "--json", "brief.txt"]));
    let documents: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(documents[0]["kind"], "kvk-uittreksel");
    let date =
        documents[0]["facts"].as_array().unwrap().iter().find(|f| f["field"] == "document_date").unwrap();
    assert_eq!(date["value"], "2026-06-18");
    assert_eq!(date["page"], 1);
}
