//! Text that is struck through: a rule drawn through the middle of its letters takes them out of the text.

use std::collections::BTreeMap;

use super::glyphs::Glyph;
use crate::document::Rect;

/// Thickest line that strikes, as a share of the letter height; more is a bar behind or over the text.
const THICK: f32 = 0.14;
/// Fewer letters than this are not struck: a dash or a stray line.
const LEAST: usize = 2;
/// Of the length of the rule this much lies on letters: the border of a table does not.
const COVER: f32 = 0.75;

/// Drops letters that a horizontal rule strikes through.
pub fn drop_struck(glyphs: &mut Vec<Glyph>, rules: &[Rect]) {
    let flat = |r: &&Rect| r.height() <= 2.5 && r.width() >= 4.0;
    let mut by_height: BTreeMap<i32, Vec<usize>> = BTreeMap::new();
    for (i, g) in glyphs.iter().enumerate() {
        if g.angle == 0 && !g.invisible && g.c != ' ' && g.y.is_finite() {
            by_height.entry(g.y as i32 / 8).or_default().push(i);
        }
    }
    let mut struck = vec![false; glyphs.len()];
    for rule in rules.iter().filter(flat) {
        let y = f32::midpoint(rule.y0, rule.y1);
        let row = y as i32 / 8;
        let through = |g: &Glyph| {
            let up = (g.y - y) / g.size.max(1.0);
            // Between the foot and the top of small letters; an underline lies below, a border above.
            (0.14..=0.42).contains(&up)
                && rule.height() <= (g.size * THICK).max(0.4)
                && g.x + g.advance * 0.5 >= rule.x0
                && g.x + g.advance * 0.5 <= rule.x1
        };
        // Letters up to 40 points high stand within five rows below the rule.
        let hit: Vec<usize> = (row - 1..=row + 5)
            .filter_map(|k| by_height.get(&k))
            .flatten()
            .copied()
            .filter(|&i| glyphs.get(i).is_some_and(through))
            .collect();
        let length: f32 = hit.iter().filter_map(|&i| glyphs.get(i)).map(|g| g.advance).sum();
        // Spaces between the words are not among the letters.
        if hit.len() >= LEAST && length * 1.25 >= rule.width() * COVER {
            for i in hit {
                if let Some(one) = struck.get_mut(i) {
                    *one = true;
                }
            }
        }
    }
    if struck.contains(&true) {
        let mut marks = struck.into_iter();
        glyphs.retain(|_| !marks.next().unwrap_or(false));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, x: f32, y: f32) -> Vec<Glyph> {
        text.chars()
            .enumerate()
            .map(|(i, c)| Glyph {
                c,
                x: x + i as f32 * 5.0,
                y,
                advance: 5.0,
                size: 10.0,
                angle: 0,
                bold: false,
                invisible: false,
                annotation: false,
                font: 0,
                turn: i as u32,
            })
            .collect()
    }
    fn left(rule: Rect) -> String {
        let mut glyphs = word("geen", 100.0, 200.0);
        glyphs.extend(word("wel", 140.0, 200.0));
        drop_struck(&mut glyphs, &[rule]);
        glyphs.iter().map(|g| g.c).collect()
    }

    #[test]
    fn a_line_through_the_letters_takes_them_out() {
        assert_eq!(left(Rect::new(100.0, 197.0, 120.0, 197.5)), "wel");
    }

    #[test]
    fn underlines_and_borders_do_not() {
        assert_eq!(left(Rect::new(100.0, 201.5, 120.0, 202.0)), "geenwel");
        assert_eq!(left(Rect::new(100.0, 190.0, 120.0, 190.5)), "geenwel");
        assert_eq!(left(Rect::new(20.0, 197.0, 560.0, 197.5)), "geenwel");
        assert_eq!(left(Rect::new(100.0, 190.0, 120.0, 201.0)), "geenwel");
    }
}
