//! Rule files: loading, validating, explaining, and the types that judging needs.

pub mod asked;
pub mod cases;
pub mod diff;
pub mod explain;
mod fault;
mod load;
mod next_year;
mod parse;
mod source;
mod types;
mod validate;

pub use fault::{RuleFault, RuleFaults};
pub use load::Checked;
pub use next_year::{MARK as UNCONFIRMED, NextYear, next_year, years_between};
pub use types::*;
