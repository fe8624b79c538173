//! odt: as docx, from OpenDocument's own names.

use std::collections::BTreeMap;

use crate::document::{FieldKind, FormField, Metadata};
use crate::problem::Problem;
use crate::read::build::Builder;
use crate::read::flow::{Block, Piece};
use crate::read::limits::Limits;
use crate::read::package::Package;
use crate::read::word::odt_styles::{Look, Styles, length, style};
use crate::read::word::{day, docx::parts::assemble, finish};
use crate::read::xml::{Tag, Token, walk};
use crate::read::{Content, problems};

const WHAT: &str = "een OpenDocument-tekst";
/// Text boxes in text boxes, spans in spans.
const NESTING: usize = 64;

pub fn read(bytes: &[u8], limits: &Limits) -> Content {
    let mut package = match Package::open(bytes, limits, WHAT) {
        Ok(package) => package,
        Err(problem) => return Content::failed(problem),
    };
    let mut found = Vec::new();
    let mut part = |name: &str, found: &mut Vec<Problem>| {
        package.text(name).unwrap_or_else(|problem| {
            found.push(problem);
            None
        })
    };
    if part("META-INF/manifest.xml", &mut found).is_some_and(|m| m.contains("encryption-data")) {
        return Content::failed(problems::password_protected());
    }
    let metadata = part("meta.xml", &mut found).map(|xml| metadata(&xml)).unwrap_or_default();
    let named = part("styles.xml", &mut found).unwrap_or_default();
    let Some(content) = part("content.xml", &mut found) else {
        found.push(problems::damaged(WHAT));
        return Content { problems: found, metadata, ..Content::default() };
    };
    let mut styles = Styles::default();
    styles.add(&named);
    styles.add(&content);
    let mut walker = Walker::new(&styles);
    let headers = walker.read(&named, "header", &mut Vec::new());
    let footers = walker.read(&named, "footer", &mut Vec::new());
    let body = walker.read(&content, "text", &mut found);
    let notes = std::mem::take(&mut walker.notes);
    let fields = walker.fields;
    let mut read = finish(&assemble(headers, body, footers, notes), fields, limits);
    read.metadata = metadata;
    read.problems.append(&mut found);
    read
}

fn metadata(xml: &str) -> Metadata {
    let mut metadata = Metadata::default();
    let mut open = String::new();
    let _ = walk(xml, WHAT, |token| {
        match token {
            Token::Open(tag) => tag.name().clone_into(&mut open),
            Token::Close(_) => open.clear(),
            Token::Text(text) => match open.as_str() {
                "title" => metadata.title = Some(text.trim().to_owned()),
                "initial-creator" => metadata.author = Some(text.trim().to_owned()),
                "creator" if metadata.author.is_none() => metadata.author = Some(text.trim().to_owned()),
                "generator" => metadata.producer = Some(text.trim().to_owned()),
                "creation-date" => metadata.created = day(&text),
                "date" => metadata.modified = day(&text),
                _ => {}
            },
        }
        true
    });
    metadata
}

#[derive(Debug, Clone, Copy, Default)]
struct Para {
    look: Look,
    heading: Option<u32>,
}

#[derive(Debug, Clone)]
struct Control {
    field: FormField,
    shown: String,
}

struct Walker<'s> {
    styles: &'s Styles,
    fields: Vec<FormField>,
    notes: Vec<Block>,
    /// The element whose content is wanted, and how many of them are open.
    wanted: &'static str,
    inside: u32,
    skip: u32,
    /// The body's, then one for each open text box or note.
    builders: Vec<(Builder, Vec<Para>)>,
    hanging: Vec<Block>,
    paras: Vec<Para>,
    spans: Vec<Look>,
    frame: (f32, f32),
    controls: BTreeMap<String, Control>,
}

impl<'s> Walker<'s> {
    fn new(styles: &'s Styles) -> Self {
        Self {
            styles,
            fields: Vec::new(),
            notes: Vec::new(),
            wanted: "",
            inside: 0,
            skip: 0,
            builders: Vec::new(),
            hanging: Vec::new(),
            paras: Vec::new(),
            spans: Vec::new(),
            frame: (0.0, 0.0),
            controls: BTreeMap::new(),
        }
    }

    fn read(&mut self, xml: &str, wanted: &'static str, found: &mut Vec<Problem>) -> Vec<Block> {
        (self.wanted, self.inside, self.skip) = (wanted, 0, 0);
        self.builders = vec![(Builder::default(), Vec::new())];
        self.paras.clear();
        self.spans.clear();
        if xml.is_empty() {
            return Vec::new();
        }
        let walked = walk(xml, WHAT, |token| {
            match token {
                Token::Open(tag) => self.open(&tag),
                Token::Close(name) => self.close(&name),
                Token::Text(text) => {
                    if self.skip == 0 && self.inside > 0 && !self.paras.is_empty() {
                        self.text(&text);
                    }
                }
            }
            true
        });
        found.extend(walked.err());
        while self.builders.len() > 1 {
            self.close_box(false);
        }
        let mut blocks = self.builders.pop().map(|(b, _)| b.finish()).unwrap_or_default();
        blocks.append(&mut self.hanging);
        blocks
    }

