//! One shared report through every format.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::{DateTime, NaiveDate};

use super::*;
use crate::document::{Media, Rect, TextSource};
use crate::dossier::Provider;
use crate::fact::{Anchor, Fact, Observed, Scored, Segment};
use crate::finding::DecidedBy;
use crate::policy::{Policy, Procedure};
use crate::submission::{IgnoredFile, InputFile, Manifest, Submission};

const HOSTILE: &str = "=HYPERLINK(\"http://x\") <script>alert(1)</script> & \"aan\"";

fn policy() -> Policy {
    let mut policy: Policy = toml::from_str(
        r#"
id = "proef-2027"
office = "Proefkantoor"
title = "Proefbeleid"
year = 2027
timezone = "Europe/Amsterdam"
[[category]]
id = "3"
name = "nieuwe zorgaanbieder"
[outcomes.incomplete]
label = "Onvolledig: wordt niet beoordeeld"
consequence = "De inschrijving wordt niet beoordeeld."
"#,
    )
    .unwrap();
    let procedure: Procedure = toml::from_str(
        r#"
id = "inschrijving"
name = "Inschrijving"
main = true
[[requirement]]
id = "kvk-present"
title = "KvK-uittreksel aanwezig"
class = "presence"
kinds = ["kvk-uittreksel"]
categories = ["3"]
timing = "submission"
level = "auto"
source = "Bijlage 2"
ask = "Vraag een uittreksel."
check = { type = "present" }
[[requirement]]
id = "polis-present"
title = "Polisblad aanwezig"
class = "presence"
kinds = ["polisblad"]
categories = ["3"]
timing = "submission"
level = "auto"
source = "Bijlage 2"
ask = "Vraag het polisblad."
check = { type = "present" }
"#,
    )
    .unwrap();
    policy.procedures.push(procedure);
    policy
}

fn submission() -> Submission {
    Submission {
        folder: "Stichting <De Zon>".to_owned(),
        absolute: PathBuf::from("/voorbeeld/intake/Stichting <De Zon>"),
        manifest_path: Some("inschrijving.toml".to_owned()),
        manifest: Manifest { sector: Some("V&V".to_owned()), ..Manifest::default() },
        in_register: false,
        files: vec![InputFile {
            path: "KvK #1.pdf".to_owned(),
            absolute: PathBuf::from("/voorbeeld/intake/Stichting <De Zon>/KvK #1.pdf"),
            bytes: 10,
        }],
        ignored: vec![IgnoredFile {
            path: "Thumbs.db".to_owned(),
            problem: Problem::new("ignored-file", "Hulpbestand."),
        }],
        problems: vec![Problem::new("manifest-unknown-key", "onbekende sleutel 'x'")],
        unreadable: false,
    }
}

fn anchor() -> Anchor {
    Anchor { page: Some(2), bbox: Some(Rect::new(10.04, 20.0, 30.16, 40.0)), ..Anchor::default() }
}

fn observed() -> Observed {
    Observed {
        path: "KvK #1.pdf".to_owned(),
        sha256: SHA256_OF_NOTHING.to_owned(),
        bytes: 10,
        media: Media::Pdf,
        pages: 2,
        text_source: TextSource::Native,
        segment: Segment {
            page_from: 1,
            page_to: 2,
            kind: Some("kvk-uittreksel".to_owned()),
            score: 0.987,
            alternatives: vec![Scored { kind: "ubo-uittreksel".to_owned(), score: 0.2 }],
            marks: vec!["gewaarmerkt".to_owned()],
        },
        facts: vec![Fact {
            field: "document_date".to_owned(),
            value: "2026-06-30".to_owned(),
            raw: "30 juni 2026".to_owned(),
            anchor: anchor(),
            confidence: 0.95,
            attributes: BTreeMap::from([("label".to_owned(), "datum".to_owned())]),
        }],
        passages: Vec::new(),
        problems: vec![Problem::new("scan-not-read", HOSTILE)],
        continues: None,
        superseded_by: None,
    }
}

