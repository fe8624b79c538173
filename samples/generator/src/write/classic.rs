//! PDF with the standard 14 fonts in WinAnsi, as older producers make it: forms, attachments, passwords.

use std::collections::BTreeMap;

use lopdf::{
    Dictionary, Document, EncryptionState, EncryptionVersion, Object, ObjectId, Permissions, Stream,
    StringFormat, dictionary,
};

use super::modern::{field_text, tick};
use crate::block::Doc;
use crate::layout::{FieldValue, Op, PageOps};
use crate::style::TextMode;

/// What only this writer can add.
#[derive(Debug, Clone, Default)]
pub struct Extras {
    /// File name and bytes of attachments.
    pub attachments: Vec<(String, Vec<u8>)>,
    /// Needed to open the file.
    pub user_password: Option<String>,
    /// Set: the file is encrypted, though it opens without a password.
    pub owner_password: Option<String>,
    /// Fields are drawn, not kept as fields.
    pub flatten_forms: bool,
    /// A signature dictionary by this name at this moment (`20260611101500+02'00'`), with dummy contents.
    pub sealed_by: Option<(String, String)>,
}

pub fn write(doc: &Doc, pages: &[PageOps], mode: TextMode) -> Vec<u8> {
    write_with(doc, pages, mode, &Extras::default())
}

pub fn write_with(doc: &Doc, pages: &[PageOps], mode: TextMode, extras: &Extras) -> Vec<u8> {
    let mut out = Document::with_version("1.4");
    let tree = out.new_object_id();
    let mut fonts: BTreeMap<&'static str, ObjectId> = BTreeMap::new();
    for op in pages.iter().flat_map(|p| &p.ops) {
        if let Op::Text { family, bold, .. } = op {
            fonts.entry(family.standard(*bold)).or_insert_with(|| (0, 0));
        }
    }
    fonts.entry("Helvetica").or_insert((0, 0));
    for (name, id) in &mut fonts {
        *id = out.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type1", "BaseFont" => *name, "Encoding" => "WinAnsiEncoding",
        });
    }
    let mut font_dict = Dictionary::new();
    for (name, id) in &fonts {
        font_dict.set(name.replace('-', ""), *id);
    }
    let resources = out.add_object(dictionary! { "Font" => font_dict.clone() });
    let mut kids = Vec::new();
    let mut fields: Vec<Object> = Vec::new();
    for page in pages {
        let mut content = String::new();
        let mut bytes: Vec<u8> = Vec::new();
        let page_id = out.new_object_id();
        let mut annots: Vec<Object> = Vec::new();
        for op in &page.ops {
            if let Op::Field { name, label, x, y, w, h, value } = op
                && !extras.flatten_forms
            {
                let rect =
                    vec![(*x).into(), (page.height - y - h).into(), (x + w).into(), (page.height - y).into()];
                let id = field(&mut out, &font_dict, page_id, name, label, rect, (*w, *h), value);
                annots.push(id.into());
                fields.push(id.into());
            } else {
                draw(&mut bytes, &mut content, page.height, op, mode);
            }
        }
        let mut stream = Stream::new(Dictionary::new(), bytes);
        // A stream that does not shrink stays as it is.
        let _ = stream.compress();
        let content = out.add_object(stream);
        let mut dict = dictionary! {
            "Type" => "Page", "Parent" => tree, "Resources" => resources, "Contents" => content,
            "MediaBox" => vec![0.into(), 0.into(), page.width.into(), page.height.into()],
        };
        if !annots.is_empty() {
            dict.set("Annots", annots);
        }
        out.objects.insert(page_id, Object::Dictionary(dict));
        kids.push(page_id.into());
    }
    let count = kids.len() as i64;
    out.objects.insert(tree, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into());
    let mut catalog = dictionary! { "Type" => "Catalog", "Pages" => tree };
    if let Some((name, moment)) = &extras.sealed_by {
        // The shape of a seal; its contents prove nothing and must not be taken for a valid one.
        let value = out.add_object(dictionary! {
            "Type" => "Sig", "Filter" => "Adobe.PPKLite", "SubFilter" => "ETSI.CAdES.detached",
            "Name" => text(name), "M" => Object::string_literal(format!("D:{moment}")),
            "ByteRange" => vec![0.into(), 0.into(), 0.into(), 0.into()],
            "Contents" => Object::String(vec![0; 64], StringFormat::Hexadecimal),
        });
        let id = out.add_object(dictionary! {
            "Type" => "Annot", "Subtype" => "Widget", "FT" => "Sig", "T" => text("Zegel"), "V" => value,
            "Rect" => vec![0.into(), 0.into(), 0.into(), 0.into()], "F" => 132,
        });
        fields.push(id.into());
    }
    if !fields.is_empty() {
        let form = dictionary! {
            "Fields" => fields, "DA" => Object::string_literal("/Helvetica 9.5 Tf 0 g"),
            "DR" => dictionary! { "Font" => font_dict },
        };
        catalog.set("AcroForm", form);
    }
    if !extras.attachments.is_empty() {
        let mut names: Vec<Object> = Vec::new();
        for (name, bytes) in &extras.attachments {
            let mut stream = Stream::new(dictionary! { "Type" => "EmbeddedFile" }, bytes.clone());
            let _ = stream.compress();
            let file = out.add_object(stream);
            let spec = out.add_object(dictionary! {
                "Type" => "Filespec", "F" => text(name), "UF" => text(name), "EF" => dictionary! { "F" => file },
            });
            names.push(text(name));
            names.push(spec.into());
        }
        catalog.set("Names", dictionary! { "EmbeddedFiles" => dictionary! { "Names" => names } });
    }
    let root = out.add_object(catalog);
    out.trailer.set("Root", root);
    let mut info = dictionary! { "Producer" => text("Documentgenerator 4.2") };
    if !doc.title.is_empty() {
        info.set("Title", text(&doc.title));
    }
    if !doc.author.is_empty() {
        info.set("Author", text(&doc.author));
    }
    let info = out.add_object(info);
    out.trailer.set("Info", info);
    if extras.user_password.is_some() || extras.owner_password.is_some() {
        let id = Object::String(vec![0x5a; 16], StringFormat::Hexadecimal);
        out.trailer.set("ID", vec![id.clone(), id]);
        // 40-bit RC4: the later schemes pad with random bytes, and files must come out the same each time.
        let version = EncryptionVersion::V1 {
            document: &out,
            owner_password: extras.owner_password.as_deref().unwrap_or("eigenaar"),
            user_password: extras.user_password.as_deref().unwrap_or(""),
            permissions: Permissions::PRINTABLE | Permissions::COPYABLE,
        };
        let state = EncryptionState::try_from(version).expect("RC4 with a given id");
        out.encrypt(&state).expect("a plain document");
    }
    let mut file = Vec::new();
    out.save_to(&mut file).expect("memory takes it");
    file
}

