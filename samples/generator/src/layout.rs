//! Blocks to drawn pages. One layout for both PDF writers and for scans, so that the same document can
//! come from an old and a new producer.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::block::{Align, Block, Doc, Rules, Table};
use crate::font::Family;
use crate::style::{HeadingLook, PairLook, Style};

pub const A4: (f32, f32) = (595.3, 841.9);

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

/// Fine wavy lines over the whole page.
fn guilloche(ops: &mut Vec<Op>) {
    for row in 0..24 {
        let y = 60.0 + row as f32 * 31.0;
        let mut points = vec![(30.0, y)];
        for step in 0..9 {
            let x = 30.0 + step as f32 * 60.0;
            points.extend([(x + 20.0, y - 14.0), (x + 40.0, y + 14.0), (x + 60.0, y)]);
        }
        ops.push(Op::Curve { points, width: 0.3, color: [205, 215, 230] });
    }
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

    fn text(&mut self, x: f32, y: f32, size: f32, bold: bool, text: &str, color: Rgb) {
        let op = text_op(self.style, x, y, size, bold, text, color);
        self.push(op);
    }

    fn title(&mut self, text: &str) {
        let size = self.style.size * 1.75;
        for line in wrap(self.style.family, size, &format!("**{text}**"), self.width * 0.95) {
            self.need(self.leading(size));
            self.y += self.leading(size);
            let plain = plain(&line);
            if self.style.heading == HeadingLook::Spaced && plain.len() < 26 {
                let (x, y) = (self.x, self.y);
                self.push(Op::Text {
                    x,
                    y,
                    size: size * 0.85,
                    family: self.style.family,
                    bold: true,
                    text: plain.to_uppercase(),
                    color: self.style.accent,
                    spacing: 4.5,
                    turn: 0.0,
                });
            } else {
                self.runs(&line, self.x, size, self.style.accent, None);
            }
        }
        self.y += size * 0.5;
    }

    fn heading(&mut self, level: u8, text: &str) {
        let level = usize::from(level.clamp(1, 3));
        let size = self.style.size * [1.35, 1.12, 1.0][level - 1];
        self.numbers[level - 1] += 1;
        for deeper in &mut self.numbers[level..] {
            *deeper = 0;
        }
        let (color, mut shown) = match self.style.heading {
            HeadingLook::Coloured | HeadingLook::Ruled => (self.style.accent, text.to_owned()),
            HeadingLook::Banner if level == 1 => ([255, 255, 255], text.to_owned()),
            HeadingLook::Caps if level == 1 => (BLACK, text.to_uppercase()),
            _ => (BLACK, text.to_owned()),
        };
        if self.style.heading == HeadingLook::Numbered && !text.starts_with(|c: char| c.is_ascii_digit()) {
            let number: Vec<String> = self.numbers[..level].iter().map(ToString::to_string).collect();
            shown = format!("{}  {shown}", number.join("."));
        }
        self.need(self.leading(size) * 2.6);
        self.y += size * if level == 1 { 0.8 } else { 0.5 };
        for line in wrap(self.style.family, size, &format!("**{shown}**"), self.width) {
            self.y += self.leading(size);
            if self.style.heading == HeadingLook::Banner && level == 1 {
                let (x, y, w, fill) = (self.x, self.y, self.width, self.style.accent);
                self.push(Op::Rect {
                    x: x - 4.0,
                    y: y - size,
                    w: w + 8.0,
                    h: size * 1.35,
                    fill: Some(fill),
                    stroke: None,
                });
            }
            self.runs(&line, self.x, size, color, None);
        }
        if self.style.heading == HeadingLook::Ruled {
            let (x, y, w, color) = (self.x, self.y + 3.0, self.width, self.style.accent);
            self.push(Op::Line { from: (x, y), to: (x + w, y), width: 0.8, color });
            self.y += 3.0;
        }
        self.y += size * 0.35;
    }

    /// Draws one wrapped line; `stretch` is the width it is justified to.
    fn runs(&mut self, line: &[(bool, String)], x: f32, size: f32, color: Rgb, stretch: Option<f32>) {
        let family = self.style.family;
        let natural = line_width(family, size, line);
        let gaps: usize = line.iter().map(|(_, t)| t.matches(' ').count()).sum();
        let y = self.y;
        if let Some(width) = stretch
            && gaps > 2
            && natural > width * 0.8
        {
            let extra = (width - natural) / gaps as f32;
            let mut at = x;
            for (bold, text) in line {
                for (i, word) in text.split(' ').enumerate() {
                    if i > 0 {
                        at += family.width(*bold, size, " ") + extra;
                    }
                    if !word.is_empty() {
                        self.text(at, y, size, *bold, word, color);
                        at += family.width(*bold, size, word);
                    }
                }
            }
            return;
        }
        let mut at = x;
        for (bold, text) in line {
            let lead = text.len() - text.trim_start().len();
            let shift = family.width(*bold, size, &text[..lead]);
            let body = text.trim();
            if !body.is_empty() {
                self.text(at + shift, y, size, *bold, body, color);
            }
            at += family.width(*bold, size, text);
        }
    }

    fn paragraph(&mut self, text: &str, size: f32, x: f32, width: f32, color: Rgb) {
        let home = self.x;
        for part in text.split('\n') {
            let lines = wrap(self.style.family, size, part, width);
            let last = lines.len().saturating_sub(1);
            for (i, line) in lines.into_iter().enumerate() {
                self.need(self.leading(size));
                self.y += self.leading(size);
                let stretch = (self.style.justify && i < last).then_some(width);
                // A new column moves the home position: keep the indent relative to it.
                let at = self.x + (x - home);
                self.runs(&line, at, size, color, stretch);
            }
        }
    }

    fn item(&mut self, mark: &str, text: &str) {
        let size = self.style.size;
        self.need(self.leading(size));
        let y = self.y + self.leading(size);
        let x = self.x;
        self.text(x + 6.0, y, size, false, mark, BLACK);
        self.paragraph(text, size, x + 22.0, self.width - 22.0, BLACK);
        self.y += size * 0.15;
    }

    fn pairs(&mut self, pairs: &[(String, String)]) {
        let (size, family) = (self.style.size, self.style.family);
        let column = self.width * self.style.label_column;
        // A narrow frame cannot hold labels beside their values.
        let look = if self.width < 230.0 && !matches!(self.style.pairs, PairLook::Inline) {
            PairLook::Above
        } else {
            self.style.pairs
        };
        if look == PairLook::TwoUp {
            let half = self.width / 2.0;
            for two in pairs.chunks(2) {
                let tall =
                    two.iter().map(|(_, v)| wrap(family, size, v, half - 14.0).len()).max().unwrap_or(1)
                        as f32;
                self.need(self.leading(size) * (tall + 1.2));
                let start = self.y;
                let mut lowest = start;
                for (i, (label, value)) in two.iter().enumerate() {
                    self.y = start;
                    let x = self.x + half * i as f32;
                    self.paragraph(label, size * 0.82, x, half - 14.0, GREY);
                    self.paragraph(value, size, x, half - 14.0, BLACK);
                    lowest = lowest.max(self.y);
                }
                self.y = lowest + size * 0.5;
            }
            return;
        }
        for (i, (label, value)) in pairs.iter().enumerate() {
            let label_width = match look {
                PairLook::Above | PairLook::Inline => self.width,
                _ => column - 10.0,
            };
            let value_width = match look {
                PairLook::Above | PairLook::Inline => self.width,
                _ => self.width - column,
            };
            let shown = match look {
                PairLook::BesideColon => format!("{label}:"),
                _ => label.clone(),
            };
            let lines = wrap(family, size, &shown, label_width).len().max(
                value.split('\n').map(|v| wrap(family, size, v, value_width).len().max(1)).sum::<usize>(),
            );
            let height = self.leading(size) * lines as f32;
            self.need(height.min(300.0) + self.leading(size));
            let (x, start, width) = (self.x, self.y, self.width);
            match look {
                PairLook::Above => {
                    self.paragraph(label, size * 0.82, x, label_width, GREY);
                    self.paragraph(value, size, x, value_width, BLACK);
                    self.y += size * 0.45;
                }
                PairLook::Inline => {
                    self.paragraph(&format!("**{label}:** {value}"), size, x, width, BLACK);
                    self.y += size * 0.1;
                }
                PairLook::Grid | PairLook::Zebra => {
                    let pad = 3.5;
                    let h = height + 2.0 * pad;
                    if look == PairLook::Zebra && i % 2 == 0 {
                        self.push(Op::Rect {
                            x,
                            y: start,
                            w: width,
                            h,
                            fill: Some([236, 240, 244]),
                            stroke: None,
                        });
                    }
                    if look == PairLook::Grid {
                        self.push(Op::Rect { x, y: start, w: width, h, fill: None, stroke: Some(GREY) });
                        self.push(Op::Line {
                            from: (x + column - 4.0, start),
                            to: (x + column - 4.0, start + h),
                            width: 0.5,
                            color: GREY,
                        });
                    }
                    self.paragraph(label, size, x + 4.0, label_width - 4.0, BLACK);
                    self.y = start;
                    self.paragraph(value, size, x + column, value_width - 4.0, BLACK);
                    self.y = start + h;
                }
                PairLook::Dots => {
                    let w = family.width(false, size, label);
                    let dot = family.width(false, size, ".");
                    let free = (column - w - 8.0) / dot;
                    let leader = if free > 2.0 { ".".repeat(free as usize) } else { String::new() };
                    self.paragraph(label, size, x, label_width, BLACK);
                    if !leader.is_empty() {
                        self.text(x + w + 3.0, start + self.leading(size), size, false, &leader, GREY);
                    }
                    let low = self.y;
                    self.y = start;
                    self.paragraph(value, size, x + column, value_width, BLACK);
                    self.y = self.y.max(low);
                }
                PairLook::RightLabel => {
                    let w = family.width(false, size, label).min(label_width);
                    self.paragraph(label, size, x + label_width - w, w + 1.0, GREY);
                    let low = self.y;
                    self.y = start;
                    self.paragraph(value, size, x + column, value_width, BLACK);
                    self.y = self.y.max(low);
                }
                _ => {
                    self.paragraph(&shown, size, x, label_width, BLACK);
                    let low = self.y;
                    self.y = start;
                    self.paragraph(value, size, x + column, value_width, BLACK);
                    self.y = self.y.max(low) + size * 0.1;
                }
            }
        }
        self.y += size * 0.7;
    }

    fn table(&mut self, table: &Table) {
        let (size, family) = (self.style.size * 0.94, self.style.family);
        let total: f32 = table.widths.iter().sum();
        let widths: Vec<f32> = table.widths.iter().map(|w| w / total * self.width).collect();
        let mut rows: Vec<(bool, bool, &Vec<String>)> = Vec::new();
        if let Some(head) = &table.head {
            rows.push((true, false, head));
        }
        rows.extend(table.rows.iter().enumerate().map(|(i, r)| (false, table.totals.contains(&i), r)));
        for (i, (head, sum, row)) in rows.into_iter().enumerate() {
            let bold = head || sum;
            let cells: Vec<Vec<Vec<(bool, String)>>> = row
                .iter()
                .zip(&widths)
                .map(|(cell, w)| {
                    let marked = if bold && !cell.is_empty() { format!("**{cell}**") } else { cell.clone() };
                    wrap(family, size, &marked, w - 8.0)
                })
                .collect();
            let tall = cells.iter().map(Vec::len).max().unwrap_or(1).max(1) as f32;
            let h = tall * self.leading(size) + 4.0;
            self.need(h);
            let (x, y, width) = (self.x, self.y, self.width);
            match table.rules {
                Rules::Grid => {
                    if head {
                        self.push(Op::Rect { x, y, w: width, h, fill: Some([225, 230, 236]), stroke: None });
                    }
                    self.push(Op::Rect { x, y, w: width, h, fill: None, stroke: Some(GREY) });
                    let mut at = x;
                    for w in &widths[..widths.len() - 1] {
                        at += w;
                        self.push(Op::Line { from: (at, y), to: (at, y + h), width: 0.5, color: GREY });
                    }
                }
                Rules::Zebra if i % 2 == 1 => {
                    self.push(Op::Rect { x, y, w: width, h, fill: Some([240, 243, 246]), stroke: None });
                }
                Rules::Lines if head => {
                    self.push(Op::Line {
                        from: (x, y + h),
                        to: (x + width, y + h),
                        width: 0.8,
                        color: BLACK,
                    });
                }
                Rules::Lines if sum => {
                    let from = x + widths[0];
                    self.push(Op::Line {
                        from: (from, y + 1.0),
                        to: (x + width, y + 1.0),
                        width: 0.6,
                        color: BLACK,
                    });
                }
                _ => {}
            }
            let mut at = x;
            for (k, lines) in cells.iter().enumerate() {
                self.y = y;
                for line in lines {
                    self.y += self.leading(size);
                    let w = line_width(family, size, line);
                    let start = match table.align.get(k) {
                        Some(Align::Right) => at + widths[k] - 4.0 - w,
                        _ => at + 4.0,
                    };
                    self.runs(line, start, size, BLACK, None);
                }
                at += widths[k];
            }
            self.y = y + h;
        }
        self.y += size * 0.8;
    }

    fn side_by_side(&mut self, columns: &[Vec<Block>]) {
        let (x, width) = (self.x, self.width);
        let gap = 18.0;
        let each = (width - gap * (columns.len() as f32 - 1.0)) / columns.len() as f32;
        self.need(150.0);
        let start = self.y;
        let page = self.pages.len();
        let mut lowest = start;
        for (i, column) in columns.iter().enumerate() {
            self.x = x + (each + gap) * i as f32;
            self.width = each;
            self.y = start;
            self.blocks(column);
            lowest = if self.pages.len() > page { self.y } else { lowest.max(self.y) };
        }
        self.x = x;
        self.width = width;
        self.y = lowest;
    }

    fn two_columns(&mut self, blocks: &[Block]) {
        let (x, width) = (self.x, self.width);
        let gap = 22.0;
        let each = (width - gap) / 2.0;
        self.columns = Some(Columns { at: 0, left: x, width: each, gap, top: self.y, lowest: self.y });
        self.width = each;
        self.blocks(blocks);
        if let Some(c) = self.columns.take() {
            self.y = self.y.max(c.lowest);
        }
        self.x = x;
        self.width = width;
    }

    fn framed(&mut self, blocks: &[Block]) {
        self.need(110.0);
        let (x, width, start, page) = (self.x, self.width, self.y, self.pages.len());
        self.x += 9.0;
        self.width -= 18.0;
        self.y += 6.0;
        self.blocks(blocks);
        self.x = x;
        self.width = width;
        self.y += 4.0;
        if self.pages.len() == page {
            let h = self.y - start;
            self.push(Op::Rect { x, y: start, w: width, h, fill: None, stroke: Some(GREY) });
        }
        self.y += 8.0;
    }

    fn checks(&mut self, checks: &[(String, bool)]) {
        let size = self.style.size;
        for (text, ticked) in checks {
            self.need(self.leading(size) + 4.0);
            let (x, y) = (self.x, self.y + self.leading(size));
            self.fields += 1;
            self.push(Op::Field {
                name: format!("Vak{}", self.fields),
                label: text.clone(),
                x: x + 2.0,
                y: y - size * 0.85,
                w: size,
                h: size,
                value: FieldValue::Check(*ticked),
            });
            self.paragraph(text, size, x + 20.0, self.width - 20.0, BLACK);
            self.y += 2.5;
        }
        self.y += size * 0.4;
    }

    fn field(&mut self, name: &str, label: &str, value: Option<&String>) {
        let size = self.style.size;
        let column = self.width * self.style.label_column;
        let tall =
            value.map_or(1, |v| wrap(self.style.family, size, v, self.width - column - 8.0).len()) as f32;
        let h = self.leading(size) * tall + 6.0;
        self.need(h + 4.0);
        let (x, y, width) = (self.x, self.y, self.width);
        self.push(Op::Field {
            name: name.to_owned(),
            label: label.to_owned(),
            x: x + column,
            y: y + 1.0,
            w: width - column,
            h,
            value: FieldValue::Text(value.cloned()),
        });
        self.paragraph(label, size, x, column - 10.0, BLACK);
        self.y = self.y.max(y + h) + 5.0;
    }

    fn signature(&mut self, seed: u64) {
        self.need(60.0);
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let (x0, y0) = (self.x + 14.0, self.y + 32.0);
        let mut points = vec![(x0, y0)];
        let mut x = x0;
        for i in 0..rng.random_range(5..9) {
            let step: f32 = rng.random_range(8.0..26.0);
            let rise: f32 = rng.random_range(6.0..26.0);
            let sign = if i % 2 == 0 { -1.0 } else { 1.0 };
            points.push((x + step * 0.2, y0 + sign * rise));
            points.push((x + step * 1.1, y0 + sign * rise * 0.7));
            x += step;
            points.push((x, y0 + rng.random_range(-5.0..5.0)));
        }
        points.extend([(x + 10.0, y0 + 14.0), (x0 + 30.0, y0 + 18.0), (x + 24.0, y0 + 6.0)]);
        self.push(Op::Curve { points, width: 1.1, color: [18, 28, 96] });
        self.y += 58.0;
    }

    fn logo(&mut self, name: &str) {
        let (x, y, accent) = (self.x, self.y, self.style.accent);
        self.push(Op::Rect { x, y, w: 20.0, h: 20.0, fill: Some(accent), stroke: None });
        self.push(Op::Curve {
            points: vec![(x + 3.0, y + 14.0), (x + 7.0, y + 2.0), (x + 13.0, y + 20.0), (x + 17.0, y + 6.0)],
            width: 2.0,
            color: [255, 255, 255],
        });
        self.text(x + 28.0, y + 15.0, 15.0, true, name, accent);
        self.y += 36.0;
    }

    fn stamp(&mut self, text: &str) {
        self.need(60.0);
        let (x, y) = (self.x + self.width - 130.0, self.y);
        let color = [170, 40, 60];
        self.push(Op::Rect { x, y, w: 126.0, h: 44.0, fill: None, stroke: Some(color) });
        for (i, line) in text.split('\n').enumerate() {
            self.push(Op::Text {
                x: x + 8.0,
                y: y + 16.0 + 13.0 * i as f32,
                size: 9.5,
                family: self.style.family,
                bold: true,
                text: line.to_owned(),
                color,
                spacing: 0.6,
                turn: 0.0,
            });
        }
        self.y += 52.0;
    }

    fn chart(&mut self, levels: &[Vec<String>]) {
        let size = self.style.size * 0.9;
        let mut parents: Vec<(f32, f32)> = Vec::new();
        for level in levels {
            self.need(90.0);
            let each = self.width / level.len() as f32;
            let w = (each - 14.0).min(190.0);
            let (x, top) = (self.x, self.y + 22.0);
            let mut next = Vec::new();
            let mut lowest = top;
            for (i, name) in level.iter().enumerate() {
                let left = x + each * i as f32 + (each - w) / 2.0;
                let lines: Vec<String> = name.split('\n').map(str::to_owned).collect();
                let h = lines.iter().map(|l| wrap(self.style.family, size, l, w - 10.0).len()).sum::<usize>()
                    as f32
                    * self.leading(size)
                    + 10.0;
                let middle = left + w / 2.0;
                if let Some(&(px, py)) = parents.get(i).or_else(|| parents.first()) {
                    let (mid, parent) =
                        ((py + top) / 2.0, if parents.len() == level.len() { px } else { parents[0].0 });
                    self.push(Op::Line { from: (parent, py), to: (parent, mid), width: 0.8, color: BLACK });
                    self.push(Op::Line { from: (parent, mid), to: (middle, mid), width: 0.8, color: BLACK });
                    self.push(Op::Line { from: (middle, mid), to: (middle, top), width: 0.8, color: BLACK });
                }
                self.push(Op::Rect {
                    x: left,
                    y: top,
                    w,
                    h,
                    fill: Some([238, 243, 250]),
                    stroke: Some(BLACK),
                });
                self.y = top + 2.0;
                for line in &lines {
                    for wrapped in wrap(self.style.family, size, line, w - 10.0) {
                        self.y += self.leading(size);
                        let lw = line_width(self.style.family, size, &wrapped);
                        self.runs(&wrapped, middle - lw / 2.0, size, BLACK, None);
                    }
                }
                next.push((middle, top + h));
                lowest = lowest.max(top + h);
            }
            parents = next;
            self.y = lowest;
        }
        self.y += 20.0;
    }
}

