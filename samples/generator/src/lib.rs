//! Made-up filings of made-up care providers: the documents under `samples/intake`, and random variants of
//! them for property tests.
//!
//! The path of a document: a [`provider::Provider`] and a [`style::Pen`] (a seeded random stream with a
//! look) go into a function of [`kinds`], which gives a neutral [`block::Doc`] with what a reader must find
//! in it; [`write`] turns that into a PDF, docx, odt, html or text file. Nothing here knows how `toets`
//! recognises anything: these documents are the independent test of it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::format_push_string,
    clippy::format_collect,
    clippy::many_single_char_names,
    clippy::cast_possible_wrap,
    clippy::assigning_clones,
    reason = "makes documents from its own data; nothing from outside reaches it"
)]

pub mod block;
pub mod dutch;
pub mod expect;
pub mod filing;
pub mod font;
pub mod kinds;
pub mod layout;
pub mod provider;
pub mod random;
pub mod style;
pub mod write;

pub use kinds::accounts::{RandomAccounts, random_accounts};
pub use random::{
    GeneratedDocument, GeneratedSubmission, KINDS, random_document, random_document_of, random_submission,
};
