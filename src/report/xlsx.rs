//! `overzicht.xlsx`: submissions, what is open, documents. Text stays text: nothing is written as a formula.

use std::io;

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use super::{RunInfo, SubmissionRow, words};
use crate::finding::Status;

/// Excel's limit on a cell's text.
const MAX_TEXT: usize = 32_000;

pub fn workbook(run: &RunInfo, rows: &[SubmissionRow]) -> io::Result<Vec<u8>> {
    build(run, rows).map_err(io::Error::other)
}

fn build(run: &RunInfo, rows: &[SubmissionRow]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The day of the run, not the clock: equal runs give equal files.
    let day = ExcelDateTime::parse_from_str(&run.as_of.to_string())?;
    book.set_properties(&DocProperties::new().set_title("toets: overzicht").set_creation_datetime(&day));
    let formats = Formats::new();

    let sheet = book.add_worksheet_with_constant_memory()?.set_name("Inschrijvingen")?;
    let columns = [
        ("Map", 34.0),
        ("Aanbieder", 34.0),
        ("KvK", 10.0),
        ("Beleid", 10.0),
        ("Procedure", 13.0),
        ("Categorie", 10.0),
        ("Ingediend", 25.0),
        ("Uitkomst", 40.0),
        ("Ontbreekt", 10.0),
        ("Voldoet niet", 12.0),
        ("Beoordelen", 11.0),
        ("Voor de beoordelaar", 18.0),
        ("Voldoet", 9.0),
        ("Documenten", 11.0),
        ("Pagina's", 9.0),
        ("Problemen", 10.0),
    ];
    head(sheet, &columns, &formats)?;
    let mut at = 0;
    for row in rows {
        at += 1;
        let texts = [
            Some(row.folder.as_str()),
            row.provider.as_deref(),
            row.kvk.as_deref(),
            row.policy.as_deref(),
            row.procedure.as_deref(),
            row.category.as_deref(),
            row.submitted_at.as_deref(),
        ];
        for (column, text) in texts.into_iter().enumerate() {
            put(sheet, at, column as u16, text.unwrap_or(""), &formats.text)?;
        }
        put(sheet, at, 7, &row.label, formats.outcome(row))?;
        let counts = [Status::Missing, Status::NotMet, Status::Review, Status::Manual, Status::Met];
        for (index, status) in counts.into_iter().enumerate() {
            sheet.write_number(at, 8 + index as u16, row.count(status))?;
        }
        sheet.write_number(at, 13, row.documents.len() as f64)?;
        sheet.write_number(at, 14, row.pages)?;
        sheet.write_number(at, 15, row.problems)?;
    }
    sheet.autofilter(0, 0, at, 15)?;

    let sheet = book.add_worksheet_with_constant_memory()?.set_name("Open vereisten")?;
    let columns = [
        ("Map", 30.0),
        ("Aanbieder", 30.0),
        ("Vereiste", 24.0),
        ("Wat wordt gevraagd", 44.0),
        ("Status", 14.0),
        ("Bevinding", 70.0),
        ("Opvragen", 60.0),
        ("Soort", 14.0),
        ("Wanneer", 20.0),
        ("Bron", 26.0),
        ("Gezien in", 34.0),
    ];
    head(sheet, &columns, &formats)?;
    let mut at = 0;
    for row in rows {
        for open in &row.open {
            at += 1;
            let texts = [
                (row.folder.as_str(), &formats.text),
                (row.provider.as_deref().unwrap_or(""), &formats.text),
                (&open.requirement, &formats.text),
                (&open.title, &formats.wrap),
                (words::status(open.status), formats.status(open.status)),
                (&open.reason, &formats.wrap),
                (open.ask.as_deref().unwrap_or(""), &formats.wrap),
                (words::class(&open.class), &formats.text),
                (words::timing(&open.timing), &formats.text),
                (&open.source, &formats.wrap),
                (open.evidence.as_deref().unwrap_or(""), &formats.wrap),
            ];
            for (column, (text, format)) in texts.into_iter().enumerate() {
                put(sheet, at, column as u16, text, format)?;
            }
        }
    }
    sheet.autofilter(0, 0, at, 10)?;

    let sheet = book.add_worksheet_with_constant_memory()?.set_name("Documenten")?;
    let columns = [
        ("Map", 30.0),
        ("Bestand", 44.0),
        ("Herkend als", 40.0),
        ("Zekerheid", 10.0),
        ("Pagina's", 12.0),
        ("Datum", 12.0),
        ("Vervangen door", 30.0),
        ("Problemen", 70.0),
    ];
    head(sheet, &columns, &formats)?;
    let mut at = 0;
    for row in rows {
        for document in &row.documents {
            at += 1;
            put(sheet, at, 0, &row.folder, &formats.text)?;
            put(sheet, at, 1, &document.path, &formats.text)?;
            put(sheet, at, 2, document.kind_name.as_deref().unwrap_or("niet herkend"), &formats.text)?;
            sheet.write_number_with_format(at, 3, f64::from(document.kind_score), &formats.score)?;
            put(sheet, at, 4, &document.pages, &formats.text)?;
            put(sheet, at, 5, document.document_date.as_deref().unwrap_or(""), &formats.text)?;
            put(sheet, at, 6, document.superseded_by.as_deref().unwrap_or(""), &formats.text)?;
            put(sheet, at, 7, &document.problems, &formats.wrap)?;
        }
    }
    sheet.autofilter(0, 0, at, 7)?;

    let sheet = book.add_worksheet().set_name("cijfers")?;
    let columns = [
        ("Map", 30.0),
        ("Aanbieder", 30.0),
        ("Uit", 15.0),
        ("Jaar", 7.0),
        ("Cijfer", 24.0),
        ("Waarde", 16.0),
        ("Zeker", 8.0),
        ("Norm", 14.0),
        ("Bron", 44.0),
        ("Waarom", 70.0),
    ];
    head(sheet, &columns, &formats)?;
    let mut at = 0;
    for row in rows {
        for figure in &row.figures {
            at += 1;
            put(sheet, at, 0, &row.folder, &formats.text)?;
            put(sheet, at, 1, row.provider.as_deref().unwrap_or(""), &formats.text)?;
            put(sheet, at, 2, figure.basis, &formats.text)?;
            sheet.write_number(at, 3, figure.year)?;
            put(sheet, at, 4, words::field(figure.field), &formats.text)?;
            sheet.write_number_with_format(at, 5, figure.value, &formats.amount)?;
            put(sheet, at, 6, if figure.sure { "ja" } else { "nee" }, &formats.text)?;
            let (norm, format) = match figure.norm {
                Some(status) => (words::status(status), formats.status(status)),
                None => ("", &formats.text),
            };
            put(sheet, at, 7, norm, format)?;
            put(sheet, at, 8, &figure.source, &formats.wrap)?;
            put(sheet, at, 9, &figure.why, &formats.wrap)?;
        }
    }
    sheet.autofilter(0, 0, at, 9)?;
    book.save_to_buffer()
}

