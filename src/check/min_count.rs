//! `min-count`: a number of at least so many, inclusive.

use rust_decimal::Decimal;

use crate::check::context::Context;
use crate::check::judgement::{Judgement, agree};
use crate::check::values::{Values, speaking};
use crate::check::{absence, sentences};
use crate::policy::Requirement;
use crate::policy::asked::MinCount;

pub fn check(context: &Context<'_>, requirement: &Requirement, asked: &MinCount) -> Judgement {
    let documents = match absence::documents(context, &requirement.kinds) {
        Ok(documents) => documents,
        Err(absent) => return absent,
    };
    let judged = speaking(documents, &asked.field).into_iter().map(|document| {
        let values = Values::<Decimal>::of(document, &asked.field);
        let judged = values.judge(&format!("het aantal ({})", sentences::field(&asked.field)), |count| {
            let reason = format!(
                "{} noemt {}; vereist is ten minste {}.",
                document.path(),
                sentences::number(*count),
                sentences::number(asked.at_least)
            );
            match (*count >= asked.at_least, asked.soft) {
                (true, _) => Judgement::met(reason),
                (false, true) => Judgement::review(reason),
                (false, false) => Judgement::not_met(reason),
            }
        });
        if document.unread() && judged.status == crate::finding::Status::NotMet {
            return judged.doubted(&format!("{} is niet geheel gelezen.", document.path()));
        }
        judged
    });
    agree(judged.collect()).unwrap_or_else(|| Judgement::review("Geen aantal om te toetsen."))
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use crate::check::testing::{Case, tested};
    use crate::dossier::testing::{observed, with, with_at};
    use crate::finding::Status;
    use crate::policy::Check;
    use crate::policy::asked::MinCount;

    #[test]
    fn ten_is_enough_and_nine_is_not() {
        let judged = |soft, file| {
            let asked = MinCount { field: "places".to_owned(), at_least: Decimal::TEN, soft };
            Case::new(tested(&["ondernemingsplan"], Check::MinCount(asked))).file(file).judge().status
        };
        let plan = || observed("plan.pdf", Some("ondernemingsplan"));
        assert_eq!(judged(false, with(plan(), "places", "10")), Status::Met);
        assert_eq!(judged(false, with(plan(), "places", "9")), Status::NotMet);
        assert_eq!(judged(true, with(plan(), "places", "9")), Status::Review);
        assert_eq!(judged(false, with_at(plan(), "places", "12", 0.6)), Status::Review);
        assert_eq!(judged(false, plan()), Status::Review);
    }
}
