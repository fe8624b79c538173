//! `toets` reads what care providers file with a zorgkantoor, checks it against the office's policy and
//! writes a report that shows its evidence.
//!
//! The path of the data is the path of the modules:
//!
//! ```text
//! intake  →  read  →  recognise  →  extract  →  dossier  →  check  →  verdict  →  report
//! share      Document   Segment      Observed     Dossier     Finding    Verdict     files
//! ```
//!
//! Invariants, kept by tests:
//! - stages talk through these types alone; only [`read`] opens a document, only [`report`] writes one;
//! - no [`fact::Fact`] without an anchor, no [`finding::Finding`] without a fact or a stated absence;
//! - one bad file never ends a run, never delays it past its limits, never changes another file's result;
//! - equal inputs, rules, version and day give byte-equal JSON: work is collected in parallel and sorted
//!   once by a total order;
//! - [`recognise`] and [`extract`] see the catalogue (kinds, signals, labels, topics), never the
//!   requirements.

pub mod catalogue;
pub mod check;
pub mod document;
pub mod dossier;
pub mod extract;
pub mod fact;
pub mod figures;
pub mod finding;
pub mod fold;
pub mod intake;
pub mod policy;
pub mod problem;
pub mod read;
pub mod recognise;
pub mod report;
pub mod run;
pub mod submission;
pub mod trial;
pub mod value;
pub mod verdict;
pub mod worker;
