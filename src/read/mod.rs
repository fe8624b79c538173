//! Files to documents. The only stage that opens an input; runs inside a worker process.
//!
//! The content decides what a file is ([`sniff`]); each format's reader gives a [`Content`]; archives and
//! mails are opened here, under one budget for all that comes out of them.

mod archive;
mod build;
mod encoding;
mod flow;
mod html;
mod image;
mod json;
pub mod limits;
mod mail;
mod package;
pub mod pdf;
pub mod problems;
mod sheet;
mod sniff;
mod text;
mod word;
mod xbrl;
mod xml;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::document::{Document, FormField, MailHead, Media, Metadata, Page, Seal};
use crate::problem::Problem;
use limits::Limits;
use sniff::Kind;

/// Reads a file: itself first, then every document found inside it (archive, mail, PDF attachments).
/// Never fails: what cannot be read becomes a document with a problem.
///
/// Reads in this process; [`crate::worker::Pool`] does the same in a guarded one.
pub fn read_file(path: &Path, limits: &Limits) -> Vec<Document> {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    match File::open(path).and_then(|file| Input::take(file, limits)) {
        Ok(input) => input.documents(&name, limits),
        Err(e) => {
            let problem = problems::unreadable_file(&crate::worker::reason(&e));
            vec![Document::unreadable(Media::Unknown, String::new(), 0, problem)]
        }
    }
}

/// As [`read_file`] for bytes at hand. `name` is the file's name: its extension is a hint.
pub fn read_bytes(name: &str, bytes: Vec<u8>, limits: &Limits) -> Vec<Document> {
    Input::new(bytes).documents(name, limits)
}

/// A file's bytes with its identity; `bytes` is empty when the file is over the limit.
#[derive(Debug)]
pub struct Input {
    bytes: Vec<u8>,
    pub length: u64,
    pub sha256: String,
}

impl Input {
    fn new(bytes: Vec<u8>) -> Self {
        let sha256 = hex(&Sha256::digest(&bytes));
        Self { length: bytes.len() as u64, sha256, bytes }
    }

    /// Reads to the end for the digest, and keeps the bytes unless there are too many.
    ///
    /// # Errors
    /// Those of `source`.
    pub fn take(mut source: impl Read, limits: &Limits) -> io::Result<Self> {
        let mut digest = Sha256::new();
        let mut input = Self { bytes: Vec::new(), length: 0, sha256: String::new() };
        let mut buffer = vec![0_u8; 256 << 10];
        loop {
            let got = match source.read(&mut buffer) {
                Ok(0) => break,
                Ok(got) => got,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(e) => return Err(e),
            };
            let part = buffer.get(..got).unwrap_or_default();
            digest.update(part);
            input.length += got as u64;
            if input.length <= limits.bytes {
                input.bytes.extend_from_slice(part);
            } else {
                input.bytes = Vec::new();
            }
        }
        input.sha256 = hex(&digest.finalize());
        Ok(input)
    }

    pub(crate) fn kind(&self, name: &str) -> Kind {
        sniff::sniff(name, &self.bytes)
    }

    /// The documents of this file. Never fails.
    pub fn documents(&self, name: &str, limits: &Limits) -> Vec<Document> {
        if self.length > limits.bytes {
            return vec![self.unreadable(Media::Unknown, problems::too_large(self.length, limits.bytes))];
        }
        let mut reading =
            Reading { limits, unpacked: limits.unpacked_bytes, documents: limits.inner_documents };
        reading.read(name, &self.bytes, self.sha256.clone(), 0)
    }

    pub(crate) fn unreadable(&self, media: Media, problem: Problem) -> Document {
        Document::unreadable(media, self.sha256.clone(), self.length, problem)
    }
}

fn hex(digest: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |n: u8| char::from(*DIGITS.get(usize::from(n)).unwrap_or(&b'0'));
    digest.iter().flat_map(|b| [digit(b >> 4), digit(b & 15)]).collect()
}

/// What a format's reader understood, plus what went wrong: never all or nothing.
#[derive(Debug, Default)]
pub(crate) struct Content {
    /// 0: as many as `pages` holds.
    pub page_count: u32,
    pub pages: Vec<Page>,
    pub form_fields: Vec<FormField>,
    pub seals: Vec<Seal>,
    pub metadata: Metadata,
    pub mail: Option<MailHead>,
    pub problems: Vec<Problem>,
    /// Files found inside, by name, with their bytes.
    pub inner: Vec<(String, Vec<u8>)>,
}

impl Content {
    pub fn failed(problem: Problem) -> Self {
        Self { problems: vec![problem], ..Self::default() }
    }
}

impl From<flow::Laid> for Content {
    fn from(laid: flow::Laid) -> Self {
        Self { pages: laid.pages, problems: laid.problems, ..Self::default() }
    }
}

impl From<pdf::PdfRead> for Content {
    fn from(read: pdf::PdfRead) -> Self {
        Self {
            page_count: read.page_count,
            pages: read.pages,
            form_fields: read.form_fields,
            seals: read.seals,
            metadata: read.metadata,
            mail: None,
            problems: read.problems,
            inner: read.embedded,
        }
    }
}

/// The reading of one file with all that is in it, under one budget.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    pub limits: &'a Limits,
    /// Bytes that may still be unpacked.
    pub unpacked: u64,
    /// Inner documents that may still be read.
    pub documents: u32,
}

