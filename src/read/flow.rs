//! Formats without geometry (docx, odt, html, mail, text) laid out on synthetic pages.
//!
//! Readers give [`Block`]s; here they become lines with boxes that stand to each other as on paper: cells
//! of a row share a line and stand side by side, tabs move on to common stops, paragraphs follow each
//! other downwards. A paragraph is one line, however long.

use crate::document::{Line, Mark, MarkKind, Page, Rect, Span, TextSource, Word};
use crate::problem::Problem;
use crate::read::limits::Limits;
use crate::read::problems;

/// Points of plain text.
pub const BODY: f32 = 11.0;
const WIDTH: f32 = 595.0;
const HEIGHT: f32 = 842.0;
const MARGIN: f32 = 36.0;
/// Width of a character and of a blank, in ems.
const CHAR: f32 = 0.5;
const STOP: f32 = 36.0;
/// Tables in tables beyond this are laid out as plain paragraphs.
pub const TABLE_DEPTH: u32 = 6;

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    pub size: f32,
    pub bold: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { size: BODY, bold: false }
    }
}

impl Style {
    /// Of a heading: 1 is the highest level.
    pub fn heading(level: u32) -> Self {
        let size = match level {
            0 => 20.0,
            1 => 16.0,
            2 => 14.0,
            _ => 13.0,
        };
        Self { size, bold: true }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    Text(String, Style),
    Tab,
    /// A new line within the paragraph.
    Break,
    PageBreak,
    /// A picture, width and height in points.
    Image(f32, f32),
    /// The place of a form field, by its number.
    Field(usize),
}

#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    Para(Vec<Piece>),
    Table(Vec<Row>),
    PageBreak,
    /// What follows stands apart from what went before: a header, a text box, notes.
    Apart,
}

impl Block {
    #[cfg(test)]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Para(vec![Piece::Text(text.into(), Style::default())])
    }
    /// A label and its value, as two spans of a line.
    pub fn pair(label: &str, value: &str) -> Self {
        let bold = Style { bold: true, ..Style::default() };
        Self::Para(vec![
            Piece::Text(label.to_owned(), bold),
            Piece::Tab,
            Piece::Text(value.to_owned(), Style::default()),
        ])
    }
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    pub cells: Vec<CellBlocks>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct CellBlocks {
    /// Columns it covers; 0 counts as 1.
    pub columns: u32,
    pub blocks: Vec<Block>,
}

/// What became of the blocks.
#[derive(Debug, Default)]
pub struct Laid {
    pub pages: Vec<Page>,
    /// Page (1-based) and box of each field that was met, by its number.
    pub fields: Vec<(usize, u32, Rect)>,
    pub problems: Vec<Problem>,
}

/// Lays blocks out on pages.
pub fn lay_out(blocks: &[Block], limits: &Limits) -> Laid {
    let mut flow = Flow {
        laid: Laid::default(),
        page: Page::default(),
        y: MARGIN,
        block: 0,
        words: limits.words,
        pages: limits.pages.max(1),
        full: false,
    };
    flow.begin();
    for block in blocks {
        match block {
            Block::Para(pieces) => flow.paragraph(pieces),
            Block::Table(rows) => {
                flow.block += 1;
                for row in rows {
                    flow.row(row);
                }
                flow.block += 1;
            }
            Block::PageBreak => flow.next_page(),
            Block::Apart => flow.block += 1,
        }
        if flow.full {
            break;
        }
    }
    if flow.words == 0 {
        flow.laid.problems.push(problems::too_much_text(limits.words));
    } else if flow.full {
        flow.laid.problems.push(problems::too_many_pages(limits.pages));
    }
    flow.end();
    flow.laid
}

/// One line of text before it has a height: spans of words at their x.
#[derive(Debug, Default)]
struct Draft {
    spans: Vec<Span>,
    images: Vec<Rect>,
    fields: Vec<(usize, f32)>,
    size: f32,
    page_break: bool,
}

#[derive(Debug)]
struct Flow {
    laid: Laid,
    page: Page,
    y: f32,
    block: u32,
    /// Words still allowed.
    words: u64,
    pages: u32,
    full: bool,
}

