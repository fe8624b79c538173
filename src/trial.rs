//! Tries the rules: the small cases beside a policy are judged as a filing would be, and every
//! requirement that the program decides must have a case that ends well and one that does not.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use rayon::prelude::*;
use serde::Serialize;

use crate::check;
use crate::document::{Media, Rect, TextSource};
use crate::dossier::{Defaults, Moment, assemble, in_policy_zone, moment};
use crate::fact::{Anchor, Fact, Observed, Passage, Scored, Segment, Strength};
use crate::finding::Status;
use crate::intake::manifest;
use crate::policy::cases::{CaseDocument, PlacedCase, RulePlace, UNKNOWN, Values};
use crate::policy::{Check, Checked, Policy, Procedure, Requirement, Rules};
use crate::problem::Problem;
use crate::submission::{Manifest, Submission};

/// The provider of every case.
pub const PROVIDER: &str = "Stichting Voorbeeld";
pub const PROVIDER_KVK: &str = "12345678";

/// Confidence of facts in `fields` and in `unsure`.
const SURE: f32 = 0.95;
const UNSURE: f32 = 0.6;

/// What is tried; everything when all are `None`.
#[derive(Debug, Clone, Default)]
pub struct Only {
    pub policy: Option<String>,
    pub procedure: Option<String>,
    pub requirement: Option<String>,
}

impl Only {
    fn has(&self, policy: &str, procedure: &str, requirement: &str) -> bool {
        let fits = |wanted: &Option<String>, is: &str| wanted.as_deref().is_none_or(|w| w == is);
        fits(&self.policy, policy) && fits(&self.procedure, procedure) && fits(&self.requirement, requirement)
    }
}

/// A case as judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tried {
    pub file: String,
    pub line: usize,
    pub policy: String,
    pub procedure: String,
    pub requirement: String,
    pub name: String,
    pub expected: Status,
    pub got: Status,
    /// The sentence that the reviewer would read.
    pub reason: String,
}

impl Tried {
    pub fn passed(&self) -> bool {
        self.expected == self.got
    }
}

/// A requirement that the program decides without a case for one of the two ways it can go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gap {
    pub file: String,
    pub line: usize,
    pub policy: String,
    pub procedure: String,
    pub requirement: String,
    /// No case that ends well.
    pub no_good: bool,
    /// No case that ends in `not_met`, `missing` or (where it cannot be shown) `review`.
    pub no_bad: bool,
}

#[derive(Debug, Clone, Default, Serialize)]
pub struct Trial {
    /// By file and line.
    pub cases: Vec<Tried>,
    pub gaps: Vec<Gap>,
}

impl Trial {
    pub fn failed(&self) -> impl Iterator<Item = &Tried> {
        self.cases.iter().filter(|c| !c.passed())
    }
    /// Whether every case passes and none is wanting.
    pub fn sound(&self) -> bool {
        self.gaps.is_empty() && self.failed().next().is_none()
    }
}

/// Judges the cases of the rules and looks for requirements without them.
pub fn run(checked: &Checked, only: &Only) -> Trial {
    let cases = checked
        .cases
        .par_iter()
        .filter(|c| only.has(&c.policy, &c.procedure, &c.case.requirement))
        .filter_map(|c| judge(&checked.rules, c))
        .collect();
    let mut gaps = Vec::new();
    for policy in &checked.rules.policies {
        for procedure in &policy.procedures {
            for row in &procedure.requirements {
                if only.has(&policy.id, &procedure.id, &row.id) {
                    gaps.extend(gap(checked, policy, procedure, row));
                }
            }
        }
    }
    Trial { cases, gaps }
}

/// Statuses that say that the requirement stands as it should, by the type of its check; none where no
/// program decides.
fn good(check: &Check) -> &'static [Status] {
    match check {
        Check::Manual { .. } | Check::Informational { .. } => &[],
        // They wait for a sign to the contrary.
        Check::NothingShows { .. }
        | Check::NoContradiction { .. }
        | Check::BlackedOut { .. }
        | Check::FinalVersions(_) => &[Status::Met, Status::Manual],
        _ => &[Status::Met],
    }
}

fn bad(check: &Check) -> &'static [Status] {
    match check {
        // What the policy asks no document for is left to the reviewer.
        Check::Shown { .. } | Check::FieldSays(_) => {
            &[Status::NotMet, Status::Missing, Status::Review, Status::Manual]
        }
        _ => &[Status::NotMet, Status::Missing, Status::Review],
    }
}

fn gap(checked: &Checked, policy: &Policy, procedure: &Procedure, row: &Requirement) -> Option<Gap> {
    let good = good(&row.check);
    if good.is_empty() {
        return None;
    }
    let has = |wanted: &[Status]| {
        checked.cases.iter().any(|c| {
            c.policy == policy.id
                && c.procedure == procedure.id
                && c.case.requirement == row.id
                && wanted.contains(&c.case.status)
        })
    };
    let (no_good, no_bad) = (!has(good), !has(bad(&row.check)));
    if !no_good && !no_bad {
        return None;
    }
    let key = (policy.id.clone(), procedure.id.clone(), row.id.clone());
    let unknown = RulePlace { file: format!("policies/{}/{}.toml", policy.id, procedure.id), line: 1 };
    let place = checked.places.get(&key).unwrap_or(&unknown);
    Some(Gap {
        file: place.file.clone(),
        line: place.line,
        policy: key.0,
        procedure: key.1,
        requirement: key.2,
        no_good,
        no_bad,
    })
}

