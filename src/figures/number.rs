//! Figures as tables print them: `1.234.567`, `(1.234)`, `-/- 12`, `€ 1,234.50-`, `-`.
//!
//! Which of comma and point groups thousands is settled for a whole table ([`Notation`]), never for one
//! figure: `3,465` alone could be either.

use rust_decimal::Decimal;

/// How a table writes numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// `1.234,56`
    Dutch,
    /// `1,234.56`
    English,
}

/// A figure as printed. `value` is not yet scaled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    pub value: Decimal,
    pub percent: bool,
    /// A dash or `nihil`.
    pub nil: bool,
    /// Digits behind the decimal sign.
    pub decimals: u32,
}

/// The sign and the digits with their separators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Bare<'t> {
    digits: &'t str,
    negative: bool,
    percent: bool,
}

fn dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '−')
}

fn space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{2007}')
}

/// Whether a text is a currency sign or word and nothing else.
pub fn currency(text: &str) -> bool {
    let t = text.trim_matches(|c: char| space(c) || c == '(' || c == ')');
    matches!(t, "€" | "EUR" | "Eur" | "eur" | "EURO" | "euro" | "Euro" | "â‚¬")
}

/// Whether a text is nothing but a dash: nil, or the sign of what follows.
pub fn lone_dash(text: &str) -> bool {
    let t = text.trim_matches(space);
    !t.is_empty() && t.chars().count() <= 3 && t.chars().all(dash)
}

/// Whether a text is a minus that cannot mean nil: `-/-`.
pub fn sign_only(text: &str) -> bool {
    let t = text.trim_matches(space);
    t.contains('/') && t.chars().all(|c| dash(c) || c == '/') && t.chars().filter(|c| dash(*c)).count() >= 2
}

fn bare(text: &str) -> Option<Bare<'_>> {
    let mut rest = text.trim_matches(space);
    let (mut negative, mut percent) = (false, false);
    for _ in 0..8 {
        let before = rest;
        for sign in ["-/-", "–/–", "−/−", "-/ -"] {
            if let Some(r) = rest.strip_prefix(sign) {
                (negative, rest) = (true, r);
            } else if let Some(r) = rest.strip_suffix(sign) {
                (negative, rest) = (true, r);
            }
        }
        for word in ["€", "EUR", "Eur", "eur", "Euro", "euro"] {
            if let Some(r) = rest.strip_prefix(word) {
                rest = r;
            } else if let Some(r) = rest.strip_suffix(word) {
                rest = r;
            }
        }
        if let Some(r) = rest.strip_suffix('%') {
            (percent, rest) = (true, r);
        }
        if rest.starts_with('(') && rest.ends_with(')') && rest.len() > 2 {
            (negative, rest) = (true, rest.get(1..rest.len() - 1)?);
        }
        // `1.234,-` and `1.234,--`: no cents.
        let tail = rest.trim_end_matches(|c: char| dash(c) || c == '=');
        if tail.len() < rest.len() && tail.ends_with([',', '.']) {
            rest = tail.get(..tail.len() - 1)?;
        } else if let Some(c) = rest.chars().next_back().filter(|c| dash(*c)) {
            (negative, rest) = (true, rest.get(..rest.len() - c.len_utf8())?);
        }
        if let Some(c) = rest.chars().next().filter(|c| dash(*c)) {
            (negative, rest) = (true, rest.get(c.len_utf8()..)?);
        } else if let Some(r) = rest.strip_prefix('+') {
            rest = r;
        }
        rest = rest.trim_matches(space);
        if rest == before {
            break;
        }
    }
    let plain = !rest.is_empty()
        && rest.len() <= 24
        && rest.starts_with(|c: char| c.is_ascii_digit())
        && rest.ends_with(|c: char| c.is_ascii_digit())
        && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’') || space(c));
    plain.then_some(Bare { digits: rest, negative, percent })
}

/// Whether a text could be a figure in some notation (a dash counts).
pub fn looks(text: &str) -> bool {
    lone_dash(text)
        || sign_only(text)
        || bare(text).is_some_and(|b| {
            parse(text, Notation::Dutch).is_some()
                || parse(text, Notation::English).is_some() && b.digits.len() < 20
        })
        || nil_word(text)
}

fn nil_word(text: &str) -> bool {
    matches!(text.trim().to_ascii_lowercase().as_str(), "nihil" | "nil" | "pm" | "p.m.")
}

