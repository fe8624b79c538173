//! Checks whose parameters stand in a struct of their own (`policy::asked`): what they refer to, and
//! whether they ask for anything.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::super::fault::{Collector, did_you_mean};
use super::super::parse::{Node, span};
use super::super::types::{Check, Requirement};
use super::policy::moment;
use super::requirement::{Around, filled, topics};
use super::{Used, check_phrase, check_text};
use crate::policy::asked::Counts;

/// Checks that look at documents of the requirement's kinds.
fn needs_kinds(r: &Requirement, node: &Node<'_>, c: &mut Collector) {
    if r.kinds.is_empty() {
        let help = "name the kinds of document it is seen in".to_owned();
        let message = format!("`{}` names no kind of document, so nothing can decide it", r.id);
        c.add("no-kind", span(node, &["check"]), message, help);
    }
}

pub(super) fn asked(
    r: &Requirement,
    node: &Node<'_>,
    around: &Around<'_>,
    used: &mut Used,
    c: &mut Collector,
) {
    let at = |key: &str| span(node, &["check", key]);
    let names = around.names;
    match &r.check {
        Check::PageCount(p) => {
            needs_kinds(r, node, c);
            if p.most == Some(0) {
                c.add("impossible", at("most"), "no document has 0 pages", None);
            }
            if let Some(field) = &p.per {
                names.field(field, at("per"), c);
            }
        }
        Check::MeanCount(m) => {
            needs_kinds(r, node, c);
            counts(&m.counts(), node, around, c);
            if let Some(field) = &m.stated {
                names.field(field, at("stated"), c);
            }
            positive(m.at_least, node, c);
        }
        Check::PeriodsCovered(p) => {
            needs_kinds(r, node, c);
            counts(&p.counts(), node, around, c);
        }
        Check::MinCount(m) => {
            needs_kinds(r, node, c);
            names.field(&m.field, at("field"), c);
            positive(m.at_least, node, c);
        }
        Check::PartOf(p) => {
            needs_kinds(r, node, c);
            for (key, field) in
                [("part", Some(&p.part)), ("whole", Some(&p.whole)), ("rest", p.rest.as_ref())]
            {
                if let Some(field) = field {
                    names.field(field, at(key), c);
                }
            }
            if p.part == p.whole {
                c.add("contradiction", at("whole"), format!("`{}` is compared with itself", p.part), None);
            }
            if p.at_most.is_none() && p.at_least.is_none() {
                let help = "give at_most or at_least, as [1, 100]".to_owned();
                c.add("impossible", span(node, &["check"]), "a part without a bound asks for nothing", help);
            }
            for (key, bound) in [("at_most", p.at_most), ("at_least", p.at_least)] {
                if bound.is_some_and(|(_, below)| below == 0) {
                    c.add("impossible", at(key), "a fraction cannot have 0 below the line", None);
                }
            }
        }
        Check::CalendarDays(d) => {
            needs_kinds(r, node, c);
            names.field(&d.from, at("from"), c);
            names.field(&d.field, at("field"), c);
            if d.days == 0 {
                c.add("impossible", at("days"), "0 days leave no time to answer", None);
            }
        }
        Check::CategoryIs(is) => {
            filled("one_of", &is.one_of, at("one_of"), c);
            for (i, id) in is.one_of.iter().enumerate() {
                if around.policy.is_some_and(|p| !p.categories.iter().any(|k| k.id == *id)) {
                    let at = span(node, &["check", "one_of", &i.to_string()]);
                    c.add("unknown-category", at, format!("the policy has no category `{id}`"), None);
                }
            }
        }
        Check::FinalVersions(f) => check_text("guide", &f.guide, at("guide"), c),
        Check::OtherProcedure(o) => {
            for (key, list) in [("only", &o.only), ("except", &o.except)] {
                for (i, id) in list.iter().enumerate() {
                    let known = around.elsewhere.get(&o.procedure);
                    if known.is_some_and(|ids| !ids.contains(id)) {
                        let help = known.and_then(|ids| did_you_mean(id, ids.iter().map(String::as_str)));
                        let message = format!("procedure `{}` has no requirement `{id}`", o.procedure);
                        c.add(
                            "unknown-requirement",
                            span(node, &["check", key, &i.to_string()]),
                            message,
                            help,
                        );
                    }
                }
            }
            if !around.elsewhere.contains_key(&o.procedure) {
                let help = did_you_mean(&o.procedure, around.elsewhere.keys().map(String::as_str));
                let message = format!("the policy has no other procedure `{}`", o.procedure);
                c.add("unknown-procedure", at("procedure"), message, help);
            }
        }
        Check::Sector(s) => {
            filled("accepts", &s.accepts, at("accepts"), c);
            for (i, word) in s.others.iter().enumerate().filter(|(_, w)| s.accepts.contains(w)) {
                let message = format!("`{word}` speaks both for and against");
                c.add("contradiction", span(node, &["check", "others", &i.to_string()]), message, None);
            }
            topics("topics", &s.topics, node, around, used, c);
        }
        Check::Aspects(a) => {
            needs_kinds(r, node, c);
            filled("chapters", &a.chapters, at("chapters"), c);
            topics("chapters", &a.chapters, node, around, used, c);
            topics("aspects", &a.aspects, node, around, used, c);
        }
        Check::FieldSays(f) => {
            needs_kinds(r, node, c);
            names.field(&f.field, at("field"), c);
            check_text("guide", &f.guide, at("guide"), c);
            for (i, phrase) in f.phrases.iter().enumerate() {
                check_phrase(phrase, span(node, &["check", "phrases", &i.to_string()]), c);
            }
            if f.phrases.is_empty() && !f.provider {
                let help = "give phrases, or provider = true".to_owned();
                c.add("impossible", span(node, &["check"]), "no words are asked for", help);
            }
        }
        Check::Period(p) => {
            needs_kinds(r, node, c);
            topics("or_topics", &p.or_topics, node, around, used, c);
            for (key, bound) in [("from", &p.from), ("until", &p.until)] {
                if bound != "filing"
                    && bound.parse::<NaiveDate>().is_err()
                    && let Some(policy) = around.policy
                {
                    moment(bound, policy, at(key), c);
                }
            }
            if let (Ok(from), Ok(until)) = (p.from.parse::<NaiveDate>(), p.until.parse::<NaiveDate>())
                && from > until
            {
                c.add("impossible", at("from"), "the period ends before it begins", None);
            }
        }
        _ => {}
    }
}

