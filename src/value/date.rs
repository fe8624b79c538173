//! Dates as Dutch documents write them, in digits, with month names, in words.
//!
//! Day before month, always, unless the month could not be one (`03/25/2026`, unsure). A date that does
//! not exist is no date. A month without a day is a [`When::Month`], which no age can be counted from.

use chrono::{NaiveDate, NaiveTime};

use super::scan::{Token, TokenKind, tokens};
use super::words;
use crate::fold::fold;

/// A day, or only a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    Day(NaiveDate),
    Month { year: i32, month: u32 },
}

impl When {
    pub fn day(self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(day),
            Self::Month { .. } => None,
        }
    }
}

/// A date in a text, at byte range `start..end` (a time that follows is not in the range).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated {
    pub start: usize,
    pub end: usize,
    pub when: When,
    pub time: Option<NaiveTime>,
    /// `false` where the notation leaves doubt: a year of two digits, month and day swapped.
    pub sure: bool,
}

const MONTHS: [&[&str]; 12] = [
    &["januari", "jan", "january"],
    &["februari", "feb", "febr", "february"],
    &["maart", "mrt", "march", "mar"],
    &["april", "apr"],
    &["mei", "may"],
    &["juni", "jun", "june"],
    &["juli", "jul", "july"],
    &["augustus", "aug", "august"],
    &["september", "sept", "sep"],
    &["oktober", "okt", "october", "oct"],
    &["november", "nov"],
    &["december", "dec"],
];
const WEEKDAYS: [&str; 28] = [
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
    "ma",
    "di",
    "wo",
    "do",
    "vr",
    "za",
    "zo",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
];
/// Words that may stand between a label and its date.
const FILLERS: [&str; 22] = [
    "op",
    "d",
    "dd",
    "de",
    "per",
    "datum",
    "heden",
    "te",
    "van",
    "vanaf",
    "is",
    "was",
    "sinds",
    "tot",
    "t",
    "m",
    "en",
    "met",
    "date",
    "on",
    "dated",
    "gedateerd",
];
const ORDINAL_TAILS: [&str; 6] = ["e", "ste", "de", "st", "nd", "rd"];
const DASHES: &str = "-‐‑‒–—−";

/// The month a word names, 1 to 12.
pub fn month(word: &str) -> Option<u32> {
    let len = word.chars().count();
    if !(3..=9).contains(&len) {
        return None;
    }
    let word = fold(word);
    (1u32..).zip(MONTHS).find(|(_, names)| names.contains(&word.as_str())).map(|(n, _)| n)
}

/// A full year, or one of two digits: to '49 this century, from '50 the last.
fn year_of(token: &Token<'_>) -> Option<(i32, bool)> {
    let n = i32::try_from(token.number()?).ok()?;
    match token.text.len() {
        4 if (1800..2200).contains(&n) => Some((n, true)),
        2 if n < 50 => Some((2000 + n, false)),
        2 => Some((1900 + n, false)),
        _ => None,
    }
}

/// Reads tokens; `at` is an index, results give the index after what was read.
struct Reader<'a, 't> {
    tokens: &'t [Token<'a>],
}

struct Read {
    when: When,
    sure: bool,
    next: usize,
}

