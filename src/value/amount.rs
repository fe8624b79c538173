//! Amounts of money in euros: `€ 2.500.000,-`, `2,5 miljoen`, `(1.234)`, `twee miljoen euro`.
//!
//! Which of comma and point is the decimal sign follows from the structure of the number; where it does
//! not (`2.500`) it is read as Dutch does, and `2,500` is thousands but not sure.

use rust_decimal::Decimal;

use super::scan::{TokenKind, tokens};
use super::words;
use crate::fold::fold;

/// An amount in a text, at byte range `start..end` with its sign, currency and multiplier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    pub start: usize,
    pub end: usize,
    pub value: Decimal,
    /// A euro sign or word stands with it.
    pub currency: bool,
    /// `false` where the notation can be read two ways.
    pub sure: bool,
}

const DASHES: &str = "-‐‑‒–—−";
/// What an insured amount may be followed by without being another thing.
const QUALIFIERS: [&str; 16] = [
    "per",
    "p.a",
    "max",
    "maximaal",
    "maximum",
    "excl",
    "incl",
    "exclusief",
    "inclusief",
    "ten",
    "in",
    "voor",
    "en",
    "of",
    "als",
    "aan",
];
const LEADS: [&str; 18] = [
    "max", "maximaal", "maximum", "ten", "hoogste", "tot", "van", "minimaal", "circa", "ca", "is",
    "bedraagt", "een", "bedrag", "totaal", "t/m", "met", "minimum",
];

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{2007}')
}

/// The bare number at the start of `text`: value, byte length, sure.
fn literal(text: &str) -> Option<(Decimal, usize, bool)> {
    let mut groups: Vec<&str> = Vec::new();
    let mut separators: Vec<char> = Vec::new();
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        let len = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        if len == 0 || len > 15 {
            return None;
        }
        let group = rest.get(..len)?;
        groups.push(group);
        at += len;
        if groups.len() > 8 {
            return None;
        }
        let mut chars = text.get(at..)?.chars();
        let Some(mark) = chars.next() else { break };
        let mark_len = mark.len_utf8();
        let after = text.get(at + mark_len..)?;
        let digits = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
        if digits == 0 {
            break;
        }
        let grouping = |sep: char| {
            digits == 3
                && groups.first().is_some_and(|g| g.len() <= 3)
                && groups.iter().skip(1).all(|g| g.len() == 3)
                && separators.iter().all(|s| *s == sep)
        };
        match mark {
            '.' | ',' => separators.push(mark),
            c if is_space(c) && grouping(' ') => separators.push(' '),
            '\'' | '’' if grouping('\'') => separators.push('\''),
            _ => break,
        }
        at += mark_len;
    }
    let (integer, decimals, sure) = resolve(&groups, &separators)?;
    let digits = format!("{integer}{decimals}");
    if digits.len() > 18 {
        return None;
    }
    let scale = u32::try_from(decimals.len()).ok()?;
    let value = Decimal::new(digits.parse().ok()?, scale);
    Some((value, at, sure))
}

/// Integer digits, decimal digits, sure.
fn resolve(groups: &[&str], separators: &[char]) -> Option<(String, String, bool)> {
    let (last, head) = groups.split_last()?;
    let Some((last_separator, earlier)) = separators.split_last() else {
        return Some(((*last).to_owned(), String::new(), true));
    };
    let thousands_shape = |parts: &[&str]| {
        parts.first().is_some_and(|g| (1..=3).contains(&g.len()))
            && parts.iter().skip(1).all(|g| g.len() == 3)
    };
    let alike = earlier.iter().all(|s| s == last_separator);
    let grouped = alike && thousands_shape(groups);
    if matches!(last_separator, ' ' | '\'') {
        return grouped.then(|| (groups.concat(), String::new(), true));
    }
    if earlier.is_empty() {
        let leading_zero = head.first().is_some_and(|g| g.starts_with('0'));
        return match last.len() {
            3 if grouped && !leading_zero => Some((groups.concat(), String::new(), *last_separator == '.')),
            1 | 2 => Some((head.concat(), (*last).to_owned(), *last_separator == ',' || last.len() == 2)),
            _ if *last_separator == ',' || leading_zero => {
                Some((head.concat(), (*last).to_owned(), leading_zero))
            }
            _ => None,
        };
    }
    if grouped {
        return Some((groups.concat(), String::new(), true));
    }
    let earlier_alike = earlier.windows(2).all(|w| w.first() == w.last());
    if earlier_alike && thousands_shape(head) && (1..=2).contains(&last.len()) {
        // `2.500.00` is a comma read as a point: kept, unsure.
        return Some((head.concat(), (*last).to_owned(), !alike));
    }
    None
}

