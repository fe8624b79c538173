//! Sentences of a paragraph.

use crate::catalogue::Grammar;
use crate::fold::fold;

/// A sentence longer than this is cut: a page without punctuation must not become one sentence.
const MAX_SENTENCE_WORDS: usize = 160;

/// Byte ranges of the sentences of a paragraph.
pub(super) fn sentences(text: &str, grammar: &Grammar) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut from = 0;
    let mut words = 0;
    for (i, c) in text.char_indices() {
        if c.is_whitespace() {
            words += 1;
            if words >= MAX_SENTENCE_WORDS {
                out.push((from, i));
                from = i;
                words = 0;
            }
            continue;
        }
        if !matches!(c, '.' | '!' | '?' | ';' | '•' | '▪') {
            continue;
        }
        if matches!(c, '•' | '▪') {
            if i > from {
                out.push((from, i));
                from = i;
                words = 0;
            }
            continue;
        }
        let end = i + c.len_utf8();
        let rest = text.get(end..).unwrap_or("");
        let after = rest.trim_start_matches(['"', '”', '\'', '’', ')']);
        if !after.starts_with(char::is_whitespace) {
            continue;
        }
        let next = after.trim_start().chars().next();
        if c == '.' {
            let before = text.get(from..i).unwrap_or("");
            let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or("");
            let folded = fold(word);
            // Initials, numbers of items, known abbreviations.
            let short = word.chars().count() <= 1
                || (word.contains('.') && word.len() <= 8 && !word.starts_with(|c: char| c.is_ascii_digit()));
            let counted = word.chars().all(|c| c.is_ascii_digit()) && before.trim_start().len() == word.len();
            if short || counted || grammar.abbreviations.contains(&folded) {
                continue;
            }
            if next.is_some_and(char::is_lowercase) {
                continue;
            }
        }
        let shut = end + (rest.len() - after.len());
        out.push((from, shut));
        from = shut;
        words = 0;
    }
    if from < text.len() {
        out.push((from, text.len()));
    }
    out
}
