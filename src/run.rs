//! The only module that knows every stage: files to observations in parallel, observations to a report per
//! submission, rows to the overview.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Instant;

use chrono::{NaiveDate, Utc};
use rayon::prelude::*;
use thiserror::Error;

use crate::catalogue::Catalogue;
use crate::check;
use crate::document::{Document, Media, TextSource};
use crate::dossier::{self, Defaults};
use crate::extract::Extractor;
use crate::fact::{Fact, Observed, Segment};
use crate::fold::fold;
use crate::intake::{self, register};
use crate::policy::Rules;
use crate::problem::Problem;
use crate::read::limits::Limits;
use crate::recognise::Recogniser;
use crate::report::{self, RunInfo, SubmissionReport, SubmissionRow};
use crate::submission::{IgnoredFile, InputFile, Submission};
use crate::verdict;
use crate::worker::Pool;

/// A settled run.
#[derive(Debug, Clone)]
pub struct Job {
    pub intake: PathBuf,
    pub out: PathBuf,
    pub defaults: Defaults,
    /// The day of the run.
    pub as_of: NaiveDate,
    /// Documents read at once.
    pub jobs: usize,
    /// Folders to judge; empty for all.
    pub only: Vec<String>,
    pub limits: Limits,
    /// This binary, for the reading processes.
    pub worker: PathBuf,
}

/// What a run gives back to the command line.
#[derive(Debug)]
pub struct Ran {
    pub rows: Vec<SubmissionRow>,
    pub problems: Vec<Problem>,
    pub documents: usize,
    pub seconds: f64,
}

