//! Dutch number words: `tweeduizend zesentwintig`, `een en dertig`, `eerste`, `tweeënhalf miljoen`.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::fold::fold;

const UNITS: [&str; 20] = [
    "nul",
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
];
const TENS: [(&str, u64); 8] = [
    ("twintig", 20),
    ("dertig", 30),
    ("veertig", 40),
    ("vijftig", 50),
    ("zestig", 60),
    ("zeventig", 70),
    ("tachtig", 80),
    ("negentig", 90),
];
/// What number words are made of; a text of anything else is no number.
const PARTS: [&str; 12] = [
    "en",
    "half",
    "anderhalf",
    "honderd",
    "duizend",
    "miljoen",
    "miljard",
    "eerste",
    "tweede",
    "derde",
    "ste",
    "de",
];

/// All words from 0 to 99, longest first, so that `zesentwintig` is not read as `zes`.
static BELOW_HUNDRED: LazyLock<Vec<(String, u64)>> = LazyLock::new(|| {
    let mut all: Vec<(String, u64)> = (0u64..).zip(UNITS).map(|(n, w)| (w.to_owned(), n)).collect();
    for (ten, value) in TENS {
        all.push((ten.to_owned(), value));
        for (n, unit) in (0u64..).zip(UNITS).skip(1).take(9) {
            all.push((format!("{unit}en{ten}"), value + n));
        }
    }
    all.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
    all
});

/// `eerste` to `eenendertigste`: days of a month.
static ORDINALS: LazyLock<Vec<(String, u64)>> = LazyLock::new(|| {
    let mut all = Vec::new();
    for (word, n) in BELOW_HUNDRED.iter().filter(|(_, n)| (1..=31).contains(n)) {
        let ordinal = match n {
            1 => "eerste".to_owned(),
            3 => "derde".to_owned(),
            8 => "achtste".to_owned(),
            2 | 4..=7 | 9..=19 => format!("{word}de"),
            _ => format!("{word}ste"),
        };
        all.push((ordinal, *n));
    }
    all
});

/// Folded, without spaces, hyphens and full stops: words of a deed are written apart and together.
fn join(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphabetic()).collect()
}

/// Whether a word can be part of a number written in words. Cheap: asked of every word before a month.
pub fn is_part(word: &str) -> bool {
    let word = join(word);
    if word.is_empty() {
        return false;
    }
    let mut rest = word.as_str();
    while !rest.is_empty() {
        let eaten = BELOW_HUNDRED
            .iter()
            .map(|(w, _)| w.as_str())
            .chain(PARTS)
            .filter(|w| rest.starts_with(w))
            .map(str::len)
            .max();
        match eaten.and_then(|n| rest.get(n..)) {
            Some(next) => rest = next,
            None => return false,
        }
    }
    true
}

fn eat<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    text.strip_prefix(word)
}

fn below_hundred(text: &str) -> Option<(u64, &str)> {
    BELOW_HUNDRED.iter().find_map(|(w, n)| eat(text, w).map(|rest| (*n, rest)))
}

/// 1 to 9999: `vijfentwintighonderd`, `honderdtwee`, `driehonderd en vier`.
fn hundreds(text: &str) -> Option<(u64, &str)> {
    let (count, after) = match below_hundred(text) {
        Some((n, rest)) => match eat(rest, "honderd") {
            Some(rest) if n > 0 => (n, rest),
            _ => return Some((n, rest)),
        },
        None => (1, eat(text, "honderd")?),
    };
    let small = eat(after, "en").and_then(below_hundred).or_else(|| below_hundred(after));
    match small {
        // `negentienhonderd` + `acht en negentig` has been joined to `achtennegentig` already.
        Some((n, rest)) => Some((count * 100 + n, rest)),
        None => Some((count * 100, after)),
    }
}

/// Up to 999 999.
fn thousands(text: &str) -> Option<(u64, &str)> {
    let (count, after) = match hundreds(text) {
        Some((n, rest)) => match eat(rest, "duizend") {
            Some(rest) if n > 0 && n < 1000 => (n, rest),
            _ => return Some((n, rest)),
        },
        None => (1, eat(text, "duizend")?),
    };
    let small = eat(after, "en").and_then(hundreds).or_else(|| hundreds(after));
    match small {
        Some((n, rest)) if n < 1000 => Some((count * 1000 + n, rest)),
        _ => Some((count * 1000, after)),
    }
}

