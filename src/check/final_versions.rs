//! `final-versions`: no drafts and no empty forms. That none was seen is no proof, so a human looks; one
//! that was seen is shown.

use crate::check::context::{Context, Doc};
use crate::check::judgement::Judgement;
use crate::check::{present, sentences};
use crate::policy::asked::FinalVersions;

pub fn check(context: &Context<'_>, asked: &FinalVersions) -> Judgement {
    let signs = |d: &Doc<'_>| d.main.superseded_by.is_none() && (d.not_valid() || d.marked("ingevuld:nee"));
    let found: Vec<&Doc<'_>> = context.documents.iter().filter(|d| signs(d)).collect();
    if found.is_empty() {
        return Judgement::manual(format!("Geen stuk draagt een teken van een concept. {}", asked.guide));
    }
    let said = sentences::some(found.iter().map(|d| {
        let marks = &d.main.segment.marks;
        format!(
            "{} ({})",
            d.path(),
            marks.iter().filter(|m| !m.contains("pagina")).cloned().collect::<Vec<_>>().join(", ")
        )
    }));
    Judgement::review(format!("Lijkt geen definitieve versie: {said}."))
        .show(found.iter().map(|d| present::file(d)))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, tested};
    use crate::dossier::testing::{marked, observed};
    use crate::finding::Status;
    use crate::policy::Check;
    use crate::policy::asked::FinalVersions;

    #[test]
    fn a_draft_is_shown() {
        let case = || {
            let check = Check::FinalVersions(FinalVersions { guide: "Kijk na.".to_owned() });
            Case::new(tested(&[], check)).file(observed("a.pdf", None))
        };
        assert_eq!(case().judge().status, Status::Manual);
        let found = case().file(marked(observed("plan.pdf", Some("ondernemingsplan")), "concept")).judge();
        assert_eq!(found.status, Status::Review);
        assert!(found.reason.contains("plan.pdf (concept)"));
    }
}