    fn builder(&mut self, act: impl FnOnce(&mut Builder)) {
        if let Some((builder, _)) = self.builders.last_mut() {
            act(builder);
        }
    }

    fn piece(&mut self, piece: Piece) {
        self.builder(|b| b.piece(piece));
    }

    fn text(&mut self, text: &str) {
        let para = self.paras.last().copied().unwrap_or_default();
        if para.look.hidden || self.spans.iter().any(|s| s.hidden) {
            return;
        }
        let style = style(para.look, para.heading, &self.spans);
        // Line breaks in the XML are blanks; tabs have an element of their own.
        self.piece(Piece::Text(text.to_owned(), style));
    }

    fn open(&mut self, tag: &Tag) {
        let name = tag.name();
        if self.skip > 0 {
            self.skip += 1;
            return;
        }
        if self.inside == 0 {
            // `office:text` holds the body; `form:text` and others of that name stand within it.
            self.inside = u32::from(name == self.wanted);
            return;
        }
        let look = |s: &Self| tag.attr("style-name").map(|n| s.styles.look(&n)).unwrap_or_default();
        match name {
            "tracked-changes" | "annotation" | "annotation-end" | "ruby-text" | "desc" | "title"
            | "variable-decls" | "sequence-decls" | "user-field-decls" | "note-citation" | "placeholder" => {
                self.skip = 1;
            }
            "forms" => {}
            "checkbox" | "radio" | "textarea" | "listbox" | "combobox" | "formatted-text" | "date"
            | "text"
                if tag.attr("id").is_some() =>
            {
                self.control(tag);
            }
            "h" | "p" => {
                let look = look(self);
                let heading = (name == "h")
                    .then(|| tag.attr("outline-level").and_then(|l| l.parse().ok()).unwrap_or(1));
                if look.breaks {
                    self.piece(Piece::PageBreak);
                }
                self.paras.push(Para { look, heading });
            }
            "span" if self.spans.len() < NESTING => {
                let look = look(self);
                self.spans.push(look);
            }
            "tab" => self.piece(Piece::Tab),
            "s" => {
                let count: usize = tag.attr("c").and_then(|c| c.parse().ok()).unwrap_or(1);
                if count >= 3 { self.piece(Piece::Tab) } else { self.text(" ") }
            }
            "line-break" => self.piece(Piece::Break),
            "soft-page-break" => self.piece(Piece::PageBreak),
            "table" => self.builder(Builder::open_table),
            "table-row" => self.builder(Builder::open_row),
            // What a cell spans follows as covered cells, each with a place of its own.
            "table-cell" | "covered-table-cell" => self.builder(|b| b.open_cell(1)),
            "frame" => {
                let points = |name| tag.attr(name).as_deref().and_then(length).unwrap_or(0.0);
                self.frame = (points("width"), points("height"));
            }
            "image" => {
                let (width, height) = std::mem::take(&mut self.frame);
                if width > 0.0 || height > 0.0 {
                    self.piece(Piece::Image(width, height));
                }
            }
            "text-box" | "note-body" if self.builders.len() < NESTING => {
                let outer = std::mem::take(&mut self.paras);
                self.builders.push((Builder::default(), outer));
            }
            "control" => {
                let id = tag.attr("control").unwrap_or_default();
                if let Some(Control { field, shown }) = self.controls.get(&id).cloned() {
                    self.piece(Piece::Field(self.fields.len()));
                    self.fields.push(field);
                    self.text(&shown);
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        if self.inside == 0 {
            return;
        }
        match name {
            "h" | "p" => {
                self.paras.pop();
                self.builder(|b| b.end_para(true));
                if self.builders.len() == 1 && self.paras.is_empty() {
                    let hanging = std::mem::take(&mut self.hanging);
                    self.builder(|b| hanging.into_iter().for_each(|block| b.block(block)));
                }
            }
            "span" => {
                self.spans.pop();
            }
            "table" => self.builder(Builder::close_table),
            "table-row" => self.builder(Builder::close_row),
            "table-cell" | "covered-table-cell" => self.builder(Builder::close_cell),
            "text-box" => self.close_box(false),
            "note-body" => self.close_box(true),
            // The body lasts to the end: forms have elements called `text` as well.
            _ if name == self.wanted
                && name != "text"
                && self.paras.is_empty()
                && self.builders.len() == 1 =>
            {
                self.inside = 0;
                self.builder(|b| b.block(Block::Apart));
            }
            _ => {}
        }
    }

    fn close_box(&mut self, note: bool) {
        if self.builders.len() < 2 {
            return;
        }
        if let Some((builder, outer)) = self.builders.pop() {
            self.paras = outer;
            let blocks = builder.finish();
            if note {
                self.notes.extend(blocks);
            } else {
                self.hanging.push(Block::Apart);
                self.hanging.extend(blocks);
                self.hanging.push(Block::Apart);
            }
        }
    }

    /// A form's control, shown later where the text has its place.
    fn control(&mut self, tag: &Tag) {
        let id = tag.attr("id").unwrap_or_default();
        let value = tag.attr("current-value").or_else(|| tag.attr("value")).filter(|v| !v.is_empty());
        let checked = tag.attr("current-state").or_else(|| tag.attr("state")).is_some_and(|s| s == "checked")
            || tag.attr("current-selected").or_else(|| tag.attr("selected")).is_some_and(|s| s == "true");
        let label = tag.attr("label").or_else(|| tag.attr("title")).filter(|l| !l.is_empty());
        let (kind, value, shown) = match tag.name() {
            "checkbox" | "radio" => {
                let kind = if tag.name() == "radio" { FieldKind::Radio } else { FieldKind::Check };
                let mark = if checked { "☒" } else { "☐" };
                (kind, Some(checked.to_string()), format!("{mark} {} ", label.clone().unwrap_or_default()))
            }
            "listbox" | "combobox" => (FieldKind::Choice, value.clone(), value.unwrap_or_default()),
            _ => (FieldKind::Text, value.clone(), value.unwrap_or_default()),
        };
        let name = tag.attr("name").unwrap_or_default();
        let field = FormField { name, label, kind, value, page: None, bbox: None };
        self.controls.insert(id, Control { field, shown });
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::document::Line;

    fn odt(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        for (name, text) in parts {
            zip.start_file(*name, options).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn a_letter() {
        let content = "<office:document-content><office:automatic-styles>\
            <style:style style:name='P1' style:parent-style-name='Standard'><style:paragraph-properties fo:break-before='page'/></style:style>\
            <style:style style:name='T1'><style:text-properties fo:font-weight='bold'/></style:style></office:automatic-styles>\
            <office:body><office:text><text:tracked-changes><text:p>weg</text:p></text:tracked-changes>\
            <office:forms><form:form><form:checkbox form:name='akkoord' xml:id='c1' form:id='c1' form:current-state='checked' form:label='Akkoord'/>\
            <form:text form:id='c2' form:name='naam' form:current-value='Jansen'/></form:form></office:forms>\
            <text:h text:outline-level='1'>Klachtenregeling</text:h>\
            <text:p>Naam:<text:tab/><text:span text:style-name='T1'>Stichting</text:span><text:s/>A<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Noot</text:p></text:note-body></text:note></text:p>\
            <table:table><table:table-row><table:table-cell><text:p>KvK</text:p></table:table-cell><table:table-cell><text:p>12345678</text:p></table:table-cell></table:table-row></table:table>\
            <text:p><draw:control draw:control='c1'/></text:p><text:p><draw:control draw:control='c2'/></text:p>\
            <text:p text:style-name='P1'>Tweede<draw:frame svg:width='2.54cm' svg:height='1in'><draw:image/></draw:frame></text:p>\
            </office:text></office:body></office:document-content>";
        let styles = "<s><style:master-page><style:header><text:p>Briefhoofd</text:p></style:header><style:footer><text:p>Voet</text:p></style:footer></style:master-page></s>";
        let meta = "<m><dc:title>Regeling</dc:title><meta:creation-date>2026-01-02T03:04:05</meta:creation-date></m>";
        let bytes = odt(&[("content.xml", content), ("styles.xml", styles), ("meta.xml", meta)]);
        let read = read(&bytes, &Limits::default());
        assert!(read.problems.is_empty(), "{:?}", read.problems);
        let first: Vec<String> = read.pages[0].lines.iter().map(Line::text).collect();
        assert_eq!(
            first,
            [
                "Briefhoofd",
                "Klachtenregeling",
                "Naam: Stichting A",
                "KvK 12345678",
                "☒ Akkoord",
                "Jansen",
                "Voet"
            ]
        );
        assert!(read.pages[0].lines[1].size() >= 16.0);
        assert!(read.pages[0].lines[2].spans[1].words[0].bold);
        assert_eq!(read.pages[0].lines[3].spans.len(), 2);
        assert_eq!(read.pages[1].lines[0].text(), "Tweede");
        assert_eq!(read.pages[1].lines[1].text(), "Noot");
        assert!((read.pages[1].marks[0].bbox.height() - 72.0).abs() < 0.1);
        assert_eq!(read.form_fields.len(), 2);
        assert_eq!(read.form_fields[0].value.as_deref(), Some("true"));
        assert_eq!(read.metadata.created.as_deref(), Some("2026-01-02"));
    }

    #[test]
    fn locked_and_damaged() {
        let locked =
            odt(&[("META-INF/manifest.xml", "<m><manifest:encryption-data/></m>"), ("content.xml", "x")]);
        assert_eq!(read(&locked, &Limits::default()).problems[0].code, "password-protected");
        let cut = odt(&[("content.xml", "<office:text><text:p>half")]);
        let read = read(&cut, &Limits::default());
        assert_eq!(read.problems[0].code, "damaged");
    }
}
