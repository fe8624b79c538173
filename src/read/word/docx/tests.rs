use std::fmt::Write as _;
use std::io::Write;

use super::*;
use crate::document::{FieldKind, Line, MarkKind};

fn docx(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, text) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn body(inner: &str) -> Content {
    let xml = format!("<w:document xmlns:w='w'><w:body>{inner}</w:body></w:document>");
    let styles = "<w:styles><w:style w:type='paragraph' w:styleId='Kop1'><w:name w:val='heading 1'/></w:style></w:styles>";
    read(&docx(&[("word/document.xml", &xml), ("word/styles.xml", styles)]), &Limits::default())
}

fn lines(content: &Content) -> Vec<String> {
    content.pages.iter().flat_map(|p| p.lines.iter().map(Line::text)).collect()
}

#[test]
fn headings_runs_tabs_and_tracked_changes() {
    let content = body(
        "<w:p><w:pPr><w:pStyle w:val='Kop1'/></w:pPr><w:r><w:t>Klachtenregeling</w:t></w:r></w:p>\
         <w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>Datum:</w:t></w:r>\
         <w:r><w:tab/><w:t xml:space='preserve'>31 juli </w:t></w:r><w:del><w:r><w:delText>2025</w:delText></w:r></w:del>\
         <w:ins><w:r><w:t>20</w:t></w:r><w:r><w:t>26</w:t></w:r></w:ins></w:p>\
         <w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>onzichtbaar</w:t></w:r></w:p>",
    );
    assert_eq!(lines(&content), ["Klachtenregeling", "Datum: 31 juli 2026"]);
    let page = &content.pages[0];
    assert!(page.lines[0].bold() && page.lines[0].size() >= 16.0);
    assert_eq!(page.lines[1].spans.len(), 2);
    assert!(page.lines[1].spans[0].words[0].bold && !page.lines[1].spans[1].words[0].bold);
    assert!(content.problems.is_empty());
}

#[test]
fn tables_keep_their_columns() {
    let cell = |t: &str| format!("<w:tc><w:p><w:r><w:t>{t}</w:t></w:r></w:p></w:tc>");
    let content = body(&format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p><w:r><w:t>Totaal</w:t></w:r></w:p></w:tc>{}</w:tr></w:tbl>",
        cell("KvK"),
        cell("12345678"),
        cell("3")
    ));
    assert_eq!(lines(&content), ["KvK 12345678", "Totaal 3"]);
    let rows = &content.pages[0].lines;
    assert!(rows[1].spans[1].bbox().x0 > rows[0].spans[1].bbox().x0);
}

