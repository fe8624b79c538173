//! Pictures, ink and rules of a page.

use super::glyphs::PageInk;
use crate::document::{Mark, MarkKind, Rect};

const MAX_IMAGES: usize = 300;
const MAX_INK: usize = 60;
const MAX_RULES: usize = 800;
const MAX_BOXES: usize = 200;

/// The marks of a page of the given size, in a fixed order: images, ink, rules, boxes.
pub fn of(ink: &PageInk, width: f32, height: f32) -> Vec<Mark> {
    let mut out: Vec<Mark> = Vec::new();
    let mut push = |kind, boxes: Vec<Rect>| out.extend(boxes.into_iter().map(|bbox| Mark { kind, bbox }));
    push(MarkKind::Image, merge_tiles(&ink.images));
    push(MarkKind::Ink, signatures(&ink.curves, width, height));
    push(MarkKind::Rule, rules(&ink.rules));
    for (bbox, ticked) in boxes(ink) {
        out.push(Mark { kind: if ticked { MarkKind::Ticked } else { MarkKind::Open }, bbox });
    }
    out
}

/// Boxes to tick, top to bottom, and whether something is drawn in each. Boxes that touch are the cells of a
/// number or a table.
fn boxes(ink: &PageInk) -> Vec<(Rect, bool)> {
    let mut all: Vec<Rect> = Vec::new();
    for square in ink.squares.iter().take(4 * MAX_BOXES) {
        let same = |o: &Rect| (o.x0 - square.x0).abs() < 1.5 && (o.y0 - square.y0).abs() < 1.5;
        if !all.iter().any(same) {
            all.push(*square);
        }
    }
    all.sort_by(|a, b| a.y0.total_cmp(&b.y0).then(a.x0.total_cmp(&b.x0)));
    let touches = |a: &Rect, b: &Rect| {
        let beside = a.y_overlap(b) > 0.5 * a.height() && (b.x0 - a.x1).max(a.x0 - b.x1) < 2.5;
        let above = a.x_overlap(b) > 0.5 * a.width() && (b.y0 - a.y1).max(a.y0 - b.y1) < 0.5;
        beside || above
    };
    all.iter()
        .enumerate()
        .filter(|(i, a)| !all.iter().enumerate().any(|(k, b)| *i != k && touches(a, b)))
        .take(MAX_BOXES)
        .map(|(_, a)| {
            let inside = |t: &Rect| {
                let (x, y) = (f32::midpoint(t.x0, t.x1), f32::midpoint(t.y0, t.y1));
                let centred = x > a.x0 && x < a.x1 && y > a.y0 && y < a.y1;
                let fits = t.width() <= 1.5 * a.width() && t.height() <= 1.5 * a.height();
                // The paint of the box itself is no tick.
                let own = (t.width() - a.width()).abs() < 1.0
                    && (t.height() - a.height()).abs() < 1.0
                    && ink.squares.iter().any(|s| (s.x0 - t.x0).abs() < 1.0 && (s.y0 - t.y0).abs() < 1.0);
                centred && fits && (!own || crosses(ink, t))
            };
            (*a, ink.ticks.iter().any(inside))
        })
        .collect()
}

/// Whether a stroke from corner to corner is drawn twice (a cross), which fills its box as its paint would.
fn crosses(ink: &PageInk, tick: &Rect) -> bool {
    let like = |o: &&Rect| {
        (o.x0 - tick.x0).abs() < 0.8
            && (o.y0 - tick.y0).abs() < 0.8
            && (o.x1 - tick.x1).abs() < 0.8
            && (o.y1 - tick.y1).abs() < 0.8
    };
    ink.ticks.iter().filter(like).take(2).count() == 2
}

/// Part of the page that pictures cover, 0 to 1; tiles are added up, overlap is not taken off.
pub fn image_share(ink: &PageInk, width: f32, height: f32) -> f32 {
    let area: f32 = ink.images.iter().map(|r| r.width().max(0.0) * r.height().max(0.0)).sum();
    (area / (width * height).max(1.0)).min(1.0)
}