/// A PDF of pictures: 8-bit grey, one a page, at the size of A4.
pub fn pictures(pages: &[(u32, u32, u8, Vec<u8>)]) -> Vec<u8> {
    let mut out = Document::with_version("1.4");
    let tree = out.new_object_id();
    let mut kids = Vec::new();
    for (w, h, bits, grey) in pages {
        let mut image = Stream::new(
            dictionary! {
                "Type" => "XObject", "Subtype" => "Image", "Width" => i64::from(*w), "Height" => i64::from(*h),
                "ColorSpace" => "DeviceGray", "BitsPerComponent" => i64::from(*bits),
            },
            grey.clone(),
        );
        let _ = image.compress();
        let image = out.add_object(image);
        let (pw, ph) = (595.3_f32, 841.9_f32);
        let mut stream =
            Stream::new(Dictionary::new(), format!("q {pw} 0 0 {ph} 0 0 cm /Im0 Do Q").into_bytes());
        let _ = stream.compress();
        let content = out.add_object(stream);
        kids.push(
            out.add_object(dictionary! {
                "Type" => "Page", "Parent" => tree, "Contents" => content,
                "Resources" => dictionary! { "XObject" => dictionary! { "Im0" => image } },
                "MediaBox" => vec![0.into(), 0.into(), pw.into(), ph.into()],
            })
            .into(),
        );
    }
    let count = kids.len() as i64;
    out.objects.insert(tree, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into());
    let root = out.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    out.trailer.set("Root", root);
    let info = out.add_object(dictionary! { "Producer" => text("Multifunctional Scan-to-Mail") });
    out.trailer.set("Info", info);
    let mut file = Vec::new();
    out.save_to(&mut file).expect("memory takes it");
    file
}

/// All pages of `files` in one file, in order, as "PDF samenvoegen" tools do.
pub fn merge(files: &[Vec<u8>]) -> Vec<u8> {
    let mut out = Document::with_version("1.5");
    let tree = out.new_object_id();
    let mut kids: Vec<Object> = Vec::new();
    for bytes in files {
        let mut doc = Document::load_mem(bytes).expect("made here");
        doc.renumber_objects_with(out.max_id + 1);
        out.max_id = doc.max_id;
        let pages = doc.get_pages();
        for id in pages.values() {
            kids.push((*id).into());
        }
        for (id, object) in doc.objects {
            let mut object = object;
            if pages.values().any(|p| *p == id)
                && let Object::Dictionary(d) = &mut object
            {
                d.set("Parent", tree);
            }
            out.objects.insert(id, object);
        }
    }
    let count = kids.len() as i64;
    out.objects.insert(tree, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into());
    let root = out.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    out.trailer.set("Root", root);
    out.prune_objects();
    let mut file = Vec::new();
    out.save_to(&mut file).expect("memory takes it");
    file
}

