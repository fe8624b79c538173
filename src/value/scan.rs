//! Text as words, digit runs and marks: what the value grammars read.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    Digits,
    Letters,
    Mark,
}

/// A run of ASCII digits, a run of letters, or one other character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    pub kind: TokenKind,
    pub text: &'a str,
    pub start: usize,
    pub end: usize,
    /// White space (or the start of the text) stands before it.
    pub spaced: bool,
}

impl Token<'_> {
    pub fn is_mark(&self, marks: &str) -> bool {
        self.kind == TokenKind::Mark && marks.contains(self.text)
    }
    pub fn digits(&self, min: usize, max: usize) -> bool {
        self.kind == TokenKind::Digits && (min..=max).contains(&self.text.len())
    }
    /// The number of a digit run; `None` for others and for what does not fit.
    pub fn number(&self) -> Option<u32> {
        if self.kind == TokenKind::Digits { self.text.parse().ok() } else { None }
    }
}

fn kind_of(c: char) -> TokenKind {
    if c.is_ascii_digit() {
        TokenKind::Digits
    } else if c.is_alphabetic() || c == '\u{ad}' || unicode_normalization::char::is_combining_mark(c) {
        TokenKind::Letters
    } else {
        TokenKind::Mark
    }
}

pub(crate) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out: Vec<Token<'_>> = Vec::new();
    let mut spaced = true;
    for (start, c) in text.char_indices() {
        if c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{feff}') {
            spaced = true;
            continue;
        }
        let end = start + c.len_utf8();
        let kind = kind_of(c);
        match out.last_mut() {
            Some(last) if !spaced && kind != TokenKind::Mark && last.kind == kind => {
                last.end = end;
                last.text = text.get(last.start..end).unwrap_or_default();
            }
            _ => out.push(Token { kind, text: text.get(start..end).unwrap_or_default(), start, end, spaced }),
        }
        spaced = false;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_digits_and_marks() {
        let seen: Vec<_> = tokens("1e maart, '26").iter().map(|t| t.text).collect();
        assert_eq!(seen, ["1", "e", "maart", ",", "'", "26"]);
        assert!(tokens("a b")[1].spaced);
        assert!(!tokens("a-b")[1].spaced);
    }
}
