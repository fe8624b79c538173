//! `toets inspect`: what the program sees in a document.

use std::io::{self, Write};

use anyhow::{Context, Result};
use toets::catalogue::Catalogue;
use toets::document::{Document, Rect};
use toets::fact::{Anchor, Observed};
use toets::read::limits::Limits;
use toets::report::json;
use toets::run::Observer;
use toets::value::mask_bsn;

use super::{Exit, InspectArgs, LogFormat, rules};

pub fn run(args: &InspectArgs) -> Result<Exit> {
    super::super::start_log(false, LogFormat::Text);
    let Some(loaded) = rules::load(args.rules.as_deref()) else { return Ok(Exit::Misuse) };
    let worker = std::env::current_exe().context("this program's own file is not to be found")?;
    let observer = Observer::new(&loaded.catalogue, worker, 1, Limits::default())?;
    let figures = toets::figures::Reader::new(&loaded.catalogue.figures);
    let mut objects = Vec::new();
    let mut out = io::stdout().lock();
    for file in &args.files {
        if !file.is_file() {
            anyhow::bail!("{} is not a file", file.display());
        }
        let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        for (document, observed) in observer.observe(file, &name) {
            if args.json {
                for seen in &observed {
                    objects.push(serde_json::to_value(json::document(seen))?);
                }
            } else {
                print(&mut out, &document, &observed, &loaded.catalogue, args.lines)?;
                tables(&mut out, &document, &observed, &figures)?;
            }
        }
    }
    if args.json {
        serde_json::to_writer_pretty(&mut out, &objects)?;
        writeln!(out)?;
    }
    Ok(Exit::Done)
}

fn print(
    out: &mut impl Write,
    document: &Document,
    observed: &[Observed],
    catalogue: &Catalogue,
    lines: bool,
) -> io::Result<()> {
    for seen in observed {
        let segment = &seen.segment;
        writeln!(
            out,
            "{}  ({}, {} bytes, pages {}-{} of {}, text {:?})",
            seen.path,
            seen.media.name(),
            seen.bytes,
            segment.page_from,
            segment.page_to,
            seen.pages,
            seen.text_source
        )?;
        let name = |id: &str| catalogue.kind(id).map_or_else(String::new, |k| format!(" ({})", k.name));
        match &segment.kind {
            Some(kind) => writeln!(out, "  kind      {kind}{}  {:.2}", name(kind), segment.score)?,
            None => writeln!(out, "  kind      not recognised  {:.2}", segment.score)?,
        }
        for other in &segment.alternatives {
            writeln!(out, "            or {}{}  {:.2}", other.kind, name(&other.kind), other.score)?;
        }
        if !segment.marks.is_empty() {
            writeln!(out, "  marks     {}", segment.marks.join(", "))?;
        }
        for fact in &seen.facts {
            let attributes: Vec<String> = fact.attributes.iter().map(|(k, v)| format!("{k}={v}")).collect();
            writeln!(
                out,
                "  fact      {} = {}  {:.2}  {}  \"{}\"{}",
                fact.field,
                fact.value,
                fact.confidence,
                place(&fact.anchor),
                fact.raw,
                if attributes.is_empty() { String::new() } else { format!("  [{}]", attributes.join(", ")) }
            )?;
        }
        for passage in &seen.passages {
            writeln!(
                out,
                "  passage   {} ({:?}, {} words)  {}  \"{}\"",
                passage.topic,
                passage.strength,
                passage.length,
                place(&passage.anchor),
                passage.text
            )?;
        }
        for problem in &seen.problems {
            writeln!(out, "  problem   {}: {}", problem.code, problem.message)?;
        }
    }
    if lines {
        for page in &document.pages {
            writeln!(
                out,
                "  -- page {} {:.0} x {:.0} {:?}",
                page.number, page.width, page.height, page.text_source
            )?;
            for line in &page.lines {
                let spans: Vec<String> = line.spans.iter().map(|s| mask_bsn(&s.text())).collect();
                writeln!(
                    out,
                    "     {} b{} {:.1}{} | {}",
                    box_text(&line.bbox()),
                    line.block,
                    line.size(),
                    if line.bold() { " bold" } else { "" },
                    spans.join(" | ")
                )?;
            }
        }
        for field in &document.form_fields {
            writeln!(
                out,
                "     form {:?} {} = {:?}",
                field.kind,
                field.name,
                field.value.as_deref().map(mask_bsn)
            )?;
        }
    }
    Ok(())
}

/// The tables of figures as rebuilt: what adds up is among the facts.
fn tables(
    out: &mut impl Write,
    document: &Document,
    observed: &[Observed],
    figures: &toets::figures::Reader,
) -> io::Result<()> {
    for seen in observed.iter().filter(|o| o.kind().is_some_and(|k| figures.wants(k))) {
        let year = seen.best("fiscal_year").filter(|f| f.decisive()).and_then(|f| f.value.parse().ok());
        for table in figures.read(document, &seen.segment, year).tables {
            let year = table.year.map_or_else(|| "year unknown".to_owned(), |y| y.to_string());
            let scale = table.scale.map_or_else(|| "scale not said".to_owned(), |p| format!("x 10^{p}"));
            writeln!(out, "  table     p{} {} {year} {} {scale}", table.page, table.part, table.column)?;
            for (label, figure, column) in &table.rows {
                writeln!(out, "            {:<58} {}{figure}", mask_bsn(label), "      ".repeat(*column))?;
            }
        }
    }
    Ok(())
}

fn place(anchor: &Anchor) -> String {
    let mut place = match (&anchor.sheet, &anchor.cell) {
        (Some(sheet), Some(cell)) => format!("{sheet}!{cell}"),
        (Some(sheet), None) => sheet.clone(),
        _ => anchor.page.map_or_else(|| "-".to_owned(), |p| format!("p{p}")),
    };
    if let Some(bbox) = &anchor.bbox {
        place.push(' ');
        place.push_str(&box_text(bbox));
    }
    place
}

fn box_text(b: &Rect) -> String {
    format!("[{:.0} {:.0} {:.0} {:.0}]", b.x0, b.y0, b.x1, b.y1)
}
