//! A figure found, with what confirms and contradicts it.

use rust_decimal::Decimal;

use super::lexicon::ColumnKind;
use super::rules::Class;
use super::sections::{Basis, Printed};
use super::series::Series;
use super::tree::Tree;

#[derive(Debug, Clone)]
pub struct Found {
    pub class: Class,
    pub year: Option<i32>,
    pub year_sure: bool,
    pub kind: ColumnKind,
    pub basis: Option<Basis>,
    /// In euros.
    pub value: Decimal,
    /// As printed, before the scale.
    pub printed_value: Decimal,
    pub scale: Option<u32>,
    pub raw: String,
    pub label: String,
    pub page: usize,
    pub printed: Printed,
    /// It stands there under its own name, not made of parts.
    pub whole: bool,
    /// What confirms it, in Dutch.
    pub identities: Vec<String>,
    /// What contradicts it, in Dutch.
    pub against: Vec<String>,
    pub statement: usize,
    /// Heads of the columns it is split over (domains), where they add up.
    pub split: Vec<String>,
}

impl Found {
    pub fn new(class: Class, series: &Series, nodes: &[usize], tree: &Tree, identities: &[String]) -> Self {
        let entries: Vec<_> = nodes.iter().map(|n| &series.entries[tree.node(*n).entry]).collect();
        let sum: Decimal = entries.iter().map(|e| e.value).sum();
        let first = entries.first();
        let own = |i: usize| {
            let e = entries[i];
            if e.label.is_empty() {
                tree.leaves(nodes[i])
                    .first()
                    .and_then(|n| series.entries[tree.node(*n).entry].under.last().cloned())
                    .unwrap_or_default()
            } else {
                e.label.clone()
            }
        };
        let label = (0..entries.len()).map(own).collect::<Vec<_>>().join(" + ");
        let mut out = Self {
            class,
            year: series.year,
            year_sure: series.year_sure,
            kind: series.kind,
            basis: series.basis,
            value: scaled(sum, series.scale),
            printed_value: sum,
            scale: series.scale,
            raw: entries.iter().map(|e| e.printed.text.clone()).collect::<Vec<_>>().join(" + "),
            label: short(&label),
            page: first.map_or(series.page, |e| e.page),
            printed: first.map_or_else(
                || Printed { text: String::new(), bbox: crate::document::Rect::default(), cell: None },
                |e| e.printed.clone(),
            ),
            whole: false,
            identities: identities.to_vec(),
            against: Vec::new(),
            statement: series.statement,
            split: Vec::new(),
        };
        if series.across.1 > 0 {
            out.against.push("de kolommen tellen niet in alle regels op tot het totaal".to_owned());
        } else if series.across.0 > 1 && !identities.is_empty() {
            out.identities.push(format!("de kolommen {} tellen op tot het totaal", series.split.join(", ")));
            out.split.clone_from(&series.split);
        }
        out
    }

    #[must_use]
    pub fn whole(mut self) -> Self {
        self.whole = true;
        self
    }
}

fn short(text: &str) -> String {
    text.char_indices().nth(120).map_or_else(|| text.to_owned(), |(i, _)| text[..i].to_owned())
}

fn scaled(value: Decimal, scale: Option<u32>) -> Decimal {
    let factor = Decimal::from(10u64.pow(scale.unwrap_or(0).min(9)));
    value.checked_mul(factor).unwrap_or(value)
}

/// A figure as Dutch writes it: `1.234.567`, `-12,50`.
pub fn show(value: Decimal) -> String {
    let rounded = value.round_dp(2);
    let text = rounded.abs().normalize().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push('.');
        }
        out.push(c);
    }
    if !fraction.is_empty() {
        out.push(',');
        out.push_str(fraction);
        if fraction.len() == 1 {
            out.push('0');
        }
    }
    if rounded.is_sign_negative() && !rounded.is_zero() { format!("-{out}") } else { out }
}
