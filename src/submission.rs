//! What `intake` gives: submissions with their manifests and files.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;

use crate::problem::Problem;

/// What the manifest or the register row says of a submission. All optional.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Manifest {
    pub aanbieder: Option<String>,
    pub kvk: Option<String>,
    pub rsin: Option<String>,
    pub agb: Option<String>,
    pub categorie: Option<String>,
    pub sector: Option<String>,
    pub regio: Option<String>,
    /// Policy id.
    pub beleid: Option<String>,
    pub procedure: Option<String>,
    /// The moment of filing, that ages are counted from.
    pub ingediend: Option<DateTime<FixedOffset>>,
    /// Start of the contract.
    pub ingangsdatum: Option<NaiveDate>,
    /// A starting organisation without adopted annual accounts.
    pub startend: Option<bool>,
    pub moedermaatschappij: Option<String>,
    pub ondertekenaar: Option<String>,
    pub contact: Option<String>,
}

/// A file of a submission. Not opened yet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct InputFile {
    /// Relative to the submission, `/`-separated, lossy where the name is no Unicode.
    pub path: String,
    pub absolute: PathBuf,
    pub bytes: u64,
}

/// A file that is not looked into, with the reason as a problem.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct IgnoredFile {
    pub path: String,
    pub problem: Problem,
}

/// A provider's filing: one folder.
#[derive(Debug, Clone, PartialEq)]
pub struct Submission {
    /// Relative to the intake, `/`-separated.
    pub folder: String,
    pub absolute: PathBuf,
    /// Relative to the submission; `None` when there is none.
    pub manifest_path: Option<String>,
    pub manifest: Manifest,
    /// A register row was found for it.
    pub in_register: bool,
    /// Sorted by path.
    pub files: Vec<InputFile>,
    pub ignored: Vec<IgnoredFile>,
    /// Faults of the manifest or register row, an unreadable folder.
    pub problems: Vec<Problem>,
    /// The folder itself could not be listed.
    pub unreadable: bool,
}

/// The whole share, sorted by folder.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Intake {
    pub submissions: Vec<Submission>,
    /// Files directly under the intake that belong to no submission and are no register.
    pub stray_files: Vec<String>,
    /// The register file, if there is one; read like any other document.
    pub register: Option<PathBuf>,
    /// Faults of the register, rows without a folder, folders without a row.
    pub problems: Vec<Problem>,
}
