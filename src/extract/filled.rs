//! Whether every place of a printed form shows something: rows of label and value, labels with their value
//! below, statements with an answer at the end of the row, boxes to tick.
//!
//! Known labels show where the form's columns are and how its labels are set; what stands in those columns in
//! that setting is a label too, known or not, and must have its value.

use std::sync::LazyLock;

use regex::Regex;

use super::forms::{leading_box, yes_no};
use super::lexicon::tokens;
use crate::document::{Line, MarkKind, Page, Rect};
use crate::fact::Anchor;
use crate::fold::fold;
use crate::value::constant_regex;

/// Known labels that must stand in a column before it counts as one of labels.
const LEAST_KNOWN: usize = 2;
/// Words of the longest option of a choice; a longer one is a statement to agree with.
const OPTION_WORDS: usize = 7;
/// Lines of a page that are looked at.
const MOST_LINES: usize = 2_000;

/// What stands where something was to be filled in.
static PLACEHOLDER: LazyLock<Regex> = LazyLock::new(|| {
    constant_regex(
        r"^[\s._…\-–/|:]*$|^\W*(?:n\.?\s?t\.?\s?b\.?|x{2,}|pm|p\.m\.|nader te bepalen|nog (?:niet bekend|in te vullen|invullen|te bepalen)|in te vullen|invullen|vul (?:hier )?in\b.*|kies een item\.?|klik (?:of tik )?(?:hier )?om .*|dd[-/ ]?mm[-/ ]?j{2,4}|\?+)\W*$|^[\[<{(][^\]>})]{1,60}[\]>})]$|\.{5,}|_{4,}|…{2,}",
    )
});
/// A place to sign, which is judged elsewhere.
static SIGNATURE: LazyLock<Regex> =
    LazyLock::new(|| constant_regex(r"handtekening|ondertekening|paraaf|stempel|signature|getekend"));
/// The number of a statement in the first column of a table: `B3`, `4.`, `2.1`, `c)`.
static COUNTER: LazyLock<Regex> =
    LazyLock::new(|| constant_regex(r"^(?:[a-z]{0,2}\.?\d{1,2}(?:\.\d{1,2})*|[a-z])[.):]?$"));

/// What one page of a printed form shows.
#[derive(Debug, Default)]
#[allow(clippy::struct_field_names)] // the filled places of what is filled
pub struct Filled {
    pub filled: u32,
    pub empty: Vec<(String, Anchor)>,
    pub unticked: Vec<(u32, Rect)>,
}

#[derive(Debug)]
struct Cell {
    text: String,
    bbox: Rect,
    size: f32,
    bold: bool,
}

#[derive(Debug)]
struct Row {
    cells: Vec<Cell>,
    bbox: Rect,
}

/// Reads a page. `labels` are folded labels that a form may have.
pub fn read(page: &Page, labels: &[String]) -> Filled {
    let mut out = Filled::default();
    if page.sheet.is_some() {
        return out;
    }
    let rows: Vec<Row> = page.lines.iter().take(MOST_LINES).map(row).collect();
    let known = |text: &str| {
        let folded = fold(bare(text));
        labels.contains(&folded)
    };
    beside(page, &rows, &known, &mut out);
    below(page, &rows, &known, &mut out);
    answers(page, &rows, &mut out);
    boxes(page, &rows, &mut out);
    out.empty.retain(|(label, _)| !SIGNATURE.is_match(label));
    out
}

/// Spans as cells; those that justified setting pulls apart are one.
fn row(line: &Line) -> Row {
    let mut cells: Vec<Cell> = Vec::new();
    for span in &line.spans {
        let (bbox, text) = (span.bbox(), span.text());
        if text.trim().is_empty() {
            continue;
        }
        let size = span.words.iter().map(|w| w.size).fold(0.0, f32::max);
        let bold = span.words.iter().all(|w| w.bold);
        match cells.last_mut() {
            Some(last) if bbox.x0 - last.bbox.x1 < 0.8 * bbox.height().max(4.0) => {
                last.bbox = last.bbox.union(&bbox);
                last.text.push(' ');
                last.text.push_str(&text);
            }
            _ => cells.push(Cell { text, bbox, size, bold }),
        }
    }
    Row { cells, bbox: line.bbox() }
}

