//! Glyphs, pictures and strokes of a page, through hayro's interpreter.

use std::time::Instant;

use hayro_interpret::font::{Glyph as HayroGlyph, GlyphRun, PositionedGlyph};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};
use kurbo::{Affine, BezPath, PathEl, Point, Rect as KRect, Shape, Vec2};

use super::contrast::Fills;
use super::fonts::{FontTraits, Fonts, symbol_char};
use crate::document::Rect;

/// Glyphs that one page may hold; a page of solid small print has about 15,000.
const MAX_GLYPHS: usize = 300_000;
/// Paths and pictures looked at per page; drawings beyond it are interpreted but not recorded.
const MAX_STROKES: usize = 20_000;
/// Smaller letters, in points, are read by machines alone.
const READABLE: f64 = 1.5;

/// One letter in page points, origin top left. Ligatures arrive as several.
#[derive(Debug, Clone, Copy)]
pub struct Glyph {
    pub c: char,
    /// Origin on the baseline.
    pub x: f32,
    pub y: f32,
    /// Length along the direction of writing.
    pub advance: f32,
    /// Font size in points.
    pub size: f32,
    /// Direction of writing in degrees, clockwise as seen on the page: 0 to 359.
    pub angle: u16,
    pub bold: bool,
    /// Drawn in render mode 3, fully transparent, or in the colour of what lies behind it.
    pub invisible: bool,
    /// Drawn by an annotation (a form field's appearance, a stamp), not by the page itself.
    pub annotation: bool,
    /// Number of the font in the document; 0 where unknown.
    pub font: u32,
    /// Place in the order of drawing.
    pub turn: u32,
}

/// Sides of a box to tick, in points.
const BOX_LEAST: f64 = 5.0;
const BOX_MOST: f64 = 18.0;

/// What one page shows.
#[derive(Debug, Default)]
pub struct PageInk {
    pub glyphs: Vec<Glyph>,
    pub images: Vec<Rect>,
    /// Horizontal and vertical rules, also the edges of boxes.
    pub rules: Vec<Rect>,
    /// Curved strokes, one box a path, with the number of its curves.
    pub curves: Vec<(Rect, u32)>,
    /// Small squares and circles, as boxes to tick are.
    pub squares: Vec<Rect>,
    /// Small strokes and shapes: what ticks a box may be one.
    pub ticks: Vec<Rect>,
    /// Filled shapes with curves: outlined text, logos, drawings.
    pub outlines: u32,
    /// Glyphs whose character the file does not tell.
    pub unknown: u32,
}

/// Thrown (unwound, not panicked) out of the interpreter when a page costs too much.
#[derive(Debug)]
pub struct PageTooCostly;

/// Collects [`PageInk`]; give it to `interpret_page`.
pub struct Collector<'c> {
    pub ink: PageInk,
    fonts: &'c mut Fonts,
    bounds: KRect,
    clips: Vec<KRect>,
    /// Of each clip: whether it is no box, so that what is filled shows in part.
    shaped: Vec<bool>,
    deadline: Instant,
    ticks: u32,
    fills: Fills,
    /// Whether annotations are being drawn now.
    pub annotation: bool,
}

impl<'c> Collector<'c> {
    /// `width` and `height` in points: what lies outside is not collected.
    pub fn new(width: f32, height: f32, deadline: Instant, fonts: &'c mut Fonts) -> Self {
        let bounds = KRect::new(0.0, 0.0, f64::from(width), f64::from(height));
        Self {
            ink: PageInk::default(),
            fonts,
            bounds,
            clips: Vec::new(),
            shaped: Vec::new(),
            deadline,
            ticks: 0,
            fills: Fills::default(),
            annotation: false,
        }
    }

    /// Clips of a form that ended early must not reach into the next pass.
    pub fn start_annotations(&mut self) {
        self.clips.clear();
        self.shaped.clear();
        self.annotation = true;
    }

    fn clip(&self) -> KRect {
        self.clips.last().copied().unwrap_or(self.bounds)
    }

    /// A content bomb calls the device millions of times; looking at the clock now and then bounds it.
    fn tick(&mut self) {
        self.ticks = self.ticks.wrapping_add(1);
        if self.ticks.is_multiple_of(1024) && Instant::now() >= self.deadline {
            std::panic::resume_unwind(Box::new(PageTooCostly));
        }
    }

    fn push_glyph(&mut self, glyph: Glyph) {
        if self.ink.glyphs.len() >= MAX_GLYPHS {
            std::panic::resume_unwind(Box::new(PageTooCostly));
        }
        self.ink.glyphs.push(glyph);
    }

