//! The command line. Names and options are promised in the contract.

pub mod check;
pub mod doctor;
pub mod init;
pub mod inspect;
pub mod progress;
pub mod rules;
pub mod settings;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

/// Checks what care providers file with a zorgkantoor against the office's policy, and shows the evidence.
#[derive(Debug, Parser)]
#[command(name = "toets", version, max_term_width = 110)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check every submission of an intake folder and write the report
    Check(Box<CheckArgs>),
    /// Show what the program sees in documents: kind, facts with page and box, problems
    Inspect(InspectArgs),
    /// Validate, list and explain the rule files
    Rules(RulesArgs),
    /// Lay out a submission folder with its manifest and a checklist of what must go in
    Init(InitArgs),
    /// Say what this machine has and what is missing
    Doctor(DoctorArgs),
    /// Print shell completions
    Completions {
        /// The shell to complete for
        shell: clap_complete::Shell,
    },
    /// Print the manual page (roff)
    Man,
    /// Read documents for a parent process (internal)
    #[command(hide = true)]
    Worker,
}

#[derive(Debug, Clone, Default, Args)]
pub struct CheckArgs {
    /// The intake: a folder with a folder per submission
    pub intake: Option<PathBuf>,

    /// Policy for submissions whose manifest names none
    #[arg(long, value_name = "ID", help_heading = "What is asked")]
    pub policy: Option<String>,
    /// Procedure for submissions whose manifest names none
    #[arg(long, value_name = "ID", help_heading = "What is asked")]
    pub procedure: Option<String>,
    /// Category for submissions whose manifest names none
    #[arg(long, value_name = "ID", help_heading = "What is asked")]
    pub category: Option<String>,
    /// Rule files to use instead of the built-in ones
    #[arg(long, value_name = "DIR", help_heading = "What is asked")]
    pub rules: Option<PathBuf>,
    /// The day of the run, for reproducible runs [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", help_heading = "What is asked")]
    pub as_of: Option<NaiveDate>,
    /// Only this submission folder (repeatable)
    #[arg(long, value_name = "NAME", help_heading = "What is asked")]
    pub only: Vec<String>,

    /// Where the report goes [default: report]
    #[arg(long, value_name = "DIR", help_heading = "Report")]
    pub out: Option<PathBuf>,
    /// Exit with 1 when a submission is at this point or worse [default: never]
    #[arg(long, value_name = "WHEN", help_heading = "Report")]
    pub fail_on: Option<FailOn>,
    /// No result table, no progress
    #[arg(long, short, help_heading = "Report")]
    pub quiet: bool,

    /// Documents read at once [default: the number of cores]
    #[arg(long, short, value_name = "N", help_heading = "Running")]
    pub jobs: Option<usize>,
    /// Reading of scans; this version reads none, so `force` is refused [default: auto]
    #[arg(long, value_name = "MODE", help_heading = "Running")]
    pub ocr: Option<Ocr>,
    /// State between runs [default: OUT/toets.db]; this version keeps none
    #[arg(long, value_name = "FILE", help_heading = "Running")]
    pub state: Option<PathBuf>,
    /// Read every document again; this version always does
    #[arg(long, help_heading = "Running")]
    pub no_cache: bool,
    /// Settings file [default: toets.toml in the working directory, if there]
    #[arg(long, value_name = "FILE", help_heading = "Running")]
    pub config: Option<PathBuf>,
    /// Log what happens, not only what goes wrong
    #[arg(long, short, help_heading = "Running")]
    pub verbose: bool,
    /// How to write the log [default: text]
    #[arg(long, value_name = "FORMAT", help_heading = "Running")]
    pub log_format: Option<LogFormat>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// Something is missing, late, unreadable or shown not to hold
    Incomplete,
    /// That, or something waits for a reviewer
    Review,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ocr {
    Auto,
    Off,
    Force,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    Text,
    Json,
}

#[derive(Debug, Args)]
pub struct InspectArgs {
    /// Documents to look at
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// The document objects of the report, as JSON
    #[arg(long)]
    pub json: bool,
    /// Also the lines as they were read, with their boxes
    #[arg(long)]
    pub lines: bool,
    /// Rule files to use instead of the built-in ones
    #[arg(long, value_name = "DIR")]
    pub rules: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct RulesArgs {
    #[command(subcommand)]
    pub command: RulesCommand,
    /// Rule files to use instead of the built-in ones
    #[arg(long, value_name = "DIR", global = true)]
    pub rules: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// Validate the rule files: every fault with file, line, column and the mend
    Check,
    /// List policies and procedures
    List,
    /// Explain a policy, a procedure of it (policy/procedure), or one requirement with its source (in Dutch)
    Show { policy: String, requirement: Option<String> },
    /// Compare two policies, or a procedure of each: what came, what went, what changed (in Dutch)
    Diff {
        /// The old one: policy, or policy/procedure
        old: String,
        /// The new one
        new: String,
        /// Rule files of the old one, when they are not those of the new one
        #[arg(long, value_name = "DIR")]
        old_rules: Option<PathBuf>,
        /// Everything, as JSON
        #[arg(long)]
        json: bool,
        /// Write a page that shows old and new side by side
        #[arg(long, value_name = "FILE")]
        html: Option<PathBuf>,
    },
    /// Lay out next year's files in --rules DIR: copied, dates moved on, each to be confirmed
    New {
        /// The new policy's id, such as cz-2028
        policy: String,
        /// The policy to begin from
        #[arg(long, value_name = "POLICY")]
        from: String,
        /// Years to move dates on [default: what the ids say]
        #[arg(long, value_name = "N")]
        years: Option<i32>,
    },
    /// Write a handbook of a policy for providers and reviewers (HTML, in Dutch)
    Docs {
        policy: String,
        /// [default: standard output]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Try the rules on their own cases: facts in, status out; a rule without a good and a bad case is a fault
    Test {
        /// Only this policy, or policy/procedure
        policy: Option<String>,
        /// Only this requirement
        requirement: Option<String>,
        /// Every case with the sentence it got, also those that pass
        #[arg(long, short)]
        verbose: bool,
        /// Everything, as JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder to make
    pub dir: PathBuf,
    /// The policy filed under
    #[arg(long, value_name = "ID")]
    pub policy: String,
    /// The procedure [default: the policy's main filing]
    #[arg(long, value_name = "ID")]
    pub procedure: Option<String>,
    /// The provider's category; without it the checklist shows every category
    #[arg(long, value_name = "ID")]
    pub category: Option<String>,
    /// Rule files to use instead of the built-in ones
    #[arg(long, value_name = "DIR")]
    pub rules: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct DoctorArgs {
    /// Rule files to use instead of the built-in ones
    #[arg(long, value_name = "DIR")]
    pub rules: Option<PathBuf>,
}

/// Exit codes, promised in the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// The run finished.
    Done,
    /// The run finished and `--fail-on` was met.
    FailOn,
    /// Wrong use, wrong configuration or a fault in the rules: nothing is written.
    Misuse,
    /// The run finished but some submission could not be read at all.
    Unreadable,
}

impl Exit {
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::FailOn => 1,
            Self::Misuse => 2,
            Self::Unreadable => 3,
        }
    }
}
