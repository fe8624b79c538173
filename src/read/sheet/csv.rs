//! csv: any delimiter, any encoding, one page.

use csv::{ReaderBuilder, Trim};

use crate::read::limits::Limits;
use crate::read::sheet::{Cells, Look, page};
use crate::read::{Content, encoding, problems};

/// Bytes of a line past which this is no table.
const LINE: usize = 4 << 20;

pub fn read(bytes: &[u8], limits: &Limits) -> Content {
    let text = encoding::decode(bytes);
    if text.lines().any(|l| l.len() > LINE) {
        return Content::failed(problems::too_complex());
    }
    let (delimiter, body) = delimiter(&text);
    let mut problems = Vec::new();
    let mut cells = Cells::new();
    let (mut left, mut words) = (limits.cells, limits.words);
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .trim(Trim::All)
        .from_reader(body.as_bytes());
    let skipped = (text.len() - body.len()).min(1) as u32;
    let mut rows = Rows { body: body.as_bytes(), at: 0, row: 0 };
    'rows: for record in reader.records() {
        let Ok(record) = record else {
            problems.push(problems::damaged("een csv-bestand"));
            break;
        };
        let row = rows.at(&record).saturating_add(skipped);
        for (col, value) in record.iter().enumerate().filter(|(_, v)| !v.is_empty()) {
            let count = value.split_whitespace().count() as u64;
            if left == 0 || words < count {
                problems.push(if left == 0 {
                    problems::too_many_cells(limits.cells)
                } else {
                    problems::too_much_text(limits.words)
                });
                break 'rows;
            }
            left -= 1;
            words -= count;
            cells.insert((row, col as u32), (value.to_owned(), Look::default()));
        }
    }
    Content { pages: vec![page(1, None, cells)], problems, ..Content::default() }
}

/// Counts rows as a person's sheet does: empty lines included, a quoted value of several lines as one row.
struct Rows<'a> {
    body: &'a [u8],
    /// Where the next record may begin, and its row.
    at: usize,
    row: u32,
}

impl Rows<'_> {
    fn at(&mut self, record: &csv::StringRecord) -> u32 {
        let start = record.position().map_or(self.at, |p| p.byte() as usize).max(self.at);
        // The reader passes over empty lines; a record's start is told as before them.
        let blank = self.body.get(start..).unwrap_or_default();
        let blank = blank.iter().take_while(|b| matches!(b, b'\n' | b'\r'));
        let (mut breaks, mut length) = (0, 0);
        for byte in blank {
            breaks += u32::from(*byte == b'\n');
            length += 1;
        }
        // Of the line break before this record, the reader leaves the newline of `\r\n` to be counted here.
        let own =
            start > 0 && self.body.get(start - 1) == Some(&b'\r') && self.body.get(start) == Some(&b'\n');
        self.at = start + length;
        let row = self.row + breaks - u32::from(own);
        self.row = row + 1;
        row
    }
}

/// The delimiter and the text without Excel's `sep=;` line.
fn delimiter(text: &str) -> (u8, &str) {
    if let Some(after) = text.strip_prefix("sep=")
        && let Some(&mark) = after.as_bytes().first().filter(|b| b.is_ascii())
    {
        let body = after.split_once('\n').map_or("", |(_, body)| body);
        return (mark, body);
    }
    // The mark that cuts most lines into the same number (more than one) of fields; Dutch Excel writes `;`,
    // and its decimal commas must not win.
    let sample: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).take(50).collect();
    let mut best = (0, b';');
    for mark in [b';', b'\t', b'|', b','] {
        let counts: Vec<usize> = sample.iter().map(|l| count(l, mark)).collect();
        let Some(most) = counts.iter().copied().max().filter(|m| *m > 0) else { continue };
        let typical = (1..=most).map(|n| counts.iter().filter(|c| **c == n).count()).max().unwrap_or(0);
        if typical > best.0 {
            best = (typical, mark);
        }
    }
    (best.1, text)
}

/// Delimiters outside quotes.
fn count(line: &str, mark: u8) -> usize {
    let mut quoted = false;
    let outside = line.bytes().filter(|b| {
        quoted ^= *b == b'"';
        !quoted && *b == mark
    });
    outside.count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &[u8]) -> Vec<Vec<String>> {
        let content = read(text, &Limits::default());
        let lines = &content.pages[0].lines;
        lines.iter().map(|l| l.spans.iter().map(crate::document::Span::text).collect()).collect()
    }

    #[test]
    fn delimiters_are_found() {
        assert_eq!(
            rows(b"naam;bedrag\nA;1,50\nB;2,75\n"),
            [["naam", "bedrag"], ["A", "1,50"], ["B", "2,75"]]
        );
        assert_eq!(rows(b"naam,plaats\n\"A, B\",Ede\n"), [["naam", "plaats"], ["A, B", "Ede"]]);
        assert_eq!(rows(b"a\tb\n1\t2"), [["a", "b"], ["1", "2"]]);
        assert_eq!(rows(b"sep=|\na|b"), [["a", "b"]]);
        assert_eq!(
            rows("Coöp;€\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>().as_slice()),
            [["Coöp", "€"]]
        );
    }

    #[test]
    fn cells_know_their_place() {
        let content = read(b"a;;c\n\nd", &Limits::default());
        let lines = &content.pages[0].lines;
        let place = |l: usize, s: usize| lines[l].spans[s].words[0].cell.unwrap().to_string();
        assert_eq!((place(0, 0), place(0, 1), place(1, 0)), ("A1".into(), "C1".into(), "A3".into()));
        let content = read(b"a;\"b\r\nb\"\r\nc;d\r\n\r\n\r\ne;f\r\n", &Limits::default());
        let rows: Vec<u32> =
            content.pages[0].lines.iter().map(|l| l.spans[0].words[0].cell.unwrap().row).collect();
        assert_eq!(rows, [0, 1, 4]);
    }

    #[test]
    fn caps_hold() {
        let limits = Limits { cells: 2, ..Limits::default() };
        assert_eq!(read(b"a;b;c", &limits).problems[0].code, "too-many-cells");
        let long = vec![b'x'; 5 << 20];
        assert_eq!(read(&long, &Limits::default()).problems[0].code, "too-complex");
    }
}
