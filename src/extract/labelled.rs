//! Values that stand with a label: behind it, to its right, below it.

use std::collections::BTreeSet;

use super::candidate::{Candidate, Place};
use super::labels::{Hit, KindRules, Role, Use};
use super::running::Running;
use super::squeeze::Squeezed;
use super::typed::{self, Taken};
use super::view::{CellView, PageView, View};
use crate::catalogue::{Field, ValueType};

/// Cells that digits in boxes may be spread over.
const MAX_BOXES: usize = 12;
/// Rows of a table that are followed under a label.
const MAX_ROWS: usize = 60;

/// Words before a label of an amount that leave it what it is.
const NEUTRAL: [&str; 14] = [
    "maximaal",
    "maximum",
    "max",
    "verzekerd",
    "verzekerde",
    "bedrag",
    "bedragen",
    "som",
    "dekking",
    "limiet",
    "tot",
    "het",
    "een",
    "van",
];

/// A page with its labels found.
#[allow(clippy::struct_field_names)]
struct Page<'a, 'd> {
    view: &'a View<'d>,
    rules: &'a KindRules,
    index: usize,
    page: &'a PageView<'d>,
    running: &'a Running,
    hits: Vec<Vec<Hit>>,
    /// Labels that run over two lines: first cell, second cell, the label in the joined text.
    joined: Vec<(usize, usize, Hit, String)>,
}

/// All values with labels, in document order, the labels of others heeded.
pub fn labelled(view: &View<'_>, rules: &KindRules, running: &[Running]) -> Vec<Candidate> {
    let mut out = Vec::new();
    for ((index, page), running) in view.pages.iter().enumerate().zip(running) {
        let mut hits: Vec<Vec<Hit>> = page.cells.iter().map(|c| rules.hits(&c.squeezed)).collect();
        let joined = join_labels(page, rules, &mut hits);
        let page = Page { view, rules, index, page, running, hits, joined };
        page.collect(&mut out);
    }
    drop_shadowed(&mut out);
    out
}

fn marks_only(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
}

/// Nothing but a bullet or paragraph number.
fn bullet_only(text: &str) -> bool {
    let text = text.trim();
    marks_only(text)
        || (text.chars().count() <= 6
            && text.ends_with(['.', ')', ':'])
            && text.chars().filter(|c| c.is_alphabetic()).count() <= 1)
        || text.chars().all(|c| c.is_ascii_digit() || c == '.') && text.len() <= 5
}

/// Labels broken over two lines. Their cells keep no labels of their own.
fn join_labels(
    page: &PageView<'_>,
    rules: &KindRules,
    hits: &mut [Vec<Hit>],
) -> Vec<(usize, usize, Hit, String)> {
    let mut out = Vec::new();
    for first in 0..page.cells.len() {
        let Some(cell) = page.cells.get(first) else { continue };
        if cell.text.len() > 60 || cell.text.trim_end().ends_with(':') {
            continue;
        }
        let Some(second) = page.continuation(first) else { continue };
        let Some(other) = page.cells.get(second) else { continue };
        if other.text.len() > 60 {
            continue;
        }
        let text = format!("{} {}", cell.text, other.text);
        let edge = cell.text.len();
        let crossing = rules.hits(&Squeezed::new(&text)).into_iter().find(|h| {
            h.start < edge
                && h.end > edge
                && bullet_only(text.get(..h.start).unwrap_or_default())
                && marks_only(without_hint(text.get(h.end..).unwrap_or_default()))
        });
        if let Some(hit) = crossing {
            for i in [first, second] {
                if let Some(h) = hits.get_mut(i) {
                    h.clear();
                }
            }
            out.push((first, second, hit, text));
        }
    }
    out
}

/// The text without a hint in brackets at its start: `(dd-mm-jjjj)`.
fn without_hint(text: &str) -> &str {
    let trimmed = text.trim_start_matches(|c: char| c.is_whitespace() || ":*".contains(c));
    if let Some(inside) = trimmed.strip_prefix('(')
        && let Some(close) = inside.find(')')
        && close <= 60
        && inside.get(..close).is_some_and(|t| t.chars().filter(char::is_ascii_digit).count() < 4)
    {
        return inside.get(close + 1..).unwrap_or_default();
    }
    text
}

/// Whether a type's values can be told from other text, so that no separator is needed before them.
fn plain_type(value_type: ValueType) -> bool {
    !matches!(
        value_type,
        ValueType::Organisation
            | ValueType::Person
            | ValueType::Text
            | ValueType::YesNo
            | ValueType::LegalForm
    )
}

