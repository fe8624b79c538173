//! Sections to series: for each part of the accounts and each year, its rows in order.

use rust_decimal::Decimal;

use super::columns::{self, Group, Layout};
use super::header::{self, Head};
use super::lexicon::{ColumnKind, Lexicon};
use super::number::{self, Notation};
use super::rules::{Class, Part};
use super::sections::{Basis, Line, Printed, Section};
use super::tree::{Entry, Sign};

/// Headings that are kept above a row.
const MOST_HEADINGS: usize = 6;

/// One year of one part of the accounts.
#[derive(Debug, Clone)]
pub struct Series {
    pub part: Part,
    pub statement: usize,
    pub basis: Option<Basis>,
    /// Power of ten; `None` where nothing says it.
    pub scale: Option<u32>,
    pub year: Option<i32>,
    pub year_sure: bool,
    pub kind: ColumnKind,
    pub beside: bool,
    pub page: usize,
    pub entries: Vec<Entry>,
    /// Rows in which the columns of parts (domains, months) add up to the column of totals, and rows in which
    /// they do not.
    pub across: (usize, usize),
    /// Heads of those columns.
    pub split: Vec<String>,
}

/// The series of all sections, in order.
pub fn series(
    sections: &[Section],
    paper: bool,
    notation: Notation,
    fallback: Option<i32>,
    lexicon: &Lexicon,
) -> Vec<Series> {
    let mut out: Vec<Series> = Vec::new();
    let mut before: Option<(Vec<Head>, Part, usize)> = None;
    for section in sections {
        if matches!(section.part, Part::Other | Part::Notes) {
            continue;
        }
        if section.lines.iter().all(|l| l.figures.is_empty()) {
            // A head at the foot of a page, its figures on the next.
            let heads = header::heads(&section.lines, 150.0, lexicon);
            if heads.iter().any(|h| h.year.is_some()) {
                before = Some((heads, section.part, section.page));
            }
            continue;
        }
        let above = before
            .as_ref()
            .filter(|(_, part, page)| continues(section, *part, *page))
            .map(|(heads, ..)| heads.as_slice())
            .filter(|heads| heads.iter().any(|h| h.year.is_some()));
        let layout = columns::layout(section, paper, notation, fallback, lexicon, above);
        let part = side(section, lexicon);
        for (index, group) in layout.groups.iter().enumerate() {
            if matches!(group.kind, ColumnKind::Difference | ColumnKind::Note | ColumnKind::Percent) {
                continue;
            }
            let one = collect(section, part, &layout, index, group, notation, lexicon);
            if one.entries.is_empty() {
                continue;
            }
            let same = out.iter_mut().find(|s| {
                s.statement == one.statement
                    && s.year == one.year
                    && s.kind == one.kind
                    && s.part == one.part
                    && s.page != one.page
            });
            match same {
                Some(s) => {
                    s.entries.extend(one.entries);
                    s.across = (s.across.0 + one.across.0, s.across.1 + one.across.1);
                }
                None => out.push(one),
            }
        }
        before = Some((layout.heads, section.part, section.page));
    }
    out
}

fn continues(section: &Section, part: Part, page: usize) -> bool {
    let balance = |p: Part| matches!(p, Part::Balance | Part::Assets | Part::Liabilities);
    (section.part == part || balance(section.part) && balance(part)) && section.page <= page + 1
}

/// The side of a balance that does not name it, by what its rows are called.
fn side(section: &Section, lexicon: &Lexicon) -> Part {
    if section.part != Part::Balance {
        return section.part;
    }
    let count = |part: Part| {
        section
            .lines
            .iter()
            .filter_map(|l| lexicon.meaning(part, &l.label))
            .filter(|m| !matches!(m.class, Class::TotalAssets | Class::TotalLiabilities))
            .map(|m| m.weight)
            .sum::<usize>()
    };
    if count(Part::Liabilities) > count(Part::Assets) { Part::Liabilities } else { Part::Assets }
}

