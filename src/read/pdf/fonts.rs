//! What a font tells about its letters: bold or not, signs instead of letters.

use std::collections::HashMap;

use hayro_interpret::font::{Glyph, OutlineGlyph, PositionedGlyph};
use hayro_interpret::hayro_cmap::BfString;
use kurbo::{ParamCurveArclen, Shape};

/// Fonts of a document beyond which nothing more is remembered.
const MAX_FONTS: usize = 4_096;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FontTraits {
    pub bold: bool,
    /// Wingdings and its like: the codes are signs, whatever letters the file claims.
    pub symbols: bool,
    /// Mean stroke width of the sampled glyph in thousandths of the em; 0 when the font itself told its
    /// weight. Type 1 fonts come without a name, so their boldness is measured.
    pub stroke: u16,
    /// Whether `stroke` is how this font's weight must be judged.
    measured: bool,
}

impl FontTraits {
    /// Traits of the font of a run, remembered in `known`.
    pub fn of_run(glyphs: &[PositionedGlyph<'_>], known: &mut HashMap<u128, Self>) -> Self {
        let mut traits = Self::default();
        for glyph in glyphs.iter().take(6) {
            traits = Self::of(glyph, known);
            // Only a letter shows the pen of a font that must be measured.
            let letter = || match glyph.as_unicode() {
                Some(BfString::Char(c)) => c.is_alphabetic(),
                _ => false,
            };
            if !traits.measured || (traits.stroke > 0 && letter()) {
                return traits;
            }
        }
        Self { stroke: 0, ..traits }
    }

    fn of(glyph: &PositionedGlyph<'_>, known: &mut HashMap<u128, Self>) -> Self {
        let Glyph::Outline(outline) = &**glyph else { return Self::default() };
        let key = outline.identifier().cache_key();
        if let Some(traits) = known.get(&key) {
            return *traits;
        }
        let traits = Self::look(outline);
        if known.len() < MAX_FONTS {
            known.insert(key, traits);
        }
        traits
    }

    fn look(outline: &OutlineGlyph) -> Self {
        let Some(font) = outline.font_data() else {
            return Self { stroke: mean_stroke(outline), measured: true, ..Self::default() };
        };
        let name = font.postscript_name.unwrap_or_default();
        let plain = name.to_ascii_lowercase();
        let named = ["bold", "black", "heavy", "semibd", "demi"].iter().any(|w| plain.contains(w));
        let symbols = ["wingdings", "webdings"].iter().any(|w| plain.contains(w));
        Self { bold: named || font.weight.is_some_and(|w| w >= 600), symbols, ..Self::default() }
    }
}

/// Twice the area over the length of the contour: the width of the pen that would draw the letter.
fn mean_stroke(outline: &OutlineGlyph) -> u16 {
    let path = outline.outline();
    let length: f64 = path.segments().take(2_000).map(|s| s.arclen(1.0)).sum();
    let area = path.area().abs();
    if length > 100.0 && area.is_finite() && length.is_finite() {
        (2.0 * area / length).clamp(0.0, 1000.0) as u16
    } else {
        0
    }
}

/// The sign at a code of Wingdings, or of Symbol where Wingdings has nothing common there.
pub fn symbol_char(code: u32) -> Option<char> {
    let c = match code & 0xff {
        0x20 => ' ',
        0x6c | 0x9f | 0xb7 => '•',
        0x6e | 0xa7 => '▪',
        0x6f | 0x70 | 0x71 | 0x72 | 0xa8 => '☐',
        0x78 | 0xfd => '☒',
        0xfe | 0x52 => '☑',
        0xfc => '✓',
        0xfb => '✗',
        0xd8 => '➢',
        0xe0 => '→',
        0x2a => '✉',
        0x28 => '☎',
        _ => return None,
    };
    Some(c)
}
