//! The running text of a segment: headings with what stands under them, sentences, list items, rows.
//!
//! A page gives lines; a lawyer reads sentences under headings. This joins the lines of a paragraph,
//! undoes hyphenation, drops running heads and feet, and says of every sentence under which headings it
//! stands. Shared by the topics and the people.

use std::collections::BTreeMap;

use crate::catalogue::Grammar;
use crate::document::{Document, Line, Page, Rect};
use crate::fact::{Anchor, Segment};
use crate::fold::fold;

/// More lines than any document has; what comes after is not looked at.
const MAX_LINES: usize = 60_000;
/// A sentence longer than this is cut: a page without punctuation must not become one sentence.
const MAX_SENTENCE_WORDS: usize = 160;
const MAX_HEADING_WORDS: usize = 16;
/// Units under one heading that are looked at.
const MAX_SECTION: usize = 3_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    Heading,
    Sentence,
    /// Of a list.
    Item,
    /// Of a table: its cells, left to right.
    Row,
}

/// A heading, sentence, list item or table row.
#[derive(Debug, Clone)]
pub struct Unit {
    pub kind: UnitKind,
    pub text: String,
    /// Place in the document: where its first words stand.
    pub anchor: Anchor,
    /// The innermost heading it stands under; of a heading, the one above it.
    pub section: Option<usize>,
    /// The sentence that introduces the list it is an item of.
    pub intro: Option<usize>,
    /// Line of a table of contents.
    pub contents: bool,
    rank: Rank,
}

impl Unit {
    /// A heading with a number: an article, `3.2`; never the title of the document.
    pub fn numbered(&self) -> bool {
        self.rank.depth > 0
    }
}

/// All units of a segment, in reading order. Indices in [`Unit`] point into `units`.
#[derive(Debug, Clone, Default)]
pub struct Flow {
    pub units: Vec<Unit>,
}

impl Flow {
    /// The headings a unit stands under, innermost first.
    pub fn headings_above(&self, unit: usize) -> impl Iterator<Item = usize> + '_ {
        let mut at = self.units.get(unit).and_then(|u| u.section);
        std::iter::from_fn(move || {
            let now = at?;
            at = self.units.get(now).and_then(|u| u.section).filter(|&next| next < now);
            Some(now)
        })
    }

    /// One past the last unit that stands under this heading (itself, subheadings and all).
    pub fn section_end(&self, heading: usize) -> usize {
        let Some(rank) = self.units.get(heading).map(|u| u.rank) else { return heading };
        self.units
            .iter()
            .enumerate()
            .skip(heading + 1)
            .take(MAX_SECTION)
            .find(|(_, u)| u.kind == UnitKind::Heading && !rank.above(u.rank))
            .map_or(self.units.len().min(heading + 1 + MAX_SECTION), |(i, _)| i)
    }
}

/// How a heading is set off: what decides which of two is the higher.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Rank {
    /// 1 for a chapter, an article or `3`, 2 for `3.2`, 0 for no number.
    depth: u8,
    size: f32,
    bold: bool,
    caps: bool,
    chapter: bool,
}

impl Rank {
    fn above(self, other: Self) -> bool {
        if self.chapter != other.chapter
            && (self.chapter || other.chapter)
            && other.depth > 0
            && self.depth > 0
        {
            return self.chapter;
        }
        if self.depth > 0 && other.depth > 0 {
            return self.depth < other.depth;
        }
        if self.size > 0.0 && other.size > 0.0 && (self.size / other.size - 1.0).abs() > 0.04 {
            return self.size > other.size;
        }
        let weight = |r: Self| u8::from(r.depth > 0) * 4 + u8::from(r.bold) * 2 + u8::from(r.caps);
        weight(self) > weight(other)
    }
}

/// Reads the segment's pages into units.
pub fn flow(document: &Document, segment: &Segment, grammar: &Grammar) -> Flow {
    let pages: Vec<&Page> = document
        .pages
        .iter()
        .filter(|p| segment.page_to == 0 || (p.number >= segment.page_from && p.number <= segment.page_to))
        .collect();
    let lines = kept_lines(&pages);
    let style = Style::of(&lines);
    let blocks = paragraphs(&lines, style);
    let mut out = Flow::default();
    for block in blocks {
        out.add(&block, grammar);
    }
    out.link();
    out
}

/// The segment's lines without running heads and feet, with their cells.
pub fn table(document: &Document, segment: &Segment) -> Vec<TableLine> {
    let pages: Vec<&Page> = document
        .pages
        .iter()
        .filter(|p| segment.page_to == 0 || (p.number >= segment.page_from && p.number <= segment.page_to))
        .collect();
    kept_lines(&pages)
        .into_iter()
        .map(|row| TableLine {
            anchor: anchor(&row),
            bbox: row.bbox,
            bold: row.bold,
            size: row.size,
            cells: row.cells.clone(),
            text: row.text,
        })
        .collect()
}

