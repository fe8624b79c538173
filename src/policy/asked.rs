//! Parameters of checks that have several of them. The check itself, with the reasons for its limits,
//! stands in `src/check/` under its kebab name.

use rust_decimal::Decimal;
use serde::Deserialize;

/// `page-count`: the documents of the kinds have at most so many pages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageCount {
    /// Without it the number is shown and nothing is asked.
    #[serde(default)]
    pub most: Option<u32>,
    /// Field with a count that `most` is multiplied by (two pages for each innovation).
    #[serde(default)]
    pub per: Option<String>,
    /// Covers and annexes count too: more pages is `not_met`, else it is `review`.
    #[serde(default)]
    pub strict: bool,
}

/// Where counts per period stand: in facts of `field` with the attribute `period` (or `month`) `2025-04`,
/// or in a field for each (`clients_april`).
#[derive(Debug, Clone, Default)]
pub struct Counts {
    pub field: String,
    pub periods: Vec<String>,
    /// In place of `field` and `periods`.
    pub fields: Vec<String>,
    /// A document that surely is of another year is for a human.
    pub year: Option<i32>,
}

/// `mean-count`: the mean of the counts of the periods, exact and inclusive.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeanCount {
    #[serde(default)]
    pub field: String,
    #[serde(default)]
    pub periods: Vec<String>,
    #[serde(default)]
    pub fields: Vec<String>,
    #[serde(default)]
    pub year: Option<i32>,
    pub at_least: Decimal,
    /// Field with the mean as the document states it, for where counts are not read.
    #[serde(default)]
    pub stated: Option<String>,
}

/// `periods-covered`: a count for each period.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeriodsCovered {
    #[serde(default)]
    pub field: String,
    #[serde(default)]
    pub periods: Vec<String>,
    #[serde(default)]
    pub fields: Vec<String>,
    #[serde(default)]
    pub year: Option<i32>,
}

impl MeanCount {
    pub fn counts(&self) -> Counts {
        let (field, periods) = (self.field.clone(), self.periods.clone());
        Counts { field, periods, fields: self.fields.clone(), year: self.year }
    }
}

impl PeriodsCovered {
    pub fn counts(&self) -> Counts {
        let (field, periods) = (self.field.clone(), self.periods.clone());
        Counts { field, periods, fields: self.fields.clone(), year: self.year }
    }
}

/// `category-is`: the category of the filing is one of these.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryIs {
    pub one_of: Vec<String>,
}

/// `min-count`: the number in `field` is at least this, inclusive.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MinCount {
    pub field: String,
    pub at_least: Decimal,
    /// Less is `review`, not `not_met` (a growth path).
    #[serde(default)]
    pub soft: bool,
}

/// `part-of`: one amount as a part of another, exact and inclusive. A fraction is `[1, 100]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartOf {
    /// Field with the part.
    pub part: String,
    /// Field with the whole.
    pub whole: String,
    /// Field with what is not the part: where no whole is read, it is part and rest together.
    #[serde(default)]
    pub rest: Option<String>,
    #[serde(default)]
    pub at_most: Option<(u32, u32)>,
    #[serde(default)]
    pub at_least: Option<(u32, u32)>,
    /// Outside the bounds is `review`, not `not_met`.
    #[serde(default)]
    pub soft: bool,
}

/// `calendar-days`: from one date to another at most so many days; the day of `from` is day 0.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarDays {
    pub from: String,
    /// The day of filing counts instead, where it is known.
    #[serde(default = "document_date")]
    pub field: String,
    pub days: u32,
}

fn document_date() -> String {
    "document_date".to_owned()
}

/// `final-versions`: no document bears a sign of a draft or an empty form. `manual` until one does.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FinalVersions {
    /// What to look up where, in Dutch.
    pub guide: String,
}

/// `other-procedure`: the rows of another procedure of the policy, judged on the same documents.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherProcedure {
    pub procedure: String,
    /// These rows only, whatever the category they are written for.
    #[serde(default)]
    pub only: Vec<String>,
    #[serde(default)]
    pub except: Vec<String>,
}

/// `sector`: the filing is for one of these sectors, by the manifest, else by what the documents say.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sector {
    /// Words of a manifest for the right sectors; compared folded.
    pub accepts: Vec<String>,
    /// Words for sectors that are plainly others.
    #[serde(default)]
    pub others: Vec<String>,
    #[serde(default)]
    pub topics: Vec<String>,
}

/// `aspects`: every chapter (a heading of one of `chapters`) holds a passage about one of `aspects`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Aspects {
    pub chapters: Vec<String>,
    /// Empty: the chapters themselves are asked for.
    #[serde(default)]
    pub aspects: Vec<String>,
    /// So many chapters.
    #[serde(default = "one")]
    pub least: u32,
}

fn one() -> u32 {
    1
}

/// `field-says`: a text in `field` holds one of the phrases, or the provider's name. `manual` without it:
/// nobody is asked for a document that shows it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldSays {
    pub field: String,
    /// Words in this order; case, diacritics and punctuation do not matter.
    #[serde(default)]
    pub phrases: Vec<String>,
    #[serde(default)]
    pub provider: bool,
    /// What to look up where, in Dutch.
    pub guide: String,
}

/// `period`: `valid_from` to `valid_until` of a document touches (or, `whole`, covers) the period.
/// Bounds as in `date-window`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    pub from: String,
    pub until: String,
    #[serde(default)]
    pub whole: bool,
    /// Outside is `review`, not `not_met`.
    #[serde(default)]
    pub soft: bool,
    /// Outside it is met all the same where the document plainly says one of these (tacit renewal).
    #[serde(default)]
    pub or_topics: Vec<String>,
}
