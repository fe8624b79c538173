//! `manual`: a standing item for the assessor, with the passages found.

use crate::check::context::{Context, passages};
use crate::check::judgement::Judgement;
use crate::check::sentences;
use crate::fact::Strength;
use crate::policy::Requirement;

pub fn check(
    context: &Context<'_>,
    requirement: &Requirement,
    topics: &[String],
    contrary: &[String],
    guide: &str,
) -> Judgement {
    let documents = context.scope(&requirement.kinds);
    // A sign against it counts wherever it stands: in a letter as well as in the plan.
    let all = context.scope(&[]);
    let signs: Vec<_> = contrary.iter().flat_map(|t| passages(&all, t, Strength::Statement)).collect();
    if !signs.is_empty() {
        let said = sentences::some(contrary.iter().map(|t| format!("“{}”", context.topic_name(t))));
        return Judgement::review(format!("De stukken bevatten een aanwijzing voor {said}. {guide}"))
            .show_passages(signs);
    }
    let found: Vec<_> =
        topics.iter().chain(contrary).flat_map(|t| passages(&documents, t, Strength::Hint)).collect();
    let shown = if found.is_empty() { "" } else { "De gevonden passages staan erbij." };
    Judgement::manual(guide).adding(shown).show_passages(found)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, strings, tested};
    use crate::dossier::testing::{observed, saying};
    use crate::fact::Strength;
    use crate::finding::Status;
    use crate::policy::Check;

    #[test]
    fn manual_until_something_speaks_against_it() {
        let item = || {
            tested(
                &["ondernemingsplan"],
                Check::Manual {
                    topics: strings(&["kwaliteit"]),
                    contrary: strings(&["surseance"]),
                    guide: "Beoordeel zelf.".to_owned(),
                },
            )
        };
        let plan = |topic, s| saying(observed("plan.pdf", Some("ondernemingsplan")), topic, s, "tekst");
        assert_eq!(Case::new(item()).judge().status, Status::Manual);
        let shown = Case::new(item()).file(plan("kwaliteit", Strength::Hint)).judge();
        assert_eq!((shown.status, shown.evidence.len()), (Status::Manual, 1));
        assert_eq!(Case::new(item()).file(plan("surseance", Strength::Hint)).judge().status, Status::Manual);
        assert_eq!(
            Case::new(item()).file(plan("surseance", Strength::Statement)).judge().status,
            Status::Review
        );
    }
}
