//! `toets rules check|list|show|test`, and loading rules for the other commands.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use anyhow::{Context, Result};
use toets::policy::{self, Rules};
use toets::report;
use toets::trial::{self, Only};

use super::{Exit, RulesArgs, RulesCommand};

/// The built-in rules or those of a folder; faults are printed and give `None`.
pub fn load(dir: Option<&Path>) -> Option<Rules> {
    let loaded = match dir {
        Some(dir) => Rules::load(dir),
        None => Rules::built_in(),
    };
    match loaded {
        Ok(rules) => Some(rules),
        Err(faults) => {
            let text = faults.render(io::stderr().is_terminal());
            // Standard error closed: the exit code still tells.
            let _ = write!(io::stderr(), "{text}");
            None
        }
    }
}

pub fn run(args: &RulesArgs) -> Result<Exit> {
    let dir = args.rules.as_deref();
    let mut out = io::stdout().lock();
    match &args.command {
        RulesCommand::Check => {
            let checked = match Rules::check(dir) {
                Ok(checked) => checked,
                Err(faults) => {
                    let _ = write!(io::stderr(), "{}", faults.render(io::stderr().is_terminal()));
                    return Ok(Exit::Misuse);
                }
            };
            if !checked.remarks.faults.is_empty() {
                write!(out, "{}", checked.remarks.render(io::stdout().is_terminal()))?;
            }
            let rules = checked.rules;
            writeln!(
                out,
                "rules in order: {} kinds, {} topics, {} policies, {} requirements",
                rules.catalogue.kinds.len(),
                rules.catalogue.topics.len(),
                rules.policies.len(),
                rules
                    .policies
                    .iter()
                    .flat_map(|p| &p.procedures)
                    .map(|p| p.requirements.len())
                    .sum::<usize>()
            )?;
        }
        RulesCommand::List => {
            let Some(rules) = load(dir) else { return Ok(Exit::Misuse) };
            write!(out, "{}", policy::explain::list(&rules))?;
        }
        RulesCommand::Show { policy: id, requirement } => {
            let Some(rules) = load(dir) else { return Ok(Exit::Misuse) };
            write!(out, "{}", policy::explain::show(&rules, id, requirement.as_deref())?)?;
        }
        RulesCommand::Diff { old, new, old_rules, json, html } => {
            let Some(rules) = load(dir) else { return Ok(Exit::Misuse) };
            let before = match old_rules {
                Some(dir) => match load(Some(dir)) {
                    Some(rules) => Some(rules),
                    None => return Ok(Exit::Misuse),
                },
                None => None,
            };
            let diff = policy::diff::diff(before.as_ref().unwrap_or(&rules), old, &rules, new)?;
            if let Some(file) = html {
                let page = report::handbook::diff(&diff)?;
                fs::write(file, page).with_context(|| format!("cannot write {}", file.display()))?;
            }
            if *json {
                serde_json::to_writer_pretty(&mut out, &diff)?;
                writeln!(out)?;
            } else if html.is_none() {
                write!(out, "{}", policy::diff::text(&diff))?;
            }
        }
        RulesCommand::New { policy: id, from, years } => return new(&mut out, dir, id, from, *years),
        RulesCommand::Docs { policy: id, out: file } => {
            let Some(rules) = load(dir) else { return Ok(Exit::Misuse) };
            let (policy, only) = policy::explain::named(&rules, id)?;
            let page = report::handbook::handbook(&rules, policy, only)?;
            match file {
                Some(file) => {
                    fs::write(file, page).with_context(|| format!("cannot write {}", file.display()))?;
                }
                None => write!(out, "{page}")?,
            }
        }
        RulesCommand::Test { policy, requirement, verbose, json } => {
            return test(&mut out, dir, policy.as_deref(), requirement.clone(), *verbose, *json);
        }
    }
    Ok(Exit::Done)
}

/// Next year's files. They go into `--rules DIR`, which may also be where the old ones stand; nothing that
/// is there is written over.
fn new(out: &mut impl Write, dir: Option<&Path>, id: &str, from: &str, years: Option<i32>) -> Result<Exit> {
    let dir = dir.context("say where the new files go: --rules DIR (a folder of rules)")?;
    let shaped =
        !id.is_empty() && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    anyhow::ensure!(shaped, "`{id}` is no id: lower-case words and figures joined by hyphens");
    let target = dir.join("policies").join(id);
    anyhow::ensure!(!target.exists(), "{} is already there; nothing was changed", target.display());
    let years = years
        .or_else(|| policy::years_between(from, id))
        .context("the ids do not both end in a year: say with --years N how far dates move on")?;
    let here = dir.join("policies").join(from).exists();
    let made = policy::next_year(here.then_some(dir), from, id, years)
        .with_context(|| format!("there is no policy `{from}` to begin from"))?;
    for (path, text) in &made.files {
        let path = dir.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        }
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        writeln!(out, "{}", path.display())?;
    }
    writeln!(
        out,
        "{} lines were moved on by {years} year(s), each under a `{}` that is to be taken away; \
         `toets rules check --rules {}` names those left",
        made.marks,
        policy::UNCONFIRMED,
        dir.display()
    )?;
    Ok(Exit::Done)
}

fn test(
    out: &mut impl Write,
    dir: Option<&Path>,
    policy: Option<&str>,
    requirement: Option<String>,
    verbose: bool,
    json: bool,
) -> Result<Exit> {
    let checked = match Rules::check(dir) {
        Ok(checked) => checked,
        Err(faults) => {
            let _ = write!(io::stderr(), "{}", faults.render(io::stderr().is_terminal()));
            return Ok(Exit::Misuse);
        }
    };
    if let Some(name) = policy {
        // An unknown name must not look like a set of rules in order.
        policy::explain::show(&checked.rules, name, requirement.as_deref())?;
    }
    let (policy, procedure) = policy
        .map_or((None, None), |p| p.split_once('/').map_or((Some(p), None), |(a, b)| (Some(a), Some(b))));
    let only =
        Only { policy: policy.map(str::to_owned), procedure: procedure.map(str::to_owned), requirement };
    let trial = trial::run(&checked, &only);
    if json {
        serde_json::to_writer_pretty(&mut *out, &trial)?;
        writeln!(out)?;
    } else {
        for case in trial.cases.iter().filter(|c| verbose || !c.passed()) {
            let verdict = if case.passed() {
                format!("ok, {}", case.got.key())
            } else {
                format!("FAILED, expected {}, got {}", case.expected.key(), case.got.key())
            };
            writeln!(
                out,
                "{}:{}: {} ({}): {verdict}\n    {}",
                case.file, case.line, case.requirement, case.name, case.reason
            )?;
        }
        for gap in &trial.gaps {
            let lacks = match (gap.no_good, gap.no_bad) {
                (true, true) => "has no cases",
                (true, false) => "has no case that ends well",
                _ => "has no case that ends in not_met, missing or review",
            };
            writeln!(out, "{}:{}: {} {lacks}", gap.file, gap.line, gap.requirement)?;
        }
        let failed = trial.failed().count();
        writeln!(
            out,
            "{} cases, {failed} failed; {} requirements without the cases they need",
            trial.cases.len(),
            trial.gaps.len()
        )?;
    }
    Ok(if trial.sound() { Exit::Done } else { Exit::FailOn })
}
