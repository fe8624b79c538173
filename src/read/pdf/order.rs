//! Reading order: prose in columns is read column by column, tables and forms row by row.

use super::spans::Seg;

/// Columns in columns; a page has three at most.
const MAX_DEPTH: usize = 4;
/// Lines of prose that each column of a band must have.
const MIN_PROSE: usize = 4;

/// Points between two columns.
const MIN_GUTTER: f32 = 5.0;

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
    split(segs, beams, width, (0, false), &mut regions);
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

/// `place`: how deep in columns of columns, and whether these segments are a column of prose.
fn split(mut segs: Vec<Seg>, beams: &[Beam], width: f32, place: (usize, bool), out: &mut Vec<Vec<Seg>>) {
    let (depth, column) = place;
    if segs.is_empty() {
        return;
    }
    segs.sort_by(|a, b| a.row.cmp(&b.row).then(a.x0.total_cmp(&b.x0)));
    let band = if depth < MAX_DEPTH { best_band(&segs, beams, width) } else { None };
    let Some(band) = band else {
        out.push(if column { mended(segs) } else { segs });
        return;
    };
    let after = segs.split_off(band.to);
    let inside = segs.split_off(band.from);
    let (left, right) = inside.into_iter().partition(|s| s.x0 < band.edge - 3.0);
    split(segs, beams, width, (depth + 1, column), out);
    split(left, beams, width, (depth + 1, true), out);
    split(right, beams, width, (depth + 1, true), out);
    split(after, beams, width, (depth + 1, column), out);
}

/// Joins the pieces of lines that were pulled to both edges of a narrow column.
fn mended(segs: Vec<Seg>) -> Vec<Seg> {
    let left = segs.iter().map(|s| s.x0).fold(f32::MAX, f32::min);
    let right = segs.iter().map(|s| s.x1).fold(f32::MIN, f32::max);
    let mut out: Vec<Seg> = Vec::with_capacity(segs.len());
    let ranges = row_ranges(&segs);
    let mut segs = segs.into_iter();
    for (start, end) in ranges {
        let row: Vec<Seg> = segs.by_ref().take(end - start).collect();
        let full = row.first().is_some_and(|s| s.x0 - left < 2.0 * s.size)
            && row.last().is_some_and(|s| right - s.x1 < 1.0)
            && row.iter().flat_map(|s| &s.words).all(|w| !w.is_amount() && !w.cut);
        for seg in row {
            match out.last_mut() {
                Some(before) if full && before.row == seg.row => {
                    before.x1 = seg.x1;
                    before.words.extend(seg.words);
                }
                _ => out.push(seg),
            }
        }
    }
    out
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
    let crosses = |s: &Seg| s.x0 < edge - 3.0 && s.x1 > edge - MIN_GUTTER;
    let mut close = |from: usize, to: usize| {
        if let Some(band) = segs.get(from..to).and_then(|s| judge(s, edge, width, from)) {
            out.push(band);
        }
    };
    let mut from = 0;
    let mut last: Option<&Seg> = None;
    for (start, end) in row_ranges(segs) {
        let Some(row) = segs.get(start..end) else { continue };
        let Some(first) = row.first() else { continue };
        let ruled = last.is_some_and(|before| {
            let top = first.base - 0.5 * first.size;
            let across = |b: &Beam| b.x0 < edge - 20.0 && b.x1 > edge + 20.0;
            beams.iter().any(|b| across(b) && b.y > before.base && b.y <= top)
        });
        if ruled {
            close(from, start);
            from = start;
        }
        if row.iter().any(crosses) {
            close(from, start);
            from = end;
        }
        last = row.last();
    }
    close(from, segs.len());
    out
}

/// Where each row of segments begins and ends.
fn row_ranges(segs: &[Seg]) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (i, seg) in segs.iter().enumerate() {
        match out.last_mut() {
            Some((start, end)) if segs.get(*start).is_some_and(|s| s.row == seg.row) => *end = i + 1,
            _ => out.push((i, i + 1)),
        }
    }
    out
}

