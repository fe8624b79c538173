//! `form-version`: the definitive form of the year asked for.

use crate::check::absence;
use crate::check::context::{Context, Doc};
use crate::check::judgement::{Judgement, agree};
use crate::check::values::Values;
use crate::finding::Status;
use crate::policy::Requirement;

pub fn check(context: &Context<'_>, requirement: &Requirement, year: i32) -> Judgement {
    // Drafts are looked at too: the version is what is asked here.
    let mut documents: Vec<&Doc<'_>> = context.counting(&requirement.kinds);
    if documents.is_empty() {
        documents = context.of_kinds(&requirement.kinds).collect();
    }
    if documents.is_empty() {
        return absence::absent(context, &requirement.kinds, &[]);
    }
    let judged = documents.iter().map(|document| {
        let path = document.path();
        let judged = Values::<i32>::of(document, "form_year").judge("het jaar van het formulier", |said| {
            if *said == year {
                Judgement::met(format!("{path} is de versie van {said}."))
            } else {
                Judgement::not_met(format!("{path} is de versie van {said}; gevraagd is {year}."))
            }
        });
        if document.marked("concept") {
            judged.doubted(&format!("In {path} staat dat het een concept is."))
        } else {
            judged
        }
    });
    let judged: Vec<Judgement> = judged.collect();
    // Of several versions the one asked for is enough.
    if let Some(one) = judged.iter().find(|j| j.status == Status::Met) {
        return one.clone();
    }
    agree(judged).unwrap_or_else(|| Judgement::review("Geen stuk om te beoordelen."))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, tested};
    use crate::dossier::testing::{marked, observed, with};
    use crate::finding::Status;
    use crate::policy::Check;

    #[test]
    fn the_year_decides_and_a_draft_is_doubted() {
        let case = || Case::new(tested(&["bestuursverklaring"], Check::FormVersion { year: 2027 }));
        let form = |year: &str| with(observed("bv.pdf", Some("bestuursverklaring")), "form_year", year);
        assert_eq!(case().file(form("2027")).judge().status, Status::Met);
        assert_eq!(case().file(form("2026")).judge().status, Status::NotMet);
        assert_eq!(case().file(marked(form("2027"), "concept")).judge().status, Status::Review);
        assert_eq!(case().file(with(form("2026"), "form_year", "2027")).judge().status, Status::Review);
        assert_eq!(
            case().file(observed("bv.pdf", Some("bestuursverklaring"))).judge().status,
            Status::Review
        );
        assert_eq!(case().judge().status, Status::Missing);
    }
}
