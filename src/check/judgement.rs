//! What a check says before it becomes a finding.

use crate::check::context::Seen;
use crate::fact::{Observed, Passage};
use crate::finding::{Evidence, Status};

/// Evidence shown for one finding at most: a reviewer reads no more, and reports stay small.
pub const MOST_EVIDENCE: usize = 12;

#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    pub status: Status,
    /// Dutch, one or more sentences.
    pub reason: String,
    pub evidence: Vec<Evidence>,
}

impl Judgement {
    pub fn new(status: Status, reason: impl Into<String>) -> Self {
        Self { status, reason: reason.into(), evidence: Vec::new() }
    }
    pub fn met(reason: impl Into<String>) -> Self {
        Self::new(Status::Met, reason)
    }
    pub fn not_met(reason: impl Into<String>) -> Self {
        Self::new(Status::NotMet, reason)
    }
    pub fn missing(reason: impl Into<String>) -> Self {
        Self::new(Status::Missing, reason)
    }
    pub fn review(reason: impl Into<String>) -> Self {
        Self::new(Status::Review, reason)
    }
    pub fn manual(reason: impl Into<String>) -> Self {
        Self::new(Status::Manual, reason)
    }
    pub fn not_applicable(reason: impl Into<String>) -> Self {
        Self::new(Status::NotApplicable, reason)
    }

    #[must_use]
    pub fn show(mut self, evidence: impl IntoIterator<Item = Evidence>) -> Self {
        for one in evidence {
            if self.evidence.len() >= MOST_EVIDENCE {
                break;
            }
            if !self.evidence.contains(&one) {
                self.evidence.push(one);
            }
        }
        self
    }
    #[must_use]
    pub fn show_facts<'a>(self, seen: impl IntoIterator<Item = Seen<'a>>) -> Self {
        self.show(seen.into_iter().map(|s| s.evidence()))
    }
    #[must_use]
    pub fn show_passages<'a>(self, seen: impl IntoIterator<Item = (&'a Observed, &'a Passage)>) -> Self {
        self.show(seen.into_iter().map(|(d, p)| passage_evidence(d, p)))
    }
    /// Adds a sentence.
    #[must_use]
    pub fn adding(mut self, sentence: &str) -> Self {
        if !sentence.is_empty() {
            if !self.reason.is_empty() {
                self.reason.push(' ');
            }
            self.reason.push_str(sentence);
        }
        self
    }
    /// Turns a decision into `review`, saying why first; anything else stays as it is.
    #[must_use]
    pub fn doubted(self, why: &str) -> Self {
        if matches!(self.status, Status::Met | Status::NotMet | Status::Missing) {
            Self { status: Status::Review, reason: format!("{why} {}", self.reason), evidence: self.evidence }
        } else {
            self
        }
    }
}

pub fn passage_evidence(document: &Observed, passage: &Passage) -> Evidence {
    Evidence {
        path: document.path.clone(),
        anchor: passage.anchor.clone(),
        text: passage.text.clone(),
        field: None,
        value: None,
        confidence: match passage.strength {
            crate::fact::Strength::Hint => 0.3,
            crate::fact::Strength::Statement => 0.8,
            crate::fact::Strength::Heading => 0.9,
        },
    }
}

/// One judgement of those on each document that counts: where they agree it stands, otherwise a human
/// must choose.
pub fn agree(judged: Vec<Judgement>) -> Option<Judgement> {
    let mut all = judged.into_iter();
    let first = all.next()?;
    Some(all.fold(first, |sum, one| {
        let status = if sum.status == one.status { sum.status } else { Status::Review };
        let reason = if sum.reason.contains(&one.reason) {
            sum.reason
        } else {
            format!("{} {}", sum.reason, one.reason)
        };
        Judgement { status, reason, evidence: sum.evidence }.show(one.evidence)
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_that_disagree_ask_for_a_human() {
        let both = agree(vec![Judgement::met("Jong."), Judgement::not_met("Oud.")]).unwrap();
        assert_eq!(both.status, Status::Review);
        assert_eq!(both.reason, "Jong. Oud.");
        assert_eq!(
            agree(vec![Judgement::met("Jong."), Judgement::met("Jong.")]).unwrap().status,
            Status::Met
        );
        assert_eq!(agree(Vec::new()), None);
    }

    #[test]
    fn doubt_only_touches_decisions() {
        assert_eq!(Judgement::met("Ja.").doubted("Maar.").status, Status::Review);
        assert_eq!(Judgement::manual("Zelf.").doubted("Maar.").status, Status::Manual);
    }
}
