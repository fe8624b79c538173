//! Cell values as text that a Dutch reader, and the value grammars, take in one way only.
//!
//! - numbers: decimal comma, no thousands separators, minus in front: `2500000`, `-1234,50`. The decimals
//!   are those of the cell's number format, else up to six without trailing zeros;
//! - amounts whose format shows a euro sign keep it: `€ 2500000,00`;
//! - percentages as shown: `23,5%`; a format in thousands shows thousands, as on screen;
//! - dates `31-07-2026`, with a time of day `31-07-2026 14:05`; years alone where the format shows these;
//! - `ja` and `nee`; errors as the sheet shows them.

use calamine::{DataRef, ExcelDateTime};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike};

/// What of a number format changes the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Format {
    /// Digits after the comma; `None` for the general format.
    decimals: Option<u8>,
    percent: bool,
    euro: bool,
    /// Each steps down by a thousand.
    thousands: u8,
    /// Digits to pad to with zeros (`00000000` of a KvK number).
    pad: u8,
    /// A date of which only the year shows.
    year_only: bool,
}

impl Format {
    /// For formats that only tell the kind of a value.
    pub fn of_kind(percent: bool, euro: bool) -> Self {
        Self { percent, euro, ..Self::default() }
    }

    /// From a format code; unknown constructs leave the general format.
    pub fn parse(code: &str) -> Self {
        let mut format = Self::default();
        let mut plain = String::new();
        let mut chars = code.chars();
        while let Some(c) = chars.next() {
            match c {
                ';' => break, // the first section is that of positive numbers
                '"' => {
                    let quoted: String = chars.by_ref().take_while(|c| *c != '"').collect();
                    format.euro |= quoted.contains('€') || quoted.contains("EUR");
                }
                '[' => {
                    let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                    format.euro |=
                        inside.starts_with('$') && (inside.contains('€') || inside.contains("EUR"));
                }
                '\\' | '_' | '*' => {
                    format.euro |= chars.next() == Some('€');
                }
                '€' => format.euro = true,
                _ => plain.push(c),
            }
        }
        let plain = plain.trim();
        let lower = plain.to_ascii_lowercase();
        if lower.contains(['y', 'j']) && !lower.contains(['d', 'm', 'h', 's']) {
            format.year_only = true;
        }
        if plain.is_empty()
            || lower == "general"
            || lower == "@"
            || lower.contains(['e', '/', 'd', 'm', 'y', 'h'])
        {
            return format;
        }
        let digit = |c: char| matches!(c, '0' | '#' | '?');
        let Some(last) = plain.rfind(digit) else { return format };
        format.percent = plain.contains('%');
        let after = plain.get(last + 1..).unwrap_or_default();
        format.thousands = after.chars().take_while(|c| *c == ',').count().min(3) as u8;
        let decimals = plain.split_once('.').map_or(0, |(_, d)| d.chars().take_while(|c| digit(*c)).count());
        format.decimals = Some(decimals.min(10) as u8);
        if plain.len() >= 2 && plain.bytes().all(|b| b == b'0') {
            format.pad = plain.len().min(20) as u8;
        }
        format
    }
}

pub fn cell(value: &DataRef, format: Format) -> String {
    match value {
        DataRef::Int(n) => number(*n as f64, format),
        DataRef::Float(n) => number(*n, format),
        DataRef::String(s) => s.clone(),
        DataRef::SharedString(s) => (*s).to_owned(),
        DataRef::Bool(true) => "ja".to_owned(),
        DataRef::Bool(false) => "nee".to_owned(),
        DataRef::DateTime(d) => moment(*d, format),
        DataRef::DateTimeIso(s) => iso(s),
        DataRef::DurationIso(s) => s.clone(),
        DataRef::Error(e) => e.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// A number in the format's clothes.
pub fn number(value: f64, format: Format) -> String {
    if !value.is_finite() {
        return value.to_string();
    }
    let mut shown = if format.percent { value * 100.0 } else { value };
    shown /= 1000_f64.powi(i32::from(format.thousands));
    let text = match format.decimals {
        Some(decimals) => {
            // Nudged by less than any sheet shows, so that halves stored a hair too low round as on screen.
            let nudged = shown + shown.abs() * f64::EPSILON * shown.signum();
            format!("{nudged:.*}", usize::from(decimals))
        }
        None if shown.fract() == 0.0 && shown.abs() < 1e15 => format!("{shown:.0}"),
        None => {
            let text = format!("{shown:.6}");
            let text = text.trim_end_matches('0').trim_end_matches('.').to_owned();
            if text.trim_start_matches('-') == "0" { format!("{shown}") } else { text }
        }
    };
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |d| ("-", d));
    let sign = if digits.bytes().all(|b| matches!(b, b'0' | b'.')) { "" } else { sign };
    let pad = "0".repeat(usize::from(format.pad).saturating_sub(digits.len()));
    let euro = if format.euro { "€ " } else { "" };
    let percent = if format.percent { "%" } else { "" };
    format!("{euro}{sign}{pad}{}{percent}", digits.replace('.', ","))
}

fn moment(value: ExcelDateTime, format: Format) -> String {
    let serial = value.as_f64();
    if value.is_duration() {
        let minutes = (serial * 24.0 * 60.0).round();
        if !minutes.is_finite() || minutes.abs() > 1e12 {
            return String::new();
        }
        let (sign, minutes) = (if minutes < 0.0 { "-" } else { "" }, minutes.abs() as u64);
        return format!("{sign}{}:{:02}", minutes / 60, minutes % 60);
    }
    let (year, month, day, hour, minute, second, _) = value.to_ymd_hms_milli();
    let date = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day));
    let time =
        NaiveTime::from_hms_opt(u32::from(hour), u32::from(minute), u32::from(second)).unwrap_or_default();
    match date {
        _ if (0.0..1.0).contains(&serial) => clock(time),
        Some(_) if format.year_only => year.to_string(),
        Some(date) => stamp(date.and_time(time)),
        None => format!("{day:02}-{month:02}-{year}"),
    }
}

