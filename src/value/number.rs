//! Percentages, counts and years.

use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use super::amount::find_numbers;
use super::constant_regex;
use super::words;

static PERCENT: LazyLock<Regex> = LazyLock::new(|| {
    constant_regex(r"(?:^|[^\d.,])(?P<v>\d{1,3}(?:[.,]\d{1,6})?)\s*(?:%|procent\b|percent\b|pct\b)")
});
static FRACTION: LazyLock<Regex> =
    LazyLock::new(|| constant_regex(r"^\s*(\d{1,3})\s*/\s*(\d{1,3})\s*(?:deel)?\s*$"));
static YEAR: LazyLock<Regex> =
    LazyLock::new(|| constant_regex(r"(?:^|[^\d.,/-])(?P<v>(?:19|20)\d\d)(?:$|[^\d])"));

/// A value in a text at byte range `start..end`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<T> {
    pub start: usize,
    pub end: usize,
    pub value: T,
}

/// All percentages with their sign or word.
pub fn find_percentages(text: &str) -> Vec<Found<Decimal>> {
    PERCENT
        .captures_iter(text)
        .filter_map(|c| {
            let number = c.name("v")?;
            let value = Decimal::from_str_exact(&number.as_str().replace(',', ".")).ok()?;
            Some(Found { start: number.start(), end: c.get(0)?.end(), value })
        })
        .collect()
}

/// The percentage that a text says; without a sign only where nothing else stands in it. A fraction
/// (`1/3`) is a percentage too, at two decimals.
pub fn parse_percentage(text: &str) -> Option<Decimal> {
    if let [one] = find_percentages(text).as_slice() {
        return Some(one.value);
    }
    if let Some(c) = FRACTION.captures(text) {
        let (a, b): (Decimal, Decimal) = (c.get(1)?.as_str().parse().ok()?, c.get(2)?.as_str().parse().ok()?);
        let share = a.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(b)?;
        return Some(share.round_dp(2));
    }
    let trimmed = text.trim();
    let plain = trimmed.len() <= 8 && trimmed.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',');
    if !plain || trimmed.is_empty() {
        return None;
    }
    Decimal::from_str_exact(&trimmed.replace(',', ".")).ok().filter(|v| *v <= Decimal::ONE_HUNDRED)
}

/// A percentage as the contract writes it: `20.0`, `33.33`.
pub fn plain(value: Decimal) -> String {
    let value = value.normalize();
    if value.scale() == 0 { format!("{value}.0") } else { value.to_string() }
}

/// The count at the start of a text, in digits or words: `12 cliënten`, `twaalf`.
pub fn parse_count(text: &str) -> Option<Decimal> {
    if let Some(n) = find_numbers(text).into_iter().next()
        && text.get(..n.start).is_some_and(|lead| lead.trim().chars().all(|c| !c.is_alphanumeric()))
        && !n.currency
    {
        return Some(n.value);
    }
    words::quantity(text.split_whitespace().next()?)
}

/// All years of four digits, 1900 to 2099, that are no part of a date or number.
pub fn find_years(text: &str) -> Vec<Found<i32>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(c) = YEAR.captures_at(text, at) {
        let Some(v) = c.name("v") else { break };
        if let Ok(value) = v.as_str().parse() {
            out.push(Found { start: v.start(), end: v.end(), value });
        }
        at = v.end();
    }
    out
}

/// Years of a text that names years or a span of years: `2026`, `2026-2028`, `2024/2025`, `2026 t/m 2028`.
/// Spans of more than ten years are none.
pub fn year_span(text: &str) -> Vec<i32> {
    static SPAN: LazyLock<Regex> = LazyLock::new(|| {
        constant_regex(
            r"(?P<a>(?:19|20)\d\d)\s*(?:-|–|—|t/m|tot en met|/|tot)\s*(?P<b>(?:19|20)?\d\d)(?:$|[^\d])",
        )
    });
    if let Some(c) = SPAN.captures(text) {
        let a: Option<i32> = c.name("a").and_then(|m| m.as_str().parse().ok());
        let b: Option<i32> = c.name("b").and_then(|m| m.as_str().parse().ok());
        if let (Some(a), Some(b)) = (a, b) {
            let b = if b < 100 { a / 100 * 100 + b } else { b };
            if a < b && b - a <= 10 {
                return (a..=b).collect();
            }
        }
    }
    let mut years: Vec<i32> = find_years(text).into_iter().map(|f| f.value).collect();
    years.dedup();
    years
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages() {
        for (text, want) in
            [("12,5%", "12.5"), ("12,5 procent", "12.5"), ("33 %", "33"), ("20", "20"), ("1/3", "33.33")]
        {
            assert_eq!(parse_percentage(text), Some(Decimal::from_str_exact(want).unwrap()), "{text}");
        }
        assert_eq!(parse_percentage("150"), None);
        assert_eq!(plain(Decimal::from(20)), "20.0");
    }

    #[test]
    fn years_and_spans() {
        assert_eq!(year_span("Begroting 2026-2028"), [2026, 2027, 2028]);
        assert_eq!(year_span("boekjaar 2025"), [2025]);
        assert_eq!(year_span("2025/26"), [2025, 2026]);
        assert_eq!(year_span("nummer 120255"), Vec::<i32>::new());
        assert_eq!(find_years("2024 2025").len(), 2);
    }

    #[test]
    fn counts() {
        assert_eq!(parse_count("12 cliënten"), Some(Decimal::from(12)));
        assert_eq!(parse_count("twaalf cliënten"), Some(Decimal::from(12)));
        assert_eq!(parse_count("geen"), None);
    }
}