/// A label without its colon and what explains it: `Naam zorgaanbieder (statutaire naam):`.
fn bare(text: &str) -> &str {
    let trimmed = text.trim().trim_end_matches([':', '*', ' ']);
    match trimmed.strip_suffix(')').and_then(|t| t.rsplit_once('(')) {
        Some((head, _)) if !head.trim().is_empty() => head.trim().trim_end_matches([':', '*', ' ']),
        _ => trimmed,
    }
}

fn place(page: &Page, bbox: Rect) -> Anchor {
    Anchor { page: Some(page.number), sheet: None, cell: None, bbox: (page.height > 0.0).then_some(bbox) }
}

fn label_of(text: &str) -> String {
    text.trim().trim_end_matches([':', ' ']).chars().take(120).collect()
}

fn alike(a: &Cell, b: &Cell) -> bool {
    (a.size - b.size).abs() <= 0.4 && a.bold == b.bold
}

/// Labels in one column, their values in another.
fn beside(page: &Page, rows: &[Row], known: &dyn Fn(&str) -> bool, out: &mut Filled) {
    // A column is known by the labels that start at its left edge.
    let mut columns: Vec<(f32, Vec<usize>)> = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        let Some(first) = row.cells.first().filter(|c| known(&c.text)) else { continue };
        if row.cells.len() < 2 {
            continue;
        }
        match columns.iter_mut().find(|c| (c.0 - first.bbox.x0).abs() <= 4.0) {
            Some(column) => column.1.push(i),
            None => columns.push((first.bbox.x0, vec![i])),
        }
    }
    for (x, found) in columns.into_iter().filter(|c| c.1.len() >= LEAST_KNOWN) {
        // A label beside a label: their values stand below them.
        let stacked =
            found.iter().filter_map(|i| rows.get(*i)).any(|r| r.cells.iter().skip(1).any(|c| known(&c.text)));
        if stacked {
            continue;
        }
        let values = |i: &usize| rows.get(*i).and_then(|r| r.cells.get(1)).map(|c| c.bbox.x0);
        let value_x = found.iter().filter_map(values).fold(f32::MAX, f32::min);
        let (Some(from), Some(to)) = (found.first(), found.last()) else { continue };
        let Some(model) = rows.get(*from).and_then(|r| r.cells.first()) else { continue };
        // Rows of the same make right above and below the known ones belong to the form too.
        for (i, row) in
            rows.iter().enumerate().skip(from.saturating_sub(4)).take(to + 8 - from.saturating_sub(4))
        {
            let Some(label) = row.cells.first() else { continue };
            if (label.bbox.x0 - x).abs() > 4.0 || !alike(label, model) {
                continue;
            }
            let value = row.cells.get(1).filter(|c| c.bbox.x0 >= value_x - 6.0);
            match value {
                Some(v) if PLACEHOLDER.is_match(v.text.trim()) => {
                    out.empty.push((label_of(&label.text), place(page, row.bbox)));
                }
                Some(_) => out.filled += 1,
                // Text that runs across the columns is no label.
                None if label.bbox.x1 > value_x - 2.0 || row.cells.len() > 1 => {}
                None if i < *from || i > *to => {}
                None if carries_on(rows, i) || opens_list(rows, i) => {}
                None => out.empty.push((label_of(&label.text), place(page, row.bbox))),
            }
        }
    }
}

/// Whether a line is the second of the label above: close under it, or in lower case.
fn carries_on(rows: &[Row], at: usize) -> bool {
    let (Some(row), Some(above)) = (rows.get(at), at.checked_sub(1).and_then(|i| rows.get(i))) else {
        return false;
    };
    let lower = row.cells.first().is_some_and(|c| c.text.starts_with(|x: char| x.is_lowercase() || x == '('));
    let pitch = row.bbox.y0 - above.bbox.y0;
    lower && pitch < 2.0 * row.bbox.height().max(6.0)
}

/// `Het bestuur verklaart:` above a list that is set further in.
fn opens_list(rows: &[Row], at: usize) -> bool {
    let (Some(row), Some(next)) = (rows.get(at), rows.get(at + 1)) else { return false };
    row.cells.first().is_some_and(|c| c.text.trim_end().ends_with(':')) && next.bbox.x0 > row.bbox.x0 + 4.0
}

