//! Whether a sentence says what is so of the provider itself and now, or what is planned, past, conditional,
//! demanded, denied further on, or another's.

use super::flow::{Unit, UnitKind};
use super::lexicon::{Hit, Hits, PhraseId, Token};
use super::topics::{Weak, Window};

/// Words between what is said and a word that makes it planned or past.
const NEAR: usize = 10;

/// What a sentence is, whatever topic is asked for.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// Words before this one are the introduction's.
    own: usize,
    /// Clause of each word: commas, brackets, colons and table cells part them.
    clauses: Vec<u16>,
    /// Whether each word stands between brackets: an aside.
    aside: Vec<bool>,
    /// A rule for providers, or another's affair: all of it.
    foreign: bool,
    /// The answer is no: it begins so, or a cell says so.
    pub refused: bool,
    /// A cell beside the statement says no.
    pub ticked_no: bool,
}

impl Standing {
    pub fn new(unit: &Unit, words: &[Token], own: usize, hits: &Hits, weak: &Weak) -> Self {
        let starts = |list: &[PhraseId]| hits.any(list).any(|h| h.from == own && h.to > own);
        let foreign = hits.any(&weak.norms).any(|h| h.to > own) || starts(&weak.others);
        let ticked_no = unit.kind == UnitKind::Row
            && hits.any(&weak.refusals).any(|h| h.from > own && is_cell(&unit.text, words, h));
        let refused = ticked_no || starts(&weak.refusals);
        let (clauses, aside) = clauses(&unit.text, words, own);
        Self { own, clauses, aside, foreign, refused, ticked_no }
    }

    /// Whether something in the sentence keeps it from being so, wherever it stands: for text under a heading.
    pub fn doubtful(&self, hits: &Hits, weak: &Weak) -> bool {
        let any = |list: &[PhraseId]| hits.any(list).any(|h| h.to > self.own);
        self.foreign
            || self.refused
            || any(&weak.plans)
            || any(&weak.past)
            || any(&weak.of_others)
            || denies(hits, weak, self.own)
    }

    /// Whether what stands in the window is not so of the provider itself and now. `denial`: the topic is said
    /// with a denial, which then means nothing.
    pub fn distant(&self, window: Window, hits: &Hits, weak: &Weak, denial: bool) -> bool {
        // "het kompas (voorheen het kader)" says what was, not that it is no more.
        let aside = |i: usize| self.aside.get(i).copied().unwrap_or(false);
        let near = |list: &[PhraseId]| {
            hits.any(list)
                .filter(|h| !aside(h.from) || aside(window.from))
                .any(|h| h.to <= self.own || (h.from <= window.to + NEAR && h.to + NEAR >= window.from))
        };
        self.foreign
            || near(&weak.plans)
            || near(&weak.past)
            || near(&weak.of_others)
            || self.conditional(window, hits, weak)
            || (!denial && denies(hits, weak, self.own))
    }

    /// Whether the window lies in a clause that begins with a condition.
    fn conditional(&self, window: Window, hits: &Hits, weak: &Weak) -> bool {
        let clause = |i: usize| self.clauses.get(i).copied().unwrap_or(0);
        hits.any(&weak.conditions).filter(|h| h.from >= self.own).any(|h| {
            let first = h.from == self.own || clause(h.from) != clause(h.from - 1);
            let end = (h.from..self.clauses.len())
                .find(|&i| clause(i) != clause(h.from))
                .unwrap_or(self.clauses.len());
            // "Als het contract er komt, wordt een raad ingesteld": the rest hangs on it too.
            let hangs = h.from == self.own && hits.any(&weak.outcomes).any(|o| o.from == end);
            first && (hangs || window.from < end && window.to > h.from)
        })
    }
}

/// A denial anywhere in the sentence itself that is one.
fn denies(hits: &Hits, weak: &Weak, own: usize) -> bool {
    hits.any(&weak.denials)
        .filter(|h| h.to > own)
        .any(|h| !hits.any(&weak.not_denials).any(|excuse| excuse.from <= h.from && excuse.to >= h.to))
}

/// The clause of each word, and whether it stands between brackets.
fn clauses(text: &str, words: &[Token], own: usize) -> (Vec<u16>, Vec<bool>) {
    let before = own.min(words.len());
    let (mut out, mut aside) = (vec![0; before], vec![false; before]);
    let mut clause = 1_u16;
    let mut open = false;
    let mut end: Option<usize> = None;
    for word in words.iter().skip(own) {
        let gap = text.get(end.unwrap_or(0)..word.from).unwrap_or("");
        for c in gap.chars() {
            open = c == '(' || (open && c != ')');
        }
        if end.is_some() && gap.contains([',', ';', ':', '(', ')', '–', '—', '|']) {
            clause = clause.saturating_add(1);
        }
        out.push(clause);
        aside.push(open);
        end = Some(word.to);
    }
    (out, aside)
}

/// Whether the hit is all that stands in its cell of a table row.
fn is_cell(text: &str, words: &[Token], hit: Hit) -> bool {
    let (Some(first), Some(last)) = (words.get(hit.from), words.get(hit.to.saturating_sub(1))) else {
        return false;
    };
    let before = text.get(..first.from).unwrap_or("").trim_end();
    let after = text.get(last.to..).unwrap_or("").trim_start_matches(['.', ' ']);
    before.ends_with('|') && (after.is_empty() || after.starts_with('|'))
}

/// Whether these words are one of the phrases, but for a word or two.
pub fn consists_of(list: &[PhraseId], hits: &Hits, words: usize) -> bool {
    words <= 8 && hits.any(list).any(|h| h.to - h.from + 2 >= words)
}
