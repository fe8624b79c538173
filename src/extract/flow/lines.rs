//! The lines of a segment without running heads and feet, with what is usual among them.

use std::collections::BTreeMap;

use crate::document::{Line, Page, Rect};
use crate::fact::Anchor;
use crate::fold::fold;

/// More lines than any document has; what comes after is not looked at.
const MAX_LINES: usize = 60_000;

/// A line with where it stands and what is wanted of it again and again.
pub(super) struct Row<'a> {
    pub(super) line: &'a Line,
    pub(super) page: &'a Page,
    pub(super) page_index: usize,
    pub(super) text: String,
    pub(super) words: usize,
    pub(super) bbox: Rect,
    pub(super) size: f32,
    pub(super) bold: bool,
    /// Right edge of the column it stands in.
    pub(super) edge: f32,
    /// Spans that are cells: with a real gap between them.
    pub(super) cells: Vec<(f32, String)>,
}

/// Lines without running heads and feet.
pub(super) fn kept_lines<'a>(pages: &[&'a Page]) -> Vec<Row<'a>> {
    // The same text (but for digits) in the margin of several pages is a running head or foot.
    let mut margins: BTreeMap<String, usize> = BTreeMap::new();
    let key = |page: &Page, line: &Line| -> Option<String> {
        let b = line.bbox();
        if page.height <= 0.0 || (b.y0 > page.height * 0.1 && b.y1 < page.height * 0.9) {
            return None;
        }
        let text: String =
            fold(&line.text()).chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        Some(text.replace("00", "0").replace("00", "0"))
    };
    for page in pages {
        let mut on_page: Vec<String> = page.lines.iter().filter_map(|l| key(page, l)).collect();
        on_page.sort();
        on_page.dedup();
        for k in on_page {
            *margins.entry(k).or_default() += 1;
        }
    }
    let many = if pages.len() <= 3 { 2 } else { 3 };
    let mut rows = Vec::new();
    for (page_index, page) in pages.iter().enumerate() {
        let edges = right_edges(page);
        for line in &page.lines {
            if rows.len() >= MAX_LINES {
                return rows;
            }
            if let Some(k) = key(page, line) {
                let repeated = margins.get(&k).is_some_and(|&n| n >= many);
                let number = k.chars().all(|c| !c.is_alphabetic()) || is_page_number(&k);
                if repeated || number {
                    continue;
                }
            }
            let text = line.text().trim().to_owned();
            if text.is_empty() {
                continue;
            }
            let bbox = line.bbox();
            rows.push(Row {
                line,
                page,
                page_index,
                words: text.split_whitespace().count(),
                bbox,
                size: line.size(),
                bold: line.bold(),
                edge: edge_at(&edges, bbox),
                cells: cells(line),
                text,
            });
        }
    }
    rows
}

fn is_page_number(folded: &str) -> bool {
    let mut rest = folded;
    for word in ["pagina", "blad", "bladzijde", "pag", "page", "van", "of", "p", "-", ".", "/", "0", "|", " "]
    {
        while let Some(cut) = rest.strip_prefix(word) {
            rest = cut;
        }
    }
    let left: String = rest
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !matches!(*w, "" | "0" | "van" | "of" | "pagina" | "blad"))
        .collect();
    left.is_empty()
}

/// Spans as cells: neighbours closer than one and a half letter heights are one cell (justified text).
fn cells(line: &Line) -> Vec<(f32, String)> {
    let mut out: Vec<(f32, f32, String)> = Vec::new();
    for span in &line.spans {
        let b = span.bbox();
        let text = span.text();
        if text.trim().is_empty() {
            continue;
        }
        let cell = span.words.first().and_then(|w| w.cell);
        match out.last_mut() {
            Some(last) if cell.is_none() && b.x0 - last.1 < 1.5 * b.height().max(4.0) => {
                last.1 = last.1.max(b.x1);
                last.2.push(' ');
                last.2.push_str(&text);
            }
            _ => out.push((b.x0, b.x1, text)),
        }
    }
    out.into_iter().map(|(x0, _, text)| (x0, text)).collect()
}

/// Right edge of the lines that start at about the same x.
fn right_edges(page: &Page) -> BTreeMap<(u32, i32), f32> {
    let mut edges: BTreeMap<(u32, i32), f32> = BTreeMap::new();
    for line in page.lines.iter().take(MAX_LINES) {
        let b = line.bbox();
        let at = edges.entry((0, bucket(b.x0))).or_insert(b.x1);
        *at = at.max(b.x1);
    }
    edges
}

fn bucket(x: f32) -> i32 {
    (x / 24.0) as i32
}

fn edge_at(edges: &BTreeMap<(u32, i32), f32>, b: Rect) -> f32 {
    let at = bucket(b.x0);
    (at - 1..=at + 1).filter_map(|k| edges.get(&(0, k))).fold(b.x1, |a, &x| a.max(x))
}

/// What is usual in this segment.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub(super) size: f32,
    /// Most of the text is bold, so that bold says nothing.
    pub(super) bold: bool,
    /// Usual distance from one line to the next, in points; 0 without geometry.
    pub(super) pitch: f32,
}

impl Style {
    pub(super) fn of(rows: &[Row]) -> Self {
        let mut sizes: BTreeMap<i32, usize> = BTreeMap::new();
        let (mut bold, mut all) = (0_usize, 0_usize);
        for row in rows {
            *sizes.entry((row.size * 4.0) as i32).or_default() += row.words;
            all += row.words;
            bold += if row.bold { row.words } else { 0 };
        }
        let size = sizes.iter().max_by_key(|(_, n)| **n).map_or(0.0, |(s, _)| *s as f32 / 4.0);
        let mut pitches: Vec<f32> = rows
            .windows(2)
            .filter_map(|w| {
                let [a, b] = w else { return None };
                let step = b.bbox.y0 - a.bbox.y0;
                (a.page_index == b.page_index && step > 1.0 && step < 60.0).then_some(step)
            })
            .collect();
        pitches.sort_by(f32::total_cmp);
        // The lower third: paragraphs and tables have wider steps, lines of a paragraph the usual one.
        let pitch = pitches.get(pitches.len() / 3).copied().unwrap_or(0.0);
        Self { size, bold: all > 0 && bold * 2 > all, pitch }
    }

    pub(super) fn stands_out(self, row: &Row) -> bool {
        (self.size > 0.0 && row.size > self.size * 1.07) || (row.bold && !self.bold)
    }
}

pub(super) fn anchor(row: &Row) -> Anchor {
    let cell = row.line.words().find_map(|w| w.cell);
    Anchor {
        page: Some(row.page.number),
        sheet: row.page.sheet.clone(),
        cell: cell.map(|c| c.to_string()),
        bbox: (row.page.height > 0.0 && cell.is_none()).then_some(row.bbox),
    }
}
