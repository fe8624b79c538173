//! Forms: yes/no questions with their answer, boxes ticked or not, fields left empty. Of electronic
//! forms and of printed ones.

use std::collections::BTreeSet;

use super::lexicon::tokens;
use crate::document::{Document, FieldKind, FormField, Line, MarkKind, Page, Rect};
use crate::fact::{Anchor, Segment};
use crate::fold::fold;

/// Fields, answers and empty places kept of one segment.
const MOST: usize = 400;
/// Fields of an electronic form, and places of a printed one, that must be filled in before a form can be
/// said to be.
const LEAST_FIELDS: u32 = 3;
const LEAST_PLACES: u32 = 5;

/// A yes/no question and its answer.
#[derive(Debug, Clone, PartialEq)]
pub struct YesNo {
    pub question: String,
    pub yes: bool,
    pub anchor: Anchor,
    pub confidence: f32,
}

/// What a form shows of having been filled in.
#[derive(Debug, Clone, Default)]
pub struct Form {
    pub answers: Vec<YesNo>,
    /// Questions with both `ja` and `nee` and neither chosen.
    pub unanswered: Vec<(String, Anchor)>,
    /// Labels with nothing filled in.
    pub empty: Vec<(String, Anchor)>,
    pub filled: u32,
    /// Every place to fill in that was found shows something, and enough were found to say so of the form.
    pub whole: bool,
    /// Boxes that are not ticked: what stands behind one is not said.
    pub unticked: Vec<(u32, Rect)>,
}

const TICKED: [char; 14] =
    ['☒', '☑', '✓', '✔', '✗', '✘', '■', '◉', '●', '⦿', '🗹', '\u{f0fe}', '\u{f0fc}', '⬛'];
const OPEN: [char; 9] = ['☐', '□', '◻', '❏', '❑', '○', '◯', '\u{f0a8}', '\u{f06f}'];

/// Whether a text starts with a box, and whether it is ticked.
pub fn leading_box(text: &str) -> Option<bool> {
    let trimmed = text.trim_start();
    let first = trimmed.chars().next()?;
    // A round bullet is a bullet more often than a ticked radio button.
    if TICKED.contains(&first) && !matches!(first, '●' | '■') {
        return Some(true);
    }
    if OPEN.contains(&first) && first != '○' {
        return Some(false);
    }
    let head = fold(&trimmed.chars().take(4).collect::<String>());
    if head.starts_with("[x]") || head.starts_with("(x)") || head.starts_with("[v]") {
        return Some(true);
    }
    (head.starts_with("[ ]") || head.starts_with("( )") || head.starts_with("[]") || head.starts_with("()"))
        .then_some(false)
}

/// Reads the forms of a segment. `labels` are folded labels of which an empty line counts as an empty
/// field (`naam`, `handtekening`).
pub fn read(document: &Document, segment: &Segment, labels: &[String]) -> Form {
    let mut form = Form::default();
    let on = |page: u32| segment.page_to == 0 || (page >= segment.page_from && page <= segment.page_to);
    let fields: Vec<&FormField> = document.form_fields.iter().filter(|f| f.page.is_none_or(on)).collect();
    electronic(document, &fields, &mut form);
    let electronic = form.filled;
    let paper = fields.iter().all(|f| f.kind == FieldKind::Signature);
    let mut places = 0;
    for page in document.pages.iter().filter(|p| on(p.number)) {
        printed(page, &fields, labels, &mut form);
        // What an electronic form holds its fields tell; on paper the places show it.
        if paper {
            let found = super::filled::read(page, labels);
            places += found.filled;
            form.empty.extend(found.empty);
            form.unticked.extend(found.unticked);
        }
    }
    form.whole = electronic >= LEAST_FIELDS || paper && places >= LEAST_PLACES;
    form.filled = form.filled.max(electronic + places);
    form.answers.truncate(MOST);
    form.unanswered.truncate(MOST);
    let mut once = BTreeSet::new();
    form.empty.retain(|(label, at)| once.insert((fold(label), at.page)));
    form.empty.truncate(MOST);
    let mut seen = BTreeSet::new();
    form.answers.retain(|a| seen.insert((fold(&a.question), a.anchor.page, a.yes)));
    // A question answered both ways is answered neither way.
    let both: BTreeSet<String> = form
        .answers
        .iter()
        .filter(|a| {
            form.answers.iter().any(|b| {
                b.yes != a.yes && b.anchor.page == a.anchor.page && fold(&b.question) == fold(&a.question)
            })
        })
        .map(|a| fold(&a.question))
        .collect();
    form.answers.retain(|a| !both.contains(&fold(&a.question)));
    form
}

