//! Panels cut into the parts of the accounts, by their headings.

use super::grid::{Atom, Kind, Panel, Row};
use super::header;
use super::lexicon::Lexicon;
use super::rules::Part;
use crate::document::{Cell, Page, Rect};
use crate::fold::fold;

/// A figure as printed, with its place.
#[derive(Debug, Clone)]
pub struct Printed {
    pub text: String,
    pub bbox: Rect,
    pub cell: Option<Cell>,
}

/// A row of a table: its label, its figures, and what else stands there (heads of columns).
#[derive(Debug, Clone)]
pub struct Line {
    pub label: String,
    /// Left edge of the label.
    pub x: f32,
    pub bold: bool,
    pub figures: Vec<Printed>,
    pub heads: Vec<Atom>,
    pub y0: f32,
    pub y1: f32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    Company,
    Consolidated,
}

impl Basis {
    pub fn key(self) -> &'static str {
        match self {
            Self::Company => "enkelvoudig",
            Self::Consolidated => "geconsolideerd",
        }
    }
}

/// A piece of one part of the accounts on one page.
#[derive(Debug, Clone)]
pub struct Section {
    pub part: Part,
    /// Pieces of one number belong together: a statement that runs over pages.
    pub statement: usize,
    /// Index of the page.
    pub page: usize,
    /// Year of the title.
    pub year: Option<i32>,
    pub basis: Option<Basis>,
    /// Power of ten that the amounts are in, where said.
    pub scale: Option<u32>,
    pub lines: Vec<Line>,
    /// Stands in a panel beside another.
    pub beside: bool,
}

#[derive(Debug, Clone)]
struct State {
    part: Part,
    statement: usize,
    year: Option<i32>,
    basis: Option<Basis>,
    explicit: bool,
}

pub fn sections(panels: &[Panel], pages: &[&Page], lexicon: &Lexicon, budget: bool) -> Vec<Section> {
    let mut out: Vec<Section> = Vec::new();
    let mut chapter: Option<Basis> = None;
    let mut said: Vec<Option<u32>> = vec![None; pages.len()];
    let mut next = 1;
    let start = if budget { Part::Budget } else { Part::Other };
    let mut state = State { part: start, statement: 0, year: None, basis: None, explicit: false };
    let mut beside_from = state.clone();
    let mut page = usize::MAX;
    for (index, panel) in panels.iter().enumerate() {
        let tab = pages.get(panel.page).and_then(|p| p.sheet.as_deref()).filter(|_| page != panel.page);
        if let Some(tab) = tab {
            // Every sheet of a workbook is a statement of its own, named by its tab.
            let named = lexicon.marker(tab).filter(|p| *p != Part::IncomeStart);
            let part =
                if budget && named != Some(Part::Other) { Part::Budget } else { named.unwrap_or(start) };
            let basis = basis_of(tab).or(chapter);
            state = State { part, statement: next, year: header::year(tab), basis, explicit: false };
            next += 1;
        }
        page = panel.page;
        let height = pages.get(panel.page).map_or(0.0, |p| p.height);
        if panel.first {
            beside_from = state.clone();
        } else {
            state = State { statement: next, ..beside_from.clone() };
            next += 1;
        }
        let beside = !panel.first || panels.get(index + 1).is_some_and(|p| !p.first);
        let open = |state: &State, out: &mut Vec<Section>| {
            out.push(Section {
                part: state.part,
                statement: state.statement,
                page: panel.page,
                year: state.year,
                basis: state.basis,
                scale: None,
                lines: Vec::new(),
                beside,
            });
        };
        open(&state, &mut out);
        let left =
            panel.rows.iter().filter_map(|r| r.atoms.first()).map(|a| a.bbox.x0).fold(f32::MAX, f32::min);
        for (at, row) in panel.rows.iter().enumerate() {
            if margin(row, height) {
                continue;
            }
            let text = row.atoms.iter().map(|a| a.text.as_str()).collect::<Vec<_>>().join(" ");
            if let Some(scale) = lexicon.scale(&text) {
                if let Some(s) = said.get_mut(panel.page) {
                    s.get_or_insert(scale);
                }
                if let Some(s) = out.last_mut() {
                    s.scale.get_or_insert(scale);
                }
            }
            if row.numbers() == 0
                && let Some(basis) = chapter_basis(&text)
            {
                chapter = Some(basis);
            }
            let figured = out.last().is_some_and(|s| s.lines.iter().any(|l| !l.figures.is_empty()));
            if let Some((atom, part)) = opened(row, &state, figured, left, lexicon) {
                let title = row.atoms[atom].text.clone();
                let side = matches!(part, Part::Assets | Part::Liabilities);
                let inherits = side && matches!(state.part, Part::Balance | Part::Assets | Part::Liabilities);
                let year = header::year(&title).or(if inherits { state.year } else { None });
                state = State {
                    part: if part == Part::IncomeStart { Part::Income } else { part },
                    statement: next,
                    year,
                    basis: basis_of(&title).or(if inherits { state.basis } else { None }).or(chapter),
                    explicit: true,
                };
                next += 1;
                open(&state, &mut out);
                if at == 0 && panel.first {
                    beside_from = state.clone();
                }
                if let Some(scale) = lexicon.scale(&text)
                    && let Some(s) = out.last_mut()
                {
                    s.scale = Some(scale);
                }
                let rest: Vec<Atom> = row
                    .atoms
                    .iter()
                    .enumerate()
                    .filter(|(i, _)| *i != atom)
                    .map(|(_, a)| a.clone())
                    .collect();
                let heading = if part == Part::IncomeStart { row.atoms.clone() } else { rest };
                if !heading.is_empty()
                    && let Some(s) = out.last_mut()
                {
                    s.lines.push(line(&Row { atoms: heading, y0: row.y0, y1: row.y1 }));
                }
                continue;
            }
            let line = line(row);
            let total = state.part == Part::Assets
                && !line.figures.is_empty()
                && ends_assets(&line.label, state.explicit, lexicon)
                || state.part == Part::Balance
                    && !line.figures.is_empty()
                    && ends_assets(&line.label, false, lexicon);
            if let Some(s) = out.last_mut() {
                s.lines.push(line);
            }
            if total && !beside {
                // A balance in one table: what follows the total of the assets are the liabilities.
                if let Some(s) = out.last_mut() {
                    s.part = Part::Assets;
                }
                state = State { part: Part::Liabilities, statement: next, ..state.clone() };
                next += 1;
                let heads = out.last().map(|s| heads_of(&s.lines)).unwrap_or_default();
                open(&state, &mut out);
                if let Some(s) = out.last_mut() {
                    s.lines = heads;
                }
            }
        }
    }
    // What is said once for the whole report holds where a page is silent.
    let everywhere: Vec<u32> = said.iter().flatten().copied().collect();
    let all_alike = everywhere.first().copied().filter(|f| everywhere.iter().all(|s| s == f));
    for section in &mut out {
        section.scale = section.scale.or(said.get(section.page).copied().flatten()).or(all_alike);
        wrap(&mut section.lines);
    }
    out.retain(|s| !s.lines.is_empty());
    out
}

