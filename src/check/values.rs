//! Values of documents, and what may be decided on them.

use std::str::FromStr;

use crate::check::context::{Doc, Seen};
use crate::check::judgement::Judgement;
use crate::finding::Status;

/// A value that contradicts a decisive one counts as a rival when its confidence comes this near.
const NEAR: f32 = 0.1;

/// Without the documents that say nothing of the field where one of another kind does: the kinds of a
/// requirement are places where it may stand.
pub fn speaking<'s, 'a>(documents: Vec<&'s Doc<'a>>, field: &str) -> Vec<&'s Doc<'a>> {
    let kinds: Vec<Option<&str>> =
        documents.iter().filter(|d| d.facts(field).next().is_some()).map(|d| d.kind()).collect();
    if kinds.is_empty() {
        return documents;
    }
    documents.into_iter().filter(|d| kinds.contains(&d.kind())).collect()
}

/// The values of a field in one document.
pub struct Values<'a, T> {
    /// Decisive, and those that come near a decisive one; in document order.
    pub sure: Vec<(T, Seen<'a>)>,
    /// Read, not decisive.
    pub unsure: Vec<(T, Seen<'a>)>,
    /// Facts of the field that are no such value.
    pub other: Vec<Seen<'a>>,
}

impl<'a, T: FromStr> Values<'a, T> {
    pub fn of(document: &Doc<'a>, field: &str) -> Self {
        let all: Vec<Seen<'a>> = document.facts(field).collect();
        let best = all.iter().map(|s| s.fact.confidence).fold(0.0, f32::max);
        let mut values = Self { sure: Vec::new(), unsure: Vec::new(), other: Vec::new() };
        for seen in all {
            match seen.fact.value.trim().parse() {
                Err(_) => values.other.push(seen),
                Ok(value) if seen.fact.decisive() => values.sure.push((value, seen)),
                Ok(value) if best >= crate::fact::DECISIVE && seen.fact.confidence >= best - NEAR => {
                    values.sure.push((value, seen));
                }
                Ok(value) => values.unsure.push((value, seen)),
            }
        }
        values
    }
}

impl<'a, T> Values<'a, T> {
    pub fn seen(&self) -> Vec<Seen<'a>> {
        self.sure.iter().chain(&self.unsure).map(|(_, s)| *s).chain(self.other.iter().copied()).collect()
    }

    /// Judges every value of which one must be the right one. Where all give the same status it does not
    /// matter which; otherwise, or where none is decisive, a human must say.
    pub fn judge(&self, what: &str, decide: impl Fn(&T) -> Judgement) -> Judgement {
        let path = self.seen().first().map(|s| s.document.path.clone());
        let Some((first, seen)) = self.sure.first() else {
            return match path {
                Some(path) if !self.unsure.is_empty() => Judgement::review(format!(
                    "In {path} is {what} niet zeker genoeg gelezen: {}.",
                    super::sentences::some(self.unsure.iter().map(|(_, s)| format!("“{}”", s.fact.raw)))
                ))
                .show_facts(self.seen()),
                Some(path) => Judgement::review(format!("In {path} is {what} niet leesbaar als waarde."))
                    .show_facts(self.seen()),
                None => Judgement::review(format!("Van dit stuk is {what} niet gevonden.")),
            };
        };
        let mut judged = decide(first).show_facts([*seen]);
        let mut other = false;
        for (value, seen) in &self.sure[1..] {
            let next = decide(value);
            other |= seen.fact.value != self.sure[0].1.fact.value;
            let status = if next.status == judged.status { judged.status } else { Status::Review };
            let reason = if judged.reason.contains(&next.reason) {
                judged.reason
            } else {
                format!("{} {}", judged.reason, next.reason)
            };
            judged = Judgement { status, reason, evidence: judged.evidence }.show_facts([*seen]);
        }
        if other {
            let why = format!("Het stuk noemt meer dan één waarde voor {what}.");
            judged.reason = format!("{why} {}", judged.reason);
        }
        judged
    }
}
