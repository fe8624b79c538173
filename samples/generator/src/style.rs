//! How a document looks: everything that differs between two providers' word processors.

use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use chrono::NaiveDate;

use crate::dutch::{AmountStyle, DateStyle};
use crate::font::Family;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairLook {
    Beside,
    BesideColon,
    Above,
    Grid,
    Dots,
    Inline,
    TwoUp,
    RightLabel,
    Zebra,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeadingLook {
    Bold,
    Caps,
    Ruled,
    Coloured,
    Banner,
    Numbered,
    Spaced,
}

/// How a PDF producer places the glyphs of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextMode {
    Line,
    Words,
    /// Kerning arrays, and gaps instead of space characters (classic writer only).
    Kerned,
}

/// Who writes the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// PDF with embedded fonts.
    Modern,
    /// PDF with the standard fonts and, where the document has fields, an AcroForm.
    Classic,
    /// PDF of pictures.
    Scan,
    Docx,
    Odt,
    Html,
    Txt,
}

impl Format {
    pub fn extension(self) -> &'static str {
        match self {
            Self::Modern | Self::Classic | Self::Scan => "pdf",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Html => "html",
            Self::Txt => "txt",
        }
    }
}

#[derive(Debug, Clone)]
pub struct Style {
    /// Which of a kind's arrangements; kinds take it modulo what they have.
    pub layout: usize,
    pub format: Format,
    pub family: Family,
    pub size: f32,
    pub leading: f32,
    pub margin: f32,
    pub accent: [u8; 3],
    pub heading: HeadingLook,
    pub pairs: PairLook,
    /// Where values start, as a part of the width.
    pub label_column: f32,
    pub date: DateStyle,
    pub amount: AmountStyle,
    pub text: TextMode,
    pub justify: bool,
}

/// The random stream with the style drawn from it: what kinds write with.
#[derive(Debug, Clone)]
pub struct Pen {
    pub rng: ChaCha8Rng,
    pub style: Style,
}

impl Pen {
    pub fn new(seed: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let format = if rng.random_ratio(1, 3) { Format::Classic } else { Format::Modern };
        let style = Style {
            layout: rng.random_range(0..60),
            format,
            family: Family::for_format(format, &mut rng),
            size: *pick(&mut rng, &[9.0, 9.5, 10.0, 10.5, 11.0]),
            leading: *pick(&mut rng, &[1.2, 1.3, 1.4, 1.5]),
            margin: *pick(&mut rng, &[50.0, 57.0, 64.0, 71.0]),
            accent: *pick(
                &mut rng,
                &[[0, 84, 147], [20, 110, 60], [140, 30, 60], [30, 30, 30], [200, 90, 10], [90, 50, 130]],
            ),
            heading: *pick(
                &mut rng,
                &[
                    HeadingLook::Bold,
                    HeadingLook::Caps,
                    HeadingLook::Ruled,
                    HeadingLook::Coloured,
                    HeadingLook::Banner,
                    HeadingLook::Numbered,
                    HeadingLook::Coloured,
                    HeadingLook::Bold,
                    HeadingLook::Spaced,
                ],
            ),
            pairs: *pick(
                &mut rng,
                &[
                    PairLook::Beside,
                    PairLook::BesideColon,
                    PairLook::Above,
                    PairLook::Grid,
                    PairLook::Dots,
                    PairLook::Inline,
                    PairLook::TwoUp,
                    PairLook::RightLabel,
                    PairLook::Zebra,
                ],
            ),
            label_column: *pick(&mut rng, &[0.3, 0.36, 0.42, 0.5]),
            date: *pick(&mut rng, &DateStyle::ORDINARY),
            amount: *pick(&mut rng, &AmountStyle::ALL),
            text: *pick(&mut rng, &[TextMode::Line, TextMode::Line, TextMode::Words, TextMode::Kerned]),
            justify: rng.random_ratio(1, 5),
        };
        Self { rng, style }
    }

    pub fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.rng.random_range(0..of.len())]
    }
    pub fn chance(&mut self, one_in: u32) -> bool {
        self.rng.random_ratio(1, one_in)
    }
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        self.rng.random_range(low..=high)
    }
    pub fn date(&self, d: NaiveDate) -> String {
        self.style.date.show(d)
    }
    /// Whole euros, in the style's way.
    pub fn euro(&self, euros: i64) -> String {
        self.style.amount.show(euros * 100)
    }
    pub fn seed(&mut self) -> u64 {
        self.rng.next_u64()
    }
    /// The same pen in another format, with a font that format has.
    #[must_use]
    pub fn with_format(mut self, format: Format) -> Self {
        self.style.format = format;
        self.style.family = Family::for_format(format, &mut self.rng);
        self
    }
    #[must_use]
    pub fn with_layout(mut self, layout: usize) -> Self {
        self.style.layout = layout;
        self
    }
}

pub fn pick<'a, T>(rng: &mut ChaCha8Rng, of: &'a [T]) -> &'a T {
    &of[rng.random_range(0..of.len())]
}
