//! PDF with embedded, subsetted fonts, as today's word processors and print drivers make it.

use std::collections::BTreeMap;

use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect, Transform};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::surface::Surface;
use krilla::text::{Font, TextDirection};

use crate::block::Doc;
use crate::font::Family;
use crate::layout::{FieldValue, Op, PageOps};
use crate::style::TextMode;

type Fonts = BTreeMap<(Family, bool), Font>;

pub fn write(doc: &Doc, pages: &[PageOps], mode: TextMode) -> Vec<u8> {
    let mut document = Document::new();
    let mut meta = Metadata::new().language("nl".to_owned());
    if !doc.title.is_empty() {
        meta = meta.title(doc.title.clone());
    }
    if !doc.author.is_empty() {
        meta = meta.authors(vec![doc.author.clone()]);
    }
    document.set_metadata(meta);
    let mut fonts = Fonts::new();
    for page in pages {
        let settings = PageSettings::from_wh(page.width, page.height).expect("a page has a size");
        let mut out = document.start_page_with(settings);
        let mut surface = out.surface();
        for op in &page.ops {
            draw(&mut surface, op, &mut fonts, mode);
        }
        surface.finish();
        out.finish();
    }
    document.finish().expect("a plain document")
}

fn font(fonts: &mut Fonts, family: Family, bold: bool) -> Font {
    fonts
        .entry((family, bold))
        .or_insert_with(|| Font::new(family.bytes(bold).to_vec().into(), 0).expect("a font of this folder"))
        .clone()
}

fn fill(color: [u8; 3]) -> Fill {
    Fill {
        paint: rgb::Color::new(color[0], color[1], color[2]).into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::NonZero,
    }
}

fn stroke(color: [u8; 3], width: f32) -> Stroke {
    Stroke { paint: rgb::Color::new(color[0], color[1], color[2]).into(), width, ..Stroke::default() }
}

fn draw(surface: &mut Surface<'_>, op: &Op, fonts: &mut Fonts, mode: TextMode) {
    match op {
        Op::Text { x, y, size, family, bold, text, color, spacing, turn } => {
            surface.set_fill(Some(fill(*color)));
            surface.set_stroke(None);
            let font = font(fonts, *family, *bold);
            if *turn != 0.0 {
                surface.push_transform(&Transform::from_rotate_at(-turn, *x, *y));
            }
            let mut at = *x;
            let put = |surface: &mut Surface<'_>, piece: &str, at: f32| {
                surface.draw_text(
                    Point::from_xy(at, *y),
                    font.clone(),
                    *size,
                    piece,
                    false,
                    TextDirection::Auto,
                );
            };
            if *spacing > 0.0 {
                for c in text.chars() {
                    let piece = c.to_string();
                    if c != ' ' {
                        put(surface, &piece, at);
                    }
                    at += family.width(*bold, *size, &piece) + spacing;
                }
            } else if mode == TextMode::Line {
                put(surface, text, at);
            } else {
                for word in text.split_inclusive(' ') {
                    if !word.trim().is_empty() {
                        put(surface, word.trim_end(), at);
                    }
                    at += family.width(*bold, *size, word);
                }
            }
            if *turn != 0.0 {
                surface.pop();
            }
        }
        Op::Line { from, to, width, color } => {
            let mut path = PathBuilder::new();
            path.move_to(from.0, from.1);
            path.line_to(to.0, to.1);
            surface.set_fill(None);
            surface.set_stroke(Some(stroke(*color, *width)));
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
        }
        Op::Rect { x, y, w, h, fill: inside, stroke: edge } => {
            let mut path = PathBuilder::new();
            if let Some(rect) = Rect::from_xywh(*x, *y, *w, *h) {
                path.push_rect(rect);
            }
            surface.set_fill(inside.map(fill));
            surface.set_stroke(edge.map(|c| stroke(c, 0.5)));
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
        }
        Op::Curve { points, width, color } => {
            let mut path = PathBuilder::new();
            path.move_to(points[0].0, points[0].1);
            for c in points[1..].chunks_exact(3) {
                path.cubic_to(c[0].0, c[0].1, c[1].0, c[1].1, c[2].0, c[2].1);
            }
            surface.set_fill(None);
            surface.set_stroke(Some(stroke(*color, *width)));
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
        }
        Op::Field { x, y, w, h, value, .. } => match value {
            FieldValue::Text(text) => {
                draw(
                    surface,
                    &Op::Rect { x: *x, y: *y, w: *w, h: *h, fill: None, stroke: Some([150, 150, 150]) },
                    fonts,
                    mode,
                );
                if let Some(text) = text {
                    field_text(text, *x, *y, *w, |op| draw(surface, &op, fonts, mode));
                }
            }
            FieldValue::Check(ticked) => {
                draw(
                    surface,
                    &Op::Rect { x: *x, y: *y, w: *w, h: *h, fill: None, stroke: Some([0, 0, 0]) },
                    fonts,
                    mode,
                );
                if *ticked {
                    tick(*x, *y, *w, *h, |op| draw(surface, &op, fonts, mode));
                }
            }
            FieldValue::Signature => {}
        },
    }
}

/// The text of a filled field in Helvetica's metrics, broken to its width.
pub fn field_text(text: &str, x: f32, y: f32, w: f32, mut put: impl FnMut(Op)) {
    let size = 9.5;
    let mut line = String::new();
    let mut at = y + 11.0;
    let mut flush = |line: &mut String, at: &mut f32| {
        if !line.is_empty() {
            put(Op::Text {
                x: x + 3.0,
                y: *at,
                size,
                family: Family::Sans,
                bold: false,
                text: std::mem::take(line),
                color: [0, 0, 90],
                spacing: 0.0,
                turn: 0.0,
            });
            *at += 12.0;
        }
    };
    for word in text.split(' ') {
        let wider = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if Family::Sans.width(false, size, &wider) > w - 6.0 {
            flush(&mut line, &mut at);
            word.clone_into(&mut line);
        } else {
            line = wider;
        }
    }
    flush(&mut line, &mut at);
}

/// A cross in a box.
pub fn tick(x: f32, y: f32, w: f32, h: f32, mut put: impl FnMut(Op)) {
    let color = [0, 0, 90];
    put(Op::Line { from: (x + 1.5, y + 1.5), to: (x + w - 1.5, y + h - 1.5), width: 1.2, color });
    put(Op::Line { from: (x + w - 1.5, y + 1.5), to: (x + 1.5, y + h - 1.5), width: 1.2, color });
}
