//! `toets check`.

use std::io::{self, Write};

use anyhow::{Context, Result};
use toets::dossier::Defaults;
use toets::finding::{Outcome, Status};
use toets::report::SubmissionRow;
use toets::run::{self, Job, Progress, Quiet};

use super::progress::Bar;
use super::settings::Settings;
use super::{CheckArgs, Exit, FailOn, rules};

pub fn run(args: CheckArgs) -> Result<Exit> {
    let settings = Settings::settle(args)?;
    super::super::start_log(settings.verbose, settings.log_format);
    let Some(loaded) = rules::load(settings.rules.as_deref()) else { return Ok(Exit::Misuse) };
    if let Some(id) = &settings.policy {
        let policy = loaded.policy(id).with_context(|| {
            let known: Vec<_> = loaded.policies.iter().map(|p| p.id.as_str()).collect();
            format!("--policy {id}: no such policy; the rules have {}", known.join(", "))
        })?;
        if let Some(procedure) = &settings.procedure {
            policy.procedure(procedure).with_context(|| {
                let known: Vec<_> = policy.procedures.iter().map(|p| p.id.as_str()).collect();
                format!("--procedure {procedure}: {id} has {}", known.join(", "))
            })?;
        }
        if let Some(category) = &settings.category {
            policy.category(category).with_context(|| {
                let known: Vec<_> = policy.categories.iter().map(|c| c.id.as_str()).collect();
                format!("--category {category}: {id} has {}", known.join(", "))
            })?;
        }
    }
    let job = Job {
        intake: settings.intake,
        out: settings.out,
        defaults: Defaults {
            policy: settings.policy,
            procedure: settings.procedure,
            category: settings.category,
        },
        as_of: settings.as_of,
        jobs: settings.jobs,
        only: settings.only,
        limits: settings.limits,
        worker: std::env::current_exe().context("this program's own file is not to be found")?,
    };
    let bar = Bar::new(settings.quiet);
    let progress: &dyn Progress = if settings.quiet { &Quiet } else { &bar };
    let ran = run::run(&job, &loaded, progress)?;
    tracing::info!(
        submissions = ran.rows.len(),
        documents = ran.documents,
        seconds = ran.seconds,
        "run finished"
    );
    if !settings.quiet {
        print(&ran.rows, &ran.problems, &job.out, ran.seconds).context("cannot write to standard output")?;
    }
    Ok(exit(&ran.rows, settings.fail_on))
}

fn exit(rows: &[SubmissionRow], fail_on: FailOn) -> Exit {
    if rows.iter().any(|r| r.outcome == Outcome::Unreadable) {
        return Exit::Unreadable;
    }
    let worst_allowed = match fail_on {
        FailOn::Never => return Exit::Done,
        FailOn::Incomplete => Outcome::Review,
        FailOn::Review => Outcome::Conditional,
    };
    // Outcomes are ordered from worst to best.
    if rows.iter().any(|r| r.outcome < worst_allowed) { Exit::FailOn } else { Exit::Done }
}

/// The result table: a line per submission.
fn print(
    rows: &[SubmissionRow],
    problems: &[toets::problem::Problem],
    out: &std::path::Path,
    seconds: f64,
) -> io::Result<()> {
    let mut to = io::stdout().lock();
    let width = rows.iter().map(|r| r.folder.chars().count()).max().unwrap_or(10).clamp(10, 48);
    writeln!(to, "{:width$}  cat  outcome      missing  not met  review  documents", "submission")?;
    for row in rows {
        let count = |status| row.by_status.iter().find(|(s, _)| *s == status).map_or(0, |(_, n)| *n);
        let mut name: String = row.folder.chars().map(|c| if c.is_control() { '?' } else { c }).collect();
        if name.chars().count() > width {
            name = name.chars().take(width - 1).chain(['…']).collect();
        }
        writeln!(
            to,
            "{name:width$}  {:3}  {:11}  {:7}  {:7}  {:6}  {:9}",
            row.category.as_deref().unwrap_or("?"),
            row.outcome.key(),
            count(Status::Missing),
            count(Status::NotMet),
            count(Status::Review),
            row.documents.len(),
        )?;
    }
    for problem in problems {
        writeln!(to, "! {}", problem.message)?;
    }
    let documents: usize = rows.iter().map(|r| r.documents.len()).sum();
    let pages: u64 = rows.iter().map(|r| u64::from(r.pages)).sum();
    writeln!(
        to,
        "{} submissions, {documents} documents, {pages} pages in {seconds:.1} s; report: {}",
        rows.len(),
        out.join("index.html").display()
    )
}
