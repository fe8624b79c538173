//! `all-present`: every presence requirement due at submission that applies is met. Judged last.

use crate::check::context::Context;
use crate::check::judgement::Judgement;
use crate::check::sentences;
use crate::finding::Status;
use crate::policy::{Check, Class, Timing};

/// `judged` are the other findings, by index of the requirement.
pub fn check(context: &Context<'_>, judged: &[Judgement]) -> Judgement {
    let (mut lacking, mut open) = (Vec::new(), Vec::new());
    for (row, one) in context.procedure.requirements.iter().zip(judged) {
        if row.class != Class::Presence
            || row.timing != Timing::Submission
            || matches!(row.check, Check::AllPresent)
        {
            continue;
        }
        match one.status {
            Status::Missing | Status::NotMet => lacking.push(row.title.clone()),
            Status::Review => open.push(row.title.clone()),
            _ => {}
        }
    }
    if !lacking.is_empty() {
        return Judgement::not_met(format!(
            "Niet volledig; ontbreekt of voldoet niet: {}.",
            sentences::some(lacking)
        ));
    }
    if !open.is_empty() {
        return Judgement::review(format!(
            "Nog niet vast te stellen; te beoordelen: {}.",
            sentences::some(open)
        ));
    }
    Judgement::met("Alle gevraagde stukken en onderdelen die bij indiening vereist zijn, zijn gevonden.")
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, present, requirement};
    use crate::dossier::testing::{observed, unread};
    use crate::finding::Status;
    use crate::policy::{Check, Class, Requirement, Timing};

    fn case() -> Case {
        let all = Requirement { class: Class::Presence, ..requirement("all", &[], Check::AllPresent) };
        let later =
            Requirement { id: "later".to_owned(), timing: Timing::CareStart, ..present(&["aoic-bewijs"]) };
        Case::of(vec![all, present(&["vog-rp"]), later])
    }

    #[test]
    fn what_is_due_now_decides() {
        assert_eq!(case().file(observed("v.pdf", Some("vog-rp"))).judge().status, Status::Met);
        let without = case().judge();
        assert_eq!(without.status, Status::NotMet);
        assert!(without.reason.contains("tested"));
        assert_eq!(case().file(unread("s.pdf")).judge().status, Status::Review);
    }
}
