//! Drawn pages to pictures: what a scanner or a screenshot leaves of them.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use ttf_parser::OutlineBuilder;

use super::modern::{field_text, tick};
use crate::layout::{FieldValue, Op, PageOps};

/// 8-bit grey, row by row.
#[derive(Debug, Clone)]
pub struct Grey {
    pub width: u32,
    pub height: u32,
    pub pixels: Vec<u8>,
}

type Point = (f32, f32);

pub fn render(page: &PageOps, dpi: f32) -> Grey {
    let k = dpi / 72.0;
    let (width, height) = ((page.width * k) as u32, (page.height * k) as u32);
    let mut grey = Grey { width, height, pixels: vec![255; (width * height) as usize] };
    for op in &page.ops {
        draw(&mut grey, op, k);
    }
    grey
}

/// A scanned file: black and white, slightly dusty.
pub fn scan(pages: &[PageOps], dpi: f32) -> Vec<u8> {
    let mut rng = ChaCha8Rng::seed_from_u64(0x5ca9);
    let pictures: Vec<(u32, u32, u8, Vec<u8>)> = pages
        .iter()
        .map(|page| {
            let mut grey = render(page, dpi);
            for _ in 0..120 {
                let at = rng.random_range(0..grey.pixels.len());
                grey.pixels[at] = 60;
            }
            (grey.width, grey.height, 1, bits(&grey))
        })
        .collect();
    super::classic::pictures(&pictures)
}

/// A PNG of one page, eight grey levels a pixel kept.
pub fn screenshot(page: &PageOps, dpi: f32) -> Vec<u8> {
    let grey = render(page, dpi);
    png(&grey)
}

pub fn png(grey: &Grey) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, grey.width, grey.height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header().expect("memory takes it");
    writer.write_image_data(&grey.pixels).expect("as many bytes as pixels");
    writer.finish().expect("memory takes it");
    file
}

/// Rows of one bit a pixel, padded to bytes; 1 is white.
fn bits(grey: &Grey) -> Vec<u8> {
    let stride = grey.width.div_ceil(8) as usize;
    let mut out = vec![0_u8; stride * grey.height as usize];
    for (y, row) in grey.pixels.chunks_exact(grey.width as usize).enumerate() {
        for (x, &p) in row.iter().enumerate() {
            if p > 140 {
                out[y * stride + x / 8] |= 0x80 >> (x % 8);
            }
        }
    }
    out
}

struct Outline {
    /// x scale, cos and sin of the turn, and the origin in pixels.
    scale: f32,
    turn: (f32, f32),
    origin: Point,
    at: Point,
    start: Point,
    edges: Vec<(Point, Point)>,
}

impl Outline {
    fn map(&self, x: f32, y: f32) -> Point {
        let (x, y) = (x * self.scale, -y * self.scale);
        let (s, c) = self.turn;
        (self.origin.0 + x * c + y * s, self.origin.1 - x * s + y * c)
    }
    fn edge(&mut self, to: Point) {
        self.edges.push((self.at, to));
        self.at = to;
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.at = self.map(x, y);
        self.start = self.at;
    }
    fn line_to(&mut self, x: f32, y: f32) {
        let to = self.map(x, y);
        self.edge(to);
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (a, b, c) = (self.at, self.map(x1, y1), self.map(x, y));
        for i in 1..=4 {
            let t = i as f32 / 4.0;
            let u = 1.0 - t;
            self.edge((
                u * u * a.0 + 2.0 * u * t * b.0 + t * t * c.0,
                u * u * a.1 + 2.0 * u * t * b.1 + t * t * c.1,
            ));
        }
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let points = [self.at, self.map(x1, y1), self.map(x2, y2), self.map(x, y)];
        for i in 1..=6 {
            let to = cubic(&points, i as f32 / 6.0);
            self.edge(to);
        }
    }
    fn close(&mut self) {
        let start = self.start;
        self.edge(start);
    }
}

fn cubic(p: &[Point; 4], t: f32) -> Point {
    let u = 1.0 - t;
    let (a, b, c, d) = (u * u * u, 3.0 * u * u * t, 3.0 * u * t * t, t * t * t);
    (a * p[0].0 + b * p[1].0 + c * p[2].0 + d * p[3].0, a * p[0].1 + b * p[1].1 + c * p[2].1 + d * p[3].1)
}

