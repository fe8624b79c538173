//! Words of the reasons: Dutch dates, amounts and lists, and the sentences that several checks share.

use rust_decimal::Decimal;

use crate::check::context::{Context, Counted};

pub use crate::value::written::{date, euros, moment};

/// `33,3`.
pub fn number(value: Decimal) -> String {
    value.normalize().to_string().replace('.', ",")
}

/// `a, b en c`.
pub fn list(items: impl IntoIterator<Item = String>) -> String {
    join(items, "en")
}

/// `a, b of c`.
pub fn either(items: impl IntoIterator<Item = String>) -> String {
    join(items, "of")
}

fn join(items: impl IntoIterator<Item = String>, word: &str) -> String {
    let mut all: Vec<String> = items.into_iter().collect();
    match all.pop() {
        None => String::new(),
        Some(only) if all.is_empty() => only,
        Some(last) => format!("{} {word} {last}", all.join(", ")),
    }
}

/// At most this many names in one sentence.
const MOST_NAMES: usize = 6;

/// `a, b en nog 3`.
pub fn some(items: impl IntoIterator<Item = String>) -> String {
    let all: Vec<String> = items.into_iter().collect();
    let more = all.len().saturating_sub(MOST_NAMES);
    if more == 0 { list(all) } else { format!("{} en nog {more}", all[..MOST_NAMES].join(", ")) }
}

pub fn months(count: u32) -> String {
    match count {
        1 => "1 maand".to_owned(),
        12 => "1 jaar (12 maanden)".to_owned(),
        n => format!("{n} maanden"),
    }
}

/// Said where the moment of filing is unknown.
pub fn counted_from(context: &Context<'_>) -> &'static str {
    match context.counted {
        Counted::Filing => "",
        Counted::Deadline => "Het moment van indienen is onbekend; geteld vanaf de sluiting.",
        Counted::Nothing => {
            "Het moment van indienen is onbekend en er is geen sluitingsmoment om vanaf te tellen."
        }
    }
}

/// What a field holds, in Dutch.
pub fn field(name: &str) -> &str {
    match name {
        "director" => "namen van bestuurders",
        "supervisor" => "namen van toezichthouders",
        "signatory" => "de ondertekenaar",
        "document_date" => "de datum van het stuk",
        "valid_from" => "de ingangsdatum",
        "valid_until" => "de einddatum",
        "subcontractor" => "de onderaannemers",
        "subcontracted_share" => "het deel per onderaannemer",
        "url" => "een internetadres",
        "agb_code" => "de AGB-code",
        "legal_name" => "de naam",
        "kvk_number" => "het KvK-nummer",
        "clients_april" => "april",
        "clients_may" => "mei",
        "clients_june" => "juni",
        "requested_amount" => "het aangevraagde bedrag",
        "reserved_amount" => "het gereserveerde bedrag",
        "staff_amount" => "het bedrag voor zorgpersoneel",
        "other_amount" => "het bedrag voor andere investeringen",
        other => other,
    }
}

/// First letter upper case.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn dutch_dates_amounts_and_lists() {
        assert_eq!(date(NaiveDate::from_ymd_opt(2026, 3, 12).unwrap()), "12 maart 2026");
        assert_eq!(euros(Decimal::new(250_000_000, 2)), "€ 2.500.000,00");
        assert_eq!(euros(Decimal::new(-99_950, 2)), "€ -999,50");
        assert_eq!(number("33.30".parse().unwrap()), "33,3");
        assert_eq!(list(["a".to_owned(), "b".to_owned(), "c".to_owned()]), "a, b en c");
        assert_eq!(some((0..9).map(|n| n.to_string())), "0, 1, 2, 3, 4, 5 en nog 3");
        assert_eq!(sentence("één"), "Één");
    }
}
