//! Dutch working days: no weekends, no public holidays.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Easter Sunday of the Gregorian calendar (Gauss, as Meeus gives it, with his letters).
#[allow(clippy::many_single_char_names)]
fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

fn holiday(day: NaiveDate) -> bool {
    let fixed = match (day.month(), day.day()) {
        (1, 1) | (12, 25 | 26) => true,
        // King's day, a day earlier when it would be a Sunday.
        (4, 27) => day.weekday() != Weekday::Sun,
        (4, 26) => day.weekday() == Weekday::Sat,
        // Liberation day is a day off in lustrum years.
        (5, 5) => day.year() % 5 == 0,
        _ => false,
    };
    let moving =
        easter(day.year()).is_some_and(|e| matches!((day - e).num_days(), -2 | 0 | 1 | 39 | 49 | 50));
    fixed || moving
}

pub fn working_day(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !holiday(day)
}

/// The last day of a term of working days; the day it starts from is day 0.
pub fn after_working_days(start: NaiveDate, count: u32) -> Option<NaiveDate> {
    let mut day = start;
    let mut left = count.min(1000);
    while left > 0 {
        day = day.checked_add_days(Days::new(1))?;
        if working_day(day) {
            left -= 1;
        }
    }
    Some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn dutch_holidays() {
        assert_eq!(easter(2026), Some(day("2026-04-05")));
        assert_eq!(easter(2027), Some(day("2027-03-28")));
        for off in
            ["2026-04-03", "2026-04-06", "2026-05-14", "2026-05-25", "2026-04-27", "2026-12-25", "2025-05-05"]
        {
            assert!(!working_day(day(off)), "{off}");
        }
        assert!(working_day(day("2026-05-05")));
        assert!(!working_day(day("2025-04-26")));
    }

    #[test]
    fn five_days_skip_the_weekend() {
        assert_eq!(after_working_days(day("2026-08-03"), 5), Some(day("2026-08-10")));
        assert_eq!(after_working_days(day("2026-08-07"), 5), Some(day("2026-08-14")));
        assert_eq!(after_working_days(day("2026-04-02"), 1), Some(day("2026-04-07")));
    }
}