/// The figures of a line in its columns, a loose minus taken with what follows it.
fn placed(line: &Line, layout: &Layout, notation: Notation) -> Vec<(usize, Decimal, Printed, u32)> {
    let mut out: Vec<(usize, Decimal, Printed, u32, bool)> = Vec::new();
    let mut minus = false;
    for printed in &line.figures {
        if number::sign_only(&printed.text) {
            minus = true;
            continue;
        }
        let column = layout.column(printed);
        let Some(n) = number::parse(&printed.text, notation).filter(|n| !n.percent) else {
            minus = false;
            continue;
        };
        let dash = number::lone_dash(&printed.text);
        let Some(column) = column else {
            minus = dash;
            continue;
        };
        let over = out.last().is_some_and(|(c, _, _, _, nil)| *c == column && *nil);
        if over {
            out.pop();
        }
        let value = if (minus || over) && !dash { -n.value.abs() } else { n.value };
        minus = false;
        out.push((column, value, printed.clone(), n.decimals, dash));
    }
    out.into_iter().map(|(c, v, p, d, _)| (c, v, p, d)).collect()
}

fn collect(
    section: &Section,
    part: Part,
    layout: &Layout,
    index: usize,
    group: &Group,
    notation: Notation,
    lexicon: &Lexicon,
) -> Series {
    let levels: Vec<usize> =
        (0..layout.columns.len()).filter(|c| layout.columns[*c].group == Some(index)).collect();
    let split: Vec<usize> = (0..layout.columns.len())
        .filter(|c| layout.columns[*c].group.is_none() && !layout.columns[*c].head.is_empty())
        .collect();
    let mut series = Series {
        part,
        statement: section.statement,
        basis: section.basis,
        scale: section.scale,
        year: group.year,
        year_sure: group.sure,
        kind: group.kind,
        beside: section.beside,
        page: section.page,
        entries: Vec::new(),
        across: (0, 0),
        split: split.iter().map(|c| layout.columns[*c].head.clone()).collect(),
    };
    let mut under: Vec<String> = Vec::new();
    let mut heading: Option<String> = None;
    let mut decimals = 0;
    let mut begun = false;
    for line in &section.lines {
        let figures = placed(line, layout, notation);
        let amounts = figures.iter().any(|(c, ..)| layout.columns[*c].group.is_some());
        if !amounts {
            // A head of columns is no heading of rows.
            if line.label.chars().any(char::is_alphabetic)
                && (begun || lexicon.meaning(part, &line.label).is_some())
            {
                heading = Some(line.label.clone());
                under.push(line.label.clone());
                if under.len() > MOST_HEADINGS {
                    under.remove(0);
                }
            }
            continue;
        }
        begun = true;
        let parts: Vec<Decimal> =
            figures.iter().filter(|(c, ..)| split.contains(c)).map(|(_, v, ..)| *v).collect();
        let mut first = true;
        for (level, column) in levels.iter().enumerate() {
            let Some((_, value, printed, digits)) = figures.iter().find(|(c, ..)| c == column) else {
                continue;
            };
            decimals = decimals.max(*digits);
            if parts.len() > 1 {
                let sum: Decimal = parts.iter().sum();
                let fits = (sum - *value).abs() <= Decimal::from(parts.len() as u64);
                if fits {
                    series.across.0 += 1;
                } else {
                    series.across.1 += 1;
                }
            }
            let label = if first { line.label.clone() } else { String::new() };
            let sign = match lexicon.meaning(part, &label).map(|m| m.class) {
                Some(Class::TotalCosts) => Sign::Minus,
                Some(Class::TotalRevenue) => Sign::Plus,
                _ => Sign::Free,
            };
            series.entries.push(Entry {
                heading: if first { heading.take() } else { None },
                under: under.clone(),
                label,
                value: *value,
                unit: Decimal::ONE,
                level,
                x: line.x,
                bold: line.bold,
                page: section.page,
                printed: printed.clone(),
                sign: if matches!(part, Part::Income | Part::Budget) { sign } else { Sign::Free },
            });
            first = false;
        }
        if !first {
            heading = None;
        }
    }
    let unit = Decimal::new(1, decimals.min(4));
    for entry in &mut series.entries {
        entry.unit = unit;
    }
    drop_of_which(&mut series.entries);
    series
}

/// `Waarvan` rows repeat a part of the row above.
fn drop_of_which(entries: &mut Vec<Entry>) {
    entries.retain(|e| {
        let label = super::lexicon::bare(&e.label);
        !(label.starts_with("waarvan") || label.starts_with("of which"))
    });
}
