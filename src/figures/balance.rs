//! What a balance proves: its sides add up and are equal, and so every named part of them is certain.

use rust_decimal::Decimal;

use super::found::Found;
use super::lexicon::{Lexicon, Meaning};
use super::rules::{Class, Part};
use super::series::Series;
use super::tree::{self, Tree};
use crate::problem::Problem;

/// One side of a balance, added up.
struct Side<'s> {
    series: &'s Series,
    tree: Tree,
    grand: Option<usize>,
    /// A row that is called the total.
    called: Option<usize>,
}

impl<'s> Side<'s> {
    fn new(series: &'s Series, lexicon: &Lexicon) -> Self {
        let tree = tree::build(&series.entries, false);
        let total = |m: Meaning| m.whole && matches!(m.class, Class::TotalAssets | Class::TotalLiabilities);
        let called = (0..tree.nodes.len()).rev().find(|n| {
            lexicon.meaning(series.part, &series.entries[tree.node(*n).entry].label).is_some_and(total)
        });
        let grand = tree.grand().filter(|g| {
            // A total further down that did not fit contradicts it.
            called.is_none_or(|c| c == *g || !tree.roots.contains(&c) || tree.roots.first() == Some(&c))
        });
        Self { series, tree, grand, called }
    }
    fn value(&self, node: usize) -> Decimal {
        self.series.entries[self.tree.node(node).entry].value
    }
    fn total(&self) -> Option<Decimal> {
        self.grand.or(self.called).map(|n| self.value(n))
    }
}

/// A named part of a side.
#[derive(Debug, Clone, Copy)]
struct Named {
    node: usize,
    class: Class,
    whole: bool,
}

pub fn read(all: &[Series], lexicon: &Lexicon, problems: &mut Vec<Problem>) -> Vec<Found> {
    let of = |part: Part| -> Vec<Side<'_>> {
        all.iter().filter(|s| s.part == part).map(|s| Side::new(s, lexicon)).collect()
    };
    let (assets, liabilities) = (of(Part::Assets), of(Part::Liabilities));
    let mut out = Vec::new();
    let mut used = vec![false; liabilities.len()];
    for a in &assets {
        let pair = liabilities
            .iter()
            .enumerate()
            .filter(|(i, l)| {
                !used[*i]
                    && l.series.kind == a.series.kind
                    && (l.series.basis == a.series.basis
                        || l.series.basis.is_none()
                        || a.series.basis.is_none())
                    && (l.series.year == a.series.year
                        || (l.series.year.is_none() || !l.series.year_sure)
                            && l.total().is_some()
                            && l.total() == a.total())
            })
            .min_by_key(|(_, l)| {
                (l.series.statement.abs_diff(a.series.statement), l.series.page.abs_diff(a.series.page))
            });
        if let Some((i, l)) = pair {
            used[i] = true;
            both(a, l, lexicon, &mut out, problems);
        } else {
            alone(a, lexicon, &mut out);
        }
    }
    for (l, _) in liabilities.iter().zip(&used).filter(|(_, u)| !**u) {
        alone(l, lexicon, &mut out);
    }
    out
}

fn alone(side: &Side<'_>, lexicon: &Lexicon, out: &mut Vec<Found>) {
    let (named, _) = named(side, lexicon);
    figures(side, &named, lexicon, &[], out);
}

fn both(a: &Side<'_>, l: &Side<'_>, lexicon: &Lexicon, out: &mut Vec<Found>, problems: &mut Vec<Problem>) {
    let (ta, tl) = (a.total(), l.total());
    let equal = ta.is_some() && ta == tl;
    let zero = ta.is_some_and(|t| t.is_zero());
    let mut shared: Vec<String> = Vec::new();
    let mut against: Vec<String> = Vec::new();
    if equal && !zero {
        shared.push("totaal activa is totaal passiva".to_owned());
    } else if let (Some(x), Some(y)) = (ta, tl)
        && x != y
    {
        let text = format!(
            "activa {} en passiva {} verschillen {}",
            super::found::show(x),
            super::found::show(y),
            super::found::show((x - y).abs())
        );
        if a.grand.is_some() && l.grand.is_some() || a.called.is_some() && l.called.is_some() {
            let year = a.series.year.map_or_else(String::new, |y| format!(" {y}"));
            problems.push(Problem::new("balance-unbalanced", format!("De balans{year} sluit niet: {text}.")));
        }
        against.push(text);
    }
    let from = out.len();
    for side in [a, l] {
        let (named, loose) = named(side, lexicon);
        let mut confirmed = Vec::new();
        if let Some(grand) = side.grand
            && equal
            && !zero
        {
            confirmed.clone_from(&shared);
            let parts = side.tree.node(grand).parts.len();
            confirmed.push(format!("{parts} posten tellen op tot {}", super::found::show(side.value(grand))));
        }
        let start = out.len();
        figures(side, &named, lexicon, &confirmed, out);
        if !loose.is_empty() {
            // An unnamed row could belong to any figure that is made of parts.
            let text = format!(
                "niet herkend: {}",
                loose
                    .iter()
                    .map(|n| side.series.entries[side.tree.node(*n).entry].label.as_str())
                    .collect::<Vec<_>>()
                    .join(", ")
            );
            for found in out[start..]
                .iter_mut()
                .filter(|f| !f.whole && !matches!(f.class, Class::TotalAssets | Class::TotalLiabilities))
            {
                found.against.push(text.clone());
            }
        }
    }
    for found in &mut out[from..] {
        found.against.extend(against.iter().cloned());
    }
    // Both sides must know the year they are of.
    let year = a.series.year.filter(|_| a.series.year_sure).or(l.series.year.filter(|_| l.series.year_sure));
    for found in &mut out[from..] {
        if equal {
            found.year = year.or(found.year);
            found.year_sure = year.is_some();
        }
    }
}