/// Fills the area inside `edges` (non-zero winding), four sample rows and exact spans a pixel row.
fn fill(grey: &mut Grey, edges: &[(Point, Point)], shade: u8) {
    const ROWS: i32 = 4;
    let low = edges.iter().map(|(a, b)| a.1.min(b.1)).fold(f32::MAX, f32::min).floor() as i32;
    let high = edges.iter().map(|(a, b)| a.1.max(b.1)).fold(f32::MIN, f32::max).ceil() as i32;
    let width = grey.width as usize;
    let mut cover = vec![0.0_f32; width];
    let mut crossings: Vec<(f32, i32)> = Vec::new();
    for y in low.max(0)..high.min(grey.height as i32) {
        cover.fill(0.0);
        for sub in 0..ROWS {
            let sy = y as f32 + (sub as f32 + 0.5) / ROWS as f32;
            crossings.clear();
            for (a, b) in edges {
                if (a.1 <= sy) != (b.1 <= sy) {
                    let x = a.0 + (sy - a.1) / (b.1 - a.1) * (b.0 - a.0);
                    crossings.push((x, if a.1 < b.1 { 1 } else { -1 }));
                }
            }
            crossings.sort_by(|a, b| a.0.total_cmp(&b.0));
            let mut winding = 0;
            for two in crossings.windows(2) {
                winding += two[0].1;
                if winding != 0 {
                    span(&mut cover, two[0].0, two[1].0, 1.0 / ROWS as f32);
                }
            }
        }
        let row = &mut grey.pixels[y as usize * width..][..width];
        for (p, c) in row.iter_mut().zip(&cover) {
            if *c > 0.0 {
                let c = c.min(1.0);
                *p = (f32::from(*p) * (1.0 - c) + f32::from(shade) * c) as u8;
            }
        }
    }
}

fn span(cover: &mut [f32], x0: f32, x1: f32, weight: f32) {
    let (x0, x1) = (x0.max(0.0), x1.min(cover.len() as f32));
    if x1 <= x0 {
        return;
    }
    let (first, last) = (x0 as usize, (x1.ceil() as usize).min(cover.len()));
    for (x, c) in cover.iter_mut().enumerate().take(last).skip(first) {
        let part = (x1.min(x as f32 + 1.0) - x0.max(x as f32)).max(0.0);
        *c += part * weight;
    }
}

fn shade(color: [u8; 3]) -> u8 {
    (0.3 * f32::from(color[0]) + 0.59 * f32::from(color[1]) + 0.11 * f32::from(color[2])) as u8
}

fn stroke(grey: &mut Grey, from: Point, to: Point, width: f32, color: u8) {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = (dx * dx + dy * dy).sqrt().max(0.01);
    let half = width.max(1.0) / 2.0;
    let (nx, ny) = (-dy / length * half, dx / length * half);
    let corners = [
        (from.0 + nx, from.1 + ny),
        (to.0 + nx, to.1 + ny),
        (to.0 - nx, to.1 - ny),
        (from.0 - nx, from.1 - ny),
    ];
    let edges: Vec<_> = (0..4).map(|i| (corners[i], corners[(i + 1) % 4])).collect();
    fill(grey, &edges, color);
}

fn draw(grey: &mut Grey, op: &Op, k: f32) {
    match op {
        Op::Text { x, y, size, family, bold, text, color, spacing, turn } => {
            let face = family.face(*bold);
            let scale = size * k / f32::from(face.units_per_em());
            let (s, c) = turn.to_radians().sin_cos();
            let mut along = 0.0;
            for ch in text.chars() {
                let Some(glyph) = face.glyph_index(ch) else { continue };
                let mut outline = Outline {
                    scale,
                    turn: (s, c),
                    origin: ((x + along * c) * k, (y - along * s) * k),
                    at: (0.0, 0.0),
                    start: (0.0, 0.0),
                    edges: Vec::new(),
                };
                if face.outline_glyph(glyph, &mut outline).is_some() {
                    fill(grey, &outline.edges, shade(*color));
                }
                along += f32::from(face.glyph_hor_advance(glyph).unwrap_or(0)) * scale / k + spacing;
            }
        }
        Op::Line { from, to, width, color } => {
            stroke(grey, (from.0 * k, from.1 * k), (to.0 * k, to.1 * k), width * k, shade(*color));
        }
        Op::Rect { x, y, w, h, fill: inside, stroke: edge } => {
            let corners = [(*x, *y), (x + w, *y), (x + w, y + h), (*x, y + h)].map(|(x, y)| (x * k, y * k));
            if let Some(color) = inside {
                let edges: Vec<_> = (0..4).map(|i| (corners[i], corners[(i + 1) % 4])).collect();
                fill(grey, &edges, shade(*color));
            }
            if let Some(color) = edge {
                for i in 0..4 {
                    stroke(grey, corners[i], corners[(i + 1) % 4], 0.5 * k, shade(*color));
                }
            }
        }
        Op::Curve { points, width, color } => {
            let mut at = points[0];
            for c in points[1..].chunks_exact(3) {
                let all = [at, c[0], c[1], c[2]];
                let mut from = at;
                for i in 1..=12 {
                    let to = cubic(&all, i as f32 / 12.0);
                    stroke(grey, (from.0 * k, from.1 * k), (to.0 * k, to.1 * k), width * k, shade(*color));
                    from = to;
                }
                at = c[2];
            }
        }
        Op::Field { x, y, w, h, value, .. } => {
            let frame = Op::Rect { x: *x, y: *y, w: *w, h: *h, fill: None, stroke: Some([90, 90, 90]) };
            match value {
                FieldValue::Text(content) => {
                    draw(grey, &frame, k);
                    if let Some(content) = content {
                        field_text(content, *x, *y, *w, |op| draw(grey, &op, k));
                    }
                }
                FieldValue::Check(ticked) => {
                    draw(grey, &frame, k);
                    if *ticked {
                        tick(*x, *y, *w, *h, |op| draw(grey, &op, k));
                    }
                }
                FieldValue::Signature => {}
            }
        }
    }
}
