//! Values without a label, where the kind says that their place makes them plain.

use std::sync::LazyLock;

use regex::Regex;

use super::candidate::{Candidate, Place};
use super::labels::KindRules;
use super::typed::Taken;
use super::view::{CellView, PageView, View};
use crate::catalogue::{Unlabelled, ValueType};
use crate::fold::fold;
use crate::value::constant_regex;
use crate::value::date::{find_dates, parse_date};
use crate::value::legal_form::find_legal_form;
use crate::value::number::find_years;
use crate::value::organisation;

static POSTCODE: LazyLock<Regex> = LazyLock::new(|| constant_regex(r"(?-i:\b[1-9]\d{3}\s?[A-Z]{2}\b)\s+\S"));
/// What a sender prints with its own address, and a receiver's address never has.
static CONTACT: LazyLock<Regex> = LazyLock::new(|| {
    constant_regex(r"@|www\.|\btel|telefoon|\bfax\b|iban|\bkvk\b|\bbtw\b|https?:|\bbezoekadres|\bpostadres")
});
/// What only a letter has.
static LETTER: LazyLock<Regex> = LazyLock::new(|| {
    constant_regex(
        r"^\s*(?:betreft|onderwerp|geachte|ons kenmerk|uw kenmerk|kenmerk|behandeld door|uw brief|beste|datum)\b",
    )
});
/// Before a date they make it the day that figures are of, not the day of the paper.
static MOMENT: LazyLock<Regex> = LazyLock::new(|| {
    constant_regex(
        r"\b(?:per|balans|ultimo|einde|eind|afgesloten|eindigend|eindigende|boekjaar|stand|periode|t/m|tot en met|over)\b",
    )
});
static NO_NAME: LazyLock<Regex> = LazyLock::new(|| {
    constant_regex(
        r"^\s*(?:t\.?\s?a\.?\s?v|ter attentie|aan\b|de heer|dhr|mevr|mw\.|postbus|het bestuur|de directie|de raad|vertrouwelijk|persoonlijk|aangetekend|retour)",
    )
});

pub fn unlabelled(view: &View<'_>, rules: &KindRules, have: &dyn Fn(usize) -> bool) -> Vec<Candidate> {
    let mut out = Vec::new();
    for (field, rule) in rules.fields.iter().enumerate() {
        if rule.field.unlabelled.is_empty() || have(field) {
            continue;
        }
        for place in &rule.field.unlabelled {
            let found = match place {
                Unlabelled::DateLine => date_line(view, rules, field, true),
                Unlabelled::Signing => date_line(view, rules, field, false),
                Unlabelled::Head if rule.field.value_type == ValueType::Year => head_year(view, field),
                Unlabelled::Head => head(view, rules, field),
                Unlabelled::Foot => foot(view, field),
                Unlabelled::Only => only(view, field),
                Unlabelled::Addressee => addressee(view, field),
                Unlabelled::Columns => columns(view, field),
                Unlabelled::TitleName => title_name(view, rules, field),
            };
            let strong = found.iter().any(|c| c.confidence >= crate::fact::DECISIVE);
            out.extend(found);
            if strong {
                break;
            }
        }
    }
    out
}

fn make(
    view: &View<'_>,
    field: usize,
    at: (usize, usize),
    taken: &Taken,
    confidence: f32,
) -> Option<Candidate> {
    let mut c = Candidate::new(view, field, at, 0, taken, Place::Alone)?;
    c.confidence = confidence - if taken.sure { 0.0 } else { 0.2 };
    // A weaker place than any label.
    c.rank = 99;
    Some(c)
}

fn date_in(cell: &CellView<'_>) -> Option<Taken> {
    let found = parse_date(&cell.text)?;
    let day = found.when.day()?;
    Some(Taken {
        start: found.start,
        end: found.end,
        value: day.to_string(),
        whole: true,
        sure: found.sure,
        period: false,
    })
}

