//! Reading order: prose in columns is read column by column, tables and forms row by row.

use super::spans::Seg;

/// Columns in columns; a page has three at most.
const MAX_DEPTH: usize = 4;
/// Lines of prose that each column of a band must have.
const MIN_PROSE: usize = 4;

/// A horizontal rule.
#[derive(Debug, Clone, Copy)]
pub struct Beam {
    pub y: f32,
    pub x0: f32,
    pub x1: f32,
}

/// Lines in reading order, each with the number of its block.
pub fn lines(segs: Vec<Seg>, beams: &[Beam], width: f32) -> Vec<(Vec<Seg>, u32)> {
    let mut regions = Vec::new();
    split(segs, beams, width, 0, &mut regions);
    let mut out = Vec::new();
    let mut block = 0;
    for region in regions {
        for (line, new) in region_lines(region) {
            if new && !out.is_empty() {
                block += 1;
            }
            out.push((line, block));
        }
    }
    out
}

/// A band of the page where a vertical gutter parts two columns of prose.
struct Band {
    /// Left edge of the right column.
    edge: f32,
    /// Indices into the segments sorted by height.
    from: usize,
    to: usize,
    score: usize,
}

fn split(mut segs: Vec<Seg>, beams: &[Beam], width: f32, depth: usize, out: &mut Vec<Vec<Seg>>) {
    if segs.is_empty() {
        return;
    }
    segs.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.x0.total_cmp(&b.x0)));
    let band = if depth < MAX_DEPTH { best_band(&segs, beams, width) } else { None };
    let Some(band) = band else {
        out.push(segs);
        return;
    };
    let after = segs.split_off(band.to);
    let inside = segs.split_off(band.from);
    let (left, right) = inside.into_iter().partition(|s| s.x0 < band.edge - 3.0);
    split(segs, beams, width, depth + 1, out);
    split(left, beams, width, depth + 1, out);
    split(right, beams, width, depth + 1, out);
    split(after, beams, width, depth + 1, out);
}

fn best_band(segs: &[Seg], beams: &[Beam], width: f32) -> Option<Band> {
    let mut best: Option<Band> = None;
    for edge in candidate_edges(segs) {
        for band in bands(segs, beams, edge, width) {
            if best.as_ref().is_none_or(|b| band.score > b.score) {
                best = Some(band);
            }
        }
    }
    best
}

/// Left edges that several lines of prose share, leftmost of each cluster.
fn candidate_edges(segs: &[Seg]) -> Vec<f32> {
    let mut starts: Vec<f32> = segs.iter().filter(|s| s.is_prose()).map(|s| s.x0).collect();
    starts.sort_by(f32::total_cmp);
    let mut edges = Vec::new();
    let mut i = 0;
    while let Some(&first) = starts.get(i) {
        let count = starts.iter().skip(i).take_while(|x| **x - first <= 3.0).count();
        if count >= MIN_PROSE {
            edges.push(first);
        }
        i += count.max(1);
    }
    // The leftmost is the margin; a few edges are all a page of columns has.
    edges.into_iter().skip(1).take(12).collect()
}

fn bands(segs: &[Seg], beams: &[Beam], edge: f32, width: f32) -> Vec<Band> {
    let mut out = Vec::new();
    let mut from = 0;
    let crosses = |s: &Seg| s.x0 < edge - 3.0 && s.x1 > edge - 1.0;
    let mut close = |from: usize, to: usize| {
        if let Some(band) = segs.get(from..to).and_then(|s| judge(s, edge, width, from)) {
            out.push(band);
        }
    };
    for (i, seg) in segs.iter().enumerate() {
        let ruled = i.checked_sub(1).and_then(|p| segs.get(p)).is_some_and(|before| {
            beams.iter().any(|b| {
                b.x0 < edge - 20.0
                    && b.x1 > edge + 20.0
                    && b.y > before.base
                    && b.y <= seg.base - 0.5 * seg.size
            })
        });
        if ruled {
            close(from, i);
            from = i;
        }
        if crosses(seg) {
            close(from, i);
            from = i + 1;
        }
    }
    close(from, segs.len());
    out
}

