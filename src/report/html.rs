//! The pages reviewers read. Templates are the files beside this one; askama escapes everything in them.

use std::io;
use std::path::{Path, absolute};

use askama::Template;

use super::figures::{Figures, text};
use super::{RunInfo, SubmissionReport, SubmissionRow, link, words};
use crate::fact::{Anchor, Observed};
use crate::finding::{Evidence, Finding, Outcome, Status};
use crate::policy::{Class, Requirement, Timing};
use crate::problem::Problem;
use crate::value::written;

const CSS: &str = include_str!("html/style.css");
/// Reasons listed with the verdict; the rest stands below.
const MAX_REASONS: usize = 12;
/// Facts shown of one document.
const MAX_FACTS: usize = 60;

#[derive(Template)]
#[template(path = "overview.html")]
struct Overview<'a> {
    css: &'a str,
    as_of: String,
    total: usize,
    documents: usize,
    counts: Vec<Count>,
    rows: Vec<OverviewRow<'a>>,
    problems: Vec<&'a str>,
    stray: &'a [String],
    version: &'a str,
    rules: &'a str,
}

struct Count {
    word: &'static str,
    tone: &'static str,
    number: usize,
}

struct OverviewRow<'a> {
    link: String,
    name: &'a str,
    folder: &'a str,
    outcome: &'static str,
    tone: &'static str,
    category: &'a str,
    submitted: String,
    missing: u32,
    not_met: u32,
    review: u32,
    documents: usize,
}

#[derive(Template)]
#[template(path = "submission.html")]
struct Page<'a> {
    css: &'a str,
    name: &'a str,
    outcome: &'static str,
    tone: &'static str,
    label: &'a str,
    consequence: &'a str,
    reasons: Vec<Reason<'a>>,
    more_reasons: usize,
    counts: Vec<Count>,
    facts: Vec<(&'static str, String)>,
    notes: Vec<&'a str>,
    /// Missing or not met, and the outcome rests on it.
    wanting: Vec<&'a Row<'a>>,
    /// Missing or not met, but due later, or weighed only.
    later: Vec<&'a Row<'a>>,
    reviewing: Vec<&'a Row<'a>>,
    groups: Vec<Group<'a>>,
    figures: FigureTable,
    documents: Vec<DocumentRow<'a>>,
    ignored: Vec<(&'a str, &'a str)>,
    version: &'a str,
}

/// Years side by side.
struct FigureTable {
    /// Year and what it is of.
    heads: Vec<(String, &'static str)>,
    rows: Vec<FigureLine>,
}

struct FigureLine {
    name: String,
    cells: Vec<FigureCell>,
    /// Points of a line of 60 by 16; empty without a trend.
    trend: String,
}

#[derive(Default)]
struct FigureCell {
    head: String,
    text: String,
    link: String,
    why: String,
    sure: bool,
    mark: &'static str,
    tone: &'static str,
}

struct Reason<'a> {
    id: &'a str,
    title: &'a str,
    status: &'static str,
    status_word: &'static str,
}

struct Group<'a> {
    name: String,
    open: bool,
    counts: Vec<Count>,
    findings: Vec<&'a Row<'a>>,
}

struct Row<'a> {
    id: &'a str,
    title: &'a str,
    group: String,
    raw_status: Status,
    /// Due at submission and of a class that decides the outcome.
    decides: bool,
    status: &'static str,
    status_word: &'static str,
    sign: &'static str,
    reason: &'a str,
    ask: &'a str,
    source: &'a str,
    class: &'static str,
    timing: &'static str,
    evidence: Vec<Seen<'a>>,
}

struct Seen<'a> {
    text: &'a str,
    value: String,
    link: String,
    place: String,
}

struct DocumentRow<'a> {
    path: &'a str,
    link: String,
    remark: String,
    kind: String,
    guess: String,
    pages: String,
    problems: Vec<&'a str>,
    facts: Vec<FactRow>,
}

struct FactRow {
    name: String,
    value: String,
    link: String,
    place: String,
}

