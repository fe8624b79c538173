//! Folding text for comparison: one place, so that signals, labels, names and topics agree on what
//! "the same" is.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Lower case, no diacritics, typographic quotes and dashes made plain, soft hyphens and zero-width
/// characters dropped, every run of white space one space, none at the ends.
///
/// `Coöperatie  “De Zon”` becomes `cooperatie "de zon"`.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    // Marks are dropped, so their canonical order does not matter and each letter decomposes by itself.
    for c in text.chars() {
        if c.is_ascii() {
            push(c, &mut space, &mut out);
        } else {
            decompose_compatible(c, |part| push(part, &mut space, &mut out));
        }
    }
    out
}

fn push(c: char, space: &mut bool, out: &mut String) {
    if c.is_ascii_graphic() {
        if std::mem::take(space) {
            out.push(' ');
        }
        out.push(if c == '`' { '\'' } else { c.to_ascii_lowercase() });
        return;
    }
    let c = match c {
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}' => return,
        c if !c.is_ascii() && is_combining_mark(c) => return,
        '‘' | '’' | '‚' | '´' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
        c => c,
    };
    if c.is_whitespace() {
        *space = !out.is_empty();
        return;
    }
    if std::mem::take(space) {
        out.push(' ');
    }
    out.extend(c.to_lowercase());
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::fold;

    proptest! {
        #[test]
        fn any_normal_form_folds_alike(text in "\\PC{0,40}") {
            let composed: String = text.nfc().collect();
            let decomposed: String = text.nfkd().collect();
            prop_assert_eq!(fold(&text), fold(&composed));
            prop_assert_eq!(fold(&text), fold(&decomposed));
        }
    }

    #[test]
    fn folds_case_marks_quotes_and_space() {
        assert_eq!(fold("  Coöperatie\u{a0} “De Zon”\n"), "cooperatie \"de zon\"");
        assert_eq!(fold("ver\u{ad}klaring"), "verklaring");
        assert_eq!(fold("ﬁnancieel"), "financieel");
        assert_eq!(fold("IJsselland"), "ijsselland");
    }
}
