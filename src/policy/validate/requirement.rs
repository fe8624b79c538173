//! One requirement: what it refers to, and whether it can be decided at all.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::super::fault::{Collector, did_you_mean};
use super::super::parse::{Node, span};
use super::super::types::{Check, Condition, Policy, Requirement};
use super::asked;
use super::policy::moment;
use super::{Names, Used, check_id, check_phrase, check_text};

/// What stands around a requirement in its procedure.
pub(super) struct Around<'a> {
    pub policy: Option<&'a Policy>,
    pub groups: &'a BTreeSet<String>,
    /// `group.route`
    pub routes: &'a BTreeSet<String>,
    /// Requirement ids of the procedure.
    pub ids: &'a BTreeSet<String>,
    pub names: &'a Names,
    /// Requirement ids of the policy's other procedures.
    pub elsewhere: &'a BTreeMap<String, BTreeSet<String>>,
}

pub(super) fn requirement(
    r: &Requirement,
    node: &Node<'_>,
    around: &Around<'_>,
    used: &mut Used,
    c: &mut Collector,
) {
    check_id(&r.id, span(node, &["id"]), c);
    check_text("title", &r.title, span(node, &["title"]), c);
    check_text("source", &r.source, span(node, &["source"]), c);
    if let Some(note) = &r.note {
        check_text("note", note, span(node, &["note"]), c);
    }
    if let Some(ask) = &r.ask {
        check_text("ask", ask, span(node, &["ask"]), c);
    }
    for (i, kind) in r.kinds.iter().enumerate() {
        around.names.inside_kind(kind, span(node, &["kinds", &i.to_string()]), c);
    }
    if r.categories.is_empty() {
        let help = "name the categories it applies to".to_owned();
        c.add("no-category", span(node, &["categories"]), format!("`{}` applies to nobody", r.id), help);
    }
    if let Some(policy) = around.policy {
        for (i, category) in r.categories.iter().enumerate() {
            if !policy.categories.iter().any(|k| k.id == *category) {
                let known: Vec<_> = policy.categories.iter().map(|k| format!("`{}`", k.id)).collect();
                let help = format!("the policy has {}", known.join(", "));
                let at = span(node, &["categories", &i.to_string()]);
                c.add("unknown-category", at, format!("the policy has no category `{category}`"), help);
            }
        }
    }
    if let Some(route) = &r.route
        && !around.routes.contains(route)
    {
        let help = did_you_mean(route, around.routes.iter().map(String::as_str))
            .unwrap_or_else(|| "write group.route, and define it in a [[group]]".to_owned());
        c.add("unknown-route", span(node, &["route"]), format!("there is no route `{route}`"), help);
    }
    for (i, condition) in r.unless.iter().enumerate() {
        self::condition(condition, &r.id, &i.to_string(), node, around, used, c);
    }
    check(r, node, around, used, c);
}

fn condition(
    condition: &Condition,
    own: &str,
    i: &str,
    node: &Node<'_>,
    around: &Around<'_>,
    used: &mut Used,
    c: &mut Collector,
) {
    let at = |path: &[&str]| {
        let mut full = vec!["unless", i];
        full.extend_from_slice(path);
        span(node, &full)
    };
    let mut said = |contrary: &[String], c: &mut Collector| {
        for (j, topic) in contrary.iter().enumerate() {
            around.names.topic(topic, at(&["contrary", &j.to_string()]), c);
            used.topics.insert(topic.clone());
        }
    };
    match condition {
        Condition::Starter { topics, .. } => {
            for (j, topic) in topics.iter().enumerate() {
                around.names.topic(topic, at(&["topics", &j.to_string()]), c);
                used.topics.insert(topic.clone());
            }
        }
        Condition::NoParent { topics, denied } => {
            for (key, list) in [("topics", topics), ("denied", denied)] {
                for (j, topic) in list.iter().enumerate() {
                    around.names.topic(topic, at(&[key, &j.to_string()]), c);
                    used.topics.insert(topic.clone());
                }
            }
        }
        Condition::Present { kind } => around.names.inside_kind(kind, at(&["kind"]), c),
        Condition::Absent { kind, contrary } => {
            around.names.inside_kind(kind, at(&["kind"]), c);
            said(contrary, c);
        }
        Condition::FiledInstead { kind, by } => {
            around.names.inside_kind(kind, at(&["kind"]), c);
            for (j, kind) in by.iter().enumerate() {
                around.names.inside_kind(kind, at(&["by", &j.to_string()]), c);
            }
            filled("by", by, at(&["by"]), c);
        }
        Condition::AbsentAll { kinds } => {
            for (j, kind) in kinds.iter().enumerate() {
                around.names.inside_kind(kind, at(&["kinds", &j.to_string()]), c);
            }
            filled("kinds", kinds, at(&["kinds"]), c);
        }
        Condition::Says { topic, kinds, .. } | Condition::Silent { topic, kinds } => {
            if let Condition::Says { contrary, .. } = condition {
                said(contrary, c);
            }
            around.names.topic(topic, at(&["topic"]), c);
            used.topics.insert(topic.clone());
            for (j, kind) in kinds.iter().enumerate() {
                around.names.inside_kind(kind, at(&["kinds", &j.to_string()]), c);
            }
            filled("kinds", kinds, at(&["kinds"]), c);
        }
        Condition::LegalForm { forms } | Condition::NotLegalForm { forms } => {
            for (j, form) in forms.iter().enumerate() {
                check_phrase(form, at(&["forms", &j.to_string()]), c);
            }
            filled("forms", forms, at(&["forms"]), c);
        }
        Condition::Met { requirement } => {
            required(requirement, at(&["requirement"]), around, c);
            if requirement == own {
                c.add("self-reference", at(&["requirement"]), format!("`{own}` waits for itself"), None);
            }
        }
        Condition::Route { group, route } => {
            let named = format!("{group}.{route}");
            if !around.routes.contains(&named) {
                let help = did_you_mean(&named, around.routes.iter().map(String::as_str));
                c.add("unknown-route", at(&["route"]), format!("there is no route `{named}`"), help);
            }
        }
    }
}

