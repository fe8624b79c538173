//! The dossier as checks see it: documents with their continuations, the ones that count, and the ones
//! that could be what is missing.

use chrono::NaiveDate;

use crate::catalogue::Catalogue;
use crate::check::sentences;
use crate::document::{Media, TextSource};
use crate::dossier::versions::NOT_VALID;
use crate::dossier::{Dossier, Moment, moment};
use crate::fact::{Fact, LOOSE_PAGES, Observed, Passage, Strength};
use crate::finding::Evidence;
use crate::policy::{Policy, Procedure};

/// An alternative guess at or above this score could be the kind asked for.
const NOTABLE: f32 = 0.3;

/// A guess at or above this score is named to the reviewer.
const LIKELY: f32 = 0.6;
/// A guess that much better than another rules the other out.
const PLAINLY: f32 = 0.2;

/// Bytes that even a bare page as a picture takes.
const SMALLEST_PICTURE: u64 = 6_000;

/// A report of so many pages may well begin with a photograph.
const LONG: u32 = 4;

/// Parts of problem codes that mean that the end of a file was not seen: it may hold another document.
const CUT_SHORT: &[&str] =
    &["truncated", "too-many", "too-large", "time", "page-failed", "attachment-unread"];

/// Parts of problem codes that mean that (part of) a document is not known.
const UNKNOWN_CONTENT: &[&str] = &[
    "scan",
    "not-read",
    "garbled",
    "password",
    "encrypted",
    "damaged",
    "corrupt",
    "unreadable",
    "too-large",
    "limit",
    "truncated",
    "timeout",
    "too-many",
    "too-complex",
    "nested-too-deep",
    "unpacks",
    "page-failed",
    "reader-failed",
    "no-pages",
    "unread",
    "crash",
    "unsupported",
    "empty-document",
    "no-text",
];

/// Endings of files that could be a document when intake does not look into them.
const DOCUMENT_ENDINGS: &[&str] = &[
    "pdf", "doc", "docx", "odt", "rtf", "xls", "xlsx", "xlsb", "ods", "csv", "ppt", "pptx", "png", "jpg",
    "jpeg", "tif", "tiff", "heic", "webp", "zip", "rar", "7z", "msg", "eml", "html", "htm", "pages", "xbrl",
    "xml", "p7m",
];

/// What ages are counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    Filing,
    Deadline,
    /// Neither is known: ages decide nothing.
    Nothing,
}

pub struct Context<'a> {
    pub dossier: &'a Dossier<'a>,
    pub policy: &'a Policy,
    pub procedure: &'a Procedure,
    pub catalogue: &'a Catalogue,
    /// In the dossier's order, without those that continue another.
    pub documents: Vec<Doc<'a>>,
    pub counted: Counted,
    /// Requirements of every category are judged (by reference from another procedure).
    pub any_category: bool,
    /// Judged for another procedure: no further reference is followed.
    nested: bool,
}

/// A document with the files that continue it.
#[derive(Debug, Clone)]
pub struct Doc<'a> {
    pub main: &'a Observed,
    /// The document itself first.
    pub parts: Vec<&'a Observed>,
}

/// A fact with the file it stands in.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    pub document: &'a Observed,
    pub fact: &'a Fact,
}

impl Seen<'_> {
    pub fn evidence(&self) -> Evidence {
        let fact = self.fact;
        // A citizen number is shown by its last four digits alone, whatever the extractor left in `raw`.
        let (text, value) = if fact.field == "bsn" {
            let masked = mask(&fact.value);
            (masked.clone(), masked)
        } else {
            (fact.raw.clone(), fact.value.clone())
        };
        Evidence {
            path: self.document.path.clone(),
            anchor: fact.anchor.clone(),
            text,
            field: Some(fact.field.clone()),
            value: Some(value),
            confidence: fact.confidence,
        }
    }
}

fn mask(number: &str) -> String {
    let digits: Vec<char> = number.chars().filter(char::is_ascii_digit).collect();
    let from = digits.len().saturating_sub(4);
    format!("*****{}", digits[from..].iter().collect::<String>())
}

impl<'a> Doc<'a> {
    pub fn kind(&self) -> Option<&'a str> {
        self.main.kind()
    }
    pub fn path(&self) -> &'a str {
        &self.main.path
    }
    pub fn facts<'s>(&'s self, field: &'s str) -> impl Iterator<Item = Seen<'a>> + 's {
        self.parts.iter().flat_map(move |d| {
            d.facts.iter().filter(move |f| f.field == field).map(|fact| Seen { document: d, fact })
        })
    }
    pub fn sure<'s>(&'s self, field: &'s str) -> impl Iterator<Item = Seen<'a>> + 's {
        self.facts(field).filter(|s| s.fact.decisive())
    }
    /// The only decisive value of the field; `None` when there is none or they differ.
    pub fn only(&self, field: &str) -> Option<&'a str> {
        let mut values = self.sure(field).map(|s| s.fact.value.as_str());
        let first = values.next()?;
        values.all(|v| v == first).then_some(first)
    }
    pub fn passages<'s>(&'s self, topic: &'s str) -> impl Iterator<Item = (&'a Observed, &'a Passage)> + 's {
        self.parts
            .iter()
            .flat_map(move |d| d.passages.iter().filter(move |p| p.topic == topic).map(|p| (*d, p)))
    }
    pub fn marked(&self, mark: &str) -> bool {
        self.main.segment.marks.iter().any(|m| m == mark)
    }
    /// A version that is not meant to count: a draft, a quotation, something withdrawn.
    pub fn not_valid(&self) -> bool {
        self.main.segment.marks.iter().any(|m| NOT_VALID.contains(&m.as_str()))
    }
    /// Whether (part of) it could not be read.
    pub fn unread(&self) -> bool {
        self.parts.iter().any(|d| d.unread() || unknown_content(d))
    }
}