#[derive(Debug, Error)]
pub enum RunError {
    #[error("the intake {} cannot be listed: {source}", path.display())]
    Intake { path: PathBuf, source: io::Error },
    #[error("no folder in the intake is named {0:?}")]
    Only(String),
    #[error("the report cannot be written to {}: {source}", path.display())]
    Report { path: PathBuf, source: io::Error },
    #[error("the rules cannot be compiled: {0}")]
    Phrases(#[from] crate::recognise::TooManyPhrases),
    #[error("the thread pool cannot start: {0}")]
    Threads(#[from] rayon::ThreadPoolBuildError),
}

/// Hears how far a run is.
pub trait Progress: Sync {
    fn start(&self, submissions: usize, documents: usize);
    fn document(&self, pages: u32);
    fn submission(&self);
    fn finish(&self);
}

/// Says nothing.
#[derive(Debug, Clone, Copy)]
pub struct Quiet;

impl Progress for Quiet {
    fn start(&self, _: usize, _: usize) {}
    fn document(&self, _: u32) {}
    fn submission(&self) {}
    fn finish(&self) {}
}

/// Reads a file and observes every document in it: what the checks see, and what `inspect` shows.
#[derive(Debug)]
pub struct Observer {
    pool: Pool,
    recogniser: Recogniser,
    extractor: Extractor,
}

impl Observer {
    pub fn new(
        catalogue: &Catalogue,
        worker: PathBuf,
        jobs: usize,
        limits: Limits,
    ) -> Result<Self, RunError> {
        Ok(Self {
            pool: Pool::new(worker, jobs, limits),
            recogniser: Recogniser::new(catalogue)?,
            extractor: Extractor::new(catalogue),
        })
    }

    /// The documents as read, with what was observed in each.
    pub fn observe(&self, absolute: &Path, path: &str) -> Vec<(Document, Vec<Observed>)> {
        let mut all = Vec::new();
        for document in self.pool.read(absolute) {
            let path = match &document.inner {
                Some(inner) => format!("{path}/{inner}"),
                None => path.to_owned(),
            };
            let observed = observed(&document, &path, &self.recogniser, &self.extractor);
            all.push((document, observed));
        }
        all
    }
}

/// Recognises and extracts: everything observed in one document.
pub fn observed(
    document: &Document,
    path: &str,
    recogniser: &Recogniser,
    extractor: &Extractor,
) -> Vec<Observed> {
    let mut segments = recogniser.recognise(document, path);
    if segments.is_empty() {
        segments.push(Segment {
            page_from: document.pages.first().map_or(0, |p| p.number),
            page_to: document.pages.last().map_or(0, |p| p.number),
            kind: None,
            score: 0.0,
            alternatives: Vec::new(),
            marks: Vec::new(),
        });
    }
    let mut all = Vec::with_capacity(segments.len());
    for (index, segment) in segments.into_iter().enumerate() {
        let extraction = extractor.extract(document, &segment);
        let unread = document
            .pages
            .iter()
            .any(|p| p.number >= segment.page_from && p.number <= segment.page_to && p.unread());
        // A problem of certain pages belongs to the segments that hold them, any other to the file.
        let mut problems: Vec<Problem> = document
            .problems
            .iter()
            .filter(|p| if PAGE_PROBLEMS.contains(&p.code.as_str()) { unread } else { index == 0 })
            .cloned()
            .collect();
        problems.extend(extraction.problems);
        all.push(Observed {
            path: path.to_owned(),
            sha256: document.sha256.clone(),
            bytes: document.bytes,
            media: document.media,
            pages: document.page_count,
            text_source: document.text_source(segment.page_from, segment.page_to),
            segment,
            facts: extraction.facts,
            passages: extraction.passages,
            problems,
            continues: None,
            superseded_by: None,
        });
    }
    all
}

/// Problems that speak of some pages of a document.
const PAGE_PROBLEMS: [&str; 2] = ["scan-not-read", "text-garbled"];

/// Runs the whole pipeline and writes the report.
pub fn run(job: &Job, rules: &Rules, progress: &dyn Progress) -> Result<Ran, RunError> {
    let started = Instant::now();
    let started_at = Utc::now();
    let mut share =
        intake::scan(&job.intake).map_err(|source| RunError::Intake { path: job.intake.clone(), source })?;
    let observer = Observer::new(&rules.catalogue, job.worker.clone(), job.jobs, job.limits.clone())?;
    let (rows_left, had_register) = read_register(&mut share, &observer);
    select(&mut share.submissions, &job.only)?;
    let slugs = slugs(&share.submissions);
    let documents = share.submissions.iter().map(|s| s.files.len()).sum();
    progress.start(share.submissions.len(), documents);

    let claims = Claims { rows: &rows_left, by: Mutex::new(BTreeMap::new()) };
    let threads = rayon::ThreadPoolBuilder::new().num_threads(job.jobs).build()?;
    let mut judged: Vec<(usize, Result<SubmissionRow, RunError>)> = threads.install(|| {
        share
            .submissions
            .par_iter_mut()
            .enumerate()
            .map(|(index, submission)| {
                let observed = observe_all(submission, &observer, progress);
                if !submission.in_register {
                    claims.claim(index, submission, &observed);
                }
                let row = judge(job, rules, submission, observed, &slugs[index]);
                progress.submission();
                (index, row)
            })
            .collect()
    });
    // A register row that several folders claim by number belongs to none of them.
    for (row, folders) in claims.contested() {
        for index in folders {
            let submission = &mut share.submissions[index];
            let fresh =
                intake::scan_one(&job.intake, &submission.folder).unwrap_or_else(|| submission.clone());
            *submission = fresh;
            submission.problems.push(Problem::new(
                "register-ambiguous",
                format!("Register {row} past bij meer dan één map; vul in het register de kolom 'map' in."),
            ));
            let observed = threads.install(|| observe_all(submission, &observer, &Quiet));
            if let Some(slot) = judged.get_mut(index) {
                slot.1 = judge(job, rules, submission, observed, &slugs[index]);
            }
        }
    }
    progress.finish();
    judged.sort_by_key(|(index, _)| *index);
    let rows = judged.into_iter().map(|(_, row)| row).collect::<Result<Vec<_>, _>>()?;

    let mut problems = share.problems.clone();
    problems.extend(claims.unclaimed());
    if had_register {
        let without: Vec<&str> =
            share.submissions.iter().filter(|s| !s.in_register).map(|s| s.folder.as_str()).collect();
        if !without.is_empty() {
            problems.push(Problem::new(
                "folder-without-row",
                format!(
                    "Deze mappen staan niet in het register; controleer of ze zijn ontvangen: {}.",
                    without.join("; ")
                ),
            ));
        }
    }
    problems.sort();
    let info = RunInfo {
        started_at,
        finished_at: Utc::now(),
        as_of: job.as_of,
        rules_sha256: rules.digest.clone(),
        seconds: started.elapsed().as_secs_f64(),
    };
    report::write_overview(&job.out, &info, &rows, &share.stray_files, &problems)
        .map_err(|source| RunError::Report { path: job.out.clone(), source })?;
    Ok(Ran { rows, problems, documents, seconds: started.elapsed().as_secs_f64() })
}

/// Reads the register, if there is one, and gives its rows to folders. Returns the rows still without one.
fn read_register(share: &mut crate::submission::Intake, observer: &Observer) -> (Vec<register::Row>, bool) {
    let Some(path) = share.register.clone() else { return (Vec::new(), false) };
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let Some(document) = observer.pool.read(&path).into_iter().next() else { return (Vec::new(), false) };
    let (rows, faults) = register::rows(&document, &name);
    share.problems.extend(faults);
    let left = register::assign(rows, &mut share.submissions, &mut share.problems);
    (left, true)
}

/// Rows that named no folder that is there, and the folders whose documents carry their KvK number.
struct Claims<'r> {
    rows: &'r [register::Row],
    /// Row index → indices of submissions.
    by: Mutex<BTreeMap<usize, Vec<usize>>>,
}

impl Claims<'_> {
    fn claim(&self, index: usize, submission: &mut Submission, observed: &[Observed]) {
        let numbers: Vec<&str> = observed
            .iter()
            .filter(|o| o.kind().is_some())
            .flat_map(|o| o.facts_of("kvk_number"))
            .filter(|f| f.decisive())
            .map(|f| f.value.as_str())
            .collect();
        let fits = |row: &register::Row| {
            row.map.is_none() && row.manifest.kvk.as_deref().is_some_and(|kvk| numbers.contains(&kvk))
        };
        if let Some(at) = self.rows.iter().position(fits) {
            register::merge(submission, &self.rows[at]);
            if let Ok(mut by) = self.by.lock() {
                by.entry(at).or_default().push(index);
            }
        }
    }

