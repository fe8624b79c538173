//! Makes files by hand: PDFs, archives, and the good submission.

use std::fmt::Write as _;
use std::io::Write as _;

use zip::write::SimpleFileOptions;

/// A PDF with a page for each text, Helvetica, a line per line; `extra` goes into the catalog.
pub fn pdf_with(pages: &[&str], extra: &str) -> Vec<u8> {
    let contents: Vec<String> = pages
        .iter()
        .map(|text| {
            let mut content = "BT /F1 11 Tf 56 780 Td 15 TL\n".to_owned();
            for line in text.lines() {
                let safe = line.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
                writeln!(content, "({safe}) Tj T*").unwrap();
            }
            content + "ET"
        })
        .collect();
    let contents: Vec<&str> = contents.iter().map(String::as_str).collect();
    pdf_of(&contents, extra, "[0 0 595 842]")
}

pub fn pdf(pages: &[&str]) -> Vec<u8> {
    pdf_with(pages, "")
}

/// A PDF of raw content streams, with a right cross-reference table.
pub fn pdf_of(contents: &[&str], extra: &str, media_box: &str) -> Vec<u8> {
    let kids: Vec<String> = (0..contents.len()).map(|i| format!("{} 0 R", 4 + 2 * i)).collect();
    let mut objects = vec![
        format!("<< /Type /Catalog /Pages 2 0 R {extra} >>"),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), contents.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    for (i, content) in contents.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox {media_box} /Contents {} 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
            5 + 2 * i
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    raw_pdf(&objects, "")
}

/// Numbers the objects from 1 and writes the table and trailer; the first is the catalog.
pub fn raw_pdf(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.5\n%\xE2\xE3\xCF\xD3\n".to_vec();
    let mut offsets = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        out.extend(format!("{} 0 obj\n{object}\nendobj\n", i + 1).bytes());
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for offset in offsets {
        out.extend(format!("{offset:010} 00000 n \n").bytes());
    }
    out.extend(
        format!(
            "trailer\n<< /Size {} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n",
            objects.len() + 1
        )
        .bytes(),
    );
    out
}

pub fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, data) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(data).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub fn docx(body: &str) -> Vec<u8> {
    let document = format!(
        "<?xml version='1.0'?><w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>{body}</w:body></w:document>"
    );
    zip(&[
        ("[Content_Types].xml", b"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Override PartName='/word/document.xml' ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>"),
        ("_rels/.rels", b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='word/document.xml'/></Relationships>"),
        ("word/document.xml", document.as_bytes()),
    ])
}

pub fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A workbook of one sheet with these rows (XML of `sheetData`) and these shared strings.
pub fn xlsx(rows: &str, shared: &str) -> Vec<u8> {
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    zip(&[
        ("[Content_Types].xml", b"<Types><Override PartName='/xl/workbook.xml' ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/></Types>"),
        ("_rels/.rels", b"<Relationships><Relationship Id='r' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='xl/workbook.xml'/></Relationships>"),
        ("xl/workbook.xml", b"<workbook xmlns:r='r'><sheets><sheet name='A' sheetId='1' r:id='rId1'/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", b"<Relationships><Relationship Id='rId1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='rId2' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings' Target='sharedStrings.xml'/></Relationships>"),
        ("xl/sharedStrings.xml", format!("<sst>{shared}</sst>").as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

/// The head of a compound file (doc, xls, msg, an encrypted office file) with one directory entry.
pub fn ole(stream: &str) -> Vec<u8> {
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

/// A generator of numbers, the same on every run.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below.max(1) as u64) as usize
    }
}

pub const EXTRACT: &str = "Kamer van Koophandel\nUittreksel Handelsregister\n\nKvK-nummer 90012345\n\n\
    Rechtspersoon\nRSIN 900123452\nRechtsvorm Stichting\nStatutaire naam Stichting Zonnehof Goed\n\
    Statutaire zetel Utrecht\n\nBestuurder\nNaam Jansen, Jan\nBevoegdheid Alleen/zelfstandig bevoegd\n\n\
    Gewaarmerkt uittreksel\nUittreksel vervaardigd op 01-07-2026 om 10.15 uur\n";

/// A few documents and a manifest, in several formats.
pub fn good_submission() -> Vec<(&'static str, Vec<u8>)> {
    let manifest = "aanbieder = \"Stichting Zonnehof Goed\"\nkvk = \"90012345\"\ncategorie = \"3\"\nbeleid = \"cz-2027\"\ningediend = 2026-07-30T12:00:00+02:00\n";
    let policy = "Polisblad bedrijfsaansprakelijkheidsverzekering\n\nVerzekeringnemer: Stichting Zonnehof Goed\n\
        Polisnummer: 123-456\nIngangsdatum: 1 januari 2026\nEinddatum: 31 december 2026\n\
        Verzekerd bedrag per aanspraak: EUR 2.500.000\nVerzekerd bedrag per verzekeringsjaar: EUR 5.000.000\n";
    let complaints = [
        "Klachtenregeling",
        "Stichting Zonnehof Goed",
        "Een klacht wordt binnen zes weken behandeld door de klachtenfunctionaris.",
    ]
    .map(paragraph)
    .concat();
    vec![
        ("inschrijving.toml", manifest.as_bytes().to_vec()),
        ("kvk uittreksel.pdf", pdf(&[EXTRACT])),
        ("verzekering/polis.pdf", pdf(&[policy])),
        ("klachtenregeling.docx", docx(&complaints)),
        ("privacyverklaring.html", b"<html><h1>Privacyverklaring</h1><p>Stichting Zonnehof Goed verwerkt persoonsgegevens.</p></html>".to_vec()),
        ("onderaannemers.csv", b"naam;kvk;aandeel\nZorg Een B.V.;90054321;5%\n".to_vec()),
    ]
}
