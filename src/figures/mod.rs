//! Figures of annual accounts and budgets: tables rebuilt from boxes, rows named, sums proved.
//!
//! ```text
//! grid      →  sections  →  columns   →  series    →  balance, income  →  facts
//! rows         parts        years        entries      identities
//! ```
//!
//! A figure is certain only when arithmetic confirms it: the rows of a side add up to its total and both
//! sides are equal, or income less costs is the result. Everything else is shown and never decides.

mod balance;
mod columns;
mod found;
mod grid;
mod header;
mod income;
mod lexicon;
mod number;
pub mod rules;
mod sections;
mod series;
mod tree;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::document::{Document, Media, Page, TextSource};
use crate::fact::{Anchor, DECISIVE, Fact, Segment};
use crate::problem::Problem;
use found::Found;
pub use found::show;
use lexicon::{ColumnKind, Lexicon};
use number::Notation;
use rules::{Class, FigureRules};
use series::Series;

/// Confidence of a figure that arithmetic confirms.
const PROVED: f32 = 0.95;
/// Of one that nothing confirms.
const READ: f32 = 0.65;
/// Of one that something contradicts.
const DOUBTED: f32 = 0.5;

/// Reads figures by the rules of `figures.toml`.
#[derive(Debug, Clone)]
pub struct Reader {
    lexicon: Lexicon,
}

/// What the tables of a document say.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    pub facts: Vec<Fact>,
    pub problems: Vec<Problem>,
    /// The tables as rebuilt, one for each part of the accounts and year.
    pub tables: Vec<Table>,
}

/// A part of the accounts of one year, as rebuilt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// 1-based.
    pub page: u32,
    pub part: String,
    pub year: Option<i32>,
    pub column: String,
    pub scale: Option<u32>,
    /// Label (or the headings it stands under), figure as printed, column (0 is the innermost).
    pub rows: Vec<(String, String, usize)>,
}

impl Reader {
    pub fn new(rules: &FigureRules) -> Self {
        Self { lexicon: Lexicon::new(rules) }
    }

    /// Whether tables of documents of this kind are read.
    pub fn wants(&self, kind: &str) -> bool {
        self.lexicon.kinds.iter().chain(&self.lexicon.budget_kinds).any(|k| k == kind)
    }

    /// Reads the tables of a segment. `year` is the fiscal year that the document surely names, for tables
    /// whose columns do not.
    pub fn read(&self, document: &Document, segment: &Segment, year: Option<i32>) -> Reading {
        let kind = segment.kind.as_deref().unwrap_or_default();
        let budget = self.lexicon.budget_kinds.iter().any(|k| k == kind);
        let pages: Vec<&Page> = document
            .pages
            .iter()
            .filter(|p| (segment.page_from..=segment.page_to).contains(&p.number))
            .collect();
        let paper = matches!(document.media, Media::Pdf | Media::Image);
        let mut panels = Vec::new();
        let mut votes = (0, 0);
        for (index, page) in pages.iter().enumerate() {
            let rows = grid::rows(page, &self.lexicon);
            for atom in rows.iter().flat_map(|r| &r.atoms).filter(|a| a.kind == grid::Kind::Number) {
                let (dutch, english) = number::votes(&atom.text);
                votes = (votes.0 + dutch, votes.1 + english);
            }
            panels.extend(grid::panels(index, rows, &self.lexicon));
        }
        let notation = if votes.1 > votes.0 { Notation::English } else { Notation::Dutch };
        let sections = sections::sections(&panels, &pages, &self.lexicon, budget);
        let all = series::series(&sections, paper, notation, year, &self.lexicon);
        let mut problems = Vec::new();
        let mut found = balance::read(&all, &self.lexicon, &mut problems);
        found.extend(income::read(&all, &self.lexicon));
        for f in found.iter_mut().filter(|f| f.class == Class::TotalCosts) {
            f.value = f.value.abs();
        }
        let found = settle(found, if budget { None } else { year });
        let facts = found.iter().filter_map(|f| fact(f, &pages, paper, budget)).collect();
        let tables = all.iter().map(|s| table(s, &pages)).collect();
        Reading { facts, problems, tables }
    }
}

fn table(series: &Series, pages: &[&Page]) -> Table {
    Table {
        page: pages.get(series.page).map_or(0, |p| p.number),
        part: format!("{:?}", series.part).to_lowercase(),
        year: series.year,
        column: format!("{:?}", series.kind).to_lowercase(),
        scale: series.scale,
        rows: series
            .entries
            .iter()
            .map(|e| {
                let label = if e.label.is_empty() {
                    format!("({})", e.under.last().map_or("", String::as_str))
                } else {
                    e.label.clone()
                };
                (label, e.printed.text.clone(), e.level)
            })
            .collect(),
    }
}

