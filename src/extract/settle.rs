//! From candidates to facts: equal values fall together, different ones are weighed against each other.

use std::collections::BTreeMap;

use super::candidate::{Candidate, Place};
use super::labels::KindRules;
use crate::catalogue::{Field, Pick, ValueType};
use crate::fact::{DECISIVE, Fact};
use crate::value::organisation;

/// No reading is surer than this.
const MOST: f32 = 0.98;
/// What a value that another one outranks keeps.
const OUTRANKED: f32 = 0.55;
/// What values keep that contradict each other on an equal footing.
const CONTESTED: f32 = 0.7;

/// Page, cell, byte.
type Order = ((usize, usize), usize);

/// Candidates of one value.
struct Group {
    first: Candidate,
    confidence: f32,
    rank: usize,
    place: Place,
    order: Order,
}

pub fn settle(rules: &KindRules, all: Vec<Candidate>) -> Vec<Fact> {
    let mut by_field: BTreeMap<usize, Vec<Candidate>> = BTreeMap::new();
    for c in all {
        by_field.entry(c.field).or_default().push(c);
    }
    let mut out: Vec<(Order, Fact)> = Vec::new();
    for (index, list) in by_field {
        let Some(rule) = rules.fields.get(index) else { continue };
        let mut groups = group(&rule.field, list);
        if !rule.field.many {
            weigh(&rule.field, &mut groups);
        }
        for g in groups {
            out.push((g.order, fact(&rule.field, g)));
        }
    }
    out.sort_by(|(a, x), (b, y)| {
        a.cmp(b).then_with(|| x.field.cmp(&y.field)).then_with(|| x.value.cmp(&y.value))
    });
    out.into_iter().map(|(_, f)| f).collect()
}

fn same_value(field: &Field, a: &Candidate, b: &Candidate) -> bool {
    // Rows of a table: two of ten per cent are two, not one.
    if field.many && matches!(field.value_type, ValueType::Percentage | ValueType::Amount | ValueType::Count)
    {
        return a.at.0 == b.at.0 && a.value == b.value;
    }
    let sections = a.section.is_none() || b.section.is_none() || a.section == b.section;
    (sections || a.at.0 == b.at.0)
        && (a.value == b.value
            || (field.value_type == ValueType::Organisation
                && organisation::key(&a.value) == organisation::key(&b.value)))
}

impl Candidate {
    /// Amounts of different sections of a document are different facts.
    fn section_key(&self) -> Option<&str> {
        self.section.as_deref()
    }
}

fn group(field: &Field, mut list: Vec<Candidate>) -> Vec<Group> {
    list.sort_by(|a, b| a.at.cmp(&b.at).then_with(|| a.rank.cmp(&b.rank)));
    let mut groups: Vec<Group> = Vec::new();
    for c in list {
        match groups.iter_mut().find(|g| same_value(field, &g.first, &c)) {
            Some(g) => {
                // The same words found twice (by label and by pattern) say it once.
                let elsewhere = g.first.at.0 != c.at.0;
                let raise = if elsewhere { 0.02 } else { 0.0 };
                g.confidence = (g.confidence.max(c.confidence) + raise).min(MOST.max(g.confidence));
                g.rank = g.rank.min(c.rank);
                // Capitals hide how a name is written.
                if g.first.value == g.first.value.to_uppercase() && c.value != c.value.to_uppercase() {
                    g.first.value.clone_from(&c.value);
                }
                let section = g.first.section.clone().or_else(|| c.section.clone());
                if c.confidence > g.first.confidence + 0.01
                    || g.first.section.is_none() && c.section.is_some()
                {
                    g.place = c.place;
                    let order = g.order.min(c.at);
                    g.first = c;
                    g.order = order;
                }
                g.first.section = section;
            }
            None => groups.push(Group {
                confidence: c.confidence,
                rank: c.rank,
                place: c.place,
                order: c.at,
                first: c,
            }),
        }
    }
    groups
}

/// Lowers what is outranked, and everything where nothing is.
fn weigh(field: &Field, groups: &mut [Group]) {
    let strong: Vec<usize> =
        (0..groups.len()).filter(|i| groups.get(*i).is_some_and(|g| g.confidence >= DECISIVE)).collect();
    if strong.len() < 2 {
        return;
    }
    let sections: Vec<Option<&str>> =
        strong.iter().filter_map(|i| groups.get(*i)).map(|g| g.first.section_key()).collect();
    let apart = sections.iter().all(Option::is_some)
        && (1..sections.len()).all(|i| !sections.get(..i).is_some_and(|s| s.contains(&sections[i])));
    if apart {
        return;
    }
    let winner = pick(field, groups, &strong);
    for i in strong {
        let Some(g) = groups.get_mut(i) else { continue };
        match winner {
            Some(w) if w == i => g.confidence = (g.confidence - 0.03).max(DECISIVE),
            Some(_) => g.confidence = g.confidence.min(OUTRANKED),
            None => g.confidence = g.confidence.min(CONTESTED),
        }
    }
}

/// The group that plainly counts, if there is one.
fn pick(field: &Field, groups: &[Group], strong: &[usize]) -> Option<usize> {
    let of = |i: usize| groups.get(i);
    match field.pick {
        Some(Pick::First) => return strong.iter().copied().min_by_key(|i| of(*i).map(|g| g.order)),
        Some(Pick::Last) => return strong.iter().copied().max_by_key(|i| of(*i).map(|g| g.order)),
        Some(Pick::Latest) => {
            return strong.iter().copied().max_by(|a, b| {
                let value = |i: usize| of(i).map(|g| g.first.value.as_str());
                value(*a).cmp(&value(*b))
            });
        }
        None => {}
    }
    // A better label, at least as well placed; patterns and labels have lists of their own.
    let tier = |g: &Group| usize::from(matches!(g.place, Place::Pattern | Place::Alone | Place::Mid));
    let best = strong.iter().copied().min_by_key(|i| of(*i).map(|g| (tier(g), g.rank)))?;
    let top = of(best)?;
    let alone = strong
        .iter()
        .filter(|i| **i != best)
        .filter_map(|i| of(*i))
        .all(|g| (tier(g), g.rank) > (tier(top), top.rank) && top.confidence + 0.08 >= g.confidence);
    alone.then_some(best)
}

fn fact(field: &Field, group: Group) -> Fact {
    let c = group.first;
    let mut attributes = BTreeMap::new();
    if let Some(label) = c.label {
        attributes.insert("label".to_owned(), label);
    }
    if let Some(section) = c.section {
        if section.to_lowercase().trim_start().starts_with("totaal") {
            attributes.insert("total".to_owned(), "true".to_owned());
        }
        let name = if field.value_type == ValueType::Percentage { "name" } else { "section" };
        attributes.insert(name.to_owned(), section);
    }
    if let Some(owner) = c.owner {
        attributes.insert("owner".to_owned(), owner);
    }
    Fact {
        field: field.field.clone(),
        value: c.value,
        raw: c.raw,
        anchor: c.anchor,
        confidence: (group.confidence.clamp(0.0, MOST) * 1000.0).round() / 1000.0,
        attributes,
    }
}
