//! `shown`: a passage plainly about it makes it met; without one it is a standing item, for no document is
//! asked for that shows it.

use crate::check::context::{Context, passages};
use crate::check::judgement::Judgement;
use crate::check::topics::places;
use crate::check::{present, sentences};
use crate::fact::Strength;
use crate::policy::Requirement;

pub fn check(
    context: &Context<'_>,
    requirement: &Requirement,
    topics: &[String],
    or_kinds: &[String],
    contrary: &[String],
    guide: &str,
) -> Judgement {
    let documents = context.counting(&requirement.kinds);
    let found: Vec<_> = topics.iter().flat_map(|t| passages(&documents, t, Strength::Hint)).collect();
    let plain: Vec<_> = found.iter().copied().filter(|(_, p)| p.strength >= Strength::Statement).collect();
    let there = context.counting(or_kinds);
    if !there.is_empty() {
        let said = sentences::some(there.iter().map(|d| d.path().to_owned()));
        return Judgement::met(format!("Ingediend: {said}."))
            .show(there.iter().map(|d| present::file(d)))
            .show_passages(plain);
    }
    let applies: Vec<_> =
        contrary.iter().flat_map(|t| passages(&documents, t, Strength::Statement)).collect();
    if plain.is_empty() && !applies.is_empty() {
        return Judgement::review(format!("Dit lijkt van toepassing: {}. {guide}", places(&applies)))
            .show_passages(applies);
    }
    if plain.is_empty() {
        return Judgement::manual(guide).show_passages(found);
    }
    Judgement::met(format!("Gevonden: {}.", places(&plain))).show_passages(plain)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, strings, tested};
    use crate::dossier::testing::{observed, saying};
    use crate::fact::Strength;
    use crate::finding::Status;
    use crate::policy::Check;

    #[test]
    fn a_plain_passage_or_a_human() {
        let case = || {
            let check = Check::Shown {
                topics: strings(&["ontvangst"]),
                or_kinds: strings(&["bijlage-zorgkantoren"]),
                contrary: strings(&["elders"]),
                guide: "Kijk in het portaal.".to_owned(),
            };
            Case::new(tested(&["inschrijving"], check))
        };
        let receipt =
            |s| saying(observed("ontvangst.pdf", Some("inschrijving")), "ontvangst", s, "Ontvangen");
        assert_eq!(case().file(receipt(Strength::Statement)).judge().status, Status::Met);
        let hinted = case().file(receipt(Strength::Hint)).judge();
        assert_eq!((hinted.status, hinted.evidence.len()), (Status::Manual, 1));
        assert_eq!(case().judge().status, Status::Manual);
        let elsewhere =
            saying(observed("bv.pdf", Some("inschrijving")), "elders", Strength::Statement, "Ook in Zeeland");
        assert_eq!(case().file(elsewhere).judge().status, Status::Review);
        let annex = observed("bijlage3.pdf", Some("bijlage-zorgkantoren"));
        assert_eq!(case().file(annex).judge().status, Status::Met);
    }
}
