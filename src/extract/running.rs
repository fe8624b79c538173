//! Values that a pattern finds in running text.

use super::candidate::{Candidate, Place};
use super::labels::KindRules;
use super::typed;
use super::view::{PageView, View};

/// A page's cells as one text, with the way back.
pub struct Running {
    pub text: String,
    /// Start in the text, cell, length.
    parts: Vec<(usize, usize, usize)>,
}

impl Running {
    /// Cells of a line and lines of a block are joined with a blank, words broken at a line's end are mended;
    /// a new block starts on a new line.
    pub fn new(page: &PageView<'_>) -> Self {
        let mut text = String::new();
        let mut parts = Vec::new();
        let mut before: Option<(usize, u32)> = None;
        for (i, cell) in page.cells.iter().enumerate() {
            if let Some((line, block)) = before {
                if block != cell.block {
                    text.push('\n');
                } else if line != cell.line
                    && text.ends_with('-')
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
            before = Some((cell.line, cell.block));
        }
        Self { text, parts }
    }

    /// The cell that a place of the text is in, and the place within it.
    pub fn cell(&self, at: usize) -> Option<(usize, usize)> {
        let i = self.parts.partition_point(|(start, ..)| *start <= at).checked_sub(1)?;
        let (start, cell, len) = self.parts.get(i)?;
        Some((*cell, (at - start).min(*len)))
    }
}

/// Values of a field's patterns per page; at most this many a pattern and page.
const MAX_MATCHES: usize = 200;

pub fn patterned(view: &View<'_>, rules: &KindRules) -> Vec<Candidate> {
    let mut out = Vec::new();
    if rules.fields.iter().all(|f| f.patterns.is_empty()) {
        return out;
    }
    for (index, page) in view.pages.iter().enumerate() {
        let running = Running::new(page);
        for (field, rule) in rules.fields.iter().enumerate() {
            for (rank, pattern) in rule.patterns.iter().enumerate() {
                for found in pattern.captures_iter(&running.text).take(MAX_MATCHES) {
                    let Some(v) = found.name("v") else { continue };
                    let Some(taken) = typed::take(&rule.field, v.as_str(), false) else { continue };
                    let (start, end) = (v.start() + taken.start, v.start() + taken.end);
                    let Some((cell, within)) = running.cell(start) else { continue };
                    let Some(view_cell) = view.cell((index, cell)) else { continue };
                    let Some(mut c) = Candidate::new(view, field, (index, cell), 0, &taken, Place::Pattern)
                    else {
                        continue;
                    };
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
    out
}
