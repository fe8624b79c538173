//! Reading in child processes: a pool of workers under limits, replaced when they die or stall.

use std::path::{Path, PathBuf};

use crate::document::Document;
use crate::read::limits::Limits;

/// A pool of reading processes. `toets` starts itself with the hidden argument `worker`.
#[derive(Debug)]
pub struct Pool {
    program: PathBuf,
    limits: Limits,
}

impl Pool {
    /// `program` is this binary; `size` workers are started when first needed.
    pub fn new(program: PathBuf, size: usize, limits: Limits) -> Self {
        let _ = size;
        Self { program, limits }
    }

    /// Reads one file in a worker; blocks until it is done, dead or late. Never fails.
    pub fn read(&self, path: &Path) -> Vec<Document> {
        let _ = (&self.program, &self.limits, path);
        Vec::new()
    }
}

/// The loop of a worker: messages on standard input, answers on standard output.
pub fn serve() -> std::io::Result<()> {
    Ok(())
}
