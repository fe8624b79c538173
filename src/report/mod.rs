//! The run to files: JSON, HTML, Excel. The only stage that writes a report.
//!
//! A submission's page and JSON are written as soon as it is judged, and only a [`SubmissionRow`] is kept:
//! memory does not grow with the intake.

mod atomic;
mod figures;
pub mod handbook;
mod html;
pub mod json;
mod link;
mod summary;
#[cfg(test)]
mod tests;
mod words;
mod xlsx;

use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};

use crate::catalogue::Catalogue;
use crate::dossier::Dossier;
use crate::finding::{Evidence, Finding, Outcome, Status, Verdict};
use crate::problem::Problem;

/// SHA-256 of no bytes.
pub const SHA256_OF_NOTHING: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// Everything a submission's page shows.
#[derive(Debug)]
pub struct SubmissionReport<'a> {
    pub dossier: &'a Dossier<'a>,
    /// For the Dutch names of kinds.
    pub catalogue: &'a Catalogue,
    /// In the policy's order.
    pub findings: &'a [Finding],
    pub verdict: &'a Verdict,
    /// Folder name under `inschrijvingen/`, unique in the run.
    pub slug: &'a str,
}

/// How a submission's report compares with the one that stood there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    New,
    Changed,
    Same,
}

impl Change {
    pub fn key(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Same => "same",
        }
    }
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
    /// Pages of all files.
    pub pages: u32,
    pub ocr_pages: u32,
    pub problems: u32,
    pub figures: Vec<FigureRow>,
    pub changed: Change,
}

/// A figure of accounts or budgets, for the workbook.
#[derive(Debug, Clone)]
pub struct FigureRow {
    /// `jaarrekening`, `geconsolideerd` or `begroting`.
    pub basis: &'static str,
    pub year: i32,
    /// Field of the contract.
    pub field: &'static str,
    pub value: f64,
    /// Proved by arithmetic.
    pub sure: bool,
    pub norm: Option<Status>,
    /// Path and place.
    pub source: String,
    /// What confirms or contradicts it.
    pub why: String,
}

impl SubmissionRow {
    pub fn count(&self, status: Status) -> u32 {
        self.by_status.iter().find(|(s, _)| *s == status).map_or(0, |(_, n)| *n)
    }
}

/// A requirement `missing`, `not_met` or in `review`.
#[derive(Debug, Clone)]
pub struct OpenRow {
    pub requirement: String,
    pub title: String,
    pub class: String,
    pub timing: String,
    pub status: Status,
    pub reason: String,
    pub ask: Option<String>,
    pub source: String,
    /// First evidence: path and place.
    pub evidence: Option<String>,
}

#[derive(Debug, Clone)]
pub struct DocumentRow {
    pub path: String,
    pub kind: Option<String>,
    pub kind_name: Option<String>,
    pub kind_score: f32,
    pub pages: String,
    pub document_date: Option<String>,
    pub superseded_by: Option<String>,
    pub problems: String,
}

/// What belongs to the run itself; stands in `summary.json` alone.
#[derive(Debug, Clone)]
pub struct RunInfo {
    pub started_at: DateTime<Utc>,
    pub finished_at: DateTime<Utc>,
    pub as_of: NaiveDate,
    pub rules_sha256: String,
    pub seconds: f64,
}

/// Writes `OUT/inschrijvingen/<slug>/{report.json,index.html}`, each beside its place and renamed into it.
pub fn write_submission(out: &Path, report: &SubmissionReport<'_>) -> std::io::Result<SubmissionRow> {
    let folder = out.join("inschrijvingen").join(report.slug);
    let json = json::report(report)?;
    let changed = match std::fs::read(folder.join("report.json")) {
        Ok(old) if old == json => Change::Same,
        Ok(_) => Change::Changed,
        Err(_) => Change::New,
    };
    atomic::write(&folder.join("report.json"), &json)?;
    atomic::write(&folder.join("index.html"), html::submission(report, &folder)?.as_bytes())?;
    Ok(row(report, changed))
}

/// Writes `OUT/index.html`, `OUT/summary.json` and `OUT/overzicht.xlsx`.
pub fn write_overview(
    out: &Path,
    run: &RunInfo,
    rows: &[SubmissionRow],
    stray_files: &[String],
    problems: &[Problem],
) -> std::io::Result<()> {
    atomic::write(&out.join("index.html"), html::overview(run, rows, stray_files, problems)?.as_bytes())?;
    atomic::write(&out.join("overzicht.xlsx"), &xlsx::workbook(run, rows)?)?;
    atomic::write(&out.join("summary.json"), &summary::summary(run, rows, stray_files, problems)?)
}