fn place(page: &Page, bbox: Rect) -> Anchor {
    Anchor {
        page: Some(page.number),
        sheet: page.sheet.clone(),
        cell: None,
        bbox: (page.height > 0.0).then_some(bbox),
    }
}

fn electronic(document: &Document, fields: &[&FormField], form: &mut Form) {
    for field in fields.iter().take(2_000) {
        let anchor = Anchor { page: field.page, sheet: None, cell: None, bbox: field.bbox };
        let value = field.value.as_deref().map(str::trim).filter(|v| !v.is_empty());
        let chosen = value.map(fold).filter(|v| !matches!(v.as_str(), "off" | "false" | "uit"));
        let question = || question_of(document, field);
        match field.kind {
            FieldKind::Text => match value {
                Some(_) => form.filled += 1,
                None => form.empty.push((question(), anchor)),
            },
            FieldKind::Signature => form.filled += u32::from(value.is_some()),
            FieldKind::Radio | FieldKind::Choice => match chosen.as_deref().and_then(yes_no) {
                Some(yes) => {
                    form.filled += 1;
                    form.answers.push(YesNo { question: question(), yes, anchor, confidence: 0.95 });
                }
                None if chosen.is_some() => form.filled += 1,
                None => form.unanswered.push((question(), anchor)),
            },
            FieldKind::Check => {
                if chosen.is_some() {
                    form.filled += 1;
                } else if let (Some(page), Some(bbox)) = (field.page, field.bbox) {
                    form.unticked.push((page, bbox));
                }
                // A box of a pair: its name, label or the word behind it says which.
                let which = field
                    .label
                    .as_deref()
                    .and_then(yes_no)
                    .or_else(|| field.name.rsplit(['_', '.', '-', ' ']).next().and_then(|w| yes_no(&fold(w))))
                    .or_else(|| word_behind(document, field).and_then(|w| yes_no(&w)));
                if let (Some(yes), true) = (which, chosen.is_some()) {
                    form.answers.push(YesNo { question: question(), yes, anchor, confidence: 0.93 });
                }
            }
        }
    }
}

pub fn yes_no(text: &str) -> Option<bool> {
    match fold(text).trim_matches(|c: char| !c.is_alphanumeric()) {
        "ja" | "yes" | "j" | "akkoord" => Some(true),
        "nee" | "neen" | "no" | "niet akkoord" => Some(false),
        _ => None,
    }
}

fn word_behind(document: &Document, field: &FormField) -> Option<String> {
    let bbox = field.bbox?;
    let page = document.pages.iter().find(|p| Some(p.number) == field.page)?;
    page.lines
        .iter()
        .flat_map(Line::words)
        .filter(|w| {
            w.bbox.y_overlap(&bbox) > 0.4 * w.bbox.height()
                && w.bbox.x0 >= bbox.x1 - 3.0
                && w.bbox.x0 - bbox.x1 < 30.0
        })
        .min_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0))
        .map(|w| w.text.clone())
}

