//! Which cells of an ods are percentages or euro amounts: the spreadsheet reader gives their bare numbers.

use std::collections::BTreeMap;

use crate::read::limits::Limits;
use crate::read::package::Package;
use crate::read::sheet::render::Format;
use crate::read::xml::{Token, walk};

/// By sheet (from 0), row and column.
pub type Kinds = BTreeMap<(u32, u32, u32), Format>;

/// A damaged file gives the kinds before the damage; the reading of the cells reports it.
pub fn kinds(bytes: &[u8], limits: &Limits) -> Kinds {
    let mut kinds = Kinds::new();
    let text = Package::open(bytes, limits, "").and_then(|mut p| p.text("content.xml"));
    let Ok(Some(xml)) = text else { return kinds };
    let (mut sheet, mut row, mut col) = (None::<u32>, 0_u32, 0_u32);
    let (mut rows, mut depth) = (1_u32, 0_u32);
    let _ = walk(&xml, "", |token| {
        match token {
            Token::Open(tag) => {
                let repeated = |name| tag.attr(name).and_then(|n| n.parse::<u32>().ok()).unwrap_or(1).max(1);
                match tag.name() {
                    "table" => {
                        depth += 1;
                        if depth == 1 {
                            sheet = Some(sheet.map_or(0, |s| s + 1));
                            row = 0;
                        }
                    }
                    "table-row" if depth == 1 => {
                        col = 0;
                        rows = repeated("number-rows-repeated");
                    }
                    "table-cell" | "covered-table-cell" if depth == 1 => {
                        let columns = repeated("number-columns-repeated");
                        let percent = tag.attr("value-type").as_deref() == Some("percentage");
                        let euro = tag.attr("currency").as_deref() == Some("EUR");
                        if let Some(sheet) = sheet.filter(|_| percent || euro) {
                            // Repeated numbers are rare and few; a trick with millions is cut here.
                            for r in row..row.saturating_add(rows.min(1_000)) {
                                for c in col..col.saturating_add(columns.min(200)) {
                                    if (kinds.len() as u64) < limits.cells {
                                        kinds.insert((sheet, r, c), Format::of_kind(percent, euro));
                                    }
                                }
                            }
                        }
                        col = col.saturating_add(columns);
                    }
                    _ => {}
                }
            }
            Token::Close(name) => match name.as_str() {
                "table" => depth = depth.saturating_sub(1),
                "table-row" if depth == 1 => row = row.saturating_add(rows),
                _ => {}
            },
            Token::Text(_) => {}
        }
        true
    });
    kinds
}