/// Whether another label claims the cell: to its left, above it, or within it.
fn claimed(page: &PageView<'_>, rules: &KindRules, index: usize, field: usize) -> bool {
    let Some(cell) = page.cells.get(index) else { return true };
    let labelled = |c: &CellView<'_>| {
        c.text.trim_end().ends_with(':') || rules.hits(&c.squeezed).iter().any(|h| rules.bars(h, field))
    };
    if labelled(cell) || page.left_of(index).first().and_then(|l| page.cells.get(*l)).is_some_and(labelled) {
        return true;
    }
    page.cells
        .iter()
        .filter(|c| {
            let gap = cell.bbox.y0 - c.bbox.y1;
            c.bbox.x_overlap(&cell.bbox) > 0.0 && gap >= -1.0 && gap < 1.5 * cell.bbox.height().max(6.0)
        })
        .any(|c| rules.hits(&c.squeezed).iter().any(|h| rules.bars(h, field)))
}

/// One distinct value is good evidence, several are not.
fn sole(mut found: Vec<Candidate>) -> Vec<Candidate> {
    if found.iter().any(|c| c.confidence >= crate::fact::DECISIVE) {
        found.retain(|c| c.confidence >= 0.7);
    }
    let distinct = found.first().is_none_or(|a| found.iter().all(|b| a.value == b.value));
    if !distinct {
        for c in &mut found {
            c.confidence = c.confidence.min(0.6);
        }
    }
    found
}

/// Whether figures stand under a cell, or another date or year beside it: the head of a column.
fn heads_figures(page: &PageView<'_>, index: usize) -> bool {
    let figure = |c: &CellView<'_>| {
        let text = c.text.trim();
        text.chars().any(|x| x.is_ascii_digit())
            && text.chars().all(|x| x.is_ascii_digit() || "€.,- ()%/".contains(x))
    };
    let beside =
        page.right_of(index).into_iter().chain(page.left_of(index)).filter_map(|i| page.cells.get(i)).any(
            |c| !find_dates(&c.text).is_empty() || !find_years(&c.text).is_empty() && c.text.len() <= 30,
        );
    let under = page.below(index, 3.0).into_iter().take(4).filter_map(|i| page.cells.get(i)).any(figure);
    beside || under
}

/// Lines of nothing but a place and a date.
fn date_line(view: &View<'_>, rules: &KindRules, field: usize, at_head: bool) -> Vec<Candidate> {
    let last = view.pages.iter().rposition(|p| !p.cells.is_empty()).unwrap_or(0);
    let mut out = Vec::new();
    for (index, page) in view.pages.iter().enumerate() {
        if if at_head { index > 0 } else { index + 1 < last } {
            continue;
        }
        for (i, cell) in page.cells.iter().enumerate() {
            let within = if at_head {
                cell.bbox.y1 < 0.55 * page.height
            } else {
                index + 1 == last || cell.bbox.y0 > 0.3 * page.height || index == last && index > 0
            };
            if !within || cell.text.len() > 80 || page.in_foot(cell) && at_head {
                continue;
            }
            let Some(taken) = date_in(cell) else { continue };
            // Place and date: a comma before the date, or a month's name in it.
            let lead = cell.text.get(..taken.start).unwrap_or_default();
            let placed = lead.chars().any(char::is_alphabetic) && !MOMENT.is_match(lead);
            let named =
                cell.text.get(taken.start..taken.end).is_some_and(|t| t.chars().any(char::is_alphabetic));
            if claimed(page, rules, i, field) || !(placed || named || at_head) {
                continue;
            }
            let base = match (at_head, placed, named) {
                (true, true, _) => 0.88,
                (true, false, true) => 0.85,
                (true, false, false) => 0.81,
                (false, true, _) => 0.84,
                (false, false, _) => 0.7,
            };
            // The day of a balance sheet: the last of a year, `per` a day, or the head of columns of figures.
            let moment = MOMENT.is_match(lead) || heads_figures(page, i);
            let balance = taken.value.ends_with("-12-31") && !placed;
            let base: f32 = if balance || moment { 0.5 } else { base };
            out.extend(make(view, field, (index, i), &taken, base));
        }
    }
    sole(out)
}

