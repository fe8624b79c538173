//! The fonts under `fonts/`: metrics for the layout, outlines for scans, bytes for embedding.

use std::sync::OnceLock;

use rand_chacha::ChaCha8Rng;
use ttf_parser::Face;

use crate::style::{Format, pick};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Family {
    /// Metrics of Helvetica and Arial.
    Sans,
    /// Metrics of Times.
    Serif,
    /// Metrics of Courier.
    Mono,
    /// Metrics of Calibri: what Word writes.
    Carlito,
    /// Metrics of Cambria.
    Caladea,
    OpenSans,
}

impl Family {
    pub const ALL: [Self; 6] =
        [Self::Sans, Self::Serif, Self::Mono, Self::Carlito, Self::Caladea, Self::OpenSans];

    pub fn for_format(format: Format, rng: &mut ChaCha8Rng) -> Self {
        match format {
            Format::Classic => *pick(rng, &[Self::Sans, Self::Serif, Self::Sans, Self::Sans]),
            _ => *pick(
                rng,
                &[Self::Sans, Self::Carlito, Self::OpenSans, Self::Serif, Self::Caladea, Self::Carlito],
            ),
        }
    }

    pub fn bytes(self, bold: bool) -> &'static [u8] {
        match (self, bold) {
            (Self::Sans, false) => include_bytes!("../fonts/LiberationSans-Regular.ttf"),
            (Self::Sans, true) => include_bytes!("../fonts/LiberationSans-Bold.ttf"),
            (Self::Serif, false) => include_bytes!("../fonts/LiberationSerif-Regular.ttf"),
            (Self::Serif, true) => include_bytes!("../fonts/LiberationSerif-Bold.ttf"),
            (Self::Mono, _) => include_bytes!("../fonts/LiberationMono-Regular.ttf"),
            (Self::Carlito, false) => include_bytes!("../fonts/Carlito-Regular.ttf"),
            (Self::Carlito, true) => include_bytes!("../fonts/Carlito-Bold.ttf"),
            (Self::Caladea, false) => include_bytes!("../fonts/Caladea-Regular.ttf"),
            (Self::Caladea, true) => include_bytes!("../fonts/Caladea-Bold.ttf"),
            (Self::OpenSans, false) => include_bytes!("../fonts/OpenSans-Regular.ttf"),
            (Self::OpenSans, true) => include_bytes!("../fonts/OpenSans-Bold.ttf"),
        }
    }

    /// Name of a standard-14 font of the same metrics.
    pub fn standard(self, bold: bool) -> &'static str {
        match (self, bold) {
            (Self::Serif | Self::Caladea, false) => "Times-Roman",
            (Self::Serif | Self::Caladea, true) => "Times-Bold",
            (Self::Mono, false) => "Courier",
            (Self::Mono, true) => "Courier-Bold",
            (_, false) => "Helvetica",
            (_, true) => "Helvetica-Bold",
        }
    }

    pub fn face(self, bold: bool) -> &'static Face<'static> {
        static FACES: [OnceLock<Face<'static>>; 12] = [const { OnceLock::new() }; 12];
        let index = Self::ALL.iter().position(|&f| f == self).unwrap_or(0) * 2 + usize::from(bold);
        FACES[index].get_or_init(|| Face::parse(self.bytes(bold), 0).expect("a font of this folder"))
    }

    /// Width of `text` in points at `size`, without kerning.
    pub fn width(self, bold: bool, size: f32, text: &str) -> f32 {
        let face = self.face(bold);
        let units: u32 = text
            .chars()
            .map(|c| {
                let glyph = face.glyph_index(c).or_else(|| face.glyph_index('x'));
                u32::from(glyph.and_then(|g| face.glyph_hor_advance(g)).unwrap_or(500))
            })
            .sum();
        units as f32 * size / f32::from(face.units_per_em())
    }
}
