//! Glyphs of one direction to rows of words: baselines, doubled letters, leaders and word gaps.

use unicode_normalization::UnicodeNormalization;

use super::glyphs::Glyph;
use super::tracking;

/// A gap of this part of the em, over the tracking of the text, parts two words.
const WORD_GAP: f32 = 0.13;

/// A word in the frame of its text: x along the line, y down.
#[derive(Debug, Clone)]
pub struct FrameWord {
    pub text: String,
    pub x0: f32,
    pub x1: f32,
    pub base: f32,
    pub size: f32,
    pub bold: bool,
    /// Number of the font, whose boldness may be known only at the end of the document.
    pub font: u32,
    /// A leader or rule stood before this word: it starts a span.
    pub cut: bool,
    /// Drawn by an annotation, a form field's value mostly.
    pub field: bool,
}

impl FrameWord {
    pub fn top(&self) -> f32 {
        self.base - 0.8 * self.size
    }
    pub fn bottom(&self) -> f32 {
        self.base + 0.22 * self.size
    }
    /// A figure with separators, as amounts have: `1.234` or `0,00`.
    pub fn is_amount(&self) -> bool {
        self.is_numeric() && self.text.contains([',', '.'])
    }
    /// More letters than other characters.
    pub fn is_text(&self) -> bool {
        let (mut letters, mut all) = (0, 0);
        for c in self.text.chars() {
            all += 1;
            letters += usize::from(c.is_alphabetic());
        }
        letters * 2 > all
    }
    pub fn is_numeric(&self) -> bool {
        let digits = self.text.chars().filter(char::is_ascii_digit).count();
        digits > 0
            && self.text.chars().all(|c| {
                c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '(' | ')' | '%' | '€' | '+' | '−' | '–')
            })
    }
}

/// Words on one baseline, left to right.
#[derive(Debug, Clone)]
pub struct Row {
    pub base: f32,
    pub size: f32,
    pub words: Vec<FrameWord>,
}

/// Rows of a frame, top to bottom, and the boxes of leaders drawn with underscores (rules to the eye).
pub fn build(mut glyphs: Vec<Glyph>) -> (Vec<Row>, Vec<(f32, f32, f32)>) {
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Row> = Vec::new();
    let mut lines = Vec::new();
    let mut rest = glyphs.as_mut_slice();
    while let Some(first) = rest.first() {
        let anchor = first.y;
        let mut tolerance = 0.15 * first.size;
        let mut len = 1;
        while let Some(next) = rest.get(len) {
            if next.y - anchor > tolerance.min(0.15 * next.size).max(0.3) {
                break;
            }
            tolerance = tolerance.min(0.15 * next.size).max(0.3);
            len += 1;
        }
        let (row, more) = rest.split_at_mut(len);
        rest = more;
        row.sort_by(|a, b| a.x.total_cmp(&b.x));
        let mut row: Vec<Glyph> = without_doubles(row);
        let cuts = take_leaders(&mut row, &mut lines);
        let words = if overlaps(&row) { strands(row, &cuts) } else { words(&row, &cuts) };
        if let Some(row) = Row::of(words) {
            rows.push(row);
        }
    }
    let mut rows = merge_rows(rows);
    for row in &mut rows {
        tracking::join_spaced_letters(&mut row.words);
        drop_stray_dots(&mut row.words);
    }
    rows.retain(|r| !r.words.is_empty());
    (rows, lines)
}

impl Row {
    /// `None` for no words. The baseline and size are those of most of the letters.
    fn of(words: Vec<FrameWord>) -> Option<Self> {
        let longest = words.iter().max_by(|a, b| {
            let width = |w: &FrameWord| w.text.len() as f32 * w.size;
            width(a).total_cmp(&width(b))
        })?;
        Some(Self { base: longest.base, size: longest.size, words })
    }
}

