//! The text of a document as one squashed string: folded letters and digits, no spaces, no punctuation.
//!
//! Phrases squashed the same way are then found whatever the layout did to them: letter-spacing, a hyphen
//! or a line break inside a title, a non-breaking space, a slash. Token starts are kept, so that a phrase
//! still has to begin and end with a word.

use crate::document::Document;
use crate::fold::fold;

/// Squashed text beyond this is not searched; a document of 10,000 dense pages stays under it.
const MAX_BYTES: usize = 48 << 20;

/// What a stretch of the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    /// Index into the document's pages.
    Page(usize),
    /// Name of the sheet with that index.
    Sheet(usize),
    FileName,
    /// Title in the document information.
    Metadata,
    Subject,
    /// Names and labels of form fields.
    Form,
}

#[derive(Debug, Clone, Copy)]
struct Token {
    start: u32,
    line: u32,
    zone: u32,
    /// A hyphen stands behind it.
    hyphen: bool,
}

/// See the module. Zones stand apart, so that no phrase runs from one into the next.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub(super) squashed: String,
    tokens: Vec<Token>,
    zones: Vec<Zone>,
    /// Byte at which each zone ends.
    ends: Vec<u32>,
}

/// Where a phrase was found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) zone: Zone,
    pub(super) line_from: u32,
    pub(super) line_to: u32,
    /// Whether the line begins with it.
    pub(super) leads: bool,
}

/// Letters and digits of a text, folded, in runs; each run is a token.
pub(super) fn tokens(text: &str) -> Vec<String> {
    fold(text).split(|c: char| !c.is_alphanumeric()).filter(|t| !t.is_empty()).map(str::to_owned).collect()
}

/// A phrase or line without spaces and punctuation.
pub(super) fn squash(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

impl Text {
    pub(super) fn of(document: &Document, path: &str) -> Self {
        let mut text = Self::default();
        for (index, page) in document.pages.iter().enumerate() {
            text.open(Zone::Page(index));
            for (number, line) in page.lines.iter().enumerate() {
                for word in line.words() {
                    text.push(&word.text, number as u32);
                }
            }
            text.close();
        }
        for (index, page) in document.pages.iter().enumerate() {
            if let Some(name) = &page.sheet {
                text.add(Zone::Sheet(index), name);
            }
        }
        let name = document.inner.as_deref().unwrap_or(path);
        text.add(Zone::FileName, &spaced(stem(name)));
        if let Some(title) = &document.metadata.title {
            text.add(Zone::Metadata, &spaced(title));
        }
        if let Some(mail) = &document.mail {
            text.add(Zone::Subject, &mail.subject);
        }
        text.open(Zone::Form);
        for (number, field) in document.form_fields.iter().enumerate() {
            text.push(&spaced(&field.name), number as u32);
            if let Some(label) = &field.label {
                text.push(label, number as u32);
            }
        }
        text.close();
        text
    }

    fn open(&mut self, zone: Zone) {
        self.zones.push(zone);
    }

    fn close(&mut self) {
        self.ends.push(self.squashed.len() as u32);
        self.squashed.push('\n');
    }

    fn add(&mut self, zone: Zone, text: &str) {
        self.open(zone);
        self.push(text, 0);
        self.close();
    }

    fn push(&mut self, text: &str, line: u32) {
        if self.squashed.len() > MAX_BYTES {
            return;
        }
        let zone = (self.zones.len() - 1) as u32;
        let before = self.tokens.len();
        for token in tokens(text) {
            self.tokens.push(Token { start: self.squashed.len() as u32, line, zone, hyphen: false });
            self.squashed.push_str(&token);
        }
        if self.tokens.len() > before
            && text.trim_end().ends_with(['-', '\u{ad}', '\u{2010}', '\u{2011}'])
            && let Some(last) = self.tokens.last_mut()
        {
            last.hyphen = true;
        }
    }

    /// Settles a match of bytes `start..end`; `None` when it does not begin with a word, or, unless
    /// `stem`, does not end with one, or when a line ends within one of its words (`breaks` has the bytes
    /// at which the phrase's words end) and not with a hyphen.
    pub(super) fn found(&self, start: usize, end: usize, stem: bool, breaks: &[usize]) -> Option<Found> {
        let first = self.tokens.binary_search_by(|t| (t.start as usize).cmp(&start)).ok()?;
        let after = self.tokens.partition_point(|t| (t.start as usize) < end);
        let token = self.tokens.get(first)?;
        let last = self.tokens.get(after.checked_sub(1)?)?;
        let whole = self.tokens.get(after).is_some_and(|t| t.start as usize == end)
            || self.ends.get(last.zone as usize).is_some_and(|&e| e as usize == end);
        if !whole && !stem {
            return None;
        }
        let taken = self.tokens.get(first..after)?;
        let torn = taken.windows(2).any(|pair| match pair {
            [a, b] => {
                let length = b.start - a.start;
                a.line != b.line && !a.hyphen && length > 1 && !breaks.contains(&(b.start as usize - start))
            }
            _ => false,
        });
        if torn {
            return None;
        }
        let leads = first
            .checked_sub(1)
            .and_then(|i| self.tokens.get(i))
            .is_none_or(|t| t.zone != token.zone || t.line != token.line);
        Some(Found {
            zone: *self.zones.get(token.zone as usize)?,
            line_from: token.line,
            line_to: last.line,
            leads,
        })
    }
}

fn stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    match name.rsplit_once('.') {
        Some((stem, ext)) if !stem.is_empty() && ext.len() <= 5 => stem,
        _ => name,
    }
}

/// `KvKUittreksel_2026` as `KvKUittreksel 2026`, and `PolisbladBAV` as `Polisblad BAV`: file and field
/// names use case and digits for spaces.
fn spaced(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 8);
    let mut before: Option<char> = None;
    let mut chars = name.chars().peekable();
    while let Some(c) = chars.next() {
        if let Some(b) = before {
            let digit_edge = b.is_numeric() != c.is_numeric() && b.is_alphanumeric() && c.is_alphanumeric();
            let word_edge =
                b.is_lowercase() && c.is_uppercase() && chars.peek().is_some_and(|n| n.is_lowercase());
            if digit_edge || word_edge {
                out.push(' ');
            }
        }
        out.push(c);
        before = Some(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{spaced, squash, stem, tokens};

    #[test]
    fn squashing_forgets_layout() {
        assert_eq!(squash("V E R K L A R I N G  omtrent het ge-"), "verklaringomtrenthetge");
        assert_eq!(squash("AO/IC"), "aoic");
        assert_eq!(tokens("KvK-nummer: 12.34"), ["kvk", "nummer", "12", "34"]);
    }

    #[test]
    fn file_names_are_taken_apart() {
        assert_eq!(stem("map/bijlagen.zip/03 VOG RP.pdf"), "03 VOG RP");
        assert_eq!(stem("zonder"), "zonder");
        assert_eq!(spaced("PolisbladAansprakelijkheid2026"), "Polisblad Aansprakelijkheid 2026");
        assert_eq!(spaced("KvK uittreksel"), "KvK uittreksel");
    }
}
