//! `toets rules check|list|show`, and loading rules for the other commands.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use anyhow::Result;
use toets::policy::{self, Rules};

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
    }
    Ok(Exit::Done)
}