pub fn overview(
    run: &RunInfo,
    rows: &[SubmissionRow],
    stray_files: &[String],
    problems: &[Problem],
) -> io::Result<String> {
    let page = Overview {
        css: CSS,
        as_of: written::date(run.as_of),
        total: rows.len(),
        documents: rows.iter().map(|r| r.documents.len()).sum(),
        counts: Outcome::ALL
            .iter()
            .map(|o| Count {
                word: words::outcome(*o),
                tone: tone(*o),
                number: rows.iter().filter(|r| r.outcome == *o).count(),
            })
            .filter(|c| c.number > 0)
            .collect(),
        rows: rows
            .iter()
            .map(|r| OverviewRow {
                link: format!("inschrijvingen/{}/index.html", r.slug),
                name: r.provider.as_deref().unwrap_or(&r.folder),
                folder: &r.folder,
                outcome: words::outcome(r.outcome),
                tone: tone(r.outcome),
                category: r.category.as_deref().unwrap_or("onbekend"),
                submitted: r
                    .submitted_at
                    .as_deref()
                    .and_then(|at| chrono::DateTime::parse_from_rfc3339(at).ok())
                    .map_or_else(|| "onbekend".to_owned(), written::moment),
                missing: r.count(Status::Missing),
                not_met: r.count(Status::NotMet),
                review: r.count(Status::Review),
                documents: r.documents.len(),
            })
            .collect(),
        problems: problems.iter().map(|p| p.message.as_str()).collect(),
        stray: stray_files,
        version: env!("CARGO_PKG_VERSION"),
        rules: run.rules_sha256.get(..12).unwrap_or(&run.rules_sha256),
    };
    page.render().map_err(io::Error::other)
}

/// `folder` is where the page will stand; links to the originals are relative to it.
pub fn submission(report: &SubmissionReport<'_>, folder: &Path) -> io::Result<String> {
    let dossier = report.dossier;
    let links =
        Links { page: absolute(folder)?, submission: absolute(&dossier.submission.absolute)?, report };
    let requirements = dossier.procedure.map_or(&[][..], |p| &p.requirements);
    let rows: Vec<Row<'_>> = report
        .findings
        .iter()
        .filter_map(|f| {
            requirements.iter().find(|r| r.id == f.requirement).map(|r| row(f, r, report, &links))
        })
        .collect();
    let outcome = report.verdict.outcome;
    let reasons: Vec<Reason<'_>> = report
        .verdict
        .reasons
        .iter()
        .filter_map(|id| rows.iter().find(|r| r.id == id))
        .map(|r| Reason { id: r.id, title: r.title, status: r.status, status_word: r.status_word })
        .collect();
    let mut notes: Vec<&str> = dossier.submission.problems.iter().map(|p| p.message.as_str()).collect();
    notes.extend(dossier.notes.iter().map(|p| p.message.as_str()));
    let page = Page {
        css: CSS,
        name: dossier.provider.name.as_deref().unwrap_or(&dossier.submission.folder),
        outcome: words::outcome(outcome),
        tone: tone(outcome),
        label: &report.verdict.label,
        consequence: dossier
            .policy
            .and_then(|p| p.outcomes.get(&outcome))
            .map_or("", |text| text.consequence.as_str()),
        more_reasons: reasons.len().saturating_sub(MAX_REASONS),
        reasons: reasons.into_iter().take(MAX_REASONS).collect(),
        counts: counts(rows.iter()),
        facts: facts(report),
        notes,
        wanting: rows.iter().filter(|r| wanting(r) && r.decides).collect(),
        later: rows.iter().filter(|r| wanting(r) && !r.decides).collect(),
        reviewing: rows.iter().filter(|r| r.raw_status == Status::Review).collect(),
        groups: groups(&rows),
        figures: figure_table(&Figures::of(report), &links),
        documents: dossier.documents.iter().map(|d| document(d, report, &links)).collect(),
        ignored: dossier
            .submission
            .ignored
            .iter()
            .map(|i| (i.path.as_str(), i.problem.message.as_str()))
            .collect(),
        version: env!("CARGO_PKG_VERSION"),
    };
    page.render().map_err(io::Error::other)
}

