//! How a page looks: which lines stand out, what numbers it, what it shares with its neighbours.

use std::collections::BTreeSet;

use crate::document::{Line, Page, Rect};

use super::numbering::{Numbering, numbering};
use super::text::{squash, tokens};

/// How a line begins, where that says something of what follows on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    Plain,
    /// `3.2`, `Hoofdstuk 4`: a chapter.
    Chapter,
    /// `Bijlage 3`: the annex itself, or a page that announces it.
    Annex,
    /// `Betreft:`: a letter about it.
    Subject,
}

/// A line, as far as recognising needs it.
#[derive(Debug, Clone)]
pub(super) struct Look {
    /// How much the line stands out; about 0 for running text, 0.5 for a heading, 1 and more for a title.
    pub(super) raw: f32,
    /// Letters and digits.
    pub(super) chars: u32,
    pub(super) words: u32,
    /// 0 at the head of the page, 1 at its foot.
    pub(super) top: f32,
    /// An entry of a table of contents.
    pub(super) toc: bool,
    pub(super) lead: Lead,
    /// After its beginning it names an annex: `Bestuursverklaring 2027 - Bijlage 2: Onderaannemerschap`.
    pub(super) names_annex: bool,
}

/// The type a page is set in; a page of the same document has the same.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Setting {
    pub(super) width: f32,
    pub(super) height: f32,
    /// Font size of most of its text, in points; 0 when the format has none.
    pub(super) size: f32,
    /// Left edge of its text.
    pub(super) left: f32,
}

/// A page, as far as recognising needs it.
#[derive(Debug, Clone)]
pub(super) struct PageLook {
    pub(super) lines: Vec<Look>,
    pub(super) words: u32,
    /// Tokens that hold a digit.
    pub(super) figures: u32,
    pub(super) numbering: Option<Numbering>,
    /// Squashed lines at head and foot, digits left out.
    pub(super) running: BTreeSet<String>,
    pub(super) setting: Setting,
    /// Shows something that was not read.
    pub(super) unread: bool,
    /// Shows nothing.
    pub(super) blank: bool,
    /// Lists what is elsewhere: a table of contents.
    pub(super) contents: bool,
}

/// Median font size weighted by characters; 0 when there is none.
pub(super) fn body_size<'a>(pages: impl Iterator<Item = &'a Page>) -> f32 {
    let mut sizes: Vec<(f32, usize)> = pages
        .flat_map(|p| p.lines.iter())
        .flat_map(Line::words)
        .filter(|w| w.size > 0.0 && w.size.is_finite())
        .map(|w| (w.size, w.text.len()))
        .collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|s| s.1).sum::<usize>() / 2;
    let mut seen = 0;
    for (size, weight) in sizes {
        seen += weight;
        if seen > half {
            return size;
        }
    }
    0.0
}

impl PageLook {
    /// `document_size`: what [`body_size`] gives for the whole document.
    pub(super) fn of(page: &Page, document_size: f32) -> Self {
        let own_size = body_size(std::iter::once(page));
        let body = match (own_size > 0.0, document_size > 0.0) {
            (true, true) => own_size.min(document_size),
            (true, false) => own_size,
            _ => document_size,
        };
        let boxes: Vec<Rect> = page.lines.iter().map(Line::bbox).collect();
        let style = Style::of(page, &boxes, body);
        let lines: Vec<Look> =
            page.lines.iter().enumerate().map(|(i, line)| style.look(line, i, &boxes, page)).collect();
        let tocs = lines.iter().filter(|l| l.toc).count();
        let words = lines.iter().map(|l| l.words).sum();
        let figures = page
            .lines
            .iter()
            .flat_map(Line::words)
            .filter(|w| w.text.bytes().any(|b| b.is_ascii_digit()))
            .count() as u32;
        Self {
            words,
            figures,
            numbering: numbering(page),
            running: running(page),
            setting: Setting { width: page.width, height: page.height, size: own_size, left: style.left },
            unread: page.unread() && words == 0 && !(page.lines.is_empty() && page.marks.is_empty()),
            blank: words == 0 && (page.marks.is_empty() || !page.unread()),
            contents: tocs >= 4,
            lines,
        }
    }
}

/// What is usual on the page, so that what is not stands out.
struct Style {
    body: f32,
    /// Bold, or capitals, are what most of the page is set in: then they say nothing.
    bold_usual: bool,
    caps_usual: bool,
    /// The format tells sizes.
    sized: bool,
    /// Nothing is larger or bolder than anything else: plain text, some scans, some exports.
    flat: bool,
    left: f32,
    leading: f32,
}

