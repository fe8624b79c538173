//! docx: paragraphs, tables, text boxes, headers, notes, fields and pictures, as a stream.

mod fields;
pub mod parts;
mod styles;

use crate::document::FormField;
use crate::problem::Problem;
use crate::read::build::Builder;
use crate::read::flow::{Block, Piece};
use crate::read::limits::Limits;
use crate::read::package::Package;
use crate::read::word::finish;
use crate::read::xml::{Tag, Token, walk};
use crate::read::{Content, problems};
use styles::{Props, Styles, half_points, outline};

use fields::{Field, place};
use parts::{assemble, is_part, main_part, metadata, part};

const WHAT: &str = "een Word-document";
/// Text boxes in text boxes.
const NESTING: usize = 16;
/// Bytes of a field's value.
const VALUE: usize = 10_000;
/// English metric units in a point.
const EMU: f32 = 12_700.0;

/// Reads a document. Deleted and hidden text is left out; text not yet accepted is read.
pub fn read(bytes: &[u8], limits: &Limits) -> Content {
    let mut package = match Package::open(bytes, limits, WHAT) {
        Ok(package) => package,
        Err(problem) => return Content::failed(problem),
    };
    let mut found = Vec::new();
    let metadata = metadata(&mut package);
    let styles =
        part(&mut package, "word/styles.xml", &mut found).map(|x| Styles::parse(&x)).unwrap_or_default();
    let mut walker = Walker::new(&styles);
    let names = package.names();
    let main = main_part(&mut package, &names);
    let Some(xml) = part(&mut package, &main, &mut found) else {
        if found.is_empty() {
            found.push(problems::damaged(WHAT));
        }
        return Content { problems: found, metadata, ..Content::default() };
    };
    let mut parts = |wanted: &str, package: &mut Package, walker: &mut Walker| {
        let mut blocks: Vec<Block> = Vec::new();
        for name in names.iter().filter(|n| is_part(n, wanted)) {
            if let Some(xml) = part(package, name, &mut found) {
                let one = walker.read(&xml, &mut found);
                // First, odd and even pages often repeat each other.
                if !one.is_empty() && !blocks.windows(one.len()).any(|w| w == one) {
                    blocks.extend(one);
                }
            }
        }
        blocks
    };
    let headers = parts("header", &mut package, &mut walker);
    let footers = parts("footer", &mut package, &mut walker);
    let notes = [parts("footnotes", &mut package, &mut walker), parts("endnotes", &mut package, &mut walker)]
        .concat();
    let body = walker.read(&xml, &mut found);
    let blocks = assemble(headers, body, footers, notes);
    let mut content = finish(&blocks, walker.fields, limits);
    content.metadata = metadata;
    content.problems.append(&mut found);
    content
}

#[derive(Debug, Default)]
struct Para {
    props: Props,
    /// A section that starts on a new page ends with this paragraph.
    section: bool,
    /// Has a background of its own.
    shaded: bool,
}

#[derive(Debug, Default)]
struct Drawing {
    width: f32,
    height: f32,
    picture: bool,
}

struct Walker<'s> {
    styles: &'s Styles,
    fields: Vec<FormField>,
    /// One for the body, one more for each open text box.
    builders: Vec<Builder>,
    /// Blocks of text boxes, to follow the paragraph they hang on.
    hanging: Vec<Block>,
    paras: Vec<Para>,
    run: Props,
    character: Option<String>,
    /// The run is white, and has a background of its own.
    white: bool,
    shaded: bool,
    drawing: Option<Drawing>,
    controls: Vec<Field>,
    legacy: Vec<Field>,
    /// Elements open inside one that is left out.
    skip: u32,
    in_para_props: u32,
    in_text: bool,
    in_field_data: bool,
    in_control_props: bool,
    section_continues: bool,
}

impl<'s> Walker<'s> {
    fn new(styles: &'s Styles) -> Self {
        Self {
            styles,
            fields: Vec::new(),
            builders: Vec::new(),
            hanging: Vec::new(),
            paras: Vec::new(),
            run: Props::default(),
            character: None,
            white: false,
            shaded: false,
            drawing: None,
            controls: Vec::new(),
            legacy: Vec::new(),
            skip: 0,
            in_para_props: 0,
            in_text: false,
            in_field_data: false,
            in_control_props: false,
            section_continues: false,
        }
    }