impl Flow {
    fn begin(&mut self) {
        let number = self.laid.pages.len() as u32 + 1;
        self.page = Page { number, width: WIDTH, height: HEIGHT, ..Page::default() };
        self.y = MARGIN;
    }

    fn end(&mut self) {
        let mut page = std::mem::take(&mut self.page);
        page.height = HEIGHT.max(self.y + MARGIN);
        page.text_source = if page.lines.is_empty() { TextSource::None } else { TextSource::Native };
        self.laid.pages.push(page);
    }

    /// Two breaks in a row are one: Word writes both the break and where it last fell.
    fn next_page(&mut self) {
        if self.page.lines.is_empty() && self.page.marks.is_empty() {
            return;
        }
        if self.laid.pages.len() as u32 + 1 >= self.pages {
            self.full = true;
            return;
        }
        self.end();
        self.begin();
        self.block += 1;
    }

    fn paragraph(&mut self, pieces: &[Piece]) {
        for draft in drafts(pieces, MARGIN, None) {
            if draft.page_break {
                self.next_page();
            }
            self.put(draft);
        }
        self.y += 4.0;
    }

    /// The paragraphs of a row's cells stand side by side, first beside first, as they do on paper.
    fn row(&mut self, row: &Row) {
        if row.cells.iter().any(|c| breaks(&c.blocks)) {
            self.next_page();
        }
        for draft in row_drafts(row, MARGIN, None, 0) {
            self.put(draft);
        }
        self.y += 4.0;
    }

    fn put(&mut self, draft: Draft) {
        if self.full {
            return;
        }
        let size = if draft.size > 0.0 { draft.size } else { BODY };
        let (top, bottom) = (self.y, self.y + size);
        let mut spans = draft.spans;
        for span in &mut spans {
            span.words.truncate(usize::try_from(self.words).unwrap_or(usize::MAX));
            self.words -= span.words.len() as u64;
            for word in &mut span.words {
                word.bbox.y0 = bottom - word.size;
                word.bbox.y1 = bottom;
            }
        }
        spans.retain(|s| !s.words.is_empty());
        self.full |= self.words == 0;
        for (field, x) in draft.fields {
            self.laid.fields.push((field, self.page.number, Rect::new(x, top, x + 100.0, bottom)));
        }
        let text = !spans.is_empty();
        if text {
            self.page.lines.push(Line { spans, block: self.block });
        }
        let mut tallest = 0.0_f32;
        for image in &draft.images {
            let bbox = Rect::new(image.x0, top, image.x1, top + image.y1);
            self.page.marks.push(Mark { kind: MarkKind::Image, bbox });
            tallest = tallest.max(image.y1);
        }
        self.y += (size * 1.2).max(tallest);
    }
}

fn breaks(blocks: &[Block]) -> bool {
    blocks.iter().any(|b| match b {
        Block::Para(pieces) => pieces.contains(&Piece::PageBreak),
        Block::PageBreak => true,
        _ => false,
    })
}

/// `width`: the room there is, for a cell; words are narrowed to fit it.
fn row_drafts(row: &Row, x: f32, width: Option<f32>, depth: u32) -> Vec<Draft> {
    let columns: u32 = row.cells.iter().map(|c| c.columns.max(1)).sum();
    let step = width.map_or(100.0, |w| w / columns.max(1) as f32);
    let mut lines: Vec<Draft> = Vec::new();
    let mut column = 0;
    for cell in &row.cells {
        let left = x + step * column as f32;
        let room = step * cell.columns.max(1) as f32 * 0.95;
        column += cell.columns.max(1);
        for (at, draft) in cell_drafts(&cell.blocks, left, room, depth).into_iter().enumerate() {
            if lines.len() <= at {
                lines.push(Draft::default());
            }
            if let Some(line) = lines.get_mut(at) {
                line.spans.extend(draft.spans);
                line.images.extend(draft.images);
                line.fields.extend(draft.fields);
                line.size = line.size.max(draft.size);
            }
        }
    }
    lines
}