/// A line as cells: `x` of each and its text.
#[derive(Debug, Clone)]
pub struct TableLine {
    pub text: String,
    pub cells: Vec<(f32, String)>,
    pub anchor: Anchor,
    pub bbox: Rect,
    pub bold: bool,
    pub size: f32,
}

/// A line with where it stands and what is wanted of it again and again.
struct Row<'a> {
    line: &'a Line,
    page: &'a Page,
    page_index: usize,
    text: String,
    words: usize,
    bbox: Rect,
    size: f32,
    bold: bool,
    /// Right edge of the column it stands in.
    edge: f32,
    /// Spans that are cells: with a real gap between them.
    cells: Vec<(f32, String)>,
}

/// Lines without running heads and feet.
fn kept_lines<'a>(pages: &[&'a Page]) -> Vec<Row<'a>> {
    // The same text (but for digits) in the margin of several pages is a running head or foot.
    let mut margins: BTreeMap<String, usize> = BTreeMap::new();
    let key = |page: &Page, line: &Line| -> Option<String> {
        let b = line.bbox();
        if page.height <= 0.0 || (b.y0 > page.height * 0.1 && b.y1 < page.height * 0.9) {
            return None;
        }
        let text: String =
            fold(&line.text()).chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        Some(text.replace("00", "0").replace("00", "0"))
    };
    for page in pages {
        let mut on_page: Vec<String> = page.lines.iter().filter_map(|l| key(page, l)).collect();
        on_page.sort();
        on_page.dedup();
        for k in on_page {
            *margins.entry(k).or_default() += 1;
        }
    }
    let many = if pages.len() <= 3 { 2 } else { 3 };
    let mut rows = Vec::new();
    for (page_index, page) in pages.iter().enumerate() {
        let edges = right_edges(page);
        for line in &page.lines {
            if rows.len() >= MAX_LINES {
                return rows;
            }
            if let Some(k) = key(page, line) {
                let repeated = margins.get(&k).is_some_and(|&n| n >= many);
                let number = k.chars().all(|c| !c.is_alphabetic()) || is_page_number(&k);
                if repeated || number {
                    continue;
                }
            }
            let text = line.text().trim().to_owned();
            if text.is_empty() {
                continue;
            }
            let bbox = line.bbox();
            rows.push(Row {
                line,
                page,
                page_index,
                words: text.split_whitespace().count(),
                bbox,
                size: line.size(),
                bold: line.bold(),
                edge: edge_at(&edges, bbox),
                cells: cells(line),
                text,
            });
        }
    }
    rows
}

fn is_page_number(folded: &str) -> bool {
    let mut rest = folded;
    for word in ["pagina", "blad", "bladzijde", "pag", "page", "van", "of", "p", "-", ".", "/", "0", "|", " "]
    {
        while let Some(cut) = rest.strip_prefix(word) {
            rest = cut;
        }
    }
    let left: String = rest
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !matches!(*w, "" | "0" | "van" | "of" | "pagina" | "blad"))
        .collect();
    left.is_empty()
}

/// Spans as cells: neighbours closer than one and a half letter heights are one cell (justified text).
fn cells(line: &Line) -> Vec<(f32, String)> {
    let mut out: Vec<(f32, f32, String)> = Vec::new();
    for span in &line.spans {
        let b = span.bbox();
        let text = span.text();
        if text.trim().is_empty() {
            continue;
        }
        let cell = span.words.first().and_then(|w| w.cell);
        match out.last_mut() {
            Some(last) if cell.is_none() && b.x0 - last.1 < 1.5 * b.height().max(4.0) => {
                last.1 = last.1.max(b.x1);
                last.2.push(' ');
                last.2.push_str(&text);
            }
            _ => out.push((b.x0, b.x1, text)),
        }
    }
    out.into_iter().map(|(x0, _, text)| (x0, text)).collect()
}

/// Right edge of the lines that start at about the same x.
fn right_edges(page: &Page) -> BTreeMap<(u32, i32), f32> {
    let mut edges: BTreeMap<(u32, i32), f32> = BTreeMap::new();
    for line in page.lines.iter().take(MAX_LINES) {
        let b = line.bbox();
        let at = edges.entry((0, bucket(b.x0))).or_insert(b.x1);
        *at = at.max(b.x1);
    }
    edges
}

fn bucket(x: f32) -> i32 {
    (x / 24.0) as i32
}

fn edge_at(edges: &BTreeMap<(u32, i32), f32>, b: Rect) -> f32 {
    let at = bucket(b.x0);
    (at - 1..=at + 1).filter_map(|k| edges.get(&(0, k))).fold(b.x1, |a, &x| a.max(x))
}

