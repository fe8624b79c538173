//! What a file is: by its content first, by its name second.

use std::io::Cursor;

use crate::document::Media;
use crate::read::encoding;

/// What the content is, finer than [`Media`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Pdf,
    Xlsx,
    Xlsb,
    Xls,
    Ods,
    Csv,
    Docx,
    Odt,
    Image,
    Eml,
    Text,
    Html,
    Json,
    Xbrl,
    Xml,
    Zip,
    /// An Office file inside an encrypted OLE container.
    EncryptedOffice,
    /// Known, and not read: what it is, what to ask for.
    Unsupported {
        what: &'static str,
        ask: &'static str,
    },
}

const ASK_PDF: &str = "een PDF";
const ASK_DOCX: &str = "een PDF of een .docx-bestand";

impl Kind {
    pub fn media(self) -> Media {
        match self {
            Self::Pdf => Media::Pdf,
            Self::Xlsx | Self::Xlsb => Media::Xlsx,
            Self::Xls => Media::Xls,
            Self::Ods => Media::Ods,
            Self::Csv => Media::Csv,
            Self::Docx => Media::Docx,
            Self::Odt => Media::Odt,
            Self::Image => Media::Image,
            Self::Eml => Media::Eml,
            Self::Text | Self::Html | Self::Json | Self::Xml => Media::Text,
            Self::Xbrl => Media::Xbrl,
            Self::Zip => Media::Zip,
            Self::EncryptedOffice | Self::Unsupported { .. } => Media::Unknown,
        }
    }

    /// In a sentence: `de inhoud is …`.
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Pdf => "een PDF",
            Self::Xlsx | Self::Xlsb => "een Excel-werkmap (.xlsx)",
            Self::Xls => "een oude Excel-werkmap (.xls)",
            Self::Ods => "een OpenDocument-werkmap (.ods)",
            Self::Csv => "een csv-bestand",
            Self::Docx => "een Word-document (.docx)",
            Self::Odt => "een OpenDocument-tekst (.odt)",
            Self::Image => "een afbeelding",
            Self::Eml => "een e-mailbericht",
            Self::Text => "platte tekst",
            Self::Html => "een webpagina (HTML)",
            Self::Json => "een JSON-bestand",
            Self::Xbrl => "een XBRL-bestand",
            Self::Xml => "een XML-bestand",
            Self::Zip => "een zip-archief",
            Self::EncryptedOffice => "een beveiligd Office-bestand",
            Self::Unsupported { what, .. } => what,
        }
    }
}

/// Lower-case extension of a file name, without the dot.
pub fn extension(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match file.rsplit_once('.') {
        Some((stem, ext)) if !stem.is_empty() && ext.len() <= 8 => ext.to_ascii_lowercase(),
        _ => String::new(),
    }
}

/// Whether an extension promises something else than what was found. Unknown extensions promise nothing.
pub fn mislabelled(ext: &str, found: Kind) -> bool {
    let promised = match ext {
        "pdf" => &["pdf"][..],
        "xlsx" | "xlsm" | "xlsb" | "xltx" | "xltm" => &["xlsx", "crypt"],
        "xls" | "xlt" => &["xls", "crypt"],
        "ods" | "ots" => &["ods"],
        "csv" | "tsv" => &["csv", "text"],
        "docx" | "docm" | "dotx" | "dotm" => &["docx", "crypt"],
        "doc" | "dot" | "ppt" | "msg" | "rtf" | "pages" => &["unknown", "crypt"],
        "odt" | "ott" => &["odt"],
        "png" | "jpg" | "jpeg" | "jpe" | "jfif" | "tif" | "tiff" | "bmp" | "gif" | "webp" | "heic"
        | "heif" | "avif" => &["image"],
        "eml" | "mht" | "mhtml" => &["eml"],
        "txt" | "text" | "md" | "log" => &["text", "csv", "eml", "xbrl"],
        "htm" | "html" | "xhtml" | "json" | "xml" => &["text", "xbrl"],
        "xbrl" => &["xbrl"],
        "zip" => &["zip"],
        _ => return false,
    };
    let is = if found == Kind::EncryptedOffice { "crypt" } else { found.media().name() };
    !promised.contains(&is)
}

