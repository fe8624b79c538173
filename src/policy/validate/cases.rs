//! Requirement cases: what they refer to, and whether reading could ever give what they say.

use std::collections::BTreeSet;

use super::super::cases::{Case, CaseDocument, UNKNOWN};
use super::super::load::{CasesFile, PolicyFiles};
use super::super::parse::{Node, span};
use super::{Names, check_text};
use crate::intake::manifest::{KEYS, Refused, set};
use crate::policy::fault::{Collector, did_you_mean};
use crate::submission::Manifest;

/// Marks that recognition sees without a rule; the prefixes come with something behind them.
const OWN_MARKS: [&str; 6] = ["vervolg", "breekt-af", "ingevuld:nee", "ongelezen:los", "concept", "ongeldig"];
const OWN_PREFIXES: [&str; 3] = ["pagina:", "bevat:", "ingevuld:"];

pub(in super::super) fn cases(
    file: &mut CasesFile<'_>,
    policy: Option<&PolicyFiles<'_>>,
    marks: &BTreeSet<String>,
    names: &Names,
) {
    let c = &mut file.faults;
    let procedure = policy.and_then(|p| p.procedures.iter().find(|q| q.stem == file.stem));
    let Some(procedure) = procedure else {
        if policy.is_none_or(|p| !p.unparsed && !p.procedure_unparsed) {
            let message = format!("there is no procedure file {}.toml beside this folder", file.stem);
            let help = "a file of cases has the name of its procedure's file".to_owned();
            c.add("file-name", 0..0, message, help);
        }
        return;
    };
    let ids: BTreeSet<&str> = procedure.requirements.iter().filter_map(|r| r.text("id")).collect();
    let categories: Option<BTreeSet<&str>> = policy
        .and_then(|p| p.head.as_ref())
        .and_then(|h| h.value.as_ref())
        .map(|p| p.categories.iter().map(|k| k.id.as_str()).collect());
    let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
    for element in &file.list {
        let Some(case) = &element.value else { continue };
        let node = &element.node;
        if !ids.contains(case.requirement.as_str()) {
            let help = did_you_mean(&case.requirement, ids.iter().copied());
            let message = format!("the procedure has no requirement `{}`", case.requirement);
            c.add("unknown-requirement", span(node, &["requirement"]), message, help);
        }
        check_text("name", &case.name, span(node, &["name"]), c);
        if !seen.insert((case.requirement.clone(), case.name.clone())) {
            let message = format!("`{}` has another case of this name", case.requirement);
            c.add("duplicate-id", span(node, &["name"]), message, None);
        }
        if let (Some(category), Some(known)) = (&case.category, &categories)
            && category != UNKNOWN
            && !known.contains(category.as_str())
        {
            let list: Vec<_> = known.iter().map(|k| format!("`{k}`")).collect();
            let help = format!("the policy has {}; `{UNKNOWN}` for none", list.join(", "));
            let message = format!("the policy has no category `{category}`");
            c.add("unknown-category", span(node, &["category"]), message, help);
        }
        filing(case, node, c);
        for (i, document) in case.documents.iter().enumerate() {
            self::document(document, &i.to_string(), node, marks, names, c);
        }
    }
}

fn filing(case: &Case, node: &Node<'_>, c: &mut Collector) {
    if let Some(filed) = &case.filed
        && (filed.date.is_none() || filed.time.is_none() || filed.offset.is_none())
    {
        let help = "write 2026-07-31T12:00:00+02:00".to_owned();
        c.add(
            "bad-moment",
            span(node, &["filed"]),
            "a moment of filing has a date, a time and an offset",
            help,
        );
    }
    for (key, values) in &case.manifest {
        let at = span(node, &["manifest", key]);
        let [one] = values.0.as_slice() else {
            c.add("bad-manifest", at, format!("`{key}` has one value"), None);
            continue;
        };
        match set(&mut Manifest::default(), key, &one.value) {
            Ok(()) => {}
            Err(Refused::UnknownKey) => {
                let help = did_you_mean(key, KEYS);
                c.add("unknown-key", at, format!("a manifest has no key `{key}`"), help);
            }
            Err(Refused::Value(mend)) => {
                c.add("bad-manifest", at, format!("`{}` is no value of `{key}`", one.value), mend);
            }
        }
    }
}

fn document(
    document: &CaseDocument,
    i: &str,
    node: &Node<'_>,
    marks: &BTreeSet<String>,
    names: &Names,
    c: &mut Collector,
) {
    let at = |path: &[&str]| {
        let mut full = vec!["document", i];
        full.extend_from_slice(path);
        span(node, &full)
    };
    if let Some(kind) = &document.kind {
        names.inside_kind(kind, at(&["kind"]), c);
    }
    if let Some(kind) = &document.resembles {
        names.kind(kind, at(&["resembles"]), c);
        if document.kind.is_some() {
            let help = "leave `kind` out".to_owned();
            c.add("contradiction", at(&["resembles"]), "a document of a known kind resembles no other", help);
        }
    }
    if document.pages == 0 {
        c.add("impossible", at(&["pages"]), "a document has at least one page", None);
    }
    for (key, fields) in [("fields", &document.fields), ("unsure", &document.unsure)] {
        for field in fields.keys() {
            names.field(field, at(&[key, field]), c);
        }
    }
    let looked_for = document.kind.as_ref().and_then(|k| names.kind_topics.get(k));
    for (key, topics) in [
        ("says", &document.says),
        ("hints", &document.hints),
        ("denies", &document.denies),
        ("headings", &document.headings),
    ] {
        for (j, topic) in topics.iter().enumerate() {
            let place = at(&[key, &j.to_string()]);
            if names.topics.contains(topic)
                && let Some(kind) = &document.kind
                && looked_for.is_some_and(|t| !t.contains(topic))
            {
                let help = format!("add it to `topics` in kinds/{kind}.toml");
                let message = format!("topic `{topic}` is not looked for in documents of kind `{kind}`");
                c.add("topic-not-looked-for", place, message, help);
            } else {
                names.topic(topic, place, c);
            }
        }
    }
    for (j, mark) in document.marks.iter().enumerate() {
        let known = marks.contains(mark)
            || OWN_MARKS.contains(&mark.as_str())
            || OWN_PREFIXES.iter().any(|p| mark.starts_with(p));
        if !known {
            let help = did_you_mean(mark, marks.iter().map(String::as_str).chain(OWN_MARKS))
                .unwrap_or_else(|| "marks stand in marks.toml".to_owned());
            c.add("unknown-mark", at(&["marks", &j.to_string()]), format!("there is no mark `{mark}`"), help);
        }
    }
}
