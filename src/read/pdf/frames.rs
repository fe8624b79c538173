//! Directions of writing: each gets its own frame, laid out as if it were upright.

use crate::document::{Line, Rect, Span, Word};

use super::glyphs::{Glyph, PageInk};
use super::order::{self, Beam};
use super::page::PageRead;
use super::rows::{self, FrameWord};
use super::spans::{self, Post};

/// Directions kept apart; text along a circle has one for every letter.
const MAX_DIRECTIONS: usize = 24;

/// A rotation of the page about its origin.
#[derive(Debug, Clone, Copy)]
struct Frame {
    sin: f32,
    cos: f32,
}

impl Frame {
    fn new(degrees: u16) -> Self {
        // Exact for the four directions that matter, so that upright pages keep their figures.
        let (sin, cos) = match degrees {
            0 => (0.0, 1.0),
            90 => (1.0, 0.0),
            180 => (0.0, -1.0),
            270 => (-1.0, 0.0),
            d => f32::from(d).to_radians().sin_cos(),
        };
        Self { sin, cos }
    }
    /// Page to frame.
    fn enter(self, x: f32, y: f32) -> (f32, f32) {
        (x * self.cos + y * self.sin, y * self.cos - x * self.sin)
    }
    /// Frame to page.
    fn leave(self, x: f32, y: f32) -> (f32, f32) {
        (x * self.cos - y * self.sin, y * self.cos + x * self.sin)
    }
    fn leave_box(self, x0: f32, y0: f32, x1: f32, y1: f32) -> Rect {
        let corners = [self.leave(x0, y0), self.leave(x1, y0), self.leave(x0, y1), self.leave(x1, y1)];
        let mut out = Rect::new(f32::MAX, f32::MAX, f32::MIN, f32::MIN);
        for (x, y) in corners {
            out = Rect::new(out.x0.min(x), out.y0.min(y), out.x1.max(x), out.y1.max(y));
        }
        out
    }
    fn enter_box(self, r: &Rect) -> Rect {
        Self { sin: -self.sin, cos: self.cos }.leave_box(r.x0, r.y0, r.x1, r.y1)
    }
}

/// Lines in reading order: those of the page's main direction first, the others each in a block of
/// their own at the end. `fonts` gets the font of each word in order.
pub fn lines(ink: &mut PageInk, glyphs: Vec<Glyph>, fonts: &mut Vec<u32>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    for (angle, group) in directions(glyphs) {
        let frame = Frame::new(angle);
        let first_block = out.last().map_or(0, |l| l.block + 1);
        lay_out(ink, group, frame, first_block, fonts, &mut out);
    }
    out
}

/// The angle of most letters of a page, when they are turned a quarter or half: the page is read that
/// way up.
pub fn dominant_turn(glyphs: &[Glyph]) -> u16 {
    let mut counts = [0_usize; 4];
    for g in glyphs {
        let quarter = usize::from((g.angle + 45) / 90 % 4);
        if let Some(count) = counts.get_mut(quarter) {
            *count += 1;
        }
    }
    let total: usize = counts.iter().sum();
    let turned = counts.iter().position(|c| *c * 5 >= total * 4 && total >= 40);
    match turned {
        Some(1) => 90,
        Some(2) => 180,
        Some(3) => 270,
        _ => 0,
    }
}

/// Turns a page whose text was drawn on its side, so that it reads upright; sizes and boxes follow.
pub fn turn(angle: u16, page: &mut PageRead, glyphs: &mut [Glyph], ink: &mut PageInk) {
    let frame = Frame::new(angle);
    let (w, h) = (page.width, page.height);
    let (dx, dy) = match angle {
        90 => (0.0, w),
        180 => (w, h),
        270 => (h, 0.0),
        _ => return,
    };
    for glyph in glyphs {
        let (x, y) = frame.enter(glyph.x, glyph.y);
        (glyph.x, glyph.y) = (x + dx, y + dy);
        glyph.angle = (glyph.angle + 360 - angle) % 360;
    }
    let move_box = |r: &mut Rect| {
        let b = frame.enter_box(r);
        *r = Rect::new(b.x0 + dx, b.y0 + dy, b.x1 + dx, b.y1 + dy);
    };
    ink.images.iter_mut().for_each(move_box);
    ink.rules.iter_mut().for_each(move_box);
    ink.curves.iter_mut().map(|(r, _)| r).for_each(move_box);
    page.widgets.iter_mut().map(|(_, r)| r).for_each(move_box);
    if angle != 180 {
        (page.width, page.height) = (h, w);
    }
}