/// Whether a text is written as amounts are: with a separator, a sign or a currency, or of four digits and
/// more that are no year.
pub fn formatted(text: &str) -> bool {
    bare(text).is_some_and(|b| {
        b.digits.contains(['.', ',']) || b.negative || text.contains('€') || text.contains("EUR")
    })
}

/// What the separators of a figure say of the notation: votes for Dutch and for English.
pub fn votes(text: &str) -> (u32, u32) {
    let Some(b) = bare(text) else { return (0, 0) };
    let (dots, commas) = (b.digits.matches('.').count(), b.digits.matches(',').count());
    let last = b.digits.rfind(['.', ',']).map(|i| (b.digits.as_bytes()[i], b.digits.len() - i - 1));
    let Some((mark, after)) = last else { return (0, 0) };
    if dots > 0 && commas > 0 {
        return if mark == b',' { (3, 0) } else { (0, 3) };
    }
    match (mark, after) {
        (b'.', 3) => (1, 0),
        (b',', 3) => (0, 1),
        (b',', 1 | 2) => (if b.percent { 1 } else { 2 }, 0),
        (b'.', 1 | 2) => (0, if b.percent { 1 } else { 2 }),
        _ => (0, 0),
    }
}

/// The figure that a text is in this notation; `None` when it is none.
pub fn parse(text: &str, notation: Notation) -> Option<Number> {
    if lone_dash(text) || nil_word(text) {
        return Some(Number { value: Decimal::ZERO, percent: false, nil: true, decimals: 0 });
    }
    let b = bare(text)?;
    let (group, point) = match notation {
        Notation::Dutch => ('.', ','),
        Notation::English => (',', '.'),
    };
    let (whole, fraction) = match b.digits.rsplit_once(point) {
        Some((w, f)) => (w, f),
        None => (b.digits, ""),
    };
    if whole.contains(point) || !fraction.chars().all(|c| c.is_ascii_digit()) || fraction.len() > 6 {
        return None;
    }
    if b.digits.contains(point) && fraction.is_empty() {
        return None;
    }
    let groups: Vec<&str> =
        whole.split(|c: char| c == group || matches!(c, '\'' | '’') || space(c)).collect();
    let grouped = groups.first().is_some_and(|g| (1..=3).contains(&g.len()))
        && groups.iter().skip(1).all(|g| g.len() == 3);
    let mixed = whole.contains(group) && whole.contains(space);
    if mixed || groups.len() > 1 && !grouped || groups.iter().any(|g| g.chars().any(|c| !c.is_ascii_digit()))
    {
        return None;
    }
    let digits = format!("{}{fraction}", groups.concat());
    if digits.len() > 18 {
        return None;
    }
    let mut value = Decimal::new(digits.parse().ok()?, u32::try_from(fraction.len()).ok()?);
    if b.negative {
        value = -value;
    }
    Some(Number {
        value,
        percent: b.percent,
        nil: false,
        decimals: u32::try_from(fraction.len()).unwrap_or(0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dutch(text: &str) -> Option<String> {
        parse(text, Notation::Dutch).map(|n| n.value.normalize().to_string())
    }

    #[test]
    fn signs_and_separators() {
        for (text, value) in [
            ("1.234.567", "1234567"),
            ("(1.234)", "-1234"),
            ("-/- 1.234,50", "-1234.5"),
            ("1.234 -/-", "-1234"),
            ("-€ 3.893", "-3893"),
            ("€ -364,59", "-364.59"),
            ("- 839.626", "-839626"),
            ("1.234-", "-1234"),
            ("1.234,-", "1234"),
            ("12 345 678", "12345678"),
            ("57,58%", "57.58"),
            ("€ 10500,00", "10500"),
            ("–", "0"),
            ("nihil", "0"),
        ] {
            assert_eq!(dutch(text).as_deref(), Some(value), "{text}");
        }
        for text in ["31-12-2025", "1.23.4", "12 3456", "a1", "1.2345", "5.10.1", "", "€", "1,2,3"] {
            assert_eq!(dutch(text), None, "{text}");
        }
    }

    #[test]
    fn english_needs_its_table() {
        assert_eq!(parse("78,814", Notation::English).unwrap().value, Decimal::from(78814));
        assert_eq!(parse("-45,381.20", Notation::English).unwrap().value.to_string(), "-45381.20");
        assert_eq!(votes("78,814"), (0, 1));
        assert_eq!(votes("1.234,50"), (3, 0));
        assert_eq!(votes("100.00%"), (0, 1));
    }
}
