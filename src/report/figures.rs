//! The figures of accounts and budgets of a submission, as its page and the workbook show them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::str::FromStr;

use rust_decimal::Decimal;

use super::SubmissionReport;
use crate::fact::{DECISIVE, Fact, Observed};
use crate::figures::show;
use crate::finding::Status;
use crate::policy::Check;

/// Figures in the order they are shown.
const FIELDS: &[&str] = &[
    "equity",
    "total_assets",
    "current_assets",
    "current_liabilities",
    "total_revenue",
    "total_costs",
    "net_result",
];

/// Ratio, its parts, in percent.
const RATIOS: &[(&str, &str, &str, bool)] = &[
    ("solvency", "equity", "total_assets", true),
    ("current_ratio", "current_assets", "current_liabilities", false),
    ("profit_ratio", "net_result", "total_revenue", true),
    ("resilience_ratio", "equity", "total_revenue", true),
];

/// A column: what it is of, and the year.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Column {
    /// 0 own accounts, 1 consolidated, 2 budgets.
    order: u8,
    pub year: i32,
}

impl Column {
    pub fn basis(&self) -> &'static str {
        match self.order {
            0 => "jaarrekening",
            1 => "geconsolideerd",
            _ => "begroting",
        }
    }
}

/// A figure or ratio of one column.
#[derive(Debug, Clone)]
#[allow(clippy::struct_field_names)] // the sheet has a cell of its own
pub struct Cell {
    pub field: &'static str,
    pub column: Column,
    pub value: Decimal,
    /// Proved: it may decide.
    pub sure: bool,
    /// Of the requirement that weighs this very figure: its status.
    pub norm: Option<Status>,
    pub path: String,
    pub page: Option<u32>,
    pub sheet: Option<String>,
    pub cell: Option<String>,
    /// What confirms or contradicts it, in Dutch.
    pub why: String,
}

/// All cells, by field and column.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    pub columns: Vec<Column>,
    pub cells: Vec<Cell>,
}

impl Figures {
    pub fn of(report: &SubmissionReport<'_>) -> Self {
        let mut best: BTreeMap<(Column, usize), (bool, bool, Cell)> = BTreeMap::new();
        for document in report.dossier.documents.iter().filter(|d| d.superseded_by.is_none()) {
            for fact in &document.facts {
                let Some(field) = FIELDS.iter().position(|f| *f == fact.field) else { continue };
                let Some(cell) = cell(document, fact, FIELDS[field]) else { continue };
                let own = document.facts.iter().any(|f| {
                    f.field == "fiscal_year" && f.decisive() && f.value == cell.column.year.to_string()
                });
                let key = (cell.column.clone(), field);
                let rank = (cell.sure, own);
                if best.get(&key).is_none_or(|(sure, known, _)| rank > (*sure, *known)) {
                    best.insert(key, (cell.sure, own, cell));
                }
            }
        }
        let mut columns: Vec<Column> = best.keys().map(|(c, _)| c.clone()).collect();
        columns.dedup();
        let mut cells: Vec<Cell> = best.into_values().map(|(.., cell)| cell).collect();
        for column in &columns {
            for (ratio, above, below, percent) in RATIOS {
                cells.extend(quotient(&cells, column, ratio, above, below, *percent));
            }
        }
        let mut out = Self { columns, cells };
        out.judge(report);
        out
    }

    /// What the policy's requirements said of the figures of the year they weigh.
    fn judge(&mut self, report: &SubmissionReport<'_>) {
        let Some(procedure) = report.dossier.procedure else { return };
        for requirement in &procedure.requirements {
            let Check::Figure { figure, year, years, .. } = &requirement.check else { continue };
            let Some(finding) = report.findings.iter().find(|f| f.requirement == requirement.id) else {
                continue;
            };
            let budget = requirement.kinds.first().is_some_and(|k| !k.starts_with("jaarrekening"));
            let newest = self.columns.iter().filter(|c| c.order == 0).map(|c| c.year).max();
            let order = if budget { 2 } else { 0 };
            for cell in self.cells.iter_mut().filter(|c| c.field == figure && c.column.order == order) {
                let weighed = match (year, years.is_empty()) {
                    (Some(y), _) => *y == cell.column.year,
                    (None, false) => years.contains(&cell.column.year),
                    (None, true) => budget || Some(cell.column.year) == newest,
                };
                if weighed {
                    cell.norm = Some(finding.status);
                }
            }
        }
    }

