//! What a font tells about its letters: bold or not, signs instead of letters.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use hayro_interpret::font::{Glyph, OutlineGlyph, PositionedGlyph};
use hayro_interpret::hayro_cmap::BfString;
use kurbo::{ParamCurveArclen, Shape};

/// Fonts of a document beyond which nothing more is remembered.
const MAX_FONTS: u32 = 4_096;
/// Letters measured per font.
const SAMPLES: u32 = 12;

#[derive(Debug, Clone, Copy, Default)]
pub struct FontTraits {
    /// Number of the font in the document, from 1; 0 for fonts without outlines.
    pub id: u32,
    pub bold: bool,
    /// Wingdings and its like: the codes are signs, whatever letters the file claims.
    pub symbols: bool,
    /// Type 1 fonts come without a name, so their boldness is measured: the letters seen so far (a bit for
    /// each letter and figure), and the sum of their mean stroke widths in thousandths of the em.
    measured: bool,
    letters: u64,
    strokes: f64,
}

/// The fonts of a document.
#[derive(Debug, Default)]
pub struct Fonts {
    known: HashMap<u128, FontTraits>,
}

/// Takes the hash of the font program out of a glyph's identifier, which has no other way to it.
#[derive(Default)]
struct ProgramHash(u128);

impl Hasher for ProgramHash {
    fn write(&mut self, _: &[u8]) {}
    fn write_u128(&mut self, hash: u128) {
        self.0 = hash;
    }
    fn finish(&self) -> u64 {
        self.0 as u64
    }
}

impl Fonts {
    /// Traits of the font of a run.
    pub fn of_run(&mut self, glyphs: &[PositionedGlyph<'_>]) -> FontTraits {
        let outline = glyphs.iter().find_map(|g| match &**g {
            Glyph::Outline(outline) => Some(outline),
            Glyph::Type3(_) => None,
        });
        let Some(outline) = outline else { return FontTraits::default() };
        let mut key = ProgramHash::default();
        outline.identifier().hash(&mut key);
        let next = self.known.len() as u32 + 1;
        if next > MAX_FONTS && !self.known.contains_key(&key.0) {
            return FontTraits::default();
        }
        let traits = self.known.entry(key.0).or_insert_with(|| FontTraits::look(outline, next));
        if traits.measured && traits.letters.count_ones() < SAMPLES {
            for glyph in glyphs {
                if let Glyph::Outline(outline) = &**glyph {
                    traits.measure(outline);
                }
            }
        }
        *traits
    }

    /// Which of the measured fonts are bold: a pen much wider than that of the font most words are set in.
    /// `words` gives the font of each word.
    pub fn bold(&self, words: impl Iterator<Item = u32>) -> Vec<u32> {
        let mut pens: Vec<(u32, f64)> = self
            .known
            .values()
            .filter(|t| t.measured && t.letters > 0)
            .map(|t| (t.id, t.strokes / f64::from(t.letters.count_ones())))
            .collect();
        pens.sort_by_key(|(id, _)| *id);
        let mut counts = vec![0_usize; self.known.len() + 1];
        for font in words {
            if let Some(count) = counts.get_mut(font as usize) {
                *count += 1;
            }
        }
        let count = |id: u32| counts.get(id as usize).copied().unwrap_or(0);
        let body =
            pens.iter().max_by_key(|(id, _)| (count(*id), std::cmp::Reverse(*id))).map_or(0.0, |p| p.1);
        // Wider than any book face: bold even where all of a document is.
        pens.into_iter().filter(|(_, pen)| *pen > 1.22 * body || *pen >= 105.0).map(|(id, _)| id).collect()
    }
}

impl FontTraits {
    fn look(outline: &OutlineGlyph, id: u32) -> Self {
        let Some(font) = outline.font_data() else {
            return Self { id, measured: true, ..Self::default() };
        };
        let name = font.postscript_name.unwrap_or_default();
        let plain = name.to_ascii_lowercase();
        let named = ["bold", "black", "heavy", "semibd", "demi"].iter().any(|w| plain.contains(w));
        let symbols = ["wingdings", "webdings"].iter().any(|w| plain.contains(w));
        let bold = named || font.weight.is_some_and(|w| w >= 600);
        Self { id, bold, symbols, ..Self::default() }
    }

    /// Adds the pen width of a letter or figure: twice its area over the length of its contour.
    fn measure(&mut self, outline: &OutlineGlyph) {
        let Some(BfString::Char(c)) = outline.as_unicode() else { return };
        let bit: u64 = match c {
            'a'..='z' => 1 << (c as u32 - 'a' as u32),
            'A'..='Z' => 1 << (c as u32 - 'A' as u32 + 26),
            '0'..='9' => 1 << (c as u32 - '0' as u32 + 52),
            _ => return,
        };
        if self.letters & bit != 0 {
            return;
        }
        let path = outline.outline();
        let length: f64 = path.segments().take(2_000).map(|s| s.arclen(1.0)).sum();
        let pen = 2.0 * path.area().abs() / length;
        if length > 100.0 && pen.is_finite() {
            self.letters |= bit;
            self.strokes += pen;
        }
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