/// Pages `from..=to` (1-based) of a file, as its own file.
pub fn extract_pages(bytes: &[u8], from: u32, to: u32) -> Vec<u8> {
    let mut doc = Document::load_mem(bytes).expect("made here");
    let drop: Vec<u32> = doc.get_pages().keys().copied().filter(|n| *n < from || *n > to).collect();
    doc.delete_pages(&drop);
    doc.prune_objects();
    let mut file = Vec::new();
    doc.save_to(&mut file).expect("memory takes it");
    file
}

pub fn page_count(bytes: &[u8]) -> u32 {
    Document::load_mem(bytes).map_or(0, |d| d.get_pages().len() as u32)
}

#[allow(clippy::too_many_arguments, reason = "a form field has that many parts")]
fn field(
    out: &mut Document,
    fonts: &Dictionary,
    page: ObjectId,
    name: &str,
    label: &str,
    rect: Vec<Object>,
    (w, h): (f32, f32),
    value: &FieldValue,
) -> ObjectId {
    let mut dict = dictionary! {
        "Type" => "Annot", "Subtype" => "Widget", "T" => text(name), "TU" => text(label), "Rect" => rect,
        "F" => 4, "P" => page,
    };
    let mut appearance = |content: Vec<u8>| {
        let mut stream = Stream::new(
            dictionary! {
                "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), w.into(), h.into()],
                "Resources" => dictionary! { "Font" => fonts.clone() },
            },
            content,
        );
        let _ = stream.compress();
        out.add_object(stream)
    };
    let frame = format!("0.6 G 0.5 w 0.25 0.25 {:.1} {:.1} re S\n", w - 0.5, h - 0.5);
    match value {
        FieldValue::Text(content) => {
            dict.set("FT", "Tx");
            dict.set("DA", Object::string_literal("/Helvetica 9.5 Tf 0 g"));
            let mut bytes = frame.into_bytes();
            if let Some(content) = content {
                dict.set("V", text(content));
                bytes.extend(b"/Tx BMC q ");
                let mut scratch = String::new();
                field_text(content, 0.0, 0.0, w, |op| draw(&mut bytes, &mut scratch, h, &op, TextMode::Line));
                bytes.extend(b" Q EMC");
            }
            let ap = appearance(bytes);
            dict.set("AP", dictionary! { "N" => ap });
        }
        FieldValue::Check(ticked) => {
            dict.set("FT", "Btn");
            let state = if *ticked { "Ja" } else { "Off" };
            dict.set("V", state);
            dict.set("AS", state);
            let off = appearance(frame.clone().into_bytes());
            let mut bytes = frame.into_bytes();
            let mut scratch = String::new();
            tick(0.0, 0.0, w, h, |op| draw(&mut bytes, &mut scratch, h, &op, TextMode::Line));
            let on = appearance(bytes);
            dict.set("AP", dictionary! { "N" => dictionary! { "Ja" => on, "Off" => off } });
        }
        FieldValue::Signature => dict.set("FT", "Sig"),
    }
    out.add_object(dict)
}

/// A text string of the document structure: Latin when it can be, else UTF-16.
fn text(s: &str) -> Object {
    if s.is_ascii() {
        Object::string_literal(s)
    } else {
        let mut bytes = vec![0xfe, 0xff];
        bytes.extend(s.encode_utf16().flat_map(u16::to_be_bytes));
        Object::String(bytes, StringFormat::Hexadecimal)
    }
}

/// Windows-1252; what it lacks becomes a question mark.
fn winansi(c: char) -> u8 {
    match c {
        '€' => 0x80,
        '…' => 0x85,
        '‘' => 0x91,
        '’' => 0x92,
        '“' => 0x93,
        '”' => 0x94,
        '•' => 0x95,
        '–' => 0x96,
        '—' => 0x97,
        c if (c as u32) < 256 => c as u32 as u8,
        _ => b'?',
    }
}

fn literal(out: &mut Vec<u8>, s: &str) {
    out.push(b'(');
    for c in s.chars() {
        let b = winansi(c);
        if matches!(b, b'(' | b')' | b'\\') {
            out.push(b'\\');
        }
        out.push(b);
    }
    out.push(b')');
}