/// Drops letters drawn again on (almost) the same place: fake bold, shadows, a field drawn twice.
fn without_doubles(row: &[Glyph]) -> Vec<Glyph> {
    let mut kept: Vec<Glyph> = Vec::with_capacity(row.len());
    for glyph in row {
        let near = (0.12 * glyph.size).min(0.45 * glyph.advance.max(0.02 * glyph.size));
        let double = kept
            .iter_mut()
            .rev()
            .take(8)
            .find(|k| k.c == glyph.c && (k.x - glyph.x).abs() <= near && (k.y - glyph.y).abs() <= near);
        match double {
            Some(seen) if glyph.c != ' ' => {
                // A visible letter over its own invisible twin is visible.
                seen.bold |= glyph.bold || (!seen.invisible && !glyph.invisible && !glyph.annotation);
                seen.invisible &= glyph.invisible;
            }
            Some(_) => {}
            None => kept.push(*glyph),
        }
    }
    kept
}

/// Takes rows of dots or underscores out of a row, so that text typed over them is whole; gives where
/// they stood.
fn take_leaders(row: &mut Vec<Glyph>, lines: &mut Vec<(f32, f32, f32)>) -> Vec<(f32, f32)> {
    let mut cuts = Vec::new();
    for (mark, least) in [('.', 4), ('_', 3), ('…', 2), ('·', 4)] {
        if row.iter().filter(|g| g.c == mark).count() < least {
            continue;
        }
        let at: Vec<usize> = (0..row.len()).filter(|&i| row.get(i).is_some_and(|g| g.c == mark)).collect();
        let mut drop = vec![false; row.len()];
        let mut chain: Vec<usize> = Vec::new();
        let mut flush = |chain: &mut Vec<usize>| {
            if chain.len() >= least
                && let (Some(first), Some(last)) =
                    (chain.first().and_then(|&i| row.get(i)), chain.last().and_then(|&i| row.get(i)))
            {
                let span = (first.x, last.x + last.advance);
                cuts.push(span);
                if mark == '_' {
                    lines.push((span.0, span.1, first.y));
                }
                for &i in chain.iter() {
                    if let Some(d) = drop.get_mut(i) {
                        *d = true;
                    }
                }
            }
            chain.clear();
        };
        for i in at {
            let far = match (chain.last().map(|&l| (l, row.get(l))), row.get(i)) {
                (Some((at, Some(l))), Some(g)) => {
                    let alone = row.get(at + 1..i).is_none_or(|b| b.iter().all(|g| g.c == ' '));
                    let reach = if alone { 1.1 } else { 0.62 };
                    g.x - l.x > (reach * g.size).max(1.25 * g.advance)
                }
                _ => false,
            };
            if far {
                flush(&mut chain);
            }
            chain.push(i);
        }
        flush(&mut chain);
        let mut keep = drop.iter().map(|d| !d);
        row.retain(|_| keep.next().unwrap_or(true));
    }
    cuts
}

/// Whether letters stand on one another: a label too long for its cell runs into the figure beside it.
fn overlaps(row: &[Glyph]) -> bool {
    let shown = || row.iter().filter(|g| g.c != ' ' && combining(g.c).is_none());
    shown().zip(shown().skip(1)).any(|(a, b)| a.x + a.advance - b.x > 0.35 * a.advance.min(b.advance))
}

/// The words of a row where texts overlap: each text by itself as it was drawn, so that their letters
/// and figures do not mingle.
fn strands(mut row: Vec<Glyph>, cuts: &[(f32, f32)]) -> Vec<FrameWord> {
    row.sort_by(|a, b| a.turn.cmp(&b.turn).then(a.x.total_cmp(&b.x)));
    let mut out: Vec<FrameWord> = Vec::new();
    let mut strand: Vec<Glyph> = Vec::new();
    let flush = |strand: &mut Vec<Glyph>, out: &mut Vec<FrameWord>| {
        strand.sort_by(|a, b| a.x.total_cmp(&b.x));
        let mut words = words(strand, cuts);
        if let Some(first) = words.first_mut() {
            first.cut = true;
        }
        out.append(&mut words);
        strand.clear();
    };
    for glyph in row {
        let follows = strand.last().is_none_or(|last| {
            let gap = gap(last, &glyph);
            gap > -0.3 * glyph.size && gap < 1.5 * glyph.size
        });
        if !follows {
            flush(&mut strand, &mut out);
        }
        strand.push(glyph);
    }
    flush(&mut strand, &mut out);
    out.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    // What follows the end of another text within its reach is a span by itself as well.
    let mut reach = f32::MIN;
    for word in &mut out {
        word.cut |= word.x0 < reach;
        reach = reach.max(word.x1);
    }
    out
}

