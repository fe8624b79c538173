//! Kinds, topics and marks.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::fault::Collector;
use super::super::load::{KindFile, ListFile};
use super::super::parse::{Node, span};
use super::{Names, check_id, check_pattern, check_phrase, check_text};
use crate::catalogue::{Field, FieldSet, Kind, MarkRule, Topic};

pub(in super::super) fn catalogue(
    kinds: &mut [KindFile<'_>],
    topics: &mut [ListFile<'_, Topic>],
    marks: &mut [ListFile<'_, MarkRule>],
    sets: &mut [ListFile<'_, FieldSet>],
    names: &Names,
) {
    for file in sets {
        for element in &file.list {
            if let Some(value) = &element.value {
                set(value, &element.node, names, &mut file.faults);
            }
        }
    }
    for file in kinds {
        let Some(value) = &file.value else { continue };
        kind(value, file.stem, &file.root, names, &mut file.faults);
    }
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for file in topics {
        for element in &file.list {
            let c = &mut file.faults;
            let at = span(&element.node, &["id"]);
            if let Some(id) = element.text("id") {
                if let Some(first) = seen.get(id) {
                    c.add(
                        "duplicate-id",
                        at,
                        format!("topic `{id}` stands twice"),
                        format!("it stands in {first} too"),
                    );
                } else {
                    seen.insert(id.to_owned(), c.file().to_owned());
                }
            }
            if let Some(value) = &element.value {
                topic(value, &element.node, names, c);
            }
        }
    }
    for file in marks {
        for element in &file.list {
            if let Some(value) = &element.value {
                mark(value, &element.node, names, &mut file.faults);
            }
        }
    }
}

/// The place of element `i` of the list at `path`.
pub(super) fn item(node: &Node<'_>, path: &[&str], i: usize) -> Range<usize> {
    let i = i.to_string();
    let mut path = path.to_vec();
    path.push(&i);
    span(node, &path)
}

pub(super) fn phrases(list: &[String], node: &Node<'_>, path: &[&str], c: &mut Collector) {
    for (i, phrase) in list.iter().enumerate() {
        check_phrase(phrase, item(node, path, i), c);
    }
}

pub(super) fn some_phrases(list: &[String], node: &Node<'_>, path: &[&str], c: &mut Collector) {
    if list.is_empty() {
        let help = "write at least one".to_owned();
        c.add("no-phrases", span(node, path), "a list of phrases that is empty can never match", help);
    }
    phrases(list, node, path, c);
}

/// So many of a list of phrases: at least one, and not more than there are.
fn count(at_least: u32, list: &[String], at: Range<usize>, c: &mut Collector) {
    let most = u32::try_from(list.len()).unwrap_or(u32::MAX);
    if at_least == 0 || at_least > most {
        c.add("bad-count", at, format!("at_least {at_least} of {most} phrases has no meaning"), None);
    }
}

fn kind(kind: &Kind, stem: &str, node: &Node<'_>, names: &Names, c: &mut Collector) {
    check_id(&kind.id, span(node, &["id"]), c);
    if kind.id != stem {
        let help = format!("name the file {}.toml, or write id = \"{stem}\"", kind.id);
        c.add(
            "file-name",
            span(node, &["id"]),
            format!("kind `{}` stands in file {stem}.toml", kind.id),
            help,
        );
    }
    check_text("name", &kind.name, span(node, &["name"]), c);
    phrases(&kind.synonyms, node, &["synonyms"], c);
    if let Some(other) = &kind.instead_of {
        names.kind(other, span(node, &["instead_of"]), c);
        if *other == kind.id {
            c.add(
                "self-reference",
                span(node, &["instead_of"]),
                "a kind cannot stand instead of itself",
                None,
            );
        }
    }
    if let Some(whole) = &kind.part_of {
        names.kind(whole, span(node, &["part_of"]), c);
        if *whole == kind.id {
            c.add("self-reference", span(node, &["part_of"]), "a kind cannot be an annex of itself", None);
        }
    }
    for (i, topic) in kind.topics.iter().enumerate() {
        names.topic(topic, item(node, &["topics"], i), c);
        if kind.topics[..i].contains(topic) {
            c.add("duplicate-id", item(node, &["topics"], i), format!("topic `{topic}` stands twice"), None);
        }
    }
    for (i, signal) in kind.signals.iter().enumerate() {
        let i = i.to_string();
        some_phrases(&signal.phrases, node, &["signal", &i, "phrases"], c);
        let at = span(node, &["signal", &i, "weight"]);
        if !(-1.0..=1.0).contains(&signal.weight) || signal.weight == 0.0 {
            let help = "a weight lies between -1 and 1 and is not 0".to_owned();
            c.add("bad-weight", at, format!("weight {} has no meaning", signal.weight), help);
        }
        let at = span(node, &["signal", &i, "at_least"]);
        count(signal.at_least, &signal.phrases, at, c);
    }
    for (key, limits) in [("need", &kind.needs), ("bar", &kind.bars)] {
        for (i, limit) in limits.iter().enumerate() {
            let i = i.to_string();
            some_phrases(&limit.phrases, node, &[key, &i, "phrases"], c);
            if !(0.0..=1.0).contains(&limit.cap) {
                let help = "a cap lies between 0 and 1".to_owned();
                c.add(
                    "bad-cap",
                    span(node, &[key, &i, "cap"]),
                    format!("cap {} has no meaning", limit.cap),
                    help,
                );
            }
            phrases(&limit.unless, node, &[key, &i, "unless"], c);
            count(limit.at_least, &limit.phrases, span(node, &[key, &i, "at_least"]), c);
        }
    }
    for (i, one) in kind.fields.iter().enumerate() {
        // The labels of a set are added to the field of a kind.
        let more = !one.alone && names.set_fields.contains(&one.field);
        field(one, &["field", &i.to_string()], more, node, c);
    }
}

/// A field of a kind or of a set, at a path of the file.
fn field(field: &Field, path: &[&str], more: bool, node: &Node<'_>, c: &mut Collector) {
    let under = |key: &'static str| -> Vec<&str> { path.iter().copied().chain([key]).collect() };
    let name = span(node, &under("field"));
    if !snake(&field.field) {
        let help = "fields are lower-case words joined by underscores".to_owned();
        c.add("bad-id", name.clone(), format!("`{}` is no field", field.field), help);
    }
    let places = [&field.labels, &field.patterns, &field.period_labels];
    let placed =
        places.iter().any(|l| !l.is_empty()) || !field.unlabelled.is_empty() || !field.means.is_empty();
    if !placed && !more {
        let help = "give labels = [...] or patterns = [...]".to_owned();
        let message = format!("field `{}` has neither labels nor patterns", field.field);
        c.add("field-without-place", name, message, help);
    }
    for (key, list) in [
        ("labels", &field.labels),
        ("not_labels", &field.not_labels),
        ("period_labels", &field.period_labels),
        ("not_under", &field.not_under),
        ("under", &field.under),
    ] {
        phrases(list, node, &under(key), c);
    }
    for phrase in field.means.keys() {
        let mut at = under("means");
        at.push(phrase);
        check_phrase(phrase, span(node, &at), c);
    }
    for (j, pattern) in field.patterns.iter().enumerate() {
        check_pattern(pattern, true, item(node, &under("patterns"), j), c);
    }
}

/// Lower-case words joined by underscores, as fields are written.
fn snake(name: &str) -> bool {
    !name.is_empty()
        && name.split('_').all(|part| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        })
}

fn set(set: &FieldSet, node: &Node<'_>, names: &Names, c: &mut Collector) {
    check_id(&set.id, span(node, &["id"]), c);
    for (key, list) in [("kinds", &set.kinds), ("not_kinds", &set.not_kinds)] {
        for (i, kind) in list.iter().enumerate().filter(|(_, k)| key == "not_kinds" || *k != "*") {
            names.kind(kind, item(node, &[key], i), c);
        }
    }
    if set.kinds.is_empty() {
        let help = "name kinds, or \"*\" for all".to_owned();
        c.add("empty-list", span(node, &["kinds"]), "a set for no kind is never used", help);
    }
    for (i, one) in set.fields.iter().enumerate() {
        field(one, &["field", &i.to_string()], false, node, c);
    }
}

fn topic(topic: &Topic, node: &Node<'_>, names: &Names, c: &mut Collector) {
    check_id(&topic.id, span(node, &["id"]), c);
    check_text("name", &topic.name, span(node, &["name"]), c);
    if topic.headings.is_empty()
        && topic.phrases.is_empty()
        && topic.all_of.is_empty()
        && topic.patterns.is_empty()
        && topic.rules.is_empty()
        && topic.deeds.is_empty()
        && topic.answers.is_empty()
    {
        let help = "give headings, phrases, all_of, patterns, a rule, a deed or an answer".to_owned();
        let message = format!("nothing can be about topic `{}`", topic.id);
        c.add("topic-without-words", span(node, &["id"]), message, help);
    }
    for (key, list) in [
        ("headings", &topic.headings),
        ("phrases", &topic.phrases),
        ("not", &topic.not),
        ("hints", &topic.hints),
    ] {
        phrases(list, node, &[key], c);
    }
    for (i, group) in topic.all_of.iter().enumerate() {
        let i = i.to_string();
        some_phrases(group, node, &["all_of", &i], c);
    }
    for (i, pattern) in topic.patterns.iter().enumerate() {
        check_pattern(pattern, false, item(node, &["patterns"], i), c);
    }
    for (i, rule) in topic.rules.iter().enumerate() {
        let i = i.to_string();
        for (j, group) in rule.groups.iter().enumerate() {
            some_phrases(group, node, &["rule", &i, "groups", &j.to_string()], c);
        }
        if let Some(pattern) = &rule.pattern {
            check_pattern(pattern, false, span(node, &["rule", &i, "pattern"]), c);
        } else if rule.groups.is_empty() {
            let help = "give groups or a pattern".to_owned();
            c.add(
                "topic-without-words",
                span(node, &["rule", &i]),
                "this rule holds for every sentence",
                help,
            );
        }
        phrases(&rule.under, node, &["rule", &i, "under"], c);
        phrases(&rule.not, node, &["rule", &i, "not"], c);
    }
    for (i, deed) in topic.deeds.iter().enumerate() {
        let i = i.to_string();
        for (what, key, list, known) in
            [("act", "acts", &deed.acts, &names.acts), ("organ", "organs", &deed.organs, &names.organs)]
        {
            for (j, id) in list.iter().enumerate() {
                names.word(what, known, id, item(node, &["deed", &i, key], j), c);
            }
            if list.is_empty() {
                let message = format!("a deed without {key} is never done");
                c.add("topic-without-words", span(node, &["deed", &i, key]), message, None);
            }
        }
    }
    for (i, answer) in topic.answers.iter().enumerate() {
        let i = i.to_string();
        for (j, group) in answer.asks.iter().enumerate() {
            some_phrases(group, node, &["answer", &i, "asks", &j.to_string()], c);
        }
        phrases(&answer.not, node, &["answer", &i, "not"], c);
        if answer.asks.is_empty() {
            let message = "an answer to no question is never given";
            c.add("topic-without-words", span(node, &["answer", &i, "asks"]), message, None);
        }
        if !["ja", "nee"].contains(&answer.answer.as_str()) {
            let help = "write \"ja\" or \"nee\"".to_owned();
            let message = format!("`{}` is no answer to a yes/no question", answer.answer);
            c.add("unknown-value", span(node, &["answer", &i, "answer"]), message, help);
        }
    }
}

fn mark(mark: &MarkRule, node: &Node<'_>, names: &Names, c: &mut Collector) {
    check_text("id", &mark.id, span(node, &["id"]), c);
    some_phrases(&mark.phrases, node, &["phrases"], c);
    phrases(&mark.with, node, &["with"], c);
    let most = u32::try_from(mark.with.len()).unwrap_or(u32::MAX);
    if mark.with_count > most {
        let message = format!("with_count {} of {most} words can never hold", mark.with_count);
        c.add("bad-count", span(node, &["with_count"]), message, None);
    }
    for (i, kind) in mark.kinds.iter().enumerate() {
        names.kind(kind, item(node, &["kinds"], i), c);
    }
}
