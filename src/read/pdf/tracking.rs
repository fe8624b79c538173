//! Letter spacing: text whose letters stand apart on purpose must still give words.

use super::glyphs::Glyph;
use super::rows::FrameWord;

/// The space that a run puts between the letters of a word, in points: 0 for ordinary text.
///
/// The median gap of neighbours without a space glyph between them. Gaps of words are the minority in
/// any text that has words, so the median falls among the gaps inside words.
pub fn of_run(run: &[(Glyph, bool)]) -> f32 {
    let mut gaps: Vec<f32> = Vec::with_capacity(run.len());
    let mut size = 0.0_f32;
    for pair in run.windows(2) {
        let [(a, _), (b, space)] = pair else { continue };
        if !space {
            gaps.push(b.x - (a.x + a.advance));
            size = size.max(b.size);
        }
    }
    if gaps.len() < 4 {
        return 0.0;
    }
    let middle = gaps.len() / 2;
    let (_, median, _) = gaps.select_nth_unstable_by(middle, f32::total_cmp);
    let median = *median;
    if median.abs() < 0.03 * size || median > 0.7 * size || median < -0.3 * size {
        return 0.0;
    }
    // Letters of even spacing: a row of single letters in a table has uneven gaps.
    let near = gaps.iter().filter(|g| (*g - median).abs() < 0.12 * size).count();
    if near * 5 >= gaps.len() * 3 { median } else { 0.0 }
}

/// Joins `V E R K L A R I N G` and digits in boxes, which arrive as words of one character each.
pub fn join_spaced_letters(words: &mut Vec<FrameWord>) {
    if words.len() < 4 {
        return;
    }
    let mut start = 0;
    let mut out: Vec<FrameWord> = Vec::with_capacity(words.len());
    let all = std::mem::take(words);
    while start < all.len() {
        let end = run_of_singles(&all, start);
        match all.get(start..end) {
            Some(run) if run.len() >= 4 => join(run, &mut out),
            Some(run) if !run.is_empty() => out.extend_from_slice(run),
            _ => break,
        }
        start = end.max(start + 1);
    }
    *words = out;
}

fn single(word: &FrameWord) -> Option<char> {
    let mut chars = word.text.chars();
    let c = chars.next()?;
    chars.next().is_none().then_some(c)
}

/// Where the run of one-character words of one kind and size that starts at `start` ends.
fn run_of_singles(words: &[FrameWord], start: usize) -> usize {
    let Some(first) = words.get(start) else { return start };
    let Some(c) = single(first) else { return start + 1 };
    let digits = c.is_ascii_digit();
    if !digits && !c.is_alphabetic() {
        return start + 1;
    }
    let mut end = start + 1;
    let mut last = first;
    while let Some(word) = words.get(end) {
        let fits = single(word).is_some_and(|c| if digits { c.is_ascii_digit() } else { c.is_alphabetic() })
            && (word.size - first.size).abs() < 0.1 * first.size
            && (word.base - first.base).abs() < 0.2 * first.size
            && !word.cut
            && word.x0 - last.x1 < 2.5 * first.size;
        if !fits {
            break;
        }
        last = word;
        end += 1;
    }
    end
}

/// Joins a run of single characters into words at its small gaps; leaves it alone where the gaps tell
/// nothing.
fn join(run: &[FrameWord], out: &mut Vec<FrameWord>) {
    // Centre to centre: letters differ in width, boxes do not.
    let centre = |w: &FrameWord| f32::midpoint(w.x0, w.x1);
    let pitches: Vec<f32> = run
        .windows(2)
        .map(|p| match p {
            [a, b] => centre(b) - centre(a),
            _ => 0.0,
        })
        .collect();
    let mut sorted = pitches.clone();
    sorted.sort_by(f32::total_cmp);
    let (Some(&least), Some(&median)) = (sorted.first(), sorted.get(sorted.len() / 2)) else { return };
    let digits = run.iter().all(|w| single(w).is_some_and(|c| c.is_ascii_digit()));
    let counting = digits
        && run.windows(2).all(|p| match p {
            [a, b] => {
                match (single(a).and_then(|c| c.to_digit(10)), single(b).and_then(|c| c.to_digit(10))) {
                    (Some(a), Some(b)) => b == a + 1,
                    _ => false,
                }
            }
            _ => false,
        });
    // Columns numbered 1 2 3 4 are no number; pitches of a word lie close together.
    let within = pitches.iter().filter(|p| **p <= 1.35 * median).all(|p| *p >= 0.6 * median);
    if counting || !within || least <= 0.0 || (digits && median > 2.2 * run.first().map_or(0.0, |w| w.size)) {
        out.extend_from_slice(run);
        return;
    }
    let limit = if digits { 1.25 * median } else { 1.45 * median };
    let mut words: Vec<FrameWord> = Vec::new();
    for (i, w) in run.iter().enumerate() {
        let apart = i.checked_sub(1).and_then(|p| pitches.get(p)).is_some_and(|p| *p > limit);
        match words.last_mut() {
            Some(word) if !apart => {
                word.text.push_str(&w.text);
                word.x1 = w.x1;
            }
            _ => words.push(w.clone()),
        }
    }
    // Mostly lone letters after all: initials or a list of choices.
    if words.iter().filter(|w| w.text.chars().count() >= 3).count() * 2 < words.len() {
        out.extend_from_slice(run);
    } else {
        out.extend(words);
    }
}
