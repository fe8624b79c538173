//! Periods: `1 januari 2026 tot en met 31 december 2026`.

use chrono::NaiveDate;

use super::date::find_dates;
use crate::fold::fold;

/// A period in a text, at byte range `start..end`; both days as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub start: usize,
    pub end: usize,
    pub from: NaiveDate,
    pub until: NaiveDate,
}

const JOINTS: [&str; 12] = [
    "tot en met",
    "t/m",
    "tot",
    "tm",
    "t.m.",
    "-",
    "until",
    "to",
    "through",
    "en eindigt op",
    "tot uiterlijk",
    "tot en met uiterlijk",
];

/// All periods with two full dates. The first may lack its year (`1 januari t/m 31 december 2026`).
pub fn find_periods(text: &str) -> Vec<Period> {
    let dates = find_dates(text);
    let mut out: Vec<Period> = Vec::new();
    for pair in dates.windows(2) {
        let [a, b] = pair else { continue };
        let (Some(from), Some(until)) = (a.when.day(), b.when.day()) else { continue };
        let between = fold(text.get(a.end..b.start).unwrap_or_default());
        let joint = between.trim_matches(|c: char| ",;() ".contains(c));
        if from <= until && JOINTS.contains(&strip_time(joint)) {
            out.push(Period { start: a.start, end: b.end, from, until });
        }
    }
    for b in &dates {
        let Some(until) = b.when.day() else { continue };
        if out.iter().any(|p| p.start <= b.start && b.end <= p.end) {
            continue;
        }
        let Some(before) = text.get(..b.start) else { continue };
        if let Some((start, from)) = yearless_start(before, until) {
            out.push(Period { start, end: b.end, from, until });
        }
    }
    out.sort_by_key(|p| p.start);
    out
}

/// `12.00 uur tot` says `tot`.
fn strip_time(joint: &str) -> &str {
    let rest = joint.trim_start_matches(|c: char| c.is_ascii_digit() || ".: ".contains(c));
    rest.strip_prefix("uur").unwrap_or(rest).trim()
}

/// A day and month before a joint at the end of `before`, in the year of `until` (or the one before).
fn yearless_start(before: &str, until: NaiveDate) -> Option<(usize, NaiveDate)> {
    use chrono::Datelike;
    let cut = before.char_indices().rev().nth(40).map_or(0, |(i, _)| i);
    let tail = before.get(cut..)?;
    let mut best: Option<(usize, usize)> = None;
    for joint in ["tot en met", "t/m", "tot", "-", "–"] {
        if let Some(at) = tail.to_lowercase().rfind(joint)
            && tail.is_char_boundary(at)
            && tail.get(at + joint.len()..).is_some_and(|rest| rest.trim().is_empty())
            && best.is_none_or(|(b, _)| at < b)
        {
            best = Some((at, joint.len()));
        }
    }
    let (at, _) = best?;
    let head = tail.get(..at)?;
    for year in [until.year(), until.year() - 1] {
        let assumed = format!("{} {year}", head.trim_end());
        let found = find_dates(&assumed);
        if let Some(last) = found.last()
            && last.end == assumed.len()
            && let Some(from) = last.when.day()
            && from <= until
        {
            return Some((cut + last.start, from));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn periods_in_several_wordings() {
        for text in [
            "1 januari 2026 tot en met 31 december 2026",
            "van 01-01-2026 t/m 31-12-2026",
            "01-01-2026 - 31-12-2026",
            "01-01-2026–31-12-2026",
            "1 januari t/m 31 december 2026",
            "1 januari 2026 tot 31 december 2026",
        ] {
            let found = find_periods(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!((found[0].from, found[0].until), (day(2026, 1, 1), day(2026, 12, 31)), "{text}");
        }
    }

    #[test]
    fn two_dates_are_no_period() {
        assert!(find_periods("1 januari 2026 en 3 maart 2026").is_empty());
    }
}
