//! A document with every phrase of the catalogue found in it, and how plainly each stands there.

use std::collections::BTreeSet;

use crate::document::{Document, TextSource};

use super::layout::{Lead, PageLook, body_size};
use super::numbering::settle;
use super::phrases::{PhraseId, Phrases};
use super::text::{Found, Text, Zone};

/// So many times a phrase is kept on one page.
const MOST_ON_A_PAGE: usize = 40;
/// From here a line is a heading.
const HEADING: f32 = 0.45;
/// A page of fewer words is a cover, a divider or a picture with a caption.
pub(super) const SPARSE: u32 = 40;

/// A page of fewer words only announces what follows.
const DIVIDER: u32 = 15;
/// A page with titles of so many kinds next to each other lists documents.
const LISTS: usize = 4;
/// A line of more words between two entries is running text.
const SHORT: u32 = 10;

/// A phrase on a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit {
    pub(super) page: u32,
    pub(super) line: u32,
    /// Its line begins with it.
    pub(super) leads: bool,
    /// Part of its line(s) that it takes, 0 to 1.
    pub(super) cover: f32,
    /// How much it is the title of its page, 0 to 1.
    pub(super) title: f32,
    pub(super) heading: bool,
    pub(super) head: bool,
    pub(super) foot: bool,
    /// In the subject line of a letter.
    pub(super) subject: bool,
    /// On a page that lists documents.
    pub(super) listed: bool,
}

/// Where one phrase stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    /// In page order.
    pub(super) hits: Vec<Hit>,
    /// Pages (by index) whose sheet name has it.
    pub(super) sheets: Vec<usize>,
    pub(super) file_name: bool,
    pub(super) metadata: bool,
    pub(super) subject: bool,
    pub(super) form: bool,
}

impl Places {
    /// Hits on the pages `from..=to` (indices).
    pub(super) fn on(&self, from: usize, to: usize) -> &[Hit] {
        let start = self.hits.partition_point(|h| (h.page as usize) < from);
        let end = self.hits.partition_point(|h| (h.page as usize) <= to);
        self.hits.get(start..end).unwrap_or(&[])
    }
}

/// See the module.
#[derive(Debug)]
pub(super) struct Sight {
    pub(super) pages: Vec<PageLook>,
    places: Vec<Places>,
    /// By page: how plain its plainest title of any kind is.
    titled: Vec<f32>,
    pub(super) mail: bool,
    pub(super) workbook: bool,
}

impl Sight {
    /// `title_of` says of each phrase of which kind (by number) it is a title, if of any.
    pub(super) fn of(document: &Document, path: &str, phrases: &Phrases, title_of: &[Option<usize>]) -> Self {
        let size = body_size(document.pages.iter());
        let mut pages: Vec<PageLook> = document.pages.iter().map(|p| PageLook::of(p, size)).collect();
        let mut numbers: Vec<_> = pages.iter().map(|p| p.numbering).collect();
        settle(&mut numbers);
        for (page, number) in pages.iter_mut().zip(numbers) {
            page.numbering = number;
        }
        let text = Text::of(document, path);
        let mut places = vec![Places::default(); phrases.count()];
        phrases.scan(&text, |phrase, chars, found| {
            let Some(place) = places.get_mut(phrase as usize) else { return };
            match found.zone {
                Zone::Page(page) => {
                    let on_page = place.hits.iter().rev().take_while(|h| h.page as usize == page).count();
                    if on_page < MOST_ON_A_PAGE
                        && let Some(look) = pages.get(page)
                    {
                        place.hits.push(hit(page, look, chars, found));
                    }
                }
                Zone::Sheet(page) => place.sheets.push(page),
                Zone::FileName => place.file_name = true,
                Zone::Metadata => place.metadata = true,
                Zone::Subject => place.subject = true,
                Zone::Form => place.form = true,
            }
        });
        let ocr: Vec<bool> = document
            .pages
            .iter()
            .map(|p| matches!(p.text_source, TextSource::Ocr | TextSource::Mixed))
            .collect();
        if ocr.contains(&true) {
            phrases.scan_slips(&text, |phrase, chars, found| {
                let Zone::Page(page) = found.zone else { return };
                if ocr.get(page) != Some(&true) {
                    return;
                }
                if let Some((place, look)) = places.get_mut(phrase as usize).zip(pages.get(page)) {
                    let at = place.hits.partition_point(|h| h.page as usize <= page);
                    let on_page = place.hits.get(..at).unwrap_or(&[]).iter().rev();
                    if on_page.take_while(|h| h.page as usize == page).count() < MOST_ON_A_PAGE {
                        place.hits.insert(at, hit(page, look, chars, found));
                    }
                }
            });
        }
        let mut sight = Self {
            titled: vec![0.0; pages.len()],
            pages,
            places,
            mail: document.mail.is_some(),
            workbook: document.pages.iter().any(|p| p.sheet.is_some()),
        };
        sight.weigh_titles(title_of);
        sight
    }

