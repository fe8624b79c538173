//! What stands beside the pages: forms, signatures, embedded files. Read with lopdf, and only for files
//! whose catalogue says that they have any, because lopdf parses every object of a file.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};

use super::text;
use crate::document::{FieldKind, Seal};
use crate::read::limits::Limits;

/// Fields, widgets, names and embedded files looked at.
const MAX_NODES: usize = 20_000;
const MAX_FIELDS: usize = 5_000;
const MAX_DEPTH: usize = 32;
const MAX_VALUE: usize = 20_000;

/// A widget of a field, in the page's own coordinates (origin bottom left, not rotated).
#[derive(Debug, Clone)]
pub struct Widget {
    pub name: String,
    pub label: Option<String>,
    pub kind: FieldKind,
    /// Of the field; for a radio button or check box of this widget alone.
    pub value: Option<String>,
    /// 0-based.
    pub page: Option<usize>,
    pub rect: Option<[f32; 4]>,
    /// Not shown on screen.
    pub hidden: bool,
    pub multiline: bool,
}

#[derive(Debug, Default)]
pub struct Structure {
    pub widgets: Vec<Widget>,
    pub seals: Vec<Seal>,
    pub embedded: Vec<(String, Vec<u8>)>,
    /// Embedded files left out because a limit was met.
    pub embedded_dropped: bool,
}

/// Opens a file with lopdf, with the empty password where it is encrypted.
pub fn open(bytes: &[u8], limits: &Limits) -> Option<Document> {
    let options = || LoadOptions {
        max_decompressed_size: usize::try_from(limits.unpacked_bytes).ok(),
        ..LoadOptions::default()
    };
    let document = Document::load_mem_with_options(bytes, options()).ok()?;
    if document.is_encrypted() {
        return Document::load_mem_with_options(
            bytes,
            LoadOptions { password: Some(String::new()), ..options() },
        )
        .ok()
        .filter(|d| !d.is_encrypted());
    }
    Some(document)
}

/// Decrypts (with the empty password) or repairs a file for hayro. `None` when lopdf cannot either.
pub fn rewrite(bytes: &[u8], limits: &Limits) -> Option<Vec<u8>> {
    let mut document = open(bytes, limits)?;
    if document.get_pages().is_empty() {
        return None;
    }
    let mut out = Vec::new();
    document.save_to(&mut out).ok()?;
    Some(out)
}

pub fn read(document: &Document, limits: &Limits) -> Structure {
    let mut out = Structure::default();
    let pages: BTreeMap<ObjectId, usize> =
        document.page_iter().take(limits.pages as usize).enumerate().map(|(i, id)| (id, i)).collect();
    let places = widget_pages(document, &pages);
    Fields { document, pages: &pages, places: &places, seen: BTreeSet::new(), out: &mut out }.read();
    Embedded { document, limits, left: limits.unpacked_bytes, seen: BTreeSet::new(), out: &mut out }
        .read(&pages);
    out
}

fn get<'d>(document: &'d Document, dict: &'d Dictionary, key: &[u8]) -> Option<&'d Object> {
    let object = dict.get(key).ok()?;
    document.dereference(object).ok().map(|(_, o)| o)
}

fn get_dict<'d>(document: &'d Document, dict: &'d Dictionary, key: &[u8]) -> Option<&'d Dictionary> {
    match get(document, dict, key)? {
        Object::Dictionary(d) => Some(d),
        Object::Stream(s) => Some(&s.dict),
        _ => None,
    }
}

fn get_array<'d>(document: &'d Document, dict: &'d Dictionary, key: &[u8]) -> &'d [Object] {
    get(document, dict, key).and_then(|o| o.as_array().ok()).map_or(&[], Vec::as_slice)
}

fn get_text(document: &Document, dict: &Dictionary, key: &[u8]) -> Option<String> {
    as_text(document, get(document, dict, key)?)
}

