//! `toets.toml` and the command line, settled into one value before any work.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use chrono::{Local, NaiveDate};
use serde::Deserialize;

use super::{CheckArgs, FailOn, LogFormat, Ocr};
use toets::read::limits::Limits;

/// The keys of `toets.toml`: the options of `check`, and `[limits]`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    intake: Option<PathBuf>,
    policy: Option<String>,
    procedure: Option<String>,
    category: Option<String>,
    rules: Option<PathBuf>,
    out: Option<PathBuf>,
    as_of: Option<NaiveDate>,
    state: Option<PathBuf>,
    jobs: Option<usize>,
    only: Vec<String>,
    ocr: Option<Ocr>,
    no_cache: bool,
    fail_on: Option<FailOn>,
    quiet: bool,
    verbose: bool,
    log_format: Option<LogFormat>,
    limits: Limits,
}

/// Everything `check` needs, nothing optional left but what may be absent.
#[derive(Debug)]
pub struct Settings {
    pub intake: PathBuf,
    pub policy: Option<String>,
    pub procedure: Option<String>,
    pub category: Option<String>,
    pub rules: Option<PathBuf>,
    pub out: PathBuf,
    pub as_of: NaiveDate,
    pub jobs: usize,
    pub only: Vec<String>,
    pub fail_on: FailOn,
    pub quiet: bool,
    pub verbose: bool,
    pub log_format: LogFormat,
    pub limits: Limits,
}

impl Settings {
    /// The command line wins over the file.
    pub fn settle(args: CheckArgs) -> Result<Self> {
        let file = read_file(args.config.as_deref())?;
        let Some(intake) = args.intake.or(file.intake) else {
            bail!("which intake? name the folder: toets check INTAKE");
        };
        if !intake.is_dir() {
            bail!("{} is not a folder", intake.display());
        }
        let jobs = match args.jobs.or(file.jobs) {
            Some(0) => bail!("--jobs 0: at least one document must be read at a time"),
            Some(jobs) => jobs.min(256),
            None => std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
        };
        if args.ocr.or(file.ocr) == Some(Ocr::Force) {
            bail!(
                "--ocr force: this version does not read scans; leave it out, and scanned pages are reported as such"
            );
        }
        if args.state.is_some() || file.state.is_some() || args.no_cache || file.no_cache {
            tracing::info!("this version keeps no state between runs: --state and --no-cache change nothing");
        }
        let only = if args.only.is_empty() { file.only } else { args.only };
        Ok(Self {
            intake,
            policy: args.policy.or(file.policy),
            procedure: args.procedure.or(file.procedure),
            category: args.category.or(file.category),
            rules: args.rules.or(file.rules),
            out: args.out.or(file.out).unwrap_or_else(|| PathBuf::from("report")),
            as_of: args.as_of.or(file.as_of).unwrap_or_else(|| Local::now().date_naive()),
            jobs,
            only,
            fail_on: args.fail_on.or(file.fail_on).unwrap_or(FailOn::Never),
            quiet: args.quiet || file.quiet,
            verbose: args.verbose || file.verbose,
            log_format: args.log_format.or(file.log_format).unwrap_or(LogFormat::Text),
            limits: file.limits,
        })
    }
}

fn read_file(named: Option<&Path>) -> Result<File> {
    let path = match named {
        Some(path) => path.to_owned(),
        None if Path::new("toets.toml").is_file() => PathBuf::from("toets.toml"),
        None => return Ok(File::default()),
    };
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    toml::from_str(&text).with_context(|| format!("in {}", path.display()))
}