    /// Reads one part. What stands before a fault is kept.
    fn read(&mut self, xml: &str, found: &mut Vec<Problem>) -> Vec<Block> {
        let fields = std::mem::take(&mut self.fields);
        *self = Self { fields, ..Self::new(self.styles) };
        self.builders.push(Builder::default());
        let walked = walk(xml, WHAT, |token| {
            match token {
                Token::Open(tag) => self.open(&tag),
                Token::Close(name) => self.close(&name),
                Token::Text(text) => {
                    if self.in_text && self.skip == 0 {
                        self.text(&text);
                    }
                }
            }
            true
        });
        found.extend(walked.err());
        while self.builders.len() > 1 {
            self.close_box();
        }
        let mut blocks = self.builders.pop().map(Builder::finish).unwrap_or_default();
        blocks.append(&mut self.hanging);
        blocks
    }

    fn piece(&mut self, piece: Piece) {
        if let Some(builder) = self.builders.last_mut() {
            builder.piece(piece);
        }
    }

    fn builder(&mut self, act: impl FnOnce(&mut Builder)) {
        if let Some(builder) = self.builders.last_mut() {
            act(builder);
        }
    }

    fn text(&mut self, text: &str) {
        let para = self.paras.last().map(|p| p.props).unwrap_or_default();
        let hidden = self.run.hidden.or(self.character.as_deref().and_then(|c| self.styles.props(c).hidden));
        if hidden.or(para.hidden).unwrap_or(false) {
            return;
        }
        // White on the white page; cells, boxes and shaded text have a colour of their own.
        let paper = self.builders.len() == 1 && !self.builders.iter().any(Builder::in_table);
        if self.white && !self.shaded && !self.paras.iter().any(|p| p.shaded) && paper {
            return;
        }
        for field in self.controls.iter_mut().chain(&mut self.legacy) {
            if field.value.len() < VALUE {
                field.value.push_str(text);
            }
        }
        // An unfilled control shows a prompt, which is nobody's statement.
        if self.controls.iter().any(|f| f.placeholder) {
            return;
        }
        let style = self.styles.look(self.run, self.character.as_deref(), para);
        self.piece(Piece::Text(text.to_owned(), style));
    }

