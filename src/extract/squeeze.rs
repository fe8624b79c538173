//! Text without spaces and punctuation, with the way back: how labels are compared.
//!
//! `K.v.K.-nummer`, `KvK nummer` and `kvknummer` are one label. A match must still start and end where a
//! word does.

use unicode_normalization::UnicodeNormalization;

/// Letters and digits of a text, folded; each with the byte range of the character it came from.
#[derive(Debug, Clone, Default)]
pub struct Squeezed {
    pub text: String,
    /// Per byte of `text`.
    from: Vec<Origin>,
}

#[derive(Debug, Clone, Copy)]
struct Origin {
    start: u32,
    end: u32,
    /// First of a word.
    opens: bool,
    /// Last of a word.
    closes: bool,
    /// A colon or semicolon stands before it: no label runs over one.
    parted: bool,
}

impl Squeezed {
    pub fn new(text: &str) -> Self {
        let mut out = Self::default();
        let mut word = false;
        let mut parted = false;
        for (start, c) in text.char_indices() {
            if matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}')
                || unicode_normalization::char::is_combining_mark(c)
            {
                continue;
            }
            if !c.is_alphanumeric() {
                if word && let Some(last) = out.from.last_mut() {
                    last.closes = true;
                }
                word = false;
                parted |= matches!(c, ':' | ';');
                continue;
            }
            let (Ok(from), Ok(to)) = (u32::try_from(start), u32::try_from(start + c.len_utf8())) else {
                break;
            };
            for part in std::iter::once(c).nfkd() {
                for low in part.to_lowercase().filter(|l| l.is_alphanumeric()) {
                    out.text.push(low);
                    for _ in 0..low.len_utf8() {
                        out.from.push(Origin { start: from, end: to, opens: !word, closes: false, parted });
                        word = true;
                        parted = false;
                    }
                }
            }
        }
        if let Some(last) = out.from.last_mut() {
            last.closes = true;
        }
        out
    }

    /// Where a match of `text[start..end]` stands in the original, if it starts and ends at words.
    pub fn origin(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let first = self.from.get(start)?;
        let last = self.from.get(end.checked_sub(1)?)?;
        let parted = self.from.get(start + 1..end).is_some_and(|inner| inner.iter().any(|o| o.parted));
        (first.opens && last.closes && !parted).then_some((first.start as usize, last.end as usize))
    }

    /// Whether the text starts with `phrase` (squeezed) as whole words.
    pub fn starts_with(&self, phrase: &str) -> bool {
        !phrase.is_empty() && self.text.starts_with(phrase) && self.origin(0, phrase.len()).is_some()
    }
}

/// A label or phrase as it is compared.
pub fn squeeze(text: &str) -> String {
    Squeezed::new(text).text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_falls_away_and_places_stay() {
        assert_eq!(squeeze("K.v.K.-nummer:"), "kvknummer");
        assert_eq!(squeeze("Coöperatie"), squeeze("cooperatie"));
        let text = "  KvK-nr.: 123";
        let s = Squeezed::new(text);
        let (a, b) = s.origin(0, "kvknr".len()).unwrap();
        assert_eq!(&text[a..b], "KvK-nr");
        assert!(s.starts_with("kvk"));
        assert!(!Squeezed::new("datumaanvraag").starts_with("datum"));
    }

    #[test]
    fn a_word_is_not_cut() {
        let s = Squeezed::new("Geboortedatum");
        let at = s.text.find("datum").unwrap();
        assert_eq!(s.origin(at, at + 5), None);
        let s = Squeezed::new("Naam: Stichting");
        assert_eq!(s.origin(0, s.text.len()), None);
    }
}
