//! `filled-in`: no field of the form was left empty.

use crate::check::context::Context;
use crate::check::judgement::{Judgement, agree};
use crate::check::{absence, sentences};
use crate::policy::Requirement;

pub fn check(context: &Context<'_>, requirement: &Requirement) -> Judgement {
    let documents = match absence::documents(context, &requirement.kinds) {
        Ok(documents) => documents,
        Err(absent) => return absent,
    };
    let judged = documents.iter().map(|document| {
        let path = document.path();
        let empty: Vec<_> = document.facts("empty_field").collect();
        if !empty.is_empty() {
            let names = sentences::some(empty.iter().map(|s| format!("“{}”", s.fact.value)));
            return Judgement::review(format!("In {path} is niet ingevuld: {names}.")).show_facts(empty);
        }
        if document.marked("ingevuld:nee") {
            return Judgement::review(format!(
                "{path} lijkt niet te zijn ingevuld: alle gelezen velden zijn leeg."
            ));
        }
        let filled: Vec<_> = document.sure("filled_fields").collect();
        if filled.is_empty() || document.unread() {
            return Judgement::review(format!("Of {path} volledig is ingevuld, is niet vast te stellen."));
        }
        Judgement::met(format!("Alle velden die in {path} zijn gevonden, zijn ingevuld.")).show_facts(filled)
    });
    agree(judged.collect()).unwrap_or_else(|| Judgement::review("Geen stuk om te beoordelen."))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, tested};
    use crate::dossier::testing::{observed, with, with_at};
    use crate::finding::Status;
    use crate::policy::Check;

    #[test]
    fn an_empty_field_is_shown_to_a_human() {
        let case = || Case::new(tested(&["bestuursverklaring"], Check::FilledIn));
        let form = || with(observed("bv.pdf", Some("bestuursverklaring")), "filled_fields", "24");
        assert_eq!(case().file(form()).judge().status, Status::Met);
        let empty = case().file(with_at(form(), "empty_field", "Functie", 0.5)).judge();
        assert_eq!(empty.status, Status::Review);
        assert!(empty.reason.contains("“Functie”"));
        assert_eq!(
            case().file(observed("bv.pdf", Some("bestuursverklaring"))).judge().status,
            Status::Review
        );
        assert_eq!(case().judge().status, Status::Missing);
    }
}
