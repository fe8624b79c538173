//! A value that may be a field's, with what speaks for it.

use super::typed::Taken;
use super::view::{At, View};
use crate::fact::Anchor;

/// How a value stands to what says what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a form field of that name.
    Form,
    /// Behind the label in the same cell.
    Same,
    /// In the cell to the right.
    Right,
    /// In the cell below.
    Below,
    /// Found by a pattern in running text.
    Pattern,
    /// Behind a label in the middle of a sentence.
    Mid,
    /// Behind a label with words between that are not known.
    Near,
    /// Without a label.
    Alone,
}

impl Place {
    /// Confidence that the place earns, before what the value itself adds or takes.
    pub fn base(self) -> f32 {
        match self {
            Self::Form => 0.96,
            Self::Same | Self::Right => 0.95,
            Self::Below | Self::Pattern => 0.9,
            Self::Mid => 0.84,
            Self::Alone => 0.8,
            Self::Near => 0.6,
        }
    }
}

#[derive(Debug, Clone)]
pub struct Candidate {
    /// Index in the kind's fields.
    pub field: usize,
    pub value: String,
    pub raw: String,
    pub anchor: Anchor,
    /// Page, cell, byte: document order, and which place is claimed.
    pub at: (At, usize),
    pub place: Place,
    pub confidence: f32,
    /// How far down the list its label or pattern stands.
    pub rank: usize,
    pub label: Option<String>,
    /// Heading or row that tells several values of a field apart.
    pub section: Option<String>,
    /// What stands before it in running text: it may name the one whose value this is.
    pub context: Option<String>,
    /// Someone else whose value this seems to be.
    pub owner: Option<String>,
}

impl Candidate {
    pub fn new(
        view: &View<'_>,
        field: usize,
        at: At,
        text_start: usize,
        taken: &Taken,
        place: Place,
    ) -> Option<Self> {
        let page = view.pages.get(at.0)?;
        let cell = view.cell(at)?;
        let (start, end) = (text_start + taken.start, text_start + taken.end);
        let raw = cell.text.get(start..end.min(cell.text.len())).unwrap_or(&cell.text).trim();
        let mut confidence = place.base();
        if !taken.whole {
            confidence -= 0.03;
        }
        if !taken.sure {
            confidence -= 0.2;
        }
        if page.ocr {
            confidence -= 0.02;
        }
        Some(Self {
            field,
            value: taken.value.clone(),
            raw: raw.trim_matches([':', ' ']).chars().take(300).collect(),
            anchor: page.anchor(cell, start, end),
            at: (at, start),
            place,
            confidence,
            rank: 0,
            label: None,
            section: None,
            context: None,
            owner: None,
        })
    }
}