/// The words of a row whose glyphs stand left to right.
fn words(row: &[Glyph], cuts: &[(f32, f32)]) -> Vec<FrameWord> {
    let mut out: Vec<FrameWord> = Vec::new();
    // Runs without a wide gap share their tracking: a heading and its page number need not.
    let mut start = 0;
    let visible: Vec<(Glyph, bool)> = with_spaces(row);
    for i in 1..=visible.len() {
        let split = match (visible.get(i - 1), visible.get(i)) {
            (Some((a, _)), Some((b, _))) => {
                b.x - (a.x + a.advance) > 1.0 * a.size.max(b.size)
                    || (a.size - b.size).abs() > 0.3 * a.size.max(b.size)
            }
            _ => true,
        };
        if split {
            if let Some(run) = visible.get(start..i) {
                run_words(run, cuts, &mut out);
            }
            start = i;
        }
    }
    out
}

/// The glyphs that show, each with whether a space stood before it.
fn with_spaces(row: &[Glyph]) -> Vec<(Glyph, bool)> {
    let mut out = Vec::with_capacity(row.len());
    let mut space = false;
    for glyph in row {
        if glyph.c == ' ' {
            space = true;
        } else {
            out.push((*glyph, space));
            space = false;
        }
    }
    out
}

fn gap(a: &Glyph, b: &Glyph) -> f32 {
    b.x - (a.x + a.advance)
}

fn run_words(run: &[(Glyph, bool)], cuts: &[(f32, f32)], out: &mut Vec<FrameWord>) {
    let tracking = tracking::of_run(run);
    let mut start = 0;
    for i in 1..=run.len() {
        let Some((a, _)) = run.get(i - 1) else { continue };
        let breaks = match run.get(i) {
            None => true,
            Some((b, space)) => {
                let size = a.size.min(b.size);
                let free = gap(a, b) - tracking;
                let cut = cuts.iter().any(|c| c.0 >= a.x && c.0 < b.x);
                let raised = b.size < 0.8 * a.size
                    && (a.y - b.y) > 0.1 * a.size
                    && b.c.is_ascii_digit()
                    && !matches!(a.c, ',' | '.');
                cut || raised
                    || free > WORD_GAP * size
                    || (*space && (free > 0.06 * size || a.invisible || b.invisible))
            }
        };
        if breaks {
            if let Some(word) = run.get(start..i).and_then(|w| word(w, cuts, out.last())) {
                out.push(word);
            }
            start = i;
        }
    }
}

fn word(glyphs: &[(Glyph, bool)], cuts: &[(f32, f32)], before: Option<&FrameWord>) -> Option<FrameWord> {
    let (first, _) = glyphs.first()?;
    let (last, _) = glyphs.last()?;
    let mut text = String::with_capacity(glyphs.len());
    let mut compose = false;
    let mut pending: Option<char> = None;
    for (i, (glyph, _)) in glyphs.iter().enumerate() {
        // TeX draws an accent and its letter one over the other.
        if let Some(mark) = combining(glyph.c) {
            let over = |other: Option<&(Glyph, bool)>| {
                other.is_some_and(|(o, _)| o.c.is_alphabetic() && overprinted(glyph, o))
            };
            if over(glyphs.get(i + 1)) {
                pending = Some(mark);
                continue;
            }
            if i.checked_sub(1).is_some_and(|p| over(glyphs.get(p))) {
                text.push(mark);
                compose = true;
                continue;
            }
        }
        match glyph.c {
            // A soft hyphen that takes room is a hyphen on paper (also the hyphens of dates in some fonts).
            '\u{ad}' if glyph.advance > 0.05 * glyph.size => text.push('-'),
            '\u{ad}' => {}
            c => {
                compose |= !c.is_ascii();
                text.push(c);
                if let Some(mark) = pending.take() {
                    text.push(mark);
                    compose = true;
                }
            }
        }
    }
    if text.is_empty() {
        return None;
    }
    if compose {
        text = text.nfc().collect();
    }
    let bold = glyphs.iter().filter(|(g, _)| g.bold).count() * 2 > glyphs.len();
    let size = glyphs.iter().map(|(g, _)| g.size).fold(0.0, f32::max);
    let from = before.map_or(f32::MIN, |w| w.x0);
    Some(FrameWord {
        text,
        x0: first.x,
        x1: glyphs.iter().map(|(g, _)| g.x + g.advance).fold(last.x, f32::max),
        base: first.y,
        size,
        bold,
        font: first.font,
        cut: cuts.iter().any(|c| c.0 >= from && c.0 < first.x),
        field: first.annotation,
    })
}

