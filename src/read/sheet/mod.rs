//! Workbooks and csv: a sheet is a page, a row a line, a filled cell a span.

pub mod csv;
mod ods_kinds;
mod render;

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{
    Data, DataRef, Ods, OdsError, Reader, SheetType, SheetVisible, Style, Xls, XlsError, Xlsb, XlsbError,
    Xlsx, XlsxError,
};

use crate::document::{Cell, Line, Metadata, Page, Rect, Span, TextSource, Word};
use crate::problem::Problem;
use crate::read::limits::Limits;
use crate::read::sniff::Kind;
use crate::read::{Content, package, problems};
use ods_kinds::Kinds;
use render::Format;

type Bytes<'a> = Cursor<&'a [u8]>;

/// Reads a workbook. Hidden sheets are read as well, and named in a problem.
pub fn read(kind: Kind, bytes: &[u8], limits: &Limits) -> Content {
    if kind != Kind::Xls && !package::within(bytes, limits.unpacked_bytes) {
        return Content::failed(problems::unpacks_too_large(limits.unpacked_bytes));
    }
    let source = Cursor::new(bytes);
    let read = match kind {
        Kind::Xlsb => xlsb(source, limits),
        Kind::Xls => xls(source, limits),
        Kind::Ods => ods(source, limits),
        _ => xlsx(source, limits),
    };
    read.unwrap_or_else(Content::failed)
}

/// Sheets as they are gathered, with what may still be read.
struct Book<'l> {
    limits: &'l Limits,
    cells: u64,
    words: u64,
    pages: Vec<Page>,
    hidden: Vec<String>,
    problems: Vec<Problem>,
    /// Sheets in the workbook.
    count: u32,
}

/// The filled cells of a sheet, by row and column, whatever order the file has them in.
type Cells = BTreeMap<(u32, u32), (String, Look)>;

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    size: f32,
    bold: bool,
}

impl<'l> Book<'l> {
    fn new(limits: &'l Limits) -> Self {
        Self {
            limits,
            cells: limits.cells,
            words: limits.words,
            pages: Vec::new(),
            hidden: Vec::new(),
            problems: Vec::new(),
            count: 0,
        }
    }

    /// The sheets worth reading: name and whether hidden.
    fn sheets(&mut self, sheets: &[calamine::Sheet]) -> Vec<String> {
        let worksheets: Vec<_> = sheets.iter().filter(|s| s.typ == SheetType::WorkSheet).collect();
        self.count = worksheets.len() as u32;
        if self.count > self.limits.pages {
            self.problems.push(problems::too_many_pages(self.limits.pages));
        }
        let mut names = Vec::new();
        for sheet in worksheets.into_iter().take(self.limits.pages as usize) {
            if sheet.visible != SheetVisible::Visible {
                self.hidden.push(sheet.name.clone());
            }
            names.push(sheet.name.clone());
        }
        names
    }

    /// Adds a cell; `false` when no more may be read.
    fn cell(
        &mut self,
        cells: &mut Cells,
        at: (u32, u32),
        value: &DataRef,
        format: Format,
        look: Look,
    ) -> bool {
        let text = render::cell(value, format);
        if text.trim().is_empty() {
            return true;
        }
        let words = text.split_whitespace().count() as u64;
        if self.cells == 0 || self.words < words {
            let problem = if self.cells == 0 {
                problems::too_many_cells(self.limits.cells)
            } else {
                problems::too_much_text(self.limits.words)
            };
            self.problems.push(problem);
            return false;
        }
        self.cells -= 1;
        self.words -= words;
        cells.insert(at, (text, look));
        true
    }

    fn page(&mut self, name: &str, cells: Cells) {
        let number = self.pages.len() as u32 + 1;
        self.pages.push(page(number, Some(name.to_owned()), cells));
    }

    fn finish(mut self, metadata: Metadata) -> Content {
        // A hidden sheet without a word hides nothing.
        let filled =
            |name: &String| self.pages.iter().any(|p| p.sheet.as_ref() == Some(name) && !p.lines.is_empty());
        self.hidden.retain(filled);
        if !self.hidden.is_empty() {
            self.problems.push(problems::hidden_sheets(&self.hidden));
        }
        Content {
            page_count: self.count,
            pages: self.pages,
            problems: self.problems,
            metadata,
            ..Content::default()
        }
    }
}

/// Column width and row height of the synthetic grid, in points.
const COLUMN: f32 = 100.0;
const ROW: f32 = 20.0;

fn page(number: u32, sheet: Option<String>, cells: Cells) -> Page {
    let mut lines: Vec<Line> = Vec::new();
    let mut current = None;
    for ((row, col), (text, look)) in cells {
        let span = Span { words: words(&text, row, col, look) };
        if span.words.is_empty() {
            continue;
        }
        if current != Some(row) {
            current = Some(row);
            lines.push(Line { spans: Vec::new(), block: 0 });
        }
        if let Some(line) = lines.last_mut() {
            line.spans.push(span);
        }
    }
    let text_source = if lines.is_empty() { TextSource::None } else { TextSource::Native };
    Page { number, sheet, lines, text_source, ..Page::default() }
}

