//! A dossier assembled from manifest, options and documents.

use chrono::{DateTime, NaiveDate};

use super::testing::{observed, submission, with, with_at};
use super::{Defaults, Dossier, assemble};
use crate::check::testing::{catalogue, policy};
use crate::fact::Observed;
use crate::policy::Rules;
use crate::submission::Manifest;

fn rules(ids: &[&str]) -> Rules {
    let policies = ids
        .iter()
        .map(|id| {
            let mut one = policy(Vec::new(), Vec::new());
            one.id = (*id).to_owned();
            one
        })
        .collect();
    Rules { catalogue: catalogue(), policies, digest: String::new() }
}

fn see<T>(
    manifest: Manifest,
    documents: Vec<Observed>,
    policies: &[&str],
    defaults: &Defaults,
    look: impl FnOnce(&Dossier<'_>) -> T,
) -> T {
    let (rules, submission) = (rules(policies), submission(manifest));
    let today = NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
    look(&assemble(&submission, documents, &rules, defaults, today))
}

fn codes(dossier: &Dossier<'_>) -> Vec<String> {
    dossier.notes.iter().map(|n| n.code.clone()).collect()
}

#[test]
fn the_policy_by_manifest_option_or_being_the_only_one() {
    let one = |said: Option<&str>, option: Option<&str>, known: &[&str]| {
        let manifest = Manifest { beleid: said.map(str::to_owned), ..Manifest::default() };
        let defaults = Defaults { policy: option.map(str::to_owned), ..Defaults::default() };
        see(manifest, Vec::new(), known, &defaults, |d| (d.policy.map(|p| p.id.clone()), codes(d)))
    };
    assert_eq!(one(Some("CZ-2027"), None, &["cz-2027", "dsw-2026"]).0.as_deref(), Some("cz-2027"));
    assert_eq!(
        one(Some("cz-2027"), Some("dsw-2026"), &["cz-2027", "dsw-2026"]).0.as_deref(),
        Some("cz-2027")
    );
    assert_eq!(one(None, Some("dsw-2026"), &["cz-2027", "dsw-2026"]).0.as_deref(), Some("dsw-2026"));
    let (found, notes) = one(None, None, &["cz-2027"]);
    assert_eq!(found.as_deref(), Some("cz-2027"));
    assert!(notes.contains(&"policy-assumed".to_owned()));
    for (found, notes) in [one(Some("xx"), None, &["cz-2027"]), one(None, None, &["cz-2027", "dsw-2026"])] {
        assert_eq!(found, None);
        assert!(notes.contains(&"policy-unknown".to_owned()));
    }
}

#[test]
fn an_unknown_procedure_is_not_replaced() {
    let one = |said: Option<&str>| {
        let manifest = Manifest { procedure: said.map(str::to_owned), ..Manifest::default() };
        see(manifest, Vec::new(), &["cz-2027"], &Defaults::default(), |d| {
            (d.procedure.map(|p| p.id.clone()), codes(d).contains(&"procedure-unknown".to_owned()))
        })
    };
    assert_eq!(one(None), (Some("inschrijving".to_owned()), false));
    assert_eq!(one(Some("Inschrijving")), (Some("inschrijving".to_owned()), false));
    assert_eq!(one(Some("offerte")), (None, true));
}

#[test]
fn the_category_by_manifest_or_by_agreeing_declarations() {
    let form = |value: &str| {
        with(observed(&format!("bv {value}.pdf"), Some("bestuursverklaring")), "category", value)
    };
    let one = |said: Option<&str>, documents: Vec<Observed>| {
        let manifest = Manifest { categorie: said.map(str::to_owned), ..Manifest::default() };
        see(manifest, documents, &["cz-2027"], &Defaults::default(), |d| {
            (d.category.clone(), codes(d).contains(&"category-unknown".to_owned()))
        })
    };
    assert_eq!(one(Some("3A"), vec![form("1")]), (Some("3".to_owned()), false));
    assert_eq!(one(None, vec![form("3a"), form("3")]), (Some("3".to_owned()), false));
    assert_eq!(one(None, vec![form("1"), form("3")]), (None, true));
    assert_eq!(one(Some("negen"), vec![form("1")]), (None, true));
    let doubtful = with_at(observed("bv.pdf", Some("bestuursverklaring")), "category", "1", 0.5);
    assert_eq!(one(None, vec![doubtful]), (None, true));
}

#[test]
fn the_moment_of_filing_on_the_policys_clock() {
    let receipt =
        |value: &str| with(observed(&format!("{value}.pdf"), Some("inschrijving")), "document_date", value);
    let one = |said: Option<&str>, documents: Vec<Observed>| {
        let ingediend = said.map(|t| DateTime::parse_from_rfc3339(t).unwrap());
        see(
            Manifest { ingediend, ..Manifest::default() },
            documents,
            &["cz-2027"],
            &Defaults::default(),
            |d| (d.filed_at.map(|t| t.to_rfc3339()), d.reference_day.to_string()),
        )
    };
    let utc = one(Some("2026-07-30T22:30:00Z"), Vec::new());
    assert_eq!(utc, (Some("2026-07-31T00:30:00+02:00".to_owned()), "2026-07-31".to_owned()));
    let read = one(None, vec![receipt("2026-07-20T10:00:00")]);
    assert_eq!(read, (Some("2026-07-20T10:00:00+02:00".to_owned()), "2026-07-20".to_owned()));
    // A day is no moment, and two receipts name two.
    assert_eq!(one(None, vec![receipt("2026-07-20")]), (None, "2026-07-31".to_owned()));
    let two = vec![receipt("2026-07-20T10:00:00"), receipt("2026-07-21T10:00:00")];
    assert_eq!(one(None, two), (None, "2026-07-31".to_owned()));
}

#[test]
fn the_provider_by_manifest_or_by_agreeing_documents() {
    let paper = |kind: &str, path: &str, number: &str, name: &str| {
        with(with(observed(path, Some(kind)), "kvk_number", number), "legal_name", name)
    };
    let one = |manifest: Manifest, documents: Vec<Observed>| {
        see(manifest, documents, &["cz-2027"], &Defaults::default(), |d| {
            (
                d.provider.kvk.clone(),
                d.provider.name.clone(),
                codes(d).contains(&"provider-conflict".to_owned()),
            )
        })
    };
    let extract = || paper("kvk-uittreksel", "kvk.pdf", "12345678", "Stichting Voorbeeld");
    let parent = || paper("kvk-uittreksel", "top.pdf", "87654321", "Top Holding B.V.");
    let form = || paper("bestuursverklaring", "bv.pdf", "12345678", "STICHTING VOORBEELD");
    let found = (Some("12345678".to_owned()), Some("STICHTING VOORBEELD".to_owned()), false);
    assert_eq!(one(Manifest::default(), vec![extract(), form(), parent()]), found);
    let (kvk, _, conflict) = one(Manifest::default(), vec![extract(), parent()]);
    assert_eq!((kvk, conflict), (None, true));
    let given = Manifest {
        kvk: Some("87654321".to_owned()),
        aanbieder: Some("Top Holding B.V.".to_owned()),
        ..Manifest::default()
    };
    let named = (Some("87654321".to_owned()), Some("Top Holding B.V.".to_owned()), false);
    assert_eq!(one(given, vec![extract(), form()]), named);
    assert_eq!(one(Manifest::default(), Vec::new()), (None, None, false));
}
