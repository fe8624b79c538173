//! One figure of one year out of all documents that print it.

use std::str::FromStr;

use rust_decimal::Decimal;

use crate::check::context::{Doc, Seen};
use crate::check::sentences;
use crate::figures::show;

/// A figure as the documents have it.
#[allow(clippy::struct_field_names)] // the value of the value is what it is called
pub struct Value<'a> {
    pub value: Decimal,
    /// How far the true figure may be from it: half of what it is rounded to.
    pub rounding: Decimal,
    /// Where it was read, what decides first.
    pub seen: Vec<Seen<'a>>,
    /// Why it may not decide, in Dutch.
    pub doubt: Option<String>,
}

impl Value<'_> {
    pub fn shown(&self) -> String {
        format!("€ {}", show(self.value))
    }

    /// What confirms it, as a sentence with a space in front; empty where nothing is said of it.
    pub fn proof(&self) -> String {
        let first = self.seen.first().and_then(|s| s.fact.attribute("confirmed")).unwrap_or_default();
        let mut said: Vec<String> = if first.is_empty() { Vec::new() } else { vec![first.to_owned()] };
        let mut others: Vec<&str> = self.seen.iter().skip(1).map(|s| s.document.path.as_str()).collect();
        others.dedup();
        if let Some(first) = self.seen.first() {
            others.retain(|p| *p != first.document.path);
        }
        if !others.is_empty() {
            said.push(format!("ook zo in {}", sentences::some(others.into_iter().map(str::to_owned))));
        }
        if said.is_empty() { String::new() } else { format!(" Bevestigd: {}.", said.join("; ")) }
    }
}

/// The year a figure is of: its column's, or that of the document where it names one only.
fn year(document: &Doc<'_>, seen: &Seen<'_>) -> Option<i32> {
    match seen.fact.attribute("year") {
        Some(year) => year.parse().ok(),
        None => document.only("fiscal_year")?.parse().ok(),
    }
}

/// Whether a figure is of the basis asked for. A single set of accounts need not say that it is enkelvoudig.
fn of_basis(document: &Doc<'_>, seen: &Seen<'_>, basis: Option<&str>) -> bool {
    let own = seen.fact.attribute("basis");
    let budget = own == Some("begroting");
    match basis {
        Some("begroting") => {
            budget || own.is_none() && !document.kind().is_some_and(|k| k.starts_with("jaarrekening"))
        }
        Some("geconsolideerd") => own == Some("geconsolideerd") || own.is_none() && group_only(document),
        _ => own == Some("enkelvoudig") || own.is_none() && !group_only(document),
    }
}

fn group_only(document: &Doc<'_>) -> bool {
    let said = |value: &str| document.sure("consolidated").any(|s| s.fact.value == value);
    (said("true")
        || document.marked("bevat:geconsolideerd")
        || document.kind() == Some("jaarrekening-moeder"))
        && !(said("false") || document.marked("bevat:enkelvoudig"))
}

/// Years of which any of the fields is read.
pub fn years(documents: &[&Doc<'_>], fields: &[String], basis: Option<&str>) -> Vec<i32> {
    let mut out = Vec::new();
    for document in documents {
        for field in fields {
            out.extend(
                document
                    .facts(field)
                    .filter(|s| of_basis(document, s, basis))
                    .filter_map(|s| year(document, &s)),
            );
        }
    }
    out
}

/// The figure of a year. What is proved goes before what is only read; the year's own accounts before the
/// comparative column of later ones.
pub fn value<'a>(documents: &[&Doc<'a>], field: &str, of: i32, basis: Option<&str>) -> Value<'a> {
    let mut all: Vec<(bool, bool, Decimal, Decimal, Seen<'a>)> = Vec::new();
    for document in documents {
        let own = document.sure("fiscal_year").any(|s| s.fact.value == of.to_string());
        for seen in document.facts(field) {
            if year(document, &seen) != Some(of) || !of_basis(document, &seen, basis) {
                continue;
            }
            let Ok(value) = Decimal::from_str(seen.fact.value.trim()) else { continue };
            let rounding = match seen.fact.attribute("scale") {
                Some("x 1.000") => Decimal::from(500),
                Some("x 1.000.000") => Decimal::from(500_000),
                _ => Decimal::ZERO,
            };
            all.push((!seen.fact.decisive(), !own, rounding, value, seen));
        }
    }
    all.sort_by_key(|a| (a.0, a.1, a.2));
    let Some((unsure, _, rounding, value, first)) = all.first().copied() else {
        return Value { value: Decimal::ZERO, rounding: Decimal::ZERO, seen: Vec::new(), doubt: None };
    };
    let seen: Vec<Seen<'a>> = all.iter().map(|(.., s)| *s).collect();
    let mut doubt = None;
    if unsure {
        let why = first.fact.attribute("contradicted").map_or_else(
            || "geen optelling of herhaling in het stuk bevestigt dit bedrag".to_owned(),
            str::to_owned,
        );
        doubt = Some(format!("Niet zeker genoeg: {why}."));
    } else if let Some((.., other, elsewhere)) = all.iter().find(|(unsure, _, r, v, s)| {
        // What another reading doubts itself does not contradict what is proved, unless it is as sure.
        !*unsure && (*v - value).abs() > rounding + *r && !std::ptr::eq(s.fact, first.fact)
    }) {
        doubt = Some(format!(
            "De stukken noemen verschillende bedragen: € {} in {} en € {} in {}.",
            show(value),
            first.document.path,
            show(*other),
            elsewhere.document.path
        ));
    }
    Value { value, rounding, seen, doubt }
}