/// A date at the start of a line, upper third of the first page.
fn head(view: &View<'_>, rules: &KindRules, field: usize) -> Vec<Candidate> {
    let Some(page) = view.pages.first() else { return Vec::new() };
    let mut out = Vec::new();
    for (i, cell) in page.cells.iter().enumerate() {
        if cell.bbox.y1 > 0.34 * page.height || claimed(page, rules, i, field) {
            continue;
        }
        for d in find_dates(&cell.text) {
            let Some(day) = d.when.day() else { continue };
            let taken = Taken {
                start: d.start,
                end: d.end,
                value: day.to_string(),
                whole: false,
                sure: d.sure,
                period: false,
            };
            out.extend(make(view, field, (0, i), &taken, 0.72));
        }
    }
    sole(out)
}

/// A date in the foot of a page, or in the last lines of a picture.
fn foot(view: &View<'_>, field: usize) -> Vec<Candidate> {
    let mut out = Vec::new();
    for (index, page) in view.pages.iter().enumerate() {
        let bottom = page.cells.iter().map(|c| c.bbox.y1).fold(0.0, f32::max);
        for (i, cell) in page.cells.iter().enumerate() {
            if cell.bbox.y0 < 0.87 * page.height.max(1.0)
                && cell.bbox.y1 < bottom - 3.0 * cell.bbox.height().max(6.0)
            {
                continue;
            }
            for d in find_dates(&cell.text) {
                let Some(day) = d.when.day() else { continue };
                let taken = Taken {
                    start: d.start,
                    end: d.end,
                    value: day.to_string(),
                    whole: false,
                    sure: d.sure,
                    period: false,
                };
                out.extend(make(view, field, (index, i), &taken, 0.83));
            }
        }
    }
    sole(out)
}

/// The only date of the document.
fn only(view: &View<'_>, field: usize) -> Vec<Candidate> {
    let mut out = Vec::new();
    for (index, page) in view.pages.iter().enumerate() {
        for (i, cell) in page.cells.iter().enumerate() {
            for d in find_dates(&cell.text) {
                let Some(day) = d.when.day() else { continue };
                let taken = Taken {
                    start: d.start,
                    end: d.end,
                    value: day.to_string(),
                    whole: false,
                    sure: d.sure,
                    period: false,
                };
                out.extend(make(view, field, (index, i), &taken, 0.7));
            }
        }
    }
    let distinct = out.first().is_none_or(|a| out.iter().all(|b| a.value == b.value));
    if distinct { out } else { Vec::new() }
}