/// Decides by content; the name settles only what content leaves open (csv or text).
pub fn sniff(name: &str, bytes: &[u8]) -> Kind {
    let ext = extension(name);
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    if find(head, b"%PDF-").is_some() {
        return Kind::Pdf;
    }
    if bytes.starts_with(b"PK\x03\x04")
        || bytes.starts_with(b"PK\x05\x06")
        || bytes.starts_with(b"PK\x07\x08")
    {
        return zipped(bytes, &ext);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return ole(bytes, &ext);
    }
    if let Some(kind) = magic(bytes) {
        return kind;
    }
    match encoding::decode_head(bytes) {
        Some(text) => textual(&text, &ext),
        None => Kind::Unsupported { what: "een bestand van onbekende soort", ask: ASK_PDF },
    }
}

fn magic(bytes: &[u8]) -> Option<Kind> {
    if bytes.starts_with(b"{\\rtf") {
        return Some(Kind::Unsupported { what: "een RTF-bestand", ask: ASK_DOCX });
    }
    if bytes.starts_with(&[0x78, 0x9F, 0x3E, 0x22]) {
        return Some(Kind::Unsupported {
            what: "een Outlook-bijlage (winmail.dat)",
            ask: "de bijlagen als losse bestanden",
        });
    }
    let found = infer::get(bytes)?;
    let kind = match found.matcher_type() {
        infer::MatcherType::Image => match found.extension() {
            "svg" | "djvu" => Kind::Unsupported { what: "een tekening", ask: ASK_PDF },
            _ => Kind::Image,
        },
        infer::MatcherType::App => {
            Kind::Unsupported { what: "een programma", ask: "het bedoelde document als PDF" }
        }
        infer::MatcherType::Archive if found.extension() == "pdf" => Kind::Pdf,
        infer::MatcherType::Archive => Kind::Unsupported {
            what: "een archief dat geen zip is (zoals rar of 7z)",
            ask: "een zip-archief, of de documenten los",
        },
        infer::MatcherType::Audio | infer::MatcherType::Video => {
            Kind::Unsupported { what: "een geluids- of beeldopname", ask: "een schriftelijk document" }
        }
        infer::MatcherType::Font => {
            Kind::Unsupported { what: "een lettertype", ask: "het bedoelde document als PDF" }
        }
        // HTML and XML are told apart from the decoded text; the rest is decided there too.
        _ => return None,
    };
    Some(kind)
}

/// What a zip holds: an office document or a plain archive.
fn zipped(bytes: &[u8], ext: &str) -> Kind {
    let Ok(archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        // Truncated: the extension says what it meant to be, the reader then reports the damage.
        return match ext {
            "docx" | "docm" | "dotx" | "dotm" => Kind::Docx,
            "xlsx" | "xlsm" | "xltx" | "xltm" => Kind::Xlsx,
            "xlsb" => Kind::Xlsb,
            "odt" => Kind::Odt,
            "ods" => Kind::Ods,
            _ => Kind::Zip,
        };
    };
    let has = |name: &str| archive.index_for_name(name).is_some();
    let mut names = archive.file_names_raw();
    if has("[Content_Types].xml") {
        if has("xl/workbook.bin") {
            return Kind::Xlsb;
        }
        if has("xl/workbook.xml") {
            return Kind::Xlsx;
        }
        if has("word/document.xml") {
            return Kind::Docx;
        }
        if names.any(|n| n.starts_with(b"ppt/")) {
            return Kind::Unsupported { what: "een presentatie (PowerPoint)", ask: ASK_PDF };
        }
        // The main part may bear any name; its folder does not lie.
        if archive.file_names_raw().any(|n| n.starts_with(b"word/")) {
            return Kind::Docx;
        }
        if archive.file_names_raw().any(|n| n.starts_with(b"xl/")) {
            return Kind::Xlsx;
        }
    }
    if has("mimetype") && has("content.xml") {
        return match mimetype(bytes).as_str() {
            m if m.starts_with("application/vnd.oasis.opendocument.spreadsheet") => Kind::Ods,
            m if m.starts_with("application/vnd.oasis.opendocument.text") => Kind::Odt,
            _ => Kind::Unsupported { what: "een OpenDocument-tekening of -presentatie", ask: ASK_PDF },
        };
    }
    if has("Index/Document.iwa") || has("index.xml") && ext == "pages" {
        return Kind::Unsupported { what: "een bestand van Apple Pages, Numbers of Keynote", ask: ASK_PDF };
    }
    if has("META-INF/MANIFEST.MF") || has("AndroidManifest.xml") {
        return Kind::Unsupported { what: "een programma", ask: "het bedoelde document als PDF" };
    }
    Kind::Zip
}

