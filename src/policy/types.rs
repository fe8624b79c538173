//! The half of the rules that judging needs: a policy with its procedures and requirements.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Deserialize;

use super::asked::{
    Aspects, CalendarDays, CategoryIs, FieldSays, FinalVersions, MeanCount, MinCount, OtherProcedure,
    PageCount, PartOf, Period, PeriodsCovered, Sector,
};

use crate::catalogue::Catalogue;
use crate::finding::Outcome;

/// All rule files, validated.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    pub catalogue: Catalogue,
    /// Sorted by id.
    pub policies: Vec<Policy>,
    /// SHA-256 over all rule files, lower-case hex.
    pub digest: String,
}

impl Rules {
    pub fn policy(&self, id: &str) -> Option<&Policy> {
        self.policies.iter().find(|p| p.id == id)
    }
}

/// `rules/policies/<id>/policy.toml`, with its procedures from the files beside it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    pub id: String,
    pub office: String,
    pub title: String,
    /// The purchase year.
    pub year: i32,
    /// IANA name, for deadlines.
    pub timezone: String,
    /// Local dates (`2027-01-01`) and moments (`2026-07-31T17:00:00`) that requirements name.
    #[serde(default)]
    pub moments: BTreeMap<String, toml::value::Datetime>,
    #[serde(rename = "category")]
    pub categories: Vec<Category>,
    pub outcomes: BTreeMap<Outcome, OutcomeText>,
    /// Filled from the other files of the folder, `main` first, then by id.
    #[serde(skip)]
    pub procedures: Vec<Procedure>,
}

impl Policy {
    pub fn procedure(&self, id: &str) -> Option<&Procedure> {
        self.procedures.iter().find(|p| p.id == id)
    }
    pub fn main_procedure(&self) -> Option<&Procedure> {
        self.procedures.iter().find(|p| p.main)
    }
    /// The category that `said` (an id or the policy's own words, any case) names.
    pub fn category(&self, said: &str) -> Option<&Category> {
        let folded = said.trim().to_lowercase();
        self.categories.iter().find(|c| {
            c.id.eq_ignore_ascii_case(&folded) || c.accepts.iter().any(|a| a.to_lowercase() == folded)
        })
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    pub id: String,
    /// Dutch.
    pub name: String,
    /// Other words for it.
    #[serde(default)]
    pub accepts: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutcomeText {
    /// Dutch label of the verdict.
    pub label: String,
    /// What the policy attaches to it, in Dutch.
    pub consequence: String,
}

/// `rules/policies/<id>/<procedure>.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    pub id: String,
    /// Dutch.
    pub name: String,
    #[serde(default)]
    pub main: bool,
    /// Name of the policy's moment that closes filing; ages are counted from it when the moment of
    /// filing is unknown.
    #[serde(default)]
    pub deadline: Option<String>,
    /// Categories that this procedure is for: it is taken where no procedure is named and the category is
    /// one of these, and where it is named and no category is, its only one is the category.
    #[serde(default)]
    pub for_categories: Vec<String>,
    /// What is due at the start of care is due in this procedure (a test on the day care begins).
    #[serde(default)]
    pub due: bool,
    /// Requirements that no program and no single document can settle: while one of them applies, nothing
    /// better than `review` comes out (what must be filed stands in a document that is not known here).
    #[serde(default)]
    pub undecided: Vec<String>,
    /// Groups of routes of which one must be complete.
    #[serde(default, rename = "group")]
    pub groups: Vec<RouteGroup>,
    #[serde(rename = "requirement")]
    pub requirements: Vec<Requirement>,
}

/// Ways of which one complete one is enough (an extract, or a confirmation with a screenshot).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RouteGroup {
    pub id: String,
    /// Dutch.
    pub name: String,
    #[serde(rename = "route")]
    pub routes: Vec<Route>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Route {
    pub id: String,
    /// Dutch.
    pub name: String,
    /// A document of one of these shows that the provider takes this route.
    pub starts_with: Vec<String>,
    /// Kinds that must all be there for the route to be complete (beside the requirements that name the
    /// route being met).
    pub needs: Vec<String>,
    /// Open only where no document of these kinds is filed (a confirmation counts only where an extract
    /// cannot be had).
    #[serde(default)]
    pub only_without: Vec<String>,
    /// Taken when no route is: its requirements are then `missing`, those of the others not applicable.
    #[serde(default)]
    pub default: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    Validity,
    Presence,
    Eligibility,
    Weighed,
    Obligation,
    Information,
}

impl Class {
    pub fn key(self) -> &'static str {
        match self {
            Self::Validity => "validity",
            Self::Presence => "presence",
            Self::Eligibility => "eligibility",
            Self::Weighed => "weighed",
            Self::Obligation => "obligation",
            Self::Information => "information",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Timing {
    Submission,
    CareStart,
    SixMonths,
}

impl Timing {
    pub fn key(self) -> &'static str {
        match self {
            Self::Submission => "submission",
            Self::CareStart => "care-start",
            Self::SixMonths => "six-months",
        }
    }
}

/// How far a program can decide it, as the requirement tables say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    Auto,
    Assisted,
    Manual,
}

/// `[[requirement]]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    pub id: String,
    /// Dutch, short: what is asked.
    pub title: String,
    pub class: Class,
    /// Document kinds concerned, the first is shown; empty for the filing itself.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// Category ids it applies to.
    pub categories: Vec<String>,
    pub timing: Timing,
    pub level: Level,
    /// Section of the policy.
    pub source: String,
    /// Note of `requirements/<policy>.md` section D that settles the reading.
    #[serde(default)]
    pub note: Option<String>,
    /// `group.route` it belongs to: it applies only when that route is taken.
    #[serde(default)]
    pub route: Option<String>,
    /// It does not apply when any of these holds.
    #[serde(default)]
    pub unless: Vec<Condition>,
    pub check: Check,
    /// Dutch sentence for the reviewer: what to ask the provider for when it is missing, not met or in review.
    #[serde(default)]
    pub ask: Option<String>,
}

