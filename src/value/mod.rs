//! Dutch values: dates, amounts, numbers, names. Text in, canonical value out; no layout, no kinds.
//!
//! Every parser is total: any text gives a value or `None`, never a panic. `find_*` gives the values in
//! running text with their byte ranges; `parse_*` reads a text that should be one value and nothing else;
//! `take_*` reads a value at the start of a text and says where it ends.

pub mod amount;
pub mod bsn;
pub mod contact;
pub mod date;
pub mod identifier;
pub mod legal_form;
pub mod number;
pub mod organisation;
pub mod pattern;
pub mod person;
pub mod range;
mod scan;
pub mod words;
pub mod written;

pub use amount::{find_amounts, parse_amount, parse_figure};
pub use bsn::mask_bsn;
pub use date::{When, find_dates, parse_date};
pub use organisation::{Match, same_organisation};
pub use person::same_person;

/// Compiles a pattern that stands in this crate. A pattern that does not compile is a fault of the
/// program, seen by the first test that touches it, never by input.
#[allow(clippy::expect_used)]
pub(crate) fn constant_regex(source: &str) -> regex::Regex {
    pattern::compile(source).expect("a constant pattern compiles")
}