/// Labels with their values on the line below, where labels are set unlike values.
fn below(page: &Page, rows: &[Row], known: &dyn Fn(&str) -> bool, out: &mut Filled) {
    let under = |i: usize, label: &Cell| -> Option<&Cell> {
        let next = rows.get(i + 1)?;
        let near =
            next.bbox.y0 - label.bbox.y1 < 1.3 * label.bbox.height().max(8.0) && next.bbox.y0 > label.bbox.y0;
        near.then(|| next.cells.iter().find(|c| (c.bbox.x0 - label.bbox.x0).abs() <= 4.0)).flatten()
    };
    let mut models: Vec<(usize, &Cell)> = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        for cell in row.cells.iter().filter(|c| known(&c.text)) {
            let valued = under(i, cell).is_some_and(|v| !alike(v, cell));
            if valued {
                models.push((i, cell));
            }
        }
    }
    let Some((_, model)) = models.first() else { return };
    let same = models.iter().filter(|(_, c)| alike(c, model)).count();
    let (from, to) = (models.first().map_or(0, |m| m.0), models.last().map_or(0, |m| m.0));
    if same < LEAST_KNOWN + 1 {
        return;
    }
    let columns: Vec<f32> = models.iter().map(|(_, c)| c.bbox.x0).collect();
    for (i, row) in rows.iter().enumerate().skip(from.saturating_sub(4)).take(to + 8 - from.saturating_sub(4))
    {
        for label in row.cells.iter().filter(|c| alike(c, model)) {
            let in_column = columns.iter().any(|x| (x - label.bbox.x0).abs() <= 4.0);
            if !in_column || tokens(&label.text).is_empty() {
                continue;
            }
            match under(i, label) {
                Some(v) if alike(v, model) && !known(&v.text) && !known(&label.text) => {}
                Some(v) if alike(v, model) || PLACEHOLDER.is_match(v.text.trim()) => {
                    out.empty.push((label_of(&label.text), place(page, label.bbox)));
                }
                Some(_) => out.filled += 1,
                None if i < from || i > to => {}
                None => out.empty.push((label_of(&label.text), place(page, label.bbox))),
            }
        }
    }
}

/// Numbered statements with `ja` or `nee` at the end of the row: each must have one.
fn answers(page: &Page, rows: &[Row], out: &mut Filled) {
    let answer = |row: &Row| {
        row.cells
            .last()
            .filter(|_| row.cells.len() >= 2)
            .filter(|c| {
                yes_no(&c.text).is_some()
                    || leading_box(&c.text) == Some(true)
                    || matches!(c.text.trim(), "x" | "X" | "v" | "V")
            })
            .map(|c| c.bbox)
    };
    let answered: Vec<(usize, Rect)> =
        rows.iter().enumerate().filter_map(|(i, r)| Some((i, answer(r)?))).collect();
    let Some((first, column)) = answered.first().copied() else { return };
    let mine: Vec<usize> =
        answered.iter().filter(|(_, b)| (b.x0 - column.x0).abs() <= 14.0).map(|(i, _)| *i).collect();
    let Some(last) = mine.last().copied().filter(|_| mine.len() >= 2) else { return };
    let Some(counter) = rows.get(first).and_then(|r| r.cells.first()) else { return };
    if !COUNTER.is_match(fold(&counter.text).trim()) {
        return;
    }
    for (i, row) in rows.iter().enumerate().skip(first).take(last + 4 - first) {
        let Some(head) = row.cells.first() else { continue };
        if (head.bbox.x0 - counter.bbox.x0).abs() > 4.0 || !COUNTER.is_match(fold(&head.text).trim()) {
            continue;
        }
        if mine.contains(&i) {
            out.filled += 1;
        } else if answer(row).is_none() {
            let text: Vec<&str> = row.cells.iter().map(|c| c.text.trim()).collect();
            out.empty.push((label_of(&text.join(" ")), place(page, row.bbox)));
        }
    }
}

/// A box with what stands behind it.
#[derive(Debug)]
struct Tick {
    ticked: bool,
    row: usize,
    bbox: Rect,
    text: String,
}