fn figure_table(figures: &Figures, links: &Links<'_>) -> FigureTable {
    let heads: Vec<(String, &'static str)> =
        figures.columns.iter().map(|c| (c.year.to_string(), c.basis())).collect();
    let line = |field: &'static str| {
        let cells = figures
            .columns
            .iter()
            .map(|column| {
                let Some(cell) = figures.cell(field, column) else { return FigureCell::default() };
                FigureCell {
                    head: format!("{} {}", column.year, column.basis()),
                    text: text(cell),
                    link: links.to(&cell.path, cell.page),
                    why: cell.why.clone(),
                    sure: cell.sure,
                    mark: cell.norm.map_or("", words::status),
                    tone: cell.norm.map_or("", Status::key),
                }
            })
            .collect();
        let name = words::field(field).trim_end_matches(" (%)").to_owned();
        FigureLine { name, cells, trend: figures.trend(field) }
    };
    FigureTable { heads, rows: figures.fields().into_iter().map(line).collect() }
}

fn wanting(row: &Row<'_>) -> bool {
    matches!(row.raw_status, Status::Missing | Status::NotMet)
}

/// Where pages and originals stand.
struct Links<'a> {
    page: std::path::PathBuf,
    submission: std::path::PathBuf,
    report: &'a SubmissionReport<'a>,
}

impl Links<'_> {
    /// A link to the file on the share; a document inside an archive links to the archive.
    fn to(&self, path: &str, page: Option<u32>) -> String {
        let files = &self.report.dossier.submission.files;
        let file = files
            .iter()
            .filter(|f| {
                path == f.path || path.strip_prefix(&f.path).is_some_and(|rest| rest.starts_with('/'))
            })
            .max_by_key(|f| f.path.len());
        let whole = file.is_some_and(|f| f.path == path);
        let target = match file {
            Some(file) => absolute(&file.absolute).unwrap_or_else(|_| file.absolute.clone()),
            None => self.submission.join(path),
        };
        link::to(&self.page, &target, if whole { page } else { None })
    }
}

fn row<'a>(
    finding: &'a Finding,
    asked: &'a Requirement,
    report: &SubmissionReport<'a>,
    links: &Links<'_>,
) -> Row<'a> {
    Row {
        id: &asked.id,
        title: &asked.title,
        group: asked
            .kinds
            .first()
            .map_or_else(|| "De inschrijving als geheel".to_owned(), |k| words::kind(report.catalogue, k)),
        raw_status: finding.status,
        decides: asked.timing == Timing::Submission
            && matches!(asked.class, Class::Validity | Class::Presence | Class::Eligibility),
        status: finding.status.key(),
        status_word: words::status(finding.status),
        sign: words::sign(finding.status),
        reason: &finding.reason,
        ask: asked.ask.as_deref().unwrap_or(""),
        source: &asked.source,
        class: words::class(asked.class.key()),
        timing: words::timing(asked.timing.key()),
        evidence: finding.evidence.iter().map(|e| seen(e, links)).collect(),
    }
}

fn seen<'a>(evidence: &'a Evidence, links: &Links<'_>) -> Seen<'a> {
    let value = match (&evidence.field, &evidence.value) {
        (Some(field), Some(value)) => format!("{}: {}", words::field(field), words::value(field, value)),
        (None, Some(value)) => value.clone(),
        _ => String::new(),
    };
    Seen {
        text: &evidence.text,
        value,
        link: links.to(&evidence.path, evidence.anchor.page),
        place: format!("{}{}", evidence.path, place(&evidence.anchor)),
    }
}

fn place(anchor: &Anchor) -> String {
    match (&anchor.sheet, &anchor.cell, anchor.page) {
        (Some(sheet), Some(cell), _) => format!(", blad {sheet}, cel {cell}"),
        (Some(sheet), None, _) => format!(", blad {sheet}"),
        (None, _, Some(page)) => format!(", p. {page}"),
        _ => String::new(),
    }
}

