//! Whose number or name is it? An insurer, a notary, an accountant prints its own beside the provider's.

use std::sync::LazyLock;

use regex::Regex;

use super::candidate::Candidate;
use super::labels::FieldRules;
use super::view::{CellView, PageView, View};
use crate::value::constant_regex;
use crate::value::organisation::{self, Match, same_organisation};

/// Rows above a label that its block may hold.
const BLOCK_ROWS: usize = 10;

/// A name with a legal form in it.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    constant_regex(
        r"(?:\b(?:stichting|coöperatie|cooperatie|vereniging)\s+(?-i:[A-Z'])[\w&'’.-]*(?:\s+(?:(?-i:[A-Z0-9&])[\w&'’.-]*|van|de|het|en|voor|der|in)){0,6}|(?-i:[A-Z])[\w&'’.-]*(?:\s+[\w&'’.-]+){0,5}\s+(?:b\.?v\b\.?|n\.?v\b\.?|u\.a\.|llp\b))",
    )
});

/// The other party whose block a label stands in, if the block's heading (or an earlier label of it) is one
/// of the field's `not_under`.
pub fn block_owner(page: &PageView<'_>, label: usize, rules: &FieldRules) -> Option<String> {
    let at = page.cells.get(label)?;
    // In its own line: `Verzekeraar: Polis N.V., KvK 12345678`.
    let own = page
        .left_of(label)
        .into_iter()
        .filter_map(|i| page.cells.get(i))
        .chain(std::iter::once(at))
        .find_map(|c| verdict(c, rules));
    if let Some(theirs) = own {
        return theirs.then(|| excerpt(at));
    }
    let mut above: Vec<&CellView<'_>> = page
        .cells
        .iter()
        .filter(|c| {
            let column = c.bbox.x_overlap(&at.bbox) > 0.0 || (c.bbox.x0 - at.bbox.x0).abs() <= 4.0;
            column && c.bbox.y1 <= at.bbox.y0 + 0.3 * at.bbox.height().max(1.0)
        })
        .collect();
    above.sort_by(|a, b| b.bbox.y1.total_cmp(&a.bbox.y1));
    let mut top = at.bbox.y0;
    for cell in above.into_iter().take(BLOCK_ROWS) {
        if top - cell.bbox.y1 > 2.2 * at.bbox.height().max(8.0) {
            return None;
        }
        top = top.min(cell.bbox.y0);
        if let Some(theirs) = verdict(cell, rules) {
            return theirs.then(|| excerpt(cell));
        }
    }
    None
}

/// Whether a cell opens a block of another (true) or of the one who is meant (false).
fn verdict(cell: &CellView<'_>, rules: &FieldRules) -> Option<bool> {
    let longest = |list: &[String]| {
        list.iter().filter(|p| cell.squeezed.starts_with(p)).map(String::len).max().unwrap_or(0)
    };
    let (theirs, own) = (longest(&rules.not_under), longest(&rules.under));
    (theirs.max(own) > 0).then_some(theirs > own)
}

fn excerpt(cell: &CellView<'_>) -> String {
    cell.text.chars().take(80).collect()
}

/// Numbers in a page's head or foot are of whoever's paper it is: with another's name beside them they are
/// not taken, without any name they are not sure.
pub fn judge_margins(view: &View<'_>, all: &mut [Candidate], own_names: &[String], numbers: &[usize]) {
    for c in all.iter_mut().filter(|c| numbers.contains(&c.field)) {
        if c.owner.is_some() {
            c.confidence = c.confidence.min(0.4);
            continue;
        }
        if let Some(name) = c.context.as_deref().and_then(last_name) {
            let own = own_names.iter().any(|o| same_organisation(&name, o) != Match::Different);
            if !own {
                c.owner = Some(name);
                c.confidence = c.confidence.min(if own_names.is_empty() { 0.7 } else { 0.4 });
            }
            continue;
        }
        let ((page, index), _) = c.at;
        let (Some(page), Some(cell)) = (view.pages.get(page), view.cell((page, index))) else { continue };
        // Straight under another's name, as letterheads have it.
        let theirs = (!own_names.is_empty()).then(|| name_above(page, cell)).flatten();
        if let Some(name) = theirs
            && own_names.iter().all(|o| same_organisation(&name, o) == Match::Different)
        {
            c.owner = Some(name);
            c.confidence = c.confidence.min(0.5);
            continue;
        }
        if !page.in_foot(cell) && !(page.in_head(cell) && crowded(cell)) {
            continue;
        }
        let near =
            |other: &CellView<'_>| (other.bbox.y0 - cell.bbox.y0).abs() <= 3.5 * cell.bbox.height().max(6.0);
        let names: Vec<String> = page
            .cells
            .iter()
            .filter(|o| near(o) && (page.in_foot(o) == page.in_foot(cell)))
            .flat_map(|o| NAMED.find_iter(&o.text).map(|m| m.as_str().to_owned()).collect::<Vec<_>>())
            .filter_map(|n| organisation::clean(&n))
            .collect();
        let own = names.iter().any(|n| own_names.iter().any(|o| same_organisation(n, o) != Match::Different));
        if own {
            continue;
        }
        if let Some(name) = names.first().filter(|_| !own_names.is_empty()) {
            c.owner = Some(name.clone());
            c.confidence = c.confidence.min(0.4);
        } else {
            c.owner = names.first().cloned();
            c.confidence = c.confidence.min(0.7);
        }
    }
}

/// The organisation named nearest above in the lines that follow each other closely.
fn name_above(page: &PageView<'_>, cell: &CellView<'_>) -> Option<String> {
    let mut above: Vec<&CellView<'_>> = page
        .cells
        .iter()
        .filter(|c| (c.bbox.x0 - cell.bbox.x0).abs() <= 4.0 && c.bbox.y1 <= cell.bbox.y0 + 2.0)
        .collect();
    above.sort_by(|a, b| b.bbox.y1.total_cmp(&a.bbox.y1));
    let mut top = cell.bbox.y0;
    for c in above.into_iter().take(6) {
        if top - c.bbox.y1 > cell.bbox.height().max(6.0) {
            return None;
        }
        top = c.bbox.y0;
        if let Some(name) = last_name(&c.text) {
            return Some(name);
        }
    }
    None
}

/// The organisation named last in a text.
fn last_name(text: &str) -> Option<String> {
    let found = NAMED.find_iter(text).last()?;
    organisation::clean(found.as_str())
}

/// Several things in one cell, as letterheads have them: `tel. 070 ... | www ... | KvK ...`.
fn crowded(cell: &CellView<'_>) -> bool {
    let text = &cell.text;
    text.contains('@')
        || text.contains("www")
        || text.contains('|')
        || text.contains('•')
        || text.contains('·')
        || text.to_lowercase().contains("iban")
        || text.to_lowercase().contains("tel")
}