fn mimetype(bytes: &[u8]) -> String {
    use std::io::Read;
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return String::new() };
    let mut text = String::new();
    if let Ok(part) = archive.by_name("mimetype") {
        // A wrong or missing type leaves the text empty, which no kind matches.
        let _ = part.take(100).read_to_string(&mut text);
    }
    text
}

/// An OLE compound file: its directory entries name the streams.
fn ole(bytes: &[u8], ext: &str) -> Kind {
    if ole_entry(bytes, "EncryptedPackage") {
        return Kind::EncryptedOffice;
    }
    let sheet = ole_entry(bytes, "Workbook") || ole_entry(bytes, "Book");
    let doc = ole_entry(bytes, "WordDocument");
    let word = Kind::Unsupported { what: "een oud Word-bestand (.doc)", ask: ASK_DOCX };
    // A mail or presentation may hold a workbook as an object, not the other way round.
    if ole_entry(bytes, "__properties_version1.0") {
        return Kind::Unsupported {
            what: "een Outlook-bericht (.msg)",
            ask: "het bericht als .eml of PDF, met de bijlagen als losse bestanden",
        };
    }
    if ole_entry(bytes, "PowerPoint Document") {
        return Kind::Unsupported { what: "een oude presentatie (.ppt)", ask: ASK_PDF };
    }
    match (sheet, doc) {
        (true, true) if ext.starts_with("xl") => Kind::Xls,
        (_, true) => word,
        (true, false) => Kind::Xls,
        (false, false) => {
            Kind::Unsupported { what: "een oud Office-bestand of een installatiepakket", ask: ASK_PDF }
        }
    }
}

/// Whether a stream or storage of this name stands in the directory. Entries are 128 bytes on a 128-byte
/// boundary: the name in UTF-16, its length at 64, the kind of entry at 66.
fn ole_entry(bytes: &[u8], name: &str) -> bool {
    let mut wanted: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    wanted.extend([0, 0]);
    bytes.chunks_exact(128).skip(4).any(|entry| {
        entry.starts_with(&wanted)
            && entry.get(64..66) == Some(&(wanted.len() as u16).to_le_bytes()[..])
            && matches!(entry.get(66), Some(1 | 2))
    })
}

fn textual(text: &str, ext: &str) -> Kind {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if start.starts_with("{\\rtf") {
        return Kind::Unsupported { what: "een RTF-bestand", ask: ASK_DOCX };
    }
    if start.starts_with('<')
        && let Some(kind) = markup(start)
    {
        return kind;
    }
    if looks_like_mail(text) || matches!(ext, "eml" | "mht" | "mhtml") {
        return Kind::Eml;
    }
    match ext {
        "csv" | "tsv" => Kind::Csv,
        "json" => Kind::Json,
        "htm" | "html" | "xhtml" => Kind::Html,
        // Portals export tab- or semicolon-separated text under a workbook's name.
        "xls" | "xlsx" => Kind::Csv,
        _ if start.starts_with('{') && start.contains("\":") => Kind::Json,
        _ => Kind::Text,
    }
}

/// HTML, XBRL or XML by the first element's name and the namespaces near it.
fn markup(start: &str) -> Option<Kind> {
    let lower = start.to_ascii_lowercase();
    let inline = lower.contains("http://www.xbrl.org/2013/inlinexbrl")
        || lower.contains("http://www.xbrl.org/2008/inlinexbrl");
    if inline {
        return Some(Kind::Xbrl);
    }
    let mut rest = lower.as_str();
    // Past the declaration, comments and the document type to the root.
    let root = loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix("<?") {
            rest = &after[after.find("?>")? + 2..];
        } else if let Some(after) = rest.strip_prefix("<!--") {
            rest = &after[after.find("-->")? + 3..];
        } else if rest.starts_with("<!doctype html") {
            return Some(Kind::Html);
        } else if let Some(after) = rest.strip_prefix("<!") {
            rest = &after[after.find('>')? + 1..];
        } else {
            break rest.strip_prefix('<')?;
        }
    };
    let name: String =
        root.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_')).collect();
    let local = name.rsplit(':').next().unwrap_or_default();
    match local {
        "" => None,
        "xbrl" => Some(Kind::Xbrl),
        "html" | "head" | "body" | "table" | "div" | "p" | "meta" | "style" | "h1" | "h2" | "center"
        | "font" => Some(Kind::Html),
        "svg" => Some(Kind::Unsupported { what: "een tekening", ask: ASK_PDF }),
        _ if lower.starts_with("<?xml") || root.contains("</") || root.contains("xmlns") => Some(Kind::Xml),
        _ => None,
    }
}