/// The text of a string, a name, a stream or the strings of an array.
fn as_text(document: &Document, object: &Object) -> Option<String> {
    match object {
        Object::String(bytes, _) => text::decode(bytes),
        Object::Name(bytes) => text::decode(bytes),
        Object::Integer(i) => Some(i.to_string()),
        Object::Stream(s) => text::decode(&s.get_plain_content_with_limit(MAX_VALUE).ok()?),
        Object::Array(items) => {
            let parts: Vec<String> = items
                .iter()
                .take(100)
                .filter_map(|o| document.dereference(o).ok())
                .filter_map(|(_, o)| match o {
                    Object::String(bytes, _) => text::decode(bytes),
                    _ => None,
                })
                .collect();
            (!parts.is_empty()).then(|| parts.join("; "))
        }
        _ => None,
    }
}

fn rect(document: &Document, dict: &Dictionary) -> Option<[f32; 4]> {
    let mut out = [0.0_f32; 4];
    let items = get_array(document, dict, b"Rect");
    for (slot, item) in out.iter_mut().zip(items) {
        *slot = document.dereference(item).ok()?.1.as_float().ok().filter(|f| f.is_finite())?;
    }
    (items.len() >= 4).then_some(out)
}

/// The page of every annotation that pages list: widgets need not name theirs.
fn widget_pages(document: &Document, pages: &BTreeMap<ObjectId, usize>) -> BTreeMap<ObjectId, usize> {
    let mut out = BTreeMap::new();
    for (id, index) in pages {
        let Ok(page) = document.get_dictionary(*id) else { continue };
        for annotation in get_array(document, page, b"Annots").iter().take(MAX_NODES) {
            if let Ok(id) = annotation.as_reference() {
                out.insert(id, *index);
            }
        }
    }
    out
}

/// What a field hands down to its kids.
#[derive(Clone, Default)]
struct Inherited {
    name: String,
    label: Option<String>,
    kind: Option<Vec<u8>>,
    flags: i64,
    value: Option<Object>,
}

struct Fields<'d, 'o> {
    document: &'d Document,
    pages: &'d BTreeMap<ObjectId, usize>,
    places: &'d BTreeMap<ObjectId, usize>,
    seen: BTreeSet<ObjectId>,
    out: &'o mut Structure,
}

const FLAG_MULTILINE: i64 = 1 << 12;
const FLAG_PASSWORD: i64 = 1 << 13;
const FLAG_RADIO: i64 = 1 << 15;
const FLAG_PUSH: i64 = 1 << 16;

impl Fields<'_, '_> {
    fn read(&mut self) {
        let Ok(catalog) = self.document.catalog() else { return };
        let form = get_dict(self.document, catalog, b"AcroForm");
        for field in form.map_or(&[] as &[Object], |f| get_array(self.document, f, b"Fields")) {
            self.node(field, &Inherited::default(), 0);
        }
        // Forms whose field list was lost still have their widgets on the pages.
        let orphans: Vec<ObjectId> =
            self.places.keys().filter(|id| !self.seen.contains(id)).copied().collect();
        for id in orphans.into_iter().take(MAX_NODES) {
            let widget = self.document.get_dictionary(id).is_ok_and(|d| {
                d.get(b"Subtype").and_then(Object::as_name).is_ok_and(|n| n == b"Widget") && d.has(b"FT")
            });
            if widget {
                self.node(&Object::Reference(id), &Inherited::default(), 0);
            }
        }
        self.out.widgets.sort_by(|a, b| {
            let top = |w: &Widget| w.rect.map_or(0.0, |r| -r[1].max(r[3]));
            let left = |w: &Widget| w.rect.map_or(0.0, |r| r[0]);
            a.page.cmp(&b.page).then(top(a).total_cmp(&top(b))).then(left(a).total_cmp(&left(b)))
        });
    }

    fn node(&mut self, object: &Object, from: &Inherited, depth: usize) {
        let id = object.as_reference().ok();
        if depth > MAX_DEPTH || self.out.widgets.len() >= MAX_FIELDS || self.seen.len() >= MAX_NODES {
            return;
        }
        if id.is_some_and(|id| !self.seen.insert(id)) {
            return;
        }
        let Ok((_, Object::Dictionary(dict))) = self.document.dereference(object) else { return };
        let mut here = from.clone();
        if let Some(name) = get_text(self.document, dict, b"T") {
            if !here.name.is_empty() {
                here.name.push('.');
            }
            here.name.push_str(&name);
            here.name.truncate(here.name.char_indices().nth(400).map_or(here.name.len(), |(i, _)| i));
        }
        here.label = get_text(self.document, dict, b"TU").or(here.label);
        if let Some(Ok(kind)) = get(self.document, dict, b"FT").map(Object::as_name) {
            here.kind = Some(kind.to_vec());
        }
        if let Some(Ok(flags)) = get(self.document, dict, b"Ff").map(Object::as_i64) {
            here.flags = flags;
        }
        if let Some(value) = get(self.document, dict, b"V") {
            here.value = Some(value.clone());
        }
        let kids = get_array(self.document, dict, b"Kids");
        for kid in kids {
            self.node(kid, &here, depth + 1);
        }
        if kids.is_empty() {
            self.leaf(dict, id, &here);
        }
    }