fn cell_drafts(blocks: &[Block], x: f32, room: f32, depth: u32) -> Vec<Draft> {
    let mut out = Vec::new();
    for block in blocks {
        match block {
            Block::Para(pieces) => {
                out.extend(drafts(pieces, x, Some(room)).into_iter().filter(|d| !d.is_empty()));
            }
            // Readers do not build deeper tables; the guard keeps this function's depth its own business.
            Block::Table(rows) if depth < TABLE_DEPTH => {
                for row in rows {
                    out.extend(row_drafts(row, x, Some(room), depth + 1));
                }
            }
            Block::Table(_) | Block::PageBreak | Block::Apart => {}
        }
    }
    out
}

impl Draft {
    fn is_empty(&self) -> bool {
        self.spans.is_empty() && self.images.is_empty() && self.fields.is_empty()
    }
}

/// Cuts a paragraph at its breaks, and each line into spans at its tabs and into words at white space.
fn drafts(pieces: &[Piece], left: f32, room: Option<f32>) -> Vec<Draft> {
    let mut out = Vec::new();
    let mut pen = Pen { draft: Draft::default(), x: left, left, words: Vec::new(), open: false };
    for piece in pieces {
        match piece {
            Piece::Text(text, style) => pen.text(text, *style),
            Piece::Tab => pen.tab(),
            Piece::Break => out.push(pen.finish(room)),
            Piece::PageBreak => {
                if !pen.is_empty() {
                    out.push(pen.finish(room));
                }
                pen.draft.page_break = true;
            }
            Piece::Image(w, h) => {
                let x = pen.x;
                pen.draft.images.push(Rect::new(x, 0.0, x + w, *h));
            }
            Piece::Field(number) => pen.draft.fields.push((*number, pen.x)),
        }
    }
    out.push(pen.finish(room));
    out
}

struct Pen {
    draft: Draft,
    x: f32,
    left: f32,
    words: Vec<Word>,
    /// The last word goes on when the next text does not begin with white space.
    open: bool,
}

impl Pen {
    fn is_empty(&self) -> bool {
        self.words.is_empty() && self.draft.is_empty()
    }

    fn text(&mut self, text: &str, style: Style) {
        let advance = style.size * CHAR;
        for (i, part) in text.split(char::is_whitespace).enumerate() {
            if i > 0 && self.open {
                self.open = false;
                self.x += advance;
            }
            if part.is_empty() {
                continue;
            }
            let end = self.x + advance * part.chars().count() as f32;
            match self.words.last_mut().filter(|_| self.open) {
                Some(word) => {
                    word.text.push_str(part);
                    word.bbox.x1 = end;
                    word.size = word.size.max(style.size);
                    word.bold &= style.bold;
                }
                None => self.words.push(Word {
                    text: part.to_owned(),
                    bbox: Rect::new(self.x, 0.0, end, 0.0),
                    size: style.size,
                    bold: style.bold,
                    cell: None,
                }),
            }
            self.draft.size = self.draft.size.max(style.size);
            self.x = end;
            self.open = true;
        }
    }

    fn close_span(&mut self) {
        if !self.words.is_empty() {
            self.draft.spans.push(Span { words: std::mem::take(&mut self.words) });
        }
        self.open = false;
    }

    fn tab(&mut self) {
        self.close_span();
        // At least a gap that no blank makes, then on to the next stop.
        self.x = self.left + (((self.x - self.left + 12.0) / STOP).floor() + 1.0) * STOP;
    }

    fn finish(&mut self, room: Option<f32>) -> Draft {
        self.close_span();
        self.x = self.left;
        let mut draft = std::mem::take(&mut self.draft);
        if let Some(room) = room {
            let right =
                draft.spans.iter().flat_map(|s| &s.words).map(|w| w.bbox.x1).fold(self.left, f32::max);
            let scale = room / (right - self.left).max(room);
            for word in draft.spans.iter_mut().flat_map(|s| &mut s.words) {
                word.bbox.x0 = self.left + (word.bbox.x0 - self.left) * scale;
                word.bbox.x1 = self.left + (word.bbox.x1 - self.left) * scale;
            }
        }
        draft
    }
}

