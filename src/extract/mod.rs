//! What does it say? Segments to facts and passages.

pub mod deeds;
pub mod flow;
pub mod forms;
pub mod lexicon;
pub mod names;
pub mod passages;
pub mod people;
pub mod topics;

#[cfg(test)]
mod cases;

use crate::catalogue::Catalogue;
use crate::document::Document;
use crate::fact::{Fact, Passage, Segment};
use crate::problem::Problem;

/// What was found in one segment, in document order.
#[derive(Debug, Clone, Default)]
pub struct Extraction {
    pub facts: Vec<Fact>,
    pub passages: Vec<Passage>,
    pub problems: Vec<Problem>,
}

pub fn extract(document: &Document, segment: &Segment, catalogue: &Catalogue) -> Extraction {
    let _ = (document, segment, catalogue);
    Extraction::default()
}
