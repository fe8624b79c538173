//! Form fields on the page: their boxes, and their values as text where the page does not show them.

use super::glyphs::Glyph;
use super::page::PageRead;
use super::structure::Widget;
use crate::document::{FieldKind, FormField, Rect};

/// Characters of one value put on the page.
const MAX_SHOWN: usize = 4_000;

/// Adds the values of fields as glyphs where the file brings no drawing of them, and the state of
/// check boxes.
pub fn fill_in(glyphs: &mut Vec<Glyph>, placed: &[(usize, Rect)], widgets: &[Widget]) {
    let mut added = Vec::new();
    for (index, rect) in placed {
        let Some(widget) = widgets.get(*index) else { continue };
        if widget.hidden || rect.width() < 1.0 || rect.height() < 1.0 {
            continue;
        }
        match widget.kind {
            FieldKind::Check | FieldKind::Radio => {
                let on = widget.value.as_deref() == Some("true");
                // What the appearance draws (a tick of a symbol font, a cross) gives way to one sign.
                glyphs.retain(|g| !(g.annotation && inside(g, rect)));
                let size = rect.height().clamp(5.0, 12.0);
                let sign = if on { '☒' } else { '☐' };
                let x = f32::midpoint(rect.x0, rect.x1) - size * 0.4;
                let y = baseline(glyphs, rect, size);
                added.push(glyph(sign, x, y, size * 0.8, size));
            }
            FieldKind::Text | FieldKind::Choice => {
                let Some(value) = &widget.value else { continue };
                if !glyphs.iter().any(|g| g.c != ' ' && inside(g, rect)) {
                    set_text(value, rect, widget.multiline, glyphs, &mut added);
                }
            }
            FieldKind::Signature => {}
        }
    }
    glyphs.append(&mut added);
}

fn inside(g: &Glyph, r: &Rect) -> bool {
    let (x, y) = (g.x + g.advance / 2.0, g.y - 0.3 * g.size);
    x >= r.x0 - 1.0 && x <= r.x1 + 1.0 && y >= r.y0 - 1.0 && y <= r.y1 + 1.0
}

fn glyph(c: char, x: f32, y: f32, advance: f32, size: f32) -> Glyph {
    Glyph {
        c,
        x,
        y,
        advance,
        size,
        angle: 0,
        bold: false,
        invisible: false,
        annotation: true,
        font: 0,
        turn: u32::MAX,
    }
}

/// The baseline of a field: that of the printed text beside it, else the middle of its box.
fn baseline(glyphs: &[Glyph], rect: &Rect, size: f32) -> f32 {
    let own = f32::midpoint(rect.y0, rect.y1) + 0.35 * size;
    glyphs
        .iter()
        .filter(|g| g.angle == 0 && !g.annotation && g.c != ' ')
        .filter(|g| g.y > rect.y0 + 0.3 * rect.height() && g.y <= rect.y1 + 2.0)
        .filter(|g| (g.y - own).abs() <= 0.6 * size)
        .min_by(|a, b| (a.y - own).abs().total_cmp(&(b.y - own).abs()))
        .map_or(own, |g| g.y)
}

fn set_text(value: &str, rect: &Rect, multiline: bool, glyphs: &[Glyph], out: &mut Vec<Glyph>) {
    let lines: Vec<&str> = value.lines().collect();
    let rows = lines.len().max(1) as f32;
    let size = (rect.height() * 0.75 / rows).clamp(4.0, 10.0);
    let single = lines.len() <= 1 && !(multiline && rect.height() > 24.0);
    let mut budget = MAX_SHOWN;
    let first = if single { baseline(glyphs, rect, size) } else { rect.y0 + 2.0 + 0.8 * size };
    for (row, line) in lines.iter().enumerate() {
        let count = line.chars().count().max(1) as f32;
        let advance = (0.5 * size).min((rect.width() - 2.0).max(1.0) / count);
        let y = first + row as f32 * size * 1.2;
        for (i, c) in line.chars().take(budget).enumerate() {
            out.push(glyph(c, rect.x0 + 2.0 + i as f32 * advance, y, advance, size.min(advance * 2.2)));
        }
        budget = budget.saturating_sub(line.chars().count());
    }
}

/// The fields of the form: one a widget, but one a group of radio buttons (its value is the option).
pub fn form_fields(widgets: &[Widget], pages: &[PageRead]) -> Vec<FormField> {
    let mut out: Vec<FormField> = Vec::new();
    let place = |index: usize| {
        pages
            .iter()
            .find_map(|p| p.widgets.iter().find(|(i, _)| *i == index).map(|(_, rect)| (p.number, *rect)))
    };
    for (index, widget) in widgets.iter().enumerate() {
        let at = place(index);
        let page = at.map(|(page, _)| page);
        let bbox = at.map(|(_, rect)| rect);
        let mut field = FormField {
            name: widget.name.clone(),
            label: widget.label.clone(),
            kind: widget.kind,
            value: widget.value.clone(),
            page,
            bbox,
        };
        if widget.kind == FieldKind::Radio {
            let (group, option) = widget.name.rsplit_once('=').unwrap_or((&widget.name, "true"));
            let chosen = (widget.value.as_deref() == Some("true")).then(|| option.to_owned());
            group.clone_into(&mut field.name);
            field.value.clone_from(&chosen);
            if let Some(known) = out.iter_mut().find(|f| f.kind == FieldKind::Radio && f.name == group) {
                if chosen.is_some() && known.value.is_none() {
                    *known = field;
                }
                continue;
            }
        }
        out.push(field);
    }
    out
}
