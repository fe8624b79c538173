//! Blocks to drawn pages. One layout for both PDF writers and for scans, so that the same document can
//! come from an old and a new producer.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::block::{Align, Block, Doc, Rules, Table};
use crate::font::Family;
use crate::style::{HeadingLook, PairLook, Style};

pub const A4: (f32, f32) = (595.3, 841.9);

mod art;
mod frames;
mod tables;
mod text;

use art::guilloche;
use text::{line_width, wrap};

type Rgb = [u8; 3];
const BLACK: Rgb = [0, 0, 0];
const GREY: Rgb = [110, 110, 110];

/// Something drawn. Points, origin top left, y down; text stands on its baseline.
#[derive(Debug, Clone)]
pub enum Op {
    Text {
        x: f32,
        y: f32,
        size: f32,
        family: Family,
        bold: bool,
        text: String,
        color: Rgb,
        spacing: f32,
        turn: f32,
    },
    Line {
        from: (f32, f32),
        to: (f32, f32),
        width: f32,
        color: Rgb,
    },
    Rect {
        x: f32,
        y: f32,
        w: f32,
        h: f32,
        fill: Option<Rgb>,
        stroke: Option<Rgb>,
    },
    /// Cubic curves: a start and then three points each.
    Curve {
        points: Vec<(f32, f32)>,
        width: f32,
        color: Rgb,
    },
    Field {
        name: String,
        label: String,
        x: f32,
        y: f32,
        w: f32,
        h: f32,
        value: FieldValue,
    },
}

#[derive(Debug, Clone)]
pub enum FieldValue {
    Text(Option<String>),
    Check(bool),
    Signature,
}

#[derive(Debug, Clone)]
pub struct PageOps {
    pub width: f32,
    pub height: f32,
    pub ops: Vec<Op>,
}

pub fn lay_out(doc: &Doc, style: &Style) -> Vec<PageOps> {
    let mut l = Layouter {
        style,
        pages: vec![Vec::new()],
        x: style.margin,
        width: A4.0 - 2.0 * style.margin,
        y: 0.0,
        top: style.margin + if doc.header.is_some() { 18.0 } else { 0.0 },
        bottom: A4.1 - style.margin.max(56.0),
        numbers: [0; 3],
        columns: None,
        fields: 0,
    };
    l.y = l.top;
    l.blocks(&doc.blocks);
    let count = l.pages.len();
    let mut pages = Vec::with_capacity(count);
    for (i, body) in l.pages.into_iter().enumerate() {
        let mut ops = Vec::new();
        if doc.guilloche {
            guilloche(&mut ops);
        }
        if let Some(mark) = &doc.watermark {
            ops.push(Op::Text {
                x: 130.0,
                y: 600.0,
                size: 90.0,
                family: style.family,
                bold: true,
                text: mark.clone(),
                color: [225, 225, 225],
                spacing: 0.0,
                turn: 50.0,
            });
        }
        ops.extend(body);
        let mut furniture = |text: &str, y: f32| {
            let text = text.replace("{p}", &(i + 1).to_string()).replace("{n}", &count.to_string());
            for (part, line) in text.split('|').enumerate() {
                let size = 7.5;
                let w = style.family.width(false, size, line);
                let x = match part {
                    0 => style.margin,
                    1 => (A4.0 - w) / 2.0,
                    _ => A4.0 - style.margin - w,
                };
                ops.push(text_op(style, x, y, size, false, line, GREY));
            }
        };
        if let Some(header) = &doc.header {
            furniture(header, style.margin - 12.0);
        }
        if let Some(footer) = &doc.footer {
            furniture(footer, A4.1 - 30.0);
        }
        pages.push(PageOps { width: A4.0, height: A4.1, ops });
    }
    pages
}

fn text_op(style: &Style, x: f32, y: f32, size: f32, bold: bool, text: &str, color: Rgb) -> Op {
    Op::Text { x, y, size, family: style.family, bold, text: text.to_owned(), color, spacing: 0.0, turn: 0.0 }
}

struct Columns {
    at: usize,
    left: f32,
    width: f32,
    gap: f32,
    top: f32,
    lowest: f32,
}