/// Plain text to pieces: tabs and runs of three or more blanks cut spans.
pub fn pieces_of(line: &str, style: Style) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut text = String::new();
    let mut blanks = 0;
    for c in line.chars() {
        if c == '\t' {
            blanks = 3;
        } else if c == ' ' || c == '\u{a0}' {
            blanks += 1;
        } else {
            if blanks >= 3 {
                if !text.is_empty() {
                    out.push(Piece::Text(std::mem::take(&mut text), style));
                }
                // Blanks before the first word are an indent, no column.
                if !out.is_empty() {
                    out.push(Piece::Tab);
                }
            } else if blanks > 0 {
                text.push(' ');
            }
            blanks = 0;
            text.push(c);
        }
    }
    if !text.is_empty() {
        out.push(Piece::Text(text, style));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn para(pieces: Vec<Piece>) -> Block {
        Block::Para(pieces)
    }
    fn text(t: &str) -> Piece {
        Piece::Text(t.to_owned(), Style::default())
    }

    #[test]
    fn runs_join_into_words_and_tabs_cut_spans() {
        let bold = Piece::Text("KvK-num".into(), Style { bold: true, size: 12.0 });
        let laid = lay_out(
            &[para(vec![bold, text("mer:"), Piece::Tab, text("12345678 te Ede")])],
            &Limits::default(),
        );
        let line = &laid.pages[0].lines[0];
        assert_eq!(line.spans.len(), 2);
        assert_eq!(line.spans[0].text(), "KvK-nummer:");
        assert!(!line.spans[0].words[0].bold);
        assert_eq!(line.spans[1].text(), "12345678 te Ede");
        assert!(line.spans[1].bbox().x0 > line.spans[0].bbox().x1 + 10.0);
    }

    #[test]
    fn cells_stand_side_by_side_and_below_each_other() {
        let cell = |lines: &[&str]| CellBlocks {
            columns: 1,
            blocks: lines.iter().map(|l| Block::text(*l)).collect(),
        };
        let rows = vec![
            Row { cells: vec![cell(&["Een heel lang opschrift dat niet in een cel past"]), cell(&["2025"])] },
            Row { cells: vec![cell(&["Naam", "Plaats"]), cell(&["Stichting A", "Ede"])] },
        ];
        let laid = lay_out(&[Block::Table(rows)], &Limits::default());
        let lines = &laid.pages[0].lines;
        assert_eq!(lines.len(), 3);
        assert_eq!(lines[1].text(), "Naam Stichting A");
        assert_eq!(lines[2].spans[1].text(), "Ede");
        assert!(lines[0].spans[0].bbox().x1 <= lines[0].spans[1].bbox().x0);
        assert_eq!(lines[0].spans[1].bbox().x0, lines[2].spans[1].bbox().x0);
        assert!(lines[2].bbox().y0 > lines[1].bbox().y0);
    }

    #[test]
    fn pages_break_once_and_images_are_marked() {
        let blocks = [
            para(vec![text("een")]),
            para(vec![Piece::PageBreak, Piece::PageBreak, text("twee")]),
            Block::PageBreak,
            para(vec![Piece::PageBreak, text("drie"), Piece::Image(120.0, 40.0)]),
            para(vec![text("vier")]),
        ];
        let laid = lay_out(&blocks, &Limits::default());
        assert_eq!(laid.pages.len(), 3);
        let last = &laid.pages[2];
        assert_eq!(last.marks.len(), 1);
        assert!(last.marks[0].bbox.y1 <= last.lines[1].bbox().y1);
    }

    #[test]
    fn words_and_pages_are_capped() {
        let limits = Limits { words: 5, pages: 2, ..Limits::default() };
        let laid = lay_out(&[Block::text("a b c d e f g")], &limits);
        assert_eq!(laid.pages[0].lines[0].words().count(), 5);
        assert_eq!(laid.problems[0].code, "too-large-text");
        let limits = Limits { pages: 2, ..Limits::default() };
        let blocks: Vec<Block> = (0..9).flat_map(|_| [Block::text("x"), Block::PageBreak]).collect();
        let laid = lay_out(&blocks, &limits);
        assert_eq!(laid.pages.len(), 2);
        assert_eq!(laid.problems[0].code, "too-many-pages");
    }

    #[test]
    fn plain_text_columns() {
        let pieces = pieces_of("   Bedrag     € 2.500\tper jaar", Style::default());
        assert_eq!(pieces, [text("Bedrag"), Piece::Tab, text("€ 2.500"), Piece::Tab, text("per jaar")]);
    }
}
