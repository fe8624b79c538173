//! Workbooks and csv.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Formula, Workbook};

use crate::block::{Book, Cell};

pub fn xlsx(book: &Book) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let moment = ExcelDateTime::from_ymd(2026, 7, 1).expect("a date");
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&moment));
    let euro = Format::new().set_num_format("€ #,##0;[Red]€ -#,##0");
    let bold = Format::new().set_bold();
    for sheet in &book.sheets {
        let out = workbook.add_worksheet();
        out.set_name(&sheet.name).expect("a short name");
        out.set_column_width(0, 38).expect("a column");
        for (r, row) in sheet.rows.iter().enumerate() {
            for (c, cell) in row.iter().enumerate() {
                let (r, c) = (r as u32, c as u16);
                match cell {
                    Cell::Empty => continue,
                    Cell::Text(t) => out.write(r, c, t.as_str()),
                    Cell::Bold(t) => out.write_with_format(r, c, t.as_str(), &bold),
                    Cell::Number(n) => out.write(r, c, *n),
                    Cell::Euro(n) => out.write_with_format(r, c, *n, &euro),
                    Cell::Sum(formula, value) => out.write_formula_with_format(
                        r,
                        c,
                        Formula::new(formula).set_result(format!("{value}")),
                        &euro,
                    ),
                }
                .expect("within the sheet");
            }
        }
    }
    workbook.save_to_buffer().expect("memory takes it")
}

/// The first sheet, semicolons between, Windows line ends, a BOM as Excel writes.
pub fn csv(book: &Book) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    for row in book.sheets.first().map(|s| s.rows.as_slice()).unwrap_or_default() {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| match cell {
                Cell::Empty => String::new(),
                Cell::Text(t) | Cell::Bold(t) if t.contains([';', '"', '\n']) => {
                    format!("\"{}\"", t.replace('"', "\"\""))
                }
                Cell::Text(t) | Cell::Bold(t) => t.clone(),
                Cell::Number(n) | Cell::Euro(n) | Cell::Sum(_, n) => format!("{n}").replace('.', ","),
            })
            .collect();
        out += &cells.join(";");
        out += "\r\n";
    }
    out.into_bytes()
}
