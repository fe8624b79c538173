//! What `read` gives: one neutral shape for every format.
//!
//! A PDF page, a page of a Word file and a sheet of a workbook are all a [`Page`] of [`Line`]s of
//! [`Span`]s of [`Word`]s. Where a format has no geometry (docx, odt, html, csv, sheets) the reader lays
//! its rows and columns out on a synthetic grid (a row is a line, a cell is a span, x grows with the
//! column), so that "the value to the right of its label" means the same everywhere; the box shown to
//! people is then the cell, never the synthetic box.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::problem::Problem;

/// A box in points, origin top left, x to the right, y down.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Rect {
    pub x0: f32,
    pub y0: f32,
    pub x1: f32,
    pub y1: f32,
}

impl Rect {
    pub fn new(x0: f32, y0: f32, x1: f32, y1: f32) -> Self {
        Self { x0, y0, x1, y1 }
    }
    pub fn width(&self) -> f32 {
        self.x1 - self.x0
    }
    pub fn height(&self) -> f32 {
        self.y1 - self.y0
    }
    /// The smallest box that holds both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }
    /// Length of the shared part of both x ranges, in points; 0 when they do not meet.
    pub fn x_overlap(&self, other: &Self) -> f32 {
        (self.x1.min(other.x1) - self.x0.max(other.x0)).max(0.0)
    }
    pub fn y_overlap(&self, other: &Self) -> f32 {
        (self.y1.min(other.y1) - self.y0.max(other.y0)).max(0.0)
    }
}

/// A spreadsheet or table cell, 0-based; shown as `B12`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Cell {
    pub row: u32,
    pub col: u32,
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut name = Vec::new();
        let mut n = u64::from(self.col) + 1;
        while n > 0 {
            let digit = ((n - 1) % 26) as u8;
            name.push(char::from(b'A' + digit));
            n = (n - 1) / 26;
        }
        name.reverse();
        write!(f, "{}{}", name.into_iter().collect::<String>(), u64::from(self.row) + 1)
    }
}

/// A word with its box. `size` is the font size in points (0 when the format has none).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Word {
    pub text: String,
    pub bbox: Rect,
    pub size: f32,
    pub bold: bool,
    /// Set in workbooks and csv only.
    pub cell: Option<Cell>,
}

/// A run of words without a column gap between them: a table cell, a label, (a part of) a sentence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Span {
    pub words: Vec<Word>,
}

impl Span {
    pub fn text(&self) -> String {
        join(self.words.iter())
    }
    pub fn bbox(&self) -> Rect {
        bounds(self.words.iter())
    }
}

/// Words on one baseline, left to right, cut into spans at column gaps.
/// Lines of a page stand in reading order: a page in two columns gives the left column's lines first,
/// and `block` then differs between the columns.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    pub spans: Vec<Span>,
    pub block: u32,
}

impl Line {
    pub fn words(&self) -> impl Iterator<Item = &Word> {
        self.spans.iter().flat_map(|s| s.words.iter())
    }
    pub fn text(&self) -> String {
        join(self.words())
    }
    pub fn bbox(&self) -> Rect {
        bounds(self.words())
    }
    /// The largest font size on the line.
    pub fn size(&self) -> f32 {
        self.words().map(|w| w.size).fold(0.0, f32::max)
    }
    /// Whether every word is bold.
    pub fn bold(&self) -> bool {
        self.words().all(|w| w.bold) && self.words().next().is_some()
    }
}

fn join<'a>(words: impl Iterator<Item = &'a Word>) -> String {
    let mut out = String::new();
    for word in words {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&word.text);
    }
    out
}

fn bounds<'a>(mut words: impl Iterator<Item = &'a Word>) -> Rect {
    let Some(first) = words.next() else { return Rect::default() };
    words.fold(first.bbox, |all, w| all.union(&w.bbox))
}

/// A thing on the page that is no text.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    pub kind: MarkKind,
    pub bbox: Rect,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum MarkKind {
    /// A placed picture (logo, scan, signature, stamp).
    Image,
    /// Curved strokes close together, as a drawn signature is; never plain rules and boxes.
    Ink,
    /// A horizontal or vertical rule.
    Rule,
    /// A small square or circle that was drawn to be ticked, with nothing drawn in it.
    Open,
    /// The same with strokes in it.
    Ticked,
}

/// Where a page's or document's text came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextSource {
    Native,
    Ocr,
    Mixed,
    #[default]
    None,
}

