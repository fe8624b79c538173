//! Numbers of organisations: KvK (8 digits), RSIN (9, 11-test), AGB (8), also spaced and in boxes.

/// A number at byte range `start..end`; `value` has its digits alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    pub start: usize,
    pub end: usize,
    pub value: String,
    /// Written in one piece or in usual groups; `false` for groups that need a label to vouch for them.
    pub usual: bool,
}

/// Digits between other characters, with what joins it to the chunk before.
struct Chunk {
    start: usize,
    end: usize,
    /// Only white space (or `|` of boxes) stands between this and the chunk before.
    after_space: bool,
    /// A single full stop or hyphen does.
    after_mark: bool,
}

fn chunks(text: &str) -> Vec<Chunk> {
    let mut out: Vec<Chunk> = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
            continue;
        }
        let mut end = at;
        while bytes.get(end).is_some_and(u8::is_ascii_digit) {
            end += 1;
        }
        let between = out.last().and_then(|last| text.get(last.end..at));
        let after_space = between.is_some_and(|b| {
            b.chars().count() <= 3 && !b.is_empty() && b.chars().all(|c| c.is_whitespace() || c == '|')
        });
        let after_mark = between.is_some_and(|b| matches!(b, "." | "-" | "‑" | "–" | "·"));
        out.push(Chunk { start: at, end, after_space, after_mark });
        at = end;
    }
    out
}

/// Whether a letter, or a mark with a digit behind it, is glued to the number at this end.
fn free(text: &str, start: usize, end: usize, glue_letters: &[&str]) -> bool {
    let before = text.get(..start).unwrap_or_default();
    let after = text.get(end..).unwrap_or_default();
    let left = match before.chars().next_back() {
        Some(c) if c.is_alphabetic() => {
            let word: String = before.chars().rev().take_while(|c| c.is_alphabetic()).collect();
            let word: String = word.chars().rev().collect::<String>().to_lowercase();
            glue_letters.iter().any(|g| word.ends_with(g))
        }
        Some('.' | ',' | '-' | '/' | '+' | '–') => {
            !before.chars().rev().nth(1).is_some_and(|c| c.is_ascii_digit()) && !before.ends_with('+')
        }
        _ => true,
    };
    let right = match after.chars().next() {
        Some(c) if c.is_alphabetic() => false,
        Some('.' | ',' | '-' | '/' | '–') => !after.chars().nth(1).is_some_and(|c| c.is_ascii_digit()),
        _ => true,
    };
    left && right
}

/// Numbers of `len` digits: in one piece, in one of the `usual` groupings, in boxes of one digit, or in
/// one of the `rare` groupings. Never a part of a longer number.
fn numbers(text: &str, len: usize, usual: &[&[usize]], rare: &[&[usize]], glue: &[&str]) -> Vec<Number> {
    let chunks = chunks(text);
    let sizes: Vec<usize> = chunks.iter().map(|c| c.end - c.start).collect();
    let boxes = vec![1; len];
    let mut out: Vec<Number> = Vec::new();
    let mut at = 0;
    while let Some(chunk) = chunks.get(at) {
        let whole: [&[usize]; 1] = [&[len]];
        let boxed: [&[usize]; 1] = [&boxes];
        let shapes = whole
            .iter()
            .chain(usual)
            .chain(&boxed)
            .map(|s| (*s, true))
            .chain(rare.iter().map(|s| (*s, false)));
        let mut taken = 1;
        for (shape, is_usual) in shapes {
            let end_at = at + shape.len();
            if sizes.get(at..end_at) != Some(shape) {
                continue;
            }
            let inner = chunks.get(at + 1..end_at).unwrap_or_default();
            let same = inner.iter().all(|c| c.after_space) || inner.iter().all(|c| c.after_mark);
            let Some(last) = chunks.get(end_at - 1) else { continue };
            // Groups must be the whole run of groups; one piece may have other numbers beside it.
            let grouped = shape.len() > 1;
            let small_left = at > 0 && (chunk.after_space || chunk.after_mark) && grouped;
            let small_right = grouped
                && chunks.get(end_at).is_some_and(|c| {
                    (c.after_space || c.after_mark)
                        && (c.end - c.start) <= shape.last().copied().unwrap_or(0).max(2)
                });
            if !same || small_left || small_right || !free(text, chunk.start, last.end, glue) {
                continue;
            }
            let digits = text.get(chunk.start..last.end).unwrap_or_default();
            let value: String = digits.chars().filter(char::is_ascii_digit).collect();
            if value.chars().all(|c| c == '0') {
                continue;
            }
            out.push(Number { start: chunk.start, end: last.end, value, usual: is_usual });
            taken = shape.len();
            break;
        }
        at += taken;
    }
    out
}

/// Numbers that can be a KvK number. Telephone numbers and the like are left to labels.
pub fn find_kvk(text: &str) -> Vec<Number> {
    numbers(
        text,
        8,
        &[&[2, 2, 2, 2], &[2, 3, 3], &[4, 4]],
        &[&[3, 2, 3], &[3, 3, 2], &[5, 3], &[2, 6]],
        &["kvk", "nr", "no", "nummer"],
    )
}

