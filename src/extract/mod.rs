//! What does it say? Segments to facts and passages.
//!
//! Values are looked for by what says what they are: a form field's name, a label (behind it, to its right,
//! below it), a pattern in running text, and last a place that needs no label. Each way earns a confidence
//! ([`candidate::Place`]); equal values fall together and different ones are weighed ([`settle`]).

pub mod candidate;
pub mod deeds;
pub mod flow;
mod form_values;
pub mod forms;
mod labelled;
pub mod labels;
pub mod lexicon;
pub mod names;
mod owner;
pub mod passages;
pub mod people;
mod privacy;
mod running;
mod settle;
pub mod squeeze;
mod standing;
pub mod topics;
mod typed;
mod unlabelled;
pub mod view;

#[cfg(test)]
mod cases;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::catalogue::{Catalogue, Field, Kind, ValueType};
use crate::document::Document;
use crate::fact::{DECISIVE, Fact, Passage, Segment};
use crate::problem::Problem;
use candidate::Candidate;
use labels::{KindRules, Patterns};
use running::Running;
use view::View;

/// A runner-up below this is no guess at what an unknown paper is.
const GUESS: f32 = 0.3;

/// What was found in one segment, in document order.
#[derive(Debug, Clone, Default)]
pub struct Extraction {
    pub facts: Vec<Fact>,
    pub passages: Vec<Passage>,
    pub problems: Vec<Problem>,
}

/// The catalogue's fields, compiled once for all documents of a run.
#[derive(Debug)]
pub struct Extractor {
    kinds: BTreeMap<String, Lazy>,
    /// For documents of unknown kind.
    other: Lazy,
    patterns: Patterns,
    topics: topics::CompiledTopics,
    people: people::People,
    figures: crate::figures::Reader,
    /// Topics to look for, by kind.
    wanted: BTreeMap<String, Vec<String>>,
    /// Topics to look for in a document of no known kind.
    wanted_anywhere: Vec<String>,
}

/// The fields of a kind, compiled when the first document of that kind comes by.
#[derive(Debug)]
struct Lazy {
    kind: Option<Kind>,
    fields: Vec<Field>,
    rules: OnceLock<KindRules>,
}

impl Lazy {
    fn new(kind: Option<&Kind>, fields: Vec<Field>) -> Self {
        Self { kind: kind.cloned(), fields, rules: OnceLock::new() }
    }
    fn get(&self, patterns: &Patterns) -> &KindRules {
        self.rules.get_or_init(|| KindRules::new(self.kind.as_ref(), self.fields.clone(), patterns))
    }
}

impl Extractor {
    pub fn new(catalogue: &Catalogue) -> Self {
        let kinds = catalogue
            .kinds
            .iter()
            .map(|k| (k.id.clone(), Lazy::new(Some(k), labels::fields_of(Some(k), catalogue))))
            .collect();
        let other = Lazy::new(None, labels::fields_of(None, catalogue));
        let wanted = catalogue.kinds.iter().map(|k| (k.id.clone(), k.topics.clone())).collect();
        let mut wanted_anywhere: Vec<String> =
            catalogue.kinds.iter().filter(|k| k.outside).flat_map(|k| k.topics.clone()).collect();
        wanted_anywhere.sort();
        wanted_anywhere.dedup();
        Self {
            kinds,
            other,
            patterns: Patterns::default(),
            topics: topics::CompiledTopics::new(catalogue),
            people: people::People::new(catalogue),
            figures: crate::figures::Reader::new(&catalogue.figures),
            wanted,
            wanted_anywhere,
        }
    }