impl<'a> Reader<'a, '_> {
    fn get(&self, at: usize) -> Option<&Token<'a>> {
        self.tokens.get(at)
    }

    fn separator(&self, at: usize) -> Option<&'static str> {
        let token = self.get(at)?;
        if token.kind != TokenKind::Mark {
            None
        } else if DASHES.contains(token.text) {
            Some("-")
        } else {
            ["/", ".", "\\"].into_iter().find(|s| *s == token.text)
        }
    }

    /// `01-03-2026`, `1/3/'26`, `2026-03-01`; both separators alike.
    fn numeric(&self, at: usize) -> Option<Read> {
        let first = self.get(at)?;
        let separator = self.separator(at + 1)?;
        let second = self.get(at + 2)?;
        if !second.digits(1, 2) || self.separator(at + 3)? != separator {
            return None;
        }
        let quote = self.get(at + 4).is_some_and(|t| t.is_mark("'’‘`´"));
        let last_at = at + 4 + usize::from(quote);
        let third = self.get(last_at)?;
        let spaced = (at + 1..=last_at).any(|i| self.get(i).is_some_and(|t| t.spaced));
        let (a, b, c) = (first.number()?, second.number()?, third.number()?);
        if first.digits(4, 4) && third.digits(1, 2) && !quote {
            let (year, _) = year_of(first)?;
            let day = NaiveDate::from_ymd_opt(year, b, c)?;
            return Some(Read { when: When::Day(day), sure: true, next: last_at + 1 });
        }
        if !first.digits(1, 2) {
            return None;
        }
        let (year, full) = year_of(third)?;
        // `1.2.03` is more often a paragraph than a day.
        let bare_short = !full && !quote;
        if bare_short && (spaced || (separator == "." && (first.text.len() < 2 || second.text.len() < 2))) {
            return None;
        }
        let dutch = NaiveDate::from_ymd_opt(year, b, a);
        let day = dutch.or_else(|| {
            let american = separator == "/" && full && a <= 12 && b > 12;
            if american { NaiveDate::from_ymd_opt(year, a, b) } else { None }
        })?;
        Some(Read { when: When::Day(day), sure: dutch.is_some() && !bare_short, next: last_at + 1 })
    }

    fn month_at(&self, at: usize) -> Option<u32> {
        let token = self.get(at)?;
        if token.kind == TokenKind::Letters { month(token.text) } else { None }
    }

    /// Index after marks and small words that may stand between parts of a date.
    fn skip(&self, mut at: usize, marks: &str, words: &[&str]) -> usize {
        for _ in 0..2 {
            match self.get(at) {
                Some(t) if t.is_mark(marks) => at += 1,
                Some(t)
                    if t.kind == TokenKind::Letters
                        && words.iter().any(|w| t.text.eq_ignore_ascii_case(w)) =>
                {
                    at += 1;
                }
                _ => break,
            }
        }
        at
    }

    /// A year after a month's name: digits or words. Gives the year, whether it is sure, and the next index.
    fn year(&self, at: usize) -> Option<(i32, bool, usize)> {
        let quote = self.get(at).is_some_and(|t| t.is_mark("'’‘`´"));
        let digits_at = at + usize::from(quote);
        if let Some((year, full)) = self.get(digits_at).and_then(year_of) {
            if !full && !quote {
                // `2 januari 12.30 uur` has no year.
                let next = self.get(digits_at + 1);
                let time = next.is_some_and(|t| {
                    (t.is_mark(":.,") && self.get(digits_at + 2).is_some_and(|d| !d.spaced && d.digits(1, 3)))
                        || t.text.eq_ignore_ascii_case("uur")
                        || t.text.eq_ignore_ascii_case("u")
                        || t.is_mark("%")
                });
                if time {
                    return None;
                }
            }
            return Some((year, full || quote, digits_at + 1));
        }
        let mut end = at;
        while end < at + 8 {
            match self.get(end) {
                Some(t) if t.kind == TokenKind::Letters && words::is_part(t.text) => end += 1,
                Some(t) if t.is_mark(DASHES) && end > at => end += 1,
                _ => break,
            }
        }
        while end > at {
            if let Some(year) = words::cardinal(&self.joined(at, end)).filter(|n| (1800..2200).contains(n)) {
                return Some((i32::try_from(year).ok()?, true, end));
            }
            end -= 1;
        }
        None
    }

    fn joined(&self, from: usize, to: usize) -> String {
        self.tokens.get(from..to).unwrap_or_default().iter().map(|t| t.text).collect::<Vec<_>>().join(" ")
    }

    /// `1 maart 2026`, `1e mrt. '26`, `01-mrt-2026`, `de eerste maart tweeduizend zesentwintig`.
    fn day_month_year(&self, at: usize) -> Option<Read> {
        let (day, after_day) = self.day(at)?;
        let month_at = self.skip(after_day, "-‐‑‒–—−./,", &["van", "of"]);
        let month = self.month_at(month_at)?;
        let year_at = self.skip(month_at + 1, "-‐‑‒–—−./,", &["van", "anno"]);
        let (year, sure, next) = self.year(year_at)?;
        let day = NaiveDate::from_ymd_opt(year, month, day)?;
        Some(Read { when: When::Day(day), sure, next })
    }

    /// A day at `at` in digits or words, and the index after it.
    fn day(&self, at: usize) -> Option<(u32, usize)> {
        let first = self.get(at)?;
        if first.digits(1, 2) {
            let tail = self.get(at + 1).is_some_and(|t| {
                t.kind == TokenKind::Letters && ORDINAL_TAILS.iter().any(|o| t.text.eq_ignore_ascii_case(o))
                    || t.text.eq_ignore_ascii_case("th")
                    || t.is_mark("ºª°")
            });
            return Some((first.number()?, at + 1 + usize::from(tail)));
        }
        if first.kind != TokenKind::Letters || !words::is_part(first.text) {
            return None;
        }
        let mut end = at;
        while end < at + 4 {
            match self.get(end) {
                Some(t)
                    if t.kind == TokenKind::Letters
                        && self.month_at(end).is_none()
                        && words::is_part(t.text) =>
                {
                    end += 1;
                }
                Some(t) if t.is_mark(DASHES) && end > at => end += 1,
                _ => break,
            }
        }
        words::day(&self.joined(at, end)).map(|n| (n, end))
    }

    /// `March 1st, 2026`.
    fn month_day_year(&self, at: usize) -> Option<Read> {
        let month = self.month_at(at)?;
        let day_at = self.skip(at + 1, ".", &[]);
        if !self.get(day_at)?.digits(1, 2) {
            return None;
        }
        let (day, after) = self.day(day_at)?;
        let year_at = self.skip(after, ",", &[]);
        let token = self.get(year_at).filter(|t| t.digits(4, 4))?;
        let (year, _) = year_of(token)?;
        let day = NaiveDate::from_ymd_opt(year, month, day)?;
        Some(Read { when: When::Day(day), sure: true, next: year_at + 1 })
    }

    /// `maart 2026`, unless a number that could be meant as a day stands before it.
    fn month_year(&self, at: usize) -> Option<Read> {
        let month = self.month_at(at)?;
        if at.checked_sub(1).and_then(|i| self.get(i)).is_some_and(|t| t.kind == TokenKind::Digits) {
            return None;
        }
        let year_at = self.skip(at + 1, ".", &[]);
        let token = self.get(year_at).filter(|t| t.digits(4, 4))?;
        let (year, _) = year_of(token)?;
        Some(Read { when: When::Month { year, month }, sure: true, next: year_at + 1 })
    }

    fn read(&self, at: usize) -> Option<Read> {
        self.numeric(at)
            .or_else(|| self.day_month_year(at))
            .or_else(|| self.month_day_year(at))
            .or_else(|| self.month_year(at))
    }

    /// Whether a longer number runs on at `at` (`12-03-2026-001`), rather than a second date.
    fn runs_on(&self, at: usize) -> bool {
        let (Some(mark), Some(next)) = (self.get(at), self.get(at + 1)) else { return false };
        let glued = !mark.spaced && !next.spaced && next.kind == TokenKind::Digits;
        glued && (mark.is_mark("/.") || mark.is_mark(DASHES)) && self.read(at + 1).is_none()
    }

    /// Whether the token at `at` is glued to a number before it, other than a date ending at `from`.
    fn runs_in(&self, at: usize, from: usize) -> bool {
        let Some(token) = self.get(at) else { return false };
        if token.spaced || at <= from {
            return false;
        }
        let Some(before) = at.checked_sub(1).and_then(|i| self.get(i)) else { return false };
        if before.kind == TokenKind::Letters {
            return token.kind == TokenKind::Digits;
        }
        let glued_digits =
            at.checked_sub(2).and_then(|i| self.get(i)).is_some_and(|t| t.kind == TokenKind::Digits);
        !before.spaced && glued_digits && at > from + 1 && (before.is_mark("/.,") || before.is_mark(DASHES))
    }

    /// `om 14.05 uur`, `T14:05:00`, `14:05`.
    fn time(&self, at: usize) -> Option<NaiveTime> {
        let mut i = at;
        let mut announced = false;
        for _ in 0..2 {
            match self.get(i) {
                Some(t) if t.is_mark(",;|") || t.is_mark(DASHES) => i += 1,
                Some(t)
                    if t.kind == TokenKind::Letters
                        && ["om", "t", "at", "te"].iter().any(|w| t.text.eq_ignore_ascii_case(w)) =>
                {
                    announced = true;
                    i += 1;
                }
                _ => break,
            }
        }
        let hour = self.get(i).filter(|t| t.digits(1, 2))?.number()?;
        let mark = self.get(i + 1).filter(|t| t.is_mark(":."))?;
        let minute = self.get(i + 2).filter(|t| t.digits(2, 2) && !t.spaced)?.number()?;
        let named = (i + 3..i + 6)
            .filter_map(|k| self.get(k))
            .any(|t| ["uur", "u", "h"].iter().any(|w| t.text.eq_ignore_ascii_case(w)));
        if mark.is_mark(":") || announced || named { NaiveTime::from_hms_opt(hour, minute, 0) } else { None }
    }
}

