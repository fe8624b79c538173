//! The labels of a kind's fields, compiled: which words of a cell are a label, and of what.

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::AhoCorasick;
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::Mutex;

use super::squeeze::{Squeezed, squeeze};
use crate::catalogue::{Catalogue, Field, Kind, Place};
use crate::fold::fold;
use crate::value::pattern::Pattern;
use aho_corasick::AhoCorasick;

/// A field with what is compiled of it.
#[derive(Debug)]
pub struct FieldRules {
    pub field: Field,
    pub patterns: Vec<Pattern>,
    /// Squeezed.
    pub not_under: Vec<String>,
    pub under: Vec<String>,
}

/// What a label says of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Label,
    /// A period stands with it.
    Period,
    /// It looks alike and means something else.
    Not,
}

/// A use of a label: by which field, as what, and how far down its list.
#[derive(Debug, Clone, Copy)]
pub struct Use {
    pub field: usize,
    pub role: Role,
    pub rank: usize,
}

#[derive(Debug)]
struct Entry {
    label: String,
    words: usize,
    uses: Vec<Use>,
}

/// All that is looked for in documents of a kind.
#[derive(Debug)]
pub struct KindRules {
    /// Words of the kind's names and titles, folded: they stand before a name in a title and are no part of it.
    pub title_words: BTreeSet<String>,
    pub fields: Vec<FieldRules>,
    entries: Vec<Entry>,
    finder: Option<AhoCorasick>,
}

/// A label in a text, at byte range `start..end`.
#[derive(Debug, Clone, Copy)]
pub struct Hit {
    pub start: usize,
    pub end: usize,
    entry: usize,
}

/// Fields of a kind: its own, then those of the sets. `None` is a document of unknown kind.
pub fn fields_of(kind: Option<&Kind>, catalogue: &Catalogue) -> Vec<Field> {
    let mut out: Vec<Field> = kind.map(|k| k.fields.clone()).unwrap_or_default();
    let own = out.len();
    let id = kind.map_or("", |k| k.id.as_str());
    for set in &catalogue.field_sets {
        let named = set.kinds.iter().any(|k| k == "*" || k == id);
        if !named || set.not_kinds.iter().any(|k| k == id) {
            continue;
        }
        for field in &set.fields {
            match out.iter_mut().find(|f| f.field == field.field) {
                Some(mine) if mine.alone => {}
                Some(mine) => {
                    let add = |to: &mut Vec<String>, from: &[String]| {
                        for text in from {
                            if !to.contains(text) {
                                to.push(text.clone());
                            }
                        }
                    };
                    add(&mut mine.labels, &field.labels);
                    add(&mut mine.not_labels, &field.not_labels);
                    add(&mut mine.patterns, &field.patterns);
                    add(&mut mine.period_labels, &field.period_labels);
                    add(&mut mine.not_under, &field.not_under);
                    add(&mut mine.under, &field.under);
                }
                None => out.push(field.clone()),
            }
        }
    }
    // A kind's label that another field of it calls a look-alike stays what the kind says.
    for (i, field) in out.iter_mut().enumerate() {
        if i < own {
            let labels = field.labels.clone();
            field.not_labels.retain(|n| !labels.contains(n));
        }
    }
    out
}

/// Patterns that several kinds share, by their source.
#[derive(Debug, Default)]
pub struct Patterns(Mutex<BTreeMap<String, Pattern>>);

impl Patterns {
    fn get(&self, source: &str) -> Pattern {
        let Ok(mut known) = self.0.lock() else { return Pattern::new(source) };
        known.entry(source.to_owned()).or_insert_with(|| Pattern::new(source)).clone()
    }
}

impl KindRules {
    /// `compiled` keeps patterns that several kinds share.
    pub fn new(
        kind: Option<&Kind>,
        fields: Vec<Field>,
        compiled: &mut BTreeMap<String, Option<Regex>>,
    ) -> Self {
    pub fn new(fields: Vec<Field>, shared: &Patterns) -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        for (index, field) in fields.iter().enumerate() {
            let lists = [
                (&field.labels, Role::Label),
                (&field.period_labels, Role::Period),
                (&field.not_labels, Role::Not),
            ];
            for (list, role) in lists {
                for (rank, label) in list.iter().enumerate() {
                    let squeezed = squeeze(label);
                    if squeezed.is_empty() {
                        continue;
                    }
                    let used = Use { field: index, role, rank };
                    match entries.iter_mut().find(|e| e.label == squeezed) {
                        Some(entry) => entry.uses.push(used),
                        None => entries.push(Entry {
                            words: label.split_whitespace().count(),
                            label: squeezed,
                            uses: vec![used],
                        }),
                    }
                }
            }
        }
        let finder = AhoCorasick::new(entries.iter().map(|e| e.label.as_str())).ok();
        let fields = fields
            .into_iter()
            .map(|field| FieldRules {
                patterns: field.patterns.iter().map(|p| shared.get(p)).collect(),
                not_under: field.not_under.iter().map(|t| squeeze(t)).collect(),
                under: field.under.iter().map(|t| squeeze(t)).collect(),
                field,
            })
            .collect();
        let titles = kind.into_iter().flat_map(|k| {
            let signals = k.signals.iter().filter(|s| s.place == Place::Title).flat_map(|s| &s.phrases);
            std::iter::once(&k.name).chain(&k.synonyms).chain(signals)
        });
        let title_words = titles
            .flat_map(|t| {
                fold(t).split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>()
            })
            .filter(|w| {
                w.len() > 3 && !["stichting", "vereniging", "cooperatie", "zorg"].contains(&w.as_str())
            })
            .collect();
        Self { title_words, fields, entries, finder }
    }

    /// All labels, folded: an empty line with one is an empty field of a form.
    pub fn folded_labels(&self) -> Vec<String> {
        self.fields.iter().flat_map(|f| f.field.labels.iter().map(|l| fold(l))).collect()
    }

    /// The labels in a text, longest first where they overlap, in order.
    pub fn hits(&self, text: &Squeezed) -> Vec<Hit> {
        let Some(finder) = &self.finder else { return Vec::new() };
        let mut all: Vec<Hit> = finder
            .find_overlapping_iter(text.text.as_str())
            .filter_map(|m| {
                let (start, end) = text.origin(m.start(), m.end())?;
                Some(Hit { start, end, entry: m.pattern().as_usize() })
            })
            .collect();
        all.sort_by(|a, b| (b.end - b.start).cmp(&(a.end - a.start)).then(a.start.cmp(&b.start)));
        let mut taken: Vec<Hit> = Vec::new();
        for hit in all {
            if taken.iter().all(|t| hit.end <= t.start || hit.start >= t.end) {
                taken.push(hit);
            }
        }
        taken.sort_by_key(|h| h.start);
        taken
    }

    pub fn uses(&self, hit: &Hit) -> &[Use] {
        self.entries.get(hit.entry).map_or(&[], |e| e.uses.as_slice())
    }

    /// Words of the label.
    pub fn words(&self, hit: &Hit) -> usize {
        self.entries.get(hit.entry).map_or(0, |e| e.words)
    }

    /// Whether a clause holds a look-alike of the field's labels.
    pub fn denied(&self, field: usize, clause: &str) -> bool {
        !clause.trim().is_empty() && self.hits(&Squeezed::new(clause)).iter().any(|h| self.bars(h, field))
    }

    /// Whether the hit is no label of this field but a look-alike.
    pub fn bars(&self, hit: &Hit, field: usize) -> bool {
        self.uses(hit).iter().any(|u| u.field == field && u.role == Role::Not)
    }
}