/// Boxes to tick, drawn or typed: of a choice one is ticked, of statements every one.
fn boxes(page: &Page, rows: &[Row], out: &mut Filled) {
    let mut all: Vec<Tick> = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        for cell in &row.cells {
            if let Some(ticked) = leading_box(&cell.text) {
                let text: String = cell.text.trim_start().chars().skip(1).collect();
                all.push(Tick { ticked, row: i, bbox: cell.bbox, text });
            }
        }
    }
    for mark in page.marks.iter().filter(|m| matches!(m.kind, MarkKind::Open | MarkKind::Ticked)) {
        let b = mark.bbox;
        let beside = rows.iter().enumerate().find(|(_, r)| {
            r.bbox.y_overlap(&b) > 0.4 * b.height().min(r.bbox.height())
                && r.cells.iter().any(|c| c.bbox.x0 >= b.x1 - 1.0 && c.bbox.x0 - b.x1 < 40.0)
        });
        // A letter typed into the box ticks it.
        let typed = page.lines.iter().flat_map(Line::words).any(|w| {
            let (x, y) = (f32::midpoint(w.bbox.x0, w.bbox.x1), f32::midpoint(w.bbox.y0, w.bbox.y1));
            w.text.chars().count() <= 2 && x > b.x0 && x < b.x1 && y > b.y0 && y < b.y1
        });
        let ticked = typed || mark.kind == MarkKind::Ticked;
        let Some((row, found)) = beside else { continue };
        let text =
            found.cells.iter().find(|c| c.bbox.x0 >= b.x1 - 1.0).map_or_else(String::new, |c| c.text.clone());
        if !ticked {
            out.unticked.push((page.number, b));
        }
        all.push(Tick { ticked, row, bbox: b, text });
    }
    all.sort_by(|a, b| a.row.cmp(&b.row).then(a.bbox.x0.total_cmp(&b.bbox.x0)));
    for group in groups(&all) {
        let ticked = group.iter().filter(|t| t.ticked).count();
        let short = group.iter().all(|t| tokens(&t.text).len() <= OPTION_WORDS);
        let short = short || opposites(&group);
        out.filled += u32::try_from(ticked).unwrap_or(0);
        if ticked == group.len() || ticked == 1 && group.len() > 1 && short {
            continue;
        }
        for open in group.iter().filter(|t| !t.ticked) {
            out.empty.push((label_of(&open.text), place(page, open.bbox)));
        }
    }
}

/// `Wij werken met onderaannemers` and `Wij werken niet met onderaannemers`: one of the two is ticked.
fn opposites(group: &[&Tick]) -> bool {
    let core = |t: &Tick| -> Vec<String> {
        let without = ["niet", "geen", "wel", "een"];
        tokens(&t.text).into_iter().map(|w| w.text).filter(|w| !without.contains(&w.as_str())).collect()
    };
    matches!(group, [a, b] if core(a) == core(b) && fold(&a.text) != fold(&b.text))
}