/// `None` when the rules have no such requirement: loading has complained of that.
fn judge(rules: &Rules, placed: &PlacedCase) -> Option<Tried> {
    let case = &placed.case;
    let policy = rules.policy(&placed.policy)?;
    let procedure = policy.procedure(&placed.procedure)?;
    let row = procedure.requirements.iter().find(|r| r.id == case.requirement)?;
    let filed = match &case.filed {
        Some(at) => DateTime::parse_from_rfc3339(&at.to_string()).ok(),
        None => noon(policy, procedure),
    };
    let category = match case.category.as_deref() {
        Some(UNKNOWN) => None,
        Some(said) => Some(said.to_owned()),
        None => row.categories.first().cloned(),
    };
    let mut manifest = Manifest {
        aanbieder: Some(PROVIDER.to_owned()),
        kvk: Some(PROVIDER_KVK.to_owned()),
        beleid: Some(policy.id.clone()),
        procedure: Some(procedure.id.clone()),
        categorie: category,
        ingediend: filed,
        ..Manifest::default()
    };
    for (key, Values(said)) in &case.manifest {
        // Refused values are faults of the file, which has been loaded without any.
        let _ = manifest::set(&mut manifest, key, said.first().map_or("", |v| v.value.as_str()));
    }
    let submission = Submission {
        folder: PROVIDER.to_owned(),
        absolute: PathBuf::from(PROVIDER),
        manifest_path: None,
        manifest,
        in_register: false,
        files: Vec::new(),
        ignored: Vec::new(),
        problems: Vec::new(),
        unreadable: false,
    };
    let documents = case.documents.iter().enumerate().map(|(i, d)| observed(d, i, rules)).collect();
    let today = filed.map_or(NaiveDate::default(), |f| f.date_naive());
    let dossier = assemble(&submission, documents, rules, &Defaults::default(), today);
    let findings = check::judge(&dossier, &rules.catalogue);
    let found = findings.into_iter().find(|f| f.requirement == row.id)?;
    Some(Tried {
        file: placed.place.file.clone(),
        line: placed.place.line,
        policy: policy.id.clone(),
        procedure: procedure.id.clone(),
        requirement: row.id.clone(),
        name: case.name.clone(),
        expected: case.status,
        got: found.status,
        reason: found.reason,
    })
}

/// Noon on the day of the deadline, else of the opening, else of the first moment the policy has.
fn noon(policy: &Policy, procedure: &Procedure) -> Option<DateTime<FixedOffset>> {
    let day = |name: &str| {
        Some(match moment(policy, name)? {
            Moment::Day(day) => day,
            Moment::At(at) => at.date_naive(),
        })
    };
    let first = policy.moments.keys().next();
    let day =
        procedure.deadline.as_deref().and_then(day).or_else(|| day("opening")).or_else(|| day(first?))?;
    in_policy_zone(policy, day.and_time(NaiveTime::from_hms_opt(12, 0, 0)?))
}

fn observed(said: &CaseDocument, index: usize, rules: &Rules) -> Observed {
    let name = || said.kind.clone().unwrap_or_else(|| format!("document-{}", index + 1));
    let anchor =
        Anchor { page: Some(1), sheet: None, cell: None, bbox: Some(Rect::new(72.0, 72.0, 300.0, 84.0)) };
    let mut facts = Vec::new();
    for (fields, confidence) in [(&said.fields, SURE), (&said.unsure, UNSURE)] {
        for (field, Values(values)) in fields {
            facts.extend(values.iter().map(|v| Fact {
                field: field.clone(),
                value: v.value.clone(),
                raw: v.value.clone(),
                anchor: anchor.clone(),
                confidence,
                attributes: v.attributes.clone(),
            }));
        }
    }
    let mut passages = Vec::new();
    for (topics, strength) in [
        (&said.headings, Strength::Heading),
        (&said.says, Strength::Statement),
        (&said.denies, Strength::Hint),
        (&said.hints, Strength::Hint),
    ] {
        passages.extend(topics.iter().map(|topic| Passage {
            topic: topic.clone(),
            strength,
            text: rules.catalogue.topic(topic).map_or_else(|| topic.clone(), |t| t.name.clone()),
            length: 40,
            anchor: anchor.clone(),
        }));
    }
    let path = said.file.clone().unwrap_or_else(|| format!("{}.pdf", name()));
    Observed {
        // Of two documents alike neither is a copy of the other.
        sha256: format!("{index:064x}"),
        path,
        bytes: 100_000,
        media: said.media.unwrap_or(Media::Pdf),
        pages: said.pages,
        text_source: if said.unread { TextSource::None } else { TextSource::Native },
        segment: Segment {
            page_from: 1,
            page_to: said.pages,
            kind: said.kind.clone(),
            score: if said.kind.is_some() { SURE } else { 0.0 },
            alternatives: said
                .resembles
                .iter()
                .map(|kind| Scored { kind: kind.clone(), score: UNSURE })
                .collect(),
            marks: said.marks.clone(),
        },
        facts,
        passages,
        problems: if said.unread {
            vec![Problem::new("scan-not-read", "Een scan zonder tekst.")]
        } else {
            Vec::new()
        },
        continues: None,
        superseded_by: None,
    }
}
