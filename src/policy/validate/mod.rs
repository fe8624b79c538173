//! Second step: what is well formed but cannot be meant.

mod asked;
mod cases;
mod catalogue;
mod language;
mod policy;
mod requirement;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

pub(super) use cases::cases;
pub(super) use catalogue::catalogue;
pub(super) use language::{figures, grammar, people};
pub(super) use policy::policy;

use regex_syntax::hir::{Hir, HirKind};

use super::fault::{Collector, RuleFault, did_you_mean};
use super::load::{KindFile, ListFile};
use crate::catalogue::{FieldSet, Grammar, Topic};
use crate::fold::fold;
use crate::value::pattern::compile;

/// Fields that extraction gives whether or not a kind asks for them, and those of the contract that no
/// label leads to.
const GIVEN_FIELDS: [&str; 40] = [
    "document_date",
    "valid_from",
    "valid_until",
    "kvk_number",
    "rsin",
    "agb_code",
    "legal_name",
    "trade_name",
    "legal_form",
    "statutory_seat",
    "director",
    "supervisor",
    "signing_authority",
    "signatory",
    "purpose",
    "insured_amount_per_event",
    "insured_amount_per_year",
    "insured_name",
    "fiscal_year",
    "consolidated",
    "equity",
    "total_assets",
    "current_assets",
    "current_liabilities",
    "net_result",
    "total_revenue",
    "average_clients",
    "subcontracted_share",
    "url",
    "bsn",
    "signature",
    "signer",
    "solvency",
    "current_ratio",
    "profit_ratio",
    "resilience_ratio",
    "request_date",
    "authorised_person",
    "filled_fields",
    "empty_field",
];

/// Every id that something may refer to.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Kind id → whether it is outside the vocabulary.
    pub kinds: BTreeMap<String, bool>,
    /// Kind id → the topics looked for in it.
    pub kind_topics: BTreeMap<String, BTreeSet<String>>,
    pub topics: BTreeSet<String>,
    pub fields: BTreeSet<String>,
    /// Fields that a set of `fields.toml` has.
    pub set_fields: BTreeSet<String>,
    pub organs: BTreeSet<String>,
    pub acts: BTreeSet<String>,
    /// A file of topics could not be parsed: no complaint is made of topics then.
    topics_unknown: bool,
    /// `grammar.toml` could not be read: no complaint is made of its words then.
    words_unknown: bool,
}

/// What the policies refer to.
#[derive(Debug, Default)]
pub(super) struct Used {
    pub topics: BTreeSet<String>,
}

impl Names {
    pub fn note_unparsed(&mut self, path: &str, stem: &str) {
        if path.starts_with("topics/") {
            self.topics_unknown = true;
        } else if path == "grammar.toml" {
            self.words_unknown = true;
        } else if let Some(id) = stem.strip_prefix("kinds/") {
            self.kinds.insert(id.to_owned(), false);
            self.kind_topics.remove(id);
        }
    }

