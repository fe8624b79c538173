//! A segment's pages as cells with boxes: what labels and values are found in.

use std::cmp::Ordering;

use super::squeeze::Squeezed;
use crate::document::{Document, Media, Rect, Word};
use crate::fact::{Anchor, Segment};

/// Characters of a segment that are looked at; what comes after is far beyond any document asked for.
const MAX_CHARS: usize = 3_000_000;
/// Characters of a cell that are looked at.
const MAX_CELL: usize = 20_000;

/// A span of a line.
#[derive(Debug)]
pub struct CellView<'d> {
    pub text: String,
    pub squeezed: Squeezed,
    pub bbox: Rect,
    pub size: f32,
    pub bold: bool,
    /// Index of its line on the page.
    pub line: usize,
    pub block: u32,
    words: Vec<(usize, &'d Word)>,
}

#[derive(Debug)]
pub struct PageView<'d> {
    pub number: u32,
    pub sheet: Option<String>,
    pub width: f32,
    pub height: f32,
    /// In reading order.
    pub cells: Vec<CellView<'d>>,
    pub ocr: bool,
    /// Whether boxes are places on paper.
    paper: bool,
}

#[derive(Debug)]
pub struct View<'d> {
    pub pages: Vec<PageView<'d>>,
}

/// A cell by page index and cell index.
pub type At = (usize, usize);

impl<'d> View<'d> {
    pub fn new(document: &'d Document, segment: &Segment) -> Self {
        let paper = matches!(document.media, Media::Pdf | Media::Image);
        let mut left = MAX_CHARS;
        let mut pages = Vec::new();
        for page in
            document.pages.iter().filter(|p| (segment.page_from..=segment.page_to).contains(&p.number))
        {
            let mut cells = Vec::new();
            for (line, row) in page.lines.iter().enumerate() {
                for span in &row.spans {
                    let cell = cell(&span.words, line, row.block);
                    if cell.text.is_empty() || cell.text.len() > left {
                        continue;
                    }
                    left -= cell.text.len();
                    cells.push(cell);
                }
            }
            let height = if page.height > 0.0 {
                page.height
            } else {
                cells.iter().map(|c| c.bbox.y1).fold(0.0, f32::max)
            };
            pages.push(PageView {
                number: page.number,
                sheet: page.sheet.clone(),
                width: page.width,
                height,
                cells,
                ocr: page.text_source == crate::document::TextSource::Ocr,
                paper,
            });
        }
        Self { pages }
    }

    pub fn cell(&self, at: At) -> Option<&CellView<'d>> {
        self.pages.get(at.0)?.cells.get(at.1)
    }
}

fn cell(words: &[Word], line: usize, block: u32) -> CellView<'_> {
    let mut text = String::new();
    let mut placed = Vec::new();
    let mut bbox: Option<Rect> = None;
    for word in words {
        if word.text.is_empty() {
            continue;
        }
        if text.len() + word.text.len() > MAX_CELL {
            break;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        placed.push((text.len(), word));
        text.push_str(&word.text);
        bbox = Some(bbox.map_or(word.bbox, |b| b.union(&word.bbox)));
    }
    CellView {
        squeezed: Squeezed::new(&text),
        bbox: bbox.unwrap_or_default(),
        size: words.iter().map(|w| w.size).fold(0.0, f32::max),
        bold: !words.is_empty() && words.iter().all(|w| w.bold),
        line,
        block,
        words: placed,
        text,
    }
}

impl CellView<'_> {
    /// The box of the words in a byte range of the text.
    pub fn part(&self, start: usize, end: usize) -> Rect {
        let mut all: Option<Rect> = None;
        for (at, word) in &self.words {
            if *at < end && at + word.text.len() > start {
                all = Some(all.map_or(word.bbox, |b| b.union(&word.bbox)));
            }
        }
        all.unwrap_or(self.bbox)
    }

    fn sheet_cell(&self) -> Option<String> {
        self.words.first().and_then(|(_, w)| w.cell).map(|c| c.to_string())
    }
}

