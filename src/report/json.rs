//! `report.json`, schema `toets.report.v1`: types of its own, so that inner types may change.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;

use super::SubmissionReport;
use crate::document::Rect;
use crate::fact::{Anchor, Fact, Observed};
use crate::finding::Finding;
use crate::policy::Requirement;
use crate::problem::Problem;

#[derive(Debug, Serialize)]
struct Report<'a> {
    schema: &'static str,
    submission: Submission<'a>,
    verdict: Verdict<'a>,
    requirements: Vec<RequirementRow<'a>>,
    documents: Vec<Document<'a>>,
    /// What was assumed, and faults of manifest, register and folder.
    notes: Vec<Problem>,
    ignored: Vec<Ignored<'a>>,
}

#[derive(Debug, Serialize)]
struct Submission<'a> {
    folder: &'a str,
    provider: Option<&'a str>,
    kvk: Option<&'a str>,
    category: Option<&'a str>,
    sector: Option<&'a str>,
    policy: Option<&'a str>,
    procedure: Option<&'a str>,
    submitted_at: Option<String>,
    manifest: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Verdict<'a> {
    outcome: &'static str,
    label: &'a str,
    reasons: &'a [String],
}

#[derive(Debug, Serialize)]
struct RequirementRow<'a> {
    id: &'a str,
    title: &'a str,
    class: &'static str,
    kind: Option<&'a str>,
    source: &'a str,
    timing: &'static str,
    status: &'static str,
    reason: &'a str,
    decided_by: crate::finding::DecidedBy,
    evidence: Vec<Evidence<'a>>,
}

#[derive(Debug, Serialize)]
struct Evidence<'a> {
    path: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
    text: &'a str,
    field: Option<&'a str>,
    value: Option<&'a str>,
    confidence: f64,
}

/// Where something stands.
#[derive(Debug, Serialize)]
struct Place<'a> {
    page: Option<u32>,
    sheet: Option<&'a str>,
    cell: Option<&'a str>,
    bbox: Option<[f64; 4]>,
}

impl<'a> From<&'a Anchor> for Place<'a> {
    fn from(anchor: &'a Anchor) -> Self {
        Self {
            page: anchor.page,
            sheet: anchor.sheet.as_deref(),
            cell: anchor.cell.as_deref(),
            bbox: anchor.bbox.map(corners),
        }
    }
}

/// A document as the report and `inspect --json` show it.
#[derive(Debug, Serialize)]
pub struct Document<'a> {
    path: &'a str,
    sha256: &'a str,
    bytes: u64,
    media: &'static str,
    pages: u32,
    page_from: Option<u32>,
    page_to: Option<u32>,
    continues: Option<&'a str>,
    superseded_by: Option<&'a str>,
    text_source: crate::document::TextSource,
    kind: Option<&'a str>,
    kind_score: f64,
    alternatives: Vec<Alternative<'a>>,
    marks: &'a [String],
    facts: Vec<FactRow<'a>>,
    problems: &'a [Problem],
}

#[derive(Debug, Serialize)]
struct Alternative<'a> {
    kind: &'a str,
    score: f64,
}

#[derive(Debug, Serialize)]
struct FactRow<'a> {
    field: &'a str,
    value: &'a str,
    raw: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
    confidence: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    year: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<&'a str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    attributes: BTreeMap<&'a str, &'a str>,
}

#[derive(Debug, Serialize)]
struct Ignored<'a> {
    path: &'a str,
    #[serde(flatten)]
    problem: &'a Problem,
}

/// Points with one decimal: more is noise of the font's units.
fn corners(b: Rect) -> [f64; 4] {
    [b.x0, b.y0, b.x1, b.y1].map(|v| (f64::from(v) * 10.0).round() / 10.0)
}

fn two_decimals(value: f32) -> f64 {
    (f64::from(value) * 100.0).round() / 100.0
}

