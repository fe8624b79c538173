//! Lines joined to headings, paragraphs, items and rows of tables.

use super::headings::{bullet, heading, is_contents};
use super::lines::{Row, Style, anchor};
use super::{Rank, UnitKind};
use crate::fact::Anchor;

/// A heading, a paragraph, an item or a table row, whole.
pub(super) struct Block {
    pub(super) kind: UnitKind,
    /// Text pieces with where each stands.
    pub(super) pieces: Vec<(String, Anchor)>,
    pub(super) rank: Rank,
    pub(super) contents: bool,
}

pub(super) fn paragraphs(rows: &[Row], style: Style) -> Vec<Block> {
    let mut out = Vec::new();
    let mut i = 0;
    while let Some(row) = rows.get(i) {
        if let Some((rank, taken)) = heading(rows, i, style) {
            let pieces = rows.iter().skip(i).take(taken).map(|r| (r.text.clone(), anchor(r))).collect();
            out.push(Block { kind: UnitKind::Heading, pieces, rank, contents: false });
            i += taken;
            continue;
        }
        if is_contents(row) {
            out.push(Block {
                kind: UnitKind::Row,
                pieces: vec![(row.text.clone(), anchor(row))],
                rank: Rank::default(),
                contents: true,
            });
            i += 1;
            continue;
        }
        if row.cells.len() >= 2 && bullet(&row.text).is_none() {
            let (text, taken) = table_row(rows, i, style);
            out.push(Block {
                kind: UnitKind::Row,
                pieces: vec![(text, anchor(row))],
                rank: Rank::default(),
                contents: false,
            });
            i += taken;
            continue;
        }
        let kind = if bullet(&row.text).is_some() { UnitKind::Item } else { UnitKind::Sentence };
        let mut pieces = vec![(row.text.clone(), anchor(row))];
        let mut at = i;
        while let (Some(a), Some(b)) = (rows.get(at), rows.get(at + 1)) {
            if !continues(a, b, style) || heading(rows, at + 1, style).is_some() || is_contents(b) {
                break;
            }
            pieces.push((b.text.clone(), anchor(b)));
            at += 1;
        }
        i = at + 1;
        out.push(Block { kind, pieces, rank: Rank::default(), contents: false });
    }
    out
}

/// Whether `b` goes on with the paragraph of `a`.
pub(super) fn continues(a: &Row, b: &Row, style: Style) -> bool {
    if bullet(&b.text).is_some() || (b.cells.len() >= 2 && a.cells.len() < 2) {
        return false;
    }
    let lower = b.text.chars().next().is_some_and(char::is_lowercase);
    let ended = ends_sentence(&a.text);
    if a.page_index != b.page_index || b.bbox.y0 + 1.0 < a.bbox.y0 {
        // The next page or column.
        return !ended && (lower || full(a, b) || a.text.ends_with('-'));
    }
    let gap = b.bbox.y0 - a.bbox.y0;
    if style.pitch > 0.0 && a.page.height > 0.0 && gap > style.pitch.max(a.bbox.height()) * 1.45 {
        return lower && !ended && gap < style.pitch * 2.2;
    }
    if style.stands_out(a) != style.stands_out(b) && !lower {
        return false;
    }
    lower && !ended || a.text.ends_with('-') || full(a, b)
}

/// Whether the first word of `b` would not have fitted on the line of `a`.
pub(super) fn full(a: &Row, b: &Row) -> bool {
    let first = b.line.words().next().map_or(0.0, |w| w.bbox.width());
    if a.page.height <= 0.0 || a.words < 3 {
        return false;
    }
    // A line that holds most of the width and ends no sentence goes on too: ragged setting.
    let long = a.words >= 8 && !ends_sentence(&a.text) && a.bbox.width() > 0.72 * (a.edge - a.bbox.x0);
    long || (first > 0.0 && a.bbox.x1 + first + 1.0 >= a.edge)
}

pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '\'', '’', ')']).ends_with(['.', '!', '?', ':', ';'])
}

/// The cells of a table row, with the lines that go on in them, joined as `cell | cell`.
fn table_row(rows: &[Row], from: usize, style: Style) -> (String, usize) {
    let Some(first) = rows.get(from) else { return (String::new(), 1) };
    let mut columns: Vec<(f32, String)> = first.cells.clone();
    let mut taken = 1;
    while let Some(next) = rows.get(from + taken) {
        let Some(last) = rows.get(from + taken - 1) else { break };
        let same = next.page_index == first.page_index && next.page.height > 0.0;
        let step = next.bbox.y0 - last.bbox.y0;
        // A row goes on where the first column stays empty, or a cell's text plainly does.
        let at_first = columns.first().is_some_and(|c| (next.bbox.x0 - c.0).abs() < 6.0);
        let lower = next.cells.iter().all(|c| c.1.chars().next().is_some_and(char::is_lowercase));
        let known = next.cells.iter().all(|c| columns.iter().any(|k| (k.0 - c.0).abs() < 6.0));
        if !same || taken >= 12 || !known || (at_first && !lower) || step <= 0.0 {
            break;
        }
        if style.pitch > 0.0 && step > style.pitch * 1.5 {
            break;
        }
        if bullet(&next.text).is_some() || is_contents(next) {
            break;
        }
        for (x, text) in &next.cells {
            if let Some(column) = columns.iter_mut().find(|k| (k.0 - x).abs() < 6.0) {
                let joined = glue(&column.1, text);
                column.1 = joined;
            }
        }
        taken += 1;
    }
    (columns.into_iter().map(|c| c.1).collect::<Vec<_>>().join(" | "), taken)
}

/// Joins two pieces of text of one paragraph; a hyphen at the end of a line is undone when the word goes
/// on in lower case (`klachten-` + `en geschillen` keeps it).
pub(super) fn glue(a: &str, b: &str) -> String {
    let (mut out, b) = (a.trim_end().to_owned(), b.trim_start());
    let soft = out.ends_with('\u{ad}');
    let cut = (out.ends_with('-') || soft)
        && out.chars().rev().nth(1).is_some_and(char::is_alphabetic)
        && b.chars().next().is_some_and(char::is_lowercase)
        && (soft
            || !["en ", "of ", "dan ", "respectievelijk ", "c.q. ", "tot "].iter().any(|w| b.starts_with(w)));
    if cut {
        out.pop();
    } else if !out.is_empty() {
        out.push(' ');
    }
    out.push_str(b);
    out
}
