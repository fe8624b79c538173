//! The half of the rules that observing needs: kinds, signals, fields, topics.
//!
//! `recognise` and `extract` see this and never the requirements, so that what they observe can be kept
//! and judged again under another policy. The structs are the shape of `rules/kinds/*.toml` and
//! `rules/topics/*.toml`; unknown keys are refused. Loading and validating: [`crate::policy`].

use serde::Deserialize;

/// Everything `recognise` and `extract` may know.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    /// Sorted by id.
    pub kinds: Vec<Kind>,
    /// Sorted by id.
    pub topics: Vec<Topic>,
    /// Things seen about a document that are not its kind; `rules/marks.toml`, in its order.
    pub marks: Vec<MarkRule>,
    /// SHA-256 over the rule files it came from, lower-case hex.
    pub digest: String,
}

impl Catalogue {
    pub fn kind(&self, id: &str) -> Option<&Kind> {
        self.kinds.binary_search_by(|k| k.id.as_str().cmp(id)).ok().map(|i| &self.kinds[i])
    }
    pub fn topic(&self, id: &str) -> Option<&Topic> {
        self.topics.binary_search_by(|t| t.id.as_str().cmp(id)).ok().map(|i| &self.topics[i])
    }
}

/// `rules/kinds/<id>.toml`: one document kind.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    pub id: String,
    /// Dutch, as reviewers say it.
    pub name: String,
    #[serde(default)]
    pub synonyms: Vec<String>,
    /// This kind is a neighbour that does not count where the named kind is asked for
    /// (a GVA where a VOG RP is asked).
    #[serde(default)]
    pub instead_of: Option<String>,
    /// Issued on its own by an outsider (KvK, Justis, an insurer): such a page starts a document of its
    /// own even where a stamp numbers the pages of the whole bundle.
    #[serde(default)]
    pub standalone: bool,
    /// Its chapters may look like documents of other kinds (a plan, annual accounts): a page of it that
    /// begins with another kind's title stays with it as long as the pages look alike.
    #[serde(default)]
    pub compound: bool,
    /// Such documents often bear no title, or one that is a picture: their words alone count in full.
    /// Of other kinds they count for less when no title of the kind is seen.
    #[serde(default)]
    pub untitled: bool,
    /// An annex of the named kind: it is cut off from it even where the pages are numbered through.
    #[serde(default)]
    pub part_of: Option<String>,
    /// Outside the vocabulary (an invoice, a CV): it competes, so that such a document is not taken for
    /// anything else, and is shown as the best guess; a segment's kind is never set to it.
    #[serde(default)]
    pub outside: bool,
    #[serde(default, rename = "signal")]
    pub signals: Vec<Signal>,
    /// Without these the score stays at or under a cap.
    #[serde(default, rename = "need")]
    pub needs: Vec<Limit>,
    /// With these the score stays at or under a cap.
    #[serde(default, rename = "bar")]
    pub bars: Vec<Limit>,
    #[serde(default, rename = "field")]
    pub fields: Vec<Field>,
    /// Topics to look for in a document of this kind.
    #[serde(default)]
    pub topics: Vec<String>,
}

/// Something that speaks for (or with a negative weight against) a kind.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signal {
    /// Each counts once. Compared folded and without spaces and punctuation, from word start to
    /// word end; a trailing `*` ends a stem (`verzekeringnemer*`).
    pub phrases: Vec<String>,
    pub place: Place,
    /// -1 to 1. Positive: the part of the remaining doubt that it takes away. Negative: the part of the
    /// score that it takes away.
    pub weight: f32,
    /// So many different phrases of the list make the full weight; fewer count by the square of their
    /// share. Above 1 the list is a vocabulary: words that stand together in such a document.
    #[serde(default = "one")]
    pub at_least: u32,
}