    fn run(&mut self, run: &GlyphRun<'_, '_>, props: &DrawProps<'_>, stroked: bool, invisible: bool) {
        let transform = props.transform;
        let glyphs = run.glyphs();
        let traits = self.fonts.of_run(glyphs);
        let clip = self.clip().inflate(0.5, 0.5);
        let mut decoded = Decoded::default();
        for (i, glyph) in glyphs.iter().enumerate() {
            let Some(place) = Place::of(glyph, glyphs.get(i + 1), transform) else { continue };
            if place.size < READABLE || !clip.contains(place.middle()) {
                continue;
            }
            let middle = place.middle();
            let invisible = invisible || self.fills.swallows(middle.x as f32, middle.y as f32, &props.paint);
            decoded.read(glyph, traits);
            if decoded.unknown {
                self.ink.unknown += 1;
            }
            let part = place.advance / decoded.len.max(1) as f64;
            for (n, c) in decoded.chars().enumerate() {
                let at = place.origin + place.direction * (part * n as f64);
                self.push_glyph(Glyph {
                    c,
                    x: at.x as f32,
                    y: at.y as f32,
                    advance: part as f32,
                    size: place.size as f32,
                    angle: place.angle(),
                    bold: traits.bold || stroked,
                    invisible,
                    annotation: self.annotation,
                    font: traits.id,
                    turn: self.ink.glyphs.len() as u32,
                });
            }
        }
    }

    fn fill(&mut self, area: KRect, paint: Option<&Paint<'_>>) {
        let area = area.intersect(self.clip());
        if area.width().is_finite() && area.height().is_finite() {
            self.fills.add(to_rect(area), paint.filter(|_| !self.shaped.contains(&true)));
        }
    }

    fn rule(&mut self, rect: KRect) {
        if self.ink.rules.len() < MAX_STROKES {
            let rect = rect.intersect(self.clip());
            self.ink.rules.push(to_rect(rect));
        }
    }

    /// A box as wide or high as a pen stroke is a rule; else, when `edges`, its four sides are.
    fn boxed(&mut self, rect: KRect, edges: bool) {
        let (w, h) = (rect.width(), rect.height());
        if !(w.is_finite() && h.is_finite()) || rect.intersect(self.clip()).is_zero_length() {
            return;
        }
        self.small(rect, edges, !edges);
        if (h <= 3.0 && w >= 4.0 && w > 2.0 * h) || (w <= 3.0 && h >= 4.0 && h > 2.0 * w) {
            self.rule(rect);
        } else if edges && w >= 6.0 && h >= 6.0 {
            self.rule(KRect::new(rect.x0, rect.y0, rect.x1, rect.y0));
            self.rule(KRect::new(rect.x0, rect.y1, rect.x1, rect.y1));
            self.rule(KRect::new(rect.x0, rect.y0, rect.x0, rect.y1));
            self.rule(KRect::new(rect.x1, rect.y0, rect.x1, rect.y1));
        }
    }

    /// Keeps a small drawn shape: an outline about as high as wide may be a box to tick, a stroke or filled
    /// shape what ticks it. Form fields draw their own boxes; their value is known.
    fn small(&mut self, rect: KRect, outline: bool, mark: bool) {
        let (w, h) = (rect.width(), rect.height());
        if self.annotation || w > BOX_MOST || h > BOX_MOST {
            return;
        }
        let square = w.min(h) >= BOX_LEAST && (w - h).abs() <= 0.25 * w.max(h);
        if outline && square && self.ink.squares.len() < MAX_STROKES {
            self.ink.squares.push(to_rect(rect));
        } else if mark && w.max(h) >= 2.0 && self.ink.ticks.len() < MAX_STROKES {
            self.ink.ticks.push(to_rect(rect));
        }
    }