/// One figure for each thing, year, basis and kind of column; repetition confirms, disagreement contradicts.
fn settle(all: Vec<Found>, year: Option<i32>) -> Vec<Found> {
    type Key = (Class, Option<i32>, ColumnKind, Option<sections::Basis>);
    let mut by: BTreeMap<Key, Vec<Found>> = BTreeMap::new();
    for one in all {
        by.entry((one.class, one.year, one.kind, one.basis)).or_default().push(one);
    }
    let newest = by
        .keys()
        .filter(|(class, _, kind, _)| *kind == ColumnKind::Actual && *class == Class::TotalAssets)
        .filter_map(|(_, y, ..)| *y)
        .max();
    let mut out = Vec::new();
    for (_, mut same) in by {
        same.sort_by_key(|f| (!f.against.is_empty(), std::cmp::Reverse(f.identities.len()), f.statement));
        let mut rest = same.into_iter();
        let Some(mut best) = rest.next() else { continue };
        for other in rest {
            if other.value == best.value {
                if other.statement != best.statement && !best.identities.is_empty() {
                    best.identities
                        .push(format!("hetzelfde bedrag staat nogmaals in het stuk ({})", other.label));
                }
            } else if !other.identities.is_empty() || best.identities.is_empty() {
                best.against.push(format!("elders in het stuk staat {}", show(other.value)));
            }
        }
        if let (Some(year), Some(newest)) = (year, newest)
            && newest != year
            && best.kind == ColumnKind::Actual
        {
            best.against.push(format!("de nieuwste kolom is van {newest}, het stuk van {year}"));
        }
        best.identities.dedup();
        best.against.dedup();
        out.push(best);
    }
    links(&mut out);
    out
}

/// What connects balance and statement of income: the change of equity is the result.
fn links(all: &mut [Found]) {
    let value = |class: Class, year: i32, all: &[Found], like: &Found| {
        all.iter()
            .find(|f| {
                f.class == class
                    && f.year == Some(year)
                    && f.kind == ColumnKind::Actual
                    && f.basis == like.basis
            })
            .map(|f| f.value)
    };
    let mut notes: Vec<(usize, String)> = Vec::new();
    for (i, f) in all.iter().enumerate() {
        let (Class::NetResult, Some(year), ColumnKind::Actual) = (f.class, f.year, f.kind) else { continue };
        let (Some(now), Some(before)) =
            (value(Class::Equity, year, all, f), value(Class::Equity, year - 1, all, f))
        else {
            continue;
        };
        if now - before == f.value && !f.value.is_zero() {
            notes.push((i, format!("het eigen vermogen verandert in {year} met hetzelfde bedrag")));
        }
    }
    for (i, note) in notes {
        all[i].identities.push(note);
    }
}

fn field(class: Class) -> Option<&'static str> {
    Some(match class {
        Class::Equity => "equity",
        Class::TotalAssets => "total_assets",
        Class::CurrentAssets => "current_assets",
        Class::CurrentLiabilities => "current_liabilities",
        Class::NetResult => "net_result",
        Class::TotalRevenue => "total_revenue",
        Class::TotalCosts => "total_costs",
        _ => return None,
    })
}

fn fact(found: &Found, pages: &[&Page], paper: bool, budget: bool) -> Option<Fact> {
    let field = field(found.class)?;
    // What a budget shows of past years is no budget and no adopted account.
    if budget && found.kind == ColumnKind::Actual {
        return None;
    }
    let year = found.year?;
    let page = pages.get(found.page)?;
    let proved = !found.identities.is_empty() && found.against.is_empty();
    let mut confidence = if !found.against.is_empty() {
        DOUBTED
    } else if proved && found.year_sure {
        PROVED
    } else {
        READ
    };
    if page.text_source != TextSource::Native {
        confidence = confidence.min(DECISIVE - 0.05);
    }
    let mut attributes = BTreeMap::new();
    let mut put = |key: &str, value: String| {
        if !value.is_empty() {
            attributes.insert(key.to_owned(), value);
        }
    };
    put("year", year.to_string());
    let expected = matches!(found.kind, ColumnKind::Budget | ColumnKind::Forecast);
    if expected || budget && found.kind != ColumnKind::Actual {
        put("basis", "begroting".to_owned());
    } else if let Some(basis) = found.basis {
        put("basis", basis.key().to_owned());
    }
    put("label", found.label.clone());
    put("confirmed", found.identities.join("; "));
    put("contradicted", found.against.join("; "));
    put(
        "scale",
        match found.scale {
            Some(0) => "euro".to_owned(),
            Some(p) => format!("x {}", show(10i64.pow(p.min(9)).into())),
            None => "niet vermeld".to_owned(),
        },
    );
    put("split", found.split.join(", "));
    Some(Fact {
        field: field.to_owned(),
        value: format!("{:.2}", found.value),
        raw: found.raw.clone(),
        anchor: Anchor {
            page: Some(page.number),
            sheet: page.sheet.clone(),
            cell: found.printed.cell.map(|c| c.to_string()),
            bbox: paper.then_some(found.printed.bbox),
        },
        confidence,
        attributes,
    })
}