impl<'d> Page<'_, 'd> {
    fn cell(&self, index: usize) -> Option<&CellView<'d>> {
        self.page.cells.get(index)
    }

    /// Whether a cell is itself a label, of whatever.
    fn is_label(&self, index: usize) -> bool {
        let Some(cell) = self.cell(index) else { return false };
        if self.joined.iter().any(|(a, b, ..)| *a == index || *b == index) {
            return true;
        }
        let text = cell.text.trim_end();
        if text.ends_with(':') && text.chars().any(char::is_alphabetic) && text.len() < 80 {
            return true;
        }
        self.hits.get(index).is_some_and(|hits| {
            hits.first().is_some_and(|h| {
                bullet_only(cell.text.get(..h.start).unwrap_or_default())
                    && marks_only(without_hint(cell.text.get(h.end..).unwrap_or_default()))
            })
        })
    }

    fn collect(&self, out: &mut Vec<Candidate>) {
        for index in 0..self.page.cells.len() {
            let Some(cell) = self.cell(index) else { continue };
            let hits = self.hits.get(index).map_or(&[] as &[Hit], Vec::as_slice);
            for (n, hit) in hits.iter().enumerate() {
                let label = cell.text.get(hit.start..hit.end).unwrap_or_default();
                for used in self.rules.uses(hit) {
                    if used.role != Role::Not && !self.rules.bars(hit, used.field) {
                        self.read_hit(index, cell, hit, hits.get(n + 1), *used, label, out);
                    }
                }
            }
        }
        for (first, second, hit, text) in &self.joined {
            let label = text.get(hit.start..hit.end).unwrap_or_default();
            for used in self.rules.uses(hit) {
                if used.role == Role::Not || self.rules.bars(hit, used.field) {
                    continue;
                }
                let mut found = self.beside(*first, *used, label, false);
                if found.is_empty() {
                    found = self.beside(*second, *used, label, false);
                }
                if found.is_empty() {
                    found = self.under(*second, *used, label);
                }
                out.extend(found);
            }
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn read_hit(
        &self,
        index: usize,
        cell: &CellView<'d>,
        hit: &Hit,
        next: Option<&Hit>,
        used: Use,
        label: &str,
        out: &mut Vec<Candidate>,
    ) {
        let Some(rules) = self.rules.fields.get(used.field) else { return };
        let field = &rules.field;
        let before = cell.text.get(..hit.start).unwrap_or_default();
        let front = bullet_only(before);
        let inner = before
            .trim_end()
            .chars()
            .next_back()
            .is_some_and(|c| c.is_ascii_digit() || ":;,|•()–-/".contains(c));
        // `€ 2.500.000 per aanspraak, € 5.000.000 per jaar`: it says of the amount before it what that is.
        if field.value_type == ValueType::Amount && super::running::ends_in_amount(before) {
            return;
        }
        let place = if front || inner { Place::Same } else { Place::Mid };
        if place == Place::Mid && (self.rules.words(hit) < 2 || !plain_type(field.value_type)) {
            return;
        }
        let after_all = cell.text.get(hit.end..).unwrap_or_default();
        let after = without_hint(after_all);
        if marks_only(after) {
            // `Maximaal per gebeurtenis`: a word or two before a label of several words.
            let qualified = place == Place::Mid;
            let barred =
                self.hits.get(index).is_some_and(|hits| hits.iter().any(|h| self.rules.bars(h, used.field)));
            if qualified && (before.split_whitespace().count() > 3 || barred) {
                return;
            }
            let mut found = self.beside(index, used, label, false);
            // A weak name to the right may be the head of the next column.
            if found.iter().all(|c| c.confidence < crate::fact::DECISIVE) && !qualified {
                found.extend(self.under(index, used, label));
            }
            // What the words before make of it: nothing (`maximaal`), or a cover of its own (`milieuschade`).
            let neutral = before
                .split(|c: char| !c.is_alphabetic())
                .filter(|w| !w.is_empty())
                .all(|w| NEUTRAL.contains(&w.to_lowercase().as_str()));
            for c in &mut found {
                if !front {
                    c.context = Some(self.running.before(index, hit.start));
                }
                if qualified {
                    c.confidence -= 0.06;
                }
                if !front && !neutral && field.value_type == ValueType::Amount {
                    c.section = Some(before.trim().trim_matches([',', ':', '-']).chars().take(80).collect());
                    // A cover is only what is meant where the rules name it.
                    if !rules.under.iter().any(|u| cell.squeezed.text.contains(u.as_str())) {
                        c.confidence = c.confidence.min(0.75);
                    }
                }
            }
            out.extend(found);
            return;
        }
        let separated = after.trim_start().starts_with([':', '=', '…', '.', '|', '\u{2192}', ';'])
            || after_all.len() != after.len();
        let mut rest = after;
        if !plain_type(field.value_type)
            && let Some(next) = next
            && let Some(tail) = cell.text.get(next.end..)
            && (tail.trim_start().starts_with(':')
                || tail.trim_start().starts_with(|c: char| c.is_ascii_digit()))
        {
            // Another label with its value follows in the same cell.
            rest = cell.text.get(cell.text.len() - after.len()..next.start).unwrap_or(after);
        }
        let lead =
            rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || ":=….|;→".contains(c)).len();
        let value_text = rest.get(lead..).unwrap_or_default();
        let starts_named = value_text.starts_with(|c: char| c.is_uppercase() || "\"“'‘".contains(c));
        let allowed = plain_type(field.value_type)
            || separated
            || (front
                && starts_named
                && matches!(
                    field.value_type,
                    ValueType::Organisation | ValueType::Person | ValueType::LegalForm
                ))
            || !field.means.is_empty();
        let start = cell.text.len() - after.len() + lead;
        if allowed {
            let found = typed::take_all(field, value_text, used.role == Role::Period);
            for taken in &found {
                if let Some(mut c) =
                    Candidate::new(self.view, used.field, (self.index, index), start, taken, place)
                {
                    if !front {
                        c.context = Some(self.running.before(index, hit.start));
                    }
                    if field.value_type == ValueType::Organisation {
                        self.lengthen(&mut c, index, field, Place::Same);
                    }
                    // Words behind a word, with nothing between: a name only if it has a legal form.
                    if field.value_type == ValueType::Organisation
                        && !separated
                        && !crate::value::organisation::has_form(&c.value)
                    {
                        c.confidence -= 0.25;
                    }
                    // In a sentence a number belongs to whom it names, maybe lines before: patterns see that.
                    if place == Place::Mid && matches!(field.value_type, ValueType::Kvk | ValueType::Rsin) {
                        c.confidence = c.confidence.min(0.75);
                    }
                    out.push(self.finish(c, used, label, index));
                }
            }
            if !found.is_empty() {
                return;
            }
        }
        // `Verzekerd bedrag (alle verzekerden) maximaal   € 2.500.000`: words that are not known between.
        let short = value_text.split_whitespace().count() <= 4 && !value_text.contains(':');
        if front && short && plain_type(field.value_type) {
            out.extend(self.beside(index, used, label, true));
        }
    }

    fn finish(&self, mut c: Candidate, used: Use, label: &str, label_cell: usize) -> Candidate {
        c.rank = used.rank;
        c.label = Some(label.split_whitespace().collect::<Vec<_>>().join(" "));
        if let Some(rules) = self.rules.fields.get(used.field) {
            if matches!(rules.field.value_type, ValueType::Amount | ValueType::Percentage) {
                c.section = self.section(label_cell, c.at.0.1, c.place);
            }
            // A name without a legal form counts where the label asks for an organisation's name.
            if rules.field.value_type == ValueType::Organisation
                && !rules.field.many
                && !crate::value::organisation::has_form(&c.value)
            {
                let squeezed = crate::extract::squeeze::squeeze(label);
                let asks = squeezed.contains("naam")
                    && squeezed.len() > 6
                    && !squeezed.starts_with("op")
                    && !squeezed.starts_with("ten");
                c.confidence -= if asks || label.to_lowercase().contains("name") { 0.03 } else { 0.2 };
            }
            let cover = c.section.as_deref().map(crate::extract::squeeze::squeeze).unwrap_or_default();
            if rules.field.value_type == ValueType::Amount {
                if rules.not_under.iter().any(|n| cover.contains(n.as_str())) {
                    c.confidence = c.confidence.min(0.75);
                }
            } else if !rules.not_under.is_empty() {
                c.owner = super::owner::block_owner(self.page, label_cell, rules);
            }
        }
        c
    }

    /// The value in the cells to the right.
    fn beside(&self, index: usize, used: Use, label: &str, near: bool) -> Vec<Candidate> {
        let Some(rules) = self.rules.fields.get(used.field) else { return Vec::new() };
        let field = &rules.field;
        let period = used.role == Role::Period;
        let cells: Vec<usize> = self.page.right_of(index);
        let mut text = String::new();
        let mut first: Option<usize> = None;
        let mut best: Option<(usize, usize, Taken, String)> = None;
        for (n, i) in cells.into_iter().take(MAX_BOXES).enumerate() {
            let Some(cell) = self.cell(i) else { break };
            if first.is_none() && marks_only(&cell.text) && !cell.text.contains('€') {
                continue;
            }
            if self.is_label(i) {
                break;
            }
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&cell.text);
            let first = *first.get_or_insert(i);
            let taken = typed::take(field, &text, period);
            if let Some(t) = taken {
                let whole = t.whole;
                best = Some((first, i, t, text.clone()));
                if whole {
                    break;
                }
            }
            let pieces = cell.text.chars().count() <= 4
                || cell.text.trim() == "€"
                || cell.text.eq_ignore_ascii_case("eur");
            if !pieces && (n > 0 || best.is_some()) {
                break;
            }
            if !pieces && !matches!(field.value_type, ValueType::Amount | ValueType::Date) {
                break;
            }
        }
        let Some((first, last, taken, _)) = best else { return Vec::new() };
        let place = if near { Place::Near } else { Place::Right };
        let made = if first == last {
            Candidate::new(self.view, used.field, (self.index, first), 0, &taken, place)
        } else {
            self.spread(used.field, first, last, &taken, place)
        };
        let Some(mut c) = made else { return Vec::new() };
        if field.value_type == ValueType::Organisation {
            self.lengthen(&mut c, first, field, Place::Right);
        }
        vec![self.finish(c, used, label, index)]
    }

    /// A cell's text with that of the cells that follow it closely on its row.
    fn row_text(&self, index: usize) -> String {
        let Some(cell) = self.cell(index) else { return String::new() };
        let mut text = cell.text.clone();
        let mut end = cell.bbox.x1;
        for next in self.page.right_of(index).into_iter().take(MAX_BOXES) {
            let Some(other) = self.cell(next) else { break };
            if other.bbox.x0 - end > 1.6 * cell.bbox.height().max(8.0) || self.is_label(next) {
                break;
            }
            end = other.bbox.x1;
            text.push(' ');
            text.push_str(&other.text);
        }
        text
    }

    /// A value over several cells of a row.
    fn spread(
        &self,
        field: usize,
        first: usize,
        last: usize,
        taken: &Taken,
        place: Place,
    ) -> Option<Candidate> {
        let (a, b) = (self.cell(first)?, self.cell(last)?);
        let mut c = Candidate::new(self.view, field, (self.index, first), 0, taken, place)?;
        c.anchor = self.page.anchor_box(a, a.bbox.union(&b.bbox));
        let mut raw: Vec<&str> = vec![&a.text];
        raw.extend(
            self.page
                .right_of(first)
                .into_iter()
                .filter_map(|i| self.cell(i))
                .filter(|x| x.bbox.x0 <= b.bbox.x0)
                .map(|x| x.text.as_str()),
        );
        c.raw = raw.join(" ").chars().take(200).collect();
        Some(c)
    }

    /// A name that goes on in the next lines of its column. Where it is not plain whether it does, the name
    /// is not sure.
    fn lengthen(&self, c: &mut Candidate, index: usize, field: &Field, place: Place) {
        let Some(cell) = self.cell(index) else { return };
        let text = if place == Place::Same {
            // Behind its label in the same cell, up to the end of it.
            match cell.text.rfind(&c.value) {
                Some(at) if marks_only(cell.text.get(at + c.value.len()..).unwrap_or_default()) => {
                    cell.text.get(at..).unwrap_or_default().to_owned()
                }
                _ => return,
            }
        } else {
            // A wide gap may have cut the line itself.
            let row = self.row_text(index);
            if row.len() > cell.text.len() {
                if let Some(taken) = typed::take(field, &row, false) {
                    c.value = taken.value;
                    c.raw = row;
                }
                c.confidence = c.confidence.min(0.78);
                return;
            }
            cell.text.clone()
        };
        let wrapped = super::wrap::follow(self.page, index, text, place, &|i| self.is_label(i));
        if let Some((joined, bbox)) = wrapped.joined {
            if let Some(taken) = typed::take(field, &joined, false) {
                c.value = taken.value;
                c.raw = joined;
                c.anchor = self.page.anchor_box(cell, bbox);
            }
        } else if wrapped.doubtful && !field.many {
            c.confidence = c.confidence.min(0.78);
        }
    }

    /// The value in the cells below.
    fn under(&self, index: usize, used: Use, label: &str) -> Vec<Candidate> {
        let Some(rules) = self.rules.fields.get(used.field) else { return Vec::new() };
        let field = &rules.field;
        let follow = field.many || field.value_type == ValueType::Amount;
        let label_row_has_more =
            !self.page.right_of(index).is_empty() || !self.page.left_of(index).is_empty();
        let mut out: Vec<Candidate> = Vec::new();
        let mut rows: BTreeSet<usize> = BTreeSet::new();
        for i in self.page.below(index, 2.6).into_iter().take(MAX_ROWS) {
            let Some(cell) = self.cell(i) else { break };
            if !rows.insert(cell.line) {
                continue;
            }
            if marks_only(&cell.text) {
                continue;
            }
            // A label to its left claims it, unless this one stands straight above it.
            let straight = self.cell(index).is_some_and(|l| {
                (l.bbox.x0 - cell.bbox.x0).abs() <= 4.0
                    && cell.bbox.y0 - l.bbox.y1 < 1.2 * l.bbox.height().max(6.0)
            });
            let claimed = !straight && self.page.left_of(i).first().is_some_and(|l| self.is_label(*l));
            let starts_label = self.hits.get(i).is_some_and(|h| {
                h.first().is_some_and(|h| bullet_only(cell.text.get(..h.start).unwrap_or_default()))
            });
            if claimed || self.is_label(i) || (starts_label && !follow) {
                break;
            }
            // A label column: what stands below is the next label, not a value.
            let pairs = !self.page.right_of(i).is_empty() && !label_row_has_more;
            if pairs && !plain_type(field.value_type) {
                break;
            }
            let period = used.role == Role::Period;
            let whole = typed::take(field, &cell.text, period);
            // Wide gaps may have cut a date or a period into cells.
            let spread = || {
                let dated = matches!(field.value_type, ValueType::Date | ValueType::Amount);
                dated.then(|| typed::take(field, &self.row_text(i), period)).flatten()
            };
            let Some(taken) = whole.or_else(spread) else { break };
            let Some(mut c) = Candidate::new(self.view, used.field, (self.index, i), 0, &taken, Place::Below)
            else {
                break;
            };
            if field.value_type == ValueType::Organisation {
                self.lengthen(&mut c, i, field, Place::Below);
                if !label_row_has_more && !self.cell(index).is_some_and(|l| l.text.trim_end().ends_with(':'))
                {
                    // A lone word that happens to stand above a name is hardly a label.
                    c.confidence -= 0.06;
                }
            }
            let alike =
                field.value_type != ValueType::Organisation || crate::value::organisation::has_form(&c.value);
            if !follow && !out.is_empty() && !alike {
                break;
            }
            if !follow && !out.is_empty() {
                // A column of such values is a list of others, not this document's own.
                for c in &mut out {
                    c.confidence = c.confidence.min(0.6);
                }
                break;
            }
            out.push(self.finish(c, used, label, index));
        }
        out
    }

    /// What tells several amounts of a field apart: the row's own label in a table, else the nearest heading.
    fn section(&self, label: usize, value: usize, place: Place) -> Option<String> {
        if place == Place::Below {
            let left = self.page.left_of(value).into_iter().last()?;
            let text = &self.cell(left)?.text;
            return text.chars().any(char::is_alphabetic).then(|| text.chars().take(80).collect());
        }
        let at = self.cell(label)?;
        let heading = |c: &CellView<'_>| {
            let words = c.text.split_whitespace().count();
            let plain =
                !c.text.chars().any(|x| x.is_ascii_digit()) && !c.text.trim_end().ends_with(['.', ':', ',']);
            (1..=8).contains(&words) && plain && ((c.bold && !at.bold) || c.size > at.size + 0.8)
        };
        self.page
            .cells
            .iter()
            .enumerate()
            .filter(|(i, c)| c.bbox.y1 <= at.bbox.y0 + 1.0 && heading(c) && !self.is_label(*i))
            .max_by(|(i, a), (k, b)| a.bbox.y1.total_cmp(&b.bbox.y1).then(i.cmp(k)))
            .map(|(_, c)| c.text.chars().take(80).collect())
    }
}

/// A value below one label that another label claims in its own row is the other's.
fn drop_shadowed(all: &mut Vec<Candidate>) {
    let claimed: BTreeSet<((usize, usize), usize)> = all
        .iter()
        .filter(|c| matches!(c.place, Place::Same | Place::Right))
        .map(|c| (c.at.0, c.field))
        .collect();
    all.retain(|c| {
        c.place != Place::Below || !claimed.iter().any(|(at, field)| *at == c.at.0 && *field != c.field)
    });
}
