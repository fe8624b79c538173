//! Rule files: loading, validating, and the types that judging needs.

mod types;

pub use types::*;