/// Reads the number with sign, currency and multiplier around the digits that start at `at`.
fn read_at(text: &str, at: usize) -> Option<Amount> {
    let (mut value, len, mut sure) = literal(text.get(at..)?)?;
    let mut end = at + len;
    let mut start = at;
    let mut currency = false;
    let mut negative = false;
    // Backwards: sign, currency, sign, bracket.
    for _ in 0..4 {
        let before = text.get(..start)?.trim_end_matches(|c: char| c.is_whitespace());
        let folded_tail: String =
            before.chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect();
        let upper = folded_tail.to_uppercase();
        if before.ends_with('€') {
            currency = true;
            start = before.len() - '€'.len_utf8();
        } else if upper.ends_with("EURO") && !glued_letter(before, 4) {
            currency = true;
            start = before.len() - 4;
        } else if upper.ends_with("EUR") && !glued_letter(before, 3) {
            currency = true;
            start = before.len() - 3;
        } else if before.ends_with("-/-") {
            negative = true;
            start = before.len() - 3;
        } else if let Some(dash) = before.chars().next_back().filter(|c| DASHES.contains(*c)) {
            // A dash is a sign where nothing stands before it that it could join.
            let head = before.get(..before.len() - dash.len_utf8())?.trim_end();
            if head.is_empty() || head.ends_with(['€', '(', ':', '=']) || head.to_uppercase().ends_with("EUR")
            {
                negative = true;
                start = before.len() - dash.len_utf8();
            } else {
                break;
            }
        } else {
            break;
        }
    }
    // Forwards: `,-`, multiplier, currency, trailing sign, bracket.
    let rest = text.get(end..)?;
    let tail_len = closing_dash(rest);
    end += tail_len;
    if let Some((factor, used)) = multiplier(text.get(end..)?) {
        let said = text.get(at..at + len)?;
        if said.contains(',') {
            // `2,500 miljoen`: a comma before a multiplier is a decimal comma.
            if let Some(plain) = decimal_reading(said) {
                value = plain;
                sure = true;
            }
        } else if said.contains('.') && factor > Decimal::from(1000) {
            sure = false;
        }
        value = value.checked_mul(factor)?;
        end += used;
    }
    let after = text.get(end..)?;
    let trimmed = after.trim_start_matches(is_space);
    let gap = after.len() - trimmed.len();
    let folded: String = trimmed.chars().take(6).collect::<String>().to_lowercase();
    if trimmed.starts_with('€') {
        currency = true;
        end += gap + '€'.len_utf8();
    } else if folded.starts_with("euro") {
        let used = if folded.starts_with("euro's") || folded.starts_with("euro’s") {
            trimmed.chars().take(6).map(char::len_utf8).sum()
        } else {
            4
        };
        currency = true;
        end += gap + used;
    } else if folded.starts_with("eur") && !folded.chars().nth(3).is_some_and(char::is_alphanumeric) {
        currency = true;
        end += gap + 3;
    }
    let after = text.get(end..)?;
    let trimmed = after.trim_start_matches(is_space);
    let gap = after.len() - trimmed.len();
    let before = text.get(..start)?.trim_end();
    if before.ends_with('(') && trimmed.starts_with(')') {
        negative = true;
        start = before.len() - 1;
        end += gap + 1;
    } else if trimmed.starts_with("-/-") {
        negative = true;
        end += gap + 3;
    } else if tail_len == 0
        && let Some(dash) = trimmed.chars().next().filter(|c| DASHES.contains(*c))
        && trimmed.get(dash.len_utf8()..).is_some_and(|r| r.trim().is_empty())
    {
        negative = true;
        end += gap + dash.len_utf8();
    }
    if negative {
        value = -value;
    }
    Some(Amount { start, end, value, currency, sure })
}

fn glued_letter(text: &str, tail: usize) -> bool {
    text.get(..text.len().saturating_sub(tail))
        .and_then(|t| t.chars().next_back())
        .is_some_and(char::is_alphanumeric)
}

/// Length of `,-`, `,--`, `.-`, `,=` at the start.
fn closing_dash(rest: &str) -> usize {
    let mut chars = rest.char_indices();
    if !matches!(chars.next(), Some((_, ',' | '.'))) {
        return 0;
    }
    let mut end = 0;
    for (i, c) in chars {
        if DASHES.contains(c) || c == '=' {
            end = i + c.len_utf8();
        } else if c == ' ' && end == 0 {
            continue;
        } else {
            break;
        }
        if end > 8 {
            break;
        }
    }
    end
}

fn decimal_reading(literal: &str) -> Option<Decimal> {
    let mut parts = literal.split(',');
    let (a, b) = (parts.next()?, parts.next()?);
    if parts.next().is_some() || a.is_empty() || a.len() > 4 || !b.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    Decimal::from_str_exact(&format!("{a}.{b}")).ok()
}

/// A multiplier word at the start: its factor and byte length with the space before it.
fn multiplier(rest: &str) -> Option<(Decimal, usize)> {
    let trimmed = rest.trim_start_matches(is_space);
    let gap = rest.len() - trimmed.len();
    if gap > 4 {
        return None;
    }
    let len = trimmed.find(|c: char| !c.is_alphabetic()).unwrap_or(trimmed.len());
    let word = trimmed.get(..len)?;
    let factor: u64 = match word {
        "M" => 1_000_000,
        "k" | "K" => 1000,
        _ => match fold(word).as_str() {
            "miljoen" | "mln" | "mio" | "miljoenen" | "million" => 1_000_000,
            "miljard" | "mld" | "mrd" => 1_000_000_000,
            "duizend" => 1000,
            _ => return None,
        },
    };
    let point = usize::from(trimmed.get(len..).is_some_and(|r| r.starts_with('.')));
    Some((Decimal::from(factor), gap + len + point))
}

