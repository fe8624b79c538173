//! Values of form fields whose name or tooltip is a label.

use super::candidate::{Candidate, Place};
use super::labels::{KindRules, Role};
use super::squeeze::Squeezed;
use super::typed;
use super::view::View;
use crate::document::{Document, FieldKind, FormField};
use crate::fact::{Anchor, Segment};

/// `kvkNummer_1` as words: `kvk Nummer 1`.
fn words(name: &str) -> String {
    let mut out = String::new();
    let mut lower = false;
    for c in name.chars() {
        if lower && c.is_uppercase() {
            out.push(' ');
        }
        lower = c.is_lowercase();
        out.push(if c.is_alphanumeric() { c } else { ' ' });
    }
    out
}

pub fn form_values(
    document: &Document,
    segment: &Segment,
    view: &View<'_>,
    rules: &KindRules,
) -> Vec<Candidate> {
    let mut out = Vec::new();
    for form in document.form_fields.iter().take(5000) {
        let page = form.page.unwrap_or(segment.page_from);
        if !(segment.page_from..=segment.page_to).contains(&page) {
            continue;
        }
        let Some(value) = form.value.as_deref().filter(|v| !v.trim().is_empty()) else { continue };
        if form.kind == FieldKind::Signature {
            continue;
        }
        let names = [form.label.clone(), Some(words(&form.name))];
        for name in names.into_iter().flatten() {
            out.extend(from_name(&name, value, form, page, view, rules));
        }
    }
    out
}

fn from_name(
    name: &str,
    value: &str,
    form: &FormField,
    page: u32,
    view: &View<'_>,
    rules: &KindRules,
) -> Vec<Candidate> {
    let mut out = Vec::new();
    let squeezed = Squeezed::new(name);
    let hits = rules.hits(&squeezed);
    // The name says one thing: the label must be most of it.
    let Some(hit) = hits.iter().max_by_key(|h| h.end - h.start) else { return out };
    let covers = squeezed.text.len() <= 2 * (hit.end - hit.start) + 6;
    for used in rules.uses(hit) {
        if used.role == Role::Not || rules.bars(hit, used.field) || !covers {
            continue;
        }
        let Some(rule) = rules.fields.get(used.field) else { continue };
        let Some(taken) = typed::take(&rule.field, value, used.role == Role::Period) else { continue };
        let index = view.pages.iter().position(|p| p.number == page).unwrap_or(0);
        // The place among the page's cells, for document order.
        let y = form.bbox.map_or(0.0, |b| b.y0);
        let order =
            view.pages.get(index).and_then(|p| p.cells.iter().position(|c| c.bbox.y1 >= y)).unwrap_or(0);
        let mut confidence = Place::Form.base();
        if !taken.sure {
            confidence -= 0.2;
        }
        out.push(Candidate {
            field: used.field,
            value: taken.value,
            raw: value.trim().chars().take(300).collect(),
            anchor: Anchor { page: Some(page), sheet: None, cell: None, bbox: form.bbox },
            at: ((index, order), 0),
            place: Place::Form,
            confidence,
            rank: used.rank,
            label: Some(name.trim().to_owned()),
            section: None,
            context: None,
            owner: None,
        });
    }
    out
}
