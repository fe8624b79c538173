//! Rule files: loading, validating, explaining, and the types that judging needs.

pub mod cases;
pub mod explain;
mod fault;
mod load;
mod parse;
mod source;
mod types;
mod validate;

pub use fault::{RuleFault, RuleFaults};
pub use load::Checked;
pub use types::*;
