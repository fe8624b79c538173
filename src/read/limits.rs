//! Caps on what one file may cost.

use serde::{Deserialize, Serialize};

/// Each cap ends in a problem, never in a failure of the run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Limits {
    /// Bytes of a file, or of a file inside an archive.
    pub bytes: u64,
    /// Bytes that an archive or compressed file may unpack to in all.
    pub unpacked_bytes: u64,
    /// Documents inside one archive or mail.
    pub inner_documents: u32,
    /// Archives in archives.
    pub nesting: u32,
    pub pages: u32,
    /// Cells of a workbook.
    pub cells: u64,
    /// Words of a document.
    pub words: u64,
    /// Seconds of wall-clock time per file.
    pub seconds: u64,
    /// Seconds of processor time per file.
    pub cpu_seconds: u64,
    /// Address space of a worker, in mebibytes.
    pub memory_mib: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 256 << 20,
            unpacked_bytes: 512 << 20,
            inner_documents: 500,
            nesting: 4,
            pages: 2_000,
            cells: 2_000_000,
            words: 3_000_000,
            seconds: 60,
            cpu_seconds: 45,
            memory_mib: 1_536,
        }
    }
}
