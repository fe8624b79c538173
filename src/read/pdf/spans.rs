//! Rows cut into spans: a label, its value, the cells of a table, the columns of a page.

use super::rows::{FrameWord, Row};

/// Rows above and below that may vouch for a column.
const NEIGHBOURS: usize = 6;

/// A run of words without a column gap.
#[derive(Debug, Clone)]
pub struct Seg {
    pub row: usize,
    pub words: Vec<FrameWord>,
    pub x0: f32,
    pub x1: f32,
    pub base: f32,
    pub size: f32,
}

impl Seg {
    fn of(row: usize, words: Vec<FrameWord>) -> Option<Self> {
        let (x0, x1) = (words.first()?.x0, words.iter().map(|w| w.x1).fold(f32::MIN, f32::max));
        let size = words.iter().map(|w| w.size).fold(0.0, f32::max);
        let base = words.first()?.base;
        Some(Self { row, words, x0, x1, base, size })
    }

    /// Words that read like a sentence: letters, not figures.
    pub fn is_prose(&self) -> bool {
        let letters = self.words.iter().filter(|w| w.is_text()).count();
        self.words.len() >= 3 && letters * 10 >= self.words.len() * 7
    }
}

/// A vertical rule: where, and from which height to which.
#[derive(Debug, Clone, Copy)]
pub struct Post {
    pub x: f32,
    pub top: f32,
    pub bottom: f32,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Cut {
    No,
    /// A gap wider than words have, that needs a neighbour's word for it.
    Maybe,
    Yes,
}

/// Cuts every row, top to bottom.
pub fn cut(rows: &[Row], posts: &[Post]) -> Vec<Seg> {
    let typical = typical_gap(rows);
    let mut posts: Vec<Post> = posts.to_vec();
    posts.sort_by(|a, b| a.x.total_cmp(&b.x));
    let cuts: Vec<Vec<Cut>> = rows.iter().map(|r| row_cuts(r, typical, &posts)).collect();
    let mut edges: Vec<Edges> = rows.iter().zip(&cuts).map(|(r, c)| Edges::of(r, c)).collect();
    let mut out = Vec::new();
    for (i, (row, cuts)) in rows.iter().zip(&cuts).enumerate() {
        let from = i.saturating_sub(NEIGHBOURS);
        let mut words: Vec<FrameWord> = Vec::new();
        for (k, word) in row.words.iter().enumerate() {
            let cut = match k.checked_sub(1).and_then(|p| cuts.get(p)) {
                Some(Cut::Yes) => true,
                Some(Cut::Maybe) => {
                    let near = edges.get(from..(i + NEIGHBOURS + 1).min(edges.len())).unwrap_or(&[]);
                    let yes = vouched(row, k, near, i - from);
                    if yes && let Some(own) = edges.get_mut(i) {
                        own.starts.push(word.x0);
                    }
                    yes
                }
                _ => false,
            };
            if cut {
                out.extend(Seg::of(i, std::mem::take(&mut words)));
            }
            words.push(word.clone());
        }
        out.extend(Seg::of(i, words));
    }
    join_signs(out)
}

/// Bookkeeping formats set the euro sign at the left of a cell and the figure at its right: one value.
fn join_signs(segs: Vec<Seg>) -> Vec<Seg> {
    let mut out: Vec<Seg> = Vec::with_capacity(segs.len());
    for seg in segs {
        let sign = |s: &Seg| match s.words.as_slice() {
            [a] => matches!(a.text.as_str(), "€" | "-€" | "−€" | "EUR" | "€-"),
            [a, b] => matches!((a.text.as_str(), b.text.as_str()), ("-" | "−", "€") | ("€", "-" | "−")),
            _ => false,
        };
        match out.last_mut() {
            Some(before)
                if before.row == seg.row
                    && sign(before)
                    && seg.words.first().is_some_and(FrameWord::is_numeric)
                    && seg.x0 - before.x1 < 7.0 * seg.size =>
            {
                before.x1 = seg.x1;
                before.words.extend(seg.words);
            }
            _ => out.push(seg),
        }
    }
    out
}

/// The usual gap between two words of this page, as a part of the em.
fn typical_gap(rows: &[Row]) -> f32 {
    let mut gaps: Vec<f32> = Vec::new();
    for row in rows {
        for pair in row.words.windows(2) {
            if let [a, b] = pair {
                let gap = (b.x0 - a.x1) / b.size.max(1.0);
                if gap > 0.05 && gap < 1.0 {
                    gaps.push(gap);
                }
            }
        }
    }
    if gaps.len() < 8 {
        return 0.28;
    }
    let middle = gaps.len() / 2;
    let (_, median, _) = gaps.select_nth_unstable_by(middle, f32::total_cmp);
    median.clamp(0.18, 0.45)
}

fn row_cuts(row: &Row, typical: f32, posts: &[Post]) -> Vec<Cut> {
    let gaps: Vec<f32> = row
        .words
        .windows(2)
        .map(|p| match p {
            [a, b] => (b.x0 - a.x1) / a.size.max(b.size).max(1.0),
            _ => 0.0,
        })
        .collect();
    // A justified line stretches all its gaps alike, so its least gap tells by how much; in a row of a
    // table the least gap is an ordinary one, or as wide as the others and no measure.
    let least = gaps.iter().copied().filter(|g| *g > 0.05).fold(f32::MAX, f32::min);
    let usual = if gaps.len() >= 3 && least <= 0.75 { least.max(typical * 0.8) } else { typical };
    gaps.iter()
        .enumerate()
        .zip(row.words.windows(2))
        .map(|((i, &gap), pair)| {
            let [a, b] = pair else { return Cut::No };
            if b.cut || crosses(posts, a, b) {
                return Cut::Yes;
            }
            if is_stretched(row, &gaps, i) {
                return Cut::Maybe;
            }
            if gap > (2.4 * usual).clamp(0.62, 1.5) {
                return Cut::Yes;
            }
            // A filled-in field is a cell of its own, however near its label.
            if a.field != b.field && gap > 0.1 {
                return Cut::Yes;
            }
            if gap > (1.6 * usual).max(0.4) || (gap > 0.12 && (b.is_numeric() || a.is_amount())) {
                return Cut::Maybe;
            }
            Cut::No
        })
        .collect()
}

/// A sentence pulled to the full width of its column: gaps side by side are wide, and exactly alike.
fn is_stretched(row: &Row, gaps: &[f32], i: usize) -> bool {
    let Some(&gap) = gaps.get(i) else { return false };
    let word = |k: usize| row.words.get(k).is_some_and(|w| !w.is_numeric());
    let like = |k: usize| gaps.get(k).is_some_and(|g| (g - gap).abs() < 0.02) && word(k) && word(k + 1);
    gap < 3.5 && word(i) && word(i + 1) && (like(i + 1) || i.checked_sub(1).is_some_and(like))
}

fn crosses(posts: &[Post], a: &FrameWord, b: &FrameWord) -> bool {
    let slack = 0.15 * a.size;
    let from = posts.partition_point(|p| p.x < a.x1 - slack);
    let middle = a.base - 0.3 * a.size;
    posts.iter().skip(from).take_while(|p| p.x <= b.x0 + slack).any(|p| p.top <= middle && p.bottom >= middle)
}

/// Where the spans of a row that are surely spans begin and end.
struct Edges {
    starts: Vec<f32>,
    /// Starts of words after a gap that may be one.
    maybe: Vec<f32>,
    /// Right edges of figures, which columns of amounts share.
    ends: Vec<f32>,
}

impl Edges {
    fn of(row: &Row, cuts: &[Cut]) -> Self {
        let mut edges = Self { starts: Vec::new(), maybe: Vec::new(), ends: Vec::new() };
        for (k, word) in row.words.iter().enumerate() {
            let starts = k.checked_sub(1).is_none_or(|p| cuts.get(p) == Some(&Cut::Yes));
            if starts {
                edges.starts.push(word.x0);
            }
            if k.checked_sub(1).is_some_and(|p| cuts.get(p) == Some(&Cut::Maybe)) {
                edges.maybe.push(word.x0);
            }
            let ends = k + 1 == row.words.len() || cuts.get(k) == Some(&Cut::Yes);
            // A figure that is surely a cell by itself; that of `Artikel 3` is none.
            if ends && starts && k > 0 && word.is_numeric() {
                edges.ends.push(word.x1);
            }
        }
        edges
    }
}

/// Whether two other rows nearby have a column where word `k` of the row starts (or a figure ends).
fn vouched(row: &Row, k: usize, near: &[Edges], own: usize) -> bool {
    let (Some(before), Some(word)) = (k.checked_sub(1).and_then(|p| row.words.get(p)), row.words.get(k))
    else {
        return false;
    };
    let gap = (word.x0 - before.x1) / word.size.max(1.0);
    let others = || near.iter().enumerate().filter(|(i, _)| *i != own).map(|(_, e)| e);
    let starts = || others().filter(|e| e.starts.iter().any(|x| (x - word.x0).abs() <= 1.5)).count();
    let shared = || {
        let at = |xs: &[f32]| xs.iter().any(|x| (x - word.x0).abs() <= 0.8);
        others().filter(|e| at(&e.starts) || at(&e.maybe)).count()
    };
    let ends = || others().filter(|e| e.ends.iter().any(|x| (x - word.x1).abs() <= 1.2)).count();
    (gap > 0.38 && starts() >= 2)
        || (before.is_amount() && shared() >= 3)
        || (word.is_numeric() && ends() >= 2)
}