#[test]
fn controls_and_legacy_fields() {
    let content = body(
        "<w:p><w:sdt><w:sdtPr><w:alias w:val='Naam'/><w:tag w:val='naam'/><w:text/></w:sdtPr><w:sdtContent>\
         <w:r><w:t>Stichting A</w:t></w:r></w:sdtContent></w:sdt></w:p>\
         <w:p><w:sdt><w:sdtPr><w:tag w:val='akkoord'/><w14:checkbox><w14:checked w14:val='1'/></w14:checkbox></w:sdtPr>\
         <w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t xml:space='preserve'> Akkoord</w:t></w:r></w:p>\
         <w:p><w:sdt><w:sdtPr><w:alias w:val='Leeg'/><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent>\
         <w:r><w:t>Klik hier</w:t></w:r></w:sdtContent></w:sdt></w:p>\
         <w:p><w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:name w:val='Vak1'/><w:checkBox><w:default w:val='0'/>\
         <w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:t>Ja</w:t></w:r></w:p>\
         <w:sdt><w:sdtPr><w:docPartObj/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Inhoud</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    );
    assert_eq!(lines(&content), ["Stichting A", "☒ Akkoord", "☒ Ja", "Inhoud"]);
    let fields: Vec<_> = content
        .form_fields
        .iter()
        .map(|f| (f.name.as_str(), f.label.as_deref(), f.kind, f.value.as_deref()))
        .collect();
    assert_eq!(
        fields,
        [
            ("naam", Some("Naam"), FieldKind::Text, Some("Stichting A")),
            ("akkoord", None, FieldKind::Check, Some("true")),
            ("", Some("Leeg"), FieldKind::Text, None),
            ("Vak1", None, FieldKind::Check, Some("true")),
        ]
    );
    assert!(content.form_fields.iter().all(|f| f.page == Some(1)));
}

#[test]
fn pages_pictures_and_text_boxes() {
    let content = body(
        "<w:p><w:r><w:t>een</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>\
         <w:p><w:r><w:t>kader</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>\
         <w:txbxContent><w:p><w:r><w:t>kader</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>\
         <w:p><w:r><w:br w:type='page'/></w:r></w:p><w:p><w:r><w:lastRenderedPageBreak/><w:t>Ondertekening</w:t></w:r></w:p>\
         <w:p><w:r><w:drawing><wp:inline><wp:extent cx='1270000' cy='508000'/><a:blip/></wp:inline></w:drawing></w:r></w:p>",
    );
    assert_eq!(lines(&content), ["een", "kader", "Ondertekening"]);
    assert_eq!(content.pages.len(), 2);
    let mark = content.pages[1].marks[0];
    assert_eq!((mark.kind, mark.bbox.width(), mark.bbox.height()), (MarkKind::Image, 100.0, 40.0));
}

#[test]
fn a_pasted_scan_is_a_scan() {
    let content =
        body("<w:p><w:r><w:drawing><wp:extent cx='1270000' cy='508000'/><a:blip/></w:drawing></w:r></w:p>");
    assert!(content.pages[0].unread());
    assert_eq!(content.problems[0].code, "scan-not-read");
}

#[test]
fn headers_first_footers_last_of_the_first_page_and_metadata() {
    let para = |t: &str| format!("<w:p><w:r><w:t>{t}</w:t></w:r></w:p>");
    let document = format!(
        "<w:document><w:body>{}<w:p><w:r><w:t>einde</w:t><w:br w:type='page'/></w:r></w:p>{}</w:body></w:document>",
        para("tekst"),
        para("tweede")
    );
    let bytes = docx(&[
        ("word/document.xml", &document),
        ("word/header1.xml", &format!("<w:hdr>{}</w:hdr>", para("Briefhoofd"))),
        ("word/header2.xml", &format!("<w:hdr>{}</w:hdr>", para("Briefhoofd"))),
        ("word/footer1.xml", &format!("<w:ftr>{}</w:ftr>", para("Voet"))),
        (
            "word/footnotes.xml",
            &format!(
                "<w:footnotes><w:footnote w:type='separator'>{}</w:footnote><w:footnote>{}</w:footnote></w:footnotes>",
                para("x"),
                para("Noot")
            ),
        ),
        (
            "docProps/core.xml",
            "<cp><dc:title>Beleid</dc:title><dcterms:created>2026-03-01T10:00:00Z</dcterms:created></cp>",
        ),
    ]);
    let content = read(&bytes, &Limits::default());
    assert_eq!(lines(&content), ["Briefhoofd", "tekst", "einde", "Voet", "tweede", "Noot"]);
    assert_eq!(content.pages[0].lines.len(), 4);
    assert_eq!(content.metadata.title.as_deref(), Some("Beleid"));
    assert_eq!(content.metadata.created.as_deref(), Some("2026-03-01"));
}

#[test]
fn damage_and_bombs_end_in_problems() {
    let code = |xml: &str| {
        let content = read(&docx(&[("word/document.xml", xml)]), &Limits::default());
        content.problems.first().map(|p| p.code.clone())
    };
    assert_eq!(code("<w:document><w:body><w:p><w:r><w:t>half").as_deref(), Some("damaged"));
    assert_eq!(code(&"<w:p>".repeat(1_000_000)).as_deref(), Some("too-complex"));
    let mut laughs = String::from("<!DOCTYPE x [<!ENTITY a0 'ha'>");
    for i in 1..12 {
        let before = format!("&a{};", i - 1).repeat(10);
        write!(laughs, "<!ENTITY a{i} '{before}'>").unwrap();
    }
    laughs += "]><w:document><w:body><w:p><w:r><w:t>&a11;tekst</w:t></w:r></w:p></w:body></w:document>";
    let content = read(&docx(&[("word/document.xml", &laughs)]), &Limits::default());
    assert_eq!(lines(&content), ["tekst"]);
    let small = Limits { unpacked_bytes: 1000, ..Limits::default() };
    let big = docx(&[("word/document.xml", &" ".repeat(5000))]);
    assert_eq!(read(&big, &small).problems[0].code, "unpacks-too-large");
    assert_eq!(read(&docx(&[("andere.xml", "<a/>")]), &Limits::default()).problems[0].code, "damaged");
}