/// Heads of columns that hold for a table that goes on.
fn heads_of(lines: &[Line]) -> Vec<Line> {
    let first = lines.iter().position(|l| !l.figures.is_empty()).unwrap_or(0);
    lines[..first]
        .iter()
        .filter(|l| !l.heads.is_empty())
        .map(|l| Line { label: String::new(), ..l.clone() })
        .collect()
}

fn ends_assets(label: &str, explicit: bool, lexicon: &Lexicon) -> bool {
    let bare = super::lexicon::bare(label);
    let plainly = matches!(bare.as_str(), "totaal" | "total");
    lexicon
        .meaning(Part::Assets, label)
        .is_some_and(|m| m.class == super::rules::Class::TotalAssets && m.whole)
        && !(explicit && plainly)
}

/// Page numbers and running foot lines.
fn margin(row: &Row, height: f32) -> bool {
    if height <= 0.0 {
        return false;
    }
    let edge = row.y0 > 0.93 * height || row.y1 < 0.06 * height;
    edge && row
        .atoms
        .iter()
        .filter(|a| a.kind == Kind::Number)
        .all(|a| a.text.len() <= 4 && !a.text.contains(['.', ',']))
}

/// The atom of a row that opens another part of the accounts.
fn opened(row: &Row, state: &State, figured: bool, left: f32, lexicon: &Lexicon) -> Option<(usize, Part)> {
    if row.numbers() > 0 {
        return None;
    }
    let at = row.atoms.iter().position(|a| a.kind == Kind::Text)?;
    let atom = &row.atoms[at];
    let initial = atom.text.chars().find(|c| c.is_alphabetic())?;
    if initial.is_lowercase() {
        return None;
    }
    let part = lexicon.marker(&atom.text)?;
    let alone = row.atoms.len() == 1;
    let fits = match part {
        Part::Assets | Part::Liabilities => state.part != Part::Notes,
        Part::IncomeStart => {
            matches!(state.part, Part::Balance | Part::Assets | Part::Liabilities) && figured
        }
        // A head above a column of budget figures is no heading.
        Part::Budget => state.part != Part::Income || alone && atom.bbox.x0 < left + 60.0 && figured,
        // Within a budget its own parts are no others.
        // `Toelichting` above the column of notes is no heading either.
        Part::Notes | Part::Other => {
            let headed = row.atoms.iter().any(|a| header::year(&a.text).is_some());
            atom.bbox.x0 < left + 150.0 && (alone || state.part != Part::Income && !headed)
        }
        _ => true,
    };
    fits.then_some((at, part))
}