/// Gives the sample to `look`.
fn sample(look: impl FnOnce(&SubmissionReport<'_>)) {
    let policy = policy();
    let submission = submission();
    let dossier = Dossier {
        submission: &submission,
        policy: Some(&policy),
        procedure: policy.main_procedure(),
        filed_at: DateTime::parse_from_rfc3339("2026-07-30T14:05:00+02:00").ok(),
        reference_day: NaiveDate::from_ymd_opt(2026, 7, 30).unwrap(),
        category: Some("3".to_owned()),
        provider: Provider { name: Some(HOSTILE.to_owned()), kvk: Some("90012345".to_owned()), rsin: None },
        documents: vec![observed()],
        notes: Vec::new(),
    };
    let findings = vec![
        Finding {
            requirement: "kvk-present".to_owned(),
            status: Status::Met,
            reason: "Er is een uittreksel.".to_owned(),
            decided_by: DecidedBy::Program,
            evidence: vec![Evidence {
                path: "KvK #1.pdf".to_owned(),
                anchor: anchor(),
                text: HOSTILE.to_owned(),
                field: Some("document_date".to_owned()),
                value: Some("2026-06-30".to_owned()),
                confidence: 0.95,
            }],
        },
        Finding {
            requirement: "polis-present".to_owned(),
            status: Status::Missing,
            reason: "Er is geen polisblad ingediend.".to_owned(),
            decided_by: DecidedBy::Program,
            evidence: Vec::new(),
        },
    ];
    let verdict = Verdict {
        outcome: Outcome::Incomplete,
        label: "Onvolledig: wordt niet beoordeeld".to_owned(),
        reasons: vec!["polis-present".to_owned()],
    };
    let catalogue = Catalogue::default();
    look(&SubmissionReport {
        dossier: &dossier,
        catalogue: &catalogue,
        findings: &findings,
        verdict: &verdict,
        slug: "stichting-de-zon",
    });
}

fn run_info() -> RunInfo {
    let moment = DateTime::parse_from_rfc3339("2026-08-01T03:00:00Z").unwrap().to_utc();
    RunInfo {
        started_at: moment,
        finished_at: moment,
        as_of: NaiveDate::from_ymd_opt(2026, 8, 1).unwrap(),
        rules_sha256: SHA256_OF_NOTHING.to_owned(),
        seconds: 1.5,
    }
}

#[test]
fn json_is_the_contracts() {
    sample(|report| {
        let bytes = json::report(report).unwrap();
        insta::assert_snapshot!("report.json", String::from_utf8(bytes).unwrap());
    });
}

#[test]
fn summary_is_the_contracts() {
    sample(|report| {
        let rows = [row(report, Change::New)];
        let bytes =
            summary::summary(&run_info(), &rows, &["los.pdf".to_owned()], &[Problem::new("a", "b")]).unwrap();
        insta::assert_snapshot!("summary.json", String::from_utf8(bytes).unwrap());
    });
}

#[test]
fn pages_escape_what_providers_write() {
    sample(|report| {
        let page = html::submission(report, Path::new("/voorbeeld/report/inschrijvingen/x")).unwrap();
        assert!(!page.contains("<script>"), "{page}");
        assert!(page.contains("&#60;script&#62;"));
        assert!(page.contains("href=\"../../../intake/Stichting%20%3CDe%20Zon%3E/KvK%20%231.pdf#page=2\""));
        assert!(page.contains("Vraag het polisblad."), "what is missing is asked for");
        let rows = [row(report, Change::New)];
        let page = html::overview(&run_info(), &rows, &["<b>.pdf".to_owned()], &[]).unwrap();
        assert!(!page.contains("<script>") && !page.contains("<b>.pdf"));
        assert!(page.contains("inschrijvingen/stichting-de-zon/index.html"));
    });
}

#[test]
fn pages_load_nothing_from_elsewhere() {
    sample(|report| {
        let page = html::submission(report, Path::new("/voorbeeld/report/inschrijvingen/x")).unwrap();
        for outside in ["<script", "<link", "src=", "@import", "url("] {
            assert!(!page.contains(outside), "{outside}");
        }
    });
}

#[test]
fn cells_hold_text_never_formulas() {
    use calamine::{Data, Reader, Xlsx};
    sample(|report| {
        let rows = [row(report, Change::New)];
        let bytes = xlsx::workbook(&run_info(), &rows).unwrap();
        assert_eq!(bytes, xlsx::workbook(&run_info(), &rows).unwrap(), "equal runs give equal files");
        let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
        assert_eq!(book.sheet_names(), ["Inschrijvingen", "Open vereisten", "Documenten", "cijfers"]);
        let sheet = book.worksheet_range("Inschrijvingen").unwrap();
        assert_eq!(sheet.get((1, 1)), Some(&Data::String(HOSTILE.to_owned())));
        let formulas = book.worksheet_formula("Inschrijvingen").unwrap();
        assert!(formulas.used_cells().next().is_none());
        let open = book.worksheet_range("Open vereisten").unwrap();
        assert_eq!(open.get((1, 2)), Some(&Data::String("polis-present".to_owned())));
    });
}

#[test]
fn a_report_is_written_and_then_the_same() {
    sample(|report| {
        let out = tempfile::tempdir().unwrap();
        assert_eq!(write_submission(out.path(), report).unwrap().changed, Change::New);
        let again = write_submission(out.path(), report).unwrap();
        assert_eq!(again.changed, Change::Same);
        write_overview(out.path(), &run_info(), &[again], &[], &[]).unwrap();
        for file in
            ["index.html", "summary.json", "overzicht.xlsx", "inschrijvingen/stichting-de-zon/report.json"]
        {
            assert!(out.path().join(file).is_file(), "{file}");
        }
    });
}