/// What a field asks: the text to the left on its line, else above it, else its label or name.
fn question_of(document: &Document, field: &FormField) -> String {
    let named = || field.label.clone().filter(|l| tokens(l).len() > 1).unwrap_or_else(|| field.name.clone());
    let (Some(bbox), Some(page)) = (field.bbox, document.pages.iter().find(|p| Some(p.number) == field.page))
    else {
        return named();
    };
    if let Some(label) = field.label.as_deref()
        && tokens(label).len() >= 4
    {
        return label.to_owned();
    }
    let left: Vec<&str> = page
        .lines
        .iter()
        .filter(|l| l.bbox().y_overlap(&bbox) > 0.3 * l.bbox().height().max(1.0))
        .flat_map(Line::words)
        .filter(|w| w.bbox.x1 <= bbox.x0 + 4.0 && yes_no(&w.text).is_none())
        .map(|w| w.text.as_str())
        .collect();
    let left = clean(&left.join(" "));
    if tokens(&left).iter().any(|t| t.text.len() > 2) {
        return left;
    }
    let above = page
        .lines
        .iter()
        .filter(|l| {
            let b = l.bbox();
            b.y1 <= bbox.y0 + 4.0 && bbox.y0 - b.y1 < 40.0 && tokens(&l.text()).len() > 1
        })
        .max_by(|a, b| a.bbox().y1.total_cmp(&b.bbox().y1));
    above.map_or_else(named, |l| clean(&l.text()))
}

/// Without boxes, dots and the words of the answer at its end.
fn clean(text: &str) -> String {
    let kept: String = text
        .chars()
        .map(|c| if TICKED.contains(&c) || OPEN.contains(&c) || matches!(c, '_' | '…') { ' ' } else { c })
        .collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches(['.', ':', ' ']).to_owned()
}

/// `ja`/`nee` on a line, with the boxes beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Box(bool),
    Word(bool),
}

fn printed(page: &Page, fields: &[&FormField], labels: &[String], form: &mut Form) {
    // Columns headed `ja` and `nee`.
    let mut columns: Option<(f32, f32)> = None;
    let mut before: Vec<String> = Vec::new();
    for (at, line) in page.lines.iter().enumerate() {
        let text = line.text();
        let bbox = line.bbox();
        if let Some(found) = yes_no_columns(line) {
            columns = Some(found);
            before.clear();
            continue;
        }
        if let Some((yes, no)) = columns
            && let Some((answer, question)) = column_answer(line, yes, no)
        {
            let question = if tokens(&question).len() > 1 { question } else { before.join(" ") };
            form.answers.push(YesNo {
                question: clean(&question),
                yes: answer,
                anchor: place(page, bbox),
                confidence: 0.88,
            });
            before.clear();
            continue;
        }
        let has_field = fields.iter().any(|f| {
            matches!(f.kind, FieldKind::Check | FieldKind::Radio)
                && f.page == Some(page.number)
                && f.bbox.is_some_and(|b| b.y_overlap(&bbox) > 0.3 * bbox.height())
        });
        let (signs, lead) = signs(&text);
        let words: Vec<bool> =
            signs.iter().filter_map(|s| if let Sign::Word(w) = s { Some(*w) } else { None }).collect();
        let pair = words.contains(&true) && words.contains(&false);
        let alone = words.len() == 1 && signs.len() >= 2 && tokens(&text).len() <= 3;
        let question = {
            let own = clean(&lead);
            if tokens(&own).len() >= 3 { own } else { clean(&format!("{} {own}", before.join(" "))) }
        };
        if (pair || alone) && !has_field {
            match choice(&signs) {
                Some(yes) => {
                    form.filled += 1;
                    form.answers.push(YesNo { question, yes, anchor: place(page, bbox), confidence: 0.9 });
                }
                None if pair && tokens(&question).len() >= 2 => {
                    form.unanswered.push((question, place(page, bbox)));
                }
                None => {}
            }
            if pair {
                before.clear();
            }
            continue;
        }
        if let Some((question, yes)) = cell_answer(page, at) {
            form.filled += 1;
            form.answers.push(YesNo { question, yes, anchor: place(page, bbox), confidence: 0.9 });
            before.clear();
            continue;
        }
        if let Some((question, yes)) = answer_below(&before, &text) {
            form.filled += 1;
            form.answers.push(YesNo { question, yes, anchor: place(page, bbox), confidence: 0.9 });
            before.clear();
            continue;
        }
        if let Some((question, yes)) = inline_answer(&text) {
            let question = if tokens(question).len() >= 3 {
                question.to_owned()
            } else {
                format!("{} {question}", before.join(" "))
            };
            form.filled += 1;
            form.answers.push(YesNo {
                question: clean(&question),
                yes,
                anchor: place(page, bbox),
                confidence: 0.9,
            });
            before.clear();
            continue;
        }
        if let Some(label) = left_empty(page, at, line, labels, fields) {
            form.empty.push((label, place(page, bbox)));
        } else if let Some((label, value)) = text.split_once(':')
            && !value.trim().is_empty()
            && labels.iter().any(|l| fold(label) == *l)
        {
            form.filled += 1;
        }
        before.push(text);
        if before.len() > 3
            || before.last().is_some_and(|b| b.trim_end().ends_with('.') && tokens(b).len() > 12)
        {
            let keep = before.len().saturating_sub(3);
            before.drain(..keep);
        }
    }
}