/// The name above the address that a letter is sent to.
fn addressee(view: &View<'_>, field: usize) -> Vec<Candidate> {
    let Some(page) = view.pages.first() else { return Vec::new() };
    let letter = page.cells.iter().any(|c| LETTER.is_match(&c.text));
    let mut out = Vec::new();
    for cell in &page.cells {
        if cell.bbox.y1 > 0.45 * page.height || !POSTCODE.is_match(&cell.text) || CONTACT.is_match(&cell.text)
        {
            continue;
        }
        let mut block: Vec<(usize, &CellView<'_>)> = page
            .cells
            .iter()
            .enumerate()
            .filter(|(_, c)| (c.bbox.x0 - cell.bbox.x0).abs() <= 4.0 && c.bbox.y1 <= cell.bbox.y0 + 2.0)
            .collect();
        block.sort_by(|(_, a), (_, b)| b.bbox.y1.total_cmp(&a.bbox.y1));
        let mut top = cell.bbox.y0;
        let mut lines = Vec::new();
        for (i, c) in block.into_iter().take(6) {
            if top - c.bbox.y1 > 1.2 * cell.bbox.height().max(6.0) {
                break;
            }
            top = c.bbox.y0;
            lines.push((i, c));
        }
        // Below the postcode nothing of a sender may stand either.
        let after = page.cells.iter().any(|c| {
            (c.bbox.x0 - cell.bbox.x0).abs() <= 4.0
                && c.bbox.y0 >= cell.bbox.y1 - 2.0
                && c.bbox.y0 - cell.bbox.y1 < 2.5 * cell.bbox.height().max(6.0)
                && CONTACT.is_match(&c.text)
        });
        if after || lines.iter().any(|(_, c)| CONTACT.is_match(&c.text)) {
            continue;
        }
        let formed = lines
            .iter()
            .rev()
            .find(|(_, c)| find_legal_form(&c.text).is_some() && !NO_NAME.is_match(&c.text));
        let named = formed.or_else(|| {
            lines
                .iter()
                .rev()
                .find(|(_, c)| !NO_NAME.is_match(&c.text) && !c.text.chars().any(|x| x.is_ascii_digit()))
        });
        let Some((i, c)) = named else { continue };
        let Some(value) = organisation::clean(&c.text) else { continue };
        let taken = Taken { start: 0, end: c.text.len(), value, whole: true, sure: true, period: false };
        // A line under it that is neither person nor street may be the rest of the name.
        let under = lines
            .iter()
            .position(|(k, _)| k == i)
            .and_then(|at| at.checked_sub(1))
            .and_then(|b| lines.get(b));
        let goes_on = !organisation::ends_in_form(&c.text)
            && under.is_some_and(|(_, l)| {
                !NO_NAME.is_match(&l.text) && !l.text.chars().any(|x| x.is_ascii_digit())
            });
        let base = if letter && formed.is_some() && !goes_on { 0.83 } else { 0.65 };
        out.extend(make(view, field, (0, *i), &taken, base));
    }
    sole(out)
}

/// Years at the heads of columns: a row with at least two, or one under a word that says what it is.
fn columns(view: &View<'_>, field: usize) -> Vec<Candidate> {
    let mut out = Vec::new();
    for (index, page) in view.pages.iter().enumerate() {
        let heads: Vec<(usize, i32)> = page
            .cells
            .iter()
            .enumerate()
            .filter(|(_, c)| c.text.len() <= 30)
            .filter_map(|(i, c)| match find_years(&c.text).as_slice() {
                [one] => Some((i, one.value)),
                _ => None,
            })
            .collect();
        for (i, year) in &heads {
            let Some(cell) = page.cells.get(*i) else { continue };
            let beside = heads
                .iter()
                .filter(|(k, _)| k != i)
                .any(|(k, _)| page.cells.get(*k).is_some_and(|o| PageView::same_row(cell, o)));
            let said = fold(&cell.text);
            let past = ["realisatie", "werkelijk", "jaarrekening", "resultaat", "actual"]
                .iter()
                .any(|w| said.contains(w));
            let planned = ["begroting", "prognose", "raming", "begroot", "budget", "forecast"]
                .iter()
                .any(|w| said.contains(w));
            if past || !(beside || planned) {
                continue;
            }
            // Years that rise to the right, and no word of the past on the page: years to come.
            let row: Vec<i32> = {
                let mut row: Vec<(f32, i32)> = heads
                    .iter()
                    .filter_map(|(k, y)| {
                        page.cells.get(*k).filter(|o| PageView::same_row(cell, o)).map(|o| (o.bbox.x0, *y))
                    })
                    .collect();
                row.sort_by(|a, b| a.0.total_cmp(&b.0));
                row.into_iter().map(|(_, y)| y).collect()
            };
            let rising = row.len() > 1
                && row.windows(2).all(|w| w.first() < w.last())
                && !page.cells.iter().any(|c| {
                    let said = fold(&c.text);
                    said.len() < 60
                        && ["realisatie", "werkelijk", "vorig jaar", "gerealiseerd"]
                            .iter()
                            .any(|w| said.contains(w))
                });
            let taken = Taken {
                start: 0,
                end: cell.text.len(),
                value: year.to_string(),
                whole: true,
                sure: true,
                period: false,
            };
            out.extend(make(
                view,
                field,
                (index, *i),
                &taken,
                if planned {
                    0.9
                } else if rising {
                    0.82
                } else {
                    0.72
                },
            ));
        }
    }
    out
}

/// A short line with one year, upper third of the first page.
fn head_year(view: &View<'_>, field: usize) -> Vec<Candidate> {
    let Some(page) = view.pages.first() else { return Vec::new() };
    let mut out = Vec::new();
    for (i, cell) in page.cells.iter().enumerate() {
        if cell.bbox.y1 > 0.34 * page.height || cell.text.split_whitespace().count() > 6 {
            continue;
        }
        let years = find_years(&cell.text);
        let last_days = find_dates(&cell.text)
            .into_iter()
            .filter_map(|d| Some((d.start, d.end, d.when.day()?)))
            .next_back();
        let (start, end, year) = match (years.as_slice(), last_days) {
            ([one], _) => (one.start, one.end, one.value),
            (_, Some((start, end, day))) => (start, end, chrono::Datelike::year(&day)),
            _ => continue,
        };
        let taken = Taken { start, end, value: year.to_string(), whole: true, sure: true, period: false };
        out.extend(make(view, field, (0, i), &taken, 0.74));
    }
    sole(out)
}

/// Lines of nothing but a name with its legal form; surer when the name comes back.
fn title_name(view: &View<'_>, rules: &KindRules, field: usize) -> Vec<Candidate> {
    let mut seen: Vec<(String, usize)> = Vec::new();
    let name = |cell: &CellView<'_>| -> Option<String> {
        if cell.text.split_whitespace().count() > 16 || cell.text.trim_end().ends_with([':', '?']) {
            return None;
        }
        cell.text.split([',', ';', '|', '–', '—', '•']).find_map(|part| {
            // Without the paper's own title and year in front.
            let words: Vec<&str> = part
                .split_whitespace()
                .skip_while(|w| {
                    let folded = fold(w);
                    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
                    rules.title_words.contains(bare)
                        || bare.chars().all(|c| c.is_ascii_digit())
                        || ["van", "voor", "de", "het"].contains(w)
                })
                .collect();
            if !(2..=9).contains(&words.len()) {
                return None;
            }
            let value = organisation::clean(&words.join(" "))?;
            let last = value.split_whitespace().last()?;
            let open = last.chars().all(char::is_lowercase) || last == "&";
            let formed =
                organisation::has_form(&value) && value.chars().next().is_some_and(char::is_uppercase);
            // A line of running text that happens to start with a name.
            let named = value.split_whitespace().count();
            let sentence = named < words.len() || cell.text.split_whitespace().count() > 2 * named + 3;
            (formed && !open && !sentence && !NO_NAME.is_match(&value)).then_some(value)
        })
    };
    // A heading's line that stands close to another of the same make may hold a part of the name only.
    let broken = |page: &PageView<'_>, cell: &CellView<'_>| {
        page.cells.iter().any(|o| {
            let gap = (o.bbox.y0 - cell.bbox.y1).max(cell.bbox.y0 - o.bbox.y1);
            !std::ptr::eq(o, cell)
                && (o.size - cell.size).abs() < 0.3
                && o.bold == cell.bold
                && (-1.0..0.7 * cell.bbox.height().max(6.0)).contains(&gap)
                && o.bbox.x_overlap(&cell.bbox) > 0.0
        })
    };
    for page in &view.pages {
        for cell in &page.cells {
            let Some(value) = name(cell) else { continue };
            let key = organisation::key(&value);
            match seen.iter_mut().find(|(k, _)| *k == key) {
                Some((_, n)) => *n += 1,
                None => seen.push((key, 1)),
            }
        }
    }
    // The only organisation that is named anywhere.
    let all: std::collections::BTreeSet<String> = view
        .pages
        .iter()
        .flat_map(|p| &p.cells)
        .flat_map(|c| super::owner::names_in(&c.text).collect::<Vec<_>>())
        .map(|n| organisation::key(&n))
        .collect();
    let Some(page) = view.pages.first() else { return Vec::new() };
    let mut out = Vec::new();
    for (i, cell) in page.cells.iter().enumerate() {
        if page.in_foot(cell) {
            continue;
        }
        let Some(value) = name(cell) else { continue };
        let key = organisation::key(&value);
        let times = seen.iter().find(|(k, _)| *k == key).map_or(0, |(_, n)| *n);
        let taken = Taken { start: 0, end: cell.text.len(), value, whole: true, sure: true, period: false };
        let short = cell.text.split_whitespace().count() < 3;
        let part = broken(page, cell);
        let plain = (times > 1 && !(part && short)) || (all.len() == 1 && !part);
        out.extend(make(view, field, (0, i), &taken, if plain { 0.84 } else { 0.76 }));
    }
    sole(out)
}