impl Reading<'_> {
    /// `depth` counts the archives and mails around this file.
    fn read(&mut self, name: &str, bytes: &[u8], sha256: String, depth: u32) -> Vec<Document> {
        let length = bytes.len() as u64;
        if bytes.is_empty() {
            return vec![Document::unreadable(Media::Unknown, sha256, 0, problems::empty_file())];
        }
        let kind = sniff::sniff(name, bytes);
        let too_deep = depth >= self.limits.nesting && matches!(kind, Kind::Zip | Kind::Eml);
        let mut inner = Vec::new();
        let mut content = match kind {
            _ if too_deep => Content::failed(problems::nested_too_deep(self.limits.nesting)),
            Kind::Zip => archive::read(bytes, self, depth, &mut inner),
            kind => self.content(kind, bytes),
        };
        for (name, bytes) in std::mem::take(&mut content.inner) {
            if depth >= self.limits.nesting {
                content.problems.push(problems::nested_too_deep(self.limits.nesting));
                break;
            }
            if !self.descend(&name, &bytes, depth, &mut inner) {
                content.problems.push(problems::too_many_documents(self.limits.inner_documents));
                break;
            }
        }
        let ext = sniff::extension(name);
        // A locked or unknown file has one problem already that says what to ask for.
        if sniff::mislabelled(&ext, kind) && !matches!(kind, Kind::EncryptedOffice) {
            content.problems.push(problems::mislabelled(&ext, kind.phrase()));
        }
        if cut_words(&mut content.pages) {
            content.problems.push(problems::too_complex());
        }
        let silent = content.pages.iter().all(|page| page.lines.is_empty());
        if silent && inner.is_empty() && content.problems.is_empty() {
            content.problems.push(problems::no_text());
        }
        content.problems.sort();
        content.problems.dedup();
        let page_count = content.page_count.max(content.pages.len() as u32);
        let mut out = vec![Document {
            inner: None,
            sha256,
            bytes: length,
            media: kind.media(),
            page_count,
            pages: content.pages,
            form_fields: content.form_fields,
            seals: content.seals,
            metadata: content.metadata,
            mail: content.mail,
            problems: content.problems,
        }];
        out.append(&mut inner);
        out
    }

    /// Reads a file found inside another and files its documents under its name; `false` when there may be
    /// no more of them.
    pub fn descend(&mut self, name: &str, bytes: &[u8], depth: u32, into: &mut Vec<Document>) -> bool {
        let Some(left) = self.documents.checked_sub(1) else { return false };
        self.documents = left;
        let (name, safe) = archive::safe_name(name);
        let name = unique(name, into);
        let mut found = self.read(&name, bytes, hex(&Sha256::digest(bytes)), depth + 1);
        if let (Some(first), false) = (found.first_mut(), safe) {
            first.problems.push(problems::unsafe_name());
        }
        for document in &mut found {
            document.inner = Some(match document.inner.take() {
                Some(inner) => format!("{name}/{inner}"),
                None => name.clone(),
            });
        }
        into.append(&mut found);
        true
    }

    fn content(&mut self, kind: Kind, bytes: &[u8]) -> Content {
        let limits = self.limits;
        match kind {
            Kind::Pdf => pdf::read_pdf(bytes.to_vec(), limits).into(),
            Kind::Xlsx | Kind::Xlsb | Kind::Xls | Kind::Ods => sheet::read(kind, bytes, limits),
            Kind::Csv => sheet::csv::read(bytes, limits),
            Kind::Docx => word::docx::read(bytes, limits),
            Kind::Odt => word::odt::read(bytes, limits),
            Kind::Image => image::read(bytes, limits),
            Kind::Eml => mail::read(bytes, self),
            Kind::Text => text::read(bytes, limits),
            Kind::Html => html::read(bytes, limits),
            Kind::Json => json::read(bytes, limits),
            Kind::Xbrl | Kind::Xml => xbrl::read(bytes, limits),
            Kind::EncryptedOffice => Content::failed(problems::password_protected()),
            Kind::Unsupported { what, ask } => Content::failed(problems::unsupported(what, ask)),
            // Opened by the caller, which knows the depth.
            Kind::Zip => Content::default(),
        }
    }
}

/// Bytes of a word; a longer one is no word, and looking for names and dates in megabytes without a space
/// costs more than any document.
const MAX_WORD: usize = 4_000;

/// Cuts endless words; whether there were any.
fn cut_words(pages: &mut [Page]) -> bool {
    let mut any = false;
    let lines = pages.iter_mut().flat_map(|page| &mut page.lines);
    for word in lines.flat_map(|line| &mut line.spans).flat_map(|span| &mut span.words) {
        if word.text.len() > MAX_WORD {
            word.text.truncate(word.text.floor_char_boundary(MAX_WORD));
            word.text.shrink_to_fit();
            any = true;
        }
    }
    any
}

/// Two files of one name in a mail or archive stay two documents.
fn unique(name: String, taken: &[Document]) -> String {
    let is_taken = |n: &str| taken.iter().any(|d| d.inner.as_deref() == Some(n));
    if !is_taken(&name) {
        return name;
    }
    let (stem, ext) = match name.rsplit_once('.') {
        Some((stem, ext)) if !ext.contains('/') => (stem.to_owned(), format!(".{ext}")),
        _ => (name, String::new()),
    };
    // There are no more names than documents, so one of these is free.
    let most = taken.len() + 2;
    (2..=most).map(|n| format!("{stem} ({n}){ext}")).find(|n| !is_taken(n)).unwrap_or(stem)
}