/// At least two known mail headers among the first lines, one of them a sender, date or relay.
fn looks_like_mail(text: &str) -> bool {
    const KNOWN: &[&str] = &[
        "received:",
        "return-path:",
        "from:",
        "to:",
        "subject:",
        "date:",
        "mime-version:",
        "message-id:",
        "delivered-to:",
        "content-type:",
        "x-mailer:",
        "dkim-signature:",
        "reply-to:",
        "x-originating-ip:",
        "authentication-results:",
        "arc-seal:",
        "x-ms-exchange-organization-scl:",
        "thread-topic:",
    ];
    const SURE: &[&str] = &["received:", "return-path:", "mime-version:", "message-id:", "delivered-to:"];
    let (mut known, mut sure) = (0, false);
    for (i, line) in text.lines().take(60).enumerate() {
        if line.is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let lower = line.get(..line.len().min(40)).unwrap_or(line).to_ascii_lowercase();
        let header = lower.split_once(':').is_some_and(|(name, _)| {
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
        });
        let mailbox = i == 0 && lower.starts_with("from ");
        if !(header || mailbox) {
            return false;
        }
        known += usize::from(KNOWN.iter().any(|k| lower.starts_with(k)));
        sure |= SURE.iter().any(|k| lower.starts_with(k));
    }
    known >= 2 && sure
}

pub fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|w| w == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_before_the_name() {
        assert_eq!(sniff("a.docx", b"%PDF-1.7\n..."), Kind::Pdf);
        assert_eq!(sniff("a.pdf", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Kind::Image);
        assert_eq!(sniff("a.txt", b"{\\rtf1 x}").media(), Media::Unknown);
        assert_eq!(sniff("a.xls", b"<html><table><tr><td>1</td></tr></table></html>"), Kind::Html);
        assert_eq!(sniff("a.csv", b"naam;bedrag\r\nx;1\r\n"), Kind::Csv);
        assert_eq!(sniff("a.txt", b"naam;bedrag\r\nx;1\r\n"), Kind::Text);
        assert_eq!(sniff("a.bin", &[0, 1, 2, 3, 0, 0, 9, 200, 255]).media(), Media::Unknown);
    }

    #[test]
    fn mail_xml_and_xbrl_are_told_from_text() {
        let mail = b"Received: from a by b\r\nFrom: x@example.nl\r\nSubject: Bijlagen\r\n\r\nHallo";
        assert_eq!(sniff("bericht.txt", mail), Kind::Eml);
        assert_eq!(sniff("brief.txt", b"Aan: Zorgkantoor\nDatum: 1 mei 2026\n\nGeachte"), Kind::Text);
        assert_eq!(
            sniff("x.xml", b"<?xml version=\"1.0\"?><!-- a --><xbrli:xbrl xmlns:xbrli=\"u\"></xbrli:xbrl>"),
            Kind::Xbrl
        );
        assert_eq!(sniff("x.xml", b"<?xml version=\"1.0\"?><order/>"), Kind::Xml);
        assert_eq!(sniff("x.txt", b"<naam> invullen a.u.b."), Kind::Text);
    }

    #[test]
    fn a_promise_is_broken_only_when_there_is_one() {
        assert!(mislabelled("pdf", Kind::Docx));
        assert!(mislabelled("xls", Kind::Html));
        assert!(!mislabelled("", Kind::Docx));
        assert!(!mislabelled("doc", Kind::Unsupported { what: "", ask: "" }));
        assert!(mislabelled("doc", Kind::Docx));
        assert!(!mislabelled("xlsb", Kind::Xlsb));
        assert!(!mislabelled("docx", Kind::EncryptedOffice));
    }

    #[test]
    fn extensions_are_those_of_the_file_name() {
        assert_eq!(extension("map.x/KvK.PDF"), "pdf");
        assert_eq!(extension(".gitignore"), "");
        assert_eq!(extension("zonder"), "");
    }
}