fn chapter_basis(text: &str) -> Option<Basis> {
    let words = text.split_whitespace().count();
    let first = text.chars().find(|c| c.is_alphabetic())?;
    if words > 9 || first.is_lowercase() || text.ends_with(['.', ',']) {
        return None;
    }
    let folded = fold(text);
    let about = [
        "jaarrekening",
        "jaarstukken",
        "balans",
        "resultaten",
        "winst",
        "staat van",
        "exploitatie",
        "financial statements",
        "balance sheet",
        "kasstroom",
        "income",
    ];
    about.iter().any(|w| folded.contains(w)).then(|| basis_of(text)).flatten()
}

fn basis_of(text: &str) -> Option<Basis> {
    let folded = fold(text);
    if folded.contains("geconsolideerd") || folded.contains("consolidated") || folded.contains("concern") {
        Some(Basis::Consolidated)
    } else if folded.contains("enkelvoudig")
        || folded.contains("vennootschappelijk")
        || folded.contains("company ")
    {
        Some(Basis::Company)
    } else {
        None
    }
}

fn line(row: &Row) -> Line {
    let figure = row.atoms.iter().position(|a| a.kind == Kind::Number);
    let letters = |a: &&Atom| a.kind == Kind::Text;
    let end = figure.unwrap_or(row.atoms.len());
    // A code in front of its label is no figure.
    let coded = figure == Some(0)
        && row.atoms.get(1).is_some_and(|a| a.kind == Kind::Text && a.text.chars().any(char::is_alphabetic))
        && row.atoms[0].text.len() <= 8
        && !row.atoms[0].text.contains([',', '€']);
    let (from, end) = if coded {
        let next =
            row.atoms[1..].iter().position(|a| a.kind == Kind::Number).map_or(row.atoms.len(), |p| p + 1);
        (1, next)
    } else {
        (0, end)
    };
    let texts: Vec<&Atom> = row.atoms[from..end].iter().filter(letters).collect();
    let label = texts.iter().map(|a| a.text.as_str()).collect::<Vec<_>>().join(" ");
    let figures = row.atoms[end.min(row.atoms.len())..]
        .iter()
        .filter(|a| a.kind == Kind::Number)
        .map(|a| Printed { text: a.text.clone(), bbox: a.bbox, cell: a.cell })
        .collect::<Vec<_>>();
    let heads = if figures.is_empty() { row.atoms.clone() } else { Vec::new() };
    Line {
        x: texts.first().map_or(f32::MAX, |a| a.bbox.x0),
        bold: row.atoms.iter().all(|a| a.bold),
        label,
        figures,
        heads,
        y0: row.y0,
        y1: row.y1,
    }
}

/// Joins labels that run over lines.
fn wrap(lines: &mut [Line]) {
    let lower = |text: &str| text.chars().next().is_some_and(|c| c.is_lowercase() || c == '(');
    for at in 1..lines.len() {
        let (before, rest) = lines.split_at_mut(at);
        let (Some(above), Some(this)) = (before.last_mut(), rest.first_mut()) else { continue };
        let height = (this.y1 - this.y0).max(4.0);
        let close = this.y0 - above.y1 < 0.75 * height;
        if above.label.is_empty() || !close {
            continue;
        }
        if above.figures.is_empty() && !this.figures.is_empty() {
            let overlapping = this.label.is_empty() && this.y0 < above.y1 - 0.15 * height;
            if lower(&this.label) || overlapping {
                format!("{} {}", above.label, this.label).trim().clone_into(&mut this.label);
                this.x = above.x;
                above.label.clear();
            }
        } else if this.figures.is_empty() && lower(&this.label) && !above.figures.is_empty() {
            above.label = format!("{} {}", above.label, this.label);
            this.label.clear();
        }
    }
}
