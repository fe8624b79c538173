//! Files that must not hurt: broken, locked, swollen, lying.

use super::Case;
use crate::block::{Block, Doc, Table, para, title};
use crate::layout::lay_out;
use crate::provider::Provider;
use crate::style::{Format, Pen};
use crate::write::classic::{Extras, write_with};
use crate::write::zipped;

fn plain_pdf(text: &str, extras: &Extras) -> Vec<u8> {
    let pen = Pen::new(4).with_format(Format::Classic);
    let doc = Doc::new("Notitie", vec![title("Notitie"), para(text)]);
    write_with(&doc, &lay_out(&doc, &pen.style), pen.style.text, extras)
}

/// Evidence beside the declaration that no permit is needed: a list of what the provider does.
pub fn activities(p: &Provider) -> Vec<u8> {
    let pen = Pen::new(12).with_format(Format::Classic);
    let rows = [
        ("Vervoer naar dagbesteding", "geen zorg"),
        ("Huishoudelijke hulp", "Wmo"),
        ("Maaltijden", "geen zorg"),
    ]
    .map(|(what, law)| vec![what.to_owned(), law.to_owned()])
    .to_vec();
    let doc = Doc::new(
        "Overzicht activiteiten",
        vec![
            title("Overzicht van onze activiteiten"),
            para(format!("{}, KvK-nummer {}", p.name, p.kvk)),
            Block::Table(Table::words(&["Activiteit", "Wettelijk kader"], &[3.0, 2.0], rows)),
        ],
    );
    write_with(&doc, &lay_out(&doc, &pen.style), pen.style.text, &Extras::default())
}

pub fn hostile_files(c: &mut Case) {
    let good =
        plain_pdf("Dit is een gewone notitie zonder betekenis voor de inschrijving.", &Extras::default());
    c.raw("rommel/afgebroken.pdf", good[..good.len() / 2].to_vec());
    let noise: Vec<u8> = (0..6000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    c.raw("rommel/ruis.pdf", noise.clone());
    c.raw("rommel/ruis.docx", noise);
    c.raw("rommel/leeg.pdf", Vec::new());
    c.raw("rommel/leeg.txt", Vec::new());
    let locked = Extras {
        user_password: Some("geheim".to_owned()),
        owner_password: Some("eigenaar".to_owned()),
        ..Extras::default()
    };
    c.raw("rommel/met wachtwoord.pdf", plain_pdf("Achter slot.", &locked));
    let protected = Extras { owner_password: Some("eigenaar".to_owned()), ..Extras::default() };
    c.raw(
        "rommel/beveiligd maar leesbaar.pdf",
        plain_pdf("Deze notitie is versleuteld, maar opent zonder wachtwoord.", &protected),
    );
    let within = Extras {
        attachments: vec![("notitie.txt".to_owned(), b"Een bijlage in een PDF.".to_vec())],
        ..Extras::default()
    };
    c.raw("rommel/met bijlage.pdf", plain_pdf("Zie de ingesloten bijlage.", &within));
    // 24 MB of zeros twice over, in 50 kB: small enough for a disk, large enough to count.
    let inner = zipped::write(&[("nullen.txt".to_owned(), vec![b'0'; 24 << 20])], &[]);
    c.raw(
        "rommel/bom.zip",
        zipped::write(&[("a.zip".to_owned(), inner.clone()), ("b.zip".to_owned(), inner)], &[]),
    );
    c.raw(
        "rommel/pad.zip",
        zipped::write(&[("../../buiten.txt".to_owned(), b"hoort nergens".to_vec())], &[]),
    );
    c.raw(
        "rommel/script.html",
        b"<html><head><title>Klachten</title><script>document.location='https://voorbeeld.example/steel'</script></head><body onload=\"alert(1)\"><p>Geen klachtenregeling.</p><img src=x onerror=alert(2)></body></html>".to_vec(),
    );
    c.raw(
        "rommel/formules.csv",
        "naam;bedrag\r\n=HYPERLINK(\"https://voorbeeld.example\";\"klik\");=1+1\r\n@SUM(A1:A9);-2+3\r\n+cmd|' /C calc'!A0;1\r\n".as_bytes().to_vec(),
    );
    c.raw("rommel/factuur.pdf.exe", b"MZ\x90\x00 dit is geen programma".to_vec());
    c.raw(
        "rommel/macro.docm",
        zipped::write(&[("word/vbaProject.bin".to_owned(), b"geen macro".to_vec())], &[]),
    );
    c.raw("rommel/~$Ondernemingsplan.docx", vec![0x15; 162]);
    c.raw("rommel/desktop.ini", vec![0xd0; 512]);
    c.raw("rommel/.DS_Store", vec![0; 128]);
    let deep: String = "<a>".repeat(40_000);
    c.raw("rommel/diep.html", deep.into_bytes());
    let entities = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>";
    c.raw(
        "rommel/entiteiten.docx",
        zipped::write(
            &[
                (
                    "[Content_Types].xml".to_owned(),
                    b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"
                        .to_vec(),
                ),
                ("word/document.xml".to_owned(), entities.as_bytes().to_vec()),
            ],
            &[],
        ),
    );
}