pub(super) fn required(id: &str, at: Range<usize>, around: &Around<'_>, c: &mut Collector) {
    if !around.ids.contains(id) {
        let help = did_you_mean(id, around.ids.iter().map(String::as_str));
        c.add("unknown-requirement", at, format!("the procedure has no requirement `{id}`"), help);
    }
}

pub(super) fn filled(what: &str, list: &[String], at: Range<usize>, c: &mut Collector) {
    if list.is_empty() {
        c.add(
            "empty-list",
            at,
            format!("`{what}` is empty: it can never hold"),
            "name at least one".to_owned(),
        );
    }
}

pub(super) fn topics(
    key: &str,
    list: &[String],
    node: &Node<'_>,
    around: &Around<'_>,
    used: &mut Used,
    c: &mut Collector,
) {
    for (i, topic) in list.iter().enumerate() {
        around.names.topic(topic, span(node, &["check", key, &i.to_string()]), c);
        used.topics.insert(topic.clone());
    }
}

/// At least one of the requirement's kinds must be searched for the topic, or it can never be found.
fn findable(r: &Requirement, list: &[String], node: &Node<'_>, around: &Around<'_>, c: &mut Collector) {
    if r.kinds.is_empty() || r.kinds.iter().any(|k| !around.names.kind_topics.contains_key(k)) {
        return;
    }
    for (i, topic) in list.iter().enumerate() {
        let found =
            r.kinds.iter().any(|k| around.names.kind_topics.get(k).is_some_and(|t| t.contains(topic)));
        if !found && around.names.topics.contains(topic) {
            let at = span(node, &["check", "topics", &i.to_string()]);
            let help = format!("add it to `topics` in kinds/{}.toml", r.kinds[0]);
            let message = format!("topic `{topic}` is looked for in none of the kinds of `{}`", r.id);
            c.add("topic-not-looked-for", at, message, help);
        }
    }
}

/// What may also stand inside another document: the kinds, and the topics that show it there.
fn inside(
    within: &[String],
    list: &[String],
    node: &Node<'_>,
    around: &Around<'_>,
    used: &mut Used,
    c: &mut Collector,
) {
    for (i, kind) in within.iter().enumerate() {
        around.names.inside_kind(kind, span(node, &["check", "within", &i.to_string()]), c);
    }
    topics("topics", list, node, around, used, c);
    if within.is_empty() != list.is_empty() {
        let help = "name both `within` and `topics`, or neither".to_owned();
        let at = span(node, &["check", if within.is_empty() { "topics" } else { "within" }]);
        c.add("impossible", at, "a document inside another is known by a topic", help);
    }
}