/// Boxes on one row, or under each other in a column.
fn groups(all: &[Tick]) -> Vec<Vec<&Tick>> {
    let mut out: Vec<Vec<&Tick>> = Vec::new();
    for tick in all {
        let mine = out.iter_mut().rev().take(3).find(|g| {
            g.last().is_some_and(|last| {
                let same_row = last.row == tick.row;
                let alone = g.iter().all(|t| t.row == last.row) && g.len() > 1;
                let column = (g.first().map_or(0.0, |f| f.bbox.x0) - tick.bbox.x0).abs() <= 4.0;
                same_row || !alone && column && tick.row - last.row <= 3
            })
        });
        match mine {
            Some(group) => group.push(tick),
            None => out.push(vec![tick]),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::flow::tests::document;
    use super::*;
    use crate::document::Mark;

    const LABELS: [&str; 6] =
        ["naam zorgaanbieder", "kvk nummer", "datum", "functie", "plaats", "naam tekenbevoegde"];

    fn of(text: &str) -> (u32, Vec<String>) {
        let doc = document(text);
        let labels = LABELS.map(str::to_owned);
        let found = read(&doc.pages[0], &labels);
        (found.filled, found.empty.into_iter().map(|e| e.0).collect())
    }

    #[test]
    fn rows_of_labels_and_values() {
        let (filled, empty) = of(
            "Naam zorgaanbieder (statutaire naam)\t\t\tStichting Zonnehof\nKvK nummer\t\t\t\t12345678\nAdres\t\t\t\t\tZonlaan 1\nPlaats\t\t\t\t\tUtrecht\nDatum\t\t\t\t\t1 juli 2026\n",
        );
        assert_eq!((filled, empty.len()), (5, 0));
        // A row that no list knows stands open.
        let (_, empty) = of(
            "Naam zorgaanbieder\t\t\tStichting Zonnehof\nKvK nummer\t\t\t12345678\nContactpersoon\nPlaats\t\t\t\tUtrecht\nDatum\t\t\t\t1 juli 2026\n",
        );
        assert_eq!(empty, ["Contactpersoon"]);
        let (_, empty) = of(
            "Naam zorgaanbieder\t\t\tStichting Zonnehof\nKvK nummer\t\t\t[nummer]\nPlaats\t\t\t\tn.t.b.\nDatum\t\t\t\t1 juli 2026\n",
        );
        assert_eq!(empty, ["KvK nummer", "Plaats"]);
    }

    #[test]
    fn labels_above_their_values() {
        let (filled, empty) = of(
            "**Naam zorgaanbieder\nStichting Zonnehof\n\n**KvK nummer\n12345678\n\n**Bezoekadres\nZonlaan 1\n\n**Plaats\nUtrecht\n\n**Datum\n1 juli 2026\n",
        );
        assert_eq!((filled, empty.len()), (5, 0));
        let (_, empty) = of(
            "**Naam zorgaanbieder\nStichting Zonnehof\n\n**KvK nummer\n12345678\n\n**Bezoekadres\n\n**Plaats\nUtrecht\n\n**Datum\n1 juli 2026\n",
        );
        assert_eq!(empty, ["Bezoekadres"]);
        // Labels set like values: nothing shows which line is which.
        assert_eq!(of("Naam zorgaanbieder\nStichting Zonnehof\nDatum\n1 juli 2026\nPlaats\nUtrecht\n").0, 0);
    }

    #[test]
    fn an_answer_for_every_statement() {
        let rows = |second: &str| {
            format!(
                "B1\tDe aanbieder voldoet aan de eisen\t\tJa\nB2\tEr zijn geen gronden van uitsluiting{second}\nB3\tAlle gegevens zijn juist\t\tJa\n"
            )
        };
        assert!(of(&rows("\t\tJa")).1.is_empty());
        assert_eq!(of(&rows("")).1.len(), 1);
    }

    #[test]
    fn boxes_of_statements_and_of_choices() {
        let all = "☒ Wij voldoen aan alle eisen die in het document zijn gesteld\n☒ Op ons is geen grond van uitsluiting van toepassing op dit moment\n";
        assert!(of(all).1.is_empty());
        assert_eq!(of(&all.replacen('☒', "☐", 1)).1.len(), 1);
        // One of several short ones is a choice.
        assert!(of("☐ bestaande aanbieder\n☒ nieuwe aanbieder\n").1.is_empty());
        assert_eq!(of("☐ bestaande aanbieder\n☐ nieuwe aanbieder\n").1.len(), 2);
        let two = "☐ Wij zijn voornemens om in 2027 met onderaannemers te gaan werken\n☒ Wij zijn niet voornemens om in 2027 met onderaannemers te gaan werken\n";
        assert!(of(two).1.is_empty());
    }

    #[test]
    fn drawn_boxes_count_like_typed_ones() {
        let mut doc = document("     Wij voldoen aan alle eisen die in het inkoopdocument zijn gesteld\n");
        let y = doc.pages[0].lines[0].bbox().y0;
        doc.pages[0].marks.push(Mark { kind: MarkKind::Open, bbox: Rect::new(75.0, y, 85.0, y + 10.0) });
        let found = read(&doc.pages[0], &[]);
        assert_eq!((found.empty.len(), found.unticked.len()), (1, 1));
        doc.pages[0].marks[0].kind = MarkKind::Ticked;
        assert!(read(&doc.pages[0], &[]).empty.is_empty());
    }
}