/// Boxes and yes/no words of a line in order, and the text before the first of them.
fn signs(text: &str) -> (Vec<Sign>, String) {
    let spaced: String = text
        .replace("[ ]", " ☐ ")
        .replace("( )", " ☐ ")
        .replace("[x]", " ☒ ")
        .replace("[X]", " ☒ ")
        .replace("(x)", " ☒ ")
        .replace("(X)", " ☒ ")
        .chars()
        .flat_map(|c| if TICKED.contains(&c) || OPEN.contains(&c) { vec![' ', c, ' '] } else { vec![c] })
        .collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut out = Vec::new();
    let mut lead: Vec<&str> = Vec::new();
    for (i, word) in words.iter().enumerate() {
        let first = word.chars().next().unwrap_or(' ');
        let sign = if TICKED.contains(&first) {
            Some(Sign::Box(true))
        } else if OPEN.contains(&first) {
            Some(Sign::Box(false))
        } else {
            // Only near the end or beside a box: `ja` in a sentence is no answer.
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let beside = matches!(bare, "Ja" | "Nee" | "JA" | "NEE" | "ja" | "nee");
            let late = i + 4 >= words.len() || !out.is_empty();
            let boxed = out.last().is_some_and(|s| matches!(s, Sign::Box(_)));
            (beside && (late || boxed)).then(|| Sign::Word(fold(bare) == "ja"))
        };
        match sign {
            Some(s) => out.push(s),
            None if out.is_empty() => lead.push(word),
            None => {}
        }
    }
    (out, lead.join(" "))
}

/// The one of `ja` and `nee` whose box is ticked, where exactly one is.
fn choice(signs: &[Sign]) -> Option<bool> {
    let boxes_first = matches!(signs.first(), Some(Sign::Box(_)));
    let mut ticked = Vec::new();
    let mut open = 0;
    for (i, sign) in signs.iter().enumerate() {
        let Sign::Word(word) = sign else { continue };
        let beside = if boxes_first { i.checked_sub(1).and_then(|p| signs.get(p)) } else { signs.get(i + 1) };
        match beside {
            Some(Sign::Box(true)) => ticked.push(*word),
            Some(Sign::Box(false)) => open += 1,
            _ => {}
        }
    }
    let words = signs.iter().filter(|s| matches!(s, Sign::Word(_))).count();
    match ticked.as_slice() {
        [one] if open + 1 == words || words == 1 => Some(*one),
        [one] if open == 0 && signs.iter().filter(|s| matches!(s, Sign::Box(_))).count() == 1 => Some(*one),
        _ => None,
    }
}

/// Columns headed `Ja` and `Nee`: their centres.
fn yes_no_columns(line: &Line) -> Option<(f32, f32)> {
    // The last ones: a question may hold the words too.
    let words: Vec<_> = line.words().collect();
    let find = |wanted: bool| {
        let w = words.iter().rev().find(|w| yes_no(&w.text) == Some(wanted) && w.text.len() <= 4)?;
        Some(f32::midpoint(w.bbox.x0, w.bbox.x1))
    };
    let (yes, no) = (find(true)?, find(false)?);
    let text = line.text();
    let (signs, _) = signs(&text);
    let boxes = signs.iter().any(|s| matches!(s, Sign::Box(_)));
    (!boxes
        && tokens(&text).len() <= 16
        && !text.contains('/')
        && (no - yes).abs() > 15.0
        && line.spans.len() >= 2)
        .then_some((yes, no))
}

