//! `not-before`: filed not before a moment of the policy.

use crate::check::context::Context;
use crate::check::judgement::Judgement;
use crate::check::sentences;
use crate::dossier::{Moment, moment};

pub fn check(context: &Context<'_>, name: &str, soft: bool) -> Judgement {
    let Some(opens) = moment(context.policy, name) else {
        return Judgement::review(format!("Het moment “{name}” is in dit beleid niet bekend."));
    };
    let Some(filed) = context.dossier.filed_at else {
        return Judgement::review("Het moment van indienen is niet bekend.");
    };
    let (early, limit) = match opens {
        Moment::At(at) => (filed < at, sentences::moment(at)),
        Moment::Day(day) => (filed.date_naive() < day, sentences::date(day)),
    };
    let reason = format!("Ingediend op {}; indienen kon vanaf {limit}.", sentences::moment(filed));
    match (early, soft) {
        (false, _) => Judgement::met(reason),
        (true, false) => Judgement::not_met(reason),
        (true, true) => Judgement::review(reason),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, tested};
    use crate::finding::Status;
    use crate::policy::Check;

    #[test]
    fn from_the_first_second_of_the_day() {
        let opening =
            || Case::new(tested(&[], Check::NotBefore { moment: "opening".to_owned(), soft: false }));
        assert_eq!(opening().filed("2026-07-01T00:00:00+02:00").judge().status, Status::Met);
        assert_eq!(opening().filed("2026-06-30T23:59:59+02:00").judge().status, Status::NotMet);
        assert_eq!(opening().manifest(|m| m.ingediend = None).judge().status, Status::Review);
    }
}
