//! What a statement of income proves: what comes in less what goes out is the result.

use super::found::{Found, show};
use super::lexicon::{Lexicon, Meaning};
use super::rules::{Class, Part};
use super::series::Series;
use super::tree::{self, Tree};

pub fn read(all: &[Series], lexicon: &Lexicon) -> Vec<Found> {
    let mut out = Vec::new();
    let statements: Vec<&Series> =
        all.iter().filter(|s| matches!(s.part, Part::Income | Part::Budget)).collect();
    let mut taken = vec![false; statements.len()];
    for (i, a) in statements.iter().enumerate().filter(|(_, s)| s.beside) {
        for (j, b) in statements.iter().enumerate().skip(i + 1).filter(|(_, s)| s.beside && s.page == a.page)
        {
            if !taken[i] && !taken[j] && a.year == b.year && account(a, b, lexicon, &mut out) {
                taken[i] = true;
                taken[j] = true;
            }
        }
    }
    for (series, _) in statements.iter().zip(&taken).filter(|(_, t)| !**t) {
        one(series, lexicon, &mut out);
    }
    out
}

/// Charges on one side, income on the other, the result closing the smaller one.
fn account(a: &Series, b: &Series, lexicon: &Lexicon, out: &mut Vec<Found>) -> bool {
    let (ta, tb) = (tree::build(&a.entries, false), tree::build(&b.entries, false));
    let (Some(ga), Some(gb)) = (ta.grand(), tb.grand()) else { return false };
    let total = |s: &Series, t: &Tree, g: usize| s.entries[t.node(g).entry].value;
    let sum = total(a, &ta, ga);
    if sum != total(b, &tb, gb) || sum.is_zero() {
        return false;
    }
    let closing = |s: &Series, t: &Tree| {
        (0..t.nodes.len()).find(|n| {
            let e = &s.entries[t.node(*n).entry];
            t.node(*n).parts.is_empty()
                && lexicon
                    .meaning(Part::Income, &e.label)
                    .is_some_and(|m| m.class == Class::NetResult && m.whole)
        })
    };
    let confirmed = vec![format!("beide zijden tellen op tot {}", show(sum))];
    // Which side is the income's: the one without costs' names.
    let costs = |s: &Series| {
        s.entries
            .iter()
            .filter(|e| lexicon.meaning(Part::Income, &e.label).is_some_and(|m| m.class == Class::TotalCosts))
            .count()
    };
    let left_income = costs(a) < costs(b);
    let (income, charges) =
        if left_income { ((a, &ta, ga), (b, &tb, gb)) } else { ((b, &tb, gb), (a, &ta, ga)) };
    let closed_by = (closing(charges.0, charges.1), closing(income.0, income.1));
    let (Some(n), None) = closed_by else { return false };
    out.push(Found::new(Class::NetResult, charges.0, &[n], charges.1, &confirmed).whole());
    out.push(Found::new(Class::TotalRevenue, income.0, &[income.2], income.1, &confirmed).whole());
    true
}

fn meaning(series: &Series, tree: &Tree, node: usize, lexicon: &Lexicon) -> Option<Meaning> {
    let entry = &series.entries[tree.node(node).entry];
    if !entry.label.is_empty() {
        return lexicon.meaning(Part::Income, &entry.label);
    }
    let first = tree.leaves(node).first().map(|n| &series.entries[tree.node(*n).entry])?;
    first
        .heading
        .as_deref()
        .or(first.under.last().map(String::as_str))
        .and_then(|h| lexicon.meaning(Part::Income, h))
}

fn one(series: &Series, lexicon: &Lexicon, out: &mut Vec<Found>) {
    let tree = tree::build(&series.entries, true);
    let class: Vec<Option<Meaning>> =
        (0..tree.nodes.len()).map(|n| meaning(series, &tree, n, lexicon)).collect();
    let is = |n: usize, c: Class| class[n].is_some_and(|m| m.class == c && m.whole);
    let bottom = (0..tree.nodes.len()).rev().find(|n| is(*n, Class::NetResult)).or_else(|| {
        (0..tree.nodes.len()).rev().find(|n| is(*n, Class::ResultBeforeTax) || is(*n, Class::OperatingResult))
    });
    let mut confirmed: Vec<String> = Vec::new();
    let mut inside: Vec<usize> = Vec::new();
    if let Some(result) = bottom {
        // A plainly final name wins over what follows it (its appropriation).
        let node = tree.node(result);
        if node.parts.len() > 1 {
            confirmed.push(format!(
                "{} regels tellen op tot het resultaat {}",
                tree.leaves(result).len(),
                show(series.entries[node.entry].value)
            ));
            inside = below(&tree, result);
        }
        let mut found = Found::new(Class::NetResult, series, &[result], &tree, &confirmed).whole();
        let last = class[result].map(|m| m.class);
        // A result before interest or tax is the net result only where nothing follows.
        let more = (result + 1..tree.nodes.len()).any(|n| {
            !series.entries[tree.node(n).entry].value.is_zero()
                && class[n].is_some_and(|m| {
                    matches!(
                        m.class,
                        Class::Tax | Class::Financial | Class::ResultBeforeTax | Class::OperatingResult
                    )
                })
        });
        if last != Some(Class::NetResult) || more {
            found
                .against
                .push("na dit resultaat volgen nog regels, of het heet niet het nettoresultaat".to_owned());
        }
        out.push(found);
    }
    revenue(series, &tree, &class, &inside, &confirmed, out);
    costs(series, &tree, &class, &inside, &confirmed, out);
}