/// The whole report, pretty-printed, with a final newline.
pub fn report(report: &SubmissionReport<'_>) -> io::Result<Vec<u8>> {
    let dossier = report.dossier;
    let submission = dossier.submission;
    let mut notes = submission.problems.clone();
    notes.extend(dossier.notes.iter().cloned());
    let requirements = dossier.procedure.map_or(&[][..], |p| &p.requirements);
    let by_id: BTreeMap<&str, &Requirement> = requirements.iter().map(|r| (r.id.as_str(), r)).collect();
    let whole = Report {
        schema: "toets.report.v1",
        submission: Submission {
            folder: &submission.folder,
            provider: dossier.provider.name.as_deref(),
            kvk: dossier.provider.kvk.as_deref(),
            category: dossier.category.as_deref(),
            sector: submission.manifest.sector.as_deref(),
            policy: dossier.policy.map(|p| p.id.as_str()),
            procedure: dossier.procedure.map(|p| p.id.as_str()),
            submitted_at: dossier.filed_at.map(|at| at.to_rfc3339()),
            manifest: submission.manifest_path.as_deref(),
        },
        verdict: Verdict {
            outcome: report.verdict.outcome.key(),
            label: &report.verdict.label,
            reasons: &report.verdict.reasons,
        },
        requirements: report
            .findings
            .iter()
            .filter_map(|f| by_id.get(f.requirement.as_str()).map(|r| requirement_row(f, r)))
            .collect(),
        documents: dossier.documents.iter().map(document).collect(),
        notes,
        ignored: submission.ignored.iter().map(|i| Ignored { path: &i.path, problem: &i.problem }).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&whole)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn requirement_row<'a>(finding: &'a Finding, asked: &'a Requirement) -> RequirementRow<'a> {
    RequirementRow {
        id: &finding.requirement,
        title: &asked.title,
        class: asked.class.key(),
        kind: asked.kinds.first().map(String::as_str),
        source: &asked.source,
        timing: asked.timing.key(),
        status: finding.status.key(),
        reason: &finding.reason,
        decided_by: finding.decided_by,
        evidence: finding
            .evidence
            .iter()
            .map(|e| Evidence {
                path: &e.path,
                place: Place::from(&e.anchor),
                text: &e.text,
                field: e.field.as_deref(),
                value: e.value.as_deref(),
                confidence: two_decimals(e.confidence),
            })
            .collect(),
    }
}

/// The document object.
pub fn document(observed: &Observed) -> Document<'_> {
    let segment = &observed.segment;
    Document {
        path: &observed.path,
        sha256: &observed.sha256,
        bytes: observed.bytes,
        media: observed.media.name(),
        pages: observed.pages,
        page_from: (segment.page_from > 0).then_some(segment.page_from),
        page_to: (segment.page_to > 0).then_some(segment.page_to),
        continues: observed.continues.as_deref(),
        superseded_by: observed.superseded_by.as_deref(),
        text_source: observed.text_source,
        kind: segment.kind.as_deref(),
        kind_score: two_decimals(segment.score),
        alternatives: segment
            .alternatives
            .iter()
            .map(|a| Alternative { kind: &a.kind, score: two_decimals(a.score) })
            .collect(),
        marks: &segment.marks,
        facts: observed.facts.iter().map(fact).collect(),
        problems: &observed.problems,
    }
}

fn fact(fact: &Fact) -> FactRow<'_> {
    FactRow {
        field: &fact.field,
        value: &fact.value,
        raw: &fact.raw,
        place: Place::from(&fact.anchor),
        confidence: two_decimals(fact.confidence),
        year: fact.attribute("year"),
        basis: fact.attribute("basis"),
        attributes: fact
            .attributes
            .iter()
            .filter(|(k, _)| !["year", "basis"].contains(&k.as_str()))
            .map(|(k, v)| (k.as_str(), v.as_str()))
            .collect(),
    }
}
