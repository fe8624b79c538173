//! What `recognise` and `extract` give: facts and passages, each with its place.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::document::{Media, Rect, TextSource};
use crate::problem::Problem;

/// Where in a document something stands: a page and box, or a sheet and cell.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Anchor {
    /// 1-based.
    pub page: Option<u32>,
    pub sheet: Option<String>,
    /// `B12`.
    pub cell: Option<String>,
    /// Points, origin top left; `None` where the format has no geometry.
    pub bbox: Option<Rect>,
}

/// One thing a document says. `value` is canonical (see CONTRACT: dates `2026-07-31`, amounts
/// `2500000.00`, KvK 8 digits, yes/no `true`/`false`); `raw` is what stood there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// A field name of the contract.
    pub field: String,
    pub value: String,
    pub raw: String,
    pub anchor: Anchor,
    /// 0 to 1; [`DECISIVE`] and above may decide a requirement.
    pub confidence: f32,
    /// What belongs to the value: `power` (`alleen`, `gezamenlijk`, `niet`, `beperkt`), `function` and
    /// `kvk_number` of a director, `year` and `basis` of a figure, `label` that it stood with.
    pub attributes: BTreeMap<String, String>,
}

/// Facts at or above this confidence may make a requirement `met` or `not_met`; below it they are shown
/// and the requirement is `review`.
pub const DECISIVE: f32 = 0.8;

impl Fact {
    pub fn decisive(&self) -> bool {
        self.confidence >= DECISIVE
    }
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

/// How plainly a passage is about its topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// A word of the topic passes by.
    Hint,
    /// A sentence plainly says it.
    Statement,
    /// A heading names it and text of some length stands under it.
    Heading,
}

/// Text about a topic of the catalogue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Passage {
    pub topic: String,
    pub strength: Strength,
    /// Excerpt, at most some 300 characters, no citizen numbers.
    pub text: String,
    /// Words under the heading, or in the sentence.
    pub length: u32,
    pub anchor: Anchor,
}

/// A kind with its score, 0 to 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scored {
    pub kind: String,
    pub score: f32,
}

/// A page range of a document and what it is. What `recognise` gives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Segment {
    /// 1-based, inclusive. 0 to 0 for a document without pages.
    pub page_from: u32,
    pub page_to: u32,
    /// `None` when no kind is sure enough to act on; the best guess is then first in `alternatives`.
    pub kind: Option<String>,
    pub score: f32,
    /// Runners-up, best first, at most five.
    pub alternatives: Vec<Scored>,
    /// Things seen about the document that are not its kind, sorted: `concept`, `offerte`, `kopie`,
    /// `ongeldig`, `gewaarmerkt` (said in words), `ingevuld:nee` (an empty form), `vervolg` (starts in the
    /// middle: a continuation of another file) with `pagina:3/5` or `pagina:3`, `breekt-af` (the last page is
    /// not the last by its own numbering), `bevat:<kind>` (a chapter is what that kind would be on its own),
    /// `bevat:enkelvoudig`, `bevat:geconsolideerd`.
    pub marks: Vec<String>,
}

/// Mark of a segment of a known kind with unread pages of which nothing says that they belong to it: a scan
/// put behind an extract may be another document.
pub const LOOSE_PAGES: &str = "ongelezen:los";

/// A segment with all that was seen in it: the unit that is checked, and cached.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Observed {
    /// Relative to the submission, `/`-separated; `bijlagen.zip/KvK.pdf` inside an archive or mail.
    pub path: String,
    pub sha256: String,
    pub bytes: u64,
    pub media: Media,
    /// Pages of the whole file.
    pub pages: u32,
    pub text_source: TextSource,
    pub segment: Segment,
    pub facts: Vec<Fact>,
    pub passages: Vec<Passage>,
    pub problems: Vec<Problem>,
    /// Path of the file whose document this one continues.
    pub continues: Option<String>,
    /// Path of the newer version that counts instead.
    pub superseded_by: Option<String>,
}

impl Observed {
    pub fn kind(&self) -> Option<&str> {
        self.segment.kind.as_deref()
    }
    pub fn facts_of<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a Fact> {
        self.facts.iter().filter(move |f| f.field == field)
    }
    /// The fact of highest confidence; on a tie the first in document order.
    pub fn best(&self, field: &str) -> Option<&Fact> {
        let mut best: Option<&Fact> = None;
        for fact in self.facts.iter().filter(|f| f.field == field) {
            if best.is_none_or(|b| fact.confidence > b.confidence) {
                best = Some(fact);
            }
        }
        best
    }
    /// Whether (part of) it could not be read: what depends on it is `review`, never `missing`.
    pub fn unread(&self) -> bool {
        self.problems.iter().any(|p| p.code == "scan-not-read") || self.text_source == TextSource::None
    }
}
