//! Trouble with an input, reported beside the findings.

use serde::{Deserialize, Serialize};

/// Something wrong with a file, a manifest or the register. It never ends a run.
///
/// `code` is a stable kebab-case machine key; `message` is a Dutch sentence that tells the reviewer
/// what happened and what to ask the provider for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Problem {
    pub code: String,
    pub message: String,
}

impl Problem {
    pub fn new(code: &str, message: impl Into<String>) -> Self {
        Self { code: code.to_owned(), message: message.into() }
    }
}
