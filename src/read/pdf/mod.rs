//! PDF to pages of lines of spans of words.
//!
//! hayro interprets the pages (see [`glyphs`]); [`rows`], [`tracking`], [`spans`] and [`order`] make
//! words, spans and reading order of the glyphs; lopdf gives what stands beside the pages
//! ([`structure`]). Hostile input: every page is interpreted behind a panic guard and a clock.

mod contrast;
mod fields;
mod fonts;
mod frames;
mod glyphs;
mod ligatures;
mod marks;
mod order;
mod page;
mod problems;
mod quality;
mod rows;
mod spans;
mod struck;
mod structure;
#[cfg(test)]
mod tests;
mod text;
mod tracking;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use hayro_interpret::InterpreterCache;
use hayro_syntax::object::{Array, Dict, Name};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::document::{FormField, Line, Metadata, Page, Seal, TextSource};
use crate::problem::Problem;
use crate::read::limits::Limits;
use page::{PageRead, PageReader};
use quality::{Counts, Quality};
use structure::Structure;

/// A PDF as read: a [`Document`](crate::document::Document) but for its identity, with the files found
/// inside it for the caller to read in turn.
#[derive(Debug, Default)]
pub struct PdfRead {
    /// Pages the file has; `pages` may hold fewer.
    pub page_count: u32,
    pub pages: Vec<Page>,
    pub form_fields: Vec<FormField>,
    pub seals: Vec<Seal>,
    pub metadata: Metadata,
    pub problems: Vec<Problem>,
    /// Attachments and files of a portfolio: name (no folders) and bytes.
    pub embedded: Vec<(String, Vec<u8>)>,
}

/// Reads a PDF. Never fails: what cannot be read becomes a problem. The time of `limits.seconds` counts
/// from this call.
pub fn read_pdf(bytes: Vec<u8>, limits: &Limits) -> PdfRead {
    let start = Instant::now();
    let bytes = Arc::new(bytes);
    let mut out = PdfRead::default();
    let opened = catch_unwind(AssertUnwindSafe(|| open(&bytes, limits)));
    let opened = opened.unwrap_or(Err(LoadPdfError::Invalid));
    let (pdf, bytes) = match opened {
        Ok(opened) => opened,
        Err(LoadPdfError::Decryption(_)) => {
            out.problems.push(problems::password_protected());
            return out;
        }
        Err(LoadPdfError::Invalid) => {
            let cut = is_cut_off(&bytes);
            out.problems.push(if cut { problems::truncated(true) } else { problems::damaged() });
            return out;
        }
    };
    if is_cut_off(&bytes) {
        out.problems.push(problems::truncated(false));
    }
    let read = catch_unwind(AssertUnwindSafe(|| read_opened(&pdf, &bytes, limits, start, &mut out)));
    if read.is_err() {
        out.problems.push(problems::damaged());
    }
    out
}

fn open(bytes: &Arc<Vec<u8>>, limits: &Limits) -> Result<(Pdf, Arc<Vec<u8>>), LoadPdfError> {
    let error = match Pdf::new(Arc::clone(bytes)) {
        Ok(pdf) => return Ok((pdf, Arc::clone(bytes))),
        Err(error) => error,
    };
    if error == LoadPdfError::Decryption(DecryptionError::PasswordProtected) {
        return Err(error);
    }
    // What one library cannot decrypt or repair, the other sometimes can.
    let Some(mended) = structure::rewrite(bytes, limits) else { return Err(error) };
    let mended = Arc::new(mended);
    Pdf::new(Arc::clone(&mended)).map(|pdf| (pdf, mended)).map_err(|_| error)
}

/// A file that ends without the mark that every PDF ends with lost its tail.
fn is_cut_off(bytes: &[u8]) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(4_096)..).unwrap_or_default();
    let has = |needle: &[u8]| tail.windows(needle.len()).any(|w| w == needle);
    let head = bytes.get(..bytes.len().min(1_024)).unwrap_or_default();
    head.windows(5).any(|w| w == b"%PDF-") && !has(b"%%EOF") && !has(b"startxref")
}

fn read_opened(pdf: &Pdf, bytes: &[u8], limits: &Limits, start: Instant, out: &mut PdfRead) {
    out.metadata = metadata(pdf);
    let pages = pdf.pages();
    out.page_count = u32::try_from(pages.len()).unwrap_or(u32::MAX);
    if pages.is_empty() {
        out.problems.push(problems::no_pages());
        return;
    }
    let kept = pages.len().min(limits.pages as usize);
    if kept < pages.len() {
        out.problems.push(problems::too_many_pages(pages.len(), kept));
    }
    // A worker that meets its limits is killed and its file lost; what is read by then is worth keeping.
    let seconds = limits.seconds.min(limits.cpu_seconds);
    let deadline = start + Duration::from_secs(seconds - 3.min(seconds / 4));
    let structure = structure(pdf, bytes, limits);
    if structure.embedded_dropped {
        out.problems.push(problems::attachments_dropped());
    }

    let cache = InterpreterCache::new();
    let mut reader = PageReader::new(&cache, pdf.xref(), deadline);
    let mut read: Vec<PageRead> = Vec::with_capacity(kept);
    let mut failed: Vec<u32> = Vec::new();
    let mut words = 0_u64;
    for (index, page) in pages.iter().take(kept).enumerate() {
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        if Instant::now() >= deadline {
            out.problems.push(problems::time_limit(index, pages.len()));
            break;
        }
        let one = reader.read(page, number, index, &structure.widgets);
        if one.failed {
            failed.push(number);
        }
        words += one.lines.iter().flat_map(Line::words).count() as u64;
        read.push(one);
        if words > limits.words {
            out.problems.push(problems::too_large_text(limits.words));
            break;
        }
    }
    reader.settle_bold(&mut read);
    out.form_fields = fields::form_fields(&structure.widgets, &read);
    finish(read, &failed, out);
    out.seals = structure.seals;
    out.embedded = structure.embedded;
}

