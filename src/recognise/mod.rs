//! What is it? Pages to segments with kinds.
//!
//! The path within: [`text`] squashes a document to one string, [`phrases`] finds every phrase of the
//! catalogue in one pass, [`layout`] tells which lines stand out, [`sight`] joins the two, [`segment`]
//! cuts the file where another document begins, [`score`] weighs each range against each kind, [`marks`]
//! notes what else is to be seen (a draft, a form left empty, a file that starts in the middle).
//!
//! Content decides; the file name is worth at most a hint. A document that mentions others is not one of
//! them: a title must stand out, be (nearly) the whole of its line, stand at the head of its first page,
//! be no chapter, no entry of a list; and the words that belong to such a document must stand with it.

mod layout;
mod marks;
mod numbering;
mod phrases;
mod score;
mod segment;
mod sight;
mod text;

#[cfg(test)]
mod cases;

use crate::catalogue::Catalogue;
use crate::document::Document;
use crate::fact::{LOOSE_PAGES, Scored, Segment};

use marks::Marker;
use phrases::{Builder, PhraseId, Phrases};
use score::{Range, Scorer};
use sight::Sight;

/// From this score a kind may be acted on.
pub const SURE: f32 = 0.75;
/// ... when the runner-up stays so far behind.
pub const MARGIN: f32 = 0.12;
/// Runners-up below this say nothing.
const WORTH_SAYING: f32 = 0.1;
const MOST_ALTERNATIVES: usize = 5;

/// The phrases of a catalogue are more than one automaton holds.
#[derive(Debug, thiserror::Error)]
#[error("cannot search for the phrases of the rules: {0}")]
pub struct TooManyPhrases(#[from] aho_corasick::BuildError);

/// Recognises documents by a catalogue. Built once, used for every document, on any thread.
#[derive(Debug)]
pub struct Recogniser {
    phrases: Phrases,
    /// By phrase: the (first) kind that it is a title of.
    title_of: Vec<Option<usize>>,
    scorers: Vec<Scorer>,
    markers: Vec<Marker>,
}

impl Recogniser {
    pub fn new(catalogue: &Catalogue) -> Result<Self, TooManyPhrases> {
        let mut builder = Builder::default();
        let scorers: Vec<Scorer> = catalogue.kinds.iter().map(|k| Scorer::new(k, &mut builder)).collect();
        let markers: Vec<Marker> = catalogue.marks.iter().map(|m| Marker::new(m, &mut builder)).collect();
        let phrases = builder.build()?;
        let mut title_of = vec![None; phrases.count()];
        for (kind, scorer) in scorers.iter().enumerate() {
            for phrase in scorer.titles() {
                let phrase: PhraseId = phrase;
                if let Some(slot) = title_of.get_mut(phrase as usize) {
                    slot.get_or_insert(kind);
                }
            }
        }
        Ok(Self { phrases, title_of, scorers, markers })
    }

    /// Cuts a document into segments and names the kind of each, in page order; at least one, also for a
    /// document without pages (0 to 0). `path` is the name it was filed under.
    pub fn recognise(&self, document: &Document, path: &str) -> Vec<Segment> {
        let sight = Sight::of(document, path, &self.phrases, &self.title_of);
        let ranges = segment::cut(&self.scorers, &sight);
        if ranges.is_empty() {
            let mut segment = self.name(document, &sight, Range { from: 0, to: 0 });
            (segment.page_from, segment.page_to) = (0, 0);
            return vec![segment];
        }
        ranges.into_iter().map(|range| self.name(document, &sight, range)).collect()
    }

    fn name(&self, document: &Document, sight: &Sight, range: Range) -> Segment {
        let mut scored: Vec<(usize, f32)> = self
            .scorers
            .iter()
            .enumerate()
            .map(|(i, s)| (i, s.score(sight, range)))
            .filter(|(_, score)| *score >= WORTH_SAYING)
            .collect();
        // The catalogue is sorted by id, so equal scores come out in one order always.
        scored.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let top = scored.first().copied();
        let second = scored.get(1).map_or(0.0, |s| s.1);
        let titled = self.scorers.iter().map(|s| s.titled(sight, range)).fold(0.0, f32::max);
        let chosen = top
            .filter(|(_, score)| *score >= SURE && *score - second >= MARGIN.min((1.0 - second) * 0.8))
            .and_then(|(index, _)| self.scorers.get(index))
            .filter(|scorer| !scorer.outside);
        let kind = chosen.map(|s| s.id.clone());
        let mut marks = marks::marks(&self.markers, document, sight, range, kind.as_deref(), titled);
        if chosen.is_some_and(|s| segment::holds_loose(document, sight, range, s.compound)) {
            marks.push(LOOSE_PAGES.to_owned());
        }
        let alternatives = scored
            .iter()
            .filter_map(|(index, score)| {
                self.scorers.get(*index).map(|s| Scored { kind: s.id.clone(), score: round(*score) })
            })
            .filter(|s| Some(&s.kind) != kind.as_ref())
            .take(MOST_ALTERNATIVES)
            .collect();
        let number = |index: usize| document.pages.get(index).map_or(index as u32 + 1, |p| p.number);
        Segment {
            page_from: number(range.from),
            page_to: number(range.to),
            score: round(top.map_or(0.0, |(_, score)| score)),
            marks,
            kind,
            alternatives,
        }
    }
}

/// Three decimals: enough for a reader, and the same on every machine.
fn round(score: f32) -> f32 {
    (score * 1000.0).round() / 1000.0
}
