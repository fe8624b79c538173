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
    #[serde(default, rename = "signal")]
    pub signals: Vec<Signal>,
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
    /// Any of these counts, once. Compared folded: lower case, no diacritics, spaces collapsed.
    pub phrases: Vec<String>,
    pub place: Place,
    pub weight: f32,
}

/// Where a signal must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// A heading-like line of the first page: large, bold or alone, near the top.
    Title,
    /// The upper third of the first page.
    Head,
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
