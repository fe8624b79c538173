//! First step: text to a tree with places, and from there to the typed shapes.
//!
//! Serde stops at its first complaint. To collect them all, what it complains of is taken out of (or a
//! missing key put into) a copy of the tree and the copy is tried again; a value so mended is reported
//! and never used.

use std::borrow::Cow;
use std::ops::Range;

use serde::de::{DeserializeOwned, IntoDeserializer};
use toml::Spanned;
use toml::de::{DeArray, DeInteger, DeTable, DeValue, Error};

use super::fault::{Collector, did_you_mean};

pub(super) type Node<'t> = Spanned<DeValue<'t>>;

/// Complaints about one value before the rest is left for the next run.
const MAX_TRIES: usize = 48;
/// Keys that say which shape a table has.
const TAGS: [&str; 2] = ["type", "if"];
/// The places of what is put in for missing keys start here: no file is that long.
const PUT_IN: usize = usize::MAX / 2;

/// The tree of a file. Syntax faults are collected; the tree holds what could be read and is given only
/// when there were none, so that one slip does not make a trail of others.
pub(super) fn tree<'t>(text: &'t str, faults: &mut Collector) -> Option<Node<'t>> {
    let (root, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        let span = root.span();
        return Some(Spanned::new(span, DeValue::Table(root.into_inner())));
    }
    let mut last_line = None;
    for e in errors {
        let span = e.span().unwrap_or(0..0);
        let line = text.get(..span.start).unwrap_or(text).matches('\n').count();
        // The recovery may complain twice of one line: the first complaint is the slip.
        if last_line.replace(line) != Some(line) {
            faults.add("syntax", span, first_line(e.message()), syntax_help(e.message()));
        }
    }
    None
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().to_owned()
}

fn syntax_help(message: &str) -> Option<String> {
    let help = if message.contains("duplicate key") {
        "a key stands once in a table: remove one, or start a new [[...]] table"
    } else if message.contains("string") {
        "strings stand between double quotes; use '...' for regular expressions"
    } else {
        return None;
    };
    Some(help.to_owned())
}