/// What is usual in this segment.
#[derive(Clone, Copy)]
struct Style {
    size: f32,
    /// Most of the text is bold, so that bold says nothing.
    bold: bool,
    /// Usual distance from one line to the next, in points; 0 without geometry.
    pitch: f32,
}

impl Style {
    fn of(rows: &[Row]) -> Self {
        let mut sizes: BTreeMap<i32, usize> = BTreeMap::new();
        let (mut bold, mut all) = (0_usize, 0_usize);
        for row in rows {
            *sizes.entry((row.size * 4.0) as i32).or_default() += row.words;
            all += row.words;
            bold += if row.bold { row.words } else { 0 };
        }
        let size = sizes.iter().max_by_key(|(_, n)| **n).map_or(0.0, |(s, _)| *s as f32 / 4.0);
        let mut pitches: Vec<f32> = rows
            .windows(2)
            .filter_map(|w| {
                let [a, b] = w else { return None };
                let step = b.bbox.y0 - a.bbox.y0;
                (a.page_index == b.page_index && step > 1.0 && step < 60.0).then_some(step)
            })
            .collect();
        pitches.sort_by(f32::total_cmp);
        // The lower third: paragraphs and tables have wider steps, lines of a paragraph the usual one.
        let pitch = pitches.get(pitches.len() / 3).copied().unwrap_or(0.0);
        Self { size, bold: all > 0 && bold * 2 > all, pitch }
    }

    fn stands_out(self, row: &Row) -> bool {
        (self.size > 0.0 && row.size > self.size * 1.07) || (row.bold && !self.bold)
    }
}

/// A heading, a paragraph, an item or a table row, whole.
struct Block {
    kind: UnitKind,
    /// Text pieces with where each stands.
    pieces: Vec<(String, Anchor)>,
    rank: Rank,
    contents: bool,
}

fn anchor(row: &Row) -> Anchor {
    let cell = row.line.words().find_map(|w| w.cell);
    Anchor {
        page: Some(row.page.number),
        sheet: row.page.sheet.clone(),
        cell: cell.map(|c| c.to_string()),
        bbox: (row.page.height > 0.0 && cell.is_none()).then_some(row.bbox),
    }
}

fn paragraphs(rows: &[Row], style: Style) -> Vec<Block> {
    let mut out = Vec::new();
    let mut i = 0;
    while let Some(row) = rows.get(i) {
        if let Some((rank, taken)) = heading(rows, i, style) {
            let pieces = rows.iter().skip(i).take(taken).map(|r| (r.text.clone(), anchor(r))).collect();
            out.push(Block { kind: UnitKind::Heading, pieces, rank, contents: false });
            i += taken;
            continue;
        }
        if is_contents(row) {
            out.push(Block {
                kind: UnitKind::Row,
                pieces: vec![(row.text.clone(), anchor(row))],
                rank: Rank::default(),
                contents: true,
            });
            i += 1;
            continue;
        }
        if row.cells.len() >= 2 && bullet(&row.text).is_none() {
            let (text, taken) = table_row(rows, i, style);
            out.push(Block {
                kind: UnitKind::Row,
                pieces: vec![(text, anchor(row))],
                rank: Rank::default(),
                contents: false,
            });
            i += taken;
            continue;
        }
        let kind = if bullet(&row.text).is_some() { UnitKind::Item } else { UnitKind::Sentence };
        let mut pieces = vec![(row.text.clone(), anchor(row))];
        let mut at = i;
        while let (Some(a), Some(b)) = (rows.get(at), rows.get(at + 1)) {
            if !continues(a, b, style) || heading(rows, at + 1, style).is_some() || is_contents(b) {
                break;
            }
            pieces.push((b.text.clone(), anchor(b)));
            at += 1;
        }
        i = at + 1;
        out.push(Block { kind, pieces, rank: Rank::default(), contents: false });
    }
    out
}

/// Whether `b` goes on with the paragraph of `a`.
fn continues(a: &Row, b: &Row, style: Style) -> bool {
    if bullet(&b.text).is_some() || (b.cells.len() >= 2 && a.cells.len() < 2) {
        return false;
    }
    let lower = b.text.chars().next().is_some_and(char::is_lowercase);
    let ended = ends_sentence(&a.text);
    if a.page_index != b.page_index || b.bbox.y0 + 1.0 < a.bbox.y0 {
        // The next page or column.
        return !ended && (lower || full(a, b) || a.text.ends_with('-'));
    }
    let gap = b.bbox.y0 - a.bbox.y0;
    if style.pitch > 0.0 && a.page.height > 0.0 && gap > style.pitch.max(a.bbox.height()) * 1.45 {
        return lower && !ended && gap < style.pitch * 2.2;
    }
    if style.stands_out(a) != style.stands_out(b) && !lower {
        return false;
    }
    lower && !ended || a.text.ends_with('-') || full(a, b)
}

