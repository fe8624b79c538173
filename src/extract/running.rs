//! Values that a pattern finds in running text.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::candidate::{Candidate, Place};
use super::labels::KindRules;
use super::typed;
use super::view::{CellView, PageView, View};
use crate::catalogue::ValueType;
use crate::document::Rect;

static CUT: LazyLock<Regex> =
    LazyLock::new(|| crate::value::constant_regex(r"(?-i:[A-Z])\w+ +(?:aan|en|&) +$"));

/// A line that starts with a label of a few words and a colon.
static ROW: LazyLock<Regex> =
    LazyLock::new(|| crate::value::constant_regex(r"^(?-i:[A-Z])[\w.-]*(?:[ /][\w().-]+){0,3}\s?:(?:\s|$)"));

/// A page's cells as one text, with the way back.
#[derive(Debug)]
pub struct Running {
    pub text: String,
    /// Start in the text, cell, length.
    parts: Vec<(usize, usize, usize)>,
}

impl Running {
    /// Lines of a paragraph are joined with a blank, words broken at a line's end are mended; cells of a line
    /// are parted by a tab, anything else by a new line.
    pub fn new(page: &PageView<'_>) -> Self {
        let mut text = String::new();
        let mut parts = Vec::new();
        let mut before: Option<usize> = None;
        let rows = Rows::of(page);
        for (i, cell) in page.cells.iter().enumerate() {
            if let Some(last) = before.and_then(|b| page.cells.get(b)) {
                let runs_on = goes_on(page, &rows, last, cell);
                if last.line == cell.line && last.block == cell.block {
                    text.push(if rows.is_prose(cell) { ' ' } else { '\t' });
                } else if !runs_on {
                    text.push('\n');
                } else if text.ends_with('-')
                    && text.chars().rev().nth(1).is_some_and(char::is_alphabetic)
                    && cell.text.starts_with(char::is_lowercase)
                {
                    text.pop();
                } else {
                    text.push(' ');
                }
            }
            parts.push((text.len(), i, cell.text.len()));
            text.push_str(&cell.text);
            before = Some(i);
        }
        Self { text, parts }
    }

    /// The two hundred characters before a place in a cell.
    pub fn before(&self, cell: usize, within: usize) -> String {
        self.parts
            .iter()
            .find(|(_, c, _)| *c == cell)
            .map_or_else(String::new, |(start, ..)| before(&self.text, start + within))
    }

    /// The cell that a place of the text is in, and the place within it.
    pub fn cell(&self, at: usize) -> Option<(usize, usize)> {
        let i = self.parts.partition_point(|(start, ..)| *start <= at).checked_sub(1)?;
        let (start, cell, len) = self.parts.get(i)?;
        Some((*cell, (at - start).min(*len)))
    }
}

/// The two hundred characters before a place.
fn before(text: &str, at: usize) -> String {
    let head = text.get(..at).unwrap_or_default();
    let skip = head.char_indices().rev().nth(200).map_or(0, |(i, _)| i);
    head.get(skip..).unwrap_or_default().to_owned()
}

/// What stands before a place in its own clause: after the last sentence, line or amount.
fn clause(text: &str, at: usize) -> String {
    let head = before(text, at);
    let cut =
        [". ", "\n", "\t", ";", "€", "EUR"].iter().filter_map(|m| head.rfind(m).map(|i| i + m.len())).max();
    head.get(cut.unwrap_or(0)..).unwrap_or_default().to_owned()
}

/// The lines of a page: their boxes, and which are prose that justified setting has pulled apart.
#[derive(Debug, Default)]
struct Rows(BTreeMap<(usize, u32), Row>);

#[derive(Debug)]
struct Row {
    bbox: Rect,
    cells: usize,
    words: usize,
    letters: usize,
    /// Every gap between its cells is one that justified setting may leave.
    close: bool,
    end: f32,
}