/// The elements of the array of tables `key`, taken out of the table so that each can be read alone.
pub(super) fn take_elements<'t>(root: &mut Node<'t>, key: &str) -> Vec<Node<'t>> {
    let DeValue::Table(table) = root.get_mut() else { return Vec::new() };
    let Some(value) = table.get_mut(key) else { return Vec::new() };
    match value.get_mut() {
        DeValue::Array(a) if a.iter().all(|e| e.get_ref().is_table()) => {
            std::mem::replace(a, DeArray::new()).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// The place of a value: `span(node, &["check", "topics", "3"])`; of the nearest enclosing one when it
/// is not there.
pub(super) fn span(node: &Node<'_>, path: &[&str]) -> Range<usize> {
    let mut at = node;
    for step in path {
        let next = match at.get_ref() {
            DeValue::Table(t) => t.get(*step),
            DeValue::Array(a) => step.parse::<usize>().ok().and_then(|i| a.get(i)),
            _ => None,
        };
        match next {
            Some(n) => at = n,
            None => break,
        }
    }
    at.span()
}

/// Reads a value into its type; every complaint goes to `faults`, and only a value without any is given.
pub(super) fn typed<T: DeserializeOwned>(node: &Node<'_>, faults: &mut Collector) -> Option<T> {
    let mut work = node.clone();
    let mut clean = true;
    let mut removed: Vec<String> = Vec::new();
    for try_no in 0..MAX_TRIES {
        let error: Error = match T::deserialize(work.clone().into_deserializer()) {
            Ok(value) => return clean.then_some(value),
            Err(e) => e,
        };
        clean = false;
        let complaint = Complaint::of(error.message());
        let at = narrow(&work, error.span().unwrap_or_else(|| node.span()), &complaint);
        if at.start >= PUT_IN {
            // What was put in for a missing key does not fit: try another, in the end give up.
            if !swap_put_in(&mut work, &at, &complaint) {
                return None;
            }
            continue;
        }
        if let Complaint::MissingKey { key } = &complaint {
            if at.start < PUT_IN && !removed.contains(key) {
                let help = format!("add `{key} = ...`");
                faults.add("missing-key", at.clone(), format!("`{key}` is missing"), help);
            }
            if !put_in(&mut work, &at, key, PUT_IN + try_no) {
                return None;
            }
            continue;
        }
        complaint.report(at.clone(), error.message(), faults);
        // A tagged table whose tag is wrong says nothing of its other keys: it goes as a whole.
        let gone = match complaint {
            Complaint::UnknownValue { .. } => tagged(&work, &at).unwrap_or_else(|| at.clone()),
            _ => at.clone(),
        };
        match take_out(&mut work, &gone) {
            Some(key) => removed.push(key),
            None => return None,
        }
    }
    None
}

/// What serde says, read back: its messages are stable enough to be mended by, and a message not
/// understood is passed on as it is.
enum Complaint {
    UnknownKey { key: String, known: Vec<String> },
    UnknownValue { value: String, known: Vec<String> },
    MissingKey { key: String },
    WrongType { found: Option<String> },
    Other,
}

impl Complaint {
    fn of(message: &str) -> Self {
        let mut quoted = message.split('`').skip(1).step_by(2).map(str::to_owned);
        if message.starts_with("unknown field") {
            let key = quoted.next().unwrap_or_default();
            Self::UnknownKey { key, known: quoted.collect() }
        } else if message.starts_with("unknown variant") {
            let value = quoted.next().unwrap_or_default();
            Self::UnknownValue { value, known: quoted.collect() }
        } else if message.starts_with("missing field") {
            Self::MissingKey { key: quoted.next().unwrap_or_default() }
        } else if message.starts_with("invalid type") || message.starts_with("invalid value") {
            // `invalid type: string "3", expected u32`
            let found = message.split('"').nth(1).map(str::to_owned).or_else(|| quoted.next());
            Self::WrongType { found }
        } else {
            Self::Other
        }
    }

    fn report(&self, at: Range<usize>, message: &str, faults: &mut Collector) {
        let list = |word: &str, known: &[String]| {
            did_you_mean(word, known.iter().map(String::as_str)).or_else(|| {
                (!known.is_empty()).then(|| {
                    let names: Vec<_> = known.iter().map(|k| format!("`{k}`")).collect();
                    format!("known here: {}", names.join(", "))
                })
            })
        };
        match self {
            Self::UnknownKey { key, known } => {
                faults.add("unknown-key", at, format!("unknown key `{key}`"), list(key, known));
            }
            Self::UnknownValue { value, known } => {
                faults.add("unknown-value", at, format!("unknown value `{value}`"), list(value, known));
            }
            Self::WrongType { .. } => {
                let (what, wanted) = message.split_once(", expected ").unwrap_or((message, ""));
                let what = what.split_once(": ").map_or(what, |(_, w)| w);
                let help = (!wanted.is_empty()).then(|| format!("expected {}", plain_type(wanted)));
                faults.add("wrong-type", at, format!("wrong type: {what}"), help);
            }
            Self::MissingKey { .. } | Self::Other => faults.add("invalid", at, first_line(message), None),
        }
    }
}

/// Rust's name of a type in an operator's words.
fn plain_type(wanted: &str) -> String {
    match wanted {
        "u32" | "u64" | "i32" | "i64" | "usize" => "a whole number without quotes".to_owned(),
        "f32" | "f64" => "a number without quotes".to_owned(),
        "a string" => "text between quotes".to_owned(),
        "a sequence" => "a list: [\"...\"]".to_owned(),
        "a boolean" => "true or false, without quotes".to_owned(),
        other if other.starts_with("struct ") => "a table".to_owned(),
        other if other.contains("Decimal") => "a number between quotes: \"2500000\"".to_owned(),
        other => other.to_owned(),
    }
}

/// Serde reads tagged tables (`check`, a condition) from a buffer without places and names the whole
/// table: find the key or value it means inside.
fn narrow(work: &Node<'_>, at: Range<usize>, complaint: &Complaint) -> Range<usize> {
    let Some(outer) = find(work, &at) else { return at };
    let inner = match complaint {
        Complaint::UnknownKey { key, .. } => find_key(outer, key),
        Complaint::UnknownValue { value, .. } => find_text(outer, value),
        Complaint::WrongType { found: Some(found) } => find_text(outer, found),
        _ => None,
    };
    inner.unwrap_or(at)
}

fn find<'n, 't>(node: &'n Node<'t>, at: &Range<usize>) -> Option<&'n Node<'t>> {
    match node.get_ref() {
        DeValue::Table(t) => t.values().find_map(|v| find(v, at)),
        DeValue::Array(a) => a.iter().find_map(|v| find(v, at)),
        _ => None,
    }
    .or_else(|| (node.span() == *at).then_some(node))
}

fn find_key(node: &Node<'_>, key: &str) -> Option<Range<usize>> {
    match node.get_ref() {
        DeValue::Table(t) => t
            .iter()
            .find(|(k, _)| k.get_ref() == key)
            .map(|(k, _)| k.span())
            .or_else(|| t.values().find_map(|v| find_key(v, key))),
        DeValue::Array(a) => a.iter().find_map(|v| find_key(v, key)),
        _ => None,
    }
}

fn find_text(node: &Node<'_>, text: &str) -> Option<Range<usize>> {
    let same = match node.get_ref() {
        DeValue::Table(t) => return t.values().find_map(|v| find_text(v, text)),
        DeValue::Array(a) => return a.iter().find_map(|v| find_text(v, text)),
        DeValue::String(s) => s == text,
        DeValue::Integer(i) => i.as_str() == text,
        DeValue::Float(f) => f.as_str() == text,
        DeValue::Boolean(b) => text == if *b { "true" } else { "false" },
        DeValue::Datetime(d) => d.to_string() == text,
    };
    same.then(|| node.span())
}

/// The place of the table below this one whose tag is the value at a place.
fn tagged(node: &Node<'_>, at: &Range<usize>) -> Option<Range<usize>> {
    let below = |child: &Node<'_>| match child.get_ref() {
        DeValue::Table(t) if TAGS.iter().any(|tag| t.get(*tag).is_some_and(|v| v.span() == *at)) => {
            Some(child.span())
        }
        _ => tagged(child, at),
    };
    match node.get_ref() {
        DeValue::Table(t) => t.values().find_map(below),
        DeValue::Array(a) => a.iter().find_map(below),
        _ => None,
    }
}

/// Takes the key, value or element at a place out of the tree; its key (or nothing for an element).
fn take_out(node: &mut Node<'_>, at: &Range<usize>) -> Option<String> {
    match node.get_mut() {
        DeValue::Table(t) => {
            for v in t.iter_mut().map(|(_, v)| v) {
                if let Some(key) = take_out(v, at) {
                    return Some(key);
                }
            }
            let key = t
                .iter()
                .find(|(k, v)| k.span() == *at || v.span() == *at)
                .map(|(k, _)| k.get_ref().to_string())?;
            t.remove(key.as_str());
            Some(key)
        }
        DeValue::Array(a) => {
            for v in a.iter_mut() {
                if let Some(key) = take_out(v, at) {
                    return Some(key);
                }
            }
            if !a.iter().any(|v| v.span() == *at) {
                return None;
            }
            let kept: Vec<_> = std::mem::replace(a, DeArray::new()).into_iter().collect();
            for v in kept.into_iter().filter(|v| v.span() != *at) {
                a.push(v);
            }
            Some(String::new())
        }
        _ => None,
    }
}

/// Puts an empty text in for a missing key of the table at a place.
fn put_in(node: &mut Node<'_>, at: &Range<usize>, key: &str, place: usize) -> bool {
    let own = node.span() == *at;
    match node.get_mut() {
        DeValue::Table(t) => {
            if t.iter_mut().any(|(_, v)| put_in(v, at, key, place)) {
                return true;
            }
            if !own || t.contains_key(key) {
                return false;
            }
            let span = place..place + 1;
            let empty = Spanned::new(span.clone(), DeValue::String(Cow::Borrowed("")));
            t.insert(Spanned::new(span, Cow::Owned(key.to_owned())), empty);
            true
        }
        DeValue::Array(a) => a.iter_mut().any(|v| put_in(v, at, key, place)),
        _ => false,
    }
}

/// Puts the next thing to try in the place of what was put in; `false` when there is none left.
fn swap_put_in(node: &mut Node<'_>, at: &Range<usize>, complaint: &Complaint) -> bool {
    if node.span() == *at {
        let next = match (node.get_ref(), complaint) {
            (DeValue::String(s), Complaint::UnknownValue { value, known }) if s == value && s.is_empty() => {
                let Some(first) = known.first() else { return false };
                DeValue::String(Cow::Owned(first.clone()))
            }
            (DeValue::String(s), _) if s.is_empty() => DeValue::Array(DeArray::new()),
            (DeValue::Array(_), _) => DeValue::Integer(DeInteger::default()),
            (DeValue::Integer(_), _) => DeValue::Table(DeTable::new()),
            _ => return false,
        };
        *node.get_mut() = next;
        return true;
    }
    match node.get_mut() {
        DeValue::Table(t) => t.iter_mut().any(|(_, v)| swap_put_in(v, at, complaint)),
        DeValue::Array(a) => a.iter_mut().any(|v| swap_put_in(v, at, complaint)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde::Deserialize;

    use super::*;
    use crate::policy::{Check, Condition};

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)]
    struct Row {
        id: String,
        title: String,
        months: u32,
        kinds: Vec<String>,
        #[serde(default)]
        unless: Vec<Condition>,
        check: Check,
    }

    fn complaints(text: &str) -> Vec<(usize, usize, &'static str, String)> {
        let shared: Arc<str> = Arc::from(text);
        let mut c = Collector::new("x.toml", &shared);
        let value = tree(text, &mut c).and_then(|t| typed::<Row>(&t, &mut c));
        assert_eq!(value.is_none(), !c.faults.is_empty());
        c.faults.into_iter().map(|f| (f.line, f.column, f.code, f.message)).collect()
    }

    const GOOD: &str =
        "id = 'a'\ntitle = 'b'\nmonths = 3\nkinds = ['k']\ncheck = { type = 'max-age', months = 3 }\n";

    #[test]
    fn a_good_value_has_no_complaints() {
        assert!(complaints(GOOD).is_empty());
    }

    #[test]
    fn every_complaint_is_collected_with_its_place() {
        let text = "id = 'a'\ntitel = 'b'\nmonths = '3'\nkinds = ['k', 4]\ncheck = { type = 'max-age', month = 3 }\n";
        let mut got = complaints(text);
        got.sort();
        let short: Vec<_> = got.iter().map(|(l, c, code, _)| (*l, *c, *code)).collect();
        assert!(short.contains(&(2, 1, "unknown-key")), "{got:?}");
        assert!(short.contains(&(3, 10, "wrong-type")), "{got:?}");
        assert!(short.contains(&(4, 15, "wrong-type")), "{got:?}");
        assert!(short.contains(&(5, 29, "unknown-key")), "{got:?}");
        assert!(got.iter().any(|g| g.3 == "`title` is missing"), "{got:?}");
    }

    #[test]
    fn an_unknown_variant_inside_a_tagged_table_has_its_own_place() {
        let got = complaints(&GOOD.replace("'max-age'", "'max-agee'"));
        assert_eq!(got.len(), 1, "{got:?}");
        assert_eq!((got[0].0, got[0].1, got[0].2), (5, 18, "unknown-value"));
    }

    #[test]
    fn syntax_faults_name_their_line() {
        let got = complaints("id = 'a'\ntitle = b\n");
        assert_eq!((got[0].0, got[0].2), (2, "syntax"), "{got:?}");
    }
}
