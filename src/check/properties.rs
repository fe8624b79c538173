//! What must hold for any submission under the rules that ship.

use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate};
use proptest::prelude::*;

use super::judge;
use crate::dossier::testing::{fact, observed, saying, submission, unread};
use crate::dossier::{Defaults, assemble};
use crate::fact::{Observed, Strength};
use crate::finding::{Finding, Status};
use crate::policy::Rules;
use crate::submission::Manifest;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::built_in().unwrap());

fn findings(documents: Vec<Observed>) -> Vec<Finding> {
    let manifest = Manifest {
        aanbieder: Some("Stichting Voorbeeld".to_owned()),
        kvk: Some("12345678".to_owned()),
        beleid: Some("cz-2027".to_owned()),
        categorie: Some("3".to_owned()),
        ingediend: Some(DateTime::parse_from_rfc3339("2026-07-31T12:00:00+02:00").unwrap()),
        ..Manifest::default()
    };
    let submission = submission(manifest);
    let today = NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
    judge(&assemble(&submission, documents, &RULES, &Defaults::default(), today), &RULES.catalogue)
}

fn check_of(finding: &Finding) -> &'static str {
    let procedure = RULES.policy("cz-2027").and_then(|p| p.procedure("inschrijving")).unwrap();
    procedure.requirements.iter().find(|r| r.id == finding.requirement).unwrap().check.name()
}

const VALUES: &[(&str, &[&str])] = &[
    ("document_date", &["2026-07-01", "2024-01-01", "2026-08-15", "geen datum"]),
    ("valid_from", &["2026-01-01", "2027-06-01"]),
    ("valid_until", &["2026-12-31", "2028-01-01"]),
    ("kvk_number", &["12345678", "87654321"]),
    ("legal_name", &["Stichting Voorbeeld", "Zorggroep Avondrood B.V."]),
    ("legal_form", &["stichting", "bv"]),
    ("director", &["Vries, Jan de", "Top Holding B.V."]),
    ("supervisor", &["A. Jansen", "J. de Vries"]),
    ("signatory", &["J. de Vries", "B. Bakker"]),
    ("authorised_person", &["B. Bakker"]),
    ("purpose", &["inkoopprocedure zorg", "taxivervoer"]),
    ("insured_amount_per_event", &["2500000.00", "100000.00", "-1"]),
    ("subcontracted_share", &["10.0", "60.0", "abc"]),
    ("subcontractor", &["Thuiszorg A"]),
    ("fiscal_year", &["2024", "2025", "2026", "2027"]),
    ("consolidated", &["true", "false"]),
    ("signature", &["present", "none", "broken", "valid"]),
    ("form_year", &["2027", "2026"]),
    ("filled_fields", &["12"]),
    ("empty_field", &["Functie"]),
    ("statutes_date", &["2020-01-01"]),
    ("bsn", &["*****6782"]),
    ("category", &["3", "1"]),
];

/// A document of a kind with some facts of one confidence and passages of one strength about all its topics.
fn document(
    kind: usize,
    picks: &[(usize, usize)],
    confidence: f32,
    strength: Strength,
    at: usize,
) -> Observed {
    let kinds: Vec<&str> =
        RULES.catalogue.kinds.iter().filter(|k| !k.outside).map(|k| k.id.as_str()).collect();
    let id = kinds[kind % kinds.len()];
    let mut one = observed(&format!("{at:02} {id}.pdf"), Some(id));
    for (field, value) in picks {
        let (field, values) = VALUES[field % VALUES.len()];
        let mut said = fact(field, values[value % values.len()], confidence);
        if field == "director" {
            said.attributes.insert("power".to_owned(), "alleen".to_owned());
        }
        one.facts.push(said);
    }
    for topic in &RULES.catalogue.kind(id).unwrap().topics {
        one = saying(one, topic, strength, "tekst");
    }
    one
}

type Plan = Vec<(usize, Vec<(usize, usize)>)>;

fn plans() -> impl Strategy<Value = Plan> {
    let picks = proptest::collection::vec((0usize..40, 0usize..4), 0..8);
    proptest::collection::vec((0usize..80, picks), 0..14)
}

fn documents(plan: &Plan, confidence: f32, strength: Strength) -> Vec<Observed> {
    plan.iter()
        .enumerate()
        .map(|(at, (kind, picks))| document(*kind, picks, confidence, strength, at))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn nothing_is_decided_on_doubtful_readings(plan in plans()) {
        for finding in findings(documents(&plan, 0.6, Strength::Hint)) {
            let check = check_of(&finding);
            // What rests on kinds, on the clock or on a scan of the whole text.
            let on_kinds = ["present", "any-of", "not-kind", "deadline", "not-before", "informational", "all-present"];
            match finding.status {
                Status::Met => prop_assert!(
                    on_kinds.contains(&check)
                        || check == "no-bsn"
                        // An annex that shows it by being there (`or_kinds`) rests on its kind as well.
                        || (check == "shown" && finding.reason.starts_with("Ingediend: ")),
                    "{} ({check}): {}", finding.requirement, finding.reason
                ),
                Status::NotMet => prop_assert!(
                    on_kinds.contains(&check),
                    "{} ({check}): {}", finding.requirement, finding.reason
                ),
                _ => {}
            }
        }
    }

    #[test]
    fn an_unread_file_leaves_nothing_surely_missing(plan in plans()) {
        let mut all = documents(&plan, 0.95, Strength::Statement);
        all.push(unread("scan.pdf"));
        for finding in findings(all) {
            prop_assert!(finding.status != Status::Missing, "{}: {}", finding.requirement, finding.reason);
        }
    }

    #[test]
    fn the_order_of_files_does_not_matter(plan in plans()) {
        let all = documents(&plan, 0.95, Strength::Statement);
        let mut turned = all.clone();
        turned.reverse();
        prop_assert_eq!(findings(all), findings(turned));
    }

    #[test]
    fn a_decision_shows_what_it_rests_on(plan in plans()) {
        for finding in findings(documents(&plan, 0.95, Strength::Statement)) {
            let decided = matches!(finding.status, Status::Met | Status::NotMet);
            let by_itself = ["deadline", "not-before", "informational", "all-present"].contains(&check_of(&finding));
            prop_assert!(!decided || by_itself || !finding.evidence.is_empty(), "{}", finding.requirement);
            prop_assert!(!finding.reason.is_empty());
            prop_assert!(!finding.reason.contains("  ") && !finding.reason.contains(" ."), "{}", finding.reason);
        }
    }
}
