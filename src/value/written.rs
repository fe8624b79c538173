//! Values as a reader of Dutch expects them: the way back from canonical values.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Timelike};
use rust_decimal::Decimal;

const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// `12 maart 2026`
pub fn date(day: NaiveDate) -> String {
    let month = MONTHS.get(day.month0() as usize).copied().unwrap_or_default();
    format!("{} {month} {}", day.day(), day.year())
}

/// `31 juli 2026 om 17:00:00 uur`
pub fn moment(at: DateTime<FixedOffset>) -> String {
    format!("{} om {:02}:{:02}:{:02} uur", date(at.date_naive()), at.hour(), at.minute(), at.second())
}

/// `€ 2.500.000,00`
pub fn euros(amount: Decimal) -> String {
    let fixed = format!("{:.2}", amount.abs().round_dp(2));
    let (whole, cents) = fixed.split_once('.').unwrap_or((&fixed, "00"));
    let mut grouped = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    let sign = if amount.is_sign_negative() && !amount.is_zero() { "-" } else { "" };
    format!("€ {sign}{grouped},{cents}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_a_reader_expects() {
        assert_eq!(date(NaiveDate::from_ymd_opt(2026, 3, 1).unwrap()), "1 maart 2026");
        let at = DateTime::parse_from_rfc3339("2026-07-31T17:00:01+02:00").unwrap();
        assert_eq!(moment(at), "31 juli 2026 om 17:00:01 uur");
        assert_eq!(euros(Decimal::from(2_500_000)), "€ 2.500.000,00");
        assert_eq!(euros("-1234.5".parse().unwrap()), "€ -1.234,50");
        assert_eq!(euros(Decimal::ZERO), "€ 0,00");
    }
}
