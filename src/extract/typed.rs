//! A value of a field's type at the start of a text: what was read, how well it fits.

use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use super::squeeze::Squeezed;
use crate::catalogue::{Field, Part, ValueType};
use crate::fold::fold;
use crate::value::constant_regex;
use crate::value::{amount, contact, date, identifier, legal_form, number, organisation, person, range};

/// A value read from a text, at byte range `start..end` of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    pub start: usize,
    pub end: usize,
    /// Canonical.
    pub value: String,
    /// Nothing but the value stood there.
    pub whole: bool,
    /// The notation leaves no doubt.
    pub sure: bool,
    /// A period was read, of which this is one day.
    pub period: bool,
}

static LONG_NUMBER: LazyLock<Regex> = LazyLock::new(|| constant_regex(r"\d{5}|\bnummer\b"));
/// Words of a sentence that a name hardly has.
static SAID: LazyLock<Regex> = LazyLock::new(|| {
    constant_regex(
        r"(?-i:\b(?:wordt|worden|is|zijn|heeft|hebben|zal|zullen|kan|kunnen|moet|moeten|levert|leveren|geleverd|verklaart|verklaren|niet|geen)\b)",
    )
});
static NONE: LazyLock<Regex> = LazyLock::new(|| constant_regex(r"^(?:geen|niet|nog niet|n\.?v\.?t)\b"));
static PARAGRAPH: LazyLock<Regex> = LazyLock::new(|| constant_regex(r"^\d{1,2}\.(?:\s|\d)"));
/// Years that belong together.
static YEARS: LazyLock<Regex> =
    LazyLock::new(|| constant_regex(r"^20\d\d(?:\s*(?:-|–|—|t/m|tot\s+en\s+met|/|en|,)\s*(?:20)?\d\d\b)*"));
static INITIALS: LazyLock<Regex> = LazyLock::new(|| {
    constant_regex(
        r"^\s*(?:(?:de\s+heer|dhr|mevr|mevrouw|mw|drs|dr|mr|ir|ing)\b|(?-i:(?:[A-Z]\.\s?){1,5})\s*(?-i:[a-z]+\s+){0,3}(?-i:[A-Z]))",
    )
});

/// Words that may stand between a label and its value.
const FILLERS: [&str; 46] = [
    "op",
    "d.d",
    "dd",
    "de",
    "het",
    "per",
    "is",
    "was",
    "van",
    "vanaf",
    "nr",
    "nummer",
    "no",
    "onder",
    "bij",
    "te",
    "tot",
    "en",
    "met",
    "t/m",
    "sinds",
    "inzake",
    "over",
    "in",
    "heden",
    "datum",
    "aan",
    "voor",
    "dossiernummer",
    "nederland",
    "luidt",
    "ons",
    "om",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
    "d",
    "jaar",
    "zijn",
    "bedraagt",
    "nl",
    "uiterlijk",
];

/// Whether only small words and marks stand in `lead`. With `free` words of any kind (a place name).
fn leads(lead: &str, free: usize) -> bool {
    if lead.len() > 60 || lead.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let mut others = 0;
    for word in lead.split(|c: char| !(c.is_alphanumeric() || c == '.' || c == '/')) {
        let word = fold(word.trim_matches(['.', '/']));
        if !word.is_empty() && !FILLERS.contains(&word.as_str()) {
            others += 1;
        }
    }
    others <= free
}

fn only_marks(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
}