    pub(super) fn places(&self, phrase: PhraseId) -> &Places {
        static NONE: Places = Places {
            hits: Vec::new(),
            sheets: Vec::new(),
            file_name: false,
            metadata: false,
            subject: false,
            form: false,
        };
        self.places.get(phrase as usize).unwrap_or(&NONE)
    }

    /// How plainly the page begins with a title of any kind, 0 to 1.
    pub(super) fn titled(&self, page: usize) -> f32 {
        self.titled.get(page).copied().unwrap_or(0.0)
    }

    /// The title of a page is its most prominent one; on a page that lists documents none is, unless it
    /// stands out from the list.
    fn weigh_titles(&mut self, title_of: &[Option<usize>]) {
        // Per page: line, part of it that a title takes, kind.
        let mut titles: Vec<Vec<(u32, f32, usize)>> = vec![Vec::new(); self.pages.len()];
        for (places, kind) in self.places.iter().zip(title_of) {
            let Some(kind) = *kind else { continue };
            for hit in places.hits.iter().filter(|h| h.cover >= 0.25) {
                if let Some(list) = titles.get_mut(hit.page as usize) {
                    list.push((hit.line, hit.cover, kind));
                }
            }
        }
        let scale: Vec<Scale> =
            titles.into_iter().zip(&self.pages).map(|(list, page)| Scale::of(list, page)).collect();
        let mail = self.mail;
        for hit in self.places.iter_mut().flat_map(|p| p.hits.iter_mut()) {
            let (Some(scale), Some(page)) = (scale.get(hit.page as usize), self.pages.get(hit.page as usize))
            else {
                continue;
            };
            let raw = page.lines.get(hit.line as usize).map_or(0.0, |l| l.raw);
            if scale.most > 0.0 {
                hit.title *= (raw / scale.most).min(1.0);
            }
            // After a title at least as prominent a line is a heading below it.
            if scale.before(hit.line) >= raw * 0.95 {
                hit.title *= 0.6;
            }
            if scale.entry.is_some_and(|e| raw < e) || page.contents && hit.line > 3 {
                hit.title *= 0.3;
                hit.listed = true;
            }
            if mail {
                hit.title *= 0.5;
            }
        }
        for (places, _) in self.places.iter().zip(title_of).filter(|(_, kind)| kind.is_some()) {
            for hit in &places.hits {
                if let Some(best) = self.titled.get_mut(hit.page as usize) {
                    *best = best.max(hit.title);
                }
            }
        }
    }
}

/// What is usual among the titles on a page.
struct Scale {
    /// Prominence of the most prominent one.
    most: f32,
    /// Where at least [`LISTS`] lines are titles of as many kinds: what a line must reach to be more than an
    /// entry of that list.
    entry: Option<f32>,
    /// Lines with titles, in order, and the highest prominence up to and with each.
    highest: Vec<(u32, f32)>,
}