/// Words side by side within their cell, narrowed to its width.
fn words(text: &str, row: u32, col: u32, look: Look) -> Vec<Word> {
    let total = text.split_whitespace().map(|w| w.chars().count() + 1).sum::<usize>() as f32;
    let advance = (0.95 * COLUMN / total.max(1.0)).min(5.5);
    let (mut x, y) = (col as f32 * COLUMN + 2.0, row as f32 * ROW);
    let mut out = Vec::new();
    for part in text.split_whitespace() {
        let width = advance * part.chars().count() as f32;
        out.push(Word {
            text: part.to_owned(),
            bbox: Rect::new(x, y + 4.0, x + width, y + 16.0),
            size: look.size,
            bold: look.bold,
            cell: Some(Cell { row, col }),
        });
        x += width + advance;
    }
    out
}

const WHAT: &str = "een werkmap";

fn xlsx(source: Bytes, limits: &Limits) -> Result<Content, Problem> {
    let mut workbook = Xlsx::new(source).map_err(|e: XlsxError| match e {
        XlsxError::Password => problems::password_protected(),
        _ => problems::damaged(WHAT),
    })?;
    let mut book = Book::new(limits);
    let names = book.sheets(workbook.sheets_metadata());
    for name in names {
        let mut cells = Cells::new();
        match workbook.worksheet_cells_reader(&name) {
            Ok(mut reader) => {
                let looks: Vec<(Format, Look)> = reader.styles().iter().map(look_of).collect();
                loop {
                    match reader.next_cell_with_style_id() {
                        Ok(Some((cell, style))) => {
                            let (format, look) = looks.get(style).copied().unwrap_or_default();
                            if !book.cell(&mut cells, cell.get_position(), cell.get_value(), format, look) {
                                break;
                            }
                        }
                        Ok(None) => break,
                        Err(_) => {
                            book.problems.push(problems::damaged(WHAT));
                            break;
                        }
                    }
                }
            }
            // A chart or dialog on a sheet of its own has no cells.
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(_) => book.problems.push(problems::damaged(WHAT)),
        }
        book.page(&name, cells);
    }
    let properties = workbook.workbook_properties().ok();
    Ok(book.finish(properties.map(metadata).unwrap_or_default()))
}

fn look_of(style: &Style) -> (Format, Look) {
    let format = style.number_format.as_ref().map(|f| Format::parse(&f.format_code)).unwrap_or_default();
    let font = style.font.as_ref();
    let look = Look {
        size: font.and_then(|f| f.size).unwrap_or(11.0) as f32,
        bold: font.is_some_and(calamine::Font::is_bold),
    };
    (format, look)
}

fn xlsb(source: Bytes, limits: &Limits) -> Result<Content, Problem> {
    let mut workbook = Xlsb::new(source).map_err(|e: XlsbError| match e {
        XlsbError::Password => problems::password_protected(),
        _ => problems::damaged(WHAT),
    })?;
    let mut book = Book::new(limits);
    let names = book.sheets(workbook.sheets_metadata());
    for name in names {
        let mut cells = Cells::new();
        match workbook.worksheet_cells_reader(&name) {
            Ok(mut reader) => loop {
                match reader.next_cell() {
                    Ok(Some(cell)) => {
                        let at = cell.get_position();
                        if !book.cell(&mut cells, at, cell.get_value(), Format::default(), Look::default()) {
                            break;
                        }
                    }
                    Ok(None) => break,
                    Err(_) => {
                        book.problems.push(problems::damaged(WHAT));
                        break;
                    }
                }
            },
            Err(_) => book.problems.push(problems::damaged(WHAT)),
        }
        book.page(&name, cells);
    }
    let properties = workbook.workbook_properties().ok();
    Ok(book.finish(properties.map(metadata).unwrap_or_default()))
}

fn xls(source: Bytes, limits: &Limits) -> Result<Content, Problem> {
    let mut workbook = Xls::new(source).map_err(|e: XlsError| match e {
        XlsError::Password => problems::password_protected(),
        _ => problems::damaged(WHAT),
    })?;
    let mut book = Book::new(limits);
    whole_sheets(&mut workbook, &mut book, &Kinds::new());
    let properties = workbook.workbook_properties().ok();
    Ok(book.finish(properties.map(metadata).unwrap_or_default()))
}

