//! All phrases of the catalogue in one automaton.

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, BuildError};

use super::text::{Found, Text, tokens};

/// Index of a phrase.
pub(super) type PhraseId = u32;

/// Letter pairs that PDF producers draw as one glyph and forget to give back as text.
const LIGATURES: [&[&str]; 2] = [&["ffi", "ffl", "ff", "fi", "fl"], &["ti", "tt", "ft", "fi", "fl", "ff"]];
/// A phrase that lost its ligatures must keep so many letters to be told from others.
const MIN_WITHOUT_LIGATURES: usize = 9;

/// Collects phrases; equal ones get one id.
#[derive(Default)]
pub(super) struct Builder {
    ids: HashMap<(Vec<String>, bool), PhraseId>,
    /// Words, and whether the last is a stem.
    phrases: Vec<(Vec<String>, bool)>,
}

impl Builder {
    /// `None` for a phrase without letters or digits.
    pub(super) fn add(&mut self, phrase: &str) -> Option<PhraseId> {
        let phrase = phrase.trim();
        let (text, stem) = match phrase.strip_suffix('*') {
            Some(text) => (text, true),
            None => (phrase, false),
        };
        let words = tokens(text);
        if words.is_empty() {
            return None;
        }
        let next = self.phrases.len() as PhraseId;
        let key = (words, stem);
        let id = *self.ids.entry(key.clone()).or_insert(next);
        if id == next {
            self.phrases.push(key);
        }
        Some(id)
    }

    pub(super) fn add_all(&mut self, phrases: &[String]) -> Vec<PhraseId> {
        let mut ids: Vec<_> = phrases.iter().filter_map(|p| self.add(p)).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    pub(super) fn build(self) -> Result<Phrases, BuildError> {
        let mut needles: Vec<String> = Vec::new();
        let mut patterns = Vec::new();
        for (id, (words, stem)) in self.phrases.iter().enumerate() {
            let mut forms = vec![words.clone()];
            for set in LIGATURES {
                let form: Vec<String> = words
                    .iter()
                    .map(|word| set.iter().fold(word.clone(), |w, pair| w.replace(pair, "")))
                    .collect();
                let length: usize = form.iter().map(String::len).sum();
                if length >= MIN_WITHOUT_LIGATURES && !forms.contains(&form) {
                    forms.push(form);
                }
            }
            for form in forms {
                let mut breaks = Vec::new();
                let mut length = 0;
                for word in &form {
                    length += word.len();
                    breaks.push(length);
                }
                needles.push(form.concat());
                patterns.push(Pattern { phrase: id as PhraseId, stem: *stem, breaks });
            }
        }
        let (halves, pieces) = halves(&needles);
        Ok(Phrases {
            automaton: AhoCorasick::new(&needles)?,
            patterns,
            halves: AhoCorasick::new(&halves)?,
            pieces,
            needles,
            count: self.phrases.len(),
        })
    }
}

/// One letter in so many may be misread on a page read by OCR; shorter phrases must stand exactly.
const LETTERS_PER_SLIP: usize = 12;

/// A half of a needle: with one slip the other half still stands exactly.
#[derive(Debug)]
struct Piece {
    /// Index of the needle and pattern.
    pattern: usize,
    /// Bytes of the needle before this half.
    offset: usize,
}

fn halves(needles: &[String]) -> (Vec<String>, Vec<Piece>) {
    let mut texts = Vec::new();
    let mut pieces = Vec::new();
    let mut by_length: HashMap<usize, Vec<&str>> = HashMap::new();
    for needle in needles {
        by_length.entry(needle.len()).or_default().push(needle);
    }
    for (pattern, needle) in needles.iter().enumerate() {
        if needle.len() < LETTERS_PER_SLIP || !needle.is_ascii() {
            continue;
        }
        // Two phrases two letters apart (`wtzi toelating`, `wtza toelating`) must never meet halfway.
        let alone = by_length.get(&needle.len()).is_none_or(|others| {
            others
                .iter()
                .all(|o| *o == needle || slips(o.as_bytes(), needle.as_bytes()).is_none_or(|n| n > 2))
        });
        if !alone {
            continue;
        }
        let (first, second) = needle.split_at(needle.len() / 2);
        for (half, offset) in [(first, 0), (second, first.len())] {
            texts.push(half.to_owned());
            pieces.push(Piece { pattern, offset });
        }
    }
    (texts, pieces)
}

/// How many letters differ; `None` when the lengths do, or a digit.
fn slips(a: &[u8], b: &[u8]) -> Option<usize> {
    if a.len() != b.len() {
        return None;
    }
    let mut count = 0;
    for (x, y) in a.iter().zip(b) {
        if x != y {
            if x.is_ascii_digit() && y.is_ascii_digit() {
                return None;
            }
            count += 1;
        }
    }
    Some(count)
}

/// A form of a phrase as the automaton searches it.
#[derive(Debug)]
struct Pattern {
    phrase: PhraseId,
    stem: bool,
    /// Bytes at which its words end.
    breaks: Vec<usize>,
}

/// The automaton and what its patterns stand for.
#[derive(Debug)]
pub(super) struct Phrases {
    automaton: AhoCorasick,
    patterns: Vec<Pattern>,
    halves: AhoCorasick,
    pieces: Vec<Piece>,
    needles: Vec<String>,
    count: usize,
}

impl Phrases {
    /// How many phrases there are; ids are below it.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// As [`Self::scan`], for phrases that stand there but for one letter: what OCR makes of them.
    pub(super) fn scan_slips(&self, text: &Text, mut hit: impl FnMut(PhraseId, u32, Found)) {
        for m in self.halves.find_overlapping_iter(&text.squashed) {
            let Some(piece) = self.pieces.get(m.pattern().as_usize()) else { continue };
            let Some((pattern, needle)) =
                self.patterns.get(piece.pattern).zip(self.needles.get(piece.pattern))
            else {
                continue;
            };
            let Some(start) = m.start().checked_sub(piece.offset) else { continue };
            let Some(there) = text.squashed.as_bytes().get(start..start + needle.len()) else { continue };
            if there.contains(&b'\n') || slips(there, needle.as_bytes()) != Some(1) {
                continue;
            }
            if let Some(found) = text.found(start, start + needle.len(), pattern.stem, &pattern.breaks) {
                hit(pattern.phrase, needle.len() as u32, found);
            }
        }
    }

    /// Calls `hit` with every phrase found, with the bytes it takes, in text order.
    pub(super) fn scan(&self, text: &Text, mut hit: impl FnMut(PhraseId, u32, Found)) {
        for m in self.automaton.find_overlapping_iter(&text.squashed) {
            let Some(pattern) = self.patterns.get(m.pattern().as_usize()) else { continue };
            if let Some(found) = text.found(m.start(), m.end(), pattern.stem, &pattern.breaks) {
                hit(pattern.phrase, (m.end() - m.start()) as u32, found);
            }
        }
    }
}