/// Whether the first word of `b` would not have fitted on the line of `a`.
fn full(a: &Row, b: &Row) -> bool {
    let first = b.line.words().next().map_or(0.0, |w| w.bbox.width());
    if a.page.height <= 0.0 || a.words < 3 {
        return false;
    }
    // A line that holds most of the width and ends no sentence goes on too: ragged setting.
    let long = a.words >= 8 && !ends_sentence(&a.text) && a.bbox.width() > 0.72 * (a.edge - a.bbox.x0);
    long || (first > 0.0 && a.bbox.x1 + first + 1.0 >= a.edge)
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '\'', '’', ')']).ends_with(['.', '!', '?', ':', ';'])
}

/// The cells of a table row, with the lines that go on in them, joined as `cell | cell`.
fn table_row(rows: &[Row], from: usize, style: Style) -> (String, usize) {
    let Some(first) = rows.get(from) else { return (String::new(), 1) };
    let mut columns: Vec<(f32, String)> = first.cells.clone();
    let mut taken = 1;
    while let Some(next) = rows.get(from + taken) {
        let Some(last) = rows.get(from + taken - 1) else { break };
        let same = next.page_index == first.page_index && next.page.height > 0.0;
        let step = next.bbox.y0 - last.bbox.y0;
        // A row goes on where the first column stays empty, or a cell's text plainly does.
        let at_first = columns.first().is_some_and(|c| (next.bbox.x0 - c.0).abs() < 6.0);
        let lower = next.cells.iter().all(|c| c.1.chars().next().is_some_and(char::is_lowercase));
        let known = next.cells.iter().all(|c| columns.iter().any(|k| (k.0 - c.0).abs() < 6.0));
        if !same || taken >= 12 || !known || (at_first && !lower) || step <= 0.0 {
            break;
        }
        if style.pitch > 0.0 && step > style.pitch * 1.5 {
            break;
        }
        if bullet(&next.text).is_some() || is_contents(next) {
            break;
        }
        for (x, text) in &next.cells {
            if let Some(column) = columns.iter_mut().find(|k| (k.0 - x).abs() < 6.0) {
                let joined = glue(&column.1, text);
                column.1 = joined;
            }
        }
        taken += 1;
    }
    (columns.into_iter().map(|c| c.1).collect::<Vec<_>>().join(" | "), taken)
}

/// `Missie ........ 4`, or a numbered title with a page number at the far right.
fn is_contents(row: &Row) -> bool {
    let text = row.text.trim_end();
    let digits = text.chars().rev().take_while(char::is_ascii_digit).count();
    if digits == 0 || digits > 3 {
        return false;
    }
    let before = text.get(..text.len() - digits).unwrap_or("");
    let dots = before.trim_end();
    let leaders =
        dots.ends_with("....") || dots.ends_with(". . .") || dots.ends_with("……") || dots.ends_with("__");
    let apart = row.cells.len() == 2
        && row.cells.get(1).is_some_and(|c| c.1.chars().all(|c| c.is_ascii_digit()))
        && row.cells.first().is_some_and(|c| c.1.chars().any(char::is_alphabetic) && !c.1.contains(':'))
        && number_of(&row.text).is_some();
    leaders || apart
}

/// The mark of a list item and what follows it.
pub fn bullet(text: &str) -> Option<&str> {
    let trimmed = text.trim_start();
    let mut chars = trimmed.chars();
    let first = chars.next()?;
    let rest = chars.as_str();
    if matches!(
        first,
        '•' | '●'
            | '▪'
            | '◦'
            | '○'
            | '‣'
            | '·'
            | '■'
            | '□'
            | '☐'
            | '☑'
            | '☒'
            | '✓'
            | '✔'
            | '➢'
            | '➤'
            | '\u{f0b7}'
            | '\u{f0a7}'
            | '\u{f0d8}'
    ) || (matches!(first, '-' | '–' | '—' | '*' | 'o' | '>') && rest.starts_with(' '))
    {
        return Some(rest.trim_start());
    }
    let open = trimmed.strip_prefix('(').unwrap_or(trimmed);
    let mark: String = open.chars().take_while(char::is_ascii_alphanumeric).collect();
    let after = open.get(mark.len()..)?;
    let after = after.strip_prefix(['.', ')', '°']).or_else(|| after.strip_prefix(".)"))?;
    let letter = mark.len() == 1 && mark.chars().all(|c| c.is_ascii_lowercase());
    let roman = mark.len() <= 4 && !mark.is_empty() && mark.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    let digit = !mark.is_empty() && mark.len() <= 2 && mark.chars().all(|c| c.is_ascii_digit());
    let spaced = after.starts_with(char::is_whitespace);
    ((letter || roman || digit) && spaced).then(|| after.trim_start())
}

