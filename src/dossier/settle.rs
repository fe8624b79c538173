//! Policy, procedure, category and moment of filing: manifest first, then the run's options, then the
//! documents where they agree.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};

use super::moments::{Moment, in_zone, local, moment, zone};
use crate::dossier::Defaults;
use crate::fact::Observed;
use crate::policy::{Policy, Procedure, Rules};
use crate::problem::Problem;
use crate::submission::Submission;

pub fn policy<'a>(
    submission: &Submission,
    rules: &'a Rules,
    defaults: &Defaults,
    notes: &mut Vec<Problem>,
) -> Option<&'a Policy> {
    if let Some(id) = given(submission.manifest.beleid.as_ref()).or(given(defaults.policy.as_ref())) {
        let found = rules.policies.iter().find(|p| p.id.eq_ignore_ascii_case(id));
        if found.is_none() {
            notes.push(Problem::new(
                "policy-unknown",
                format!("Het beleid “{id}” is niet bekend; er is niets getoetst. Noem een bekend beleid."),
            ));
        }
        return found;
    }
    if let [only] = rules.policies.as_slice() {
        notes.push(Problem::new(
            "policy-assumed",
            format!("Er is geen beleid genoemd; getoetst aan het enige dat bekend is: {}.", only.id),
        ));
        return Some(only);
    }
    notes.push(Problem::new(
        "policy-unknown",
        "Er is geen beleid genoemd; er is niets getoetst. Noem het beleid in inschrijving.toml.",
    ));
    None
}

pub fn procedure<'a>(
    submission: &Submission,
    policy: &'a Policy,
    defaults: &Defaults,
    notes: &mut Vec<Problem>,
) -> Option<&'a Procedure> {
    let Some(id) = given(submission.manifest.procedure.as_ref()).or(given(defaults.procedure.as_ref()))
    else {
        // A category that has a procedure of its own.
        let category = given(submission.manifest.categorie.as_ref()).or(given(defaults.category.as_ref()));
        if let Some(category) = category.and_then(|said| policy.category(said))
            && let Some(own) = policy.procedures.iter().find(|p| p.for_categories.contains(&category.id))
        {
            return Some(own);
        }
        let main = policy.main_procedure();
        if main.is_none() {
            notes.push(Problem::new(
                "procedure-unknown",
                "Er is geen procedure genoemd; er is niets getoetst.",
            ));
        }
        return main;
    };
    let found = policy.procedures.iter().find(|p| p.id.eq_ignore_ascii_case(id));
    if found.is_none() {
        notes.push(Problem::new(
            "procedure-unknown",
            format!("De procedure “{id}” is in beleid {} niet bekend; er is niets getoetst.", policy.id),
        ));
    }
    found
}

fn given(value: Option<&String>) -> Option<&str> {
    value.map(|v| v.trim()).filter(|v| !v.is_empty())
}

pub fn category(
    submission: &Submission,
    policy: &Policy,
    procedure: Option<&Procedure>,
    documents: &[Observed],
    defaults: &Defaults,
    notes: &mut Vec<Problem>,
) -> Option<String> {
    // A word that the policy does not know is never quietly replaced by another source.
    for said in [given(submission.manifest.categorie.as_ref()), given(defaults.category.as_ref())] {
        let Some(said) = said else { continue };
        if let Some(found) = policy.category(said) {
            return Some(found.id.clone());
        }
        notes.push(Problem::new(
            "category-unknown",
            format!("De categorie “{said}” is in dit beleid niet bekend; de categorie geldt als onbekend."),
        ));
        return None;
    }
    // A procedure that is for one category says which.
    if let Some([only]) = procedure.map(|p| p.for_categories.as_slice()) {
        return Some(only.clone());
    }
    let mut seen: Vec<String> = Vec::new();
    for fact in documents
        .iter()
        .filter(|d| d.kind() == Some("bestuursverklaring") && d.superseded_by.is_none())
        .flat_map(|d| d.facts_of("category"))
        .filter(|f| f.decisive())
    {
        let id = policy.category(&fact.value).or_else(|| policy.category(&fact.raw)).map(|c| c.id.clone());
        let id = id.unwrap_or_else(|| fact.value.clone());
        if !seen.contains(&id) {
            seen.push(id);
        }
    }
    if let [only] = seen.as_slice()
        && policy.categories.iter().any(|c| c.id == *only)
    {
        notes.push(Problem::new(
            "category-from-documents",
            format!("De categorie is niet opgegeven; uit de bestuursverklaring: {only}."),
        ));
        return Some(only.clone());
    }
    let message = if seen.is_empty() {
        "De categorie van de aanbieder is niet opgegeven en niet in de stukken gevonden.".to_owned()
    } else {
        format!("De categorie van de aanbieder is niet eenduidig: de stukken noemen {}.", seen.join(", "))
    };
    notes.push(Problem::new("category-unknown", message));
    None
}

/// The manifest's moment, else the one that a receipt of the portal names beyond doubt, on the policy's
/// own clock.
pub fn filed_at(
    submission: &Submission,
    policy: Option<&Policy>,
    documents: &[Observed],
) -> Option<DateTime<FixedOffset>> {
    let on_clock = |t: DateTime<FixedOffset>| policy.and_then(|p| local(p, t)).unwrap_or(t);
    if let Some(said) = submission.manifest.ingediend {
        return Some(on_clock(said));
    }
    let mut found: Vec<DateTime<FixedOffset>> = documents
        .iter()
        .filter(|d| d.kind() == Some("inschrijving") && d.superseded_by.is_none())
        .flat_map(|d| &d.facts)
        .filter(|f| f.decisive() && matches!(f.field.as_str(), "submitted_at" | "filed_at" | "document_date"))
        .filter_map(|f| instant(&f.value, policy))
        .collect();
    found.sort();
    found.dedup();
    match found.as_slice() {
        [only] => Some(on_clock(*only)),
        _ => None,
    }
}

/// An RFC 3339 moment, or a local one on the policy's clock; a bare date is no moment.
fn instant(value: &str, policy: Option<&Policy>) -> Option<DateTime<FixedOffset>> {
    if let Ok(exact) = DateTime::parse_from_rfc3339(value) {
        return Some(exact);
    }
    let naive: NaiveDateTime = value.replacen(' ', "T", 1).parse().ok()?;
    in_zone(naive, zone(policy?)?)
}

pub fn reference_day(
    filed_at: Option<DateTime<FixedOffset>>,
    policy: Option<&Policy>,
    procedure: Option<&Procedure>,
    today: NaiveDate,
    notes: &mut Vec<Problem>,
) -> NaiveDate {
    if let Some(filed) = filed_at {
        return filed.date_naive();
    }
    let deadline = policy.zip(procedure).and_then(|(p, q)| moment(p, q.deadline.as_deref()?));
    let Some(deadline) = deadline else {
        notes.push(Problem::new(
            "filing-moment-unknown",
            "Het moment van indienen is niet bekend en er is geen sluitingsmoment; leeftijden van stukken zijn \
             niet te beoordelen.",
        ));
        return today;
    };
    notes.push(Problem::new(
        "filing-moment-unknown",
        "Het moment van indienen is niet bekend; de leeftijd van stukken is geteld vanaf het sluitingsmoment.",
    ));
    match deadline {
        Moment::Day(day) => day,
        Moment::At(at) => at.date_naive(),
    }
}
