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

/// A name with a legal form in it: words with a capital, and the small words that names have.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    let small = r"(?:van|de|het|en|voor|der|den|in|aan|op|bij|met|ten|ter|over|tot|om|uit|door|'t|’t|&|\+|-)";
    let big = r"(?-i:[A-Z0-9À-Ý'‘“\u{22}])[\w&'’”\u{22}/-]*(?:\.[A-Za-z]+)*";
    constant_regex(&format!(
        r"(?:\b(?:stichting|coöperatie|cooperatie|vereniging) +(?:{big}|{small})(?: +(?:{big}|{small})){{0,7}}(?: +u\.?a\b\.?)?|{big}(?: +(?:{big}|{small})){{0,7}} +(?:b\.\s?v\b\.?|bv\b|n\.\s?v\b\.?|nv\b|u\.a\b\.?|v\.o\.f\b\.?))"
    ))
});
/// Names of those whose paper is about others.
static PROFESSIONAL: LazyLock<Regex> = LazyLock::new(|| {
    constant_regex(
        r"\b(?:\w*bank|\w*verzeker\w*|assura\w*|\w*notari\w*|accountan\w*|advocat\w*|administratiekantoor|belastingadvis\w*|\w*adviesgroep|\w*makelaar\w*|zorgkantoor|gemeente)\b",
    )
});
/// The word of such a name that tells it.
static PROFESSION: LazyLock<Regex> = LazyLock::new(|| {
    constant_regex(
        r"^(?:bank|verzekeringen|verzekeraars?|assuranti[eë]n|assurantiekantoor|assuradeuren|notaris(?:sen)?|notariaat|accountants?|advocaten|adviesgroep|adviseurs|makelaars|administraties?|administratiekantoor)$",
    )
});
static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    constant_regex(
        r"(?:\s+(?:van|de|het|en|voor|der|den|in|aan|op|bij|met|ten|ter|over|tot|om|uit|door|&|\+|-))+$",
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
        // `Agent   Kuipers Verzekeringen`: a label that no list knows, with such a name.
        let value = page
            .cells
            .iter()
            .filter(|o| PageView::same_row(cell, o) && o.bbox.x0 >= cell.bbox.x1 - 1.0)
            .min_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
        if let Some(name) = value.and_then(|v| professional(&v.text)) {
            return Some(name);
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
    let named: std::collections::BTreeSet<String> = view
        .pages
        .iter()
        .flat_map(|p| &p.cells)
        .flat_map(|c| names_in(&c.text).map(|n| organisation::key(&n)).collect::<Vec<_>>())
        .collect();
    let named_alone = named.len() <= 1;
    for c in all.iter_mut().filter(|c| numbers.contains(&c.field)) {
        if c.owner.is_some() {
            c.confidence = c.confidence.min(0.4);
            continue;
        }
        if let Some(name) = c.context.as_deref().and_then(last_name) {
            if !is_known(&name, own_names) {
                c.owner = Some(name);
                c.confidence = c.confidence.min(if own_names.is_empty() { 0.7 } else { 0.4 });
            }
            continue;
        }
        let ((page, index), _) = c.at;
        let (Some(page), Some(cell)) = (view.pages.get(page), view.cell((page, index))) else { continue };
        // Straight under another's name, as letterheads have it. Where nothing tells whom the paper is about,
        // the one organisation that is named in it is.
        if let Some(name) = name_above(page, cell)
            && !is_known(&name, own_names)
            && (!own_names.is_empty() || PROFESSIONAL.is_match(&name) || !named_alone)
        {
            c.owner = Some(name);
            c.confidence = c.confidence.min(if own_names.is_empty() { 0.7 } else { 0.5 });
            continue;
        }
        let margin = page.in_foot(cell) || page.in_head(cell) && crowded(cell);
        if !margin {
            continue;
        }
        let near =
            |other: &CellView<'_>| (other.bbox.y0 - cell.bbox.y0).abs() <= 3.5 * cell.bbox.height().max(6.0);
        let names: Vec<String> = page
            .cells
            .iter()
            .filter(|o| near(o) && (page.in_foot(o) == page.in_foot(cell)))
            .flat_map(|o| names_in(&o.text).collect::<Vec<_>>())
            .collect();
        let own = names.iter().any(|n| is_known(n, own_names));
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

/// Where no label names anyone and the text introduces one organisation alone with its number
/// (`Stichting X, ingeschreven in het handelsregister onder nummer ...`), it is about that one. Gives the
/// candidate for the name.
pub fn introduced(all: &mut [Candidate], numbers: &[usize], name_field: usize) -> Option<Candidate> {
    let pairs: Vec<usize> = all
        .iter()
        .enumerate()
        .filter(|(_, c)| numbers.contains(&c.field) && c.context.is_some())
        .map(|(i, _)| i)
        .collect();
    let first = all.get(*pairs.first()?)?;
    let name = first.owner.clone()?;
    let (value, field) = (first.value.clone(), first.field);
    let alone = all.iter().filter(|c| c.field == field).all(|c| {
        c.value == value && c.owner.as_ref().is_none_or(|o| organisation::key(o) == organisation::key(&name))
    });
    if !alone {
        return None;
    }
    let mut named = first.clone();
    for c in all.iter_mut().filter(|c| c.field == field) {
        c.owner = None;
        c.confidence = c.place.base() - 0.03;
    }
    named.field = name_field;
    named.confidence = 0.85;
    named.raw.clone_from(&name);
    named.value = name;
    named.owner = None;
    named.label = None;
    named.context = None;
    named.rank = 90;
    Some(named)
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
        if let Some(name) = last_name(&c.text).or_else(|| professional(&c.text)) {
            return Some(name);
        }
    }
    None
}

/// A short line that names a bank, insurer, notary or accountant without a legal form: `Visser Notarissen`.
fn professional(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let named = (2..=6).contains(&words.len())
        && text.starts_with(char::is_uppercase)
        && !text.contains([':', '?', '.'])
        && words.iter().skip(1).any(|w| w.starts_with(char::is_uppercase) && PROFESSION.is_match(w));
    named.then(|| text.trim().to_owned())
}

/// The organisations named in a text.
pub fn names_in(text: &str) -> impl Iterator<Item = String> + '_ {
    NAMED.find_iter(text).filter_map(|m| {
        let name = TAIL.replace(m.as_str(), "").into_owned();
        organisation::clean(&name).filter(|n| organisation::has_form(n))
    })
}

/// A name at the start of a text without the sentence that goes on behind it.
pub fn cut(text: &str) -> Option<String> {
    let found = NAMED.find(text).filter(|m| m.start() == 0)?;
    let rest = text.get(found.end()..)?.trim_start_matches(['.', ' ']);
    rest.starts_with(char::is_lowercase).then(|| names_in(found.as_str()).next()).flatten()
}

/// The organisation named last in a text.
fn last_name(text: &str) -> Option<String> {
    names_in(text).last()
}

/// Whether a name found in running text is (the start or end of) one that is known: where it begins and
/// ends is not sure, but what joins it to its surroundings are small words.
fn is_known(found: &str, known: &[String]) -> bool {
    let small = |w: &str| w.chars().all(|c| !c.is_uppercase()) && !w.chars().any(|c| c.is_ascii_digit());
    let words: Vec<&str> = found.split_whitespace().collect();
    let mut forms: Vec<String> = vec![found.to_owned()];
    for (i, word) in words.iter().enumerate().filter(|(_, w)| small(w)) {
        let _ = word;
        forms.push(words.get(..i).unwrap_or_default().join(" "));
        forms.push(words.get(i + 1..).unwrap_or_default().join(" "));
    }
    known.iter().any(|k| forms.iter().any(|f| same_organisation(f, k) != Match::Different))
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