    /// Rows claimed more than once: what to call the row, and the folders in order.
    fn contested(&self) -> Vec<(String, Vec<usize>)> {
        let Ok(by) = self.by.lock() else { return Vec::new() };
        by.iter()
            .filter(|(_, folders)| folders.len() > 1)
            .map(|(row, folders)| {
                let mut folders = folders.clone();
                folders.sort_unstable();
                (self.rows[*row].shown(), folders)
            })
            .collect()
    }

    fn unclaimed(&self) -> Vec<Problem> {
        let Ok(by) = self.by.lock() else { return Vec::new() };
        self.rows
            .iter()
            .enumerate()
            .filter(|(index, _)| !by.contains_key(index))
            .map(|(_, row)| {
                Problem::new(
                    "row-without-folder",
                    format!(
                        "Register: bij {} is geen map gevonden; controleer of de stukken zijn ontvangen.",
                        row.shown()
                    ),
                )
            })
            .collect()
    }
}

fn observe_all(submission: &Submission, observer: &Observer, progress: &dyn Progress) -> Vec<Observed> {
    let observe = |file: &InputFile| {
        let seen = observer.observe(&file.absolute, &file.path);
        progress.document(seen.iter().map(|(d, _)| d.page_count).sum());
        seen.into_iter().flat_map(|(_, observed)| observed).collect::<Vec<_>>()
    };
    let mut all: Vec<Observed> = submission.files.par_iter().flat_map_iter(observe).collect();
    all.extend(submission.ignored.iter().filter(|f| f.problem.code == "empty-file").map(empty));
    all.sort_by(|a, b| (&a.path, a.segment.page_from).cmp(&(&b.path, b.segment.page_from)));
    all
}

/// An empty file: a document of which nothing can be said, but that somebody meant to file.
fn empty(file: &IgnoredFile) -> Observed {
    Observed {
        path: file.path.clone(),
        sha256: report::SHA256_OF_NOTHING.to_owned(),
        bytes: 0,
        media: Media::Unknown,
        pages: 0,
        text_source: TextSource::None,
        segment: Segment {
            page_from: 0,
            page_to: 0,
            kind: None,
            score: 0.0,
            alternatives: Vec::new(),
            marks: Vec::new(),
        },
        facts: Vec::<Fact>::new(),
        passages: Vec::new(),
        problems: vec![file.problem.clone()],
        continues: None,
        superseded_by: None,
    }
}

fn judge(
    job: &Job,
    rules: &Rules,
    submission: &Submission,
    observed: Vec<Observed>,
    slug: &str,
) -> Result<SubmissionRow, RunError> {
    let dossier = dossier::assemble(submission, observed, rules, &job.defaults, job.as_of);
    let findings = check::judge(&dossier, &rules.catalogue);
    let verdict = verdict::decide(&dossier, &findings);
    let report = SubmissionReport {
        dossier: &dossier,
        catalogue: &rules.catalogue,
        findings: &findings,
        verdict: &verdict,
        slug,
    };
    report::write_submission(&job.out, &report)
        .map_err(|source| RunError::Report { path: job.out.clone(), source })
}

/// Keeps the folders asked for.
fn select(submissions: &mut Vec<Submission>, only: &[String]) -> Result<(), RunError> {
    if only.is_empty() {
        return Ok(());
    }
    let wanted: Vec<String> = only.iter().map(|name| fold(name.trim_end_matches('/'))).collect();
    for (name, folded) in only.iter().zip(&wanted) {
        if !submissions.iter().any(|s| fold(&s.folder) == *folded) {
            return Err(RunError::Only(name.clone()));
        }
    }
    submissions.retain(|s| wanted.contains(&fold(&s.folder)));
    Ok(())
}

/// A folder name for each submission's report: readable, safe in every file system, unique in the run.
fn slugs(submissions: &[Submission]) -> Vec<String> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    submissions
        .iter()
        .map(|submission| {
            let base = slug(&submission.folder);
            let mut unique = base.clone();
            let mut count = 1;
            while !taken.insert(unique.clone()) {
                count += 1;
                unique = format!("{base}-{count}");
            }
            unique
        })
        .collect()
}

fn slug(folder: &str) -> String {
    let mut slug = String::new();
    for c in fold(folder).chars().take(80) {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "inschrijving".to_owned() } else { slug.to_owned() }
}