fn unknown_content(document: &Observed) -> bool {
    document.problems.iter().any(|p| UNKNOWN_CONTENT.iter().any(|u| p.code.contains(u)))
}

fn cut_short(document: &Observed) -> bool {
    document.problems.iter().any(|p| CUT_SHORT.iter().any(|u| p.code.contains(u)))
}

/// A picture too small in bytes to be that of a readable page: the logo of a mail.
fn ornament(document: &Observed) -> bool {
    document.media == Media::Image && document.bytes < SMALLEST_PICTURE
}

/// A file that could be a document asked for, and why it is not known to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Possible {
    pub path: String,
    pub why: Why,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    Unread,
    Unrecognised,
    Ignored,
}

impl<'a> Context<'a> {
    /// `None` when the dossier has no procedure to judge by.
    pub fn new(dossier: &'a Dossier<'a>, catalogue: &'a Catalogue) -> Option<Self> {
        let (policy, procedure) = (dossier.policy?, dossier.procedure?);
        let documents = dossier
            .documents
            .iter()
            .filter(|d| d.continues.is_none())
            .map(|main| {
                let mut parts = vec![main];
                // A file of several documents is continued in its last one of a kind that fits.
                let last = dossier
                    .documents
                    .iter()
                    .rfind(|d| d.path == main.path && d.continues.is_none() && d.kind().is_some())
                    .is_none_or(|d| std::ptr::eq(d, main));
                if last {
                    parts.extend(
                        dossier
                            .documents
                            .iter()
                            .filter(|d| d.continues.as_deref() == Some(main.path.as_str())),
                    );
                }
                Doc { main, parts }
            })
            .collect();
        let deadline = procedure.deadline.as_deref().and_then(|name| moment(policy, name));
        let counted = match (dossier.filed_at, deadline) {
            (Some(_), _) => Counted::Filing,
            (None, Some(_)) => Counted::Deadline,
            (None, None) => Counted::Nothing,
        };
        Some(Self {
            dossier,
            policy,
            procedure,
            catalogue,
            documents,
            counted,
            any_category: false,
            nested: false,
        })
    }

    /// The same documents under another procedure of the policy; `None` when this is one already.
    pub fn within(&self, procedure: &'a Procedure, any_category: bool) -> Option<Self> {
        (!self.nested).then(|| Self {
            procedure,
            any_category,
            nested: true,
            documents: self.documents.clone(),
            ..*self
        })
    }