/// Leaves out what stands well apart above or below the columns: running headers and footers.
fn trimmed(segs: &[Seg]) -> (usize, usize) {
    let (mut from, mut to) = (0, segs.len());
    let far = |a: &Seg, b: &Seg| (b.base - a.base).abs() > 2.4 * a.size.max(b.size);
    let plain = |s: Option<&[Seg]>| s.is_some_and(|s| !s.iter().any(Seg::is_prose));
    for at in (segs.len().saturating_sub(4)..segs.len()).rev() {
        if let (Some(a), Some(b)) = (at.checked_sub(1).and_then(|p| segs.get(p)), segs.get(at))
            && far(a, b)
            && plain(segs.get(at..to))
        {
            to = at;
        }
    }
    for at in 1..segs.len().min(5) {
        if let (Some(a), Some(b)) = (segs.get(at - 1), segs.get(at))
            && far(a, b)
            && plain(segs.get(from..at))
        {
            from = at;
        }
    }
    (from, to.max(from))
}

fn judge(segs: &[Seg], edge: f32, width: f32, offset: usize) -> Option<Band> {
    let (from, to) = trimmed(segs);
    let segs = segs.get(from..to)?;
    let offset = offset + from;
    let left = side(segs.iter().filter(|s| s.x0 < edge - 3.0))?;
    let right = side(segs.iter().filter(|s| s.x0 >= edge - 3.0))?;
    let gutter = edge - left.x1;
    let wide = |s: &Side| s.x1 - s.x0 >= 0.18 * width;
    if gutter < 5.0 || !wide(&left) || !wide(&right) || !left.is_prose() || !right.is_prose() {
        return None;
    }
    Some(Band { edge, from: offset, to: offset + segs.len(), score: left.prose.min(right.prose) })
}

struct Side {
    x0: f32,
    x1: f32,
    lines: usize,
    prose: usize,
}

impl Side {
    fn is_prose(&self) -> bool {
        self.prose >= MIN_PROSE && self.prose * 2 >= self.lines
    }
}

fn side<'a>(segs: impl Iterator<Item = &'a Seg> + Clone) -> Option<Side> {
    let x0 = segs.clone().map(|s| s.x0).fold(f32::MAX, f32::min);
    let x1 = segs.clone().map(|s| s.x1).fold(f32::MIN, f32::max);
    let mut rows: Vec<usize> = segs.clone().map(|s| s.row).collect();
    rows.dedup();
    if rows.is_empty() {
        return None;
    }
    let full = 0.55 * (x1 - x0);
    let prose = segs.filter(|s| s.is_prose() && s.x1 - s.x0 >= full).count();
    Some(Side { x0, x1, lines: rows.len(), prose })
}

/// The lines of a region row by row, each with whether it starts a block.
fn region_lines(mut segs: Vec<Seg>) -> Vec<(Vec<Seg>, bool)> {
    segs.sort_by(|a, b| a.row.cmp(&b.row).then(a.x0.total_cmp(&b.x0)));
    let mut lines: Vec<Vec<Seg>> = Vec::new();
    for seg in segs {
        match lines.last_mut() {
            Some(line) if line.last().is_some_and(|s| s.row == seg.row) => line.push(seg),
            _ => lines.push(vec![seg]),
        }
    }
    let base = |l: &[Seg]| l.first().map_or(0.0, |s| s.base);
    let size = |l: &[Seg]| l.iter().map(|s| s.size).fold(0.0, f32::max);
    let mut pitches: Vec<f32> = lines
        .windows(2)
        .filter_map(|p| match p {
            [a, b] => Some(base(b) - base(a)).filter(|d| *d > 0.0 && *d < 2.6 * size(b).max(1.0)),
            _ => None,
        })
        .collect();
    pitches.sort_by(f32::total_cmp);
    // The lower third: headings and blank lines only widen.
    let normal = pitches.get(pitches.len() / 3).copied();
    let mut out = Vec::with_capacity(lines.len());
    let mut last: Option<(f32, f32)> = None;
    for line in lines {
        let (y, s) = (base(&line), size(&line));
        let new = match last {
            None => true,
            Some((before, size_before)) => {
                let limit = normal.map_or(1.6 * s, |n| (1.3 * n).max(n + 0.3 * s.min(size_before)));
                y - before > limit
            }
        };
        last = Some((y, s));
        out.push((line, new));
    }
    out
}
