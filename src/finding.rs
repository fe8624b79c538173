//! What `check` and `verdict` give.

use serde::{Deserialize, Serialize};

use crate::fact::Anchor;

/// See CONTRACT: what each status promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Met,
    NotMet,
    Missing,
    Review,
    Manual,
    NotApplicable,
    Waived,
}

impl Status {
    pub const ALL: [Self; 7] = [
        Self::Met,
        Self::NotMet,
        Self::Missing,
        Self::Review,
        Self::Manual,
        Self::NotApplicable,
        Self::Waived,
    ];

    /// Key in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not_met",
            Self::Missing => "missing",
            Self::Review => "review",
            Self::Manual => "manual",
            Self::NotApplicable => "not_applicable",
            Self::Waived => "waived",
        }
    }
    /// Whether a human or the provider still has something to do.
    pub fn open(self) -> bool {
        matches!(self, Self::NotMet | Self::Missing | Self::Review)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecidedBy {
    Program,
    Reviewer,
}

/// Something seen that a finding rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    pub path: String,
    pub anchor: Anchor,
    /// Short excerpt.
    pub text: String,
    pub field: Option<String>,
    pub value: Option<String>,
    pub confidence: f32,
}

/// The judgement on one requirement.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Requirement id.
    pub requirement: String,
    pub status: Status,
    /// Dutch sentence with the figures compared.
    pub reason: String,
    pub decided_by: DecidedBy,
    pub evidence: Vec<Evidence>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Unreadable,
    Late,
    Incomplete,
    NotMet,
    Review,
    Conditional,
    Complete,
}

impl Outcome {
    /// In order of precedence.
    pub const ALL: [Self; 7] = [
        Self::Unreadable,
        Self::Late,
        Self::Incomplete,
        Self::NotMet,
        Self::Review,
        Self::Conditional,
        Self::Complete,
    ];
    pub fn key(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Late => "late",
            Self::Incomplete => "incomplete",
            Self::NotMet => "not_met",
            Self::Review => "review",
            Self::Conditional => "conditional",
            Self::Complete => "complete",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    pub outcome: Outcome,
    /// Dutch, from the policy.
    pub label: String,
    /// Requirement ids that made the outcome, in the policy's order.
    pub reasons: Vec<String>,
}
