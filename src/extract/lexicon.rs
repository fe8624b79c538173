//! Phrases of the rule files against words of a document, in time linear in the text.
//!
//! Every distinct word pattern (`benoem*`) has a number; a word of the text is looked up once and gives
//! the numbers of the patterns it meets; phrases are tried only where their first pattern stands.

use std::collections::HashMap;

use crate::fold::fold;

/// Number of a phrase in a [`Lexicon`].
pub type PhraseId = u32;

/// A word of a text: folded, with its byte range in the original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub text: String,
    pub from: usize,
    pub to: usize,
}

/// Folded words of a text: runs of letters and digits; `e-mail` is one word, other hyphens part words.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut start: Option<usize> = None;
    let push = |from: usize, to: usize, out: &mut Vec<Token>| {
        let Some(piece) = text.get(from..to) else { return };
        let folded = fold(piece);
        if folded.is_empty() {
            return;
        }
        if let Some(last) = out.last_mut()
            && last.text == "e"
            && last.to + 1 == from
            && text.get(last.to..from) == Some("-")
        {
            last.text.push_str(&folded);
            last.to = to;
            return;
        }
        out.push(Token { text: folded, from, to });
    };
    for (i, c) in text.char_indices() {
        let inside =
            c.is_alphanumeric() || matches!(c, '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}');
        match (inside, start) {
            (true, None) => start = Some(i),
            (false, Some(from)) => {
                push(from, i, &mut out);
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        push(from, text.len(), &mut out);
    }
    out
}

#[derive(Debug, Clone)]
enum Element {
    /// Any of these word patterns.
    Word(Vec<u32>),
    /// Up to so many words.
    Gap(usize),
}

#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    exact: HashMap<String, u32>,
    prefix: HashMap<String, u32>,
    suffix: HashMap<String, u32>,
    infix: Vec<(String, u32)>,
    patterns: u32,
    phrases: Vec<Vec<Element>>,
    interned: HashMap<String, PhraseId>,
    /// By first pattern.
    starts: Vec<Vec<PhraseId>>,
}

/// A phrase found: words `from..to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    pub phrase: PhraseId,
    pub from: usize,
    pub to: usize,
}

/// What was found in one text, sorted.
#[derive(Debug, Clone, Default)]
pub struct Hits(Vec<Hit>);

impl Hits {
    pub fn of(&self, phrase: PhraseId) -> &[Hit] {
        let from = self.0.partition_point(|h| h.phrase < phrase);
        let to = self.0.partition_point(|h| h.phrase <= phrase);
        self.0.get(from..to).unwrap_or(&[])
    }
    pub fn any<'a>(&'a self, phrases: &'a [PhraseId]) -> impl Iterator<Item = Hit> + 'a {
        phrases.iter().flat_map(|&p| self.of(p).iter().copied())
    }
    pub fn has(&self, phrases: &[PhraseId]) -> bool {
        phrases.iter().any(|&p| !self.of(p).is_empty())
    }
    /// The phrases found, each once, ascending.
    pub fn phrases(&self) -> impl Iterator<Item = PhraseId> + '_ {
        let mut last = None;
        self.0.iter().filter_map(move |h| (last.replace(h.phrase) != Some(h.phrase)).then_some(h.phrase))
    }
    /// The part of these that lies in words `from..`, counted from there.
    #[must_use]
    pub fn after(&self, from: usize) -> Self {
        Self(
            self.0
                .iter()
                .filter(|h| h.from >= from)
                .map(|h| Hit { from: h.from - from, to: h.to - from, ..*h })
                .collect(),
        )
    }
}

/// Words already looked up, for the length of one document.
#[derive(Debug, Default)]
pub struct Seen(HashMap<String, Vec<u32>>);

impl Lexicon {
    /// Numbers a phrase; the same text gets the same number. See `Topic` in the catalogue for the grammar.
    pub fn add(&mut self, phrase: &str) -> PhraseId {
        let key = phrase.trim().to_owned();
        if let Some(&id) = self.interned.get(&key) {
            return id;
        }
        let mut elements = Vec::new();
        for word in key.split_whitespace() {
            if let Some(count) = word.strip_prefix("..") {
                elements.push(Element::Gap(count.parse().unwrap_or(4_usize).min(20)));
                continue;
            }
            if word.contains('|') {
                let ids = word.split('|').filter_map(|w| self.pattern(w)).collect();
                elements.push(Element::Word(ids));
                continue;
            }
            let open = word.starts_with('*');
            let shut = word.len() > 1 && word.ends_with('*');
            let parts = tokens(word);
            let last = parts.len().saturating_sub(1);
            for (i, part) in parts.iter().enumerate() {
                let left = if open && i == 0 { "*" } else { "" };
                let right = if shut && i == last { "*" } else { "" };
                elements.extend(
                    self.pattern(&format!("{left}{}{right}", part.text)).map(|id| Element::Word(vec![id])),
                );
            }
        }
        let id = self.phrases.len() as PhraseId;
        if let Some(Element::Word(ids)) = elements.first() {
            for &first in ids {
                let at = first as usize;
                if self.starts.len() <= at {
                    self.starts.resize(at + 1, Vec::new());
                }
                if let Some(list) = self.starts.get_mut(at) {
                    list.push(id);
                }
            }
        }
        self.phrases.push(elements);
        self.interned.insert(key, id);
        id
    }

