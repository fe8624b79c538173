//! What a document says, before anybody decided how it looks. Kinds make these; writers render them.

/// A document in reading order.
#[derive(Debug, Clone, Default)]
pub struct Doc {
    /// For the document information, not printed.
    pub title: String,
    pub author: String,
    pub blocks: Vec<Block>,
    /// Top of every page.
    pub header: Option<String>,
    /// Foot of every page; `{p}` and `{n}` become the page number and count.
    pub footer: Option<String>,
    /// Diagonal over every page (CONCEPT, KOPIE).
    pub watermark: Option<String>,
    /// Wavy background lines, as on certificates.
    pub guilloche: bool,
}

impl Doc {
    pub fn new(title: &str, blocks: Vec<Block>) -> Self {
        Self { title: title.to_owned(), blocks, ..Self::default() }
    }
}

#[derive(Debug, Clone)]
pub enum Block {
    Title(String),
    /// Level 1 to 3.
    Heading(u8, String),
    /// `**bold**` inside is honoured.
    Para(String),
    Small(String),
    Centered(String),
    Right(String),
    Bullets(Vec<String>),
    /// Numbered 1., 2., …
    Steps(Vec<String>),
    /// Labels with their values, placed as the style says.
    Pairs(Vec<(String, String)>),
    Table(Table),
    /// Side by side.
    Columns(Vec<Vec<Block>>),
    /// Text that flows through two columns a page.
    TwoColumns(Vec<Block>),
    Framed(Vec<Block>),
    /// Question with a box that is ticked or not.
    Checks(Vec<(String, bool)>),
    /// A form field: name, label, value (`None` is left empty).
    Field(String, String, Option<String>),
    /// A drawn signature, from this seed.
    Signature(u64),
    /// A place to sign that stayed empty.
    SignatureLine(String),
    /// Vector art with a name in it.
    Logo(String),
    /// A round stamp in colour.
    Stamp(String),
    /// Boxes joined by lines: levels of names, top down.
    Chart(Vec<Vec<String>>),
    Rule,
    Space(f32),
    PageBreak,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rules {
    None,
    Grid,
    /// Under the head and above totals.
    Lines,
    Zebra,
}

#[derive(Debug, Clone)]
pub struct Table {
    /// Relative widths.
    pub widths: Vec<f32>,
    pub align: Vec<Align>,
    pub head: Option<Vec<String>>,
    pub rows: Vec<Vec<String>>,
    /// Indices of rows printed bold, with a line above.
    pub totals: Vec<usize>,
    pub rules: Rules,
}

impl Table {
    /// First column left, the others right; widths 3 : 1.
    pub fn figures(head: &[&str], rows: Vec<Vec<String>>, totals: Vec<usize>) -> Self {
        let n = head.len();
        let mut widths = vec![1.0; n];
        let mut align = vec![Align::Right; n];
        widths[0] = 2.6;
        align[0] = Align::Left;
        let blank = head.iter().all(|h| h.is_empty());
        Self {
            widths,
            align,
            head: (!blank).then(|| head.iter().map(|&h| h.to_owned()).collect()),
            rows,
            totals,
            rules: Rules::Lines,
        }
    }
    /// All columns left.
    pub fn words(head: &[&str], widths: &[f32], rows: Vec<Vec<String>>) -> Self {
        Self {
            widths: widths.to_vec(),
            align: vec![Align::Left; widths.len()],
            head: (!head.is_empty()).then(|| head.iter().map(|&h| h.to_owned()).collect()),
            rows,
            totals: Vec::new(),
            rules: Rules::Grid,
        }
    }
}

pub fn title(text: impl Into<String>) -> Block {
    Block::Title(text.into())
}
pub fn h1(text: impl Into<String>) -> Block {
    Block::Heading(1, text.into())
}
pub fn h2(text: impl Into<String>) -> Block {
    Block::Heading(2, text.into())
}
pub fn para(text: impl Into<String>) -> Block {
    Block::Para(text.into())
}
pub fn small(text: impl Into<String>) -> Block {
    Block::Small(text.into())
}
pub fn bullets<S: Into<String>>(items: impl IntoIterator<Item = S>) -> Block {
    Block::Bullets(items.into_iter().map(Into::into).collect())
}
/// Label and value, for [`Block::Pairs`].
pub fn pair(label: impl Into<String>, value: impl Into<String>) -> (String, String) {
    (label.into(), value.into())
}

/// A workbook: for xlsx and csv.
#[derive(Debug, Clone, Default)]
pub struct Book {
    pub sheets: Vec<Sheet>,
}

#[derive(Debug, Clone, Default)]
pub struct Sheet {
    pub name: String,
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Empty,
    Text(String),
    Number(f64),
    /// Euros, shown with the euro format.
    Euro(f64),
    /// A formula with its stored result.
    Sum(String, f64),
    Bold(String),
}
