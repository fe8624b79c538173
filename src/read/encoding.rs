//! Bytes to text: byte order marks, then UTF-8, then a guess among the legacy encodings.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Bytes that are looked at to tell text from binary and to guess an encoding.
const HEAD: usize = 64 << 10;

/// Text of any encoding. Never fails: malformed sequences become U+FFFD.
pub fn decode(bytes: &[u8]) -> String {
    let encoding = detect(bytes);
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    text.into_owned()
}

/// The first part decoded, or `None` when it is no text.
pub fn decode_head(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    let encoding = detect(head);
    let (text, _) = encoding.decode_with_bom_removal(head);
    let (mut control, mut all) = (0_usize, 0_usize);
    for c in text.chars() {
        all += 1;
        control +=
            usize::from((c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}')) || c == '\u{fffd}');
    }
    // The last character of a head may be cut in two; a stray control character (old exports write zeros)
    // does no harm, but compressed or compiled bytes are full of them.
    (control <= 1 + all / 100).then(|| text.into_owned())
}

/// A declared encoding name (of XML, HTML, mail), if it is known.
pub fn by_label(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label(label.trim().as_bytes())
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if let Some(wide) = bare_utf16(bytes) {
        return wide;
    }
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    if valid_utf8_but_for_a_cut(head) && (head.len() == bytes.len() || std::str::from_utf8(bytes).is_ok()) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes.get(..bytes.len().min(1 << 20)).unwrap_or_default(), true);
    // Western European unless the bytes say otherwise: these are Dutch filings.
    let guess = detector.guess(Some(b"nl"), Utf8Detection::Deny);
    if guess.is_single_byte() { guess } else { WINDOWS_1252 }
}

fn valid_utf8_but_for_a_cut(bytes: &[u8]) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(e) => e.error_len().is_none() && bytes.len() - e.valid_up_to() < 4,
    }
}

/// UTF-16 without a mark: Latin text then has a zero in every other byte.
fn bare_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(512)).unwrap_or_default();
    let pairs = head.len() / 2;
    if pairs < 8 {
        return None;
    }
    let zeros = |at: usize| head.chunks_exact(2).filter(|p| p.get(at) == Some(&0)).count();
    let (first, second) = (zeros(0), zeros(1));
    if second * 4 >= pairs * 3 && first == 0 {
        Some(UTF_16LE)
    } else if first * 4 >= pairs * 3 && second == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encodings_of_dutch_offices() {
        assert_eq!(decode("Coöperatie € 5".as_bytes()), "Coöperatie € 5");
        assert_eq!(decode(b"\xef\xbb\xbfnaam"), "naam");
        assert_eq!(decode(b"Co\xf6peratie De Zorg, \x80 2.500"), "Coöperatie De Zorg, € 2.500");
        let wide: Vec<u8> = "naam;bedrag".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&wide), "naam;bedrag");
        let mut marked = vec![0xff, 0xfe];
        marked.extend(&wide);
        assert_eq!(decode(&marked), "naam;bedrag");
    }

    #[test]
    fn binary_is_no_text() {
        assert!(decode_head(&[0, 159, 146, 150, 0, 1]).is_none());
        assert!(decode_head(b"gewoon").is_some());
        assert!(decode_head("caf\u{e9} ".repeat(20_000).as_bytes()).is_some(), "cut inside a character");
    }
}
