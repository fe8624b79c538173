//! Pages as rows of labels and figures: visual rows from boxes, whatever the reading order says, cut into
//! panels where two tables stand side by side.

use super::lexicon::Lexicon;
use super::number;
use super::rules::Part;
use crate::document::{Cell, Page, Rect, Word};

/// Rows of a page that are looked at.
const MOST_ROWS: usize = 3_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Number,
    /// A year alone, in a row of nothing but years and words.
    Year,
    /// `€`, `EUR`.
    Unit,
}

/// A label or figure with its box.
#[derive(Debug, Clone)]
pub struct Atom {
    pub text: String,
    pub bbox: Rect,
    pub kind: Kind,
    pub bold: bool,
    pub cell: Option<Cell>,
}

#[derive(Debug, Clone)]
pub struct Row {
    pub atoms: Vec<Atom>,
    pub y0: f32,
    pub y1: f32,
}

impl Row {
    pub fn numbers(&self) -> usize {
        self.atoms.iter().filter(|a| a.kind == Kind::Number).count()
    }
}

/// One table's width of (part of) a page: rows of one set of labels and its figures.
#[derive(Debug, Clone)]
pub struct Panel {
    /// Index of the page in the document.
    pub page: usize,
    pub rows: Vec<Row>,
    /// The first panel of its band: what stands beside it starts from the same heading.
    pub first: bool,
}

fn atom(words: &[Word], kind: Kind) -> Atom {
    let text = words.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ");
    let mut bbox = words.first().map(|w| w.bbox).unwrap_or_default();
    for word in words {
        bbox = bbox.union(&word.bbox);
    }
    Atom { text, bbox, kind, bold: words.iter().all(|w| w.bold), cell: words.first().and_then(|w| w.cell) }
}

fn kind_of(text: &str) -> Kind {
    if number::currency(text) {
        Kind::Unit
    } else if number::looks(text) {
        Kind::Number
    } else {
        Kind::Text
    }
}

fn gap(a: &Word, b: &Word) -> f32 {
    b.bbox.x0 - a.bbox.x1
}

/// The labels and figures of one span.
fn atoms(words: &[Word], lexicon: &Lexicon, out: &mut Vec<Atom>) {
    let all = atom(words, Kind::Text);
    let wide = words.windows(2).any(|w| {
        matches!(w, [a, b] if gap(a, b) > 0.5 * a.size.max(6.0) && number::looks(&a.text) && number::looks(&b.text) && !number::lone_dash(&a.text))
    });
    let kind = kind_of(&all.text);
    if kind != Kind::Text && !wide {
        out.push(Atom { kind, ..all });
        return;
    }
    let kinds: Vec<Kind> = words.iter().map(|w| kind_of(&w.text)).collect();
    if words.len() > 1 && kinds.iter().all(|k| *k != Kind::Text) {
        // Figures whose columns stand close together; a sign or currency joins what follows.
        let mut start = 0;
        for at in 0..words.len() {
            let w = &words[at];
            let joins = at + 1 < words.len()
                && (kinds[at] == Kind::Unit || number::lone_dash(&w.text) || number::sign_only(&w.text));
            if !joins {
                let run = &words[start..=at];
                let one = atom(run, Kind::Text);
                out.push(Atom { kind: kind_of(&one.text), ..one });
                start = at + 1;
            }
        }
        return;
    }
    // `Liquide middelen 12.345`: a label with its figure close behind it.
    let mut cut = words.len();
    while cut > 1
        && number::looks(&words[cut - 1].text)
        && number::formatted(&words[cut - 1].text)
        && !number::bracketed(&words[cut - 1].text)
    {
        cut -= 1;
    }
    if cut < words.len() && cut <= 9 && words[..cut].iter().any(|w| w.text.chars().any(char::is_alphabetic)) {
        let mut lead = cut;
        while lead > 1
            && (number::currency(&words[lead - 1].text)
                || number::lone_dash(&words[lead - 1].text)
                || number::sign_only(&words[lead - 1].text))
        {
            lead -= 1;
        }
        let last = words[lead - 1].text.as_str();
        let sentence = last.ends_with('.')
            || last.ends_with(':')
            || ["van", "met", "op", "tot", "artikel", "met", "is", "circa"].contains(&last);
        if !sentence {
            out.push(atom(&words[..lead], Kind::Text));
            atoms(&words[lead..], lexicon, out);
            return;
        }
    }
    if heads(words, lexicon, out) {
        return;
    }
    out.push(all);
}

