//! Content controls and the form fields of older versions of Word.

use super::Walker;
use crate::document::{FieldKind, FormField};
use crate::read::flow::Piece;
use crate::read::xml::Tag;

/// An open content control or legacy form field.
#[derive(Debug)]
pub(super) struct Field {
    /// Its number once it is known to be a field for people to fill, not a mere wrapper.
    pub number: Option<usize>,
    pub draft: FormField,
    /// It has a name or a type.
    pub counts: bool,
    pub check: Option<bool>,
    pub placeholder: bool,
    pub value: String,
}

impl Field {
    pub fn new(counts: bool) -> Self {
        let kind = FieldKind::Text;
        let draft = FormField { name: String::new(), label: None, kind, value: None, page: None, bbox: None };
        Self { number: None, draft, counts, check: None, placeholder: false, value: String::new() }
    }
}

impl Walker<'_> {
    pub(super) fn control_props(&mut self, tag: &Tag) {
        let value = tag.attr("val").unwrap_or_default();
        let Some(control) = self.controls.last_mut() else { return };
        let field = &mut control.draft;
        match tag.name() {
            "tag" => {
                control.counts |= !value.is_empty();
                field.name = value;
            }
            "alias" => {
                control.counts |= !value.is_empty();
                field.label = Some(value).filter(|v| !v.is_empty());
            }
            "checkbox" => {
                control.counts = true;
                control.check.get_or_insert(false);
                field.kind = FieldKind::Check;
            }
            "checked" => control.check = Some(tag.on("val")),
            "dropDownList" | "comboBox" => {
                control.counts = true;
                field.kind = FieldKind::Choice;
            }
            "text" | "date" => control.counts = true,
            "showingPlcHdr" => control.placeholder = tag.on("val"),
            // Tables of contents, cover pages.
            "docPartObj" => control.counts = false,
            _ => {}
        }
    }

    pub(super) fn field_data(&mut self, tag: &Tag) {
        let value = tag.attr("val").unwrap_or_default();
        let Some(legacy) = self.legacy.last_mut() else { return };
        let field = &mut legacy.draft;
        match tag.name() {
            "name" => field.name = value,
            "helpText" | "statusText" => field.label = Some(value).filter(|v| !v.is_empty()),
            "checkBox" => {
                field.kind = FieldKind::Check;
                legacy.check.get_or_insert(false);
            }
            "checked" => legacy.check = Some(tag.on("val")),
            "default" if legacy.check == Some(false) => legacy.check = Some(tag.on("val")),
            "ddList" => field.kind = FieldKind::Choice,
            _ => {}
        }
    }

    pub(super) fn field_char(&mut self, tag: &Tag) {
        match tag.attr("fldCharType").as_deref() {
            // What stood in a legacy field so far was its instruction.
            Some("separate") => {
                if let Some(field) = self.legacy.last_mut() {
                    field.value.clear();
                }
            }
            Some("end") => {
                if let Some(field) = self.legacy.pop() {
                    self.settle(&field);
                }
            }
            _ => {}
        }
    }

    pub(super) fn settle(&mut self, field: &Field) {
        let Some(shown) = field.number.and_then(|n| self.fields.get_mut(n)) else { return };
        let value = field.value.split_whitespace().collect::<Vec<_>>().join(" ");
        shown.value = match field.check {
            Some(checked) => Some(checked.to_string()),
            None if field.placeholder || value.is_empty() => None,
            None => Some(value),
        };
    }
}

/// Numbers a field that counts; the piece marks its place.
pub(super) fn place(field: &mut Field, fields: &mut Vec<FormField>) -> Option<Piece> {
    if !field.counts {
        return None;
    }
    let number = fields.len();
    field.number = Some(number);
    fields.push(field.draft.clone());
    Some(Piece::Field(number))
}
