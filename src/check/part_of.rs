//! `part-of`: one amount as a part of another, by multiplying crosswise so that nothing is rounded.

use rust_decimal::Decimal;

use crate::check::context::{Context, Doc, Seen};
use crate::check::judgement::Judgement;
use crate::check::{absence, sentences};
use crate::policy::Requirement;
use crate::policy::asked::PartOf;

pub fn check(context: &Context<'_>, requirement: &Requirement, asked: &PartOf) -> Judgement {
    let documents = match absence::documents(context, &requirement.kinds) {
        Ok(documents) => documents,
        Err(absent) => return absent,
    };
    let seen: Vec<Seen<'_>> = [Some(&asked.part), Some(&asked.whole), asked.rest.as_ref()]
        .into_iter()
        .flatten()
        .flat_map(|f| documents.iter().flat_map(|d| d.facts(f).collect::<Vec<_>>()).collect::<Vec<_>>())
        .collect();
    let one = |field: &str| amount(&documents, field);
    let part = one(&asked.part);
    let whole = one(&asked.whole).or_else(|| part?.checked_add(one(asked.rest.as_deref()?)?));
    let (Some(part), Some(whole)) = (part, whole) else {
        return Judgement::review("De bedragen die hier worden vergeleken, zijn niet (alle) zeker gelezen.")
            .show_facts(seen);
    };
    let mut limits = Vec::new();
    let mut holds = true;
    for (bound, word) in [(asked.at_most, "ten hoogste"), (asked.at_least, "ten minste")] {
        let Some((above, below)) = bound else { continue };
        let (Some(left), Some(right)) = (part.checked_mul(below.into()), whole.checked_mul(above.into()))
        else {
            return Judgement::review("De bedragen zijn te groot om te vergelijken.").show_facts(seen);
        };
        holds &= if word == "ten hoogste" { left <= right } else { left >= right };
        limits.push(if above == below {
            format!("{word} dat bedrag")
        } else {
            format!("{word} {above}/{below} deel")
        });
    }
    let reason = format!(
        "{} tegenover {}; gevraagd is {}.",
        sentences::euros(part),
        sentences::euros(whole),
        sentences::list(limits)
    );
    let judged = if part.is_sign_negative() || whole <= Decimal::ZERO {
        Judgement::review(reason)
    } else if holds {
        Judgement::met(reason)
    } else if asked.soft {
        Judgement::review(reason)
    } else {
        Judgement::not_met(reason)
    };
    judged.show_facts(seen)
}

/// The one amount that every document that speaks of it surely names.
fn amount(documents: &[&Doc<'_>], field: &str) -> Option<Decimal> {
    let mut values = documents.iter().flat_map(|d| d.facts(field).collect::<Vec<_>>());
    let read = |s: Seen<'_>| s.fact.value.trim().parse::<Decimal>().ok().filter(|_| s.fact.decisive());
    let first = read(values.next()?)?;
    values.all(|s| read(s) == Some(first)).then_some(first)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, tested};
    use crate::dossier::testing::{observed, with};
    use crate::finding::Status;
    use crate::policy::Check;
    use crate::policy::asked::PartOf;

    fn judged(asked: PartOf, facts: &[(&str, &str)]) -> Status {
        let file =
            facts.iter().fold(observed("begroting.pdf", Some("ondernemingsplan")), |d, (field, value)| {
                with(d, field, value)
            });
        Case::new(tested(&["ondernemingsplan"], Check::PartOf(asked))).file(file).judge().status
    }

    fn asked(at_most: Option<(u32, u32)>, at_least: Option<(u32, u32)>, soft: bool) -> PartOf {
        PartOf {
            part: "part".to_owned(),
            whole: "whole".to_owned(),
            rest: Some("rest".to_owned()),
            at_most,
            at_least,
            soft,
        }
    }

    #[test]
    fn a_hundredth_to_the_cent() {
        let one_percent = |soft| asked(Some((1, 100)), None, soft);
        assert_eq!(judged(one_percent(false), &[("part", "1000.00"), ("whole", "100000.00")]), Status::Met);
        assert_eq!(
            judged(one_percent(false), &[("part", "1000.01"), ("whole", "100000.00")]),
            Status::NotMet
        );
        assert_eq!(judged(one_percent(true), &[("part", "1000.01"), ("whole", "100000.00")]), Status::Review);
        assert_eq!(judged(one_percent(false), &[("part", "1000.00")]), Status::Review);
    }

    #[test]
    fn part_and_rest_make_the_whole() {
        let most_of_it = || asked(None, Some((85, 100)), false);
        assert_eq!(judged(most_of_it(), &[("part", "85.00"), ("rest", "15.00")]), Status::Met);
        assert_eq!(judged(most_of_it(), &[("part", "84.99"), ("rest", "15.01")]), Status::NotMet);
        let two = [("part", "85.00"), ("part", "86.00"), ("rest", "15.00")];
        assert_eq!(judged(most_of_it(), &two), Status::Review);
    }
}