struct Layouter<'a> {
    style: &'a Style,
    pages: Vec<Vec<Op>>,
    x: f32,
    width: f32,
    y: f32,
    top: f32,
    bottom: f32,
    numbers: [u32; 3],
    columns: Option<Columns>,
    fields: u32,
}

impl Layouter<'_> {
    fn push(&mut self, op: Op) {
        self.pages.last_mut().expect("one page at least").push(op);
    }

    fn new_page(&mut self) {
        if let Some(c) = &mut self.columns {
            c.lowest = c.lowest.max(self.y);
            if c.at == 0 {
                c.at = 1;
                self.x = c.left + c.width + c.gap;
                self.y = c.top;
                return;
            }
            c.at = 0;
            c.top = self.top;
            c.lowest = self.top;
            self.x = c.left;
        }
        self.pages.push(Vec::new());
        self.y = self.top;
    }

    /// Makes sure `height` fits on this page.
    fn need(&mut self, height: f32) {
        if self.y + height > self.bottom {
            self.new_page();
        }
    }

    fn leading(&self, size: f32) -> f32 {
        size * self.style.leading
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        let size = self.style.size;
        match block {
            Block::Title(text) => self.title(text),
            Block::Heading(level, text) => self.heading(*level, text),
            Block::Para(text) => {
                self.paragraph(text, size, self.x, self.width, BLACK);
                self.y += size * 0.6;
            }
            Block::Small(text) => {
                self.paragraph(text, size * 0.8, self.x, self.width, GREY);
                self.y += size * 0.4;
            }
            Block::Centered(text) | Block::Right(text) => {
                for line in wrap(self.style.family, size, text, self.width) {
                    self.need(self.leading(size));
                    self.y += self.leading(size);
                    let w = line_width(self.style.family, size, &line);
                    let free = self.width - w;
                    let x = self.x + if matches!(block, Block::Centered(_)) { free / 2.0 } else { free };
                    self.runs(&line, x, size, BLACK, None);
                }
                self.y += size * 0.3;
            }
            Block::Bullets(items) => {
                for item in items {
                    self.item("•", item);
                }
                self.y += size * 0.4;
            }
            Block::Steps(items) => {
                for (i, item) in items.iter().enumerate() {
                    self.item(&format!("{}.", i + 1), item);
                }
                self.y += size * 0.4;
            }
            Block::Pairs(pairs) => self.pairs(pairs),
            Block::Table(table) => self.table(table),
            Block::Columns(columns) => self.side_by_side(columns),
            Block::TwoColumns(blocks) => self.two_columns(blocks),
            Block::Framed(blocks) => self.framed(blocks),
            Block::Checks(checks) => self.checks(checks),
            Block::Field(name, label, value) => self.field(name, label, value.as_ref()),
            Block::Signature(seed) => self.signature(*seed),
            Block::SignatureLine(name) => {
                self.need(50.0);
                self.y += 40.0;
                self.fields += 1;
                let (x, y) = (self.x, self.y);
                self.push(Op::Field {
                    name: format!("Handtekening{}", self.fields),
                    label: "Handtekening".to_owned(),
                    x,
                    y: y - 36.0,
                    w: 170.0,
                    h: 34.0,
                    value: FieldValue::Signature,
                });
                self.push(Op::Line { from: (x, y), to: (x + 180.0, y), width: 0.6, color: BLACK });
                self.y += self.leading(size);
                self.text(x, self.y, size, false, name, BLACK);
                self.y += size * 0.6;
            }
            Block::Logo(name) => self.logo(name),
            Block::Stamp(text) => self.stamp(text),
            Block::Chart(levels) => self.chart(levels),
            Block::Rule => {
                self.need(10.0);
                self.y += 5.0;
                let (x, y, w) = (self.x, self.y, self.width);
                self.push(Op::Line { from: (x, y), to: (x + w, y), width: 0.7, color: GREY });
                self.y += 5.0;
            }
            Block::Space(h) => self.y += h,
            Block::PageBreak => self.new_page(),
        }
    }
}
