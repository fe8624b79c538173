//! `aspects`: chapters, and what must stand in each. A chapter begins at its heading and ends at the next
//! one of the same list, in the order of pages.

use crate::check::context::{Context, passages};
use crate::check::judgement::Judgement;
use crate::check::topics::{places, unread};
use crate::check::{absence, sentences};
use crate::fact::{Observed, Passage, Strength};
use crate::policy::Requirement;
use crate::policy::asked::Aspects;

/// Passages kept of one topic: where so many are, there may be more.
const KEPT: usize = 5;

type Found<'a> = (&'a Observed, &'a Passage);

/// Where a passage stands: file, page, height.
fn place<'a>((document, passage): &Found<'a>) -> (&'a str, u32, f32) {
    let anchor = &passage.anchor;
    (&document.path, anchor.page.unwrap_or(0), anchor.bbox.map_or(0.0, |b| b.y0))
}

fn before(a: &Found<'_>, b: &Found<'_>) -> std::cmp::Ordering {
    let ((fa, pa, ya), (fb, pb, yb)) = (place(a), place(b));
    (fa, pa).cmp(&(fb, pb)).then(ya.total_cmp(&yb))
}

pub fn check(context: &Context<'_>, requirement: &Requirement, asked: &Aspects) -> Judgement {
    let documents = match absence::documents(context, &requirement.kinds) {
        Ok(documents) => documents,
        Err(absent) => return absent,
    };
    let of = |topics: &[String], least| -> Vec<Found<'_>> {
        topics.iter().flat_map(|t| passages(&documents, t, least)).collect()
    };
    let mut chapters = of(&asked.chapters, Strength::Heading);
    chapters.sort_by(before);
    chapters.dedup_by(|a, b| place(a) == place(b));
    let more = asked.chapters.iter().any(|t| passages(&documents, t, Strength::Heading).len() >= KEPT);
    let names = sentences::either(asked.chapters.iter().map(|t| format!("“{}”", context.topic_name(t))));
    if chapters.len() < asked.least.max(1) as usize {
        return Judgement::review(format!(
            "Van {names} zijn {} hoofdstukken herkend; gevraagd: {}.",
            chapters.len(),
            asked.least
        ))
        .adding(&unread(&documents))
        .show_passages(chapters)
        .show_passages(of(&asked.chapters, Strength::Statement));
    }
    if asked.aspects.is_empty() {
        return Judgement::met(format!("Gevonden: {}.", places(&chapters))).show_passages(chapters);
    }
    let found = of(&asked.aspects, Strength::Statement);
    let inside = |i: usize| -> Vec<Found<'_>> {
        let next = chapters.get(i + 1).filter(|n| n.0.path == chapters[i].0.path);
        found
            .iter()
            .copied()
            .filter(|p| p.0.path == chapters[i].0.path && before(p, &chapters[i]).is_ge())
            .filter(|p| next.is_none_or(|n| before(p, n).is_lt()))
            .collect()
    };
    let with: Vec<Vec<Found<'_>>> = (0..chapters.len()).map(inside).collect();
    let lacking: Vec<String> = with
        .iter()
        .zip(&chapters)
        .filter(|(w, _)| w.is_empty())
        .map(|(_, (d, p))| format!("{} in {}", context.topic_name(&p.topic), places(&[(*d, *p)])))
        .collect();
    let aspects = sentences::either(asked.aspects.iter().map(|t| format!("“{}”", context.topic_name(t))));
    let judged = if lacking.is_empty() && !more {
        Judgement::met(format!("In elk van {} hoofdstukken staat iets over {aspects}.", chapters.len()))
    } else if lacking.is_empty() {
        Judgement::review(format!(
            "In de eerste {} hoofdstukken staat iets over {aspects}; kijk de andere na.",
            chapters.len()
        ))
    } else {
        Judgement::review(format!("Over {aspects} is niets herkend bij: {}.", sentences::some(lacking)))
            .adding(&unread(&documents))
    };
    judged.show_passages(with.into_iter().flatten()).show_passages(chapters.iter().copied())
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, strings, tested};
    use crate::document::Rect;
    use crate::dossier::testing::{observed, saying};
    use crate::fact::{Observed, Strength};
    use crate::finding::Status;
    use crate::policy::Check;
    use crate::policy::asked::Aspects;

    fn on(mut file: Observed, page: u32, y: f32) -> Observed {
        if let Some(last) = file.passages.last_mut() {
            last.anchor.page = Some(page);
            last.anchor.bbox = Some(Rect::new(50.0, y, 500.0, y + 12.0));
        }
        file
    }
    fn heading(file: Observed, topic: &str, page: u32, y: f32) -> Observed {
        on(saying(file, topic, Strength::Heading, topic), page, y)
    }
    fn says(file: Observed, topic: &str, page: u32, y: f32) -> Observed {
        on(saying(file, topic, Strength::Statement, topic), page, y)
    }
    fn judged(file: Observed, aspects: &[&str]) -> Status {
        let asked = Aspects { chapters: strings(&["wonen", "zorg"]), aspects: strings(aspects), least: 2 };
        Case::new(tested(&["ondernemingsplan"], Check::Aspects(asked))).file(file).judge().status
    }

    #[test]
    fn each_chapter_has_its_own() {
        let plan = || {
            let one = heading(observed("plan.pdf", Some("ondernemingsplan")), "zorg", 2, 300.0);
            heading(one, "wonen", 1, 100.0)
        };
        assert_eq!(judged(plan(), &[]), Status::Met);
        assert_eq!(judged(plan(), &["doel"]), Status::Review);
        let first = || says(plan(), "doel", 2, 200.0); // still in the first chapter
        assert_eq!(judged(first(), &["doel"]), Status::Review);
        assert_eq!(judged(says(first(), "doel", 4, 10.0), &["doel"]), Status::Met);
        let alone = heading(observed("plan.pdf", Some("ondernemingsplan")), "zorg", 2, 300.0);
        assert_eq!(judged(alone, &[]), Status::Review);
    }
}
