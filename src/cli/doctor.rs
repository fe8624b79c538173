//! `toets doctor`: what this machine has, what is missing, and the fix.

use std::io::{self, Write};
use std::process::{Command, Stdio};

use anyhow::Result;
use toets::read::limits::Limits;
use toets::worker::{Landlock, Pool};

use super::{DoctorArgs, Exit, rules};

pub fn run(args: &DoctorArgs) -> Result<Exit> {
    let mut out = io::stdout().lock();
    writeln!(out, "toets {}", env!("CARGO_PKG_VERSION"))?;
    let Some(rules) = rules::load(args.rules.as_deref()) else { return Ok(Exit::Misuse) };
    let origin = args.rules.as_ref().map_or_else(|| "built in".to_owned(), |d| d.display().to_string());
    writeln!(
        out,
        "rules      ok       {origin}: {} kinds, {} topics; policies {}; sha256 {}",
        rules.catalogue.kinds.len(),
        rules.catalogue.topics.len(),
        rules.policies.iter().map(|p| p.id.as_str()).collect::<Vec<_>>().join(", "),
        rules.digest.get(..16).unwrap_or_default()
    )?;
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    writeln!(out, "cores      ok       {cores} (--jobs {cores} by default)")?;
    readers(&mut out)?;
    match tesseract_languages() {
        Some(languages) if languages.iter().any(|l| l == "nld") => {
            writeln!(
                out,
                "tesseract  present  languages {}; not used by this version",
                languages.join(", ")
            )?;
        }
        Some(languages) => writeln!(
            out,
            "tesseract  partly   languages {} but no nld; fix: apt-get install tesseract-ocr-nld (not used by this version)",
            languages.join(", ")
        )?,
        None => writeln!(
            out,
            "tesseract  absent   optional; not used by this version. Scanned pages are reported as not read"
        )?,
    }
    writeln!(out, "state      none     this version keeps no state between runs")?;
    Ok(Exit::Done)
}

/// What holds the reading processes here.
fn readers(out: &mut impl Write) -> Result<()> {
    let limits = Limits::default();
    let pool = Pool::new(std::env::current_exe()?, 1, limits.clone());
    match pool.confinement() {
        Ok(held) => {
            let landlock = match held.landlock {
                Landlock::Full => "no files, no network",
                Landlock::Partial => "partly: this kernel knows a part of Landlock; fix: Linux 6.12 or newer",
                Landlock::None => "not confined: this kernel has no Landlock; fix: Linux 5.13 or newer",
            };
            let memory = if held.memory { "limited" } else { "not limited here" };
            let cpu = if held.cpu { "limited" } else { "not limited here" };
            writeln!(out, "readers    ok       separate processes, {landlock}")?;
            writeln!(
                out,
                "           ok       memory {memory} ({} MiB), processor time {cpu} ({} s), {} s per file",
                limits.memory_mib, limits.cpu_seconds, limits.seconds
            )?;
        }
        Err(why) => writeln!(out, "readers    FAILED   a reading process cannot start: {why}")?,
    }
    Ok(())
}

fn tesseract_languages() -> Option<Vec<String>> {
    let output = Command::new("tesseract").arg("--list-langs").stdin(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    Some(text.lines().skip(1).map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect())
}