impl Style {
    fn of(page: &Page, boxes: &[Rect], body: f32) -> Self {
        let (mut words, mut bold, mut caps) = (0_usize, 0_usize, 0_usize);
        for word in page.lines.iter().flat_map(Line::words) {
            words += 1;
            bold += usize::from(word.bold);
            caps += usize::from(is_caps(&word.text));
        }
        let mut lefts: Vec<f32> = boxes.iter().map(|b| b.x0).collect();
        lefts.sort_by(f32::total_cmp);
        let mut gaps: Vec<f32> = boxes.windows(2).map(|w| w[1].y0 - w[0].y0).filter(|g| *g > 1.0).collect();
        gaps.sort_by(f32::total_cmp);
        Self {
            body,
            bold_usual: words > 12 && bold * 5 > words * 2,
            caps_usual: words > 12 && caps * 5 > words * 2,
            sized: body > 0.0,
            flat: bold == 0 && page.lines.iter().all(|l| l.size() <= body * 1.08),
            left: lefts.get(lefts.len() / 4).copied().unwrap_or(0.0),
            leading: gaps.get(gaps.len() / 2).copied().unwrap_or(0.0),
        }
    }

    fn look(&self, line: &Line, index: usize, boxes: &[Rect], page: &Page) -> Look {
        let text = line.text();
        let words = line.words().count() as u32;
        let here = boxes.get(index).copied().unwrap_or_default();
        let top = if page.height > 0.0 {
            (here.y0 / page.height).clamp(0.0, 1.0)
        } else {
            (index as f32 / 45.0).min(1.0)
        };
        let toc = is_toc(&text, words);
        let ratio = if self.sized && self.body > 0.0 { line.size() / self.body } else { 1.0 };

        let mut raw = ((ratio - 1.0) * 2.0).clamp(0.0, 1.2);
        if line.bold() && !self.bold_usual {
            raw += 0.45;
        }
        if is_caps(&text) && !self.caps_usual {
            raw += 0.3;
        }
        raw += match index {
            0..=2 => 0.35,
            3..=12 if top < 0.5 => 0.25,
            _ => 0.0,
        };
        if words <= 12 {
            raw += 0.15;
        } else if words > 22 {
            raw -= 0.5;
        } else {
            raw -= 0.15;
        }
        if self.flat && words <= 7 && is_label(&text) {
            raw += 0.15;
        }
        if self.alone(index, boxes) {
            raw += 0.1;
        }
        if centred(here, page.width) && here.x0 > self.left + 20.0 {
            raw += 0.15;
        }
        if is_sentence(&text, words) {
            raw -= 0.45;
        }
        if toc {
            raw = raw.min(0.1);
        }
        // Below the body size nothing is a title: print-shop lines, disclaimers.
        if ratio < 0.85 {
            raw = raw.min(0.25);
        }
        let lead = lead(&text);
        if lead == Lead::Subject {
            raw += 0.15;
        }
        let chars = squash(&text).len() as u32;
        Look { raw: raw.max(0.0), chars, words, top, toc, lead, names_annex: names_annex(&text) }
    }

    /// More than the usual distance to the line above and the line below.
    fn alone(&self, index: usize, boxes: &[Rect]) -> bool {
        if self.leading <= 0.0 {
            return false;
        }
        let Some(here) = boxes.get(index) else { return false };
        let far = |other: Option<&Rect>| other.is_none_or(|o| (o.y0 - here.y0).abs() > 1.4 * self.leading);
        far(index.checked_sub(1).and_then(|i| boxes.get(i))) && far(boxes.get(index + 1))
    }
}

fn centred(line: Rect, width: f32) -> bool {
    width > 0.0
        && line.width() < 0.75 * width
        && (f32::midpoint(line.x0, line.x1) - width / 2.0).abs() < 0.05 * width
}

fn is_caps(text: &str) -> bool {
    let (mut upper, mut lower) = (0, 0);
    for c in text.chars() {
        upper += u32::from(c.is_uppercase());
        lower += u32::from(c.is_lowercase());
    }
    upper >= 4 && lower * 10 <= upper
}

/// A few words that begin with a capital and end with none of a sentence's or a field's marks.
fn is_label(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && !text.ends_with(['.', ',', ';', ':'])
        && !text.contains(": ")
}

/// Runs on or ends as a sentence does.
fn is_sentence(text: &str, words: u32) -> bool {
    let trimmed = text.trim_end();
    words > 5 && (trimmed.ends_with(['.', ';', ',']) || trimmed.contains(". "))
        || words > 3 && text.trim_start().starts_with(char::is_lowercase)
}