fn draw(out: &mut Vec<u8>, scratch: &mut String, height: f32, op: &Op, mode: TextMode) {
    use std::fmt::Write as _;
    scratch.clear();
    let rgb = |c: &[u8; 3]| {
        format!(
            "{:.2} {:.2} {:.2}",
            f32::from(c[0]) / 255.0,
            f32::from(c[1]) / 255.0,
            f32::from(c[2]) / 255.0
        )
    };
    match op {
        Op::Text { x, y, size, family, bold, text, color, spacing, turn } => {
            let name = family.standard(*bold).replace('-', "");
            let _ = write!(scratch, "BT /{name} {size:.2} Tf {} rg ", rgb(color));
            if *spacing > 0.0 {
                let _ = write!(scratch, "{spacing:.2} Tc ");
            }
            if *turn == 0.0 {
                let _ = write!(scratch, "1 0 0 1 {x:.2} {:.2} Tm ", height - y);
            } else {
                let (s, c) = turn.to_radians().sin_cos();
                let _ = write!(scratch, "{c:.4} {s:.4} {:.4} {c:.4} {x:.2} {:.2} Tm ", -s, height - y);
            }
            out.extend(scratch.as_bytes());
            match mode {
                TextMode::Kerned if *spacing == 0.0 => {
                    // No space characters: gaps are moves, and words are cut where kerning sits.
                    let space = family.width(*bold, 1000.0, " ");
                    out.push(b'[');
                    for (i, word) in text.split(' ').enumerate() {
                        if i > 0 {
                            out.extend(format!("{:.0}", -space).as_bytes());
                        }
                        let cut = word.char_indices().nth(3).map_or(word.len(), |(at, _)| at);
                        literal(out, &word[..cut]);
                        if cut < word.len() {
                            out.extend(b"8");
                            literal(out, &word[cut..]);
                        }
                    }
                    out.extend(b"] TJ");
                }
                TextMode::Words if *spacing == 0.0 && *turn == 0.0 => {
                    for (i, word) in text.split(' ').enumerate() {
                        if i > 0 {
                            let before: usize = text.split(' ').take(i).map(|w| w.len() + 1).sum();
                            let moved = family.width(*bold, *size, &text[..before]);
                            out.extend(format!(" 1 0 0 1 {:.2} {:.2} Tm ", x + moved, height - y).as_bytes());
                        }
                        literal(out, word);
                        out.extend(b" Tj");
                    }
                }
                _ => {
                    literal(out, text);
                    out.extend(b" Tj");
                }
            }
            if *spacing > 0.0 {
                out.extend(b" 0 Tc");
            }
            out.extend(b" ET\n");
        }
        Op::Line { from, to, width, color } => {
            let _ = writeln!(
                scratch,
                "{} RG {width:.2} w {:.2} {:.2} m {:.2} {:.2} l S",
                rgb(color),
                from.0,
                height - from.1,
                to.0,
                height - to.1
            );
            out.extend(scratch.as_bytes());
        }
        Op::Rect { x, y, w, h, fill, stroke } => {
            if let Some(c) = fill {
                let _ = write!(scratch, "{} rg ", rgb(c));
            }
            if let Some(c) = stroke {
                let _ = write!(scratch, "{} RG 0.5 w ", rgb(c));
            }
            let paint = match (fill, stroke) {
                (Some(_), Some(_)) => "B",
                (Some(_), None) => "f",
                _ => "S",
            };
            let _ = writeln!(scratch, "{x:.2} {:.2} {w:.2} {h:.2} re {paint}", height - y - h);
            out.extend(scratch.as_bytes());
        }
        Op::Curve { points, width, color } => {
            let _ = write!(
                scratch,
                "{} RG {width:.2} w {:.2} {:.2} m ",
                rgb(color),
                points[0].0,
                height - points[0].1
            );
            for c in points[1..].chunks_exact(3) {
                for p in c {
                    let _ = write!(scratch, "{:.2} {:.2} ", p.0, height - p.1);
                }
                scratch.push_str("c ");
            }
            scratch.push_str("S\n");
            out.extend(scratch.as_bytes());
        }
        Op::Field { x, y, w, h, value, .. } => {
            let frame = Op::Rect { x: *x, y: *y, w: *w, h: *h, fill: None, stroke: Some([150, 150, 150]) };
            match value {
                FieldValue::Text(content) => {
                    draw(out, scratch, height, &frame, mode);
                    if let Some(content) = content {
                        field_text(content, *x, *y, *w, |op| {
                            draw(out, &mut String::new(), height, &op, mode);
                        });
                    }
                }
                FieldValue::Check(ticked) => {
                    draw(out, scratch, height, &frame, mode);
                    if *ticked {
                        tick(*x, *y, *w, *h, |op| draw(out, &mut String::new(), height, &op, mode));
                    }
                }
                FieldValue::Signature => {}
            }
        }
    }
}