    fn leaf(&mut self, dict: &Dictionary, id: Option<ObjectId>, field: &Inherited) {
        let is_radio = field.flags & FLAG_RADIO != 0;
        let kind = match field.kind.as_deref() {
            Some(b"Tx") => FieldKind::Text,
            Some(b"Ch") => FieldKind::Choice,
            Some(b"Sig") => FieldKind::Signature,
            Some(b"Btn") if field.flags & FLAG_PUSH != 0 => return,
            Some(b"Btn") if is_radio => FieldKind::Radio,
            Some(b"Btn") => FieldKind::Check,
            _ => return,
        };
        let value = match kind {
            FieldKind::Check | FieldKind::Radio => Some(self.is_on(dict, field).to_string()),
            FieldKind::Signature => {
                if let Some(Object::Dictionary(signature)) = &field.value {
                    self.seal(signature);
                    Some("true".to_owned())
                } else {
                    None
                }
            }
            FieldKind::Choice => self.choice(dict, field),
            FieldKind::Text if field.flags & FLAG_PASSWORD != 0 => None,
            FieldKind::Text => field.value.as_ref().and_then(|v| as_text(self.document, v)),
        };
        let named = dict.get(b"P").and_then(Object::as_reference).ok();
        let page = id
            .and_then(|id| self.places.get(&id))
            .or_else(|| named.and_then(|p| self.pages.get(&p)))
            .copied();
        let flags = get(self.document, dict, b"F").and_then(|o| o.as_i64().ok()).unwrap_or(0);
        // Several radio buttons share a name: the option tells them apart.
        let mut name = field.name.clone();
        if kind == FieldKind::Radio
            && let Some(option) = self.on_state(dict)
        {
            name = format!("{name}={option}");
        }
        self.out.widgets.push(Widget {
            name,
            label: field.label.clone(),
            kind,
            value,
            page,
            rect: rect(self.document, dict),
            hidden: flags & 0b10_0010 != 0,
            multiline: field.flags & FLAG_MULTILINE != 0,
        });
    }

    /// The name of the appearance that a button shows when on.
    fn on_state(&self, dict: &Dictionary) -> Option<String> {
        let normal = get_dict(self.document, get_dict(self.document, dict, b"AP")?, b"N")?;
        let state = normal.iter().map(|(k, _)| k).find(|k| k.as_slice() != b"Off")?;
        text::decode(state)
    }

    fn is_on(&self, dict: &Dictionary, field: &Inherited) -> bool {
        // The widget's own state is what is seen; the field's value stands in where it is absent.
        if let Some(Ok(state)) = get(self.document, dict, b"AS").map(Object::as_name) {
            return state != b"Off";
        }
        let value = match &field.value {
            Some(Object::Name(name)) => text::decode(name),
            Some(Object::String(bytes, _)) => text::decode(bytes),
            _ => None,
        };
        match (value, self.on_state(dict)) {
            (Some(value), Some(on)) => value == on,
            (Some(value), None) => value != "Off",
            (None, _) => false,
        }
    }

    /// The text shown for the chosen option, where options have an export value beside it.
    fn choice(&self, dict: &Dictionary, field: &Inherited) -> Option<String> {
        let value = as_text(self.document, field.value.as_ref()?)?;
        for option in get_array(self.document, dict, b"Opt").iter().take(2_000) {
            if let Ok((_, Object::Array(pair))) = self.document.dereference(option)
                && let [export, shown] = pair.as_slice()
                && as_text(self.document, export).as_deref() == Some(value.as_str())
            {
                return as_text(self.document, shown);
            }
        }
        Some(value)
    }