    fn open(&mut self, tag: &Tag) {
        let name = tag.name();
        if self.skip > 0 || matches!(name, "del" | "moveFrom" | "Fallback") || name.ends_with("PrChange") {
            self.skip += 1;
            return;
        }
        if self.in_field_data {
            return self.field_data(tag);
        }
        if self.in_control_props {
            return self.control_props(tag);
        }
        if self.in_para_props > 0 {
            return self.para_props(tag);
        }
        match name {
            "p" => {
                self.paras.push(Para { props: self.styles.paragraph(None), section: false, shaded: false });
            }
            "pPr" => self.in_para_props = 1,
            "r" => {
                self.run = Props::default();
                self.character = None;
                (self.white, self.shaded) = (false, false);
            }
            "rStyle" => self.character = tag.attr("val"),
            "b" => self.run.bold = Some(tag.on("val")),
            // Struck through: taken back.
            "vanish" | "strike" | "dstrike" if tag.on("val") => self.run.hidden = Some(true),
            "vanish" => self.run.hidden = Some(false),
            "color" => {
                self.white = tag.attr("val").is_some_and(|v| v.eq_ignore_ascii_case("ffffff"));
            }
            "shd" | "highlight" => self.shaded = true,
            "sz" => self.run.size = tag.attr("val").as_deref().and_then(half_points),
            "t" => self.in_text = true,
            "tab" | "ptab" => self.piece(Piece::Tab),
            "br" => self.piece(match tag.attr("type").as_deref() {
                Some("page") => Piece::PageBreak,
                _ => Piece::Break,
            }),
            "cr" => self.piece(Piece::Break),
            "lastRenderedPageBreak" => self.piece(Piece::PageBreak),
            "noBreakHyphen" => self.text("-"),
            "sym" => {
                if let Some(c) = tag.attr("char").as_deref().and_then(symbol) {
                    self.text(c);
                }
            }
            "tbl" => self.builder(Builder::open_table),
            "tr" => self.builder(Builder::open_row),
            "tc" => self.builder(|b| b.open_cell(1)),
            "gridSpan" => {
                let columns = number(tag);
                self.builder(|b| b.cell_columns(columns));
            }
            "gridBefore" => {
                let columns = number(tag);
                self.builder(|b| {
                    b.open_cell(columns);
                    b.close_cell();
                });
            }
            "drawing" | "pict" => self.drawing = Some(Drawing::default()),
            "extent" | "shape" | "blip" | "imagedata" => self.draw(tag),
            // The signature line of Word: a picture that is a place to sign, no signature.
            "signatureline" => self.drawing = None,
            "txbxContent" if self.builders.len() < NESTING => {
                self.builders.push(Builder::default());
            }
            "sdt" => self.controls.push(Field::new(false)),
            "sdtPr" => self.in_control_props = true,
            "fldChar" => self.field_char(tag),
            "ffData" => {
                self.in_field_data = true;
                self.legacy.push(Field::new(true));
            }
            // The rules between text and notes.
            "footnote" | "endnote" if tag.attr("type").is_some_and(|t| t != "normal") => self.skip = 1,
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        match name {
            "p" => {
                let para = self.paras.pop().unwrap_or_default();
                self.builder(|b| b.end_para(true));
                if self.builders.len() == 1 {
                    let hanging = std::mem::take(&mut self.hanging);
                    self.builder(|b| {
                        for block in hanging {
                            b.block(block);
                        }
                        if para.section && !b.in_table() {
                            b.block(Block::PageBreak);
                        }
                    });
                }
            }
            "pPr" => {
                self.in_para_props = 0;
                if self.paras.last().is_some_and(|p| p.props.break_before == Some(true)) {
                    self.piece(Piece::PageBreak);
                }
            }
            "sectPr" if self.in_para_props > 0 => {
                let breaks = !std::mem::take(&mut self.section_continues);
                if let Some(para) = self.paras.last_mut() {
                    para.section = breaks;
                }
            }
            "t" => self.in_text = false,
            "tbl" => self.builder(Builder::close_table),
            "tr" => self.builder(Builder::close_row),
            "tc" => self.builder(Builder::close_cell),
            "drawing" | "pict" => {
                if let Some(Drawing { width, height, picture: true }) = self.drawing.take() {
                    self.piece(Piece::Image(width.min(2000.0), height.min(2000.0)));
                }
            }
            "txbxContent" => self.close_box(),
            "sdtPr" => {
                self.in_control_props = false;
                if let Some(field) = self.controls.last_mut() {
                    let placed = place(field, &mut self.fields);
                    self.pieces(placed);
                }
            }
            "sdt" => {
                if let Some(field) = self.controls.pop() {
                    self.settle(&field);
                }
            }
            "ffData" => {
                self.in_field_data = false;
                if let Some(field) = self.legacy.last_mut() {
                    let placed = place(field, &mut self.fields);
                    let mark = field.check.map(|checked| if checked { "☒ " } else { "☐ " });
                    self.pieces(placed);
                    if let Some(mark) = mark {
                        self.text(mark);
                    }
                }
            }
            _ => {}
        }
    }

    fn close_box(&mut self) {
        // More closings than openings are a fault of the file; the body's builder stays.
        if self.builders.len() > 1
            && let Some(builder) = self.builders.pop()
        {
            self.hanging.push(Block::Apart);
            self.hanging.extend(builder.finish());
            self.hanging.push(Block::Apart);
        }
    }

    fn para_props(&mut self, tag: &Tag) {
        let Some(para) = self.paras.last_mut() else { return };
        match tag.name() {
            "pStyle" => {
                let direct = para.props;
                para.props = self.styles.paragraph(tag.attr("val").as_deref());
                para.props.break_before = direct.break_before.or(para.props.break_before);
            }
            "shd" => para.shaded = true,
            "outlineLvl" => para.props.heading = outline(&tag.attr("val").unwrap_or_default()),
            "pageBreakBefore" => para.props.break_before = Some(tag.on("val")),
            "type" => self.section_continues = tag.attr("val").as_deref() == Some("continuous"),
            _ => {}
        }
    }

    fn draw(&mut self, tag: &Tag) {
        let Some(drawing) = &mut self.drawing else { return };
        match tag.name() {
            "extent" => {
                let points = |name| tag.attr(name).and_then(|v| v.parse::<f32>().ok()).unwrap_or(0.0) / EMU;
                (drawing.width, drawing.height) = (points("cx"), points("cy"));
            }
            "shape" => {
                let style = tag.attr("style").unwrap_or_default();
                let points = |name: &str| {
                    let part = style
                        .split(';')
                        .find_map(|p| p.trim().strip_prefix(name)?.trim().strip_prefix(':'))?;
                    part.trim().trim_end_matches("pt").parse::<f32>().ok()
                };
                (drawing.width, drawing.height) =
                    (points("width").unwrap_or(0.0), points("height").unwrap_or(0.0));
            }
            _ => drawing.picture = true,
        }
    }

    fn pieces(&mut self, piece: Option<Piece>) {
        if let Some(piece) = piece {
            self.piece(piece);
        }
    }
}

fn number(tag: &Tag) -> u32 {
    tag.attr("val").and_then(|v| v.parse().ok()).unwrap_or(1)
}

/// Boxes and ticks of the symbol fonts, which have no text of their own.
fn symbol(code: &str) -> Option<&'static str> {
    Some(match code.to_ascii_uppercase().trim_start_matches("F0") {
        "FE" | "FD" | "78" | "54" | "53" => "☒",
        "A8" | "6F" | "71" | "A3" | "72" => "☐",
        "FC" | "50" => "✓",
        "FB" | "4F" => "✗",
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