/// All dates in a text, in order, not overlapping.
pub fn find_dates(text: &str) -> Vec<Dated> {
    let tokens = tokens(text);
    let reader = Reader { tokens: &tokens };
    let mut out = Vec::new();
    let (mut at, mut from) = (0, 0);
    while let Some(token) = reader.get(at) {
        let read = if reader.runs_in(at, from) { None } else { reader.read(at) };
        match read.filter(|r| !reader.runs_on(r.next)) {
            Some(read) => {
                let end = read.next.checked_sub(1).and_then(|i| reader.get(i)).map_or(token.end, |t| t.end);
                out.push(Dated {
                    start: token.start,
                    end,
                    when: read.when,
                    time: reader.time(read.next),
                    sure: read.sure,
                });
                at = read.next;
                from = at;
            }
            None => at += 1,
        }
    }
    out
}

/// The day that a text says and nothing else: weekday, place, a time and small words may stand with it.
/// Digits run together (`20260301`, boxes `0 1 0 3 2 0 2 6`) count here, where a label vouches for them.
pub fn parse_date(text: &str) -> Option<Dated> {
    if text.len() > 200 {
        return None;
    }
    let found = find_dates(text);
    match found.as_slice() {
        [] => compact(text),
        [one] => {
            one.when.day()?;
            let before = text.get(..one.start)?;
            let after = text.get(one.end..)?;
            (leads(before) && trails(after)).then_some(*one)
        }
        _ => None,
    }
}

