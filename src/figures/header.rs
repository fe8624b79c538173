//! Heads of columns: years, dates, budget or realisation.

use std::sync::LazyLock;

use regex::Regex;

use super::grid::{Atom, Kind};
use super::lexicon::{ColumnKind, Lexicon};
use super::sections::Line;
use crate::value::constant_regex;

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    constant_regex(
        r"(?i)\b(?P<d>\d{1,2})\s?[-./ ]\s?(?P<m>\d{1,2}|[a-z]{3,9}\.?)\s?[-./ ]\s?(?P<y>(?:19|20)?\d\d)\b",
    )
});
static YEAR: LazyLock<Regex> =
    LazyLock::new(|| constant_regex(r"(?:^|[^\d.,])(?P<y>(?:19|20)\d\d)(?:$|[^\d.,]|[.,](?:\D|$))"));

/// The year that a text names: of its last date, else its last year. The first of January is the end of
/// the year before.
pub fn year(text: &str) -> Option<i32> {
    let mut found = None;
    for c in DATE.captures_iter(text) {
        let (Some(d), Some(m), Some(y)) = (c.name("d"), c.name("m"), c.name("y")) else { continue };
        let day: u32 = d.as_str().parse().ok()?;
        let month = month(m.as_str());
        let Some(month) = month.filter(|m| (1..=12).contains(m) && (1..=31).contains(&day)) else { continue };
        let Ok(mut value) = y.as_str().parse::<i32>() else { continue };
        if value < 100 {
            value += 2000;
        }
        if day == 1 && month == 1 && !text.to_lowercase().contains("t/m") && !text.contains('–') {
            value -= 1;
        }
        found = Some(value);
    }
    if found.is_some() {
        return found.filter(|y| (1990..2060).contains(y));
    }
    YEAR.captures_iter(text)
        .filter_map(|c| c.name("y")?.as_str().parse().ok())
        .filter(|y| (1990..2060).contains(y))
        .last()
}

fn month(text: &str) -> Option<u32> {
    if let Ok(n) = text.parse() {
        return Some(n);
    }
    let t = text.to_lowercase();
    let names = ["jan", "feb", "m", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
    match t.get(..3)? {
        "maa" | "mrt" | "mar" => Some(3),
        "may" => Some(5),
        "oct" => Some(10),
        other => names.iter().position(|n| *n == other).and_then(|i| u32::try_from(i + 1).ok()),
    }
}

/// What stands above a column (or several).
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    pub text: String,
    pub x0: f32,
    pub x1: f32,
    pub year: Option<i32>,
    pub kind: Option<ColumnKind>,
}

impl Head {
    fn new(text: String, x0: f32, x1: f32, lexicon: &Lexicon) -> Self {
        let year = year(&text);
        let kind = lexicon.column_kind(&text);
        Self { text, x0, x1, year, kind }
    }
}

/// Heads of the columns of a table, left to right: the texts above its first figure that stand where the
/// figures do (from `from` on), those above one another taken together.
pub fn heads(lines: &[Line], from: f32, lexicon: &Lexicon) -> Vec<Head> {
    let first = lines.iter().position(|l| !l.figures.is_empty()).unwrap_or(lines.len());
    let mut rows: Vec<Vec<&Atom>> = lines[..first]
        .iter()
        .map(|l| {
            l.heads
                .iter()
                .filter(|a| a.kind != Kind::Unit && a.bbox.x1 > from && a.text.len() <= 48)
                .filter(|a| a.bbox.x0 > from - 90.0 || year(&a.text).is_some() && a.bbox.x0 > from - 120.0)
                .collect()
        })
        .filter(|r: &Vec<&Atom>| !r.is_empty())
        .collect();
    // Only what stands close above the figures.
    if rows.len() > 5 {
        rows = rows.split_off(rows.len() - 5);
    }
    let mut heads: Vec<Head> = Vec::new();
    for row in rows.iter().rev() {
        let mut fresh: Vec<Head> = Vec::new();
        for atom in &beside(row, lexicon) {
            let (x0, x1) = (atom.bbox.x0, atom.bbox.x1);
            let mut joined = false;
            for head in &mut heads {
                let shared = x1.min(head.x1) - x0.max(head.x0);
                if shared > 0.3 * (x1 - x0).min(head.x1 - head.x0) {
                    let said = year(&atom.text);
                    // A second year above another is a heading of its own.
                    if said.is_some() && head.year.is_some() {
                        joined = true;
                        continue;
                    }
                    *head = Head::new(
                        format!("{} {}", atom.text, head.text),
                        head.x0.min(x0.max(head.x0 - 20.0)),
                        head.x1.max(x1.min(head.x1 + 20.0)),
                        lexicon,
                    );
                    joined = true;
                }
            }
            if !joined {
                fresh.push(Head::new(atom.text.clone(), x0, x1, lexicon));
            }
        }
        heads.extend(fresh);
    }
    heads.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    heads
}

/// `Begroting` close in front of `2025` is one head.
fn beside(row: &[&Atom], lexicon: &Lexicon) -> Vec<Atom> {
    let mut out: Vec<Atom> = Vec::new();
    for atom in row {
        if let Some(last) = out.last_mut()
            && year(&last.text).is_none()
            && matches!(
                lexicon.column_kind(&last.text),
                Some(ColumnKind::Budget | ColumnKind::Actual | ColumnKind::Forecast)
            )
            && year(&atom.text).is_some()
            && lexicon.column_kind(&atom.text).is_none()
            && atom.bbox.x0 - last.bbox.x1 < 0.8 * atom.bbox.height().max(6.0)
        {
            last.text = format!("{} {}", last.text, atom.text);
            last.bbox = last.bbox.union(&atom.bbox);
            continue;
        }
        out.push((*atom).clone());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::year;

    #[test]
    fn years_of_heads() {
        for (text, expected) in [
            ("31-12-2025", Some(2025)),
            ("31 december 2025", Some(2025)),
            ("31 dec 2022", Some(2022)),
            ("Realisatie 2024", Some(2024)),
            ("1-1-2025", Some(2024)),
            ("01-01-2025 t/m 31-12-2025", Some(2025)),
            ("ultimo 2025", Some(2025)),
            ("31/12/25", Some(2025)),
            ("2025", Some(2025)),
            ("Balans per 31 december 2025", Some(2025)),
            ("Begroting 2026 – Verzinsel Zorg B.V.", Some(2026)),
            ("€ 2.025", None),
            ("Materiële vaste activa", None),
        ] {
            assert_eq!(year(text), expected, "{text}");
        }
    }
}
