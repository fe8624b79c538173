//! `summary.json`, schema `toets.summary.v1`: the run and its totals, for overviews and monitoring.

use std::collections::BTreeMap;
use std::io;

use chrono::SecondsFormat;
use serde::Serialize;

use super::{RunInfo, SubmissionRow};
use crate::finding::{Outcome, Status};
use crate::problem::Problem;

#[derive(Debug, Serialize)]
struct Summary<'a> {
    schema: &'static str,
    run: Run<'a>,
    totals: Totals,
    submissions: Vec<Row<'a>>,
    stray_files: &'a [String],
    /// Faults of the register and the share.
    problems: &'a [Problem],
}

#[derive(Debug, Serialize)]
struct Run<'a> {
    started_at: String,
    finished_at: String,
    as_of: String,
    version: &'static str,
    rules_sha256: &'a str,
    seconds: f64,
}

#[derive(Debug, Serialize)]
struct Totals {
    submissions: usize,
    documents: usize,
    pages: u64,
    ocr_pages: u64,
    cached_documents: usize,
    by_outcome: BTreeMap<&'static str, usize>,
    by_status: BTreeMap<&'static str, u64>,
}

#[derive(Debug, Serialize)]
struct Row<'a> {
    folder: &'a str,
    provider: Option<&'a str>,
    policy: Option<&'a str>,
    procedure: Option<&'a str>,
    category: Option<&'a str>,
    outcome: &'static str,
    open: usize,
    report: String,
    changed: &'static str,
}

pub fn summary(
    run: &RunInfo,
    rows: &[SubmissionRow],
    stray_files: &[String],
    problems: &[Problem],
) -> io::Result<Vec<u8>> {
    let summary = Summary {
        schema: "toets.summary.v1",
        run: Run {
            started_at: run.started_at.to_rfc3339_opts(SecondsFormat::Secs, true),
            finished_at: run.finished_at.to_rfc3339_opts(SecondsFormat::Secs, true),
            as_of: run.as_of.to_string(),
            version: env!("CARGO_PKG_VERSION"),
            rules_sha256: &run.rules_sha256,
            seconds: (run.seconds * 1000.0).round() / 1000.0,
        },
        totals: Totals {
            submissions: rows.len(),
            documents: rows.iter().map(|r| r.documents.len()).sum(),
            pages: rows.iter().map(|r| u64::from(r.pages)).sum(),
            ocr_pages: rows.iter().map(|r| u64::from(r.ocr_pages)).sum(),
            cached_documents: 0,
            by_outcome: Outcome::ALL
                .iter()
                .map(|o| (o.key(), rows.iter().filter(|r| r.outcome == *o).count()))
                .collect(),
            by_status: Status::ALL
                .iter()
                .map(|s| (s.key(), rows.iter().map(|r| u64::from(r.count(*s))).sum()))
                .collect(),
        },
        submissions: rows
            .iter()
            .map(|r| Row {
                folder: &r.folder,
                provider: r.provider.as_deref(),
                policy: r.policy.as_deref(),
                procedure: r.procedure.as_deref(),
                category: r.category.as_deref(),
                outcome: r.outcome.key(),
                open: r.open.len(),
                report: format!("inschrijvingen/{}/report.json", r.slug),
                changed: r.changed.key(),
            })
            .collect(),
        stray_files,
        problems,
    };
    let mut bytes = serde_json::to_vec_pretty(&summary)?;
    bytes.push(b'\n');
    Ok(bytes)
}