/// All nodes below a node.
fn below(tree: &Tree, node: usize) -> Vec<usize> {
    let mut out = vec![node];
    let mut at = 0;
    while let Some(n) = out.get(at).copied() {
        out.extend(tree.node(n).parts.iter().map(|(p, _)| *p));
        at += 1;
    }
    out
}

fn revenue(
    series: &Series,
    tree: &Tree,
    class: &[Option<Meaning>],
    inside: &[usize],
    confirmed: &[String],
    out: &mut Vec<Found>,
) {
    let candidates: Vec<usize> = (0..tree.nodes.len())
        .filter(|n| class[*n].is_some_and(|m| m.class == Class::TotalRevenue && m.whole))
        .collect();
    let within = |n: usize| candidates.iter().any(|c| *c != n && below(tree, *c).contains(&n));
    let tops: Vec<usize> = candidates.iter().copied().filter(|n| !within(*n)).collect();
    if let Some(top) = tops.first().copied() {
        let mut identities = Vec::new();
        let parts = tree.node(top).parts.len();
        if parts > 1 {
            identities.push(format!(
                "{parts} posten tellen op tot {}",
                show(series.entries[tree.node(top).entry].value)
            ));
        }
        if inside.contains(&top) {
            identities.extend(confirmed.iter().cloned());
        }
        // Income printed beside it at the same height counts too.
        let mut nodes = vec![top];
        if let Some(parent) = tree.parent(top) {
            let siblings = tree.node(parent).parts.iter().filter(|(p, plus)| {
                *p != top
                    && *plus
                    && class[*p].is_some_and(|m| m.class == Class::TotalRevenue)
                    && !series.entries[tree.node(*p).entry].value.is_zero()
            });
            nodes.extend(siblings.map(|(p, _)| *p));
        }
        let more = nodes.len() > 1;
        let mut found = Found::new(Class::TotalRevenue, series, &nodes, tree, &identities);
        if !more {
            found = found.whole();
        }
        if tops.len() > 1
            && !more
            && tops[1..].iter().any(|t| {
                series.entries[tree.node(*t).entry].value != found.printed_value && inside.contains(t)
            })
        {
            found.against.push("er staan meer totalen van opbrengsten".to_owned());
        }
        out.push(found);
        return;
    }
    // No total is printed: the rows that come in, where every row of the result has a name.
    if inside.is_empty() {
        return;
    }
    let mut rows: Vec<usize> = Vec::new();
    let mut unnamed: Vec<String> = Vec::new();
    let Some(result) = inside.first().copied() else { return };
    gather(series, tree, class, result, &mut rows, &mut unnamed);
    if rows.is_empty() {
        return;
    }
    let mut found = Found::new(Class::TotalRevenue, series, &rows, tree, confirmed);
    if !unnamed.is_empty() {
        found.against.push(format!("niet herkend: {}", unnamed.join(", ")));
    }
    out.push(found);
}

/// Rows of income below a result; names of rows that say nothing.
fn gather(
    series: &Series,
    tree: &Tree,
    class: &[Option<Meaning>],
    node: usize,
    rows: &mut Vec<usize>,
    unnamed: &mut Vec<String>,
) {
    for (part, plus) in &tree.node(node).parts {
        let entry = &series.entries[tree.node(*part).entry];
        match class[*part].map(|m| m.class) {
            Some(Class::TotalRevenue) if *plus => rows.push(*part),
            Some(Class::TotalCosts | Class::Financial | Class::Tax) => {}
            _ if !tree.node(*part).parts.is_empty() => gather(series, tree, class, *part, rows, unnamed),
            _ if entry.value.is_zero() => {}
            // What is taken off is no income.
            None if !*plus || entry.value.is_sign_negative() => {}
            _ => unnamed.push(entry.label.clone()),
        }
    }
}

fn costs(
    series: &Series,
    tree: &Tree,
    class: &[Option<Meaning>],
    inside: &[usize],
    confirmed: &[String],
    out: &mut Vec<Found>,
) {
    let candidates: Vec<usize> = (0..tree.nodes.len())
        .filter(|n| class[*n].is_some_and(|m| m.class == Class::TotalCosts && m.whole))
        .collect();
    let Some(top) = candidates.last().copied() else { return };
    let parts = tree.node(top).parts.len();
    let mut identities = Vec::new();
    if parts > 1 {
        identities.push(format!(
            "{parts} posten tellen op tot {}",
            show(series.entries[tree.node(top).entry].value)
        ));
    }
    if inside.contains(&top) {
        identities.extend(confirmed.iter().cloned());
    }
    out.push(Found::new(Class::TotalCosts, series, &[top], tree, &identities).whole());
}