/// Judges the text of the pages, drops what is no text, and says which pages were not read.
fn finish(read: Vec<PageRead>, failed: &[u32], out: &mut PdfRead) {
    let counts: Vec<Counts> = read
        .iter()
        .map(|p| Counts::of(p.lines.iter().flat_map(Line::words).map(|w| w.text.as_str())))
        .collect();
    let bad = counts.iter().filter(|c| c.judge() == Quality::Garbled).count();
    let good = counts.iter().filter(|c| c.judge() == Quality::Fluent).count();
    // A page of few letters in a document of garbled ones shares their fonts.
    let mostly_bad = bad > 0 && bad >= good;
    let (mut garbled, mut scans) = (Vec::new(), Vec::new());
    for (one, count) in read.into_iter().zip(counts) {
        let number = one.number;
        let quality = count.judge();
        let is_garbled = quality == Quality::Garbled
            || (mostly_bad && quality == Quality::Unclear && count.pairs + count.unknown >= 4);
        let hidden = one.hidden_text;
        let (source, lines) = if is_garbled && hidden {
            (TextSource::None, Vec::new())
        } else if is_garbled {
            garbled.push(number);
            (TextSource::None, Vec::new())
        } else if hidden && quality != Quality::Fluent && count.pairs > 0 {
            // The text layer of a scan is believed only where it reads as language.
            (TextSource::None, Vec::new())
        } else if one.is_scan {
            (TextSource::None, one.lines)
        } else {
            (TextSource::Native, one.lines)
        };
        if source == TextSource::None && !is_garbled && !failed.contains(&number) || (is_garbled && hidden) {
            scans.push(number);
        }
        let source = if failed.contains(&number) && lines.is_empty() { TextSource::None } else { source };
        out.pages.push(Page {
            number,
            sheet: None,
            width: one.width,
            height: one.height,
            lines,
            marks: one.marks,
            text_source: source,
        });
    }
    if !failed.is_empty() {
        out.problems.push(problems::page_failed(failed));
    }
    if !garbled.is_empty() {
        out.problems.push(problems::text_garbled(&garbled));
    }
    if !scans.is_empty() {
        out.problems.push(problems::scan_not_read(&scans));
    }
}

fn metadata(pdf: &Pdf) -> Metadata {
    let raw = pdf.metadata();
    let text = |bytes: &Option<Box<[u8]>>| bytes.as_deref().and_then(text::decode);
    let day = |d: &Option<hayro_syntax::object::DateTime>| {
        let d = d.as_ref()?;
        let day = chrono::NaiveDate::from_ymd_opt(i32::from(d.year), u32::from(d.month), u32::from(d.day))?;
        Some(day.format("%Y-%m-%d").to_string())
    };
    Metadata {
        title: text(&raw.title),
        author: text(&raw.author),
        creator: text(&raw.creator),
        producer: text(&raw.producer),
        created: day(&raw.creation_date),
        modified: day(&raw.modification_date),
    }
}

/// Forms, seals and attachments, where the catalogue or an annotation announces any.
fn structure(pdf: &Pdf, bytes: &[u8], limits: &Limits) -> Structure {
    if !announces_structure(pdf, limits) {
        return Structure::default();
    }
    let read = || Some(structure::read(&structure::open(bytes, limits)?, limits));
    catch_unwind(AssertUnwindSafe(read)).ok().flatten().unwrap_or_default()
}

fn announces_structure(pdf: &Pdf, limits: &Limits) -> bool {
    let Some(catalog) = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()) else { return true };
    let form = catalog.get::<Dict<'_>>("AcroForm");
    let has_fields =
        form.and_then(|f| f.get::<Array<'_>>("Fields")).is_some_and(|a| a.raw_iter().next().is_some());
    let has_files = catalog.get::<Dict<'_>>("Names").is_some_and(|n| n.contains_key("EmbeddedFiles"));
    if has_fields || has_files || catalog.contains_key("AF") || catalog.contains_key("Collection") {
        return true;
    }
    pdf.pages().iter().take(limits.pages as usize).any(|page| {
        page.raw().get::<Array<'_>>("Annots").is_some_and(|annotations| {
            annotations.iter::<Dict<'_>>().take(2_000).any(|a| {
                let kind = a.get::<Name<'_>>("Subtype");
                kind.is_some_and(|k| matches!(k.as_str(), "FileAttachment" | "Widget"))
            })
        })
    })
}