/// A page, or a sheet of a workbook (`sheet` is then its name).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Page {
    /// 1-based; for workbooks the number of the sheet.
    pub number: u32,
    pub sheet: Option<String>,
    /// Points, after rotation; 0 where the format has no pages.
    pub width: f32,
    pub height: f32,
    /// Reading order.
    pub lines: Vec<Line>,
    pub marks: Vec<Mark>,
    pub text_source: TextSource,
}

impl Page {
    pub fn text(&self) -> String {
        let mut out = String::new();
        for line in &self.lines {
            out.push_str(&line.text());
            out.push('\n');
        }
        out
    }
    /// Whether the page shows something but gives no text: a scan, a photograph, outlines.
    pub fn unread(&self) -> bool {
        self.text_source == TextSource::None
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Media {
    Pdf,
    Xlsx,
    Xls,
    Ods,
    Csv,
    Docx,
    Odt,
    Image,
    Eml,
    Text,
    Xbrl,
    Zip,
    Unknown,
}

impl Media {
    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Ods => "ods",
            Self::Csv => "csv",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Image => "image",
            Self::Eml => "eml",
            Self::Text => "text",
            Self::Xbrl => "xbrl",
            Self::Zip => "zip",
            Self::Unknown => "unknown",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldKind {
    Text,
    Check,
    Radio,
    Choice,
    Signature,
}

/// A field of a form (AcroForm, or a content control of a Word file). Text values also stand in the
/// page's lines, at the field's place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FormField {
    pub name: String,
    /// The tooltip or title a person sees, if any.
    pub label: Option<String>,
    pub kind: FieldKind,
    /// Text, the chosen option, or `true`/`false` for a check box; `None` when left empty.
    pub value: Option<String>,
    pub page: Option<u32>,
    pub bbox: Option<Rect>,
}

/// An electronic signature or seal found in the file. Not yet verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// `Name` of the signature dictionary, if any.
    pub name: Option<String>,
    /// `M` of the signature dictionary as `YYYY-MM-DDThh:mm:ss+hh:mm`.
    pub signed_at: Option<String>,
    pub sub_filter: Option<String>,
}

/// Document information, as far as the format has it. Dates are `YYYY-MM-DD`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Metadata {
    pub title: Option<String>,
    pub author: Option<String>,
    pub creator: Option<String>,
    pub producer: Option<String>,
    pub created: Option<String>,
    pub modified: Option<String>,
}

/// Headers of a mail.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MailHead {
    pub from: String,
    pub to: Vec<String>,
    pub subject: String,
    /// RFC 3339.
    pub sent_at: Option<String>,
    /// Newest `Received` header, RFC 3339.
    pub received_at: Option<String>,
}

/// One document as read: a file of the submission, or one found inside an archive or mail.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Path inside the containing file (`KvK.pdf` in `bijlagen.zip`); `None` for the file itself.
    pub inner: Option<String>,
    /// Lower-case hex.
    pub sha256: String,
    pub bytes: u64,
    pub media: Media,
    /// Pages (or sheets) the file has; `pages` may hold fewer when a limit was met (a problem says so).
    pub page_count: u32,
    pub pages: Vec<Page>,
    pub form_fields: Vec<FormField>,
    pub seals: Vec<Seal>,
    pub metadata: Metadata,
    pub mail: Option<MailHead>,
    pub problems: Vec<Problem>,
}

impl Document {
    /// A document of which nothing could be read, with the problem that says why.
    pub fn unreadable(media: Media, sha256: String, bytes: u64, problem: Problem) -> Self {
        Self {
            inner: None,
            sha256,
            bytes,
            media,
            page_count: 0,
            pages: Vec::new(),
            form_fields: Vec::new(),
            seals: Vec::new(),
            metadata: Metadata::default(),
            mail: None,
            problems: vec![problem],
        }
    }

    /// How the pages of a range (1-based, inclusive) got their text.
    pub fn text_source(&self, from: u32, to: u32) -> TextSource {
        let mut seen =
            self.pages.iter().filter(|p| p.number >= from && p.number <= to).map(|p| p.text_source);
        let Some(first) = seen.next() else { return TextSource::None };
        seen.fold(first, |all, one| if all == one { all } else { TextSource::Mixed })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_spreadsheets_do() {
        assert_eq!(Cell { row: 0, col: 0 }.to_string(), "A1");
        assert_eq!(Cell { row: 11, col: 25 }.to_string(), "Z12");
        assert_eq!(Cell { row: 0, col: 26 }.to_string(), "AA1");
        assert_eq!(Cell { row: 0, col: 701 }.to_string(), "ZZ1");
        assert_eq!(Cell { row: 0, col: 702 }.to_string(), "AAA1");
    }
}