/// A line of text in runs of one weight.
type Run = (bool, String);

fn plain(line: &[Run]) -> String {
    line.iter().map(|(_, t)| t.as_str()).collect::<String>().trim().to_owned()
}

fn line_width(family: Family, size: f32, line: &[Run]) -> f32 {
    line.iter().map(|(bold, text)| family.width(*bold, size, text)).sum()
}

/// Breaks `text` (with `**bold**`) into lines no wider than `width`.
fn wrap(family: Family, size: f32, text: &str, width: f32) -> Vec<Vec<Run>> {
    let mut lines: Vec<Vec<Run>> = Vec::new();
    let mut line: Vec<Run> = Vec::new();
    let mut used = 0.0;
    let mut bold = false;
    for (i, part) in text.split("**").enumerate() {
        if i > 0 {
            bold = !bold;
        }
        // Words keep the space before them, so that runs join up as they stood.
        let mut words: Vec<String> = Vec::new();
        for (k, word) in part.split(' ').enumerate() {
            if k == 0 {
                words.push(word.to_owned());
            } else {
                words.push(format!(" {word}"));
            }
        }
        for word in words {
            if word.is_empty() {
                continue;
            }
            let w = family.width(bold, size, &word);
            let fresh = line.is_empty();
            let word = if used + w > width && !fresh && word.starts_with(' ') {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
                word.trim_start().to_owned()
            } else {
                word
            };
            let word = if line.is_empty() { word.trim_start().to_owned() } else { word };
            used += family.width(bold, size, &word);
            match line.last_mut() {
                Some((b, t)) if *b == bold => t.push_str(&word),
                _ => line.push((bold, word)),
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}