/// Figures of a side: its total and its parts by name.
fn figures(side: &Side<'_>, named: &[Named], lexicon: &Lexicon, confirmed: &[String], out: &mut Vec<Found>) {
    let series = side.series;
    if let Some(total) = side.grand.or(side.called) {
        let class = if series.part == Part::Assets { Class::TotalAssets } else { Class::TotalLiabilities };
        out.push(Found::new(class, series, &[total], &side.tree, confirmed).whole());
    }
    let classes: &[Class] = if series.part == Part::Assets {
        &[Class::FixedAssets, Class::CurrentAssets]
    } else {
        &[Class::Equity, Class::Provisions, Class::LongDebts, Class::CurrentLiabilities]
    };
    for class in classes {
        let mine: Vec<&Named> = named.iter().filter(|n| n.class == *class).collect();
        if mine.is_empty() {
            // A class that a side that adds up does not have is nil.
            let said = |text: &str| lexicon.meaning(series.part, text).is_some_and(|m| m.class == *class);
            let named_somewhere =
                series.entries.iter().any(|e| said(&e.label) || e.under.iter().any(|u| said(u)));
            if let (Some(grand), false, false, Class::CurrentAssets | Class::CurrentLiabilities) =
                (side.grand, confirmed.is_empty(), named_somewhere, *class)
            {
                let mut nil = Found::new(*class, series, &[grand], &side.tree, confirmed);
                nil.value = Decimal::ZERO;
                "geen post op de balans".clone_into(&mut nil.raw);
                out.push(nil);
            }
            continue;
        }
        let wholes = mine.iter().filter(|n| n.whole).count();
        let nodes: Vec<usize> = mine.iter().map(|n| n.node).collect();
        let mut found = Found::new(*class, series, &nodes, &side.tree, confirmed);
        if wholes == 1 && mine.len() == 1 {
            found = found.whole();
        } else if wholes >= 1 && mine.len() > 1 && *class == Class::Equity {
            let one = mine.iter().find(|n| n.whole).map(|n| side.value(n.node)).unwrap_or_default();
            found.against.push(format!(
                "de post {} alleen is {}, met de andere posten van het eigen vermogen {}",
                class.name(),
                super::found::show(one),
                super::found::show(found.value)
            ));
        }
        out.push(found);
    }
}

/// The rows that make up a side, by the figure they belong to; and those whose name says nothing.
fn named(side: &Side<'_>, lexicon: &Lexicon) -> (Vec<Named>, Vec<usize>) {
    let mut named = Vec::new();
    let mut loose = Vec::new();
    let roots: Vec<usize> = match side.grand {
        Some(grand) => side.tree.node(grand).parts.iter().map(|(p, _)| *p).collect(),
        None => side.tree.roots.iter().copied().filter(|r| Some(*r) != side.called).collect(),
    };
    flatten(side, &roots, lexicon, &mut named, &mut loose, 0);
    (named, loose)
}

fn flatten(
    side: &Side<'_>,
    nodes: &[usize],
    lexicon: &Lexicon,
    named: &mut Vec<Named>,
    loose: &mut Vec<usize>,
    depth: usize,
) {
    let part = side.series.part;
    // The heading that holds for rows without a total of their own.
    let mut context: Option<Meaning> = None;
    for node in nodes {
        let entry = &side.series.entries[side.tree.node(*node).entry];
        let leaf = side.tree.node(*node).parts.is_empty();
        let first = side.tree.leaves(*node).first().map(|n| &side.series.entries[side.tree.node(*n).entry]);
        let heading =
            first.and_then(|e| e.heading.as_deref()).and_then(|h| lexicon.meaning(part, h)).filter(useful);
        if heading.is_some() {
            context = heading;
        }
        let own = lexicon.meaning(part, &entry.label).filter(useful);
        let meaning = match (own, leaf) {
            (Some(m), true) => match context.filter(|c| c.class != m.class && !m.whole) {
                // The heading and the row say different things.
                Some(c) if c.whole => None,
                _ => Some(m),
            },
            (Some(m), false) => Some(m),
            (None, true) => context.map(|c| Meaning { whole: false, ..c }),
            (None, false) => {
                let nearest = first
                    .and_then(|e| e.under.iter().rev().find_map(|h| lexicon.meaning(part, h).filter(useful)));
                let of_group = heading.or(nearest);
                // A total without a name of its own is its heading's.
                of_group.filter(|_| {
                    let name = super::lexicon::bare(&entry.label);
                    let rest = name
                        .trim_start_matches("sub")
                        .trim_start_matches("totaal")
                        .trim_start_matches("total")
                        .trim();
                    let title =
                        first.and_then(|e| e.heading.as_deref().or(e.under.last().map(String::as_str)));
                    rest.is_empty() || title.is_some_and(|t| super::lexicon::bare(t) == rest)
                })
            }
        };
        if !leaf {
            context = None;
        }
        match meaning {
            Some(m) => named.push(Named { node: *node, class: m.class, whole: m.whole }),
            None if !leaf && depth < 8 => {
                let parts: Vec<usize> = side.tree.node(*node).parts.iter().map(|(p, _)| *p).collect();
                flatten(side, &parts, lexicon, named, loose, depth + 1);
            }
            None if entry.value.is_zero() => {}
            None => loose.push(*node),
        }
    }
}

fn useful(meaning: &Meaning) -> bool {
    !matches!(meaning.class, Class::TotalAssets | Class::TotalLiabilities)
}