/// A whole number in words, nothing left over: `tweeduizend en zesentwintig` is 2026.
pub fn cardinal(text: &str) -> Option<u64> {
    let joined = join(text);
    let value = number(&joined)?;
    if value.fract().is_zero() { u64::try_from(value).ok() } else { None }
}

/// A number in words that may have a half or millions: `tweeënhalf miljoen` is 2 500 000.
pub fn quantity(text: &str) -> Option<Decimal> {
    number(&join(text))
}

fn number(joined: &str) -> Option<Decimal> {
    if joined.is_empty() || joined.len() > 120 {
        return None;
    }
    let half = Decimal::new(5, 1);
    let (mut value, mut rest) = if let Some(rest) = eat(joined, "anderhalf") {
        (Decimal::new(15, 1), rest)
    } else if let Some(rest) = eat(joined, "half") {
        (half, rest)
    } else {
        let (n, rest) = thousands(joined)?;
        (Decimal::from(n), rest)
    };
    for tail in ["eneenhalf", "enhalf"] {
        if let Some(after) = eat(rest, tail) {
            value += half;
            rest = after;
            break;
        }
    }
    for (word, factor) in [("miljard", 1_000_000_000u64), ("miljoen", 1_000_000)] {
        if let Some(after) = eat(rest, word) {
            value *= Decimal::from(factor);
            let after = eat(after, "en").filter(|a| !a.is_empty()).unwrap_or(after);
            if after.is_empty() {
                return Some(value);
            }
            let (more, left) = thousands(after)?;
            return left.is_empty().then(|| value + Decimal::from(more));
        }
    }
    rest.is_empty().then_some(value)
}

/// A day of the month in words, as a number or a rank: `een en dertig`, `eerste`.
pub fn day(text: &str) -> Option<u32> {
    let joined = join(text);
    let ranked = ORDINALS.iter().find(|(w, _)| *w == joined).map(|(_, n)| *n);
    let n = ranked.or_else(|| {
        let (n, rest) = below_hundred(&joined)?;
        rest.is_empty().then_some(n)
    })?;
    u32::try_from(n).ok().filter(|n| (1..=31).contains(n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_as_deeds_write_them() {
        for (text, year) in [
            ("tweeduizend zesentwintig", 2026),
            ("tweeduizendzesentwintig", 2026),
            ("twee duizend zes en twintig", 2026),
            ("tweeduizend en zesentwintig", 2026),
            ("tweeduizend vijftien", 2015),
            ("negentienhonderd achtennegentig", 1998),
            ("negentienhonderdachtennegentig", 1998),
            ("negentien honderd acht en negentig", 1998),
            ("twintighonderd tien", 2010),
            ("tweeduizend", 2000),
            ("tweeduizendéén", 2001),
        ] {
            assert_eq!(cardinal(text), Some(year), "{text}");
        }
    }

    #[test]
    fn days() {
        for (text, n) in [
            ("eerste", 1),
            ("één", 1),
            ("derde", 3),
            ("achtste", 8),
            ("achttiende", 18),
            ("een en dertig", 31),
            ("eenendertigste", 31),
            ("tweeëntwintig", 22),
            ("twintigste", 20),
        ] {
            assert_eq!(day(text), Some(n), "{text}");
        }
        assert_eq!(day("tweeendertig"), None);
        assert_eq!(day("maart"), None);
    }

    #[test]
    fn quantities() {
        for (text, n) in [
            ("tweeënhalf miljoen", 2_500_000),
            ("twee en een half miljoen", 2_500_000),
            ("anderhalf miljoen", 1_500_000),
            ("twee miljoen vijfhonderdduizend", 2_500_000),
            ("vijfentwintighonderd", 2500),
            ("tweehonderdvijftigduizend", 250_000),
            ("duizend", 1000),
            ("honderdtwintig", 120),
        ] {
            assert_eq!(quantity(text), Some(Decimal::from(n)), "{text}");
        }
        assert_eq!(quantity("vijftien en twee"), None);
        assert_eq!(quantity("enig"), None);
    }

    #[test]
    fn every_number_below_a_hundred_reads_back() {
        for (word, n) in BELOW_HUNDRED.iter() {
            assert_eq!(cardinal(word), Some(*n), "{word}");
            assert!(is_part(word), "{word}");
        }
        assert!(!is_part("stichting"));
    }
}