fn column_answer(line: &Line, yes: f32, no: f32) -> Option<(bool, String)> {
    let last: Vec<_> = line
        .words()
        .filter(|w| {
            let t = w.text.trim();
            matches!(t, "x" | "X" | "v" | "V" | "√")
                || t.chars().all(|c| TICKED.contains(&c)) && !t.is_empty()
        })
        .filter(|w| w.bbox.x1 > yes.min(no) - 20.0)
        .collect();
    let [mark] = last.as_slice() else { return None };
    let x = f32::midpoint(mark.bbox.x0, mark.bbox.x1);
    let reach = (yes - no).abs() * 0.5;
    let question: Vec<&str> =
        line.words().filter(|w| w.bbox.x1 < yes.min(no) - 4.0).map(|w| w.text.as_str()).collect();
    if (x - yes).abs() < reach {
        Some((true, question.join(" ")))
    } else if (x - no).abs() < reach {
        Some((false, question.join(" ")))
    } else {
        None
    }
}

/// A question over several lines of a cell, with the answer in a cell of its own beside one of them.
fn cell_answer(page: &Page, at: usize) -> Option<(String, bool)> {
    let line = page.lines.get(at)?;
    let [first, .., last] = line.spans.as_slice() else { return None };
    let yes = yes_no(last.text().trim()).filter(|_| last.text().trim().chars().count() <= 5)?;
    let (x, height) = (first.bbox().x0, first.bbox().height().max(6.0));
    let text_of = |l: &Line| -> Option<String> {
        let [only] = l.spans.as_slice() else { return None };
        ((only.bbox().x0 - x).abs() <= 4.0 && only.bbox().x1 < last.bbox().x0 + 2.0).then(|| only.text())
    };
    let own: Vec<String> =
        line.spans.iter().take(line.spans.len() - 1).map(crate::document::Span::text).collect();
    let mut question = own.join(" ");
    // Back to where the question begins, on to where it ends.
    let mut top = line.bbox().y0;
    for l in page.lines.get(at.saturating_sub(3)..at)?.iter().rev() {
        let near = top - l.bbox().y1 < 0.7 * height;
        let Some(text) = text_of(l).filter(|t| near && !t.trim_end().ends_with(['?', ':', '.'])) else {
            break;
        };
        if question.trim_start().starts_with(|c: char| c.is_uppercase()) {
            break;
        }
        question = format!("{text} {question}");
        top = l.bbox().y0;
    }
    let mut bottom = line.bbox().y1;
    for l in page.lines.iter().skip(at + 1).take(3) {
        if question.trim_end().ends_with('?') {
            break;
        }
        let near = l.bbox().y0 - bottom < 0.7 * height;
        let lower = |t: &String| t.trim_start().starts_with(char::is_lowercase);
        let Some(text) = text_of(l).filter(|t| near && lower(t)) else { break };
        question = format!("{question} {text}");
        bottom = l.bbox().y1;
    }
    (question.trim_end().ends_with('?') && tokens(&question).len() >= 4).then(|| (clean(&question), yes))
}

/// A line that is nothing but `Ja` or `Nee`, right below a question.
fn answer_below(before: &[String], text: &str) -> Option<(String, bool)> {
    let question = before.last().filter(|q| q.trim_end().ends_with('?'))?;
    let yes = yes_no(text.trim().trim_end_matches('.'))?;
    let question = if tokens(question).len() >= 4 { clean(question) } else { clean(&before.join(" ")) };
    Some((question, yes))
}

/// `Werkt u met onderaannemers? Nee, ...`
fn inline_answer(text: &str) -> Option<(&str, bool)> {
    let (question, answer) = text.rsplit_once('?').or_else(|| text.rsplit_once(':'))?;
    // `… in te zetten?: Nee`
    let mut words = answer.trim_start_matches([':', ' ', '-', '–', '|']).split_whitespace();
    let first = words.next()?;
    let yes = yes_no(first).filter(|_| first.len() <= 5)?;
    // `ja / nee`: nothing chosen.
    let more = words.next();
    let open = more.is_some_and(|w| w.starts_with('/') || matches!(fold(w).as_str(), "nee" | "ja" | "of"))
        || first.contains('/');
    (!open && tokens(question).len() >= 2).then_some((question, yes))
}

