//! Expressions of the rule files, compiled when a document first needs them: all of them together take
//! longer to compile than a small filing takes to judge.

use std::sync::{Arc, OnceLock};

use regex::Regex;

/// Largest compiled size of one expression, in bytes.
const MAX_COMPILED: usize = 4 << 20;

/// Compiles an expression of the rule files the one way they are all compiled: without regard to case, and
/// `\d` is a digit of a keyboard, for no date or number in a filing is written in another.
///
/// # Errors
/// When it is no expression, or one too large.
pub fn compile(source: &str) -> Result<Regex, regex::Error> {
    regex::RegexBuilder::new(&plain_digits(source)).case_insensitive(true).size_limit(MAX_COMPILED).build()
}

/// `\d` as `[0-9]`: the other digits of Unicode make an automaton ten times as large.
fn plain_digits(source: &str) -> String {
    let mut out = String::with_capacity(source.len() + 32);
    let mut chars = source.chars();
    while let Some(c) = chars.next() {
        match (c, if c == '\\' { chars.next() } else { None }) {
            ('\\', Some('d')) => out.push_str("[0-9]"),
            ('\\', Some('D')) => out.push_str("[^0-9]"),
            (c, next) => {
                out.push(c);
                out.extend(next);
            }
        }
    }
    out
}

/// An expression that is compiled once, at first use. Clones share it.
#[derive(Debug, Clone)]
pub struct Pattern(Arc<(String, OnceLock<Option<Regex>>)>);

impl Pattern {
    pub fn new(source: &str) -> Self {
        Self(Arc::new((source.to_owned(), OnceLock::new())))
    }

    /// `None` when it does not compile; rules are checked for that when they are loaded.
    pub fn regex(&self) -> Option<&Regex> {
        let (source, compiled) = &*self.0;
        compiled.get_or_init(|| compile(source).ok()).as_ref()
    }

    pub fn is_match(&self, text: &str) -> bool {
        self.regex().is_some_and(|r| r.is_match(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_plain_in_and_outside_classes() {
        let found = |p: &str, t: &str| compile(p).unwrap().find(t).map(|m| m.as_str().to_owned());
        assert_eq!(found(r"\d{2}[\d.]+", "a12.345b").as_deref(), Some("12.345"));
        assert_eq!(found(r"KVK\D\d", "kvk 8").as_deref(), Some("kvk 8"));
        assert_eq!(found(r"\\d", r"\d").as_deref(), Some(r"\d"));
        assert_eq!(found(r"[^\d]", "12x").as_deref(), Some("x"));
        assert!(Pattern::new("(").regex().is_none());
        assert!(Pattern::new("^ja$").clone().is_match("Ja"));
    }
}
