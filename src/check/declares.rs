//! `declares`: a declaration gives the answer asked for, and none to the contrary.

use crate::check::context::{Context, passages};
use crate::check::judgement::Judgement;
use crate::check::topics::{places, unread};
use crate::check::{absence, sentences};
use crate::fact::Strength;
use crate::policy::Requirement;

pub fn check(
    context: &Context<'_>,
    requirement: &Requirement,
    topics: &[String],
    contrary: &[String],
) -> Judgement {
    let documents = match absence::documents(context, &requirement.kinds) {
        Ok(documents) => documents,
        Err(absent) => return absent,
    };
    let of = |ids: &[String], least| -> Vec<_> {
        ids.iter().flat_map(|t| passages(&documents, t, least)).collect()
    };
    let against = of(contrary, Strength::Statement);
    if !against.is_empty() {
        return Judgement::review(format!("Een antwoord kan hiertegen spreken: {}.", places(&against)))
            .show_passages(against)
            .show_passages(of(topics, Strength::Statement));
    }
    let said = of(topics, Strength::Statement);
    if !said.is_empty() {
        let open = unread(&documents);
        if !open.is_empty() && !contrary.is_empty() {
            return Judgement::review(format!("Verklaard in {}. {open}", places(&said))).show_passages(said);
        }
        // A second version that speaks of it and does not say so.
        let silent: Vec<_> = of(topics, Strength::Hint)
            .into_iter()
            .filter(|(d, _)| !said.iter().any(|(s, _)| s.path == d.path && s.segment.kind == d.segment.kind))
            .collect();
        if !silent.is_empty() {
            return Judgement::review(format!(
                "Verklaard in {}, maar niet zo in {}.",
                places(&said),
                places(&silent)
            ))
            .show_passages(said)
            .show_passages(silent);
        }
        return Judgement::met(format!("Verklaard in {}.", places(&said))).show_passages(said);
    }
    let names = sentences::either(topics.iter().map(|t| format!("“{}”", context.topic_name(t))));
    let hints = of(topics, Strength::Hint);
    Judgement::review(format!("Het antwoord op {names} is niet zeker gelezen."))
        .adding(&unread(&documents))
        .show_passages(hints)
        .show_passages(of(contrary, Strength::Hint))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, strings, tested};
    use crate::dossier::testing::{observed, saying};
    use crate::fact::Strength;
    use crate::finding::Status;
    use crate::policy::Check;

    #[test]
    fn a_contrary_answer_is_for_a_human() {
        let case = || {
            let check =
                Check::Declares { topics: strings(&["voldoet"]), contrary: strings(&["voldoet-niet"]) };
            Case::new(tested(&["bestuursverklaring"], check))
        };
        let form = || observed("bv.pdf", Some("bestuursverklaring"));
        let yes = || saying(form(), "voldoet", Strength::Statement, "Ja");
        assert_eq!(case().file(yes()).judge().status, Status::Met);
        let both = saying(yes(), "voldoet-niet", Strength::Statement, "Nee");
        assert_eq!(case().file(both).judge().status, Status::Review);
        assert_eq!(
            case().file(saying(form(), "voldoet", Strength::Hint, "?")).judge().status,
            Status::Review
        );
        assert_eq!(case().file(form()).judge().status, Status::Review);
        assert_eq!(case().judge().status, Status::Missing);
        let other = observed("bv2.pdf", Some("bestuursverklaring"));
        let other = saying(other, "voldoet", Strength::Hint, "?");
        assert_eq!(case().file(yes()).file(other).judge().status, Status::Review);
        let mut torn = yes();
        torn.problems.push(crate::problem::Problem::new("scan-not-read", "Bladzijde 2."));
        assert_eq!(case().file(torn).judge().status, Status::Review);
    }
}