    fn path(&mut self, path: &BezPath, transform: Affine, stroke: bool) {
        let mut curves = 0_u32;
        let mut slanted = 0_u32;
        let mut last = Point::ZERO;
        let mut start = Point::ZERO;
        let mut straight: Vec<KRect> = Vec::new();
        for el in path.elements().iter().take(100_000) {
            let to = match *el {
                PathEl::MoveTo(p) => {
                    last = transform * p;
                    start = last;
                    continue;
                }
                PathEl::LineTo(p) => {
                    let p = transform * p;
                    let (dx, dy) = ((p.x - last.x).abs(), (p.y - last.y).abs());
                    if dx.min(dy) <= 0.3 {
                        if dx.max(dy) >= 4.0 && straight.len() < 256 {
                            straight.push(KRect::from_points(last, p));
                        }
                    } else {
                        slanted += 1;
                    }
                    p
                }
                PathEl::QuadTo(_, p) | PathEl::CurveTo(_, _, p) => {
                    curves += 1;
                    transform * p
                }
                PathEl::ClosePath => start,
            };
            last = to;
        }
        // A line that does not return to where it began is no rounded box, circle or badge.
        let open = !path.elements().iter().take(100_000).any(|el| matches!(el, PathEl::ClosePath))
            && (last - start).hypot() > 15.0;
        // The exact box costs root finding; the handles of a large drawing lie close to it anyway.
        let own = if path.elements().len() <= 300 { path.bounding_box() } else { path.control_box() };
        let bbox = transform.transform_rect_bbox(own);
        if !(bbox.width().is_finite() && bbox.height().is_finite()) {
            return;
        }
        let closed = !open && (last - start).hypot() < 1.0;
        self.small(bbox, stroke && closed && slanted == 0, slanted > 0 || curves > 0);
        // Handwriting captured by a pen arrives as curves or as many short slanted strokes.
        if curves > 0 || slanted >= 8 {
            let visible = bbox.intersect(self.clip());
            if visible.width() <= 0.0 && visible.height() <= 0.0 {
                return;
            }
            if !stroke {
                self.ink.outlines = self.ink.outlines.saturating_add(1);
            }
            if (stroke || self.annotation) && self.ink.curves.len() < MAX_STROKES {
                // Three bows in one open stroke are a hand's; closed shapes must have more.
                let weight = if open && curves >= 3 { curves.max(5) } else { curves };
                self.ink.curves.push((to_rect(visible), weight + slanted));
            }
        } else if stroke {
            for line in straight {
                self.rule(line);
            }
        } else {
            self.boxed(bbox, false);
        }
    }
}

/// Where and how large a glyph stands on the page.
struct Place {
    origin: Point,
    /// Of the writing, of length 1.
    direction: Vec2,
    advance: f64,
    size: f64,
}

impl Place {
    /// `None` for numbers beyond reason.
    fn of(glyph: &PositionedGlyph<'_>, next: Option<&PositionedGlyph<'_>>, page: Affine) -> Option<Self> {
        let place = page * glyph.transform();
        if !place.is_finite() {
            return None;
        }
        let origin = place * Point::ZERO;
        let along = place * Point::new(1.0, 0.0) - origin;
        let size = (place * Point::new(0.0, 1.0) - origin).hypot() * 1000.0;
        let stretch = along.hypot();
        let (units, is_type3) = match &**glyph {
            HayroGlyph::Outline(outline) => (outline.advance_width(), false),
            HayroGlyph::Type3(type3) => (type3.advance_width(), true),
        };
        let units = f64::from(units.filter(|u| u.is_finite()).unwrap_or(500.0)).abs();
        let mut advance = units * stretch;
        // A font drawn with a stand-in is stretched to its true widths; the advance is not.
        let upright = units * size / 1000.0;
        if (stretch * 1000.0 - size).abs() > 0.02 * size
            && let Some(next) = next
        {
            let gap = ((page * next.transform()) * Point::ZERO).distance(origin);
            if (upright - gap).abs() < (advance - gap).abs() {
                advance = upright;
            }
        }
        // The scale of a Type 3 font may sit in its own matrix, which only the advance shows.
        let size = if is_type3 && size < 4.0 { (advance * 2.0).min(40.0) } else { size };
        let direction = if stretch > 0.0 { along / stretch } else { Vec2::new(1.0, 0.0) };
        (advance.is_finite() && size.is_finite()).then_some(Self { origin, direction, advance, size })
    }

    /// About the middle of the letter.
    fn middle(&self) -> Point {
        let up = Vec2::new(self.direction.y, -self.direction.x);
        self.origin + self.direction * (self.advance / 2.0) + up * (self.size * 0.3)
    }

    fn angle(&self) -> u16 {
        (self.direction.atan2().to_degrees().round() as i32).rem_euclid(360) as u16
    }
}

trait ZeroLength {
    fn is_zero_length(&self) -> bool;
}

impl ZeroLength for KRect {
    fn is_zero_length(&self) -> bool {
        self.width() <= 0.0 && self.height() <= 0.0
    }
}

fn to_rect(r: KRect) -> Rect {
    Rect::new(r.x0 as f32, r.y0 as f32, r.x1 as f32, r.y1 as f32)
}

fn is_transparent(paint: &Paint<'_>) -> bool {
    match paint {
        Paint::Color(color) => color.to_rgba().to_rgba8()[3] == 0,
        Paint::Pattern(_) => false,
    }
}

/// The characters of one glyph, without an allocation.
#[derive(Default)]
struct Decoded {
    chars: [char; 8],
    len: usize,
    unknown: bool,
}

impl Decoded {
    fn chars(&self) -> impl Iterator<Item = char> {
        self.chars.into_iter().take(self.len)
    }

