//! The share: submissions with their manifests and files, the register, what is stray.
//!
//! Nothing here opens a document; the manifests are the office's own small files.

pub mod manifest;
pub mod register;
mod walk;

pub use walk::{scan, scan_one};

/// Name of a submission's manifest.
pub const MANIFEST: &str = "inschrijving.toml";

/// Names of the register, directly under the intake; the first found counts.
pub const REGISTERS: [&str; 2] = ["inschrijvingen.xlsx", "inschrijvingen.csv"];

/// Name of the checklist that `toets init` lays beside the manifest; it is no document.
pub const CHECKLIST: &str = "toets-checklist.md";
