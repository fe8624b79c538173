//! The running text of a segment: headings with what stands under them, sentences, list items, rows.
//!
//! A page gives lines; a lawyer reads sentences under headings. This joins the lines of a paragraph,
//! undoes hyphenation, drops running heads and feet, and says of every sentence under which headings it
//! stands. Shared by the topics and the people.

mod blocks;
mod headings;
mod lines;
mod sentences;
#[cfg(test)]
pub mod tests;

use crate::catalogue::Grammar;
use crate::document::{Document, Page, Rect};
use crate::fact::{Anchor, Segment};

use blocks::{Block, glue, paragraphs};
pub use headings::bullet;
use lines::{Style, anchor, kept_lines};
use sentences::sentences;

/// Units under one heading that are looked at.
const MAX_SECTION: usize = 3_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    Heading,
    Sentence,
    /// Of a list.
    Item,
    /// Of a table: its cells, left to right.
    Row,
}

/// A heading, sentence, list item or table row.
#[derive(Debug, Clone)]
pub struct Unit {
    pub kind: UnitKind,
    pub text: String,
    /// Place in the document: where its first words stand.
    pub anchor: Anchor,
    /// The innermost heading it stands under; of a heading, the one above it.
    pub section: Option<usize>,
    /// The sentence that introduces the list it is an item of.
    pub intro: Option<usize>,
    /// Line of a table of contents.
    pub contents: bool,
    rank: Rank,
}

impl Unit {
    /// A heading with a number: an article, `3.2`; never the title of the document.
    pub fn numbered(&self) -> bool {
        self.rank.depth > 0
    }
}

/// All units of a segment, in reading order. Indices in [`Unit`] point into `units`.
#[derive(Debug, Clone, Default)]
pub struct Flow {
    pub units: Vec<Unit>,
}

impl Flow {
    /// The headings a unit stands under, innermost first.
    pub fn headings_above(&self, unit: usize) -> impl Iterator<Item = usize> + '_ {
        let mut at = self.units.get(unit).and_then(|u| u.section);
        std::iter::from_fn(move || {
            let now = at?;
            at = self.units.get(now).and_then(|u| u.section).filter(|&next| next < now);
            Some(now)
        })
    }

    /// One past the last unit that stands under this heading (itself, subheadings and all).
    pub fn section_end(&self, heading: usize) -> usize {
        let Some(rank) = self.units.get(heading).map(|u| u.rank) else { return heading };
        self.units
            .iter()
            .enumerate()
            .skip(heading + 1)
            .take(MAX_SECTION)
            .find(|(_, u)| u.kind == UnitKind::Heading && !rank.above(u.rank))
            .map_or(self.units.len().min(heading + 1 + MAX_SECTION), |(i, _)| i)
    }
}

/// How a heading is set off: what decides which of two is the higher.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Rank {
    /// 1 for a chapter, an article or `3`, 2 for `3.2`, 0 for no number.
    depth: u8,
    size: f32,
    bold: bool,
    caps: bool,
    chapter: bool,
}

impl Rank {
    fn above(self, other: Self) -> bool {
        if self.chapter != other.chapter
            && (self.chapter || other.chapter)
            && other.depth > 0
            && self.depth > 0
        {
            return self.chapter;
        }
        if self.depth > 0 && other.depth > 0 {
            return self.depth < other.depth;
        }
        if self.size > 0.0 && other.size > 0.0 && (self.size / other.size - 1.0).abs() > 0.04 {
            return self.size > other.size;
        }
        let weight = |r: Self| u8::from(r.depth > 0) * 4 + u8::from(r.bold) * 2 + u8::from(r.caps);
        weight(self) > weight(other)
    }
}

/// Reads the segment's pages into units.
pub fn flow(document: &Document, segment: &Segment, grammar: &Grammar) -> Flow {
    let pages: Vec<&Page> = document
        .pages
        .iter()
        .filter(|p| segment.page_to == 0 || (p.number >= segment.page_from && p.number <= segment.page_to))
        .collect();
    let lines = kept_lines(&pages);
    let style = Style::of(&lines);
    let blocks = paragraphs(&lines, style);
    let mut out = Flow::default();
    for block in blocks {
        out.add(&block, grammar);
    }
    out.link();
    out
}

