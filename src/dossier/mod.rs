//! All that was observed of one submission, put in order: what `check` judges.

mod join;
mod moments;
pub(crate) mod names;
mod provider;
mod settle;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
pub(crate) mod versions;

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::fact::Observed;
use crate::policy::{Policy, Procedure, Rules};
use crate::problem::Problem;
use crate::submission::Submission;

pub use moments::{Moment, in_policy_zone, local, moment, zone};

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
    mut documents: Vec<Observed>,
    rules: &'a Rules,
    defaults: &Defaults,
    today: NaiveDate,
) -> Dossier<'a> {
    documents.sort_by(|a, b| {
        (&a.path, a.segment.page_from, a.segment.page_to).cmp(&(
            &b.path,
            b.segment.page_from,
            b.segment.page_to,
        ))
    });
    join::join(&mut documents);
    versions::order(&mut documents);

    let mut notes = Vec::new();
    let policy = settle::policy(submission, rules, defaults, &mut notes);
    let procedure = policy.and_then(|p| settle::procedure(submission, p, defaults, &mut notes));
    let category =
        policy.and_then(|p| settle::category(submission, p, procedure, &documents, defaults, &mut notes));
    let filed_at = settle::filed_at(submission, policy, &documents);
    let reference_day = settle::reference_day(filed_at, policy, procedure, today, &mut notes);
    let provider = provider::settle(&submission.manifest, &documents, &mut notes);
    Dossier { submission, policy, procedure, filed_at, reference_day, category, provider, documents, notes }
}