    pub fn cell(&self, field: &str, column: &Column) -> Option<&Cell> {
        self.cells.iter().find(|c| c.field == field && c.column == *column)
    }

    /// Fields that have a value, in order, ratios last.
    pub fn fields(&self) -> Vec<&'static str> {
        FIELDS
            .iter()
            .copied()
            .chain(RATIOS.iter().map(|r| r.0))
            .filter(|f| self.cells.iter().any(|c| c.field == *f))
            .collect()
    }

    /// The proved values of the accounts' years as points of a small line, 0 to 60 wide and 0 to 16 high;
    /// empty for fewer than two years.
    pub fn trend(&self, field: &str) -> String {
        let values: Vec<f64> = self
            .columns
            .iter()
            .filter(|c| c.order == 0)
            .filter_map(|c| self.cell(field, c))
            .filter(|c| c.sure)
            .filter_map(|c| c.value.to_string().parse().ok())
            .collect();
        if values.len() < 2 {
            return String::new();
        }
        let low = values.iter().copied().fold(f64::MAX, f64::min);
        let high = values.iter().copied().fold(f64::MIN, f64::max);
        let span = if high > low { high - low } else { 1.0 };
        let mut out = String::new();
        for (i, v) in values.iter().enumerate() {
            let x = 2.0 + 56.0 * i as f64 / (values.len() - 1) as f64;
            let y = 14.0 - 12.0 * (v - low) / span;
            let _ = write!(out, "{}{x:.1},{y:.1}", if i == 0 { "" } else { " " });
        }
        out
    }
}

/// A figure as people read it.
pub fn text(cell: &Cell) -> String {
    match RATIOS.iter().find(|r| r.0 == cell.field) {
        Some((.., true)) => format!("{} %", show(cell.value.round_dp(1))),
        Some(_) => show(cell.value.round_dp(2)),
        None => show(cell.value.round_dp(0)),
    }
}

fn cell(document: &Observed, fact: &Fact, field: &'static str) -> Option<Cell> {
    let year = fact.attribute("year")?.parse().ok()?;
    let order = match fact.attribute("basis") {
        Some("begroting") => 2,
        Some("geconsolideerd") => 1,
        None if document.kind() == Some("jaarrekening-moeder") => 1,
        _ => 0,
    };
    Some(Cell {
        field,
        column: Column { order, year },
        value: Decimal::from_str(&fact.value).ok()?,
        sure: fact.confidence >= DECISIVE,
        norm: None,
        path: document.path.clone(),
        page: fact.anchor.page,
        sheet: fact.anchor.sheet.clone(),
        cell: fact.anchor.cell.clone(),
        why: fact
            .attribute("contradicted")
            .or(fact.attribute("confirmed"))
            .unwrap_or("geen optelling bevestigt dit bedrag")
            .to_owned(),
    })
}

fn quotient(
    cells: &[Cell],
    column: &Column,
    field: &'static str,
    above: &str,
    below: &str,
    percent: bool,
) -> Option<Cell> {
    let of = |name: &str| cells.iter().find(|c| c.field == name && c.column == *column);
    let (a, b) = (of(above)?, of(below)?);
    if b.value <= Decimal::ZERO || column.order == 2 && field != "profit_ratio" {
        return None;
    }
    let factor = if percent { Decimal::ONE_HUNDRED } else { Decimal::ONE };
    let value = a.value.checked_mul(factor)?.checked_div(b.value)?;
    Some(Cell { field, value, sure: a.sure && b.sure, norm: None, why: a.why.clone(), ..a.clone() })
}