fn row(report: &SubmissionReport<'_>, changed: Change) -> SubmissionRow {
    let dossier = report.dossier;
    let requirements = dossier.procedure.map_or(&[][..], |p| &p.requirements);
    let requirement = |id: &str| requirements.iter().find(|r| r.id == id);
    let open = report
        .findings
        .iter()
        .filter(|f| f.status.open())
        .map(|finding| {
            let asked = requirement(&finding.requirement);
            OpenRow {
                requirement: finding.requirement.clone(),
                title: asked.map_or_else(String::new, |r| r.title.clone()),
                class: asked.map_or_else(String::new, |r| r.class.key().to_owned()),
                timing: asked.map_or_else(String::new, |r| r.timing.key().to_owned()),
                status: finding.status,
                reason: finding.reason.clone(),
                ask: asked.and_then(|r| r.ask.clone()),
                source: asked.map_or_else(String::new, |r| r.source.clone()),
                evidence: finding.evidence.first().map(place),
            }
        })
        .collect();
    let mut last_file = None;
    let mut pages = 0;
    let mut ocr_pages = 0;
    for document in &dossier.documents {
        if document.text_source == crate::document::TextSource::Ocr {
            ocr_pages += document.segment.page_to.saturating_sub(document.segment.page_from) + 1;
        }
        if last_file != Some(&document.path) {
            pages += document.pages;
            last_file = Some(&document.path);
        }
    }
    let figures = figures::Figures::of(report)
        .cells
        .iter()
        .map(|c| FigureRow {
            basis: c.column.basis(),
            year: c.column.year,
            field: c.field,
            value: c.value.round_dp(4).to_string().parse().unwrap_or(0.0),
            sure: c.sure,
            norm: c.norm,
            source: match (&c.sheet, &c.cell, c.page) {
                (Some(sheet), Some(cell), _) => format!("{}, {sheet}!{cell}", c.path),
                (_, _, Some(page)) => format!("{}, p. {page}", c.path),
                _ => c.path.clone(),
            },
            why: c.why.clone(),
        })
        .collect();
    SubmissionRow {
        figures,
        folder: dossier.submission.folder.clone(),
        slug: report.slug.to_owned(),
        provider: dossier.provider.name.clone(),
        kvk: dossier.provider.kvk.clone(),
        policy: dossier.policy.map(|p| p.id.clone()),
        procedure: dossier.procedure.map(|p| p.id.clone()),
        category: dossier.category.clone(),
        submitted_at: dossier.filed_at.map(|at| at.to_rfc3339()),
        outcome: report.verdict.outcome,
        label: report.verdict.label.clone(),
        by_status: Status::ALL
            .iter()
            .map(|s| (*s, report.findings.iter().filter(|f| f.status == *s).count() as u32))
            .collect(),
        open,
        documents: dossier
            .documents
            .iter()
            .map(|d| DocumentRow {
                path: d.path.clone(),
                kind: d.segment.kind.clone(),
                kind_name: d.kind().map(|k| words::kind(report.catalogue, k)),
                kind_score: d.segment.score,
                pages: words::page_range(d),
                document_date: d.best("document_date").map(|f| f.value.clone()),
                superseded_by: d.superseded_by.clone(),
                problems: d.problems.iter().map(|p| p.message.as_str()).collect::<Vec<_>>().join(" "),
            })
            .collect(),
        pages,
        ocr_pages,
        problems: dossier.documents.iter().map(|d| d.problems.len() as u32).sum(),
        changed,
    }
}

/// `KvK.pdf, p. 3` or `begroting.xlsx, Blad1!B12`.
fn place(evidence: &Evidence) -> String {
    let anchor = &evidence.anchor;
    match (&anchor.sheet, &anchor.cell, anchor.page) {
        (Some(sheet), Some(cell), _) => format!("{}, {sheet}!{cell}", evidence.path),
        (Some(sheet), None, _) => format!("{}, {sheet}", evidence.path),
        (None, _, Some(page)) => format!("{}, p. {page}", evidence.path),
        _ => evidence.path.clone(),
    }
}