/// Positions where a number starts that is no part of a longer word or number.
fn starts(text: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let mut before: Option<char> = None;
    for (i, c) in text.char_indices() {
        if c.is_ascii_digit() {
            let inside = before.is_some_and(|b| b.is_ascii_digit());
            let glued = before.is_some_and(char::is_alphabetic);
            let currency = text.get(..i).is_some_and(|t| t.ends_with("EUR") || t.ends_with("EURO"));
            if !inside && (!glued || currency) {
                out.push(i);
            }
        }
        before = Some(c);
    }
    out
}

/// All numbers of a text as amounts, in order, not overlapping; with and without a currency.
pub fn find_numbers(text: &str) -> Vec<Amount> {
    let mut out: Vec<Amount> = Vec::new();
    for at in starts(text) {
        if out.last().is_some_and(|last| at < last.end) {
            continue;
        }
        if let Some(amount) = read_at(text, at) {
            out.push(amount);
        }
    }
    out
}

/// Amounts that are plainly money: a currency, a multiplier, `,-`, or in words with `euro`.
pub fn find_amounts(text: &str) -> Vec<Amount> {
    let mut out: Vec<Amount> = find_numbers(text)
        .into_iter()
        .filter(|a| {
            let said = text.get(a.start..a.end).unwrap_or_default();
            a.currency
                || said.ends_with(|c: char| DASHES.contains(c) || c == '=') && said.contains(',')
                || said.chars().any(char::is_alphabetic)
        })
        .collect();
    out.extend(in_words(text));
    out.sort_by_key(|a| a.start);
    out
}

/// `twee miljoen vijfhonderdduizend euro`: a run of number words with a currency or of a million and more.
fn in_words(text: &str) -> Vec<Amount> {
    let tokens = tokens(text);
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let mut end = at;
        while end < at + 12
            && tokens.get(end).is_some_and(|t| {
                t.kind == TokenKind::Letters && words::is_part(t.text) || end > at && t.is_mark(DASHES)
            })
        {
            end += 1;
        }
        if end == at {
            at += 1;
            continue;
        }
        let mut stop = end;
        while stop > at {
            let run = tokens.get(at..stop).unwrap_or_default();
            let joined = run.iter().map(|t| t.text).collect::<Vec<_>>().join(" ");
            if let Some(value) = words::quantity(&joined) {
                let euro = tokens.get(stop).filter(|t| fold(t.text).starts_with("euro"));
                if let (Some(first), Some(last)) = (run.first(), run.last())
                    && (euro.is_some() || value >= Decimal::from(100_000))
                {
                    out.push(Amount {
                        start: first.start,
                        end: euro.map_or(last.end, |t| t.end),
                        value,
                        currency: euro.is_some(),
                        sure: true,
                    });
                }
                break;
            }
            stop -= 1;
        }
        at = end.max(at + 1);
    }
    out
}

/// The amount that a text says; `per aanspraak` and the like may follow, `maximaal` may lead.
pub fn parse_amount(text: &str) -> Option<Amount> {
    let (amount, rest) = take_amount(text)?;
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || ",.;:*/()".contains(c));
    let word = fold(rest.split_whitespace().next().unwrap_or_default());
    let word = word.trim_end_matches('.');
    (rest.is_empty() || QUALIFIERS.contains(&word)).then_some(amount)
}

/// The amount at the start of a text, and the text after it.
pub fn take_amount(text: &str) -> Option<(Amount, &str)> {
    let number = find_numbers(text).into_iter().next();
    let words = in_words(text).into_iter().next();
    let amount = match (number, words) {
        (Some(n), Some(w)) if w.start < n.start => w,
        (Some(n), _) => n,
        (None, Some(w)) => w,
        (None, None) => return None,
    };
    let lead = text.get(..amount.start)?;
    let led = tokens(lead).iter().all(|t| match t.kind {
        TokenKind::Letters => LEADS.contains(&fold(t.text).as_str()),
        TokenKind::Mark => true,
        TokenKind::Digits => false,
    });
    if !led {
        return None;
    }
    Some((amount, text.get(amount.end..)?))
}

/// A figure of a table: as [`parse_amount`], nothing around it, and a dash (or `nihil`) is nil.
pub fn parse_figure(text: &str) -> Option<Decimal> {
    let trimmed = text.trim();
    let bare = trimmed.trim_start_matches(['€', ' ', '\u{a0}']).trim();
    let dash = !bare.is_empty() && bare.chars().all(|c| DASHES.contains(c));
    if dash || ["nihil", "nil"].contains(&fold(bare).as_str()) {
        return Some(Decimal::ZERO);
    }
    let at = trimmed.find(|c: char| c.is_ascii_digit())?;
    let amount = read_at(trimmed, at)?;
    (amount.start == 0 && amount.end == trimmed.len()).then_some(amount.value)
}

#[cfg(test)]
#[path = "amount_tests.rs"]
mod tests;