/// The label of a line on which nothing was filled in.
fn left_empty(
    page: &Page,
    at: usize,
    line: &Line,
    labels: &[String],
    fields: &[&FormField],
) -> Option<String> {
    let text = line.text();
    let trimmed = text.trim();
    let rest = trimmed.trim_end_matches(['.', '_', '…', ' ']);
    let tail = trimmed.get(rest.len()..).unwrap_or("");
    let dots = tail.chars().filter(|c| !c.is_whitespace()).count();
    let ellipsis = tail.chars().filter(|c| *c == '…').count();
    let label = rest.trim_end_matches(':').trim();
    let count = tokens(label).len();
    if (dots >= 5 || ellipsis >= 2) && (1..=12).contains(&count) {
        // A line of the contents ends in a number, so it does not come here.
        return Some(label.to_owned());
    }
    let known = labels.contains(&fold(label)) && (trimmed.ends_with(':') || line.spans.len() == 1);
    if !known || dots > 0 && dots < 5 && !trimmed.ends_with(':') {
        return None;
    }
    let b = line.bbox();
    // A row of a form without colons: the row above or below begins with a label in the same column and
    // looks the same, so this is no heading.
    let labelled = |l: &Line| {
        l.spans.first().is_some_and(|s| labels.contains(&fold(s.text().trim_end_matches([':', ' ']))))
            && (l.bbox().x0 - b.x0).abs() < 3.0
            && (l.size() - line.size()).abs() < 0.5
            && l.spans.first().is_some_and(|s| s.words.iter().all(|w| w.bold) == line.bold())
    };
    let above = at.checked_sub(1).and_then(|i| page.lines.get(i));
    let below = page.lines.get(at + 1);
    // What stands right under it is its value, unless that is the next row.
    let next_row = below.is_none_or(|l| labelled(l) || l.bbox().y0 - b.y1 > 2.5 * b.height().max(8.0));
    let row = next_row && (above.is_some_and(labelled) || below.is_some_and(labelled)) && page.height > 0.0;
    let marked = page.marks.iter().any(|m| {
        !matches!(m.kind, MarkKind::Rule | MarkKind::Open)
            && m.bbox.x0 > b.x0
            && m.bbox.y_overlap(&b) > 0.3 * b.height()
    });
    let covered = fields
        .iter()
        .any(|f| f.page == Some(page.number) && f.bbox.is_some_and(|x| x.y_overlap(&b) > 0.3 * b.height()));
    if covered {
        return None;
    }
    // Something beside it or right under it is its value.
    let beside = page.lines.iter().enumerate().skip(at.saturating_sub(40)).take(80).any(|(i, l)| {
        let o = l.bbox();
        i != at && o.x0 > b.x1 && o.y_overlap(&b) > 0.3 * b.height()
    });
    let next = page.lines.get(at + 1).map(|l| (l.text(), l.bbox()));
    let under = next.is_some_and(|(t, o)| {
        let other = fold(t.trim_end_matches([':', ' ', '.', '_']));
        let label_again =
            labels.contains(&other) || t.split_once(':').is_some_and(|(l, _)| labels.contains(&fold(l)));
        !label_again && o.y0 - b.y1 < 1.6 * b.height().max(8.0) && o.x0 < b.x1 + 200.0
    });
    let colon = trimmed.ends_with(':') && !under;
    ((colon || row) && !beside && !marked).then(|| label.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::flow::tests::{document, segment};
    use super::*;

    fn answers(text: &str) -> Vec<(String, bool)> {
        let doc = document(text);
        read(&doc, &segment(&doc), &["naam".to_owned(), "functie".to_owned(), "datum".to_owned()])
            .answers
            .into_iter()
            .map(|a| (a.question, a.yes))
            .collect()
    }

    #[test]
    fn reads_ticked_boxes_before_and_behind() {
        assert_eq!(
            answers("Maakt u gebruik van onderaannemers? ☐ Ja ☒ Nee\n"),
            [("Maakt u gebruik van onderaannemers?".to_owned(), false)]
        );
        assert_eq!(
            answers("Is een grond van toepassing? Ja ☐ Nee ☒\n"),
            [("Is een grond van toepassing?".to_owned(), false)]
        );
        assert_eq!(
            answers("Voldoet u aan de eisen? [x] ja [ ] nee\n"),
            [("Voldoet u aan de eisen?".to_owned(), true)]
        );
        assert_eq!(
            answers("Bent u van plan onderaannemers in te zetten?\nNee\n"),
            [("Bent u van plan onderaannemers in te zetten?".to_owned(), false)]
        );
        assert_eq!(
            answers("Werkt u met onderaannemers? Nee\n"),
            [("Werkt u met onderaannemers".to_owned(), false)]
        );
    }

    #[test]
    fn an_answer_beside_a_question_of_two_lines() {
        let asked = [("Bent u van plan onderaannemers in te zetten".to_owned(), false)];
        let strip = |list: Vec<(String, bool)>| {
            list.into_iter().map(|(q, y)| (q.trim_end_matches('?').to_owned(), y)).collect::<Vec<_>>()
        };
        assert_eq!(strip(answers("Bent u van plan onderaannemers\t\tNee\nin te zetten?\n")), asked);
        assert_eq!(strip(answers("Bent u van plan onderaannemers\nin te zetten?\t\t\t\tNee\n")), asked);
        assert_eq!(strip(answers("Bent u van plan onderaannemers in te zetten?: Nee\n")), asked);
        // The next line is another row.
        assert!(answers("Naam van de zorgaanbieder\t\tNee\nWerkt u met onderaannemers?\t\t\n").is_empty());
    }

    #[test]
    fn takes_nothing_where_nothing_or_both_is_chosen() {
        assert!(answers("Is een grond van toepassing? Ja / Nee\n").is_empty());
        assert!(answers("Is een grond van toepassing? ☐ Ja ☐ Nee\n").is_empty());
        assert!(answers("Is een grond van toepassing? ☒ Ja ☒ Nee\n").is_empty());
        let doc = document("Is een grond van toepassing? ☐ Ja ☐ Nee\n");
        assert_eq!(read(&doc, &segment(&doc), &[]).unanswered.len(), 1);
    }

    #[test]
    fn reads_columns() {
        assert_eq!(
            answers(
                "Onderwerp van de vraag waar u ja of nee op zegt\t\tJa\tNee\nZijn er onderaannemers\t\t\t\tX\n"
            ),
            [("Zijn er onderaannemers".to_owned(), false)]
        );
    }

    #[test]
    fn sees_what_was_left_empty() {
        let doc = document("Naam: ............................\nFunctie: directeur\nDatum:\n");
        let form = read(&doc, &segment(&doc), &["naam".to_owned(), "functie".to_owned(), "datum".to_owned()]);
        let empty: Vec<_> = form.empty.iter().map(|e| e.0.as_str()).collect();
        assert_eq!(empty, ["Naam", "Datum"]);
    }
    #[test]
    fn sees_an_empty_row_of_a_form_without_colons() {
        let labels = ["naam", "functie", "datum", "ondertekening"].map(str::to_owned);
        let empty = |text: &str| {
            let doc = document(text);
            let form = read(&doc, &segment(&doc), &labels);
            form.empty.into_iter().map(|e| e.0).collect::<Vec<_>>()
        };
        assert_eq!(empty("Naam\t\tA. Bakker\nDatum\nFunctie\t\tBestuurder\n"), ["Datum"]);
        assert_eq!(empty("Naam\nDatum\nFunctie\n"), ["Naam", "Datum", "Functie"]);
        // The value stands below; a heading is no row.
        assert!(empty("Naam\nA. Bakker\nDatum\n1 juli 2026\n").is_empty());
        assert!(empty("**Ondertekening\nNaam\t\tA. Bakker\n").is_empty());
    }
}