/// When a requirement does not apply. Each holds only when it is sure.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, tag = "if")]
pub enum Condition {
    /// A starting organisation: the manifest says so. A passage of one of `topics` leaves it open, and the
    /// requirement is then `review` at worst.
    Starter {
        #[serde(default)]
        topics: Vec<String>,
        /// The policy has no exception for starters: it is never not applicable, only open.
        #[serde(default)]
        doubt: bool,
    },
    /// A document of this kind is in the submission.
    Present { kind: String },
    /// No document of this kind is in the submission (and nothing unread could be it).
    ///
    /// Where a document plainly says one of `contrary` it is left open.
    Absent {
        kind: String,
        #[serde(default)]
        contrary: Vec<String>,
    },
    /// No document of `kind` is in the submission, and one of `by` is there instead (a question rather
    /// than an objection).
    FiledInstead { kind: String, by: Vec<String> },
    /// No document of any of these kinds is in the submission (and nothing unread could be one).
    AbsentAll { kinds: Vec<String> },
    /// A document of these kinds plainly says this (topic): no subcontractors planned.
    ///
    /// Where such a document as plainly says one of `contrary` (subcontractors are named after all) it is left
    /// open.
    Says {
        topic: String,
        kinds: Vec<String>,
        #[serde(default)]
        contrary: Vec<String>,
    },
    /// No document of these kinds has even a hint of this topic (no holding is mentioned anywhere).
    Silent { topic: String, kinds: Vec<String> },
    /// No parent company: the manifest names none, the extract shows no legal person as director or sole
    /// shareholder and no document has a passage of one of `topics` (holding, concern, parent).
    NoParent {
        #[serde(default)]
        topics: Vec<String>,
    },
    /// The legal form is one of these (`stichting`, `eenmanszaak`), by the extract.
    LegalForm { forms: Vec<String> },
    /// The legal form is known and is none of these.
    NotLegalForm { forms: Vec<String> },
    /// Another requirement of the procedure is met. Of two that name each other the later one stays.
    Met { requirement: String },
    /// This route of the group is the one taken.
    Route { group: String, route: String },
}