/// The segment's lines without running heads and feet, with their cells.
pub fn table(document: &Document, segment: &Segment) -> Vec<TableLine> {
    let pages: Vec<&Page> = document
        .pages
        .iter()
        .filter(|p| segment.page_to == 0 || (p.number >= segment.page_from && p.number <= segment.page_to))
        .collect();
    kept_lines(&pages)
        .into_iter()
        .map(|row| TableLine {
            anchor: anchor(&row),
            bbox: row.bbox,
            bold: row.bold,
            size: row.size,
            cells: row.cells.clone(),
            text: row.text,
        })
        .collect()
}

/// A line as cells: `x` of each and its text.
#[derive(Debug, Clone)]
pub struct TableLine {
    pub text: String,
    pub cells: Vec<(f32, String)>,
    pub anchor: Anchor,
    pub bbox: Rect,
    pub bold: bool,
    pub size: f32,
}

impl Flow {
    fn add(&mut self, block: &Block, grammar: &Grammar) {
        // Where each piece starts in the joined text, so that a sentence knows its line.
        let mut text = String::new();
        let mut starts: Vec<(usize, Anchor)> = Vec::new();
        for (piece, anchor) in &block.pieces {
            let joined = glue(&text, piece);
            starts.push((joined.len().saturating_sub(piece.trim_start().len()), anchor.clone()));
            text = joined;
        }
        let at = |offset: usize| {
            starts
                .iter()
                .rev()
                .find(|(s, _)| *s <= offset)
                .or(starts.first())
                .map(|(_, a)| a.clone())
                .unwrap_or_default()
        };
        if matches!(block.kind, UnitKind::Heading | UnitKind::Row) {
            let mut anchor = at(0);
            if let Some(b) = anchor.bbox {
                let all = block.pieces.iter().filter(|p| p.1.page == anchor.page).filter_map(|p| p.1.bbox);
                anchor.bbox = Some(all.fold(b, |sum, one| sum.union(&one)));
            }
            self.units.push(Unit {
                kind: block.kind,
                text,
                anchor,
                section: None,
                intro: None,
                contents: block.contents,
                rank: block.rank,
            });
            return;
        }
        let mut kind = block.kind;
        for (from, to) in sentences(&text, grammar) {
            let Some(piece) = text.get(from..to) else { continue };
            let start = from + (piece.len() - piece.trim_start().len());
            if piece.trim().is_empty() {
                continue;
            }
            let mut anchor = at(start);
            let end = at(to.saturating_sub(1));
            // Up to three lines are boxed when they stand on one page.
            if let (Some(a), Some(b)) = (anchor.bbox, end.bbox)
                && anchor.page == end.page
                && b.y1 - a.y0 < 60.0
                && b.y0 >= a.y0
            {
                anchor.bbox = Some(a.union(&b));
            }
            self.units.push(Unit {
                kind,
                text: piece.trim().to_owned(),
                anchor,
                section: None,
                intro: None,
                contents: block.contents,
                rank: Rank::default(),
            });
            if kind == UnitKind::Item {
                // Further sentences of an item are sentences of their own.
                kind = UnitKind::Sentence;
            }
        }
    }

    /// Sections and introductions.
    fn link(&mut self) {
        let mut open: Vec<(usize, Rank)> = Vec::new();
        let mut intro: Option<usize> = None;
        for i in 0..self.units.len() {
            let Some(unit) = self.units.get_mut(i) else { break };
            if unit.kind == UnitKind::Heading {
                while open.last().is_some_and(|(_, r)| !r.above(unit.rank)) {
                    open.pop();
                }
                unit.section = open.last().map(|o| o.0);
                open.push((i, unit.rank));
                intro = unit.text.ends_with(':').then_some(i);
                continue;
            }
            unit.section = open.last().map(|o| o.0);
            match unit.kind {
                UnitKind::Item => {
                    unit.intro = intro;
                    if unit.text.ends_with(':') {
                        intro = Some(i);
                    }
                }
                UnitKind::Sentence if unit.text.ends_with(':') => intro = Some(i),
                // The bullets of some lists are drawn, not written.
                UnitKind::Sentence if unit.text.starts_with(char::is_lowercase) => unit.intro = intro,
                // A sentence after the items ends the list; one that follows an item's own does not.
                UnitKind::Sentence => intro = None,
                _ => {}
            }
        }
    }
}