/// The value at the start of `text`, which stands with a label of `field`. `period` is set where the label
/// is one of a period.
pub fn take(field: &Field, text: &str, period: bool) -> Option<Taken> {
    if text.trim().is_empty() {
        return None;
    }
    match field.value_type {
        ValueType::Date => take_date(field, text, period),
        ValueType::Amount => {
            let (found, rest) = amount::take_amount(text)?;
            // A bare small number next to a label of money is a clause or a count.
            if !found.currency && found.value < Decimal::ONE_HUNDRED {
                return None;
            }
            let value = format!("{:.2}", found.value.round_dp(2));
            let whole = only_marks(rest) || amount::parse_amount(text).is_some();
            Some(Taken { start: found.start, end: found.end, value, whole, sure: found.sure, period: false })
        }
        ValueType::Percentage => {
            if let Some(found) = number::find_percentages(text).into_iter().next()
                && leads(text.get(..found.start)?, 1)
            {
                let whole = only_marks(text.get(found.end..)?);
                return Some(taken(found.start, found.end, number::plain(found.value), whole, true));
            }
            let value = number::parse_percentage(text)?;
            let sure = text.contains('/');
            Some(taken(0, text.len(), number::plain(value), true, sure))
        }
        ValueType::Count => {
            let value = number::parse_count(text)?;
            Some(taken(0, text.len(), value.normalize().to_string(), true, true))
        }
        ValueType::Kvk => digits(text, &identifier::find_kvk(text), |_| true),
        ValueType::Rsin => digits(text, &identifier::find_rsin(text), identifier::passes_eleven_test),
        ValueType::Agb => digits(text, &identifier::find_agb(text), |_| true),
        ValueType::Year => take_year(text),
        ValueType::Organisation => {
            let value = organisation::clean(text)?;
            let start = text.find(value.split_whitespace().next()?)?;
            let named = value.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
                || value.starts_with('\'')
                || legal_form::find_legal_form(&value).is_some();
            let plausible = value.split_whitespace().count() <= 14
                && date::parse_date(&value).is_none()
                && !value.contains('@')
                && !LONG_NUMBER.is_match(&value)
                && !value.ends_with(':')
                && !value.ends_with('?')
                && ![
                    "nee", "ja", "n.v.t", "nvt", "onbekend", "geen", "naam", "totaal", "adres", "datum",
                    "functie",
                ]
                .contains(&fold(&value).trim_matches('.'));
            let formed = legal_form::find_legal_form(&value).is_some();
            // A sentence, or the heading of the next paragraph.
            let wordy = !formed && value.split_whitespace().count() > 8 || PARAGRAPH.is_match(&value);
            let said =
                SAID.is_match(&value) && value.split_whitespace().count() >= 6 || NONE.is_match(&value);
            // A person's name where an organisation's is asked: a contact, a sole trader.
            let personal = !formed && (INITIALS.is_match(&value));
            (named && plausible && !wordy && !said).then(|| taken(start, text.len(), value, true, !personal))
        }
        ValueType::Person => {
            let value = text.trim().trim_matches([':', ';', ',']).trim().to_owned();
            let named =
                person::parse_person(&value).is_some() || legal_form::find_legal_form(&value).is_some();
            named.then(|| taken(0, text.len(), value, true, true))
        }
        ValueType::LegalForm => {
            let found = legal_form::find_legal_form(text)?;
            // The range is of the folded text; the cell as a whole is the place.
            (found.start <= 30)
                .then(|| taken(0, text.len(), legal_form::register_name(found.value).to_owned(), true, true))
        }
        ValueType::Url => {
            let found = contact::find_urls(text).into_iter().next()?;
            leads(text.get(..found.start)?, 4).then(|| taken(found.start, found.end, found.value, true, true))
        }
        ValueType::Text => take_text(field, text),
        ValueType::YesNo => take_yes_no(field, text),
    }
}

/// As [`take`]; a field of several years gives all years of a span (`2026-2028`).
pub fn take_all(field: &Field, text: &str, period: bool) -> Vec<Taken> {
    let Some(first) = take(field, text, period) else { return Vec::new() };
    if !(field.many && field.value_type == ValueType::Year) {
        return vec![first];
    }
    let said = YEARS.find(text.get(first.start..).unwrap_or_default()).map_or("", |m| m.as_str());
    let years = number::year_span(said);
    if years.len() < 2 {
        return vec![first];
    }
    years.into_iter().map(|y| Taken { value: y.to_string(), ..first.clone() }).collect()
}