/// Depth, whether a chapter, and the title of a numbered heading.
fn number_of(text: &str) -> Option<(u8, bool, &str)> {
    let trimmed = text.trim();
    let (word, rest) = trimmed.split_once(char::is_whitespace).unwrap_or((trimmed, ""));
    let folded = fold(word);
    if matches!(
        folded.as_str(),
        "artikel"
            | "art."
            | "art"
            | "hoofdstuk"
            | "paragraaf"
            | "afdeling"
            | "titel"
            | "deel"
            | "bijlage"
            | "stap"
            | "§"
    ) {
        let (number, title) = rest.trim_start().split_once(char::is_whitespace).unwrap_or((rest.trim(), ""));
        let bare = number.trim_end_matches(['.', ':', ')', '-', '–']);
        let counted = !bare.is_empty()
            && bare.len() <= 6
            && (bare.starts_with(|c: char| c.is_ascii_digit())
                || bare.chars().all(|c| matches!(c.to_ascii_lowercase(), 'i' | 'v' | 'x' | 'l' | 'c'))
                || (bare.len() == 1 && bare.chars().all(char::is_alphabetic)));
        let separated = number.len() > bare.len();
        let title = title.trim_start_matches([' ', '-', '–', '—', ':', '.', '|']).trim();
        // `Artikel 7 van de statuten` is the start of a sentence.
        let running = !separated && title.chars().next().is_some_and(char::is_lowercase);
        let depth = 1 + bare.matches('.').count().min(5) as u8;
        return (counted && !running).then_some((
            depth,
            matches!(folded.as_str(), "hoofdstuk" | "deel" | "afdeling" | "titel" | "bijlage"),
            title,
        ));
    }
    let bare = word.trim_end_matches(['.', ')', ':']);
    let parts: Vec<&str> = bare.split('.').collect();
    let numeric = !bare.is_empty()
        && parts.len() <= 5
        && parts.iter().enumerate().all(|(i, p)| {
            p.len() <= 2
                && !p.is_empty()
                && (p.chars().all(|c| c.is_ascii_digit())
                    || (i == 0
                        && p.len() == 1
                        && p.chars().all(|c| c.is_ascii_uppercase())
                        && parts.len() > 1)
                    || (i == 0
                        && parts.len() == 1
                        && word.len() > bare.len()
                        && p.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))))
        });
    let title = rest.trim_start_matches([' ', '-', '–', '—', ':', '|']).trim();
    numeric.then_some((parts.len() as u8, false, title))
}