impl Rows {
    fn of(page: &PageView<'_>) -> Self {
        let mut out: BTreeMap<(usize, u32), Row> = BTreeMap::new();
        for cell in &page.cells {
            let words = cell.text.split_whitespace().count();
            let letters = cell.text.split_whitespace().filter(|w| w.chars().any(char::is_alphabetic)).count();
            let height = cell.bbox.height().max(4.0);
            out.entry((cell.line, cell.block))
                .and_modify(|r| {
                    r.close &= (-0.5 * height..1.5 * height).contains(&(cell.bbox.x0 - r.end));
                    r.bbox = r.bbox.union(&cell.bbox);
                    r.cells += 1;
                    r.words += words;
                    r.letters += letters;
                    r.end = cell.bbox.x1;
                })
                .or_insert(Row {
                    bbox: cell.bbox,
                    cells: 1,
                    words,
                    letters,
                    close: page.sheet.is_none(),
                    end: cell.bbox.x1,
                });
        }
        Self(out)
    }

    fn get(&self, cell: &CellView<'_>) -> Option<&Row> {
        self.0.get(&(cell.line, cell.block))
    }

    fn is_prose(&self, cell: &CellView<'_>) -> bool {
        self.get(cell).is_some_and(|r| r.close && r.words >= 6 && r.letters * 10 >= r.words * 6)
    }

    fn alone(&self, cell: &CellView<'_>) -> bool {
        self.get(cell).is_some_and(|r| r.cells == 1) || self.is_prose(cell)
    }

    fn bbox(&self, cell: &CellView<'_>) -> Rect {
        self.get(cell).map_or(cell.bbox, |r| r.bbox)
    }
}

/// Whether a line carries on the sentence of the line before: a long line, close above, as large.
fn goes_on(page: &PageView<'_>, rows: &Rows, last: &CellView<'_>, next: &CellView<'_>) -> bool {
    let (above, below) = (rows.bbox(last), rows.bbox(next));
    let close = below.y0 - above.y1 < 1.1 * last.bbox.height().max(6.0);
    // As wide as the lines of its column are, there or thereabouts.
    let widest = page
        .cells
        .iter()
        .filter(|c| c.block == last.block && (c.bbox.x0 - below.x0).abs() <= 8.0)
        .map(|c| rows.bbox(c).width())
        .fold(0.0, f32::max);
    let full = above.width() >= 0.55 * widest;
    let alike = (last.size - next.size).abs() <= 1.0 && last.bold == next.bold;
    // `Adres: Kerkstraat 1` under `Verzekerde: Zorg B.V.` is a row of its own.
    let labelled = ROW.is_match(&next.text);
    last.block == next.block && close && full && alike && !labelled && rows.alone(last) && rows.alone(next)
}

/// Whether a text ends in an amount, so that what follows it speaks of that amount.
pub fn ends_in_amount(before: &str) -> bool {
    let tail = before.trim_end().trim_end_matches(['-', '–', '=']).trim_end_matches(',');
    let bare = ["miljoen", "mln.", "mln", "euro"].iter().find_map(|w| tail.strip_suffix(w));
    let number = bare.unwrap_or(tail).trim_end();
    let digits =
        number.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\u{a0}'));
    let figure = number.get(digits.len()..).unwrap_or_default();
    let signed = digits.ends_with('€') || digits.to_lowercase().ends_with("eur");
    figure.chars().any(|c| c.is_ascii_digit())
        && (bare.is_some() || signed || figure.matches('.').count() > 1)
}

/// Values of a field's patterns per page; at most this many a pattern and page.
const MAX_MATCHES: usize = 200;

