//! `page-count`: how long a document is. Word files have no pages until they are printed, and whether a
//! cover or an annex counts is for a human, unless the policy counts everything.

use crate::check::context::{Context, Doc};
use crate::check::judgement::{Judgement, agree};
use crate::check::values::Values;
use crate::check::{absence, present};
use crate::document::Media;
use crate::policy::Requirement;
use crate::policy::asked::PageCount;

pub fn check(context: &Context<'_>, requirement: &Requirement, asked: &PageCount) -> Judgement {
    let documents = match absence::documents(context, &requirement.kinds) {
        Ok(documents) => documents,
        Err(absent) => return absent,
    };
    let judged = documents.iter().map(|d| document(d, asked).show([present::file(d)]));
    agree(judged.collect()).unwrap_or_else(|| Judgement::review("Geen stuk om te tellen."))
}

fn document(document: &Doc<'_>, asked: &PageCount) -> Judgement {
    let path = document.path();
    let Some(pages) = pages(document) else {
        return Judgement::review(format!(
            "Hoeveel bladzijden {path} telt, is aan het bestand niet te zien."
        ));
    };
    let said = if pages == 1 { "1 bladzijde".to_owned() } else { format!("{pages} bladzijden") };
    let Some(most) = asked.most else { return Judgement::met(format!("{path} telt {said}.")) };
    let (most, counted, seen) = match &asked.per {
        None => (u64::from(most), true, Vec::new()),
        Some(field) => {
            let values = Values::<u32>::of(document, field);
            let count = document.only(field).and_then(|v| v.parse::<u32>().ok()).filter(|n| *n > 0);
            (u64::from(most) * u64::from(count.unwrap_or(1)), count.is_some(), values.seen())
        }
    };
    let reason = format!("{path} telt {said}; ten hoogste {most}.");
    let judged = if u64::from(pages) <= most {
        Judgement::met(reason)
    } else if asked.strict && counted {
        Judgement::not_met(reason)
    } else {
        Judgement::review(format!("{reason} Ga na wat meetelt: voorblad en bijlagen misschien niet."))
    };
    judged.show_facts(seen)
}

/// Pages of the document and its parts; `None` for a format without pages, or one not seen to its end.
fn pages(document: &Doc<'_>) -> Option<u32> {
    document.parts.iter().try_fold(0_u32, |sum, part| {
        let segment = &part.segment;
        let paged = matches!(part.media, Media::Pdf | Media::Image);
        let cut = part.problems.iter().any(|p| p.code.contains("too-many") || p.code.contains("truncated"));
        if !paged || cut || segment.page_from == 0 || segment.page_to < segment.page_from {
            return None;
        }
        sum.checked_add(segment.page_to - segment.page_from + 1)
    })
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, tested};
    use crate::document::Media;
    use crate::dossier::testing::{observed, with};
    use crate::fact::Observed;
    use crate::finding::Status;
    use crate::policy::Check;
    use crate::policy::asked::PageCount;

    fn plan(pages: u32) -> Observed {
        let mut one = observed("plan.pdf", Some("ondernemingsplan"));
        one.segment.page_to = pages;
        one
    }

    fn judged(most: Option<u32>, per: Option<&str>, strict: bool, file: Observed) -> Status {
        let asked = PageCount { most, per: per.map(str::to_owned), strict };
        Case::new(tested(&["ondernemingsplan"], Check::PageCount(asked))).file(file).judge().status
    }

    #[test]
    fn at_most_so_many_and_a_cover_in_doubt() {
        assert_eq!(judged(Some(2), None, false, plan(2)), Status::Met);
        assert_eq!(judged(Some(2), None, false, plan(3)), Status::Review);
        assert_eq!(judged(Some(2), None, true, plan(3)), Status::NotMet);
        assert_eq!(judged(None, None, false, plan(30)), Status::Met);
    }

    #[test]
    fn so_many_for_each() {
        assert_eq!(judged(Some(2), Some("places"), true, with(plan(6), "places", "3")), Status::Met);
        assert_eq!(judged(Some(2), Some("places"), true, with(plan(7), "places", "3")), Status::NotMet);
        assert_eq!(judged(Some(2), Some("places"), true, plan(3)), Status::Review);
    }

    #[test]
    fn a_word_file_has_no_pages() {
        let mut word = plan(1);
        word.media = Media::Docx;
        assert_eq!(judged(Some(2), None, true, word), Status::Review);
    }
}
