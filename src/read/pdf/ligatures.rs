//! Ligatures without a character: `ti`, `tt` and `ft` have no code point, and some producers (Microsoft
//! Print to PDF with Calibri) then leave them out of the table of characters. Their width gives them away.

use std::collections::BTreeMap;

use super::glyphs::Glyph;
use super::quality;

/// Those that have no code point of their own first; the others are seldom lost.
const LOST: [&str; 12] = ["ti", "tt", "ft", "tf", "tti", "fft", "fj", "fi", "ff", "fl", "ffi", "ffl"];

/// Replaces unknown glyphs inside words by the letters whose widths add up to theirs.
pub fn restore(glyphs: &mut Vec<Glyph>) {
    let mut widths: BTreeMap<(u32, char), f32> = BTreeMap::new();
    for g in glyphs.iter().filter(|g| g.font != 0 && matches!(g.c, 't' | 'f' | 'i' | 'j' | 'l')) {
        widths.entry((g.font, g.c)).or_insert(g.advance / g.size);
    }
    let mut out: Vec<Glyph> = Vec::with_capacity(glyphs.len() + 64);
    for (i, glyph) in glyphs.iter().enumerate() {
        if glyph.c != char::REPLACEMENT_CHARACTER || glyph.font == 0 {
            out.push(*glyph);
            continue;
        }
        let before = i.checked_sub(1).and_then(|p| glyphs.get(p)).and_then(|g| beside(g, glyph));
        let after =
            glyphs.get(i + 1).and_then(|g| beside(glyph, g).map(|_| g.c)).filter(|c| c.is_alphabetic());
        let before = before.filter(|c| c.is_alphabetic());
        match guess(glyph, before, after, &widths) {
            Some(letters) => split(glyph, letters, &mut out),
            None => out.push(*glyph),
        }
    }
    *glyphs = out;
}

/// The character of `a` when `b` follows it without a gap.
fn beside(a: &Glyph, b: &Glyph) -> Option<char> {
    let gap = (b.x - a.x).hypot(b.y - a.y) - a.advance;
    (a.angle == b.angle && gap.abs() < 0.15 * a.size).then_some(a.c)
}

fn guess(
    glyph: &Glyph,
    before: Option<char>,
    after: Option<char>,
    widths: &BTreeMap<(u32, char), f32>,
) -> Option<&'static str> {
    if before.is_none() && after.is_none() {
        return None;
    }
    let width = glyph.advance / glyph.size;
    let mut best: Option<(&'static str, f32)> = None;
    for letters in LOST {
        let Some(sum) = letters.chars().map(|c| widths.get(&(glyph.font, c))).sum::<Option<f32>>() else {
            continue;
        };
        let off = (width - sum).abs() / sum.max(0.01);
        if off > 0.045 || !quality::plausible(before, letters, after) {
            continue;
        }
        if best.is_none_or(|(_, least)| off + 0.01 < least) {
            best = Some((letters, off));
        }
    }
    best.map(|(letters, _)| letters)
}

fn split(glyph: &Glyph, letters: &str, out: &mut Vec<Glyph>) {
    let count = letters.len().max(1) as f32;
    let part = glyph.advance / count;
    let (sin, cos) = f32::from(glyph.angle).to_radians().sin_cos();
    for (n, c) in letters.chars().enumerate() {
        let shift = part * n as f32;
        out.push(Glyph { c, x: glyph.x + cos * shift, y: glyph.y + sin * shift, advance: part, ..*glyph });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(c: char, x: f32, advance: f32) -> Glyph {
        Glyph {
            c,
            x,
            y: 0.0,
            advance,
            size: 10.0,
            angle: 0,
            bold: false,
            invisible: false,
            annotation: false,
            font: 1,
            turn: 0,
        }
    }

    #[test]
    fn the_width_tells_the_ligature() {
        // t 3.35, i 2.29, f 3.05: as in Calibri.
        let mut page = vec![glyph('t', 100.0, 3.35), glyph('i', 110.0, 2.29), glyph('f', 120.0, 3.05)];
        page.extend([glyph('S', 0.0, 4.6), glyph('\u{fffd}', 4.6, 5.62), glyph('c', 10.22, 4.2)]);
        restore(&mut page);
        let text: String = page.iter().skip(3).map(|g| g.c).collect();
        assert_eq!(text, "Stic");
    }

    #[test]
    fn a_sign_of_another_width_or_alone_stays_unknown() {
        let letters = [glyph('t', 100.0, 3.35), glyph('i', 110.0, 2.29)];
        let mut alone = letters.to_vec();
        alone.push(glyph('\u{fffd}', 0.0, 5.62));
        restore(&mut alone);
        assert_eq!(alone.last().map(|g| g.c), Some('\u{fffd}'));
        let mut wide = letters.to_vec();
        wide.extend([glyph('S', 0.0, 4.6), glyph('\u{fffd}', 4.6, 8.0)]);
        restore(&mut wide);
        assert_eq!(wide.last().map(|g| g.c), Some('\u{fffd}'));
    }
}
