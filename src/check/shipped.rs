//! The rules that ship, judged on small submissions.

use chrono::{DateTime, NaiveDate};

use super::judge;
use crate::dossier::testing::{observed, submission, unread, with, with_attributes};
use crate::dossier::{Defaults, assemble};
use crate::fact::Observed;
use crate::finding::{Finding, Outcome, Status, Verdict};
use crate::policy::Rules;
use crate::submission::Manifest;

fn run(category: Option<&str>, documents: Vec<Observed>) -> (Vec<Finding>, Verdict) {
    let rules = Rules::built_in().unwrap();
    let manifest = Manifest {
        aanbieder: Some("Stichting Voorbeeld".to_owned()),
        kvk: Some("12345678".to_owned()),
        beleid: Some("cz-2027".to_owned()),
        categorie: category.map(str::to_owned),
        ingediend: Some(DateTime::parse_from_rfc3339("2026-07-31T12:00:00+02:00").unwrap()),
        ..Manifest::default()
    };
    let submission = submission(manifest);
    let today = NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
    let dossier = assemble(&submission, documents, &rules, &Defaults::default(), today);
    let findings = judge(&dossier, &rules.catalogue);
    assert_eq!(findings.len(), dossier.procedure.unwrap().requirements.len());
    for finding in &findings {
        assert!(!finding.reason.trim().is_empty(), "{} has no reason", finding.requirement);
        let by_clock_or_sum = matches!(finding.requirement.as_str(), "filing-deadline" | "filing-complete");
        assert!(
            finding.status != Status::NotMet || !finding.evidence.is_empty() || by_clock_or_sum,
            "{} is not met without evidence",
            finding.requirement
        );
    }
    let verdict = crate::verdict::decide(&dossier, &findings);
    (findings, verdict)
}

fn status(findings: &[Finding], id: &str) -> Status {
    findings.iter().find(|f| f.requirement == id).unwrap_or_else(|| panic!("{id}")).status
}

#[test]
fn an_empty_filing_is_incomplete_in_every_category() {
    for category in ["1", "2", "3"] {
        let (findings, verdict) = run(Some(category), vec![observed("brief.pdf", None)]);
        assert_eq!(verdict.outcome, Outcome::Incomplete, "category {category}");
        assert!(verdict.reasons.contains(&"bv-present".to_owned()));
        assert_eq!(status(&findings, "filing-deadline"), Status::Met);
        assert_eq!(status(&findings, "filing-complete"), Status::NotMet);
        assert!(!findings.iter().any(|f| f.status == Status::NotMet && f.requirement != "filing-complete"));
    }
    let (first, _) = run(Some("1"), vec![observed("brief.pdf", None)]);
    assert_eq!(status(&first, "kvk-present"), Status::NotApplicable);
}

#[test]
fn with_an_unread_scan_nothing_is_surely_missing() {
    let (findings, verdict) = run(Some("3"), vec![observed("brief.pdf", None), unread("scan.pdf")]);
    let missing: Vec<&str> =
        findings.iter().filter(|f| f.status == Status::Missing).map(|f| f.requirement.as_str()).collect();
    assert_eq!(missing, Vec::<&str>::new());
    assert_eq!(verdict.outcome, Outcome::Review);
}

#[test]
fn an_unknown_category_decides_nothing_of_its_own() {
    let (findings, _) = run(None, vec![observed("brief.pdf", None)]);
    assert_eq!(status(&findings, "kvk-present"), Status::Review);
    assert_eq!(status(&findings, "bv-present"), Status::Missing);
}

#[test]
fn the_extract_rows_together() {
    let extract = with(observed("kvk.pdf", Some("kvk-uittreksel")), "kvk_number", "12345678");
    let extract = with(extract, "document_date", "2026-04-29");
    let extract = with_attributes(extract, "director", "Vries, Jan de", &[("power", "alleen")]);
    let form = with(observed("bv.pdf", Some("bestuursverklaring")), "signatory", "J. de Vries");
    let (findings, verdict) = run(Some("3"), vec![extract, form]);
    for (id, wanted) in [
        ("kvk-present", Status::Met),
        ("kvk-max-age", Status::NotMet),
        ("kvk-same-entity", Status::Met),
        ("kvk-signatory-authority", Status::Met),
        ("kvk-volmacht", Status::NotApplicable),
        ("kvk-chain-extracts", Status::NotApplicable),
        ("kvk-certified", Status::Review),
        ("ubo-present", Status::Missing),
        ("ubo-alt-confirmation", Status::NotApplicable),
        ("wtza-route-present", Status::Missing),
        ("wtza-a1-permit", Status::NotApplicable),
    ] {
        assert_eq!(status(&findings, id), wanted, "{id}");
    }
    assert_eq!(verdict.outcome, Outcome::Incomplete);
}