fn document<'a>(observed: &'a Observed, report: &SubmissionReport<'a>, links: &Links<'_>) -> DocumentRow<'a> {
    let first_page = (observed.segment.page_from > 1).then_some(observed.segment.page_from);
    let mut remark = Vec::new();
    if let Some(newer) = &observed.superseded_by {
        remark.push(format!("vervangen door {newer}"));
    }
    if let Some(first) = &observed.continues {
        remark.push(format!("vervolg van {first}"));
    }
    if observed.segment.marks.iter().any(|m| m == "concept") {
        remark.push("concept".to_owned());
    }
    let guess = match (&observed.segment.kind, observed.segment.alternatives.first()) {
        (None, Some(best)) => {
            format!("misschien {} ({:.2})", words::kind(report.catalogue, &best.kind), best.score)
        }
        _ => String::new(),
    };
    DocumentRow {
        path: &observed.path,
        link: links.to(&observed.path, first_page),
        remark: remark.join("; "),
        kind: observed.kind().map(|k| words::kind(report.catalogue, k)).unwrap_or_default(),
        guess,
        pages: words::page_range(observed),
        problems: observed.problems.iter().map(|p| p.message.as_str()).collect(),
        facts: observed
            .facts
            .iter()
            .take(MAX_FACTS)
            .map(|f| FactRow {
                name: match f.attribute("year") {
                    Some(year) => format!("{} {year}", words::field(&f.field)),
                    None => words::field(&f.field).to_owned(),
                },
                value: words::value(&f.field, &f.value),
                link: links.to(&observed.path, f.anchor.page),
                place: place(&f.anchor).trim_start_matches(", ").to_owned(),
            })
            .collect(),
    }
}

fn facts(report: &SubmissionReport<'_>) -> Vec<(&'static str, String)> {
    let dossier = report.dossier;
    let unknown = || "onbekend".to_owned();
    let category = dossier.category.as_deref().map_or_else(unknown, |id| {
        let name = dossier.policy.and_then(|p| p.category(id)).map_or("", |c| c.name.as_str());
        format!("{id} {name}").trim().to_owned()
    });
    vec![
        ("Map", dossier.submission.folder.clone()),
        ("KvK-nummer", dossier.provider.kvk.clone().unwrap_or_else(unknown)),
        ("Categorie", category),
        (
            "Beleid",
            dossier.policy.map_or_else(unknown, |p| {
                let procedure = dossier.procedure.map_or("", |p| p.name.as_str());
                format!("{}, {}: {procedure}", p.office, p.title)
            }),
        ),
        ("Ingediend", dossier.filed_at.map_or_else(unknown, written::moment)),
        ("Termijnen geteld vanaf", written::date(dossier.reference_day)),
    ]
}

fn groups<'a>(rows: &'a [Row<'a>]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut rest = Vec::new();
    for row in rows {
        if row.raw_status == Status::NotApplicable {
            rest.push(row);
            continue;
        }
        match groups.iter_mut().find(|g| g.name == row.group) {
            Some(group) => group.findings.push(row),
            None => groups.push(Group {
                name: row.group.clone(),
                open: false,
                counts: Vec::new(),
                findings: vec![row],
            }),
        }
    }
    if !rest.is_empty() {
        groups.push(Group {
            name: "Niet van toepassing".to_owned(),
            open: false,
            counts: Vec::new(),
            findings: rest,
        });
    }
    for group in &mut groups {
        group.open = group.findings.iter().any(|r| r.raw_status.open());
        group.counts = counts(group.findings.iter().copied());
    }
    groups
}

#[allow(clippy::needless_pass_by_value)] // an iterator, walked once per status
fn counts<'a>(rows: impl Iterator<Item = &'a Row<'a>> + Clone) -> Vec<Count> {
    Status::ALL
        .iter()
        .map(|s| Count {
            word: words::status(*s),
            tone: s.key(),
            number: rows.clone().filter(|r| r.raw_status == *s).count(),
        })
        .filter(|c| c.number > 0)
        .collect()
}

fn tone(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Unreadable | Outcome::Late | Outcome::Incomplete | Outcome::NotMet => "bad",
        Outcome::Review => "wait",
        Outcome::Conditional | Outcome::Complete => "good",
    }
}
