//! Citizen numbers: found so that they can be kept out of every output.
//!
//! The words that tell a citizen number from other numbers stand here and not in the rule files: privacy
//! must not depend on rules that can be replaced.

use super::identifier::{find_rsin, passes_eleven_test};
use crate::fold::fold;

/// A number at byte range `start..end` that is, or may be, a citizen number.
#[derive(Debug, Clone, PartialEq)]
pub struct Bsn {
    pub start: usize,
    pub end: usize,
    /// `*****1234`.
    pub masked: String,
    /// All digits. For comparing with known numbers only; never leaves the program.
    pub digits: String,
    pub confidence: f32,
}

const CITIZEN: [&str; 9] = [
    "bsn",
    "burgerservicenummer",
    "burger service nummer",
    "burgerservice",
    "sofi",
    "sofinummer",
    "sociaal-fiscaal",
    "sociaal fiscaal",
    "persoonsnummer",
];
const OTHER: [&str; 36] = [
    "rsin",
    "btw",
    "b.t.w",
    "vat",
    "fiscaal nummer",
    "fiscaal nr",
    "fiscaalnummer",
    "fi-nummer",
    "ob-nummer",
    "loonheffing",
    "lh-nummer",
    "kvk",
    "handelsregister",
    "vestiging",
    "rekening",
    "iban",
    "bank",
    "giro",
    "tel",
    "fax",
    "mobiel",
    "gsm",
    "polis",
    "kenmerk",
    "dossier",
    "factuur",
    "order",
    "relatie",
    "klant",
    "agb",
    "referentie",
    "zaaknummer",
    "aanvraagnummer",
    "contract",
    "isbn",
    "eur",
];
/// How far a label reaches, in characters.
const REACH: usize = 48;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    Citizen,
    Other,
    None,
}

/// The label nearest before a number.
fn label(before: &str) -> Label {
    let skip = before.chars().count().saturating_sub(REACH);
    let tail: String = before.chars().skip(skip).collect();
    let tail = fold(&tail);
    let last = |words: &[&str]| words.iter().filter_map(|w| word_at(&tail, w)).max();
    match (last(&CITIZEN), last(&OTHER)) {
        (None, None) => Label::None,
        (Some(a), Some(b)) if b > a => Label::Other,
        (Some(_), _) => Label::Citizen,
        (None, Some(_)) => Label::Other,
    }
}

/// Where `word` starts a word for the last time.
fn word_at(text: &str, word: &str) -> Option<usize> {
    text.rmatch_indices(word)
        .find(|(i, _)| !text.get(..*i).and_then(|t| t.chars().next_back()).is_some_and(char::is_alphanumeric))
        .map(|(i, _)| i)
}

/// Citizen numbers in a text. `context` is what stands before the text (the line above, the label in the
/// cell to the left): a label there counts where the text itself has none.
pub fn find_bsn(text: &str, context: &str) -> Vec<Bsn> {
    find_rsin(text)
        .into_iter()
        .filter_map(|n| {
            let before = text.get(..n.start).unwrap_or_default();
            let after = text.get(n.end..).unwrap_or_default();
            let written = text.get(n.start..n.end).unwrap_or_default();
            let vat =
                before.trim_end().to_uppercase().ends_with("NL") || after.starts_with(['B', 'b', 'L', 'l']);
            let money = before.trim_end().ends_with('€') || after.starts_with(",-");
            let passes = passes_eleven_test(&n.value);
            let mut label = label(before);
            if label == Label::None {
                label = self::label(context);
            }
            let tax = written.len() == 11
                && written.chars().filter(|c| *c == '.' || *c == ' ').count() == 2
                && written.as_bytes().get(4).is_some_and(|b| !b.is_ascii_digit());
            let confidence = match label {
                Label::Citizen if passes => 0.97,
                Label::Citizen => 0.6,
                Label::Other => return None,
                Label::None if !passes || vat || money => return None,
                // Organisations have numbers that start with 8; citizens' start lower.
                Label::None if n.value.starts_with('8') => return None,
                // Figures of accounts are written in threes.
                Label::None if written.contains('.') && !tax => return None,
                Label::None if tax => 0.6,
                Label::None => 0.5,
            };
            let tail: String = n.value.chars().skip(5).collect();
            Some(Bsn {
                start: n.start,
                end: n.end,
                masked: format!("*****{tail}"),
                digits: n.value,
                confidence,
            })
        })
        .collect()
}

/// The text with every citizen number (and every number that may be one) masked: `*****1234`.
pub fn mask_bsn(text: &str) -> String {
    mask_bsn_after(text, "")
}

/// As [`mask_bsn`], for a text that is cut from the end of `context`.
pub fn mask_bsn_after(text: &str, context: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for hit in find_bsn(text, context) {
        if hit.start < at {
            continue;
        }
        out.push_str(text.get(at..hit.start).unwrap_or_default());
        out.push_str(&hit.masked);
        at = hit.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn labelled_numbers_are_masked() {
        for text in [
            "BSN: 123456782",
            "Burgerservicenummer 1234.56.782",
            "BSN 123 456 782",
            "bsn 1 2 3 4 5 6 7 8 2",
            "sofinummer: 123456782",
        ] {
            assert!(mask_bsn(text).ends_with("*****6782"), "{text}: {}", mask_bsn(text));
            assert!(find_bsn(text, "")[0].confidence > 0.9, "{text}");
        }
        assert_eq!(mask_bsn("BSN 123456789 (fout)"), "BSN *****6789 (fout)");
        assert_eq!(find_bsn("123456782", "BSN")[0].masked, "*****6782");
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "RSIN 123456782",
            "BTW NL123456782B01",
            "€ 123.456.782",
            "rekening 123456782",
            "123.456.782",
            "tel. 123456782",
            "123456789",
            "2026-03-01",
            "12345678",
        ] {
            assert_eq!(mask_bsn(text), text);
        }
    }

    #[test]
    fn the_nearest_label_counts() {
        assert_eq!(mask_bsn("RSIN 812345678 BSN 123456782"), "RSIN 812345678 BSN *****6782");
        assert_eq!(mask_bsn("BSN 123456782 RSIN 812345678"), "BSN *****6782 RSIN 812345678");
    }

    #[test]
    fn a_bare_number_is_masked_but_unsure() {
        let found = find_bsn("Jansen 123456782", "");
        assert!(found[0].confidence <= 0.5);
        assert_eq!(mask_bsn("Jansen 123456782"), "Jansen *****6782");
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC{0,80}", context in "\\PC{0,20}") {
            let _ = mask_bsn_after(&text, &context);
        }

        #[test]
        fn no_labelled_citizen_number_survives(n in 100_000_000u32..999_999_999, lead in "[a-z ]{0,10}") {
            let text = format!("{lead} BSN {n}");
            prop_assert!(!mask_bsn(&text).contains(&n.to_string()));
        }
    }
}