/// Whether a heading starts at this line, how it is set off, and how many lines it takes.
fn heading(rows: &[Row], at: usize, style: Style) -> Option<(Rank, usize)> {
    let row = rows.get(at)?;
    let next = rows.get(at + 1);
    let text = row.text.as_str();
    if row.words > MAX_HEADING_WORDS || text.len() > 140 || !text.chars().any(char::is_alphabetic) {
        return None;
    }
    let out = style.stands_out(row);
    // A title may be hyphenated at the end of its first line.
    let broken = text.ends_with('-') && !out;
    if is_contents(row) || text.ends_with([',', ';']) || broken || row.page.sheet.is_some() {
        return None;
    }
    let numbered = number_of(text);
    if bullet(text).is_some() && numbered.is_none() {
        return None;
    }
    // A row of a table, or `label: value`.
    if row.cells.len() > 1 && numbered.is_none_or(|_| row.cells.len() > 2) {
        return None;
    }
    let title = numbered.map_or(text, |(_, _, t)| t);
    if title.trim_end_matches(':').contains(": ") && numbered.is_none() && !(out && row.bold) {
        return None;
    }
    let caps =
        title.chars().filter(|c| c.is_alphabetic()).count() >= 4 && !title.chars().any(char::is_lowercase);
    let first_upper = title.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    let goes_on = next.is_some_and(|n| {
        n.page_index == row.page_index
            && n.text.chars().next().is_some_and(char::is_lowercase)
            && !ends_sentence(text)
    });
    let stop = title.ends_with('.') && !title.ends_with("...");
    let rank = Rank {
        depth: numbered.map_or(0, |n| n.0),
        size: row.size,
        bold: row.bold && !style.bold,
        caps,
        chapter: numbered.is_some_and(|n| n.1),
    };
    let article = numbered.is_some() && !text.starts_with(|c: char| c.is_ascii_digit());
    let prev = at.checked_sub(1).and_then(|p| rows.get(p));
    let inside = prev.is_some_and(|p| {
        p.page_index == row.page_index
            && !ends_sentence(&p.text)
            && full(p, row)
            && !style.stands_out(p)
            && !p.text.is_empty()
    });
    let holds = if out {
        // A bold or larger line; a whole sentence in bold is none.
        let same_next = next.is_some_and(|n| style.stands_out(n) && n.size == row.size && n.bold == row.bold);
        let sentence = stop && row.words > 9;
        let begun = inside && row.size <= style.size * 1.07;
        !sentence && !begun && (!goes_on || same_next)
    } else if article {
        let sentence = stop && row.words > 9;
        !goes_on && !sentence && !inside && (first_upper || title.is_empty())
    } else if let Some((depth, _, title)) = numbered {
        let sub = depth >= 2;
        let listed = !sub
            && [prev, next]
                .into_iter()
                .flatten()
                .any(|r| number_of(&r.text).is_some_and(|n| n.0 == 1) && !style.stands_out(r));
        !title.is_empty()
            && first_upper
            && !title.ends_with(':')
            && !stop
            && !goes_on
            && !inside
            && row.words <= 11
            && (sub || !listed)
            && !next.is_some_and(|n| n.page_index == row.page_index && full(row, n) && row.words > 7)
    } else {
        // Alone on its line, short, without an end, and with text under it.
        let longer = next.is_some_and(|n| n.words >= 6 || bullet(&n.text).is_some());
        let apart = prev.is_none_or(|p| {
            p.page_index != row.page_index
                || ends_sentence(&p.text)
                || bullet(&p.text).is_some()
                || (style.pitch > 0.0 && row.bbox.y0 - p.bbox.y0 > style.pitch * 1.35)
        });
        let short = row.words <= 8 && !ends_sentence(text.trim_end_matches('?')) && first_upper;
        let narrow = row.page.height <= 0.0 || row.bbox.x1 < row.bbox.x0 + (row.edge - row.bbox.x0) * 0.75;
        let value = title.chars().any(|c| c.is_ascii_digit()) || title.contains('@') || title.contains('€');
        short
            && longer
            && apart
            && !goes_on
            && !value
            && (narrow || caps)
            && !title.starts_with('[')
            && !title.chars().next().is_some_and(|c| matches!(c, '"' | '“' | '('))
    };
    if !holds {
        return None;
    }
    let mut taken = 1;
    let mut rank = rank;
    // `Artikel 7` with its title on the next line, and titles of two or three lines.
    while taken < 3 {
        let (Some(last), Some(more)) = (rows.get(at + taken - 1), rows.get(at + taken)) else { break };
        let bare = taken == 1 && title.is_empty() && numbered.is_some();
        let near = more.page_index == last.page_index
            && (style.pitch <= 0.0 || more.bbox.y0 - last.bbox.y0 < style.pitch.max(last.size) * 2.1);
        let like = out && more.size == last.size && more.bold == last.bold && number_of(&more.text).is_none();
        let tight =
            style.pitch <= 0.0 || more.bbox.y0 - last.bbox.y0 <= last.bbox.height().max(last.size) * 1.5;
        let wraps = like
            && tight
            && !ends_sentence(&last.text)
            && (last.words >= 5 || more.text.starts_with(char::is_lowercase));
        let titled = bare
            && more.words <= 12
            && more.cells.len() <= 1
            && bullet(&more.text).is_none()
            && number_of(&more.text).is_none()
            && (style.stands_out(more) || !ends_sentence(&more.text) || more.words <= 6)
            && !(more.words > 6 && rows.get(at + taken + 1).is_some_and(|n| continues(more, n, style)));
        if !near || is_contents(more) || !(wraps || titled) || more.words > MAX_HEADING_WORDS {
            break;
        }
        rank.size = rank.size.max(more.size);
        taken += 1;
    }
    Some((rank, taken))
}

/// Joins two pieces of text of one paragraph; a hyphen at the end of a line is undone when the word goes
/// on in lower case (`klachten-` + `en geschillen` keeps it).
fn glue(a: &str, b: &str) -> String {
    let (mut out, b) = (a.trim_end().to_owned(), b.trim_start());
    let soft = out.ends_with('\u{ad}');
    let cut = (out.ends_with('-') || soft)
        && out.chars().rev().nth(1).is_some_and(char::is_alphabetic)
        && b.chars().next().is_some_and(char::is_lowercase)
        && (soft
            || !["en ", "of ", "dan ", "respectievelijk ", "c.q. ", "tot "].iter().any(|w| b.starts_with(w)));
    if cut {
        out.pop();
    } else if !out.is_empty() {
        out.push(' ');
    }
    out.push_str(b);
    out
}

