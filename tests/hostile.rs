//! Hostile and broken files, through the pool: each ends in a problem, none in a failure or a delay.

#![allow(clippy::unwrap_used)] // tests may

use std::io::Write;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use toets::document::{Document, Media};
use toets::read::limits::Limits;
use toets::worker::Pool;

/// Limits small enough for quick tests; one pool for all, so that no file may harm the next.
fn read(name: &str, bytes: &[u8]) -> Vec<Document> {
    static POOL: OnceLock<Pool> = OnceLock::new();
    let pool = POOL.get_or_init(|| {
        let limits =
            Limits { bytes: 64 << 20, unpacked_bytes: 64 << 20, inner_documents: 30, ..Limits::default() };
        Pool::new(PathBuf::from(env!("CARGO_BIN_EXE_toets")), 2, limits)
    });
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let started = Instant::now();
    let documents = pool.read(&path);
    assert!(started.elapsed() < Duration::from_secs(30), "{name} took {:?}", started.elapsed());
    assert!(!documents.is_empty());
    documents
}

fn codes(document: &Document) -> Vec<&str> {
    document.problems.iter().map(|p| p.code.as_str()).collect()
}

fn inner(documents: &[Document]) -> Vec<&str> {
    documents.iter().filter_map(|d| d.inner.as_deref()).collect()
}

fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, data) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(data).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_zip_bomb_stops_at_the_cap() {
    let zeros = vec![b'0'; 20 << 20];
    let bomb = zip(&[("1.txt", &zeros), ("2.txt", &zeros), ("3.txt", &zeros), ("4.txt", &zeros)]);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(codes(&read("bom.zip", &bomb)[0]), ["unpacks-too-large"]);
    // As a workbook the same.
    let book = zip(&[
        ("[Content_Types].xml", b"<a/>"),
        ("xl/workbook.xml", b"<a/>"),
        ("xl/sharedStrings.xml", &vec![b' '; 200 << 20]),
    ]);
    assert_eq!(codes(&read("bom.xlsx", &book)[0]), ["unpacks-too-large"]);
    let word = zip(&[("[Content_Types].xml", b"<a/>"), ("word/document.xml", &vec![b' '; 200 << 20])]);
    assert_eq!(codes(&read("bom.docx", &word)[0]), ["unpacks-too-large"]);
}

#[test]
fn archives_in_archives_end_at_the_cap() {
    let mut bytes = zip(&[("diep.txt", b"tekst")]);
    for _ in 0..10 {
        bytes = zip(&[("in.zip", &bytes), ("los.txt", b"los")]);
    }
    let documents = read("uit.zip", &bytes);
    let last = documents.iter().find(|d| codes(d).contains(&"nested-too-deep")).unwrap();
    assert_eq!(last.inner.as_deref(), Some("in.zip/in.zip/in.zip/in.zip"));
    assert!(inner(&documents).contains(&"in.zip/in.zip/los.txt"));
}

#[test]
fn names_cannot_leave_the_archive_and_clutter_is_left_out() {
    let documents = read(
        "namen.zip",
        &zip(&[
            ("../../etc/passwd", b"tekst"),
            ("map/a.txt", b"a"),
            ("map\\a.txt", b"b"),
            ("__MACOSX/map/._a.txt", b"x"),
            ("Thumbs.db", b"x"),
        ]),
    );
    assert_eq!(inner(&documents), ["etc/passwd", "map/a.txt", "map/a (2).txt"]);
    assert_eq!(codes(&documents[1]), ["unsafe-name"]);
}

#[test]
fn too_many_files_in_an_archive() {
    let names: Vec<String> = (0..60).map(|i| format!("{i}.txt")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &b"x"[..])).collect();
    let documents = read("veel.zip", &zip(&parts));
    assert_eq!(documents.len(), 31);
    assert_eq!(codes(&documents[0]), ["too-many-documents"]);
}

#[test]
fn locked_archives_and_office_files() {
    let mut locked = zip(&[("geheim.txt", b"tekst")]);
    // The flag of encryption in the local header and in the directory.
    locked[6] |= 1;
    let directory = locked.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    locked[directory + 8] |= 1;
    assert_eq!(codes(&read("slot.zip", &locked)[0]), ["password-protected"]);
    assert_eq!(codes(&read("slot.docx", &ole("EncryptedPackage"))[0]), ["password-protected"]);
    for (name, stream) in
        [("oud.doc", "WordDocument"), ("b.msg", "__properties_version1.0"), ("p.ppt", "PowerPoint Document")]
    {
        let documents = read(name, &ole(stream));
        assert_eq!((codes(&documents[0]), documents[0].media), (vec!["unsupported-format"], Media::Unknown));
    }
}