    fn seal(&mut self, signature: &Dictionary) {
        let name = get_text(self.document, signature, b"Name");
        let signed_at =
            get(self.document, signature, b"M").and_then(|o| o.as_str().ok()).and_then(text::moment);
        let sub_filter = get_text(self.document, signature, b"SubFilter");
        let seal = Seal { name, signed_at, sub_filter };
        if self.out.seals.len() < 100 && !self.out.seals.contains(&seal) {
            self.out.seals.push(seal);
        }
    }
}

struct Embedded<'d, 'o> {
    document: &'d Document,
    limits: &'d Limits,
    /// Bytes that may still be unpacked.
    left: u64,
    seen: BTreeSet<ObjectId>,
    out: &'o mut Structure,
}

impl Embedded<'_, '_> {
    fn read(&mut self, pages: &BTreeMap<ObjectId, usize>) {
        let Ok(catalog) = self.document.catalog() else { return };
        if let Some(names) = get_dict(self.document, catalog, b"Names")
            && let Some(tree) = get(self.document, names, b"EmbeddedFiles")
        {
            self.tree(tree, 0);
        }
        for file in get_array(self.document, catalog, b"AF").iter().take(MAX_NODES) {
            self.file(file);
        }
        for id in pages.keys() {
            let Ok(page) = self.document.get_dictionary(*id) else { continue };
            for annotation in get_array(self.document, page, b"Annots").iter().take(MAX_NODES) {
                if let Ok((_, Object::Dictionary(annotation))) = self.document.dereference(annotation)
                    && annotation
                        .get(b"Subtype")
                        .and_then(Object::as_name)
                        .is_ok_and(|n| n == b"FileAttachment")
                    && let Ok(file) = annotation.get(b"FS")
                {
                    self.file(file);
                }
            }
        }
    }

    fn tree(&mut self, node: &Object, depth: usize) {
        if depth > MAX_DEPTH || self.seen.len() > MAX_NODES {
            return;
        }
        if node.as_reference().is_ok_and(|id| !self.seen.insert(id)) {
            return;
        }
        let Ok((_, Object::Dictionary(node))) = self.document.dereference(node) else { return };
        for pair in get_array(self.document, node, b"Names").chunks(2).take(MAX_NODES) {
            if let [_, file] = pair {
                self.file(file);
            }
        }
        for kid in get_array(self.document, node, b"Kids").iter().take(MAX_NODES) {
            self.tree(kid, depth + 1);
        }
    }

    fn file(&mut self, file: &Object) {
        if let Ok(id) = file.as_reference()
            && !self.seen.insert(id)
        {
            return;
        }
        let Ok((_, Object::Dictionary(spec))) = self.document.dereference(file) else { return };
        let name = get_text(self.document, spec, b"UF").or_else(|| get_text(self.document, spec, b"F"));
        let Some(streams) = get_dict(self.document, spec, b"EF") else { return };
        let stream = [b"UF".as_slice(), b"F", b"DOS", b"Unix", b"Mac"]
            .into_iter()
            .find_map(|key| get(self.document, streams, key).and_then(|o| o.as_stream().ok()));
        let Some(stream) = stream else { return };
        if self.out.embedded.len() >= self.limits.inner_documents as usize {
            self.out.embedded_dropped = true;
            return;
        }
        let cap = usize::try_from(self.limits.bytes.min(self.left)).unwrap_or(usize::MAX);
        match stream.get_plain_content_with_limit(cap) {
            Ok(bytes) if bytes.len() <= cap => {
                self.left = self.left.saturating_sub(bytes.len() as u64);
                let name = name.unwrap_or_else(|| format!("bijlage-{}", self.out.embedded.len() + 1));
                self.out.embedded.push((file_name(&name), bytes));
            }
            _ => self.out.embedded_dropped = true,
        }
    }
}

/// The last part of a path, so that a name never points elsewhere.
fn file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).find(|p| !p.trim().is_empty()).unwrap_or("bijlage");
    let plain: String = last.chars().filter(|c| !c.is_control()).take(200).collect();
    if plain.chars().all(|c| c == '.') { "bijlage".to_owned() } else { plain.trim().to_owned() }
}