fn check(r: &Requirement, node: &Node<'_>, around: &Around<'_>, used: &mut Used, c: &mut Collector) {
    let at = |key: &str| span(node, &["check", key]);
    let names = around.names;
    let needs_kinds = |c: &mut Collector| {
        if r.kinds.is_empty() {
            let help = "name the kinds of document it is seen in".to_owned();
            let message = format!("`{}` names no kind of document, so nothing can decide it", r.id);
            c.add("no-kind", span(node, &["check"]), message, help);
        }
    };
    let moments = |name: &str, key: &str, c: &mut Collector| {
        if let Some(policy) = around.policy {
            moment(name, policy, at(key), c);
        }
    };
    match &r.check {
        Check::Manual { topics: t, contrary, guide } => {
            topics("topics", t, node, around, used, c);
            topics("contrary", contrary, node, around, used, c);
            check_text("guide", guide, at("guide"), c);
        }
        Check::Shown { topics: t, or_kinds, contrary, guide } => {
            topics("contrary", contrary, node, around, used, c);
            for (i, kind) in or_kinds.iter().enumerate() {
                names.inside_kind(kind, span(node, &["check", "or_kinds", &i.to_string()]), c);
            }
            topics("topics", t, node, around, used, c);
            filled("topics", t, at("topics"), c);
            check_text("guide", guide, at("guide"), c);
            needs_kinds(c);
            findable(r, t, node, around, c);
        }
        Check::Informational { sentence } => check_text("sentence", sentence, at("sentence"), c),
        Check::Present { not_counting, or_review, within, topics: t, .. } => {
            needs_kinds(c);
            for (i, kind) in or_review.iter().enumerate() {
                names.inside_kind(kind, span(node, &["check", "or_review", &i.to_string()]), c);
            }
            inside(within, t, node, around, used, c);
            for (i, kind) in not_counting.iter().enumerate() {
                names.kind(kind, span(node, &["check", "not_counting", &i.to_string()]), c);
                if r.kinds.contains(kind) {
                    let message = format!("`{kind}` both counts and does not count");
                    c.add(
                        "contradiction",
                        span(node, &["check", "not_counting", &i.to_string()]),
                        message,
                        None,
                    );
                }
            }
        }
        Check::AnyOf { group } => {
            if !around.groups.contains(group) {
                let help = did_you_mean(group, around.groups.iter().map(String::as_str));
                c.add("unknown-route", at("group"), format!("there is no group `{group}`"), help);
            }
        }
        Check::Deadline { moment: m, soft_until, about, .. } => {
            moments(m, "moment", c);
            if let Some(later) = soft_until {
                moments(later, "soft_until", c);
            }
            if !about.is_empty() {
                needs_kinds(c);
            }
            topics("about", about, node, around, used, c);
        }
        Check::NotBefore { moment: m, .. } => moments(m, "moment", c),
        Check::MaxAge { field, months, days } => {
            needs_kinds(c);
            names.field(field, at("field"), c);
            if *months == 0 && *days == 0 {
                let help = "an age is at least a day or a month".to_owned();
                c.add("impossible", at("months"), "nothing is 0 months old at most", help);
            }
        }
        Check::WorkingDays { from, field, days } => {
            needs_kinds(c);
            names.field(from, at("from"), c);
            names.field(field, at("field"), c);
            if *days == 0 {
                c.add("impossible", at("days"), "0 working days leave no time to answer", None);
            }
        }
        Check::DateWindow { field, from, until, or_topics, or_fields, about, .. } => {
            needs_kinds(c);
            topics("about", about, node, around, used, c);
            names.field(field, at("field"), c);
            for (i, other) in or_fields.iter().enumerate() {
                names.field(other, span(node, &["check", "or_fields", &i.to_string()]), c);
            }
            topics("or_topics", or_topics, node, around, used, c);
            if from.is_none() && until.is_none() {
                let help = "give from or until".to_owned();
                c.add("impossible", span(node, &["check"]), "a window without bounds asks for nothing", help);
            }
            for (key, bound) in [("from", from), ("until", until)] {
                let Some(bound) = bound else { continue };
                if bound != "filing" && bound.parse::<NaiveDate>().is_err() {
                    moments(bound, key, c);
                }
            }
            if let (Some(Ok(from)), Some(Ok(until))) = (
                from.as_ref().map(|d| d.parse::<NaiveDate>()),
                until.as_ref().map(|d| d.parse::<NaiveDate>()),
            ) && from > until
            {
                c.add("impossible", at("from"), "the window ends before it begins", None);
            }
        }
        Check::MinAmount { field, euros } => {
            needs_kinds(c);
            names.field(field, at("field"), c);
            if *euros <= Decimal::ZERO {
                c.add(
                    "impossible",
                    at("euros"),
                    format!("a minimum of {euros} euros asks for nothing"),
                    None,
                );
            }
        }
        Check::MaxShare { field, numerator, denominator, .. } => {
            needs_kinds(c);
            names.field(field, at("field"), c);
            if *denominator == 0 {
                c.add("impossible", at("denominator"), "a share cannot have 0 below the line", None);
            } else if numerator > denominator {
                let message = format!("{numerator}/{denominator} is more than all: it asks for nothing");
                c.add("impossible", at("numerator"), message, None);
            }
        }
        Check::NotKind { kind, instead_of } => {
            names.kind(kind, at("kind"), c);
            names.kind(instead_of, at("instead_of"), c);
            if kind == instead_of {
                c.add("contradiction", at("kind"), format!("`{kind}` cannot stand instead of itself"), None);
            }
        }
        Check::Topics { topics: t, contrary, .. } | Check::Declares { topics: t, contrary } => {
            needs_kinds(c);
            topics("topics", t, node, around, used, c);
            topics("contrary", contrary, node, around, used, c);
            filled("topics", t, at("topics"), c);
            findable(r, t, node, around, c);
            for (i, topic) in contrary.iter().enumerate().filter(|(_, x)| t.contains(x)) {
                let message = format!("topic `{topic}` speaks both for and against");
                c.add("contradiction", span(node, &["check", "contrary", &i.to_string()]), message, None);
            }
        }
        Check::NothingShows { topics: t, guide } => {
            topics("topics", t, node, around, used, c);
            filled("topics", t, at("topics"), c);
            if let Some(guide) = guide {
                check_text("guide", guide, at("guide"), c);
            }
        }
        Check::DisjointNames { field, other, compare_with, topics: t } => {
            needs_kinds(c);
            names.field(field, at("field"), c);
            names.field(other, at("other"), c);
            if field == other {
                c.add("contradiction", at("other"), format!("`{field}` is compared with itself"), None);
            }
            for (i, kind) in compare_with.iter().enumerate() {
                names.inside_kind(kind, span(node, &["check", "compare_with", &i.to_string()]), c);
            }
            topics("topics", t, node, around, used, c);
        }
        Check::HasField { field, min, compare_with, topics: t } => {
            needs_kinds(c);
            names.field(field, at("field"), c);
            if *min == 0 {
                c.add("impossible", at("min"), "at least 0 values asks for nothing", None);
            }
            topics("topics", t, node, around, used, c);
            for (i, kind) in compare_with.iter().enumerate() {
                names.inside_kind(kind, span(node, &["check", "compare_with", &i.to_string()]), c);
            }
        }
        Check::ListNames { field } => {
            needs_kinds(c);
            names.field(field, at("field"), c);
        }
        Check::BlackedOut { topics: t } => {
            needs_kinds(c);
            topics("topics", t, node, around, used, c);
            filled("topics", t, at("topics"), c);
        }
        Check::Purpose { phrases } => {
            needs_kinds(c);
            filled("phrases", phrases, at("phrases"), c);
            for (i, phrase) in phrases.iter().enumerate() {
                check_phrase(phrase, span(node, &["check", "phrases", &i.to_string()]), c);
            }
        }
        Check::YearCovered { year, within, topics: t, .. } => {
            needs_kinds(c);
            inside(within, t, node, around, used, c);
            if !(2000..=2100).contains(year) {
                c.add("impossible", at("year"), format!("{year} is no year of a filing"), None);
            }
        }
        Check::FormVersion { year } => {
            needs_kinds(c);
            if !(2000..=2100).contains(year) {
                c.add("impossible", at("year"), format!("{year} is no year of a filing"), None);
            }
        }
        Check::Figure { above, at_least, range, .. } => {
            needs_kinds(c);
            if above.is_none() && at_least.is_none() && range.is_none() {
                let help = "give above, at_least or range".to_owned();
                c.add(
                    "impossible",
                    span(node, &["check"]),
                    "a figure without a bound asks for nothing",
                    help,
                );
            }
            if let Some((low, high)) = range
                && low > high
            {
                c.add("impossible", at("range"), "the range ends before it begins", None);
            }
        }
        Check::SameEntity
        | Check::OneEntity
        | Check::SigningAuthority { .. }
        | Check::Signed
        | Check::Certified
        | Check::FilledIn
        | Check::NoBsn
        | Check::StatutesCurrent => needs_kinds(c),
        Check::AllPresent | Check::Undamaged => {}
        Check::PageCount(_)
        | Check::MeanCount(_)
        | Check::PeriodsCovered(_)
        | Check::MinCount(_)
        | Check::PartOf(_)
        | Check::CalendarDays(_)
        | Check::FinalVersions(_)
        | Check::OtherProcedure(_)
        | Check::Sector(_)
        | Check::Aspects(_)
        | Check::FieldSays(_)
        | Check::Period(_)
        | Check::CategoryIs(_) => asked::asked(r, node, around, used, c),
        Check::NoContradiction { guide } => {
            if let Some(guide) = guide {
                check_text("guide", guide, at("guide"), c);
            }
        }
    }
}