/// Leaves out rows that stand well apart above or below the columns: running headers and footers, the
/// table that follows.
fn trimmed(segs: &[Seg], edge: f32) -> (usize, usize) {
    let rows = row_ranges(segs);
    let (mut from, mut to) = (0, segs.len());
    let is_left = |s: &Seg| s.x0 < edge - 3.0;
    let plain = |row: &[Seg]| !row.iter().any(Seg::is_prose);
    for &(start, end) in rows.iter().rev().take(6) {
        let Some(row) = segs.get(start..end) else { break };
        let apart = row.iter().all(|s| {
            let before = segs.get(..start).and_then(|b| b.iter().rev().find(|o| is_left(o) == is_left(s)));
            before.is_none_or(|b| s.base - b.base > 1.9 * s.size.max(b.size))
        });
        if plain(row) && apart {
            to = start;
        }
    }
    for &(start, end) in rows.iter().take(4) {
        let Some(row) = segs.get(start..end) else { break };
        let apart = row.iter().all(|s| {
            let after = segs.get(end..).and_then(|a| a.iter().find(|o| is_left(o) == is_left(s)));
            after.is_none_or(|a| a.base - s.base > 2.6 * s.size.max(a.size))
        });
        if plain(row) && apart {
            from = end;
        }
    }
    (from, to.max(from))
}

fn judge(segs: &[Seg], edge: f32, width: f32, offset: usize) -> Option<Band> {
    let (from, to) = trimmed(segs, edge);
    let segs = segs.get(from..to)?;
    let offset = offset + from;
    let left = side(segs.iter().filter(|s| s.x0 < edge - 3.0))?;
    let right = side(segs.iter().filter(|s| s.x0 >= edge - 3.0))?;
    let gutter = edge - left.x1;
    let wide = |s: &Side| s.x1 - s.x0 >= 0.18 * width;
    if gutter < MIN_GUTTER || !wide(&left) || !wide(&right) || !left.is_prose() || !right.is_prose() {
        return None;
    }
    Some(Band { edge, from: offset, to: offset + segs.len(), score: left.prose.min(right.prose) })
}

/// What stands on one side of a gutter, row by row.
struct Side {
    x0: f32,
    x1: f32,
    lines: usize,
    prose: usize,
    /// Lines that go on with a small letter, as sentences do and cells of a table do not.
    continued: usize,
    /// Lines that come near the end of the column.
    full: usize,
}

impl Side {
    fn is_prose(&self) -> bool {
        self.prose >= MIN_PROSE
            && self.prose * 2 >= self.lines
            && self.continued * 10 >= self.lines * 3
            && self.full * 10 >= self.lines * 4
    }
}

fn side<'a>(segs: impl Iterator<Item = &'a Seg>) -> Option<Side> {
    let mut rows: Vec<Vec<&Seg>> = Vec::new();
    for seg in segs {
        match rows.last_mut() {
            Some(row) if row.first().is_some_and(|s| s.row == seg.row) => row.push(seg),
            _ => rows.push(vec![seg]),
        }
    }
    let all = || rows.iter().flatten();
    let x0 = all().map(|s| s.x0).fold(f32::MAX, f32::min);
    let x1 = all().map(|s| s.x1).fold(f32::MIN, f32::max);
    let mut out = Side { x0, x1, lines: rows.len(), prose: 0, continued: 0, full: 0 };
    for row in &rows {
        let (Some(first), Some(last)) = (row.first(), row.last()) else { continue };
        // A line pulled apart by its justification is one line still.
        let words = || row.iter().flat_map(|s| &s.words);
        let (count, letters) = (words().count(), words().map(|w| w.text.chars().count()).sum::<usize>());
        let reads = words().filter(|w| w.is_text()).count() * 10 >= count * 7;
        let wide = last.x1 - first.x0 >= 0.55 * (x1 - x0);
        if reads && wide && (count >= 4 || (count >= 3 && letters >= 20)) {
            out.prose += 1;
        }
        let start = first.words.first().and_then(|w| w.text.chars().next());
        out.continued += usize::from(start.is_some_and(char::is_lowercase));
        out.full += usize::from(last.x1 >= x0 + 0.8 * (x1 - x0));
    }
    (out.lines > 0).then_some(out)
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
