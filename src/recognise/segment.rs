//! Cutting a file into the documents it holds.

use crate::document::Document;

use super::layout::PageLook;
use super::score::{Range, Scorer};
use super::sight::{SPARSE, Sight};

/// A page begins a document of its own at this score.
const STARTS: f32 = 0.75;
/// An annex does already here, within the document it belongs to.
const ANNEX_STARTS: f32 = 0.6;
/// A document issued on its own does from here although the pages are numbered through.
const ISSUED: f32 = 0.82;
/// A title this plain, where the numbering starts anew, is enough.
const TITLED: f32 = 0.35;

/// A report of so many pages may well begin with a photograph.
const LONG: usize = 4;

/// The kind of a range: index of the scorer and its score; `None` when nothing fits at all.
pub(super) type Guess = Option<(usize, f32)>;

pub(super) fn best(scorers: &[Scorer], sight: &Sight, range: Range) -> Guess {
    let mut best: Guess = None;
    for (index, scorer) in scorers.iter().enumerate() {
        let score = scorer.score(sight, range);
        if score > 0.0 && best.is_none_or(|(_, b)| score > b) {
            best = Some((index, score));
        }
    }
    best
}

/// Page ranges, in order, without gaps.
pub(super) fn cut(scorers: &[Scorer], sight: &Sight) -> Vec<Range> {
    let mut ranges = Vec::new();
    let Some(mut from) = (!sight.pages.is_empty()).then_some(0) else { return ranges };
    let mut current = best(scorers, sight, Range { from: 0, to: 0 });
    for page in 1..sight.pages.len() {
        let Some((before, here)) = sight.pages.get(page - 1).zip(sight.pages.get(page)) else { break };
        let starts = if here.blank {
            false
        } else if sight.workbook {
            sheet_starts(scorers, sight, page, current)
        } else if here.unread {
            !before.unread && !before.blank && !bridged(sight, page)
        } else if before.unread {
            after_unread(scorers, sight, from, page)
        } else {
            page_starts(scorers, sight, page, current)
        };
        if starts {
            ranges.push(Range { from, to: page - 1 });
            from = page;
            current = best(scorers, sight, Range { from, to: from });
        } else if current.is_none_or(|(_, score)| score < STARTS) && page < from + 4 {
            // A cover or a letterhead said nothing yet: the pages together may.
            current = best(scorers, sight, Range { from, to: page });
        }
    }
    ranges.push(Range { from, to: sight.pages.len() - 1 });
    ranges
}

/// An unread page belongs to the document whose numbering runs on behind it.
fn bridged(sight: &Sight, page: usize) -> bool {
    let Some(before) = page.checked_sub(1).and_then(|p| sight.pages.get(p)) else { return false };
    let Some((distance, after)) =
        sight.pages.iter().skip(page).enumerate().find(|(_, p)| !p.unread && !p.blank)
    else {
        // The last page of so many, as its own numbering announces.
        let left = (sight.pages.len() - page) as u32;
        return before.numbering.is_some_and(|n| n.total.is_some_and(|t| n.page + left == t));
    };
    match (before.numbering, after.numbering) {
        (Some(b), Some(a)) => a.follows(b, distance as u32 + 1),
        (None, None) => shares_running(before, after),
        _ => false,
    }
}

/// Whether the range has unread pages that may be a document of their own. Those of a long report whose
/// numbers or running heads go on around them are its pictures, its first page is its cover, and what its
/// numbering announces ("24 van 25") is its last page. A short official paper has no pictures.
pub(super) fn holds_loose(document: &Document, sight: &Sight, range: Range, compound: bool) -> bool {
    if sight.workbook {
        return false;
    }
    let unread = |i: usize| {
        document.pages.get(i).zip(sight.pages.get(i)).is_some_and(|(page, look)| page.unread() && !look.blank)
    };
    let read = |i: usize| sight.pages.get(i).filter(|look| !unread(i) && !look.blank).map(|look| (i, look));
    (range.from..=range.to).filter(|i| unread(*i)).any(|i| {
        if !compound {
            return true;
        }
        let before = (range.from..i).rev().find_map(read);
        let after = (i + 1..=range.to).find_map(read);
        match (before, after) {
            (None, Some(_)) => i > range.from || range.to - range.from < LONG,
            (Some((b, first)), Some((a, second))) => match (first.numbering, second.numbering) {
                (Some(n), Some(m)) => !m.follows(n, (a - b) as u32),
                _ => !shares_running(first, second),
            },
            (Some((b, last)), None) => {
                last.numbering.is_none_or(|n| n.total.is_none_or(|total| n.page + (i - b) as u32 > total))
            }
            (None, None) => true,
        }
    })
}