    pub fn gather(
        &mut self,
        kinds: &[KindFile<'_>],
        topics: &[ListFile<'_, Topic>],
        sets: &[ListFile<'_, FieldSet>],
        grammar: Option<&Grammar>,
    ) {
        for set in sets.iter().flat_map(|f| &f.list).filter_map(|e| e.value.as_ref()) {
            self.set_fields.extend(set.fields.iter().map(|f| f.field.clone()));
        }
        self.fields.extend(self.set_fields.iter().cloned());
        if let Some(grammar) = grammar {
            self.organs.extend(grammar.organs.iter().map(|o| o.id.clone()));
            self.acts.extend(grammar.acts.iter().map(|a| a.id.clone()));
        }
        for file in kinds {
            let outside = file.value.as_ref().is_some_and(|k| k.outside);
            self.kinds.insert(file.stem.to_owned(), outside);
            if let Some(kind) = &file.value {
                self.kind_topics.insert(kind.id.clone(), kind.topics.iter().cloned().collect());
                self.fields.extend(kind.fields.iter().map(|f| f.field.clone()));
            }
        }
        self.fields.extend(GIVEN_FIELDS.map(str::to_owned));
        for element in topics.iter().flat_map(|f| &f.list) {
            if let Some(id) = element.text("id") {
                self.topics.insert(id.to_owned());
            }
        }
    }

    pub fn kind(&self, id: &str, at: Range<usize>, c: &mut Collector) {
        if !self.kinds.contains_key(id) {
            let help = did_you_mean(id, self.kinds.keys().map(String::as_str))
                .unwrap_or_else(|| format!("add kinds/{id}.toml"));
            c.add("unknown-kind", at, format!("there is no document kind `{id}`"), help);
        }
    }

    /// A kind that a document can be recognised as.
    pub fn inside_kind(&self, id: &str, at: Range<usize>, c: &mut Collector) {
        if self.kinds.get(id) == Some(&true) {
            let help = "no document is ever of a kind with `outside = true`".to_owned();
            c.add("outside-kind", at, format!("`{id}` is outside the vocabulary"), help);
        } else {
            self.kind(id, at, c);
        }
    }

    pub fn topic(&self, id: &str, at: Range<usize>, c: &mut Collector) {
        if !self.topics_unknown && !self.topics.contains(id) {
            let help = did_you_mean(id, self.topics.iter().map(String::as_str))
                .unwrap_or_else(|| format!("add a [[topic]] with id `{id}` to a file in topics/"));
            c.add("unknown-topic", at, format!("there is no topic `{id}`"), help);
        }
    }

    /// An organ or act of `grammar.toml`.
    pub fn word(&self, what: &str, known: &BTreeSet<String>, id: &str, at: Range<usize>, c: &mut Collector) {
        if !self.words_unknown && !known.contains(id) {
            let help = did_you_mean(id, known.iter().map(String::as_str))
                .unwrap_or_else(|| format!("add an [[{what}]] with this id to grammar.toml"));
            c.add("unknown-word", at, format!("the grammar has no {what} `{id}`"), help);
        }
    }

    pub fn field(&self, id: &str, at: Range<usize>, c: &mut Collector) {
        if !self.fields.contains(id) {
            let help = did_you_mean(id, self.fields.iter().map(String::as_str))
                .unwrap_or_else(|| "no kind has a [[field]] of this name".to_owned());
            c.add("unknown-field", at, format!("no document gives a field `{id}`"), help);
        }
    }
}

/// Lower-case words joined by single hyphens, as ids are written.
pub(super) fn kebab(id: &str) -> bool {
    !id.is_empty()
        && id.split('-').all(|part| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        })
}

fn check_id(id: &str, at: Range<usize>, c: &mut Collector) {
    if !kebab(id) {
        let help = "ids are lower-case words joined by hyphens".to_owned();
        c.add("bad-id", at, format!("`{id}` is no id"), help);
    }
}

fn check_text(what: &str, text: &str, at: Range<usize>, c: &mut Collector) {
    if text.trim().is_empty() {
        c.add(
            "empty-text",
            at,
            format!("`{what}` is empty"),
            format!("write the {what}, or leave the key out"),
        );
    }
}

/// A label or phrase must have something left to compare after folding. `*` stands at an end of a word,
/// `|` between words of which either will do, `..` (with a number) for words between.
fn check_phrase(phrase: &str, at: Range<usize>, c: &mut Collector) {
    let folded = fold(phrase);
    let words = folded.split(' ').filter(|w| !w.starts_with("..")).flat_map(|w| w.split('|'));
    let mut any = false;
    for word in words {
        any |= word.chars().any(char::is_alphanumeric);
        if word.trim_matches('*').contains('*') {
            let help = "a `*` stands at the beginning or end of a word".to_owned();
            c.add("bad-stem", at.clone(), format!("`{phrase}` has a `*` inside a word"), help);
        }
    }
    if !any {
        let help = "write at least one letter or digit".to_owned();
        c.add("empty-phrase", at, format!("`{phrase}` can never match: nothing is left after folding"), help);
    }
}

/// Compiles as the program will compile it. Compiling all takes half a second, so the binary's own rules,
/// which the tests have compiled, are parsed only.
fn check_pattern(pattern: &str, group: bool, at: Range<usize>, c: &mut Collector) {
    let parsed = regex_syntax::ParserBuilder::new().case_insensitive(true).build().parse(pattern);
    let (named, perhaps_empty) = match parsed {
        Ok(hir) if c.shipped => (names_value(&hir), hir.properties().minimum_len() == Some(0)),
        // What does not parse does not compile, and the compiler says best why.
        _ => match compile(pattern) {
            Err(e) => {
                let why = e.to_string();
                let why = why.lines().rev().find(|l| l.starts_with("error:")).unwrap_or(&why).to_owned();
                c.add("bad-pattern", at, format!("the pattern does not compile: {why}"), None);
                return;
            }
            Ok(re) => (re.capture_names().flatten().any(|n| n == "v"), true),
        },
    };
    if group && !named {
        let help = "put the value in a group: (?P<v>...)".to_owned();
        c.add("no-group", at, "the pattern has no group `v` for the value", help);
    } else if perhaps_empty && compile(pattern).is_ok_and(|re| re.is_match("")) {
        let help = "ask for at least one character".to_owned();
        c.add("empty-pattern", at, "the pattern matches empty text: it would match everywhere", help);
    }
}

/// Whether a pattern has a group `v`.
fn names_value(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Capture(group) => group.name.as_deref() == Some("v") || names_value(&group.sub),
        HirKind::Repetition(repeated) => names_value(&repeated.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().any(names_value),
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => false,
    }
}

/// What works but was hardly meant so.
pub(super) fn remarks(
    kinds: &[KindFile<'_>],
    topics: &[ListFile<'_, Topic>],
    used: &Used,
    names: &Names,
    remarks: &mut Vec<RuleFault>,
) {
    let in_kinds: BTreeSet<&str> =
        kinds.iter().filter_map(|k| k.value.as_ref()).flat_map(|k| &k.topics).map(String::as_str).collect();
    for file in topics {
        let mut c = file.faults.fresh();
        for element in &file.list {
            let Some(topic) = &element.value else { continue };
            let at = super::parse::span(&element.node, &["id"]);
            if !used.topics.contains(&topic.id) {
                let help = "remove it, or refer to it from a requirement".to_owned();
                c.add("unused-topic", at, format!("no requirement refers to topic `{}`", topic.id), help);
            } else if !in_kinds.contains(topic.id.as_str()) && !names.topics_unknown {
                let help = "add it to `topics` of the kinds it may stand in".to_owned();
                let message = format!("topic `{}` is looked for in no kind of document", topic.id);
                c.add("topic-in-no-kind", at, message, help);
            }
        }
        remarks.append(&mut c.faults);
    }
}