/// A scan may be stored as strips: pictures that touch and share their width are one.
fn merge_tiles(images: &[Rect]) -> Vec<Rect> {
    let mut out: Vec<Rect> = Vec::new();
    for image in images {
        let touches = |o: &Rect| {
            let same_x = (o.x0 - image.x0).abs() < 1.0 && (o.x1 - image.x1).abs() < 1.0;
            let same_y = (o.y0 - image.y0).abs() < 1.0 && (o.y1 - image.y1).abs() < 1.0;
            let gap_y = (image.y0 - o.y1).max(o.y0 - image.y1);
            let gap_x = (image.x0 - o.x1).max(o.x0 - image.x1);
            (same_x && gap_y < 1.0) || (same_y && gap_x < 1.0)
        };
        if let Some(whole) = out.iter_mut().rev().take(40).find(|o| touches(o)) {
            *whole = whole.union(image);
        } else if out.len() < MAX_IMAGES {
            out.push(*image);
        }
    }
    out
}

/// Curved strokes close together, as large as a signature and not as large as a chart.
fn signatures(curves: &[(Rect, u32)], width: f32, height: f32) -> Vec<Rect> {
    const REACH: f32 = 12.0;
    let mut clusters: Vec<(Rect, u32)> = Vec::new();
    for &(rect, count) in curves.iter().take(5_000) {
        let mut whole = (rect, count);
        // A stroke may bridge several clusters.
        clusters.retain(|(c, n)| {
            let near = c.x0 - REACH <= whole.0.x1
                && whole.0.x0 <= c.x1 + REACH
                && c.y0 - REACH <= whole.0.y1
                && whole.0.y0 <= c.y1 + REACH;
            if near {
                whole = (whole.0.union(c), whole.1.saturating_add(*n));
            }
            !near
        });
        clusters.push(whole);
        if clusters.len() > 2_000 {
            break;
        }
    }
    clusters.sort_by(|a, b| a.0.y0.total_cmp(&b.0.y0).then(a.0.x0.total_cmp(&b.0.x0)));
    clusters
        .into_iter()
        .filter(|(r, count)| {
            *count >= 5
                && (15.0..=0.7 * width).contains(&r.width())
                && (5.0..=0.35 * height).contains(&r.height())
        })
        .map(|(r, _)| r)
        .take(MAX_INK)
        .collect()
}

/// Rules once each: tables draw the edge of every cell.
fn rules(rules: &[Rect]) -> Vec<Rect> {
    let mut sorted = rules.to_vec();
    sorted.sort_by(|a, b| a.y0.total_cmp(&b.y0).then(a.x0.total_cmp(&b.x0)).then(b.x1.total_cmp(&a.x1)));
    let mut out: Vec<Rect> = Vec::new();
    for rule in sorted {
        let length = rule.width().max(rule.height());
        if length < 8.0 || out.len() >= MAX_RULES {
            continue;
        }
        // A horizontal rule drawn cell by cell is one rule.
        match out.last_mut() {
            Some(last)
                if (last.y0 - rule.y0).abs() < 0.7
                    && (last.y1 - rule.y1).abs() < 0.7
                    && rule.height() < 3.0
                    && rule.x0 <= last.x1 + 1.5 =>
            {
                *last = last.union(&rule);
            }
            _ => out.push(rule),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strips_of_a_scan_are_one_image() {
        let strips: Vec<Rect> =
            (0..10_u8).map(|i| Rect::new(0.0, f32::from(i) * 80.0, 595.0, f32::from(i + 1) * 80.0)).collect();
        assert_eq!(merge_tiles(&strips), vec![Rect::new(0.0, 0.0, 595.0, 800.0)]);
    }

    #[test]
    fn a_signature_is_ink_and_a_tick_or_a_chart_is_not() {
        let strokes =
            [(Rect::new(100.0, 700.0, 140.0, 720.0), 4), (Rect::new(138.0, 705.0, 190.0, 730.0), 6)];
        assert_eq!(signatures(&strokes, 595.0, 842.0), vec![Rect::new(100.0, 700.0, 190.0, 730.0)]);
        assert!(signatures(&[(Rect::new(10.0, 10.0, 16.0, 16.0), 8)], 595.0, 842.0).is_empty());
        assert!(signatures(&[(Rect::new(50.0, 100.0, 550.0, 500.0), 80)], 595.0, 842.0).is_empty());
    }

    #[test]
    fn cell_edges_are_one_rule() {
        let cells = [Rect::new(50.0, 100.0, 150.0, 100.5), Rect::new(150.0, 100.0, 250.0, 100.5)];
        assert_eq!(rules(&cells), vec![Rect::new(50.0, 100.0, 250.0, 100.5)]);
    }
}