impl PageView<'_> {
    /// Where a byte range of a cell stands.
    pub fn anchor(&self, cell: &CellView<'_>, start: usize, end: usize) -> Anchor {
        self.anchor_box(cell, cell.part(start, end))
    }

    pub fn anchor_box(&self, cell: &CellView<'_>, bbox: Rect) -> Anchor {
        Anchor {
            page: Some(self.number),
            sheet: self.sheet.clone(),
            cell: cell.sheet_cell(),
            bbox: self.paper.then_some(bbox),
        }
    }

    /// Whether two cells stand side by side.
    pub fn same_row(a: &CellView<'_>, b: &CellView<'_>) -> bool {
        let low = a.bbox.height().min(b.bbox.height());
        (a.line == b.line && a.block == b.block) || (low > 0.0 && a.bbox.y_overlap(&b.bbox) > 0.5 * low)
    }

    /// Cells to the right of a cell on its row, nearest first.
    pub fn right_of(&self, index: usize) -> Vec<usize> {
        let Some(cell) = self.cells.get(index) else { return Vec::new() };
        let mut out: Vec<usize> = (0..self.cells.len())
            .filter(|i| *i != index)
            .filter(|i| {
                self.cells
                    .get(*i)
                    .is_some_and(|other| Self::same_row(cell, other) && other.bbox.x0 >= cell.bbox.x1 - 1.0)
            })
            .collect();
        out.sort_by(|a, b| self.by_x(*a, *b));
        out
    }

    /// Cells to the left of a cell on its row, nearest first.
    pub fn left_of(&self, index: usize) -> Vec<usize> {
        let Some(cell) = self.cells.get(index) else { return Vec::new() };
        let mut out: Vec<usize> = (0..self.cells.len())
            .filter(|i| *i != index)
            .filter(|i| {
                self.cells
                    .get(*i)
                    .is_some_and(|other| Self::same_row(cell, other) && other.bbox.x1 <= cell.bbox.x0 + 1.0)
            })
            .collect();
        out.sort_by(|a, b| self.by_x(*b, *a));
        out
    }

    fn by_x(&self, a: usize, b: usize) -> Ordering {
        let x = |i: usize| self.cells.get(i).map_or(0.0, |c| c.bbox.x0);
        x(a).total_cmp(&x(b)).then(a.cmp(&b))
    }

    /// Cells under a cell that share its column, nearest first, at most `gap` heights away from each other.
    pub fn below(&self, index: usize, gap: f32) -> Vec<usize> {
        let Some(cell) = self.cells.get(index) else { return Vec::new() };
        let mut under: Vec<usize> = (0..self.cells.len())
            .filter(|i| {
                self.cells.get(*i).is_some_and(|other| {
                    let lower = other.bbox.y0 >= cell.bbox.y1 - 0.3 * cell.bbox.height()
                        && !Self::same_row(cell, other);
                    let column =
                        other.bbox.x_overlap(&cell.bbox) > 0.0 || (other.bbox.x0 - cell.bbox.x0).abs() <= 4.0;
                    lower && column && other.bbox.height() > 0.0
                })
            })
            .collect();
        let y = |i: usize| self.cells.get(i).map_or(0.0, |c| c.bbox.y0);
        under.sort_by(|a, b| y(*a).total_cmp(&y(*b)).then_with(|| self.by_x(*a, *b)));
        let mut bottom = cell.bbox.y1;
        let step = gap * cell.bbox.height().max(8.0);
        let mut out = Vec::new();
        for i in under {
            let Some(other) = self.cells.get(i) else { continue };
            if other.bbox.y0 - bottom > step {
                break;
            }
            bottom = bottom.max(other.bbox.y1);
            out.push(i);
        }
        out
    }

    /// The cell straight under another, aligned and close: its text may go on there.
    pub fn continuation(&self, index: usize) -> Option<usize> {
        let cell = self.cells.get(index)?;
        let next = self.below(index, 0.9).into_iter().next()?;
        let other = self.cells.get(next)?;
        let left = (other.bbox.x0 - cell.bbox.x0).abs() <= 3.0;
        let centre = ((other.bbox.x0 + other.bbox.x1) - (cell.bbox.x0 + cell.bbox.x1)).abs() <= 6.0;
        (left || centre).then_some(next)
    }

    /// The cell on the next line that starts at `x`.
    pub fn straight_below(&self, index: usize, x: f32) -> Option<usize> {
        let cell = self.cells.get(index)?;
        self.below(index, 0.9)
            .into_iter()
            .find(|i| self.cells.get(*i).is_some_and(|o| (o.bbox.x0 - x).abs() <= 3.0))
            .filter(|i| {
                self.cells.get(*i).is_some_and(|o| o.bbox.y0 - cell.bbox.y1 < cell.bbox.height().max(6.0))
            })
    }

    /// In the lower eighth of the page.
    pub fn in_foot(&self, cell: &CellView<'_>) -> bool {
        self.height > 0.0 && cell.bbox.y0 > 0.875 * self.height
    }

    /// In the upper eighth of the page.
    pub fn in_head(&self, cell: &CellView<'_>) -> bool {
        self.height > 0.0 && cell.bbox.y1 < 0.125 * self.height
    }
}