/// `Ref. 31-12-2025 31-12-2024`: several heads of columns in one run of words. Whether it was that.
fn heads(words: &[Word], lexicon: &Lexicon, out: &mut Vec<Atom>) -> bool {
    let dated = |w: &Word| {
        year_alone(&w.text).is_some()
            || w.text.len() >= 6 && w.text.len() <= 18 && super::header::year(&w.text).is_some()
    };
    if words.len() < 2 || words.len() > 14 || words.iter().filter(|w| dated(w)).count() < 2 {
        return false;
    }
    let mut start = 0;
    for at in 0..words.len() {
        if !dated(&words[at]) {
            continue;
        }
        let before = &words[start..at];
        let text = before.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ");
        // `Begroting 2026`, `31 december 2025` belong together; `Ref.` does not.
        let own = text.is_empty() || lexicon.heads_year(&text);
        if !own && !before.is_empty() {
            out.push(atom(before, Kind::Text));
            start = at;
        }
        out.push(atom(&words[start..=at], Kind::Text));
        start = at + 1;
    }
    if start < words.len() {
        out.push(atom(&words[start..], Kind::Text));
    }
    true
}

/// A bare year as a head of a column would be.
pub fn year_alone(text: &str) -> Option<i32> {
    let t = text.trim();
    (t.len() == 4).then(|| t.parse().ok()).flatten().filter(|y| (1990..2060).contains(y))
}

/// Visual rows, from top to bottom, figures and labels from left to right.
pub fn rows(page: &Page, lexicon: &Lexicon) -> Vec<Row> {
    let mut all: Vec<Atom> = Vec::new();
    for line in &page.lines {
        for span in &line.spans {
            if !span.words.is_empty() && all.len() < MOST_ROWS * 8 {
                atoms(&span.words, lexicon, &mut all);
            }
        }
    }
    all.retain(|a| a.text.chars().any(|c| !c.is_whitespace()));
    let middle = |a: &Atom| f32::midpoint(a.bbox.y0, a.bbox.y1);
    all.sort_by(|a, b| middle(a).total_cmp(&middle(b)).then(a.bbox.x0.total_cmp(&b.bbox.x0)));
    let mut rows: Vec<Row> = Vec::new();
    for atom in all {
        let at = middle(&atom);
        let low = atom.bbox.height();
        match rows.last_mut() {
            Some(row)
                if {
                    let height = (row.y1 - row.y0).min(low).max(2.0);
                    at - f32::midpoint(row.y0, row.y1) <= 0.42 * height
                } =>
            {
                row.atoms.push(atom);
            }
            _ => {
                if rows.len() >= MOST_ROWS {
                    break;
                }
                rows.push(Row { y0: atom.bbox.y0, y1: atom.bbox.y1, atoms: vec![atom] });
            }
        }
    }
    for row in &mut rows {
        row.atoms.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
        // What is printed twice over itself is one.
        row.atoms.dedup_by(|b, a| a.text == b.text && (a.bbox.x0 - b.bbox.x0).abs() < 2.0);
        let years = row
            .atoms
            .iter()
            .filter(|a| a.kind == Kind::Number && !number::lone_dash(&a.text))
            .all(|a| year_alone(&a.text).is_some());
        if years {
            for a in row.atoms.iter_mut().filter(|a| a.kind == Kind::Number && year_alone(&a.text).is_some())
            {
                a.kind = Kind::Year;
            }
        }
    }
    day_rows(&mut rows);
    mend_dates(&mut rows);
    rows
}

/// `31` alone above `december`: heads of columns, no figures.
fn day_rows(rows: &mut [Row]) {
    for at in 1..rows.len() {
        let (before, rest) = rows.split_at_mut(at);
        let (Some(this), Some(next)) = (before.last_mut(), rest.first()) else { break };
        let days =
            |a: &Atom| a.kind != Kind::Number || matches!(a.text.as_str(), "1" | "28" | "29" | "30" | "31");
        let month = next.numbers() == 0 && next.atoms.iter().any(|a| super::lexicon::month(&a.text));
        let repeated = this.atoms.len() > 1
            && this.atoms.iter().all(|a| a.kind == Kind::Number && a.text == this.atoms[0].text);
        if (month || repeated) && this.numbers() > 0 && this.atoms.iter().all(days) {
            for a in this.atoms.iter_mut().filter(|a| a.kind == Kind::Number) {
                a.kind = Kind::Text;
            }
        }
    }
}

/// A date broken over two lines in a narrow head: `31-12-202` above `5`.
fn mend_dates(rows: &mut Vec<Row>) {
    let torn = |text: &str| {
        text.rsplit_once(['-', '/', '.']).is_some_and(|(head, tail)| {
            head.contains(['-', '/', '.'])
                && head.starts_with(|c: char| c.is_ascii_digit())
                && head.len() <= 6
                && tail.len() < 4
                && (tail.starts_with("20") || tail.starts_with("19") || tail.len() < 2)
        })
    };
    let mut at = 1;
    while at < rows.len() {
        let (before, rest) = rows.split_at_mut(at);
        let (Some(above), Some(this)) = (before.last_mut(), rest.first()) else { break };
        let below = |a: &Atom| {
            above.atoms.iter().position(|b| torn(&b.text) && a.bbox.x0 < b.bbox.x1 && a.bbox.x1 > b.bbox.x0)
        };
        let digits = |a: &Atom| a.text.len() <= 4 && a.text.chars().all(|c| c.is_ascii_digit());
        let joins: Vec<(usize, String, Rect)> = this
            .atoms
            .iter()
            .filter(|a| digits(a))
            .filter_map(|a| below(a).map(|i| (i, a.text.clone(), a.bbox)))
            .collect();
        if joins.is_empty() || joins.len() != this.atoms.len() {
            at += 1;
            continue;
        }
        for (i, text, bbox) in joins {
            above.atoms[i].text.push_str(&text);
            above.atoms[i].bbox = above.atoms[i].bbox.union(&bbox);
        }
        rows.remove(at);
    }
}