    pub fn add_all(&mut self, phrases: &[String]) -> Vec<PhraseId> {
        phrases.iter().map(|p| self.add(p)).collect()
    }

    fn pattern(&mut self, word: &str) -> Option<u32> {
        let open = word.starts_with('*');
        let shut = word.len() > 1 && word.ends_with('*');
        let bare: String = tokens(word).into_iter().map(|t| t.text).collect();
        if bare.is_empty() {
            return None;
        }
        let next = self.patterns;
        let id = match (open, shut) {
            (false, false) => *self.exact.entry(bare).or_insert(next),
            (false, true) => *self.prefix.entry(bare).or_insert(next),
            (true, false) => *self.suffix.entry(bare).or_insert(next),
            (true, true) => {
                if let Some((_, id)) = self.infix.iter().find(|(w, _)| *w == bare) {
                    *id
                } else {
                    self.infix.push((bare, next));
                    next
                }
            }
        };
        self.patterns = self.patterns.max(id + 1);
        Some(id)
    }

    /// Patterns a word meets, ascending.
    fn look_up(&self, word: &str) -> Vec<u32> {
        let mut ids = Vec::new();
        ids.extend(self.exact.get(word).copied());
        for (i, _) in word.char_indices().skip(1).take(48).chain(std::iter::once((word.len(), ' '))) {
            if let Some(id) = word.get(..i).and_then(|p| self.prefix.get(p)) {
                ids.push(*id);
            }
        }
        for (i, _) in word.char_indices().take(48) {
            if let Some(id) = word.get(i..).and_then(|p| self.suffix.get(p)) {
                ids.push(*id);
            }
        }
        if word.len() <= 64 {
            ids.extend(self.infix.iter().filter(|(w, _)| word.contains(w.as_str())).map(|(_, id)| *id));
        }
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    pub fn scan(&self, words: &[Token], seen: &mut Seen) -> Hits {
        let mut patterns: Vec<Vec<u32>> = Vec::with_capacity(words.len());
        for word in words {
            if !seen.0.contains_key(&word.text) {
                // Bounded by the distinct words of a document; a hostile one has many.
                if seen.0.len() > 200_000 {
                    seen.0.clear();
                }
                seen.0.insert(word.text.clone(), self.look_up(&word.text));
            }
            patterns.push(seen.0.get(&word.text).cloned().unwrap_or_default());
        }
        let mut hits = Vec::new();
        for (at, ids) in patterns.iter().enumerate() {
            for &first in ids {
                for &phrase in self.starts.get(first as usize).map_or(&[][..], Vec::as_slice) {
                    let elements = self.phrases.get(phrase as usize).map_or(&[][..], Vec::as_slice);
                    if let Some(to) = matched(elements, &patterns, at) {
                        hits.push(Hit { phrase, from: at, to });
                    }
                }
            }
        }
        hits.sort_unstable();
        hits.dedup();
        Hits(hits)
    }
}

/// Where the phrase that starts at word `at` ends, if it stands there.
fn matched(elements: &[Element], words: &[Vec<u32>], at: usize) -> Option<usize> {
    let Some((first, rest)) = elements.split_first() else { return Some(at) };
    match first {
        Element::Word(ids) => {
            let here = words.get(at)?;
            ids.iter().any(|id| here.binary_search(id).is_ok()).then(|| matched(rest, words, at + 1))?
        }
        Element::Gap(most) => (at..=at + most).find_map(|next| matched(rest, words, next)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrase: &str, text: &str) -> Option<(usize, usize)> {
        let mut lexicon = Lexicon::default();
        let id = lexicon.add(phrase);
        lexicon.scan(&tokens(text), &mut Seen::default()).of(id).first().map(|h| (h.from, h.to))
    }

    #[test]
    fn stems_tails_and_alternatives() {
        assert_eq!(found("benoem*", "Wie benoemt de raad?"), Some((1, 2)));
        assert_eq!(found("*regeling", "de klachtenregeling"), Some((1, 2)));
        assert_eq!(found("*klacht*", "Onderklachtregels"), Some((0, 1)));
        assert_eq!(found("benoem", "benoemt"), None);
        assert_eq!(found("mail|e-mail", "per e-mail"), Some((1, 2)));
        assert_eq!(found("e-mailadres*", "ons E-mailadres:"), Some((1, 2)));
        assert_eq!(found("cliëntenraad", "Cliëntenraad"), Some((0, 1)));
    }

    #[test]
    fn gaps_are_bounded() {
        assert_eq!(found("zonder .. begeleider", "zonder dat uw begeleider"), Some((0, 4)));
        assert_eq!(found("zonder ..1 begeleider", "zonder dat uw begeleider"), None);
        assert_eq!(found("legt .. verantwoording af", "legt jaarlijks verantwoording af"), Some((0, 4)));
    }
}