/// Glyphs by direction of writing, the most frequent first; neighbours within two degrees together.
fn directions(glyphs: Vec<Glyph>) -> Vec<(u16, Vec<Glyph>)> {
    let mut groups: Vec<(u16, Vec<Glyph>)> = Vec::new();
    for glyph in glyphs {
        let angle = nearest_quarter(glyph.angle);
        let near = |a: u16| (i32::from(a) - i32::from(angle) + 540).rem_euclid(360).abs_diff(180) <= 2;
        let full = groups.len() >= MAX_DIRECTIONS;
        match groups.iter_mut().find(|(a, _)| near(*a)) {
            Some((_, group)) => group.push(glyph),
            None if full => {
                if let Some((_, group)) = groups.last_mut() {
                    group.push(glyph);
                }
            }
            None => groups.push((angle, vec![glyph])),
        }
    }
    groups.sort_by_key(|(angle, group)| (std::cmp::Reverse(group.len()), *angle));
    // Upright text leads unless it is a mere footnote to turned text.
    if let Some(at) = groups.iter().position(|(a, _)| *a == 0) {
        let most = groups.first().map_or(0, |(_, g)| g.len());
        if groups.get(at).is_some_and(|(_, g)| g.len() * 4 >= most) {
            let upright = groups.remove(at);
            groups.insert(0, upright);
        }
    }
    groups
}

/// A scan fed in askew gives an OCR layer of a degree or two: still upright.
fn nearest_quarter(angle: u16) -> u16 {
    for quarter in [0, 90, 180, 270, 360] {
        if angle.abs_diff(quarter) <= 3 {
            return quarter % 360;
        }
    }
    angle
}

fn lay_out(
    ink: &mut PageInk,
    mut glyphs: Vec<Glyph>,
    frame: Frame,
    first_block: u32,
    fonts: &mut Vec<u32>,
    out: &mut Vec<Line>,
) {
    for glyph in &mut glyphs {
        (glyph.x, glyph.y) = frame.enter(glyph.x, glyph.y);
    }
    let (rows, underscores) = rows::build(glyphs);
    let (mut posts, mut beams) = (Vec::new(), Vec::new());
    for rule in &ink.rules {
        let r = frame.enter_box(rule);
        if r.height() > r.width() && r.height() >= 6.0 {
            posts.push(Post { x: f32::midpoint(r.x0, r.x1), top: r.y0, bottom: r.y1 });
        } else if r.width() > r.height() {
            beams.push(Beam { y: f32::midpoint(r.y0, r.y1), x0: r.x0, x1: r.x1 });
        }
    }
    for (x0, x1, y) in underscores {
        ink.rules.push(frame.leave_box(x0, y, x1, y + 0.5));
    }
    let mut beams = joined(beams);
    // Rows of ticks and table cells: many beams would cost rows times beams, the wide ones suffice.
    beams.sort_by(|a, b| (b.x1 - b.x0).total_cmp(&(a.x1 - a.x0)));
    beams.truncate(400);
    let left = rows.iter().flat_map(|r| &r.words).map(|w| w.x0).fold(f32::MAX, f32::min);
    let right = rows.iter().flat_map(|r| &r.words).map(|w| w.x1).fold(f32::MIN, f32::max);
    let segs = spans::cut(&rows, &posts);
    for (line, block) in order::lines(segs, &beams, (right - left).max(1.0)) {
        fonts.extend(line.iter().flat_map(|seg| &seg.words).map(|w| w.font));
        let spans = line
            .into_iter()
            .map(|seg| Span { words: seg.words.into_iter().map(|w| to_word(w, frame)).collect() })
            .collect();
        out.push(Line { spans, block: first_block + block });
    }
}

/// A rule across a table is often drawn cell by cell.
fn joined(mut beams: Vec<Beam>) -> Vec<Beam> {
    beams.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
    let mut out: Vec<Beam> = Vec::with_capacity(beams.len());
    for beam in beams {
        match out.iter_mut().rev().take(8).find(|o| (o.y - beam.y).abs() < 1.0 && beam.x0 <= o.x1 + 2.0) {
            Some(last) => last.x1 = last.x1.max(beam.x1),
            None => out.push(beam),
        }
    }
    out
}

fn to_word(word: FrameWord, frame: Frame) -> Word {
    let bbox = frame.leave_box(word.x0, word.top(), word.x1.max(word.x0 + 0.1), word.bottom());
    Word { text: word.text, bbox, size: word.size, bold: word.bold, cell: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_turn_there_and_back() {
        for angle in [0, 37, 90, 180, 270] {
            let frame = Frame::new(angle);
            let (x, y) = frame.enter(30.0, 70.0);
            let (x, y) = frame.leave(x, y);
            assert!((x - 30.0).abs() < 0.01 && (y - 70.0).abs() < 0.01);
        }
    }
}