/// `Klachtenregeling ........ 12`
fn is_toc(text: &str, words: u32) -> bool {
    let trimmed = text.trim_end();
    let number = trimmed.len() - trimmed.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    if number == 0 || number > 3 || words < 2 {
        return false;
    }
    let rest = trimmed.trim_end_matches(|c: char| c.is_ascii_digit());
    let dots =
        rest.chars().rev().take_while(|c| matches!(c, '.' | '…' | ' ' | '_' | '·')).collect::<String>();
    dots.chars().filter(|c| *c != ' ').count() >= 3 || dots.contains('…')
}

/// What a line begins with.
fn lead(text: &str) -> Lead {
    let text = text.trim_start();
    let mut parts = text.split(|c: char| c.is_whitespace() || c == ':').filter(|p| !p.is_empty());
    let Some(first) = parts.next() else { return Lead::Plain };
    let word = first.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    match word.as_str() {
        "hoofdstuk" | "paragraaf" | "artikel" | "art" | "deel" => return Lead::Chapter,
        "bijlage" | "bijl" | "annex" | "appendix" => return Lead::Annex,
        "betreft" | "onderwerp" | "inzake" | "subject" | "re" | "fw" | "fwd" => return Lead::Subject,
        _ => {}
    }
    let marker = first.trim_end_matches(['.', ')']);
    let numbered = !marker.is_empty()
        && marker.split('.').all(|p| (1..=2).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()));
    let lettered =
        first.len() == 2 && first.ends_with(['.', ')']) && marker.bytes().all(|b| b.is_ascii_alphabetic());
    let roman =
        first.ends_with('.') && !marker.is_empty() && marker.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    if (numbered || lettered || roman) && parts.next().is_some() { Lead::Chapter } else { Lead::Plain }
}

/// Whether `Bijlage N` and a name follow what the line begins with.
fn names_annex(text: &str) -> bool {
    let parts = tokens(text);
    let Some(at) = parts.iter().skip(1).position(|t| t == "bijlage").map(|i| i + 1) else { return false };
    let number = parts.get(at + 1).is_some_and(|t| t.len() <= 3);
    let name =
        parts.get(at + 2).is_some_and(|t| t.len() > 3 && !matches!(t.as_str(), "behorende" | "behorend"));
    number && name
}

/// The first and the last two lines, without digits: what pages of one document share.
fn running(page: &Page) -> BTreeSet<String> {
    let count = page.lines.len();
    page.lines
        .iter()
        .enumerate()
        .filter(|(i, _)| *i < 1 || *i + 2 >= count)
        .map(|(_, line)| {
            let mut text = squash(&line.text());
            text.retain(|c| !c.is_numeric());
            text
        })
        .filter(|t| (12..=160).contains(&t.len()) && !matches!(t.as_str(), "paginavan" | "bladzijdevan"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Lead, is_caps, is_sentence, is_toc, lead, names_annex};

    #[test]
    fn leads_are_told_apart() {
        assert_eq!(lead("3.2 Klachtenregeling"), Lead::Chapter);
        assert_eq!(lead("Hoofdstuk 4: Financiën"), Lead::Chapter);
        assert_eq!(lead("b) Begroting"), Lead::Chapter);
        assert_eq!(lead("IV. Begroting"), Lead::Chapter);
        assert_eq!(lead("Bijlage 4A Bestuursverklaring"), Lead::Annex);
        assert_eq!(lead("Betreft: uw aanvraag"), Lead::Subject);
        assert_eq!(lead("2027 begroting"), Lead::Plain);
        assert_eq!(lead("Verklaring"), Lead::Plain);
        assert_eq!(lead("12"), Lead::Plain);
    }

    #[test]
    fn an_annex_named_on_a_line_is_seen() {
        assert!(names_annex("Bestuursverklaring 2027 – Bijlage 2: Onderaannemerschap"));
        assert!(!names_annex("Bestuursverklaring (bijlage 4A)"));
        assert!(!names_annex("Bestuursverklaring, bijlage 4A bij het inkoopdocument"));
        assert!(!names_annex("Bijlage 2 Onderaannemerschap"));
    }

    #[test]
    fn contents_and_sentences_are_no_titles() {
        assert!(is_toc("Klachtenregeling ........ 12", 3));
        assert!(is_toc("5 Begroting . . . . . 7", 8));
        assert!(!is_toc("Begroting 2027", 2));
        assert!(is_sentence("In de bijlage vindt u het uittreksel.", 7));
        assert!(!is_sentence("Verklaring Omtrent het Gedrag", 4));
        assert!(is_caps("VERKLARING 2027"));
        assert!(!is_caps("Verklaring"));
    }
}