    /// Documents of the kinds that are not superseded, whatever their marks.
    pub fn of_kinds<'s>(&'s self, kinds: &'s [String]) -> impl Iterator<Item = &'s Doc<'a>> + 's {
        self.documents.iter().filter(move |d| {
            d.main.superseded_by.is_none() && d.kind().is_some_and(|k| kinds.iter().any(|w| w == k))
        })
    }
    /// Documents of the kinds that count: no drafts, quotations or older versions.
    pub fn counting<'s>(&'s self, kinds: &'s [String]) -> Vec<&'s Doc<'a>> {
        self.of_kinds(kinds).filter(|d| !d.not_valid()).collect()
    }
    pub fn counting_one<'s>(&'s self, kind: &'s str) -> Vec<&'s Doc<'a>> {
        self.documents
            .iter()
            .filter(|d| d.main.superseded_by.is_none() && d.kind() == Some(kind) && !d.not_valid())
            .collect()
    }
    /// Documents that count and hold a chapter that is what the kind would be on its own.
    pub fn containing<'s>(&'s self, kind: &str) -> Vec<&'s Doc<'a>> {
        let mark = format!("bevat:{kind}");
        self.documents
            .iter()
            .filter(|d| d.main.superseded_by.is_none() && !d.not_valid() && d.marked(&mark))
            .collect()
    }
    /// Every document that is not superseded: of the kinds when any are named, else all.
    pub fn scope<'s>(&'s self, kinds: &'s [String]) -> Vec<&'s Doc<'a>> {
        self.documents
            .iter()
            .filter(|d| {
                d.main.superseded_by.is_none()
                    && (kinds.is_empty() || d.kind().is_some_and(|k| kinds.iter().any(|w| w == k)))
            })
            .collect()
    }

    /// What in the submission could be a document of these kinds though it is not known to be.
    pub fn possible(&self, kinds: &[String]) -> Vec<Possible> {
        let mut out: Vec<Possible> = Vec::new();
        let mut add = |path: &str, why: Why| {
            if !out.iter().any(|p| p.path == path) {
                out.push(Possible { path: path.to_owned(), why });
            }
        };
        for document in
            self.dossier.documents.iter().filter(|d| d.superseded_by.is_none() && d.continues.is_none())
        {
            let guessed =
                document.segment.alternatives.iter().any(|a| a.score >= NOTABLE && kinds.contains(&a.kind));
            if document.kind().is_none() {
                if ornament(document) || self.cover(document) {
                    continue;
                }
                if document.text_source == TextSource::None || unknown_content(document) {
                    // An unread file whose name gives another kind away is still no known document.
                    add(&document.path, Why::Unread);
                } else if (guessed || self.free(document, kinds)) && !self.plainly_other(document, kinds) {
                    add(&document.path, Why::Unrecognised);
                }
            } else if document.segment.marks.iter().any(|m| m == LOOSE_PAGES) || cut_short(document) {
                add(&document.path, Why::Unread);
            }
        }
        for ignored in &self.dossier.submission.ignored {
            let ending = ignored.path.rsplit('.').next().unwrap_or_default().to_lowercase();
            if DOCUMENT_ENDINGS.contains(&ending.as_str()) {
                add(&ignored.path, Why::Ignored);
            }
        }
        out
    }

    /// Whether a paper of which nothing is known may be what its maker was free to write as he pleased.
    fn free(&self, document: &Observed, kinds: &[String]) -> bool {
        let known = document.segment.alternatives.first().is_some_and(|a| a.score >= LIKELY);
        !known && kinds.iter().any(|k| self.catalogue.kind(k).is_some_and(|k| k.free))
    }

    /// The photograph in front of a long report.
    fn cover(&self, document: &Observed) -> bool {
        let segment = &document.segment;
        document.text_source == TextSource::None
            && segment.page_from == 1
            && segment.page_to == 1
            && self.dossier.documents.iter().any(|d| {
                let next = &d.segment;
                d.path == document.path
                    && next.page_from == 2
                    && next.page_to > LONG
                    && d.kind().and_then(|k| self.catalogue.kind(k)).is_some_and(|k| k.compound)
            })
    }

    /// Whether the best guess is a kind that the policies do not ask for (a quotation, an application form)
    /// and plainly better than the kinds asked for.
    fn plainly_other(&self, document: &Observed, kinds: &[String]) -> bool {
        let Some(best) = self.guess_outside(document) else { return false };
        let wanted = document
            .segment
            .alternatives
            .iter()
            .filter(|a| kinds.contains(&a.kind))
            .map(|a| a.score)
            .fold(0.0, f32::max);
        document.segment.alternatives.first().is_some_and(|a| a.kind == best && a.score >= wanted + PLAINLY)
    }

    /// The kind outside the vocabulary that an unrecognised document most resembles, if it is likely.
    pub fn guess_outside(&self, document: &Observed) -> Option<&'a str> {
        let best = document
            .segment
            .alternatives
            .first()
            .filter(|a| document.kind().is_none() && a.score >= LIKELY)?;
        self.catalogue.kind(&best.kind).filter(|k| k.outside).map(|k| k.id.as_str())
    }

    pub fn kind_name(&self, id: &str) -> String {
        self.catalogue.kind(id).map_or_else(|| id.replace('-', " "), |k| k.name.clone())
    }
    pub fn kind_names(&self, ids: &[String]) -> String {
        sentences::either(ids.iter().map(|k| self.kind_name(k)))
    }
    pub fn topic_name(&self, id: &str) -> String {
        self.catalogue.topic(id).map_or_else(|| id.replace('-', " "), |t| t.name.clone())
    }

    pub fn reference_day(&self) -> NaiveDate {
        self.dossier.reference_day
    }

    /// The day of a bound: `filing`, `contract-start` (the manifest's first), a moment of the policy or a
    /// date.
    pub fn day(&self, bound: &str) -> Option<NaiveDate> {
        if bound == "filing" {
            return (self.counted != Counted::Nothing).then(|| self.reference_day());
        }
        if bound == "contract-start"
            && let Some(day) = self.dossier.submission.manifest.ingangsdatum
        {
            return Some(day);
        }
        match moment(self.policy, bound) {
            Some(Moment::Day(day)) => Some(day),
            Some(Moment::At(at)) => Some(at.date_naive()),
            None => bound.parse().ok(),
        }
    }
}

/// Passages of the topic in the documents at or above the strength, strongest first, then in order.
pub fn passages<'a>(
    documents: &[&Doc<'a>],
    topic: &str,
    least: Strength,
) -> Vec<(&'a Observed, &'a Passage)> {
    let mut found: Vec<(&Observed, &Passage)> = documents
        .iter()
        .flat_map(|d| d.passages(topic).collect::<Vec<_>>())
        .filter(|(_, p)| p.strength >= least)
        .collect();
    found.sort_by_key(|(_, p)| std::cmp::Reverse(p.strength));
    found
}