/// The last dots of a leader, too few to be taken for one: `Bestuur . . 7`.
fn drop_stray_dots(words: &mut Vec<FrameWord>) {
    let dots: Vec<bool> = words.iter().map(|w| w.text.chars().all(|c| c == '.')).collect();
    let stray = |i: usize| {
        let next = words.get(i + 1);
        let follows_dot = i.checked_sub(1).and_then(|p| dots.get(p)) == Some(&true);
        follows_dot || dots.get(i + 1) == Some(&true) || next.is_some_and(FrameWord::is_numeric)
    };
    let drop: Vec<bool> = dots.iter().enumerate().map(|(i, dot)| *dot && i > 0 && stray(i)).collect();
    if drop.contains(&true) {
        let mut keep = drop.iter().map(|d| !d);
        words.retain(|_| keep.next().unwrap_or(true));
    }
}

fn combining(c: char) -> Option<char> {
    Some(match c {
        '`' => '\u{300}',
        '´' => '\u{301}',
        '^' | 'ˆ' => '\u{302}',
        '~' | '˜' => '\u{303}',
        '¨' => '\u{308}',
        '˚' => '\u{30a}',
        'ˇ' => '\u{30c}',
        '¸' => '\u{327}',
        _ => return None,
    })
}

fn overprinted(a: &Glyph, b: &Glyph) -> bool {
    let apart = (a.x + a.advance / 2.0) - (b.x + b.advance / 2.0);
    apart.abs() < 0.2 * a.size
}

/// Joins rows whose baselines differ little and whose words do not collide: superscripts, values of
/// fields a point lower than their labels, fonts of several sizes on one line.
fn merge_rows(rows: Vec<Row>) -> Vec<Row> {
    let mut out: Vec<Row> = Vec::with_capacity(rows.len());
    for row in rows {
        let mut target = None;
        for (i, before) in out.iter().enumerate().rev().take(3) {
            let reach = 0.4 * before.size.max(row.size);
            if row.base - before.base <= reach && !collide(before, &row) {
                target = Some(i);
                break;
            }
        }
        match target.and_then(|i| out.get_mut(i)) {
            Some(before) => {
                let mut words = std::mem::take(&mut before.words);
                words.extend(row.words);
                words.sort_by(|a, b| a.x0.total_cmp(&b.x0));
                glue_raised(&mut words);
                if let Some(merged) = Row::of(words) {
                    *before = merged;
                }
            }
            None => out.push(row),
        }
    }
    out.sort_by(|a, b| a.base.total_cmp(&b.base));
    out
}

/// `1` and a raised `e` are one word, so are `12,` and raised cents; `m` and a raised `2`, or a figure
/// and the number of its footnote, are two: glued they would be another figure.
fn glue_raised(words: &mut Vec<FrameWord>) {
    let mut out: Vec<FrameWord> = Vec::with_capacity(words.len());
    for word in words.drain(..) {
        if let Some(before) = out.last_mut() {
            let raised = word.size < 0.85 * before.size && before.base - word.base > 0.1 * before.size;
            let touches = word.x0 - before.x1 < WORD_GAP * before.size;
            let letters = word.text.chars().all(char::is_alphabetic);
            if raised && touches && (letters || before.text.ends_with([',', '.'])) {
                before.text.push_str(&word.text);
                before.x1 = before.x1.max(word.x1);
                continue;
            }
        }
        out.push(word);
    }
    *words = out;
}

fn collide(a: &Row, b: &Row) -> bool {
    let (mut i, mut j) = (0, 0);
    while let (Some(x), Some(y)) = (a.words.get(i), b.words.get(j)) {
        let slack = 0.1 * x.size.min(y.size);
        if x.x1 - slack > y.x0 && y.x1 - slack > x.x0 {
            return true;
        }
        if x.x1 < y.x1 {
            i += 1;
        } else {
            j += 1;
        }
    }
    false
}
