//! Files to documents. The only stage that opens an input; runs inside a worker process.

pub mod limits;
pub mod pdf;

use std::path::Path;

use crate::document::Document;
use limits::Limits;

/// Reads a file: itself first, then every document found inside it (archive, mail, PDF attachments).
/// Never fails: what cannot be read becomes a document with a problem.
pub fn read_file(path: &Path, limits: &Limits) -> Vec<Document> {
    let _ = (path, limits);
    Vec::new()
}
