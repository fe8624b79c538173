//! How a page is numbered: `Pagina 3 van 5`, `3/5`, `- 3 -`.

use crate::document::Page;

use super::text::tokens;

/// `n` of `total`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numbering {
    pub(super) page: u32,
    pub(super) total: Option<u32>,
    /// Said in words or with a total; a bare number may be anything and needs a neighbour that agrees.
    pub(super) sure: bool,
}

impl Numbering {
    /// Whether this can be the page after `before`.
    pub(super) fn follows(self, before: Self, distance: u32) -> bool {
        self.page == before.page.saturating_add(distance) && self.total == before.total
    }
}

const MOST: u32 = 2000;

/// Looks at the head and foot of a page. A worded number (`Pagina 1 van 2`) goes before a bare one, which
/// may be the stamp of a bundle.
pub(super) fn numbering(page: &Page) -> Option<Numbering> {
    // A sheet has rows, not a foot.
    if page.sheet.is_some() {
        return None;
    }
    let count = page.lines.len();
    let edge = || page.lines.iter().enumerate().rev().filter(|(i, _)| *i < 4 || *i + 5 >= count);
    let mut bare = None;
    for (index, line) in edge() {
        // A page number may stand beside other things: each span is looked at, then the line.
        let texts = line.spans.iter().map(crate::document::Span::text).chain(std::iter::once(line.text()));
        for text in texts {
            if text.len() > 200 {
                continue;
            }
            let parts = tokens(&text);
            if let Some(found) = worded(&parts) {
                return Some(found);
            }
            if bare.is_none() && (index < 2 || index + 3 >= count) {
                bare = plain(&text, &parts);
            }
        }
    }
    bare
}

fn number(token: Option<&String>) -> Option<u32> {
    token.and_then(|t| t.parse().ok()).filter(|n| (1..=MOST).contains(n))
}

fn worded(parts: &[String]) -> Option<Numbering> {
    for (i, part) in parts.iter().enumerate() {
        // `blad` alone names sheets of a deed and `p` is a letter; both need the total.
        let sure = matches!(part.as_str(), "pagina" | "pag" | "blz" | "bladzijde" | "page");
        if !sure && !matches!(part.as_str(), "blad" | "p" | "vel") {
            continue;
        }
        let Some(page) = number(parts.get(i + 1)) else { continue };
        let of = parts.get(i + 2).map(String::as_str);
        let total = match of {
            Some("van" | "of" | "uit") => number(parts.get(i + 3)),
            _ => number(parts.get(i + 2)),
        }
        .filter(|t| *t >= page);
        if sure || total.is_some() {
            return Some(Numbering { page, total, sure: true });
        }
    }
    None
}

fn plain(text: &str, parts: &[String]) -> Option<Numbering> {
    match parts {
        [n] if text.trim().len() <= 7 => {
            let dashed = text.trim().starts_with(['-', '–']) && text.trim().ends_with(['-', '–']);
            number(Some(n)).filter(|n| *n < 1000).map(|page| Numbering { page, total: None, sure: dashed })
        }
        [n, m] if text.contains('/') && text.trim().len() <= 11 => pair(n, m),
        [n, van, m] if van == "van" || van == "of" => pair(n, m),
        _ => None,
    }
}

fn pair(n: &String, m: &String) -> Option<Numbering> {
    let (page, total) = (number(Some(n))?, number(Some(m))?);
    (page <= total).then_some(Numbering { page, total: Some(total), sure: true })
}

/// Drops bare numbers that neither neighbour agrees with.
pub(super) fn settle(numbers: &mut [Option<Numbering>]) {
    let agreed: Vec<bool> = numbers
        .iter()
        .enumerate()
        .map(|(i, n)| {
            let Some(n) = n else { return false };
            let before = i.checked_sub(1).and_then(|b| numbers.get(b).copied().flatten());
            let after = numbers.get(i + 1).copied().flatten();
            n.sure || before.is_some_and(|b| n.follows(b, 1)) || after.is_some_and(|a| a.follows(*n, 1))
        })
        .collect();
    for (number, agreed) in numbers.iter_mut().zip(agreed) {
        if !agreed {
            *number = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Numbering, plain, worded};
    use crate::recognise::text::tokens;

    fn read(text: &str) -> Option<(u32, Option<u32>)> {
        let parts = tokens(text);
        worded(&parts).or_else(|| plain(text, &parts)).map(|n| (n.page, n.total))
    }

    #[test]
    fn page_numbers_are_read() {
        assert_eq!(read("Pagina 1 (van 2)"), Some((1, Some(2))));
        assert_eq!(read("KvK-nummer 90001234  pagina 2/3"), Some((2, Some(3))));
        assert_eq!(read("Blz. 4"), Some((4, None)));
        assert_eq!(read("- 7 -"), Some((7, None)));
        assert_eq!(read("3 / 5"), Some((3, Some(5))));
        assert_eq!(read("2 van 9"), Some((2, Some(9))));
    }

    #[test]
    fn other_numbers_are_none() {
        assert_eq!(read("2027"), None);
        assert_eq!(read("5/3"), None);
        assert_eq!(read("Artikel 12"), None);
        assert_eq!(read("blad 3"), None);
    }

    #[test]
    fn following_needs_the_same_total() {
        let of = |page, total| Numbering { page, total: Some(total), sure: true };
        assert!(of(2, 2).follows(of(1, 2), 1));
        assert!(!of(2, 3).follows(of(1, 2), 1));
    }
}