fn stamp(moment: NaiveDateTime) -> String {
    let date = moment.format("%d-%m-%Y");
    if moment.time() == NaiveTime::MIN {
        date.to_string()
    } else {
        format!("{date} {}", clock(moment.time()))
    }
}

fn clock(time: NaiveTime) -> String {
    if time.second() == 0 { time.format("%H:%M").to_string() } else { time.format("%H:%M:%S").to_string() }
}

fn iso(text: &str) -> String {
    let zoneless = text.trim_end_matches('Z');
    let moment = NaiveDateTime::parse_from_str(zoneless, "%Y-%m-%dT%H:%M:%S%.f")
        .or_else(|_| NaiveDateTime::parse_from_str(zoneless, "%Y-%m-%dT%H:%M"))
        .ok()
        .or_else(|| NaiveDate::parse_from_str(zoneless, "%Y-%m-%d").ok().map(|d| d.and_time(NaiveTime::MIN)));
    moment.map_or_else(|| text.to_owned(), stamp)
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    fn show(value: f64, code: &str) -> String {
        number(value, Format::parse(code))
    }

    #[test]
    fn numbers_as_a_dutch_reader_sees_them() {
        assert_eq!(show(2_500_000.0, "General"), "2500000");
        assert_eq!(show(0.1 + 0.2, "General"), "0,3");
        assert_eq!(show(-1234.5, "#,##0.00"), "-1234,50");
        assert_eq!(show(1234.5, "_-[$€-413] * #,##0.00_-;-[$€-413] * #,##0.00"), "€ 1234,50");
        assert_eq!(show(1234.0, "\"€\" #,##0"), "€ 1234");
        assert_eq!(show(0.2345, "0.0%"), "23,5%");
        assert_eq!(show(1.0, "0%"), "100%");
        assert_eq!(show(1_234_567.0, "#,##0,"), "1235");
        assert_eq!(show(1_234_567.0, "00000000"), "01234567");
        assert_eq!(show(-0.001, "0.00"), "0,00");
        assert_eq!(show(0.000_000_1, "General"), "0,0000001");
        assert_eq!(show(1e20, "General"), "100000000000000000000");
        assert_eq!(show(f64::NAN, "0"), "NaN");
    }

    #[test]
    fn dates_and_times() {
        let at = |v, code: &str| {
            moment(ExcelDateTime::new(v, ExcelDateTimeType::DateTime, false), Format::parse(code))
        };
        assert_eq!(at(46234.0, "dd-mm-yy"), "31-07-2026");
        assert_eq!(at(46234.75, "dd-mm-yyyy hh:mm"), "31-07-2026 18:00");
        assert_eq!(at(46234.0, "yyyy"), "2026");
        assert_eq!(at(0.5, "h:mm"), "12:00");
        let long = ExcelDateTime::new(1.5, ExcelDateTimeType::TimeDelta, false);
        assert_eq!(moment(long, Format::default()), "36:00");
        assert_eq!(iso("2026-07-31T00:00:00"), "31-07-2026");
        assert_eq!(iso("2026-07-31"), "31-07-2026");
        assert_eq!(iso("iets"), "iets");
    }
}
