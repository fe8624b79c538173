//! `toets rules check|list|show|test`, and loading rules for the other commands.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use anyhow::Result;
use toets::policy::{self, Rules};
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
        RulesCommand::Test { policy, requirement, verbose, json } => {
            return test(&mut out, dir, policy.as_deref(), requirement.clone(), *verbose, *json);
        }
    }
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
    let (policy, procedure) = match policy {
        Some(said) => match said.split_once('/') {
            Some((policy, procedure)) => (Some(policy), Some(procedure)),
            None => (Some(said), None),
        },
        None => (None, None),
    };
    if let Some(id) = policy {
        // An unknown name must not look like a set of rules in order.
        policy::explain::show(&checked.rules, id, requirement.as_deref())?;
        if let Some(procedure) = procedure {
            let known = checked.rules.policy(id).is_some_and(|p| p.procedure(procedure).is_some());
            anyhow::ensure!(known, "policy `{id}` has no procedure `{procedure}`");
        }
    }
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
