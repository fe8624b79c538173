//! `toets init`: a submission folder with its manifest and a checklist.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};

use anyhow::{Context, Result, bail};
use toets::intake::{CHECKLIST, MANIFEST};
use toets::policy::{Category, Class, Policy, Procedure, Requirement, Timing};

use super::{Exit, InitArgs, rules};

pub fn run(args: &InitArgs) -> Result<Exit> {
    let Some(rules) = rules::load(args.rules.as_deref()) else { return Ok(Exit::Misuse) };
    let policy = rules.policy(&args.policy).with_context(|| {
        let known: Vec<_> = rules.policies.iter().map(|p| p.id.as_str()).collect();
        format!("no policy {}; the rules have {}", args.policy, known.join(", "))
    })?;
    let procedure = match &args.procedure {
        Some(id) => policy.procedure(id).with_context(|| format!("{} has no procedure {id}", policy.id))?,
        None => policy.main_procedure().with_context(|| format!("{} has no main procedure", policy.id))?,
    };
    let category = match &args.category {
        Some(said) => Some(policy.category(said).with_context(|| {
            let known: Vec<_> = policy.categories.iter().map(|c| c.id.as_str()).collect();
            format!("no category {said}; {} has {}", policy.id, known.join(", "))
        })?),
        None => None,
    };
    let manifest = args.dir.join(MANIFEST);
    if manifest.exists() {
        bail!("{} is already there; nothing was changed", manifest.display());
    }
    fs::create_dir_all(&args.dir).with_context(|| format!("cannot make {}", args.dir.display()))?;
    let name = args.dir.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    fs::write(&manifest, manifest_text(&name, policy, procedure, category))
        .with_context(|| format!("cannot write {}", manifest.display()))?;
    let checklist = args.dir.join(CHECKLIST);
    fs::write(&checklist, checklist_text(policy, procedure, category, &rules))
        .with_context(|| format!("cannot write {}", checklist.display()))?;
    writeln!(io::stdout(), "{}\n{}", manifest.display(), checklist.display())?;
    Ok(Exit::Done)
}

fn manifest_text(name: &str, policy: &Policy, procedure: &Procedure, category: Option<&Category>) -> String {
    let quoted = toml::Value::String(name.to_owned());
    let category =
        category.map_or_else(|| "# categorie = \"3\"".to_owned(), |c| format!("categorie = \"{}\"", c.id));
    format!(
        "# Wat het zorgkantoor van deze inschrijving weet. Alles is facultatief.\n\
         aanbieder = {quoted}\n\
         # kvk = \"12345678\"\n\
         # rsin = \"123456789\"\n\
         # agb = \"12345678\"\n\
         {category}\n\
         # sector = \"V&V\"\n\
         # regio = \"\"\n\
         beleid = \"{}\"\n\
         procedure = \"{}\"\n\
         # ingediend = {}-07-30T14:05:00+02:00\n\
         # ingangsdatum = {}-01-01\n\
         # startend = true\n\
         # moedermaatschappij = \"\"\n\
         # ondertekenaar = \"\"\n\
         # contact = \"\"\n",
        policy.id,
        procedure.id,
        policy.year - 1,
        policy.year
    )
}

fn checklist_text(
    policy: &Policy,
    procedure: &Procedure,
    category: Option<&Category>,
    rules: &toets::policy::Rules,
) -> String {
    let mut text = format!("# Wat moet erin?\n\n{}, {}: {}\n", policy.office, policy.title, procedure.name);
    let categories: Vec<&Category> = match category {
        Some(category) => vec![category],
        None => policy.categories.iter().collect(),
    };
    for category in categories {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "\n## Categorie {}: {}", category.id, category.name);
        for (timing, head) in [
            (Timing::Submission, "Bij de inschrijving"),
            (Timing::CareStart, "Uiterlijk bij de start van de zorg"),
            (Timing::SixMonths, "Uiterlijk zes maanden na de ingangsdatum"),
        ] {
            let asked = |r: &&Requirement| {
                r.class == Class::Presence && r.timing == timing && r.categories.contains(&category.id)
            };
            let mut rows = procedure.requirements.iter().filter(asked).peekable();
            if rows.peek().is_none() {
                continue;
            }
            let _ = writeln!(text, "\n### {head}\n");
            for row in rows {
                let kind = row
                    .kinds
                    .first()
                    .and_then(|k| rules.catalogue.kind(k))
                    .map_or_else(String::new, |k| format!(" [{}]", k.name));
                let _ = writeln!(text, "- [ ] {}{kind} ({})", row.title, row.source);
            }
        }
    }
    text
}