pub fn patterned(view: &View<'_>, rules: &KindRules, running: &[Running]) -> Vec<Candidate> {
    let mut out = Vec::new();
    if rules.fields.iter().all(|f| f.patterns.is_empty()) {
        return out;
    }
    for ((index, page), running) in view.pages.iter().enumerate().zip(running) {
        for (field, rule) in rules.fields.iter().enumerate() {
            for (rank, pattern) in rule.patterns.iter().enumerate() {
                let Some(pattern) = pattern.regex() else { continue };
                for found in pattern.captures_iter(&running.text).take(MAX_MATCHES) {
                    let Some(v) = found.name("v") else { continue };
                    let from = found.get(0).map_or(v.start(), |m| m.start());
                    let of_the_one_before =
                        from < v.start() && ends_in_amount(running.text.get(..from).unwrap_or_default());
                    if rule.field.value_type == ValueType::Amount
                        && (of_the_one_before || rules.denied(field, &clause(&running.text, v.start())))
                    {
                        continue;
                    }
                    // A name ends with its cell.
                    let named = rule.field.value_type == ValueType::Organisation;
                    let said =
                        if named { v.as_str().split('\t').next().unwrap_or_default() } else { v.as_str() };
                    for taken in typed::take_all(&rule.field, said, false) {
                        let (start, end) = (v.start() + taken.start, v.start() + taken.end);
                        let Some((cell, within)) = running.cell(start) else { continue };
                        let Some(view_cell) = view.cell((index, cell)) else { continue };
                        let Some(mut c) =
                            Candidate::new(view, field, (index, cell), 0, &taken, Place::Pattern)
                        else {
                            continue;
                        };
                        if rule.field.value_type == ValueType::Organisation
                            && let Some(name) = super::owner::cut(&c.value)
                        {
                            c.value = name;
                        }
                        // `Zorg aan Huis X B.V.`: the name may have begun before.
                        if rule.field.value_type == ValueType::Organisation
                            && CUT.is_match(&before(&running.text, start))
                        {
                            c.confidence -= 0.15;
                        }
                        // A name that the line's end cuts may go on in the next.
                        let rest = running.text.get(end..).unwrap_or_default();
                        let reaches =
                            said.trim_end_matches(['.', ' ']).ends_with(c.value.trim_end_matches('.'));
                        let upper = rest.chars().nth(1).is_some_and(char::is_uppercase);
                        let cut = rest.starts_with('\t') || rest.starts_with('\n') && upper;
                        if named && reaches && cut && page.continuation(cell).is_some() {
                            c.confidence -= 0.15;
                        }
                        // A pattern vouches for what stands around the value.
                        if !taken.whole {
                            c.confidence += 0.03;
                        }
                        let last = running
                            .cell(end.saturating_sub(1))
                            .and_then(|(i, to)| Some((view.cell((index, i))?, to)));
                        c.anchor = match last {
                            Some((other, to)) if !std::ptr::eq(other, view_cell) => page.anchor_box(
                                view_cell,
                                view_cell.part(within, view_cell.text.len()).union(&other.part(0, to + 1)),
                            ),
                            _ => page.anchor(view_cell, within, within + (end - start)),
                        };
                        c.raw = running
                            .text
                            .get(start..end)
                            .unwrap_or_default()
                            .split_whitespace()
                            .collect::<Vec<_>>()
                            .join(" ")
                            .chars()
                            .take(300)
                            .collect();
                        c.at = ((index, cell), within);
                        c.rank = rank;
                        c.context = Some(before(&running.text, v.start()));
                        let head = running.text.get(found.get(0).map_or(start, |m| m.start())..v.start());
                        c.label = head
                            .map(|h| {
                                h.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(80).collect()
                            })
                            .filter(|h: &String| !h.is_empty());
                        out.push(c);
                    }
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::ends_in_amount;

    #[test]
    fn an_amount_before_is_told_from_a_number() {
        for text in ["bedrag € 2.500.000 ", "EUR 1.250.000,00", "€ 500,-", "2,5 miljoen", "2.500.000 euro"]
        {
            assert!(ends_in_amount(text), "{text}");
        }
        for text in ["Rubriek 1. ", "artikel 4", "vanaf 2026", "verzekerd bedrag", ""] {
            assert!(!ends_in_amount(text), "{text}");
        }
    }
}
