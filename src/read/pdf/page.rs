//! One page: interpreted behind a guard, then laid out.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, RenderContent, TransformExt, interpret_page,
};
use hayro_syntax::object::Array;
use hayro_syntax::page::Page as HayroPage;
use hayro_syntax::xref::XRef;
use kurbo::{Affine, Rect as KRect};

use super::fields;
use super::fonts::Fonts;
use super::frames;
use super::glyphs::{Collector, Glyph, PageInk};
use super::ligatures;
use super::marks;
use super::struck;
use super::structure::Widget;
use crate::document::{Line, Mark, Rect};

/// Points of the longest side that a page may have (a PDF's own limit is 200 inch): scans exist whose
/// page measures kilometres because they say one pixel an inch. Larger pages are scaled to this.
const MAX_SIDE: f32 = 14_400.0;
const SCALED_SIDE: f32 = 1_190.0;
/// Seconds that one page may take.
const PAGE_SECONDS: u64 = 10;

/// A page as laid out, before its text is judged.
#[derive(Debug, Default)]
pub struct PageRead {
    pub number: u32,
    pub width: f32,
    pub height: f32,
    pub lines: Vec<Line>,
    pub marks: Vec<Mark>,
    /// A picture or outlines hold the content; what text there is is a stamp or a page number.
    pub is_scan: bool,
    /// All the text is invisible: an OCR layer.
    pub hidden_text: bool,
    pub failed: bool,
    /// Boxes of the widgets of this page: index into the structure's widgets, box on the page.
    pub widgets: Vec<(usize, Rect)>,
    /// The font of each word.
    fonts: Vec<u32>,
}

/// Reads the pages of one document.
pub struct PageReader<'a, 'c> {
    cache: &'c InterpreterCache<'a>,
    xref: &'a XRef,
    deadline: Instant,
    fonts: Fonts,
}

impl<'a, 'c> PageReader<'a, 'c> {
    pub fn new(cache: &'c InterpreterCache<'a>, xref: &'a XRef, deadline: Instant) -> Self {
        Self { cache, xref, deadline, fonts: Fonts::default() }
    }

    pub fn read(&mut self, page: &HayroPage<'a>, number: u32, index: usize, widgets: &[Widget]) -> PageRead {
        let (width, height, transform) = place(page);
        let deadline = self.deadline.min(Instant::now() + Duration::from_secs(PAGE_SECONDS));
        let mut collector = Collector::new(width, height, deadline, &mut self.fonts);
        let (cache, xref) = (self.cache, self.xref);
        let bounds = KRect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let pass = |collector: &mut Collector<'_>, content: RenderContent| {
            let settings = InterpreterSettings { render_content: content, ..InterpreterSettings::default() };
            catch_unwind(AssertUnwindSafe(|| {
                let mut context = Context::new(transform, bounds, cache, xref, settings);
                interpret_page(page, &mut context, collector);
            }))
            .is_err()
        };
        let lost = page.raw().contains_key("Contents") && page.page_stream().is_none();
        let mut failed = lost | pass(&mut collector, RenderContent::PAGE);
        if page.raw().get::<Array<'_>>("Annots").is_some_and(|a| a.raw_iter().next().is_some()) {
            collector.start_annotations();
            failed |= pass(&mut collector, RenderContent::ANNOTATIONS);
        }
        let ink = std::mem::take(&mut collector.ink);
        let mut out = PageRead { number, width, height, failed, ..PageRead::default() };
        for (i, widget) in widgets.iter().enumerate() {
            if widget.page == Some(index)
                && let Some(rect) = widget.rect
            {
                let [x0, y0, x1, y1] = rect.map(f64::from);
                let r = transform.transform_rect_bbox(KRect::new(x0, y0, x1, y1).abs());
                out.widgets.push((i, Rect::new(r.x0 as f32, r.y0 as f32, r.x1 as f32, r.y1 as f32)));
            }
        }
        let laid_out = catch_unwind(AssertUnwindSafe(|| lay_out(&mut out, ink, widgets)));
        out.failed |= laid_out.is_err();
        out
    }

    /// Marks the words of fonts that turn out to be bold beside the others of the document.
    pub fn settle_bold(&self, pages: &mut [PageRead]) {
        let bold = self.fonts.bold(pages.iter().flat_map(|p| p.fonts.iter().copied()));
        if bold.is_empty() {
            return;
        }
        for page in pages {
            let words = page.lines.iter_mut().flat_map(|l| &mut l.spans).flat_map(|s| &mut s.words);
            for (word, font) in words.zip(&page.fonts) {
                word.bold |= bold.binary_search(font).is_ok();
            }
        }
    }
}

/// Width and height in points after rotation, and the transform from the page's own coordinates.
fn place(page: &HayroPage<'_>) -> (f32, f32, Affine) {
    let (w, h) = page.render_dimensions();
    let transform = page.initial_transform(true).to_kurbo();
    if !(w.is_finite() && h.is_finite()) || w <= 0.0 || h <= 0.0 {
        return (595.0, 842.0, Affine::IDENTITY);
    }
    let longest = w.max(h);
    if longest <= MAX_SIDE {
        return (w, h, transform);
    }
    let scale = SCALED_SIDE / longest;
    ((w * scale).max(1.0), (h * scale).max(1.0), Affine::scale(f64::from(scale)) * transform)
}

fn lay_out(out: &mut PageRead, mut ink: PageInk, widgets: &[Widget]) {
    let mut glyphs = std::mem::take(&mut ink.glyphs);
    fields::fill_in(&mut glyphs, &out.widgets, widgets);
    let visible = glyphs.iter().filter(|g| !g.invisible && g.c != ' ').count();
    let hidden = glyphs.iter().filter(|g| g.invisible && g.c != ' ').count();
    let pictured = marks::image_share(&ink, out.width, out.height);
    if hidden > 0 {
        out.hidden_text = visible < 20 && visible * 10 < hidden;
        if !out.hidden_text {
            // Beside real text an invisible layer counts only where it lies under a picture.
            let covered = |g: &Glyph| {
                ink.images.iter().any(|r| g.x >= r.x0 && g.x <= r.x1 && g.y >= r.y0 && g.y <= r.y1)
            };
            glyphs.retain(|g| !g.invisible || covered(g));
        }
    }
    struck::drop_struck(&mut glyphs, &ink.rules);
    if ink.unknown > 0 {
        ligatures::restore(&mut glyphs);
    }
    let turn = frames::dominant_turn(&glyphs);
    if turn != 0 {
        frames::turn(turn, out, &mut glyphs, &mut ink);
    }
    let largest = glyphs.iter().filter(|g| !g.invisible).map(|g| g.size).fold(0.0, f32::max);
    out.lines = frames::lines(&mut ink, glyphs, &mut out.fonts);
    out.marks = marks::of(&ink, out.width, out.height);
    let words = out.lines.iter().flat_map(Line::words).count();
    out.is_scan = if words == 0 {
        pictured > 0.01 || ink.outlines >= 40
    } else {
        // A stamp, a page number or the header of a signing service over a scan; a cover has large type.
        !out.hidden_text && pictured >= 0.6 && words <= 15 && largest <= 14.0
    };
}
