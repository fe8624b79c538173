//! Which column a figure stands in, and what year that column is of.

use super::grid::spread;
use super::header::{Head, heads};
use super::lexicon::{ColumnKind, Lexicon};
use super::number::{self, Notation};
use super::sections::{Printed, Section};

/// Columns of a table at most.
const MOST_COLUMNS: usize = 40;

/// A column of amounts.
#[derive(Debug, Clone)]
pub struct Column {
    pub x0: f32,
    pub x1: f32,
    /// Where its figures line up: right edges on paper, left edges or columns of a grid.
    edge: f32,
    /// Index of its group; `None`: notes, percentages, differences, parts of a total.
    pub group: Option<usize>,
    pub head: String,
}

/// The columns of one year (inner and outer ones), or of one domain or month.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    pub year: Option<i32>,
    pub kind: ColumnKind,
    pub head: String,
    /// The year stands above the column (or in the title, for a table of one year).
    pub sure: bool,
}

#[derive(Debug, Clone, Default)]
pub struct Layout {
    pub columns: Vec<Column>,
    pub groups: Vec<Group>,
    /// What stands above the columns.
    pub heads: Vec<Head>,
    paper: bool,
}

impl Layout {
    /// The column that a figure stands in.
    pub fn column(&self, printed: &Printed) -> Option<usize> {
        let edge = edge(printed, self.paper);
        let mut best: Option<(f32, usize)> = None;
        for (i, column) in self.columns.iter().enumerate() {
            let off = (column.edge - edge).abs();
            if best.is_none_or(|(b, _)| off < b) {
                best = Some((off, i));
            }
        }
        best.filter(|(off, i)| {
            let c = &self.columns[*i];
            *off <= 9.0 || printed.bbox.x0 < c.x1 && printed.bbox.x1 > c.x0
        })
        .map(|(_, i)| i)
    }
}

fn edge(printed: &Printed, paper: bool) -> f32 {
    match printed.cell {
        Some(cell) => cell.col as f32 * 100.0,
        None if paper => printed.bbox.x1,
        None => printed.bbox.x0,
    }
}

/// Settles the columns of a table and what stands above them.
pub fn layout(
    section: &Section,
    paper: bool,
    notation: Notation,
    fallback: Option<i32>,
    lexicon: &Lexicon,
    above: Option<&[Head]>,
) -> Layout {
    let real = |p: &&Printed| !number::lone_dash(&p.text) && !number::sign_only(&p.text);
    let figures: Vec<&Printed> = section.lines.iter().flat_map(|l| &l.figures).filter(real).collect();
    let mut edges: Vec<f32> = figures.iter().map(|p| edge(p, paper)).collect();
    let mut columns: Vec<Column> = Vec::new();
    for (least, most, _) in spread(&mut edges, 5.5) {
        let inside: Vec<&&Printed> =
            figures.iter().filter(|p| edge(p, paper) >= least && edge(p, paper) <= most).collect();
        let mut at: Vec<f32> = inside.iter().map(|p| edge(p, paper)).collect();
        at.sort_by(f32::total_cmp);
        let Some(middle) = at.get(at.len() / 2) else { continue };
        let mut widths: Vec<&&Printed> = inside;
        widths.sort_by(|a, b| a.bbox.width().total_cmp(&b.bbox.width()));
        let Some(widest) = widths.last() else { continue };
        columns.push(Column {
            x0: widest.bbox.x0,
            x1: widest.bbox.x1,
            edge: *middle,
            group: None,
            head: String::new(),
        });
        if columns.len() > MOST_COLUMNS {
            return Layout::default();
        }
    }
    merge(&mut columns);
    let mut layout = Layout { columns, groups: Vec::new(), heads: Vec::new(), paper };
    let Some(first) = layout.columns.first() else { return layout };
    let mut heads = heads(&section.lines, first.x0 - 30.0, lexicon);
    if heads.iter().all(|h| h.year.is_none())
        && let Some(above) = above
    {
        // A table that goes on: the heads of the page before.
        heads = above.to_vec();
    }
    layout.heads.clone_from(&heads);
    let amounts = amounts(section, &layout, &heads, notation);
    group(&mut layout, &heads, &amounts, section, fallback);
    layout
}