    fn read(&mut self, glyph: &PositionedGlyph<'_>, font: FontTraits) {
        self.len = 0;
        self.unknown = false;
        if font.symbols
            && let Some(c) = symbol_char(glyph.char_code())
        {
            self.push(c);
            return;
        }
        match glyph.as_unicode() {
            Some(BfString::Char(c)) => self.push_plain(c),
            Some(BfString::String(s)) => {
                for c in s.chars() {
                    self.push_plain(c);
                }
            }
            None => {}
        }
        if self.len == 0 {
            self.unknown = true;
            self.push(char::REPLACEMENT_CHARACTER);
        }
    }

    fn push(&mut self, c: char) {
        if let Some(slot) = self.chars.get_mut(self.len) {
            *slot = c;
            self.len += 1;
        }
    }

    /// Ligatures become letters; private characters of symbol fonts become the sign they show.
    fn push_plain(&mut self, c: char) {
        let letters: &[char] = match c {
            '\u{fb00}' => &['f', 'f'],
            '\u{fb01}' => &['f', 'i'],
            '\u{fb02}' => &['f', 'l'],
            '\u{fb03}' => &['f', 'f', 'i'],
            '\u{fb04}' => &['f', 'f', 'l'],
            '\u{fb05}' | '\u{fb06}' => &['s', 't'],
            '\u{133}' => &['i', 'j'],
            '\u{132}' => &['I', 'J'],
            '\u{f000}'..='\u{f0ff}' => {
                if let Some(c) = symbol_char(u32::from(c) & 0xff) {
                    self.push(c);
                } else {
                    self.unknown = true;
                    self.push(c);
                }
                return;
            }
            '\u{e000}'..='\u{efff}' | '\u{f100}'..='\u{f8ff}' | char::REPLACEMENT_CHARACTER => {
                self.unknown = true;
                self.push(char::REPLACEMENT_CHARACTER);
                return;
            }
            '\t' | '\n' | '\r' | '\u{a0}' => &[' '],
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => {
                self.unknown = true;
                self.push(char::REPLACEMENT_CHARACTER);
                return;
            }
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' => &[' '],
            c if c.is_whitespace() => &[' '],
            c => {
                self.push(c);
                return;
            }
        };
        for &c in letters {
            self.push(c);
        }
    }
}

impl<'a> Device<'a> for Collector<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.tick();
        if !matches!(mode, DrawMode::Invisible) {
            let stroke = matches!(mode, DrawMode::Stroke(_));
            // Only a plain box hides or shows all that stands on it; a thick line is a bar.
            let own = match mode {
                DrawMode::Stroke(s) => path.control_box().inflate(0.0, f64::from(s.line_width) / 2.0),
                _ => path.control_box(),
            };
            let area = props.transform.transform_rect_bbox(own);
            let plain = path.elements().len() <= 6
                && path.elements().iter().all(|el| !matches!(el, PathEl::QuadTo(..) | PathEl::CurveTo(..)));
            self.fill(area, plain.then_some(&props.paint));
            self.path(path, props.transform, stroke);
        }
    }

    fn draw_rect(&mut self, rect: &KRect, props: DrawProps<'a>, mode: &DrawMode) {
        self.tick();
        let rect = props.transform.transform_rect_bbox(*rect);
        if !matches!(mode, DrawMode::Invisible | DrawMode::Stroke(_)) {
            self.fill(rect, Some(&props.paint));
        }
        self.boxed(rect, matches!(mode, DrawMode::Stroke(_)));
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.tick();
        let next = self.clip().intersect(clip.path.bounding_box());
        self.clips.push(next);
        self.shaped.push(clip.path.elements().len() > 6);
    }

    fn push_clip_rect(&mut self, rect: &KRect) {
        self.tick();
        let next = self.clip().intersect(*rect);
        self.clips.push(next);
        self.shaped.push(false);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.tick();
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.tick();
        let invisible = matches!(mode, DrawMode::Invisible) || is_transparent(&props.paint);
        self.run(run, &props, matches!(mode, DrawMode::Stroke(_)), invisible);
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.tick();
        let whole = KRect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let rect = props.transform.transform_rect_bbox(whole).intersect(self.clip());
        let (w, h) = (rect.width(), rect.height());
        if !(w.is_finite() && h.is_finite()) {
            return;
        }
        self.fill(rect, None);
        if w.min(h) <= 2.0 {
            self.boxed(rect, false);
        } else if self.ink.images.len() < MAX_STROKES {
            self.ink.images.push(to_rect(rect));
        }
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
        self.shaped.pop();
    }

    fn pop_transparency_group(&mut self) {}
}
