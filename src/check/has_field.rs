//! `has-field`: values of a field stand in the document, and agree with another document where asked.

use crate::check::context::{Context, Seen, passages};
use crate::check::judgement::Judgement;
use crate::check::topics::{places, unread};
use crate::check::{absence, identity, sentences};
use crate::dossier::names::{Likeness, organisations, persons};
use crate::fact::Strength;
use crate::fold::fold;
use crate::policy::Requirement;

pub struct Asked<'r> {
    pub field: &'r str,
    pub min: u32,
    pub compare_with: &'r [String],
    /// Where no value is found, a passage plainly about one of these is enough.
    pub topics: &'r [String],
}

pub fn check(context: &Context<'_>, requirement: &Requirement, asked: &Asked<'_>) -> Judgement {
    let Asked { field, min, compare_with, topics } = *asked;
    let documents = match absence::documents(context, &requirement.kinds) {
        // The extracts of a parent are filed beside the entity's own.
        Ok(documents) => identity::own(context, documents),
        Err(absent) => return absent,
    };
    let all: Vec<Seen<'_>> = documents.iter().flat_map(|d| d.facts(field).collect::<Vec<_>>()).collect();
    let values = distinct(&all);
    let paths = sentences::some(documents.iter().map(|d| d.path().to_owned()));
    let shown = sentences::some(values.iter().map(|v| (*v).to_owned()));
    if values.is_empty() {
        let said: Vec<_> = topics.iter().flat_map(|t| passages(&documents, t, Strength::Hint)).collect();
        let plain: Vec<_> = said.iter().copied().filter(|(_, p)| p.strength >= Strength::Statement).collect();
        if !plain.is_empty() {
            return Judgement::met(format!("Gevonden: {}.", places(&plain)))
                .show_passages(plain)
                .show_facts(all);
        }
        let what = sentences::sentence(sentences::field(field));
        let judged = Judgement::review(format!("{what}: in {paths} niet zeker gelezen."));
        return judged.adding(&unread(&documents)).show_facts(all).show_passages(said);
    }
    if u32::try_from(values.len()).unwrap_or(u32::MAX) < min {
        return Judgement::review(format!("In {paths} gevonden: {shown}; ten minste {min} gevraagd."))
            .show_facts(all);
    }
    let others: Vec<Seen<'_>> =
        context.counting(compare_with).iter().flat_map(|d| d.facts(field).collect::<Vec<_>>()).collect();
    let known = distinct(&others);
    let reason = format!("In {paths} gevonden: {shown}.");
    if compare_with.is_empty() {
        return Judgement::met(reason).show_facts(all);
    }
    if known.is_empty() {
        // Nothing to compare with: what is asked is there, and says so.
        let names = context.kind_names(compare_with);
        let said: Vec<_> = topics.iter().flat_map(|t| passages(&documents, t, Strength::Hint)).collect();
        let hinted = !said.is_empty() && said.iter().all(|(_, p)| p.strength < Strength::Statement);
        if hinted {
            // The names of another's board, or of people still to be asked.
            return Judgement::review(reason)
                .adding(&format!("Niet te vergelijken met {names}, en niet met zoveel woorden gezegd."))
                .show_passages(said)
                .show_facts(all);
        }
        return Judgement::met(reason).adding(&format!("Niet te vergelijken met {names}.")).show_facts(all);
    }
    let lacks = |from: &[&str], in_: &[&str]| -> Vec<String> {
        from.iter().filter(|v| !in_.iter().any(|k| same(field, v, k))).map(|v| (*v).to_owned()).collect()
    };
    let (extra, absent) = (lacks(&values, &known), lacks(&known, &values));
    if extra.is_empty() && absent.is_empty() {
        return Judgement::met(format!("{reason} Gelijk aan {}.", context.kind_names(compare_with)))
            .show_facts(all)
            .show_facts(others);
    }
    let mut judged = Judgement::review(reason);
    if !extra.is_empty() {
        judged = judged.adding(&format!(
            "Niet in {}: {}.",
            context.kind_names(compare_with),
            sentences::some(extra)
        ));
    }
    if !absent.is_empty() {
        judged = judged.adding(&format!(
            "Alleen in {}: {}.",
            context.kind_names(compare_with),
            sentences::some(absent)
        ));
    }
    judged.show_facts(all).show_facts(others)
}

/// Decisive values, each once.
fn distinct<'a>(seen: &[Seen<'a>]) -> Vec<&'a str> {
    let mut out: Vec<&str> = Vec::new();
    for one in seen.iter().filter(|s| s.fact.decisive() && !s.fact.value.trim().is_empty()) {
        if !out.contains(&one.fact.value.as_str()) {
            out.push(&one.fact.value);
        }
    }
    out
}

fn same(field: &str, a: &str, b: &str) -> bool {
    match field {
        "director" | "supervisor" | "signatory" | "signer" => {
            persons(a, b) == Likeness::Same || fold(a) == fold(b)
        }
        "legal_name" | "trade_name" | "insured_name" | "subcontractor" => {
            organisations(a, b) == Likeness::Same
        }
        _ => fold(a) == fold(b),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, strings, tested};
    use crate::dossier::testing::{observed, saying, with, with_at};
    use crate::fact::Strength;
    use crate::finding::Status;
    use crate::policy::Check;

    #[test]
    fn names_are_found_and_compared() {
        let case = |compare: &[&str]| {
            let check = Check::HasField {
                field: "director".to_owned(),
                min: 1,
                compare_with: strings(compare),
                topics: strings(&["namen"]),
            };
            Case::new(tested(&["ondernemingsplan"], check))
        };
        let plan = || observed("plan.pdf", Some("ondernemingsplan"));
        let named = || with(plan(), "director", "Jan de Vries");
        let extract = |name: &str| with(observed("kvk.pdf", Some("kvk-uittreksel")), "director", name);
        assert_eq!(case(&[]).file(named()).judge().status, Status::Met);
        assert_eq!(
            case(&[]).file(with_at(plan(), "director", "Jan de Vries", 0.5)).judge().status,
            Status::Review
        );
        assert_eq!(case(&[]).file(plan()).judge().status, Status::Review);
        assert_eq!(case(&[]).judge().status, Status::Missing);
        let said =
            |s| case(&[]).file(saying(plan(), "namen", s, "Het bestuur is Jan de Vries")).judge().status;
        assert_eq!(said(Strength::Statement), Status::Met);
        assert_eq!(said(Strength::Hint), Status::Review);
        let against = |name| case(&["kvk-uittreksel"]).file(named()).file(extract(name)).judge().status;
        assert_eq!(against("Vries, Jan de"), Status::Met);
        assert_eq!(against("Pietersen, Klaas"), Status::Review);
        assert_eq!(case(&["kvk-uittreksel"]).file(named()).judge().status, Status::Met);
    }
}