/// Columns whose figures overlap are one: centred figures, or some with a bracket behind.
fn merge(columns: &mut Vec<Column>) {
    let mut at = 1;
    while at < columns.len() {
        let (a, b) = (&columns[at - 1], &columns[at]);
        let shared = a.x1.min(b.x1) - a.x0.max(b.x0);
        let narrow = (a.x1 - a.x0).min(b.x1 - b.x0).max(1.0);
        if shared > 0.55 * narrow && (a.edge - b.edge).abs() < 16.0 {
            let merged = Column {
                x0: a.x0.min(b.x0),
                x1: a.x1.max(b.x1),
                edge: f32::midpoint(a.edge, b.edge),
                group: None,
                head: String::new(),
            };
            columns[at - 1] = merged;
            columns.remove(at);
        } else {
            at += 1;
        }
    }
}

/// Indices of the columns that hold amounts: no notes, no percentages.
fn amounts(section: &Section, layout: &Layout, heads: &[Head], notation: Notation) -> Vec<usize> {
    let mut out = Vec::new();
    for (i, column) in layout.columns.iter().enumerate() {
        let inside: Vec<&Printed> = section
            .lines
            .iter()
            .flat_map(|l| &l.figures)
            .filter(|p| {
                !number::lone_dash(&p.text) && !number::sign_only(&p.text) && layout.column(p) == Some(i)
            })
            .collect();
        let values: Vec<number::Number> =
            inside.iter().filter_map(|p| number::parse(&p.text, notation)).collect();
        let percent = values.iter().filter(|v| v.percent).count();
        if percent * 2 > values.len() {
            continue;
        }
        let head = nearest(heads, column);
        if head.is_some_and(|h| {
            matches!(h.kind, Some(ColumnKind::Note | ColumnKind::Percent)) && h.year.is_none()
        }) {
            let small = values.iter().all(|v| v.decimals == 0 && v.value.abs() < 200.into());
            let percentish = head.is_some_and(|h| h.kind == Some(ColumnKind::Percent));
            if small || percentish {
                continue;
            }
        }
        // Numbers of notes need no head: small whole numbers that only rise, left of all amounts.
        let rising = values.windows(2).all(|w| w[0].value.abs() < w[1].value.abs());
        let small = values.iter().all(|v| v.decimals == 0 && v.value.abs() < 60.into());
        let unadorned =
            inside.iter().all(|p| p.text.chars().all(|c| c.is_ascii_digit()) || number::bracketed(&p.text));
        let headed = head.is_some_and(|h| h.year.is_some() && overlaps(h, column));
        let leftmost = out.is_empty() && i + 1 < layout.columns.len();
        if leftmost && rising && small && unadorned && !headed && !values.is_empty() {
            continue;
        }
        out.push(i);
    }
    out
}

fn overlaps(head: &Head, column: &Column) -> bool {
    head.x0 < column.x1 && head.x1 > column.x0
}

fn distance(head: &Head, column: &Column) -> f32 {
    if overlaps(head, column) {
        let shared = head.x1.min(column.x1) - head.x0.max(column.x0);
        return -shared;
    }
    (column.x0 - head.x1).max(head.x0 - column.x1).max(0.0)
}

fn nearest<'h>(heads: &'h [Head], column: &Column) -> Option<&'h Head> {
    heads
        .iter()
        .min_by(|a, b| distance(a, column).total_cmp(&distance(b, column)))
        .filter(|h| distance(h, column) < 60.0)
}

