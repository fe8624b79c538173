//! Strings and dates of PDF dictionaries.

/// Decodes a text string: UTF-16 or UTF-8 with a mark, else PDFDocEncoding. Trimmed, control
/// characters dropped but line ends; `None` when nothing is left.
pub fn decode(bytes: &[u8]) -> Option<String> {
    let text: String = match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        // Not allowed without a mark, yet common.
        rest if !rest.is_ascii() && std::str::from_utf8(rest).is_ok() => {
            String::from_utf8_lossy(rest).into_owned()
        }
        rest => rest.iter().map(|b| pdf_doc_char(*b)).collect(),
    };
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text: String = text.chars().filter(|c| *c == '\n' || !c.is_control()).take(20_000).collect();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|b| unit(*b));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

fn pdf_doc_char(byte: u8) -> char {
    match byte {
        0x18 => '˘',
        0x80 => '•',
        0x83 => '…',
        0x84 => '—',
        0x85 => '–',
        0x8d => '“',
        0x8e => '”',
        0x8f => '‘',
        0x90 => '’',
        0x92 => '™',
        0x93 => 'ﬁ',
        0x94 => 'ﬂ',
        0x95 => 'Ł',
        0x96 => 'Œ',
        0x97 => 'Š',
        0x9c => 'œ',
        0x9d => 'š',
        0x9e => 'ž',
        0xa0 => '€',
        b => char::from(b),
    }
}

/// A PDF date `D:YYYYMMDDHHmmSS+hh'mm'`, as far as it goes.
struct PdfDate {
    day: String,
    time: Option<String>,
    offset: Option<String>,
}

fn parse(bytes: &[u8]) -> Option<PdfDate> {
    let text = decode(bytes)?;
    let text = text.trim_start_matches("D:").trim();
    let digits: String = text.chars().take_while(char::is_ascii_digit).take(14).collect();
    let part = |from: usize, to: usize| digits.get(from..to);
    let number = |from: usize, to: usize| part(from, to).and_then(|p| p.parse::<u32>().ok());
    let year = i32::try_from(number(0, 4)?).ok()?;
    let (month, day) = (number(4, 6).unwrap_or(1), number(6, 8).unwrap_or(1));
    let date = chrono::NaiveDate::from_ymd_opt(year, month, day)?;
    let time = match (number(8, 10), number(10, 12), number(12, 14)) {
        (Some(h), m, s) if h < 24 && m.unwrap_or(0) < 60 && s.unwrap_or(0) < 61 => {
            Some(format!("{h:02}:{:02}:{:02}", m.unwrap_or(0), s.unwrap_or(0).min(59)))
        }
        _ => None,
    };
    let rest = text.get(digits.len()..).unwrap_or_default();
    let offset = match rest.chars().next() {
        Some('Z') => Some("+00:00".to_owned()),
        Some(sign @ ('+' | '-')) => {
            let figures: String = rest.chars().skip(1).filter(char::is_ascii_digit).take(4).collect();
            let hours = figures.get(0..2).and_then(|h| h.parse::<u32>().ok()).filter(|h| *h < 24);
            let minutes = figures.get(2..4).and_then(|m| m.parse::<u32>().ok()).filter(|m| *m < 60);
            hours.map(|h| format!("{sign}{h:02}:{:02}", minutes.unwrap_or(0)))
        }
        _ => None,
    };
    Some(PdfDate { day: date.format("%Y-%m-%d").to_string(), time, offset })
}

/// `YYYY-MM-DDThh:mm:ss+hh:mm`; the offset is left out where the file has none, the time where it has none.
pub fn moment(bytes: &[u8]) -> Option<String> {
    let PdfDate { day, time, offset } = parse(bytes)?;
    Some(match (time, offset) {
        (Some(time), Some(offset)) => format!("{day}T{time}{offset}"),
        (Some(time), None) => format!("{day}T{time}"),
        (None, _) => day,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_all_shapes() {
        assert_eq!(moment(b"D:20260731").as_deref(), Some("2026-07-31"));
        assert_eq!(moment(b"D:20260731120501+02'00'").as_deref(), Some("2026-07-31T12:05:01+02:00"));
        assert_eq!(moment(b"D:20260731120501Z").as_deref(), Some("2026-07-31T12:05:01+00:00"));
        assert_eq!(moment(b"D:2026073112").as_deref(), Some("2026-07-31T12:00:00"));
        assert_eq!(moment(b"2026").as_deref(), Some("2026-01-01"));
        assert_eq!(moment(b"D:20261345"), None);
        assert_eq!(moment(b"gisteren"), None);
    }

    #[test]
    fn strings_in_each_encoding() {
        assert_eq!(decode(b"Co\xf6peratie").as_deref(), Some("Coöperatie"));
        assert_eq!(decode(b"\xfe\xff\0C\0o\0\xf6").as_deref(), Some("Coö"));
        assert_eq!(decode("Coöp".as_bytes()).as_deref(), Some("Coöp"));
        assert_eq!(decode(b"a\rb\0").as_deref(), Some("a\nb"));
        assert_eq!(decode(b"  "), None);
    }
}
