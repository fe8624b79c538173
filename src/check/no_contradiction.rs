//! `no-contradiction`: documents that say different things of the same. A standing item until they do.

use crate::check::context::{Context, Doc};
use crate::check::identity::{compare, reference};
use crate::check::judgement::Judgement;
use crate::check::sentences;
use crate::dossier::names::{Likeness, persons};
use crate::finding::Status;
use crate::policy::Requirement;

/// Kinds that are about the filing entity itself.
const OWN: &[&str] = &[
    "belastingverklaring",
    "bestuursverklaring",
    "kvk-uittreksel",
    "ondernemingsplan",
    "polisblad",
    "statuten",
    "ubo-uittreksel",
    "vog-rp",
    "wtza-vergunning",
];

pub fn check(context: &Context<'_>, requirement: &Requirement, guide: Option<&str>) -> Judgement {
    let kinds: Vec<String> = if requirement.kinds.is_empty() {
        OWN.iter().map(|k| (*k).to_owned()).collect()
    } else {
        requirement.kinds.clone()
    };
    let documents = context.counting(&kinds);
    let mut found = Judgement::new(Status::Review, String::new());
    let known = reference(context, None);
    if known.kvk.len() > 1 {
        let numbers = sentences::list(known.kvk.iter().cloned());
        found = found
            .adding(&format!(
                "De opgave en de stukken noemen verschillende KvK-nummers voor de aanbieder: {numbers}."
            ))
            .show_facts(documents.iter().flat_map(|d| d.sure("kvk_number").collect::<Vec<_>>()));
    } else {
        for document in &documents {
            let compared = compare(context, document);
            let own_extract = document.kind() == Some("kvk-uittreksel")
                && documents.iter().any(|d| {
                    d.kind() == Some("kvk-uittreksel") && compare(context, d).likeness == Likeness::Same
                });
            if compared.likeness == Likeness::Different && !own_extract {
                found = found.adding(&compared.reason).show_facts(compared.seen);
            }
        }
    }
    found = directors(&documents, found);
    if !found.reason.is_empty() {
        return found.adding(guide.unwrap_or_default());
    }
    Judgement::manual(
        "Tussen de gelezen stukken is geen tegenspraak gezien in naam of nummer van de aanbieder.",
    )
    .adding(guide.unwrap_or_default())
}

/// Directors of the plan that the extract does not know.
fn directors(documents: &[&Doc<'_>], found: Judgement) -> Judgement {
    let of = |kind: &str| -> Vec<_> {
        documents
            .iter()
            .filter(|d| d.kind() == Some(kind))
            .flat_map(|d| d.sure("director").collect::<Vec<_>>())
            .collect()
    };
    let (plan, register) = (of("ondernemingsplan"), of("kvk-uittreksel"));
    if register.is_empty() {
        return found;
    }
    let strangers: Vec<_> = plan
        .into_iter()
        .filter(|p| register.iter().all(|r| persons(&p.fact.value, &r.fact.value) == Likeness::Different))
        .collect();
    if strangers.is_empty() {
        return found;
    }
    let names = sentences::some(strangers.iter().map(|s| s.fact.value.clone()));
    found
        .adding(&format!("Volgens het ondernemingsplan bestuurder, maar niet op het uittreksel: {names}."))
        .show_facts(strangers)
        .show_facts(register)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, tested};
    use crate::dossier::testing::{observed, with};
    use crate::finding::Status;
    use crate::policy::Check;

    #[test]
    fn manual_until_two_documents_contradict() {
        let case = || Case::new(tested(&[], Check::NoContradiction { guide: None }));
        let extract = |n: &str| with(observed("kvk.pdf", Some("kvk-uittreksel")), "kvk_number", n);
        assert_eq!(case().file(extract("12345678")).judge().status, Status::Manual);
        let ubo = with(observed("ubo.pdf", Some("ubo-uittreksel")), "kvk_number", "87654321");
        assert_eq!(case().file(extract("12345678")).file(ubo).judge().status, Status::Review);
        let plan = with(observed("plan.pdf", Some("ondernemingsplan")), "director", "K. Pietersen");
        let listed = with(extract("12345678"), "director", "Vries, Jan de");
        assert_eq!(case().file(listed).file(plan).judge().status, Status::Review);
    }
}