/// How a requirement is decided. One file each in `src/check/`, found by this kebab name.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, tag = "type")]
pub enum Check {
    /// A standing item for the assessor. Passages of `topics` in `kinds` are shown; a strong passage of a
    /// topic in `contrary` makes it `review`.
    Manual {
        #[serde(default)]
        topics: Vec<String>,
        #[serde(default)]
        contrary: Vec<String>,
        /// What to look up where, in Dutch.
        guide: String,
    },
    /// A document of one of the requirement's kinds is there.
    Present {
        /// Where only these are found, say so: they do not count (ids of kinds).
        #[serde(default)]
        not_counting: Vec<String>,
        /// Where only one of these is filed a human must say whether it will do.
        #[serde(default)]
        or_review: Vec<String>,
        /// It may also stand inside a document of these kinds (an organogram in the plan), where a
        /// passage of one of `topics` shows it.
        #[serde(default)]
        within: Vec<String>,
        #[serde(default)]
        topics: Vec<String>,
        /// A document of every one of the kinds, not of any.
        #[serde(default)]
        every: bool,
    },
    /// A passage plainly about one of the topics in a document of the kinds makes it `met`; without one it
    /// is `manual`, never `missing`: the policy does not ask for a document that shows it (the channel of
    /// filing).
    Shown {
        topics: Vec<String>,
        /// A document of one of these kinds shows it by being there (an annex that is only filed where it
        /// applies).
        #[serde(default)]
        or_kinds: Vec<String>,
        /// A passage of one of these in the documents of the kinds makes it `review` where nothing shows it
        /// (the annex is not there, and the declaration says that it applies).
        #[serde(default)]
        contrary: Vec<String>,
        /// What to look up where, in Dutch.
        guide: String,
    },
    /// A rule that binds the reader of the filing, not the provider: `met` by construction. The sentence
    /// (Dutch) says what the program does so that it holds.
    Informational { sentence: String },
    /// One route of the group is complete.
    AnyOf { group: String },
    /// Every `presence` requirement due at submission that applies is met.
    AllPresent,
    /// Filed at the latest at the moment named (of the policy), inclusive unless said otherwise.
    Deadline {
        moment: String,
        #[serde(default)]
        exclusive: bool,
        /// Later than `moment` but not than this is `review` (two places of the policy differ).
        #[serde(default)]
        soft_until: Option<String>,
        /// Late is `not_met` only where a document of the kinds plainly says one of these, else `review`.
        #[serde(default)]
        about: Vec<String>,
    },
    /// Filed not before the moment named.
    NotBefore {
        moment: String,
        /// Too early is `review`.
        #[serde(default)]
        soft: bool,
    },
    /// The date in `field` lies at most this long before filing, inclusive, in calendar months (and days).
    MaxAge {
        #[serde(default = "document_date")]
        field: String,
        #[serde(default)]
        months: u32,
        #[serde(default)]
        days: u32,
    },
    /// From the date in `from` to the date in `field` at most `days` working days (Dutch public holidays
    /// excluded; the day of `from` is day 0).
    WorkingDays {
        #[serde(default = "request_date")]
        from: String,
        #[serde(default = "document_date")]
        field: String,
        days: u32,
    },
    /// The date in `field` lies within the bounds, inclusive. A bound is `filing`, a moment of the policy,
    /// or a date.
    DateWindow {
        field: String,
        #[serde(default)]
        from: Option<String>,
        #[serde(default)]
        until: Option<String>,
        /// Outside the bounds it is met all the same where a document of the kinds plainly says one of
        /// these (tacit renewal of a policy).
        #[serde(default)]
        or_topics: Vec<String>,
        /// Outside the bounds is `review`, not `not_met`.
        #[serde(default)]
        soft: bool,
        /// Where `field` is not read: a date in one of these within the bounds makes it met all the same;
        /// outside them it says nothing (insurance that has begun was concluded before).
        #[serde(default)]
        or_fields: Vec<String>,
        /// One document of the kinds within the bounds is enough (a letter among later ones).
        #[serde(default)]
        any: bool,
        /// Only documents that plainly say one of these are looked at.
        #[serde(default)]
        about: Vec<String>,
    },
    /// The amount in `field` is at least this many euros, inclusive.
    MinAmount { field: String, euros: Decimal },
    /// The shares in `field` (percentages, summed) are at most `numerator`/`denominator`, inclusive.
    ///
    /// Outside the bound is `review` where `soft` (a starting principle with exceptions).
    MaxShare {
        field: String,
        numerator: u32,
        denominator: u32,
        #[serde(default)]
        soft: bool,
    },
    /// The document names the entity that files (number first, name second).
    SameEntity,
    /// Every document of the requirement's kinds names one and the same entity.
    OneEntity,
    /// The power of the signatory of the declaration follows from the register extract (`extract`), from
    /// a power of attorney (`volmacht`) or from the chain of extracts (`chain`). Facts used: `director`
    /// (attributes `power`, `kvk_number`) of extracts, `signatory` of the declaration and
    /// `authorised_person` of the power of attorney.
    SigningAuthority { by: AuthorityBy },
    /// The document is signed.
    Signed,
    /// The document is certified: an electronic seal.
    Certified,
    /// Every field of the form is filled in.
    FilledIn,
    /// The form is the definitive one of this year: not the concept, not another year's.
    FormVersion { year: i32 },
    /// The purpose named in the document is one of these phrases (folded).
    Purpose { phrases: Vec<String> },
    /// Documents of kind `kind` do not count where one of `instead_of` is asked for.
    NotKind { kind: String, instead_of: String },
    /// A passage about every topic (or about one, with `any`) stands in a document of the kinds.
    Topics {
        topics: Vec<String>,
        #[serde(default)]
        any: bool,
        /// A passage about one of these makes it `review`.
        #[serde(default)]
        contrary: Vec<String>,
        /// At least this strong: `statement` (default) or `heading`.
        #[serde(default)]
        chapter: bool,
    },
    /// A document of the kinds says one of `topics` and none of `contrary`: a declaration's answer.
    Declares {
        topics: Vec<String>,
        #[serde(default)]
        contrary: Vec<String>,
    },
    /// Nothing in the submission shows one of these topics: `manual` until something does.
    NothingShows {
        topics: Vec<String>,
        /// What to look up where, in Dutch.
        #[serde(default)]
        guide: Option<String>,
    },
    /// Values of `field` stand in the document (names of supervisors), at least `min`.
    HasField {
        field: String,
        #[serde(default = "one")]
        min: u32,
        /// Kinds whose facts of the same field they are compared with.
        #[serde(default)]
        compare_with: Vec<String>,
        /// Where no value is found: a passage plainly about one of these makes it met all the same (a
        /// sentence that names the directors without a label).
        #[serde(default)]
        topics: Vec<String>,
    },
    /// No name in `field` also stands in `other` (supervisors are not directors), in the documents of the
    /// kinds and of `compare_with`; and a passage of one of `topics`, where named, says so.
    DisjointNames {
        field: String,
        other: String,
        #[serde(default)]
        compare_with: Vec<String>,
        #[serde(default)]
        topics: Vec<String>,
    },
    /// No citizen number stands in the document.
    NoBsn,
    /// Details of natural persons that should be blacked out are not seen (topics of such details).
    BlackedOut { topics: Vec<String> },
    /// Annual accounts (or a budget) of this year, of this basis when said.
    YearCovered {
        year: i32,
        #[serde(default)]
        basis: Option<String>,
        /// It may also stand inside a document of these kinds (a budget in the plan), where a passage of
        /// one of `topics` shows it.
        #[serde(default)]
        within: Vec<String>,
        #[serde(default)]
        topics: Vec<String>,
    },
    /// The statutes are of the date of the last change that the extract names.
    StatutesCurrent,
    /// Different documents (of the requirement's kinds, when it names any) agree on entity, names and
    /// numbers: contradictions are shown as `review`, and it is `manual` until there is one.
    NoContradiction {
        /// What to look up where, in Dutch.
        #[serde(default)]
        guide: Option<String>,
    },
    /// Items of the list are there or the list is empty by statement (subcontractors and their parts).
    ListNames { field: String },
    /// A figure or ratio of the annual accounts (of budgets, for kinds that are) within bounds.
    ///
    /// `figure` is `equity`, `net_result`, `total_revenue`, `total_assets`, `current_assets`,
    /// `current_liabilities`, `total_costs`, or a ratio: `solvency` and `resilience_ratio` and `profit_ratio`
    /// (percentages), `current_ratio`. Decided only on figures that arithmetic proves; else `review`.
    Figure {
        figure: String,
        /// More than this.
        #[serde(default)]
        above: Option<Decimal>,
        #[serde(default)]
        at_least: Option<Decimal>,
        #[serde(default)]
        range: Option<(Decimal, Decimal)>,
        /// Of this year's accounts; of the newest when absent (of budgets: every year found).
        #[serde(default)]
        year: Option<i32>,
        /// Of every one of these years.
        #[serde(default)]
        years: Vec<i32>,
        /// `enkelvoudig` (default) or `geconsolideerd`.
        #[serde(default)]
        basis: Option<String>,
        /// Outside the bounds is `review`, not `not_met`.
        #[serde(default)]
        soft: bool,
    },
    /// Pages of the documents of the kinds.
    PageCount(PageCount),
    /// The mean of counts.
    MeanCount(MeanCount),
    /// A count for each period.
    PeriodsCovered(PeriodsCovered),
    /// A count of at least so many.
    MinCount(MinCount),
    /// One amount as a part of another.
    PartOf(PartOf),
    /// So many days after a date.
    CalendarDays(CalendarDays),
    /// Every file of the submission can be opened and read to its end.
    Undamaged,
    /// No drafts and no empty forms.
    FinalVersions(FinalVersions),
    /// Rows of another procedure.
    OtherProcedure(OtherProcedure),
    /// The sector of the filing.
    Sector(Sector),
    /// Chapters and what stands in each.
    Aspects(Aspects),
    /// Words in a field.
    FieldSays(FieldSays),
    /// A term of validity against a period.
    Period(Period),
    /// The category of the filing.
    CategoryIs(CategoryIs),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AuthorityBy {
    Extract,
    Volmacht,
    Chain,
}

impl Check {
    /// The kebab name it has in rule files.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Manual { .. } => "manual",
            Self::Present { .. } => "present",
            Self::Shown { .. } => "shown",
            Self::Informational { .. } => "informational",
            Self::AnyOf { .. } => "any-of",
            Self::AllPresent => "all-present",
            Self::Deadline { .. } => "deadline",
            Self::NotBefore { .. } => "not-before",
            Self::MaxAge { .. } => "max-age",
            Self::WorkingDays { .. } => "working-days",
            Self::DateWindow { .. } => "date-window",
            Self::MinAmount { .. } => "min-amount",
            Self::MaxShare { .. } => "max-share",
            Self::SameEntity => "same-entity",
            Self::OneEntity => "one-entity",
            Self::SigningAuthority { .. } => "signing-authority",
            Self::Signed => "signed",
            Self::Certified => "certified",
            Self::FilledIn => "filled-in",
            Self::FormVersion { .. } => "form-version",
            Self::Purpose { .. } => "purpose",
            Self::NotKind { .. } => "not-kind",
            Self::Topics { .. } => "topics",
            Self::Declares { .. } => "declares",
            Self::NothingShows { .. } => "nothing-shows",
            Self::HasField { .. } => "has-field",
            Self::DisjointNames { .. } => "disjoint-names",
            Self::NoBsn => "no-bsn",
            Self::BlackedOut { .. } => "blacked-out",
            Self::YearCovered { .. } => "year-covered",
            Self::StatutesCurrent => "statutes-current",
            Self::NoContradiction { .. } => "no-contradiction",
            Self::ListNames { .. } => "list-names",
            Self::Figure { .. } => "figure",
            Self::PageCount(_) => "page-count",
            Self::MeanCount(_) => "mean-count",
            Self::PeriodsCovered(_) => "periods-covered",
            Self::MinCount(_) => "min-count",
            Self::PartOf(_) => "part-of",
            Self::CalendarDays(_) => "calendar-days",
            Self::Undamaged => "undamaged",
            Self::FinalVersions(_) => "final-versions",
            Self::OtherProcedure(_) => "other-procedure",
            Self::Sector(_) => "sector",
            Self::Aspects(_) => "aspects",
            Self::FieldSays(_) => "field-says",
            Self::Period(_) => "period",
            Self::CategoryIs(_) => "category-is",
        }
    }
}

fn request_date() -> String {
    "request_date".to_owned()
}

fn document_date() -> String {
    "document_date".to_owned()
}

fn one() -> u32 {
    1
}