    /// Facts and passages of one segment. No citizen number is in any of them.
    pub fn extract(&self, document: &Document, segment: &Segment) -> Extraction {
        let rules = segment
            .kind
            .as_deref()
            .and_then(|k| self.kinds.get(k))
            .unwrap_or(&self.other)
            .get(&self.patterns);
        let view = View::new(document, segment);
        let mut facts = settle::settle(rules, candidates(document, segment, &view, rules));
        let known: BTreeSet<String> =
            facts.iter().filter(|f| f.field == "rsin").map(|f| f.value.clone()).collect();
        let private = privacy::private(&view, &known);
        // A paper of no known kind may still make a reservation: what any letter may say is looked for.
        // And what the kinds it may be are asked for: it may be all there is.
        let mut wanted: Vec<&str> = segment
            .kind
            .as_deref()
            .map_or(Some(&self.wanted_anywhere), |k| self.wanted.get(k))
            .map(|w| w.iter().map(String::as_str).collect())
            .unwrap_or_default();
        if segment.kind.is_none() {
            let guesses = segment.alternatives.iter().filter(|a| a.score >= GUESS);
            wanted.extend(guesses.filter_map(|a| self.wanted.get(&a.kind)).flatten().map(String::as_str));
            wanted.sort_unstable();
            wanted.dedup();
        }
        let flow = flow::flow(document, segment, &self.topics.grammar);
        let form = self.people.form(document, segment, &rules.folded_labels());
        let mut passages: Vec<Passage> =
            passages::extract(&flow, &self.topics, &self.people.names, &wanted, &form);
        let kind = segment.kind.as_deref();
        let mut problems = Vec::new();
        if kind.is_some_and(|k| self.figures.wants(k)) {
            let mut years = facts
                .iter()
                .filter(|f| f.field == "fiscal_year" && f.decisive())
                .map(|f| f.value.parse().ok());
            let year = years.next().flatten().filter(|y: &i32| years.all(|other| other == Some(*y)));
            let reading = self.figures.read(document, segment, year);
            facts.extend(reading.facts);
            problems.extend(reading.problems);
        }
        facts.extend(people::extract(document, segment, kind, &self.people, &form, &flow));
        for fact in &mut facts {
            private.clean_fact(fact);
        }
        for passage in &mut passages {
            private.clean_passage(passage);
        }
        facts.extend(private.facts);
        Extraction { facts, passages, problems }
    }
}

fn candidates(document: &Document, segment: &Segment, view: &View<'_>, rules: &KindRules) -> Vec<Candidate> {
    let running: Vec<Running> = view.pages.iter().map(Running::new).collect();
    let mut all = form_values::form_values(document, segment, view, rules);
    all.extend(labelled::labelled(view, rules, &running));
    all.extend(running::patterned(view, rules, &running));
    let of_type = |types: &[ValueType]| -> Vec<usize> {
        (0..rules.fields.len())
            .filter(|i| rules.fields.get(*i).is_some_and(|f| types.contains(&f.field.value_type)))
            .collect()
    };
    // Names first: they tell the document's own numbers from those of others.
    let names = of_type(&[ValueType::Organisation]);
    disown(&mut all);
    let more = unlabelled::unlabelled(view, rules, &|f| !names.contains(&f) || sure(&all, f));
    all.extend(more);
    let own_names: Vec<String> = all
        .iter()
        .filter(|c| names.contains(&c.field) && c.owner.is_none())
        .filter(|c| {
            c.confidence >= DECISIVE || c.confidence >= 0.75 && crate::value::organisation::has_form(&c.value)
        })
        .map(|c| c.value.clone())
        .collect();
    let numbers = of_type(&[ValueType::Kvk, ValueType::Rsin]);
    owner::judge_margins(view, &mut all, &own_names, &numbers);
    let introducing = rules.fields.iter().position(|f| f.field.introduced);
    if let Some(field) = introducing.filter(|f| own_names.is_empty() && !sure(&all, *f)) {
        let kvk = of_type(&[ValueType::Kvk]);
        let named = owner::introduced(&mut all, &kvk, field);
        all.extend(named);
    }
    disown(&mut all);
    let more = unlabelled::unlabelled(view, rules, &|f| names.contains(&f) || sure(&all, f));
    all.extend(more);
    all
}

/// Whether a field has a value that may decide.
fn sure(all: &[Candidate], field: usize) -> bool {
    all.iter().any(|c| c.field == field && c.confidence >= DECISIVE)
}

/// What is someone else's never decides.
fn disown(all: &mut [Candidate]) {
    for c in all.iter_mut().filter(|c| c.owner.is_some()) {
        c.confidence = c.confidence.min(DECISIVE - 0.1);
    }
}

/// Facts and passages of one segment; compiles the catalogue for it. For many documents make an
/// [`Extractor`] once.
pub fn extract(document: &Document, segment: &Segment, catalogue: &Catalogue) -> Extraction {
    Extractor::new(catalogue).extract(document, segment)
}

#[cfg(test)]
mod tests;