fn positive(least: Decimal, node: &Node<'_>, c: &mut Collector) {
    if least <= Decimal::ZERO {
        let at = span(node, &["check", "at_least"]);
        c.add("impossible", at, format!("at least {least} asks for nothing"), None);
    }
}

/// Counts in one field for several periods, or in a field for each.
fn counts(counts: &Counts, node: &Node<'_>, around: &Around<'_>, c: &mut Collector) {
    let at = |key: &str| span(node, &["check", key]);
    if counts.fields.is_empty() {
        around.names.field(&counts.field, at("field"), c);
        periods(&counts.periods, node, c);
        return;
    }
    if !counts.field.is_empty() || !counts.periods.is_empty() {
        let help = "give field and periods, or fields".to_owned();
        c.add("contradiction", at("fields"), "the counts stand in two places", help);
    }
    for (i, field) in counts.fields.iter().enumerate() {
        around.names.field(field, span(node, &["check", "fields", &i.to_string()]), c);
    }
}

/// Months, as `2025-04`.
fn periods(periods: &[String], node: &Node<'_>, c: &mut Collector) {
    filled("periods", periods, span(node, &["check", "periods"]), c);
    for (i, period) in periods.iter().enumerate() {
        if format!("{period}-01").parse::<NaiveDate>().is_err() {
            let at = span(node, &["check", "periods", &i.to_string()]);
            c.add("impossible", at, format!("`{period}` is no month"), "write 2025-04".to_owned());
        }
    }
}