fn ods(source: Bytes, limits: &Limits) -> Result<Content, Problem> {
    let bytes = *source.get_ref();
    let mut workbook = Ods::new(source).map_err(|e: OdsError| match e {
        OdsError::Password => problems::password_protected(),
        OdsError::CellLimitExceeded { .. } => problems::too_many_cells(limits.cells),
        _ => problems::damaged(WHAT),
    })?;
    let mut book = Book::new(limits);
    whole_sheets(&mut workbook, &mut book, &ods_kinds::kinds(bytes, limits));
    let properties = workbook.workbook_properties().ok();
    Ok(book.finish(properties.map(metadata).unwrap_or_default()))
}

/// For the formats whose sheets come as a whole.
fn whole_sheets<'a, R: Reader<Bytes<'a>>>(workbook: &mut R, book: &mut Book, kinds: &Kinds) {
    let names = book.sheets(workbook.sheets_metadata());
    for (number, name) in (0..).zip(names) {
        let mut cells = Cells::new();
        match workbook.worksheet_range(&name) {
            Ok(range) => {
                let (top, left) = range.start().unwrap_or_default();
                for (row, col, value) in range.used_cells() {
                    let at = (top + row as u32, left + col as u32);
                    let value = borrowed(value);
                    let format = kinds.get(&(number, at.0, at.1)).copied().unwrap_or_default();
                    if !book.cell(&mut cells, at, &value, format, Look::default()) {
                        break;
                    }
                }
            }
            Err(_) => book.problems.push(problems::damaged(WHAT)),
        }
        book.page(&name, cells);
    }
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(n) => DataRef::Int(*n),
        Data::Float(n) => DataRef::Float(*n),
        Data::String(s) => DataRef::SharedString(s),
        Data::Bool(b) => DataRef::Bool(*b),
        Data::DateTime(d) => DataRef::DateTime(*d),
        Data::DateTimeIso(s) => DataRef::DateTimeIso(s.clone()),
        Data::DurationIso(s) => DataRef::DurationIso(s.clone()),
        Data::Error(e) => DataRef::Error(e.clone()),
        Data::Empty => DataRef::Empty,
    }
}

fn metadata(properties: calamine::WorkbookProperties) -> Metadata {
    let day = |stamp: Option<String>| stamp.and_then(|s| s.get(..10).map(str::to_owned));
    Metadata {
        title: properties.title,
        author: properties.creator,
        creator: properties.application,
        producer: None,
        created: day(properties.created),
        modified: day(properties.modified),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workbook() -> Vec<u8> {
        use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet().set_name("Balans").unwrap();
        let bold = Format::new().set_bold().set_font_size(14);
        sheet.write_with_format(0, 0, "Balans per 31 december", &bold).unwrap();
        sheet.write(1, 0, "Eigen vermogen").unwrap();
        sheet.write_with_format(1, 1, 2_500_000, &Format::new().set_num_format("€ #,##0.00")).unwrap();
        sheet.write(2, 0, "Solvabiliteit").unwrap();
        sheet.write_with_format(2, 1, 0.2345, &Format::new().set_num_format("0.0%")).unwrap();
        let date = ExcelDateTime::from_ymd(2026, 7, 31).unwrap();
        sheet.write_with_format(3, 1, &date, &Format::new().set_num_format("dd-mm-yy")).unwrap();
        sheet.write(3, 2, true).unwrap();
        let hidden = workbook.add_worksheet().set_name("Geheim").unwrap();
        hidden.write(0, 0, "verborgen").unwrap();
        hidden.set_hidden(true);
        workbook.save_to_buffer().unwrap()
    }

    #[test]
    fn cells_read_as_a_person_sees_them() {
        let content = read(Kind::Xlsx, &workbook(), &Limits::default());
        let page = &content.pages[0];
        assert_eq!(page.sheet.as_deref(), Some("Balans"));
        let rows: Vec<String> = page.lines.iter().map(Line::text).collect();
        assert_eq!(
            rows,
            ["Balans per 31 december", "Eigen vermogen € 2500000,00", "Solvabiliteit 23,5%", "31-07-2026 ja"]
        );
        assert!(page.lines[0].bold() && page.lines[0].size() == 14.0);
        let value = &page.lines[1].spans[1];
        assert_eq!(value.words[0].cell, Some(Cell { row: 1, col: 1 }));
        assert!(page.lines[1].spans[0].bbox().x1 < value.bbox().x0);
        assert_eq!(content.pages[1].sheet.as_deref(), Some("Geheim"));
        assert_eq!(content.problems[0].code, "hidden-sheet");
    }

    #[test]
    fn cells_are_capped_and_damage_is_told() {
        let limits = Limits { cells: 3, ..Limits::default() };
        let content = read(Kind::Xlsx, &workbook(), &limits);
        assert!(content.problems.iter().any(|p| p.code == "too-many-cells"));
        let whole = workbook();
        let cut = read(Kind::Xlsx, &whole[..whole.len() / 2], &Limits::default());
        assert_eq!(cut.problems[0].code, "damaged");
    }
}