/// A `[[need]]` or `[[bar]]` of a kind: a limit on its score.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// As in [`Signal::phrases`].
    pub phrases: Vec<String>,
    pub place: Place,
    /// So many different phrases of the list make it hold.
    #[serde(default = "one")]
    pub at_least: u32,
    /// With one of these at the same place it does not hold.
    #[serde(default)]
    pub unless: Vec<String>,
    /// 0 to 1: the score is at most this (need: unless it holds, bar: when it holds).
    pub cap: f32,
}

fn one() -> u32 {
    1
}

/// `[[mark]]` in `rules/marks.toml`: something to see about a document, whatever its kind.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkRule {
    /// `concept`, `offerte`, `kopie`, `bevat:begroting`, ...
    pub id: String,
    pub place: MarkPlace,
    /// As in [`Signal::phrases`].
    pub phrases: Vec<String>,
    /// Phrases that take it back when they stand anywhere in the segment.
    #[serde(default)]
    pub not: Vec<String>,
    /// Words that must stand on the same page too, at least `with_count` different ones.
    #[serde(default)]
    pub with: Vec<String>,
    #[serde(default)]
    pub with_count: u32,
    /// The same page must hold at least so many figures.
    #[serde(default)]
    pub figures: u32,
    /// Only in segments of these kinds; empty: in all.
    #[serde(default)]
    pub kinds: Vec<String>,
}

/// Where a mark must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MarkPlace {
    /// In a heading-like line of the first page, or alone on a line anywhere (a watermark).
    Stamp,
    /// In a heading-like line on any page.
    Heading,
    /// Anywhere.
    Body,
}

/// Where a signal must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// A heading-like line of the first page: large, bold or alone, near the top.
    Title,
    /// The upper third of the first page.
    Head,
    /// A heading-like line on any of the segment's pages (a chapter).
    Heading,
    /// Anywhere on the segment's pages.
    Body,
    /// The foot of a page.
    Foot,
    /// The file name: a weak hint, never decisive.
    FileName,
    /// Name of a sheet of a workbook.
    Sheet,
    /// Subject of a mail.
    Subject,
    /// Name or label of a form field.
    FormField,
}

/// A field to look for in documents of a kind.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Field name of the contract.
    pub field: String,
    #[serde(rename = "type")]
    pub value_type: ValueType,
    /// Labels, best first. Compared folded; a trailing colon is optional.
    #[serde(default)]
    pub labels: Vec<String>,
    /// Regular expressions on running text with a capture group `v` for the value; compared on text
    /// with its own diacritics, case-insensitive.
    #[serde(default)]
    pub patterns: Vec<String>,
    /// Labels that look alike but mean something else: a value standing with one is not taken.
    #[serde(default)]
    pub not_labels: Vec<String>,
    /// More than one value may stand (directors).
    #[serde(default)]
    pub many: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ValueType {
    Date,
    Amount,
    Percentage,
    Count,
    Kvk,
    Rsin,
    Agb,
    Year,
    /// Name of an organisation.
    Organisation,
    /// Name of a person (or of a legal person that is a director).
    Person,
    LegalForm,
    Url,
    /// A line of text as it stands.
    Text,
    /// Yes or no: a check box, `ja`/`nee`.
    YesNo,
}

/// `[[topic]]` in `rules/topics/*.toml`: something a document must be about.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    pub id: String,
    /// Dutch, as reviewers say it.
    pub name: String,
    /// Words a heading about this has; folded, `*` ends a stem.
    #[serde(default)]
    pub headings: Vec<String>,
    /// Phrases that alone make a sentence about this; folded, `*` ends a stem.
    #[serde(default)]
    pub phrases: Vec<String>,
    /// A sentence is about this when it has a word of every group; folded, `*` ends a stem.
    #[serde(default)]
    pub all_of: Vec<Vec<String>>,
    /// Regular expressions that make a sentence about this (a telephone number, a period).
    #[serde(default)]
    pub patterns: Vec<String>,
    /// A sentence with one of these is not about it.
    #[serde(default)]
    pub not: Vec<String>,
    /// Words that only hint.
    #[serde(default)]
    pub hints: Vec<String>,
}
