//! The binary's edge: arguments in, exit code out.

mod cli;

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Result;
use clap::{CommandFactory, Parser};
use tracing_subscriber::EnvFilter;

use cli::{Cli, Command, Exit, LogFormat};

fn main() -> ExitCode {
    let cli = Cli::parse();
    let exit = match run(cli) {
        Ok(exit) => exit,
        Err(error) if is_closed_pipe(&error) => Exit::Done,
        Err(error) => {
            // The last resort for saying it; nothing can be done when standard error is closed.
            let _ = writeln!(io::stderr(), "toets: {error:#}");
            Exit::Misuse
        }
    };
    ExitCode::from(exit.code())
}

fn run(cli: Cli) -> Result<Exit> {
    match cli.command {
        Command::Check(args) => cli::check::run(*args),
        Command::Inspect(args) => cli::inspect::run(&args),
        Command::Rules(args) => cli::rules::run(&args),
        Command::Init(args) => cli::init::run(&args),
        Command::Doctor(args) => cli::doctor::run(&args),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "toets", &mut script);
            io::stdout().write_all(&script)?;
            Ok(Exit::Done)
        }
        Command::Man => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Cli::command()).render(&mut page)?;
            io::stdout().write_all(&page)?;
            Ok(Exit::Done)
        }
        Command::Worker => {
            toets::worker::serve()?;
            Ok(Exit::Done)
        }
    }
}

/// Logs go to standard error; without `--verbose` only what goes wrong. `RUST_LOG` refines both.
fn start_log(verbose: bool, format: LogFormat) {
    let level = if verbose { "info" } else { "warn" };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(level));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    match format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().init(),
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
}