impl Flow {
    fn add(&mut self, block: &Block, grammar: &Grammar) {
        // Where each piece starts in the joined text, so that a sentence knows its line.
        let mut text = String::new();
        let mut starts: Vec<(usize, Anchor)> = Vec::new();
        for (piece, anchor) in &block.pieces {
            let joined = glue(&text, piece);
            starts.push((joined.len().saturating_sub(piece.trim_start().len()), anchor.clone()));
            text = joined;
        }
        let at = |offset: usize| {
            starts
                .iter()
                .rev()
                .find(|(s, _)| *s <= offset)
                .or(starts.first())
                .map(|(_, a)| a.clone())
                .unwrap_or_default()
        };
        if matches!(block.kind, UnitKind::Heading | UnitKind::Row) {
            let mut anchor = at(0);
            if let Some(b) = anchor.bbox {
                let all = block.pieces.iter().filter(|p| p.1.page == anchor.page).filter_map(|p| p.1.bbox);
                anchor.bbox = Some(all.fold(b, |sum, one| sum.union(&one)));
            }
            self.units.push(Unit {
                kind: block.kind,
                text,
                anchor,
                section: None,
                intro: None,
                contents: block.contents,
                rank: block.rank,
            });
            return;
        }
        let mut kind = block.kind;
        for (from, to) in sentences(&text, grammar) {
            let Some(piece) = text.get(from..to) else { continue };
            let start = from + (piece.len() - piece.trim_start().len());
            if piece.trim().is_empty() {
                continue;
            }
            let mut anchor = at(start);
            let end = at(to.saturating_sub(1));
            // Up to three lines are boxed when they stand on one page.
            if let (Some(a), Some(b)) = (anchor.bbox, end.bbox)
                && anchor.page == end.page
                && b.y1 - a.y0 < 60.0
                && b.y0 >= a.y0
            {
                anchor.bbox = Some(a.union(&b));
            }
            self.units.push(Unit {
                kind,
                text: piece.trim().to_owned(),
                anchor,
                section: None,
                intro: None,
                contents: block.contents,
                rank: Rank::default(),
            });
            if kind == UnitKind::Item {
                // Further sentences of an item are sentences of their own.
                kind = UnitKind::Sentence;
            }
        }
    }

    /// Sections and introductions.
    fn link(&mut self) {
        let mut open: Vec<(usize, Rank)> = Vec::new();
        let mut intro: Option<usize> = None;
        for i in 0..self.units.len() {
            let Some(unit) = self.units.get_mut(i) else { break };
            if unit.kind == UnitKind::Heading {
                while open.last().is_some_and(|(_, r)| !r.above(unit.rank)) {
                    open.pop();
                }
                unit.section = open.last().map(|o| o.0);
                open.push((i, unit.rank));
                intro = unit.text.ends_with(':').then_some(i);
                continue;
            }
            unit.section = open.last().map(|o| o.0);
            match unit.kind {
                UnitKind::Item => {
                    unit.intro = intro;
                    if unit.text.ends_with(':') {
                        intro = Some(i);
                    }
                }
                UnitKind::Sentence if unit.text.ends_with(':') => intro = Some(i),
                // The bullets of some lists are drawn, not written.
                UnitKind::Sentence if unit.text.starts_with(char::is_lowercase) => unit.intro = intro,
                // A sentence after the items ends the list; one that follows an item's own does not.
                UnitKind::Sentence => intro = None,
                _ => {}
            }
        }
    }
}