/// Eight digits: year first, or day first, if only one of the two can be.
fn compact(text: &str) -> Option<Dated> {
    let trimmed = text.trim().trim_matches(|c: char| "|[]._".contains(c));
    let digits: String = trimmed.chars().filter(char::is_ascii_digit).collect();
    let clean = trimmed.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "|[]_-./".contains(c));
    if digits.len() != 8 || !clean {
        return None;
    }
    let part = |from: usize, to: usize| digits.get(from..to).and_then(|s| s.parse::<u32>().ok());
    let valid = |y: u32, m: u32, d: u32| {
        i32::try_from(y)
            .ok()
            .filter(|y| (1900..2100).contains(y))
            .and_then(|y| NaiveDate::from_ymd_opt(y, m, d))
    };
    let year_first = valid(part(0, 4)?, part(4, 6)?, part(6, 8)?);
    let day_first = valid(part(4, 8)?, part(2, 4)?, part(0, 2)?);
    let day = match (year_first, day_first) {
        (Some(a), Some(b)) if a != b => return None,
        (Some(day), _) | (None, Some(day)) => day,
        (None, None) => return None,
    };
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    Some(Dated { start, end, when: When::Day(day), time: None, sure: true })
}

fn small_word(word: &str) -> bool {
    let word = fold(word);
    WEEKDAYS.contains(&word.as_str()) || FILLERS.contains(&word.as_str())
}

/// What may stand before a date in its own field: weekday, small words, a place with a comma.
fn leads(before: &str) -> bool {
    let tokens = tokens(before);
    let plain = |t: &Token<'_>| match t.kind {
        TokenKind::Letters => small_word(t.text),
        TokenKind::Mark => true,
        TokenKind::Digits => false,
    };
    if tokens.iter().all(plain) {
        return true;
    }
    let comma = tokens.iter().rposition(|t| t.is_mark(",;:"));
    let place_end = comma.unwrap_or(tokens.len());
    let place = tokens.get(..place_end).unwrap_or_default();
    let rest = tokens.get(place_end..).unwrap_or_default();
    let letters: Vec<_> = place.iter().filter(|t| t.kind == TokenKind::Letters).collect();
    let named = letters.iter().any(|t| t.text.chars().next().is_some_and(char::is_uppercase));
    named
        && letters.len() <= 5
        && place.iter().all(|t| t.kind == TokenKind::Letters || t.is_mark("'’‘-()./,"))
        && rest.iter().all(plain)
        && (comma.is_some() || letters.len() <= 3)
}

/// What may stand after: a time, closing marks.
fn trails(after: &str) -> bool {
    let tokens = tokens(after);
    tokens.len() <= 14
        && tokens.iter().all(|t| match t.kind {
            TokenKind::Digits => t.digits(1, 2),
            TokenKind::Mark => t.is_mark(",.;:()|[]+*_") || t.is_mark(DASHES),
            TokenKind::Letters => {
                let word = fold(t.text);
                ["om", "uur", "u", "h", "t", "z", "cet", "cest", "utc", "gmt", "met", "mest"]
                    .contains(&word.as_str())
            }
        })
}

#[cfg(test)]
#[path = "date_tests.rs"]
mod tests;
