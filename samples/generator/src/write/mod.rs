//! Files from documents: one module a format. Every one writes the same bytes for the same input.

pub mod classic;
pub mod mail;
pub mod modern;
pub mod office;
pub mod plain;
pub mod raster;
pub mod sheet;
pub mod zipped;

use crate::block::Doc;
use crate::layout::lay_out;
use crate::style::{Format, Style};

/// A document in the format its style asks for.
pub fn write(doc: &Doc, style: &Style) -> Vec<u8> {
    match style.format {
        Format::Modern => modern::write(doc, &lay_out(doc, style), style.text),
        Format::Classic => classic::write(doc, &lay_out(doc, style), style.text),
        Format::Scan => raster::scan(&lay_out(doc, style), 200.0),
        Format::Docx => office::docx(doc),
        Format::Odt => office::odt(doc),
        Format::Html => plain::html(doc),
        Format::Txt => plain::txt(doc),
    }
}