/// Panels of a page in reading order: bands from top to bottom, in each from left to right.
pub fn panels(page: usize, rows: Vec<Row>, lexicon: &Lexicon) -> Vec<Panel> {
    let mut bands: Vec<Vec<Row>> = vec![Vec::new()];
    for row in rows {
        let title = row.atoms.iter().find(|a| a.kind == Kind::Text).filter(|_| row.numbers() == 0);
        let opens = title
            .and_then(|a| lexicon.marker(&a.text))
            .is_some_and(|part| matches!(part, Part::Balance | Part::Income | Part::Budget | Part::Notes));
        if opens && bands.last().is_some_and(|b| !b.is_empty()) {
            bands.push(Vec::new());
        }
        if let Some(band) = bands.last_mut() {
            band.push(row);
        }
    }
    let mut out = Vec::new();
    for band in bands {
        let cuts = cuts(&band, lexicon);
        if cuts.is_empty() {
            out.push(Panel { page, rows: band, first: true });
            continue;
        }
        for at in 0..=cuts.len() {
            let from = if at == 0 { f32::MIN } else { cuts[at - 1] };
            let to = cuts.get(at).copied().unwrap_or(f32::MAX);
            let rows: Vec<Row> = band
                .iter()
                .filter_map(|row| {
                    let atoms: Vec<Atom> =
                        row.atoms.iter().filter(|a| a.bbox.x0 >= from && a.bbox.x0 < to).cloned().collect();
                    (!atoms.is_empty()).then_some(Row { atoms, y0: row.y0, y1: row.y1 })
                })
                .collect();
            out.push(Panel { page, rows, first: at == 0 });
        }
    }
    out
}

/// Left edges of second and further columns of labels, sorted.
fn cuts(band: &[Row], lexicon: &Lexicon) -> Vec<f32> {
    let words = |a: &Atom| a.kind == Kind::Text && a.text.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    // Labels that stand behind a figure and before another.
    let mut edges: Vec<f32> = Vec::new();
    let mut figured = 0;
    for row in band {
        let (mut label, mut figure) = (false, false);
        figured += usize::from(row.numbers() > 0);
        for (i, a) in row.atoms.iter().enumerate() {
            if a.kind == Kind::Number {
                // A code in front of its label is no figure.
                figure |= label;
            } else if !figure {
                label |= words(a);
            } else if words(a) && row.atoms[i..].iter().any(|b| b.kind == Kind::Number) {
                edges.push(a.bbox.x0);
            }
        }
    }
    let mut cuts: Vec<f32> = clusters(&mut edges, 8.0)
        .into_iter()
        .filter(|(_, n)| *n >= 2 && *n * 4 >= figured)
        .map(|(x, _)| x - 3.0)
        .collect();
    if cuts.is_empty() {
        // Activa and passiva side by side whose rows never meet: the headings tell.
        for row in band.iter().filter(|r| r.numbers() == 0 && r.atoms.len() >= 2) {
            let sides: Vec<&Atom> = row
                .atoms
                .iter()
                .filter(|a| matches!(lexicon.marker(&a.text), Some(Part::Assets | Part::Liabilities)))
                .collect();
            let [left, right] = sides.as_slice() else { continue };
            let mut starts: Vec<f32> = band
                .iter()
                .flat_map(|r| r.atoms.iter())
                .filter(|a| words(a) && a.bbox.x0 > left.bbox.x1 && a.bbox.x0 <= right.bbox.x0 + 5.0)
                .map(|a| a.bbox.x0)
                .collect();
            let best = clusters(&mut starts, 8.0).into_iter().max_by_key(|(_, n)| *n);
            if let Some((x, _)) = best {
                cuts.push(x - 3.0);
                break;
            }
        }
    }
    cuts
}

/// Groups of values that lie close together: the least and the greatest of each, and how many.
pub fn spread(values: &mut [f32], near: f32) -> Vec<(f32, f32, usize)> {
    values.sort_by(f32::total_cmp);
    let mut out: Vec<(f32, f32, usize)> = Vec::new();
    for v in values.iter().copied() {
        match out.last_mut() {
            Some((_, most, n)) if v - *most <= near => {
                *n += 1;
                *most = v;
            }
            _ => out.push((v, v, 1)),
        }
    }
    out
}

fn clusters(values: &mut [f32], near: f32) -> Vec<(f32, usize)> {
    spread(values, near).into_iter().map(|(x, _, n)| (x, n)).collect()
}