/// Byte ranges of the sentences of a paragraph.
fn sentences(text: &str, grammar: &Grammar) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut from = 0;
    let mut words = 0;
    for (i, c) in text.char_indices() {
        if c.is_whitespace() {
            words += 1;
            if words >= MAX_SENTENCE_WORDS {
                out.push((from, i));
                from = i;
                words = 0;
            }
            continue;
        }
        if !matches!(c, '.' | '!' | '?' | ';' | '•' | '▪') {
            continue;
        }
        if matches!(c, '•' | '▪') {
            if i > from {
                out.push((from, i));
                from = i;
                words = 0;
            }
            continue;
        }
        let end = i + c.len_utf8();
        let rest = text.get(end..).unwrap_or("");
        let after = rest.trim_start_matches(['"', '”', '\'', '’', ')']);
        if !after.starts_with(char::is_whitespace) {
            continue;
        }
        let next = after.trim_start().chars().next();
        if c == '.' {
            let before = text.get(from..i).unwrap_or("");
            let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or("");
            let folded = fold(word);
            // Initials, numbers of items, known abbreviations.
            let short = word.chars().count() <= 1
                || (word.contains('.') && word.len() <= 8 && !word.starts_with(|c: char| c.is_ascii_digit()));
            let counted = word.chars().all(|c| c.is_ascii_digit()) && before.trim_start().len() == word.len();
            if short || counted || grammar.abbreviations.contains(&folded) {
                continue;
            }
            if next.is_some_and(char::is_lowercase) {
                continue;
            }
        }
        let shut = end + (rest.len() - after.len());
        out.push((from, shut));
        from = shut;
        words = 0;
    }
    if from < text.len() {
        out.push((from, text.len()));
    }
    out
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::document::{Document, Line, Media, Page, Span, TextSource, Word};

    /// A document from text: a form feed starts a page, `# ` a large line, `**` a bold one, a tab a cell.
    pub fn document(text: &str) -> Document {
        let mut pages = Vec::new();
        for (n, body) in text.split('\u{c}').enumerate() {
            let mut lines = Vec::new();
            let mut y = 80.0;
            for raw in body.lines() {
                if raw.trim().is_empty() {
                    y += 10.0;
                    continue;
                }
                let (raw, size, bold) = if let Some(r) = raw.strip_prefix("# ") {
                    (r, 16.0, true)
                } else if let Some(r) = raw.strip_prefix("**") {
                    (r, 10.0, true)
                } else {
                    (raw, 10.0, false)
                };
                let indent = raw.len() - raw.trim_start().len();
                let mut x = 70.0 + indent as f32 * 5.0;
                let mut spans = Vec::new();
                for cell in raw.trim().split('\t') {
                    let mut words = Vec::new();
                    for word in cell.split_whitespace() {
                        let w = word.chars().count() as f32 * size * 0.5;
                        words.push(Word {
                            text: word.to_owned(),
                            bbox: Rect::new(x, y, x + w, y + size),
                            size,
                            bold,
                            cell: None,
                        });
                        x += w + size * 0.3;
                    }
                    if !words.is_empty() {
                        spans.push(Span { words });
                    }
                    x = (((x + 20.0) / 90.0).ceil()) * 90.0;
                }
                lines.push(Line { spans, block: 0 });
                y += size * 1.3;
            }
            pages.push(Page {
                number: n as u32 + 1,
                width: 595.0,
                height: 842.0_f32.max(y + 100.0),
                lines,
                text_source: TextSource::Native,
                ..Page::default()
            });
        }
        Document {
            inner: None,
            sha256: String::new(),
            bytes: 0,
            media: Media::Pdf,
            page_count: pages.len() as u32,
            pages,
            form_fields: Vec::new(),
            seals: Vec::new(),
            metadata: crate::document::Metadata::default(),
            mail: None,
            problems: Vec::new(),
        }
    }

    pub fn segment(document: &Document) -> Segment {
        Segment {
            page_from: 1,
            page_to: document.page_count,
            kind: None,
            score: 0.0,
            alternatives: Vec::new(),
            marks: Vec::new(),
        }
    }

    fn units(text: &str) -> Vec<(UnitKind, String)> {
        let doc = document(text);
        let grammar =
            Grammar { abbreviations: vec!["art".to_owned(), "dhr".to_owned()], ..Grammar::default() };
        flow(&doc, &segment(&doc), &grammar).units.into_iter().map(|u| (u.kind, u.text)).collect()
    }

    #[test]
    fn joins_lines_of_a_paragraph_and_undoes_hyphens() {
        let got = units(
            "**Klachten\nEen klacht kunt u indienen bij onze klachten-\nfunctionaris. Dat kan volgens art. 3 bij dhr. Jansen, of per\nklachten- en geschillenpost.\n",
        );
        assert_eq!(got[0], (UnitKind::Heading, "Klachten".to_owned()));
        assert_eq!(got[1].1, "Een klacht kunt u indienen bij onze klachtenfunctionaris.");
        assert_eq!(got[2].1, "Dat kan volgens art. 3 bij dhr. Jansen, of per klachten- en geschillenpost.");
    }

    #[test]
    fn articles_with_their_title_on_the_next_line_are_one_heading() {
        let got = units(
            "Artikel 7\nSchorsing en ontslag\n\n1. Een bestuurder kan worden geschorst door de raad.\n2. De schorsing vervalt na drie maanden.\n\nArtikel 7 van de wet is hier\nniet van toepassing op ons.\n",
        );
        assert_eq!(got[0], (UnitKind::Heading, "Artikel 7 Schorsing en ontslag".to_owned()));
        assert_eq!(got[1].0, UnitKind::Item);
        assert_eq!(got[3].0, UnitKind::Sentence);
    }

    #[test]
    fn contents_are_no_headings() {
        let got = units(
            "# Inhoud\n1 Missie ........ 3\n2 Visie ........ 4\n# 1 Missie\nWij willen dat ouderen thuis kunnen blijven wonen.\n",
        );
        let heads: Vec<_> = got.iter().filter(|u| u.0 == UnitKind::Heading).map(|u| u.1.as_str()).collect();
        assert_eq!(heads, ["Inhoud", "1 Missie"]);
    }

    #[test]
    fn items_know_their_introduction() {
        let doc = document(
            "De raad van toezicht is bevoegd tot:\na. het benoemen van een bestuurder;\nb. het ontslaan van een bestuurder.\n",
        );
        let f = flow(&doc, &segment(&doc), &Grammar::default());
        assert_eq!(f.units[2].intro, Some(0));
    }

    #[test]
    fn running_heads_are_dropped() {
        let page = |n: u32| {
            format!("Reglement raad van toezicht\n\n\n\n\n\n\n\nTekst van bladzijde {n} die doorloopt.\n")
        };
        let doc = document(&[page(1), page(2), page(3)].join("\u{c}"));
        let f = flow(&doc, &segment(&doc), &Grammar::default());
        assert_eq!(f.units.len(), 3);
    }
}