fn group(layout: &mut Layout, heads: &[Head], amounts: &[usize], section: &Section, fallback: Option<i32>) {
    let dated: Vec<&Head> = heads.iter().filter(|h| h.year.is_some()).collect();
    let said = |h: &Head| h.kind.is_some_and(|k| !matches!(k, ColumnKind::Note | ColumnKind::Percent));
    if dated.is_empty() {
        let useful: Vec<&Head> = heads.iter().filter(|h| said(h)).collect();
        let budget = section.part == super::rules::Part::Budget;
        // Domains or months with a total: the total counts, the others are its parts.
        let named: Vec<Option<&Head>> = amounts.iter().map(|i| nearest(heads, &layout.columns[*i])).collect();
        let total = amounts
            .iter()
            .zip(&named)
            .rfind(|(_, h)| h.is_some_and(|h| h.kind == Some(ColumnKind::Total)))
            .map(|(i, _)| *i);
        if let Some(total) = total.filter(|_| amounts.len() > 1) {
            let group = Group {
                year: section.year.or(fallback),
                kind: plain_kind(section, None),
                head: String::new(),
                sure: section.year.is_some() || fallback.is_some(),
            };
            layout.groups.push(group);
            for (i, head) in amounts.iter().zip(&named) {
                layout.columns[*i].head = head.map(|h| h.text.clone()).unwrap_or_default();
            }
            layout.columns[total].group = Some(0);
            return;
        }
        // `Begroting | Realisatie` without years: those of the title.
        if useful.len() > 1 || useful.len() == 1 && amounts.len() > 1 && !budget {
            assign(layout, &useful, amounts, |h| Group {
                year: section.year.or(fallback),
                kind: plain_kind(section, h.kind),
                head: h.text.clone(),
                sure: false,
            });
            return;
        }
        // One year: inner and outer columns together, unless most rows have a figure in each.
        let rows: Vec<usize> = section
            .lines
            .iter()
            .map(|l| {
                l.figures.iter().filter(|p| layout.column(p).is_some_and(|c| amounts.contains(&c))).count()
            })
            .filter(|n| *n > 0)
            .collect();
        let double = rows.iter().filter(|n| **n > 1).count();
        if amounts.len() > 1 && double * 2 > rows.len() {
            for (at, i) in amounts.iter().enumerate() {
                layout.columns[*i].group = Some(at);
                layout.groups.push(Group {
                    year: (at == 0).then(|| section.year.or(fallback)).flatten(),
                    kind: plain_kind(section, None),
                    head: String::new(),
                    sure: false,
                });
            }
            return;
        }
        for i in amounts {
            layout.columns[*i].group = Some(0);
        }
        layout.groups.push(Group {
            year: section.year.or(fallback),
            kind: plain_kind(section, None),
            head: String::new(),
            sure: section.year.is_some() || fallback.is_some(),
        });
        return;
    }
    // Heads without a year that rule a column out, beside the dated ones.
    let others: Vec<&Head> = heads.iter().filter(|h| h.year.is_none() && said(h)).collect();
    let mut all = dated.clone();
    all.extend(others.iter().filter(|o| !dated.iter().any(|d| d.x0 < o.x1 && d.x1 > o.x0)));
    all.sort_by(|a, b| (a.x0 + a.x1).total_cmp(&(b.x0 + b.x1)));
    assign(layout, &all, amounts, |h| Group {
        year: h.year.or(
            if matches!(h.kind, Some(ColumnKind::Budget | ColumnKind::Forecast | ColumnKind::Actual)) {
                section.year
            } else {
                None
            },
        ),
        kind: plain_kind(section, h.kind),
        head: h.text.clone(),
        sure: h.year.is_some(),
    });
}

fn plain_kind(section: &Section, kind: Option<ColumnKind>) -> ColumnKind {
    kind.unwrap_or(if section.part == super::rules::Part::Budget {
        ColumnKind::Budget
    } else {
        ColumnKind::Actual
    })
}

/// Gives every amount column its head: the nearest, or equal shares where that comes out even.
fn assign(layout: &mut Layout, heads: &[&Head], amounts: &[usize], group: impl Fn(&Head) -> Group) {
    let mut taken: Vec<usize> = amounts
        .iter()
        .map(|i| {
            let c = &layout.columns[*i];
            let middle = f32::midpoint(c.x0, c.x1);
            (0..heads.len())
                .min_by(|a, b| {
                    let d = |h: &Head| (distance(h, c).max(0.0), (f32::midpoint(h.x0, h.x1) - middle).abs());
                    let (x, y) = (d(heads[*a]), d(heads[*b]));
                    x.0.total_cmp(&y.0).then(x.1.total_cmp(&y.1))
                })
                .unwrap_or(0)
        })
        .collect();
    let count = |h: usize, taken: &[usize]| taken.iter().filter(|t| **t == h).count();
    let uneven = (0..heads.len()).any(|h| count(h, &taken) != count(0, &taken));
    let ordered = taken.windows(2).all(|w| w[0] <= w[1]);
    if (uneven || !ordered)
        && amounts.len().is_multiple_of(heads.len())
        && heads.iter().all(|h| h.year.is_some())
    {
        let share = amounts.len() / heads.len();
        taken = (0..amounts.len()).map(|i| i / share).collect();
    }
    for (h, head) in heads.iter().enumerate() {
        let index = layout.groups.len();
        let mine: Vec<usize> =
            amounts.iter().zip(&taken).filter(|(_, t)| **t == h).map(|(i, _)| *i).collect();
        if mine.is_empty() {
            continue;
        }
        let made = group(head);
        // A head that stands far from its column names it by order alone.
        let near = mine.iter().any(|i| distance(head, &layout.columns[*i]) < 45.0);
        layout.groups.push(Group { sure: made.sure && near, ..made });
        for i in mine {
            layout.columns[i].group = Some(index);
            layout.columns[i].head.clone_from(&head.text);
        }
    }
}
