//! The run to files: JSON, HTML, Excel. The only stage that writes a report.
//!
//! A submission's page and JSON are written as soon as it is judged, and only a [`SubmissionRow`] is kept:
//! memory does not grow with the intake.

use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};

use crate::dossier::Dossier;
use crate::finding::{Finding, Outcome, Status, Verdict};
use crate::problem::Problem;

/// Everything a submission's page shows.
#[derive(Debug)]
pub struct SubmissionReport<'a> {
    pub dossier: &'a Dossier<'a>,
    /// In the policy's order.
    pub findings: &'a [Finding],
    pub verdict: &'a Verdict,
    /// Folder name under `inschrijvingen/`, unique in the run.
    pub slug: &'a str,
    /// The intake, absolute: links to the originals are relative to it when possible.
    pub intake: &'a Path,
}

/// What the overview keeps of a submission.
#[derive(Debug, Clone)]
pub struct SubmissionRow {
    pub folder: String,
    pub slug: String,
    pub provider: Option<String>,
    pub kvk: Option<String>,
    pub policy: Option<String>,
    pub procedure: Option<String>,
    pub category: Option<String>,
    pub submitted_at: Option<String>,
    pub outcome: Outcome,
    pub label: String,
    pub by_status: Vec<(Status, u32)>,
    pub open: Vec<OpenRow>,
    pub documents: Vec<DocumentRow>,
    pub pages: u32,
    pub problems: u32,
}

/// A requirement `missing`, `not_met` or in `review`.
#[derive(Debug, Clone)]
pub struct OpenRow {
    pub requirement: String,
    pub title: String,
    pub class: String,
    pub status: Status,
    pub reason: String,
    pub ask: Option<String>,
    pub source: String,
    /// First evidence: path and page.
    pub evidence: Option<String>,
}

#[derive(Debug, Clone)]
pub struct DocumentRow {
    pub path: String,
    pub kind: Option<String>,
    pub kind_score: f32,
    pub pages: String,
    pub document_date: Option<String>,
    pub problems: String,
}

/// What belongs to the run itself; stands in `summary.json` alone.
#[derive(Debug, Clone)]
pub struct RunInfo {
    pub started_at: DateTime<Utc>,
    pub finished_at: DateTime<Utc>,
    pub as_of: NaiveDate,
    pub rules_sha256: String,
}

/// Writes `OUT/inschrijvingen/<slug>/{report.json,index.html}`, each beside its place and renamed into it.
pub fn write_submission(out: &Path, report: &SubmissionReport<'_>) -> std::io::Result<SubmissionRow> {
    let _ = (out, report);
    Err(std::io::Error::other("not written"))
}

/// Writes `OUT/index.html`, `OUT/summary.json` and `OUT/overzicht.xlsx`.
pub fn write_overview(
    out: &Path,
    run: &RunInfo,
    rows: &[SubmissionRow],
    stray_files: &[String],
    problems: &[Problem],
) -> std::io::Result<()> {
    let _ = (out, run, rows, stray_files, problems);
    Ok(())
}
