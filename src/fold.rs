//! Folding text for comparison: one place, so that signals, labels, names and topics agree on what
//! "the same" is.

use unicode_normalization::UnicodeNormalization;

/// Lower case, no diacritics, typographic quotes and dashes made plain, soft hyphens and zero-width
/// characters dropped, every run of white space one space, none at the ends.
///
/// `Coöperatie  “De Zon”` becomes `cooperatie "de zon"`.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for c in text.nfkd() {
        let c = match c {
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}' => continue,
            c if unicode_normalization::char::is_combining_mark(c) => continue,
            '‘' | '’' | '‚' | '`' | '´' => '\'',
            '“' | '”' | '„' | '«' | '»' => '"',
            '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
            c => c,
        };
        if c.is_whitespace() {
            space = !out.is_empty();
            continue;
        }
        if space {
            out.push(' ');
            space = false;
        }
        out.extend(c.to_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn folds_case_marks_quotes_and_space() {
        assert_eq!(fold("  Coöperatie\u{a0} “De Zon”\n"), "cooperatie \"de zon\"");
        assert_eq!(fold("ver\u{ad}klaring"), "verklaring");
        assert_eq!(fold("ﬁnancieel"), "financieel");
        assert_eq!(fold("IJsselland"), "ijsselland");
    }
}
