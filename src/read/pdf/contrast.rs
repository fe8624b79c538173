//! Letters in the colour of what lies behind them: drawn, and seen by nobody.

use hayro_interpret::Paint;

use crate::document::Rect;

/// Fills kept of a page: backgrounds, cells, bars.
const MOST: usize = 4_000;
/// Letters that differ less than this from their background cannot be read (white is 1, black 0). Light grey
/// watermarks differ more.
const LEAST: f32 = 0.06;

/// Red, green and blue of a light letter, each at least.
const LIGHT: f32 = 0.85;

/// Fills of a page in the order of drawing.
#[derive(Debug, Default)]
pub struct Fills(Vec<(Rect, Option<[f32; 3]>)>);

/// Red, green and blue; `None` for patterns and what shines through.
fn colour(paint: &Paint<'_>) -> Option<[f32; 3]> {
    match paint {
        Paint::Color(color) => {
            let [r, g, b, alpha] = color.to_rgba().to_rgba8();
            (alpha > 200).then(|| [r, g, b].map(|c| f32::from(c) / 255.0))
        }
        Paint::Pattern(_) => None,
    }
}

impl Fills {
    /// A filled area. Pictures and patterns have no one colour: whatever lies on them may be seen.
    pub fn add(&mut self, area: Rect, paint: Option<&Paint<'_>>) {
        if self.0.len() < MOST && area.width() > 4.0 && area.height() > 4.0 {
            self.0.push((area, paint.and_then(colour)));
        }
    }

    /// Whether a letter drawn now at this place in this paint is lost in its background.
    pub fn swallows(&self, x: f32, y: f32, paint: &Paint<'_>) -> bool {
        // Light letters alone are looked at: a background missed would cost dark text that all can see.
        let Some(ink) = colour(paint).filter(|c| c.iter().all(|part| *part >= LIGHT)) else { return false };
        let behind = self
            .0
            .iter()
            .rev()
            .find(|(r, _)| x >= r.x0 && x <= r.x1 && y >= r.y0 && y <= r.y1)
            .map_or(Some([1.0; 3]), |(_, c)| *c);
        // Where the fills were too many to keep, nothing is said to be hidden.
        self.0.len() < MOST && behind.is_some_and(|b| ink.iter().zip(b).all(|(i, b)| (i - b).abs() < LEAST))
    }
}