impl Scale {
    /// `titles`: line, part of it that a title takes, kind.
    fn of(mut titles: Vec<(u32, f32, usize)>, page: &PageLook) -> Self {
        titles.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)).then(a.2.cmp(&b.2)));
        titles.dedup_by_key(|t| t.0);
        let mut raws = Vec::new();
        let mut highest: Vec<(u32, f32)> = Vec::new();
        for (line, ..) in &titles {
            let Some(look) = page.lines.get(*line as usize) else { continue };
            raws.push(look.raw);
            let before = highest.last().map_or(0.0, |h| h.1);
            highest.push((*line, before.max(look.raw)));
        }
        raws.sort_by(f32::total_cmp);
        // The entries of a list follow each other; chapters have their text between them.
        let neighbours = |a: u32, b: u32| {
            let between = page.lines.get(a as usize + 1..b as usize).unwrap_or(&[]);
            between.len() <= 2 && between.iter().all(|l| l.words <= SHORT)
        };
        let kinds: BTreeSet<usize> = titles
            .windows(2)
            .filter_map(|pair| match pair {
                [a, b] if neighbours(a.0, b.0) => Some([a.2, b.2]),
                _ => None,
            })
            .flatten()
            .collect();
        let median = raws.get(raws.len() / 2).copied().unwrap_or(0.0);
        Self {
            most: raws.last().copied().unwrap_or(0.0),
            entry: (kinds.len() >= LISTS).then_some(median * 1.25),
            highest,
        }
    }

    /// The highest prominence of titles that stand before a line and not next to it: a title may take two.
    fn before(&self, line: u32) -> f32 {
        let count = self.highest.partition_point(|h| h.0.saturating_add(1) < line);
        count.checked_sub(1).and_then(|i| self.highest.get(i)).map_or(0.0, |h| h.1)
    }
}

fn hit(page: usize, look: &PageLook, chars: u32, found: Found) -> Hit {
    let from = found.line_from as usize;
    let to = found.line_to as usize;
    let lines = look.lines.get(from..=to).unwrap_or(&[]);
    let all: u32 = lines.iter().map(|l| l.chars).sum();
    let cover = if all == 0 { 0.0 } else { (chars as f32 / all as f32).min(1.0) };
    let raw = lines.iter().map(|l| l.raw).fold(0.0, f32::max);
    let (top, toc, mut lead) = lines.first().map_or((0.0, false, Lead::Plain), |l| (l.top, l.toc, l.lead));
    let subject = lead == Lead::Subject;
    if found.leads {
        lead = Lead::Plain;
    }
    let whole_of_annex = found.leads && lines.first().is_some_and(|l| l.names_annex);
    let by_lead = match lead {
        // `Bestuursverklaring - Bijlage 2: Onderaannemerschap` is the annex, not the declaration.
        Lead::Plain if whole_of_annex => 0.5,
        Lead::Plain => 1.0,
        Lead::Chapter => 0.4,
        Lead::Annex if look.words < DIVIDER => 0.4,
        Lead::Annex => 0.85,
        Lead::Subject => 0.95,
    };
    let by_place = if look.words < SPARSE || top <= 0.4 { 1.0 } else { 1.0 - (top - 0.4) };
    // A short line that begins with the phrase goes on to say whose it is: `Begroting 2027 Stichting X`.
    let words: u32 = lines.iter().map(|l| l.words).sum();
    let least = if found.leads && words <= 12 { 0.8 } else { 0.3 };
    let by_cover = (0.3 + 0.9 * cover).clamp(least, 1.0);
    let title = (raw * 1.25).min(1.0) * by_cover * by_lead * by_place;
    Hit {
        page: page as u32,
        line: found.line_from,
        leads: found.leads,
        cover,
        title: if toc { 0.0 } else { title },
        heading: !toc && raw >= HEADING && cover >= 0.35,
        head: top <= 0.36,
        foot: top >= 0.85,
        subject,
        listed: false,
    }
}