fn taken(start: usize, end: usize, value: String, whole: bool, sure: bool) -> Taken {
    Taken { start, end, value, whole, sure, period: false }
}

fn take_date(field: &Field, text: &str, period: bool) -> Option<Taken> {
    if let Some(part) = field.part {
        let found = range::find_periods(text).into_iter().next();
        if let Some(p) = found
            && leads(text.get(..p.start)?, 1)
        {
            let day = if part == Part::From { p.from } else { p.until };
            let whole = only_marks(text.get(p.end..)?);
            return Some(Taken {
                start: p.start,
                end: p.end,
                value: day.to_string(),
                whole,
                sure: true,
                period: true,
            });
        }
    }
    if period {
        return None;
    }
    if let Some(found) = date::parse_date(text) {
        let day = found.when.day()?;
        return Some(taken(found.start, found.end, day.to_string(), true, found.sure));
    }
    let found = date::find_dates(text).into_iter().next()?;
    let day = found.when.day()?;
    let lead = text.get(..found.start)?;
    // One strange word may lead: a place, a weekday in another language.
    let free = usize::from(lead.trim_end().ends_with(',')) * 3;
    leads(lead, free).then(|| taken(found.start, found.end, day.to_string(), false, found.sure))
}

fn digits(text: &str, found: &[identifier::Number], passes: impl Fn(&str) -> bool) -> Option<Taken> {
    let first = found.first()?;
    let lead = text.get(..first.start)?;
    if !leads(lead, 2) {
        return None;
    }
    let whole = only_marks(text.get(first.end..)?);
    let sure = passes(&first.value) && first.usual;
    Some(taken(first.start, first.end, first.value.clone(), whole, sure))
}

fn take_year(text: &str) -> Option<Taken> {
    let found = number::find_years(text).into_iter().next();
    if let Some(y) = found
        && leads(text.get(..y.start)?, 2)
    {
        let whole = only_marks(text.get(y.end..)?);
        return Some(taken(y.start, y.end, y.value.to_string(), whole, true));
    }
    // `Boekjaar: 1 januari 2025 t/m 31 december 2025`.
    let last = date::find_dates(text)
        .into_iter()
        .take(2)
        .filter_map(|d| d.when.day().map(|day| (d, day)))
        .next_back();
    let (d, day) = last?;
    Some(taken(d.start, d.end, chrono::Datelike::year(&day).to_string(), false, true))
}

fn meaning(field: &Field, text: &str) -> Option<String> {
    let squeezed = Squeezed::new(text);
    field.means.iter().find_map(|(phrase, value)| {
        let stem = phrase.ends_with('*');
        let wanted = super::squeeze::squeeze(phrase);
        let hit = squeezed.text.find(&wanted)?;
        let whole = stem || squeezed.origin(hit, hit + wanted.len()).is_some();
        whole.then(|| value.clone())
    })
}

fn take_text(field: &Field, text: &str) -> Option<Taken> {
    let trimmed = text.trim().trim_start_matches([':', '-', '–', '.', ';']).trim();
    let letters = trimmed.chars().filter(|c| c.is_alphanumeric()).count();
    if letters < 2 || trimmed.contains("....") || trimmed.contains("____") {
        return None;
    }
    if !field.means.is_empty() {
        return meaning(field, trimmed).map(|v| taken(0, text.len(), v, true, true));
    }
    let short: String = trimmed.chars().take(300).collect();
    Some(taken(0, text.len(), short, true, true))
}

fn take_yes_no(field: &Field, text: &str) -> Option<Taken> {
    if let Some(value) = meaning(field, text) {
        return Some(taken(0, text.len(), value, true, true));
    }
    let folded = fold(text);
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(3).collect();
    let value = match words.as_slice() {
        ["ja" | "yes" | "true" | "waar"] => "true",
        ["nee" | "no" | "neen" | "false" | "onwaar"] => "false",
        _ => return None,
    };
    Some(taken(0, text.len(), value.to_owned(), true, true))
}