fn head(sheet: &mut Worksheet, columns: &[(&str, f64)], formats: &Formats) -> Result<(), XlsxError> {
    for (index, (name, width)) in columns.iter().enumerate() {
        sheet.set_column_width(index as u16, *width)?;
        sheet.write_string_with_format(0, index as u16, *name, &formats.head)?;
    }
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_landscape();
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_print_fit_to_pages(1, 0);
    Ok(())
}

/// Writes text as text, whatever it looks like; control characters that XML cannot hold are dropped.
fn put(sheet: &mut Worksheet, row: u32, column: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
    let clean: String = text
        .chars()
        .filter(|c| !c.is_control() || *c == '\n' || *c == '\t')
        .filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .take(MAX_TEXT)
        .collect();
    sheet.write_string_with_format(row, column, clean, format).map(|_| ())
}

struct Formats {
    head: Format,
    text: Format,
    wrap: Format,
    score: Format,
    amount: Format,
    red: Format,
    amber: Format,
    green: Format,
}

impl Formats {
    fn new() -> Self {
        let text = Format::new().set_align(FormatAlign::Top);
        let wrap = text.clone().set_text_wrap();
        let fill = |colour: u32| wrap.clone().set_background_color(Color::RGB(colour));
        Self {
            head: Format::new().set_bold().set_background_color(Color::RGB(0x00E6_EAF0)),
            score: text.clone().set_num_format("0.00"),
            amount: text.clone().set_num_format("#,##0.00"),
            red: fill(0x00FA_DBD8),
            amber: fill(0x00FD_EFC8),
            green: fill(0x00DD_F2E3),
            text,
            wrap,
        }
    }

    fn status(&self, status: Status) -> &Format {
        match status {
            Status::Missing | Status::NotMet => &self.red,
            Status::Review => &self.amber,
            _ => &self.green,
        }
    }

    fn outcome(&self, row: &SubmissionRow) -> &Format {
        use crate::finding::Outcome::{Complete, Conditional, Incomplete, Late, NotMet, Review, Unreadable};
        match row.outcome {
            Unreadable | Late | Incomplete | NotMet => &self.red,
            Review => &self.amber,
            Conditional | Complete => &self.green,
        }
    }
}