/// Numbers that can be an RSIN, alone or inside a VAT number (`NL123456789B01`). The 11-test is the
/// caller's: see [`passes_eleven_test`].
pub fn find_rsin(text: &str) -> Vec<Number> {
    let usual: [&[usize]; 3] = [&[3, 3, 3], &[4, 2, 3], &[2, 2, 2, 3]];
    let mut out = numbers(text, 9, &usual, &[&[4, 5]], &["rsin", "nr", "nummer", "nl"]);
    let upper = text.to_ascii_uppercase();
    let mut from = 0;
    while let Some(at) = upper.get(from..).and_then(|t| t.find("NL")).map(|i| i + from) {
        from = at + 2;
        let Some(rest) = upper.get(from..) else { break };
        let compact: Vec<(usize, char)> =
            rest.char_indices().filter(|(_, c)| !c.is_whitespace() && *c != '.').take(12).collect();
        let text_of: String = compact.iter().map(|(_, c)| *c).collect();
        let is_vat = text_of.len() == 12
            && text_of.chars().take(9).all(|c| c.is_ascii_digit())
            && text_of.chars().nth(9) == Some('B')
            && text_of.chars().skip(10).all(|c| c.is_ascii_digit());
        if let (true, Some((first, _)), Some((last, _))) = (is_vat, compact.first(), compact.get(8)) {
            let (start, end) = (from + first, from + last + 1);
            out.retain(|n| n.end <= start || n.start >= end);
            out.push(Number { start, end, value: text_of.chars().take(9).collect(), usual: true });
        }
    }
    out.sort_by_key(|n| n.start);
    out
}

/// AGB codes; eight digits like a KvK number, so a label must vouch for them.
pub fn find_agb(text: &str) -> Vec<Number> {
    numbers(text, 8, &[&[2, 6], &[2, 2, 2, 2], &[4, 4], &[2, 3, 3]], &[], &["agb", "code", "nr"])
}

/// The weighted sum that RSIN and BSN satisfy. Nine digits, else `false`.
pub fn passes_eleven_test(digits: &str) -> bool {
    if digits.len() != 9 || !digits.bytes().all(|b| b.is_ascii_digit()) || digits.bytes().all(|b| b == b'0') {
        return false;
    }
    let weights = [9i32, 8, 7, 6, 5, 4, 3, 2, -1];
    let sum: i32 = digits.bytes().zip(weights).map(|(b, w)| i32::from(b - b'0') * w).sum();
    sum % 11 == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kvk(text: &str) -> Vec<String> {
        find_kvk(text).into_iter().map(|n| n.value).collect()
    }

    #[test]
    fn kvk_numbers_in_many_ways() {
        for text in [
            "12345678",
            "KvK-nummer: 12345678",
            "KvK12345678",
            "12 34 56 78",
            "12.34.56.78",
            "1 2 3 4 5 6 7 8",
            "1 | 2 | 3 | 4 | 5 | 6 | 7 | 8",
            "12 345 678",
            "12345678, 2513 AB Den Haag",
            "12345678 2513 AB Den Haag",
            "(12345678)",
            "nummer 12345678.",
        ] {
            assert_eq!(kvk(text), ["12345678"], "{text}");
        }
        assert_eq!(kvk("01234567"), ["01234567"]);
    }

    #[test]
    fn longer_numbers_hold_no_kvk() {
        for text in [
            "000012345678",
            "0000 1234 5678",
            "123456789",
            "NL12ABNA0123456789",
            "NL12 ABNA 0123 4567 89",
            "06-12345678",
            "06 12 34 56 78",
            "12345678.90",
            "A12345678B",
            "12-34-56-78-90",
            "00000000",
            "+31612345678",
        ] {
            assert_eq!(kvk(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn rsin_alone_and_in_a_vat_number() {
        for text in [
            "812345678",
            "8123.45.678",
            "RSIN 812 345 678",
            "NL812345678B01",
            "NL8123.45.678.B01",
            "8 1 2 3 4 5 6 7 8",
        ] {
            let found: Vec<_> = find_rsin(text).into_iter().map(|n| n.value).collect();
            assert_eq!(found, ["812345678"], "{text}");
        }
    }

    #[test]
    fn eleven_test() {
        assert!(passes_eleven_test("123456782"));
        assert!(passes_eleven_test("111222333"));
        assert!(!passes_eleven_test("123456789"));
        assert!(!passes_eleven_test("000000000"));
        assert!(!passes_eleven_test("12345678"));
    }

    proptest! {
        #[test]
        fn no_kvk_inside_longer_numbers(n in 100_000_000u64..1_000_000_000_000_000) {
            prop_assert!(find_kvk(&n.to_string()).is_empty());
            let inside = format!("rekening {n} van");
            prop_assert!(find_kvk(&inside).is_empty());
        }

        #[test]
        fn never_panics(text in "\\PC{0,80}") {
            for n in find_kvk(&text).into_iter().chain(find_rsin(&text)).chain(find_agb(&text)) {
                prop_assert!(text.get(n.start..n.end).is_some());
            }
        }

        #[test]
        fn never_panics_on_digits(text in "[0-9 .|NLB-]{0,60}") {
            for n in find_kvk(&text).into_iter().chain(find_rsin(&text)) {
                prop_assert!(text.get(n.start..n.end).is_some());
            }
        }
    }
}