fn after_unread(scorers: &[Scorer], sight: &Sight, from: usize, page: usize) -> bool {
    let Some(here) = sight.pages.get(page) else { return false };
    let all_unread = sight.pages.get(from..page).is_some_and(|p| p.iter().all(|p| p.unread || p.blank));
    if !all_unread {
        // The unread page was taken in as a bridge: this is its other end.
        return false;
    }
    // One unread page before a second page is a designed cover; otherwise a scan stands on its own.
    let second = here.numbering.is_some_and(|n| n.page == 2);
    let titled = scorers.iter().any(|s| s.titled(sight, Range { from: page, to: page }) >= TITLED);
    !(page - from == 1 && second && !titled)
}

fn sheet_starts(scorers: &[Scorer], sight: &Sight, page: usize, current: Guess) -> bool {
    best(scorers, sight, Range { from: page, to: page })
        .is_some_and(|(kind, score)| score >= STARTS && current.is_none_or(|(now, _)| now != kind))
}

fn page_starts(scorers: &[Scorer], sight: &Sight, page: usize, current: Guess) -> bool {
    let Some((before, here)) = sight.pages.get(page - 1).zip(sight.pages.get(page)) else { return false };
    let range = Range { from: page, to: page };
    let through = numbered_through(before, here);
    let anew = starts_anew(before, here);
    let titled = scorers.iter().map(|s| s.titled(sight, range)).fold(0.0, f32::max);
    if anew && (titled >= TITLED || ended(before)) {
        return true;
    }
    if titled < 0.2 {
        return false;
    }
    if here.contents {
        return false;
    }
    let Some((kind, score)) = best(scorers, sight, range) else { return false };
    let Some(scorer) = scorers.get(kind) else { return false };
    let now = current.filter(|(_, s)| *s >= 0.5).and_then(|(k, _)| scorers.get(k));
    if now.is_some_and(|now| now.id == scorer.id) {
        return anew;
    }
    if let (Some(whole), Some(now)) = (&scorer.part_of, now)
        && (*whole == now.id || now.part_of.as_ref() == Some(whole))
    {
        return score >= ANNEX_STARTS;
    }
    if score < STARTS {
        return false;
    }
    if scorer.standalone && score >= ISSUED && !(through && shares_running(before, here)) {
        return true;
    }
    if through {
        return false;
    }
    // A rule book has no chapters that are rule books of another sort; a plan has, and there the same
    // letterhead or the same type on both pages says that it goes on.
    let compound = now.is_none_or(|now| now.compound);
    !(compound && (shares_running(before, here) || same_setting(before, here)))
}

fn numbered_through(before: &PageLook, here: &PageLook) -> bool {
    matches!((before.numbering, here.numbering), (Some(b), Some(h)) if h.follows(b, 1))
}

/// Page one after a numbered or an unnumbered page of another document.
fn starts_anew(before: &PageLook, here: &PageLook) -> bool {
    match (before.numbering, here.numbering) {
        (Some(b), Some(h)) => h.page == 1 && !h.follows(b, 1),
        (None, Some(h)) => h.page == 1 && h.total.is_some(),
        _ => false,
    }
}

/// The page before was the last of its document.
fn ended(before: &PageLook) -> bool {
    before.numbering.is_some_and(|n| n.total == Some(n.page))
}

fn shares_running(before: &PageLook, here: &PageLook) -> bool {
    before.running.intersection(&here.running).next().is_some()
}

/// Covers and dividers are set as they please: of them only the paper is compared.
fn same_setting(before: &PageLook, here: &PageLook) -> bool {
    let (a, b) = (before.setting, here.setting);
    let paper = (a.width - b.width).abs() < 2.0 && (a.height - b.height).abs() < 2.0;
    let type_area = (a.size - b.size).abs() < 0.4 && (a.left - b.left).abs() < 8.0;
    paper && (type_area || before.words < SPARSE || here.words < SPARSE)
}
