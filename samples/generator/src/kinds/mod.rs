//! One module a family of document kinds. Each function writes what the document says, in one of several
//! arrangements, and what a reader must find in it.

pub mod accounts;
pub mod declarations;
pub mod deeds;
pub mod figures;
pub mod insurance;
pub mod letters;
pub mod operations;
pub mod plan;
pub mod policies;
pub mod register;
pub mod vog;
pub mod wtza;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::block::{Book, Doc};

/// Field → values, canonical as in the contract; names of people and organisations as printed.
pub type Truth = BTreeMap<String, Vec<String>>;

#[derive(Debug, Clone)]
pub enum Content {
    Doc(Doc),
    Book(Book),
}

#[derive(Debug, Clone)]
pub struct Made {
    pub kind: &'static str,
    pub content: Content,
    pub truth: Truth,
}

impl Made {
    pub fn doc(kind: &'static str, doc: Doc) -> Self {
        Self { kind, content: Content::Doc(doc), truth: Truth::new() }
    }
    pub fn book(kind: &'static str, book: Book) -> Self {
        Self { kind, content: Content::Book(book), truth: Truth::new() }
    }
    #[must_use]
    pub fn fact(mut self, field: &str, value: impl Into<String>) -> Self {
        self.truth.entry(field.to_owned()).or_default().push(value.into());
        self
    }
    #[must_use]
    pub fn date(self, field: &str, value: NaiveDate) -> Self {
        self.fact(field, value.to_string())
    }
    #[must_use]
    pub fn facts<S: Into<String>>(mut self, field: &str, values: impl IntoIterator<Item = S>) -> Self {
        for value in values {
            self = self.fact(field, value);
        }
        self
    }
    /// The document, for changing what it shows.
    pub fn doc_mut(&mut self) -> &mut Doc {
        match &mut self.content {
            Content::Doc(doc) => doc,
            Content::Book(_) => panic!("{} is a workbook", self.kind),
        }
    }
    #[must_use]
    pub fn watermark(mut self, text: &str) -> Self {
        self.doc_mut().watermark = Some(text.to_owned());
        self
    }
}