/// The head of a compound file with one directory entry.
fn ole(stream: &str) -> Vec<u8> {
    let mut out = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    out.resize(512, 0);
    let mut entry: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = entry.len() as u16 + 2;
    entry.resize(64, 0);
    entry.extend(length.to_le_bytes());
    entry.push(2);
    entry.resize(128, 0);
    out.extend(entry);
    out.resize(4096, 0);
    out
}

#[test]
fn broken_and_empty_files() {
    assert_eq!(codes(&read("leeg.pdf", b"")[0]), ["empty-file"]);
    let whole = zip(&[("a.txt", &[b'x'; 5000])]);
    assert_eq!(codes(&read("half.zip", &whole[..whole.len() / 2])[0]), ["damaged"]);
    let documents = read("half.docx", &whole[..whole.len() / 2]);
    assert_eq!((codes(&documents[0]), documents[0].media), (vec!["damaged"], Media::Docx));
    assert!(!codes(&read("half.pdf", b"%PDF-1.7\n1 0 obj <<")[0]).is_empty());
    assert_eq!(codes(&read("oud.xls", &ole("Workbook"))[0]), ["damaged"]);
    // Noise under every name is a document of some kind, and never the end of a worker.
    let noise: Vec<u8> = (0..70_000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    for ext in ["pdf", "docx", "xlsx", "xls", "ods", "odt", "csv", "eml", "png", "html", "json", "xml", "zip"]
    {
        let documents = read(&format!("ruis.{ext}"), &noise);
        assert!(!codes(&documents[0]).is_empty(), "{ext}");
        assert!(!codes(&documents[0]).contains(&"reader-crashed"), "{ext}");
    }
}

#[test]
fn a_lie_about_dimensions_costs_nothing() {
    let sheet = b"<worksheet><dimension ref='A1:XFD1048576'/><sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>hoek</t></is></c></row>\
        <row r='1048576'><c r='XFD1048576'><v>7</v></c></row></sheetData></worksheet>";
    let book = zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", b"<Relationships><Relationship Id='r' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='xl/workbook.xml'/></Relationships>"),
        ("xl/workbook.xml", b"<workbook xmlns:r='r'><sheets><sheet name='A' sheetId='1' r:id='rId1'/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", b"<Relationships><Relationship Id='rId1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet' Target='worksheets/sheet1.xml'/></Relationships>"),
        ("xl/worksheets/sheet1.xml", sheet),
    ]);
    let documents = read("groot.xlsx", &book);
    assert_eq!(documents[0].pages[0].lines.len(), 2);
    let far = &documents[0].pages[0].lines[1].spans[0].words[0];
    assert_eq!((far.text.as_str(), far.cell.unwrap().to_string().as_str()), ("7", "XFD1048576"));
}

#[test]
fn one_endless_line() {
    let line = vec![b'x'; 50 << 20];
    assert_eq!(codes(&read("lijn.csv", &line)[0]), ["too-complex"]);
    let commas = b"a;".repeat(25 << 20);
    assert_eq!(codes(&read("komma.csv", &commas)[0]), ["too-complex"]);
    // As text it is one word.
    assert_eq!(read("lijn.txt", &line)[0].pages[0].lines.len(), 1);
}

#[test]
fn deep_markup() {
    let html = format!("<html>{}", "<div>".repeat(100_000));
    assert_eq!(codes(&read("diep.html", html.as_bytes())[0]), ["too-complex"]);
    let bold = format!("<html>{}", "<b><i><font>".repeat(100_000));
    assert_eq!(codes(&read("vet.html", bold.as_bytes())[0]), ["too-complex"]);
    let json = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(codes(&read("diep.json", json.as_bytes())[0]), ["damaged", "too-complex"]);
    let xml = format!("<?xml version='1.0'?>{}", "<a>".repeat(1_000_000));
    assert_eq!(codes(&read("diep.xml", xml.as_bytes())[0]), ["too-complex"]);
}

#[test]
fn mails_in_mails() {
    let mut mail =
        "Received: from a by b\r\nFrom: a@b.example\r\nSubject: kern\r\nMIME-Version: 1.0\r\n\r\nkern"
            .to_owned();
    for i in 0..50 {
        mail = format!(
            "Received: from a by b\r\nFrom: a@b.example\r\nSubject: laag {i}\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/mixed; boundary=\"b{i}\"\r\n\r\n--b{i}\r\nContent-Type: text/plain\r\n\r\nlaag {i}\r\n\
             --b{i}\r\nContent-Type: message/rfc822\r\n\r\n{mail}\r\n--b{i}--\r\n"
        );
    }
    let documents = read("keten.eml", mail.as_bytes());
    assert_eq!(documents.len(), 5);
    assert_eq!(codes(&documents[4]), ["nested-too-deep"]);
    assert!(documents[3].pages[0].text().contains("laag 46"));
}
