//! About a hundred bad files, made here: broken, lying, greedy, endless, armed.

pub mod make;

use std::fmt::Write as _;

use make::{Dice, EXTRACT, docx, ole, paragraph, pdf, pdf_of, pdf_with, raw_pdf, xlsx, zip};

/// What must be said of a file.
#[derive(Debug, Clone)]
pub enum Expect {
    /// At least one problem, at it or at something inside it.
    Problem,
    /// This one.
    Code(&'static str),
    /// It may be readable after all: it is in the report.
    Listed,
}

#[derive(Debug)]
pub struct Bad {
    pub name: String,
    pub bytes: Vec<u8>,
    pub expect: Expect,
}

fn bad(name: impl Into<String>, bytes: impl Into<Vec<u8>>, expect: Expect) -> Bad {
    Bad { name: name.into(), bytes: bytes.into(), expect }
}

pub fn files() -> Vec<Bad> {
    let mut all = Vec::new();
    pdfs_torn(&mut all);
    pdfs_hostile(&mut all);
    archives(&mut all);
    office(&mut all);
    markup(&mut all);
    tables(&mut all);
    mails(&mut all);
    pictures(&mut all);
    noise(&mut all);
    names(&mut all);
    all
}

fn pdfs_torn(all: &mut Vec<Bad>) {
    let whole = pdf(&[EXTRACT, "Tweede bladzijde\nKvK-nummer 90012345", "Derde bladzijde"]);
    for part in 1..=10 {
        let keep = whole.len() * part / 11;
        all.push(bad(format!("afgebroken {part}.pdf"), &whole[..keep], Expect::Problem));
    }
    let mut dice = Dice(0x5EED_CAFE);
    for number in 0..20 {
        let mut bytes = whole.clone();
        for _ in 0..(1 << (number / 3)) {
            let at = dice.roll(bytes.len());
            match dice.roll(3) {
                0 => bytes[at] ^= 1 << dice.roll(8),
                1 => drop(bytes.drain(at..(at + 40).min(bytes.len()))),
                _ => drop(bytes.splice(at..at, (0..20).map(|_| dice.roll(256) as u8).collect::<Vec<_>>())),
            }
        }
        all.push(bad(format!("verminkt {number}.pdf"), bytes, Expect::Listed));
    }
    all.push(bad("staart eerst.pdf", whole.iter().rev().copied().collect::<Vec<_>>(), Expect::Problem));
    all.push(bad("alleen kop.pdf", b"%PDF-1.7\n".to_vec(), Expect::Problem));
    all.push(bad("nullen.pdf", [b"%PDF-1.7\n".to_vec(), vec![0; 1 << 20]].concat(), Expect::Problem));
    all.push(bad("dubbel.pdf", [whole.clone(), whole].concat(), Expect::Listed));
}

fn pdfs_hostile(all: &mut Vec<Bad>) {
    let catalog = "<< /Type /Catalog /Pages 2 0 R >>".to_owned();
    let objects = |rest: &[&str]| -> Vec<u8> {
        let mut list = vec![catalog.clone()];
        list.extend(rest.iter().map(|o| (*o).to_owned()));
        raw_pdf(&list, "")
    };
    all.push(bad(
        "boom in zichzelf.pdf",
        objects(&["<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"]),
        Expect::Problem,
    ));
    all.push(bad(
        "boom in kring.pdf",
        objects(&[
            "<< /Type /Pages /Kids [3 0 R] /Count 9 >>",
            "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 9 >>",
        ]),
        Expect::Problem,
    ));
    all.push(bad(
        "zonder bladzijden.pdf",
        objects(&["<< /Type /Pages /Kids [] /Count 0 >>"]),
        Expect::Problem,
    ));
    all.push(bad(
        "lengte in zichzelf.pdf",
        objects(&[
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
            "<< /Length 4 0 R >>\nstream\nBT ET\nendstream",
        ]),
        Expect::Listed,
    ));
    all.push(bad("verwijzing naar zichzelf.pdf", objects(&["2 0 R"]), Expect::Problem));
    let deep =
        format!("<< /Type /Pages /Kids [] /Count 0 /X {}{} >>", "[".repeat(200_000), "]".repeat(200_000));
    all.push(bad("diepe lijst.pdf", objects(&[&deep]), Expect::Problem));
    all.push(bad(
        "kilometers breed.pdf",
        pdf_of(&["BT /F1 12 Tf 10 10 Td (ver) Tj ET"], "", "[0 0 90000000 1e30]"),
        Expect::Listed,
    ));
    all.push(bad(
        "vak zonder maat.pdf",
        pdf_of(&["BT /F1 12 Tf (niets) Tj ET"], "", "[0 0 0 0]"),
        Expect::Listed,
    ));
    all.push(bad(
        "vak van niets.pdf",
        pdf_of(&["BT /F1 12 Tf (niets) Tj ET"], "", "[NaN (x) null]"),
        Expect::Listed,
    ));
    all.push(bad("alleen q.pdf", pdf_of(&[&"q ".repeat(1_000_000)], "", "[0 0 595 842]"), Expect::Problem));
    let swarm = format!("BT /F1 12 Tf {} ET", "(zzzzzzzzzzzzzzzzzzzzzzzz) Tj ".repeat(300_000));
    all.push(bad("letterzwerm.pdf", pdf_of(&[&swarm], "", "[0 0 595 842]"), Expect::Listed));
    let form = "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >> /Length 11 >>\nstream\n/X Do /X Do\nendstream";
    all.push(bad("vorm in vorm.pdf", objects(&[
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>",
        "<< /Length 5 >>\nstream\n/X Do\nendstream",
        form,
    ]), Expect::Problem));
    let key = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /Length 40 /O (................................) /U (................................) >> /ID [(a) (a)]";
    let locked: Vec<String> = vec![
        catalog.clone(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".into(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>".into(),
    ];
    all.push(bad("met wachtwoord.pdf", raw_pdf(&locked, key), Expect::Code("password-protected")));
    let odd = key.replace("/Standard", "/Eigen.Slot").replace("/V 1", "/V 99");
    all.push(bad("onbekend slot.pdf", raw_pdf(&locked, &odd), Expect::Problem));
    all.push(bad(
        "met script.pdf",
        pdf_with(&[EXTRACT], "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"),
        Expect::Listed,
    ));
    let filters = "<< /Length 3 /Filter [/FlateDecode /FlateDecode /LZWDecode /ASCII85Decode /JBIG2Decode /DCTDecode] >>\nstream\nxyz\nendstream";
    all.push(bad(
        "filterketen.pdf",
        objects(&[
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
            filters,
        ]),
        Expect::Listed,
    ));
}

fn archives(all: &mut Vec<Bad>) {
    let zeros = vec![b'0'; 20 << 20];
    all.push(bad(
        "bom.zip",
        zip(&[("1.txt", &zeros), ("2.txt", &zeros), ("3.txt", &zeros), ("4.txt", &zeros)]),
        Expect::Problem,
    ));
    let mut nested = zip(&[("diep.txt", b"tekst")]);
    for _ in 0..12 {
        nested = zip(&[("in.zip", &nested), ("los.txt", b"los")]);
    }
    all.push(bad("matroesjka.zip", nested, Expect::Code("nested-too-deep")));
    all.push(bad(
        "uitbraak.zip",
        zip(&[
            ("../../uitbraak.txt", b"tekst"),
            ("/etc/cron.d/x", b"x"),
            ("C:\\x\\y.txt", b"x"),
            ("a/../../b.txt", b"x"),
        ]),
        Expect::Code("unsafe-name"),
    ));
    let names: Vec<String> = (0..700).map(|i| format!("{i}.txt")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &b"x"[..])).collect();
    all.push(bad("veel.zip", zip(&many), Expect::Code("too-many-documents")));
    let mut locked = zip(&[("geheim.txt", b"tekst")]);
    locked[6] |= 1;
    let directory = locked.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    locked[directory + 8] |= 1;
    all.push(bad("op slot.zip", locked, Expect::Code("password-protected")));
    let whole = zip(&[("a.txt", &[b'x'; 5000]), ("b.pdf", &pdf(&[EXTRACT]))]);
    all.push(bad("half.zip", &whole[..whole.len() / 2], Expect::Code("damaged")));
    all.push(bad("zonder kop.zip", &whole[30..], Expect::Problem));
    let mut liar = whole;
    let end = liar.len() - 10;
    liar[end..end + 4].copy_from_slice(&[0xFF; 4]);
    all.push(bad("valse maat.zip", liar, Expect::Listed));
    all.push(bad("archief.rar", b"Rar!\x1a\x07\x01\x00rest van het archief".to_vec(), Expect::Problem));
    all.push(bad("archief.7z", b"7z\xBC\xAF\x27\x1C\x00\x04rest van het archief".to_vec(), Expect::Problem));
}

fn office(all: &mut Vec<Bad>) {
    let whole = docx(&paragraph("Klachtenregeling").repeat(400));
    for part in 1..=4 {
        all.push(bad(format!("half {part}.docx"), &whole[..whole.len() * part / 5], Expect::Problem));
    }
    let book = xlsx("<row r='1'><c r='A1'><v>1</v></c></row>", "");
    for part in 1..=4 {
        all.push(bad(format!("half {part}.xlsx"), &book[..book.len() * part / 5], Expect::Problem));
    }
    all.push(bad(
        "leeg boek.ods",
        zip(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")]),
        Expect::Problem,
    ));
    all.push(bad(
        "leeg.odt",
        zip(&[("mimetype", b"application/vnd.oasis.opendocument.text")]),
        Expect::Problem,
    ));
    let deep = format!("{}{}", "<w:tbl><w:tr><w:tc>".repeat(20_000), "</w:tc></w:tr></w:tbl>".repeat(20_000));
    all.push(bad("tabel in tabel.docx", docx(&deep), Expect::Listed));
    all.push(bad("kapotte xml.docx", docx("<w:p><w:r><w:t>Half"), Expect::Listed));
    all.push(bad(
        "hoek.xlsx",
        xlsx("<row r='1048576'><c r='XFD1048576'><v>7</v></c></row>", ""),
        Expect::Listed,
    ));
    all.push(bad(
        "vraatzuchtig.xlsx",
        xlsx(
            "<row r='1'><c r='A1' t='s'><v>4000000000</v></c></row>",
            &"<si><t>abcdefgh</t></si>".repeat(1_000_000),
        ),
        Expect::Listed,
    ));
    all.push(bad(
        "spaties.docx",
        zip(&[("[Content_Types].xml", b"<a/>"), ("word/document.xml", &vec![b' '; 80 << 20])]),
        Expect::Problem,
    ));
    for (name, stream, expect) in [
        ("op slot.docx", "EncryptedPackage", Expect::Code("password-protected")),
        ("op slot.xlsx", "EncryptedPackage", Expect::Code("password-protected")),
        ("oud.doc", "WordDocument", Expect::Code("unsupported-format")),
        ("oud.xls", "Workbook", Expect::Problem),
        ("bericht.msg", "__properties_version1.0", Expect::Code("unsupported-format")),
    ] {
        all.push(bad(name, ole(stream), expect));
    }
}

fn markup(all: &mut Vec<Bad>) {
    let script = "<html><script>alert(1)</script><h1>KvK <img src=x onerror=alert(1)></h1><iframe src='file:///etc/passwd'></iframe>";
    all.push(bad("script.html", script, Expect::Listed));
    all.push(bad("diep.html", format!("<html>{}", "<div>".repeat(100_000)), Expect::Code("too-complex")));
    let lol = "<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY x SYSTEM 'file:///etc/passwd'>]><l>&c;&x;</l>";
    all.push(bad("entiteiten.xml", lol, Expect::Listed));
    all.push(bad("entiteiten.docx", docx("<w:p><w:r><w:t>&x;&lol9;</w:t></w:r></w:p>"), Expect::Listed));
    all.push(bad(
        "diep.xml",
        format!("<?xml version='1.0'?>{}", "<a>".repeat(1_000_000)),
        Expect::Code("too-complex"),
    ));
    all.push(bad(
        "diep.json",
        format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000)),
        Expect::Code("damaged"),
    ));
    let sheet = "<xbrli:xbrl xmlns:xbrli='http://www.xbrl.org/2003/instance'>".to_owned()
        + &"<a:b contextRef='c'>1</a:b>".repeat(10);
    all.push(bad("half.xbrl", sheet, Expect::Listed));
}

fn tables(all: &mut Vec<Bad>) {
    all.push(bad("lijn.csv", vec![b'x'; 30 << 20], Expect::Code("too-complex")));
    all.push(bad("komma.csv", b"a;".repeat(15 << 20), Expect::Code("too-complex")));
    let formulas = "naam;bedrag\n=HYPERLINK(\"http://x.example\";\"klik\");=1+1\n@SUM(A1:A9);+cmd|' /C calc'!A0\n-2+3;\"=cmd\"\n";
    all.push(bad("formules.csv", formulas, Expect::Listed));
    all.push(bad(
        "aanhaling.csv",
        "naam;\"open aanhaling\n".to_owned() + &"regel;\n".repeat(10_000),
        Expect::Listed,
    ));
    let mut utf16 = vec![0xFF, 0xFE];
    utf16.extend("naam;kvk\nZorg;90012345\n".encode_utf16().flat_map(u16::to_le_bytes));
    utf16.push(0xD8);
    all.push(bad("half teken.csv", utf16, Expect::Listed));
    all.push(bad("regels.txt", "\n".repeat(5_000_000), Expect::Listed));
}

fn mails(all: &mut Vec<Bad>) {
    let head = |i: usize| {
        format!("Received: from a by b\r\nFrom: a@b.example\r\nSubject: laag {i}\r\nMIME-Version: 1.0\r\n")
    };
    let mut chain = head(0) + "\r\nkern";
    for i in 0..60 {
        chain = format!(
            "{}Content-Type: multipart/mixed; boundary=\"b{i}\"\r\n\r\n--b{i}\r\nContent-Type: text/plain\r\n\r\nlaag {i}\r\n\
             --b{i}\r\nContent-Type: message/rfc822\r\n\r\n{chain}\r\n--b{i}--\r\n",
            head(i)
        );
    }
    all.push(bad("keten.eml", chain, Expect::Code("nested-too-deep")));
    let mut open = head(1) + "Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n";
    for i in 0..800 {
        write!(open, "--b\r\nContent-Type: text/plain; name=\"../{i}.txt\"\r\nContent-Disposition: attachment; filename=\"../{i}.txt\"\r\n\r\nx\r\n").unwrap();
    }
    all.push(bad("bijlagen.eml", open, Expect::Code("too-many-documents")));
    let lost = head(2)
        + "Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\n%%%%geen base64%%%%";
    all.push(bad("geen base64.eml", lost, Expect::Listed));
}

fn pictures(all: &mut Vec<Bad>) {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    png.extend([0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 8, 6, 0, 0, 0, 0, 0, 0, 0]);
    all.push(bad("reuze.png", png, Expect::Problem));
    all.push(bad("half.jpg", b"\xFF\xD8\xFF\xE0\x00\x10JFIF\x00\x01".to_vec(), Expect::Problem));
    all.push(bad("half.tif", b"II*\x00\xFF\xFF\xFF\xFF".to_vec(), Expect::Problem));
}

fn noise(all: &mut Vec<Bad>) {
    let mut dice = Dice(0x0DD_BA11);
    for ext in [
        "pdf", "docx", "xlsx", "xls", "ods", "odt", "csv", "eml", "png", "html", "json", "xml", "zip", "txt",
        "bin",
    ] {
        let bytes: Vec<u8> = (0..30_000).map(|_| dice.roll(256) as u8).collect();
        all.push(bad(format!("ruis.{ext}"), bytes, Expect::Problem));
    }
    for ext in ["pdf", "docx", "xlsx"] {
        all.push(bad(format!("leeg.{ext}"), Vec::new(), Expect::Code("empty-file")));
    }
    all.push(bad("eigenlijk pdf.xlsx", pdf(&[EXTRACT]), Expect::Code("mislabelled")));
    all.push(bad(
        "eigenlijk html.pdf",
        "<html><h1>Pagina niet gevonden</h1></html>",
        Expect::Code("mislabelled"),
    ));
    all.push(bad("eigenlijk zip.pdf", zip(&[("a.txt", b"a")]), Expect::Code("mislabelled")));
    all.push(bad("eigenlijk exe.pdf", [b"MZ\x90\x00".to_vec(), vec![0; 400]].concat(), Expect::Problem));
}

fn names(all: &mut Vec<Bad>) {
    all.push(bad("-rf.pdf", b"%PDF-1.4 weg".to_vec(), Expect::Problem));
    all.push(bad("uittreksel\u{202E}fdp.exe", b"MZ\x90\x00".to_vec(), Expect::Problem));
    all.push(bad(format!("{}.pdf", "lang".repeat(60)), b"%PDF-1.4 weg".to_vec(), Expect::Problem));
    all.push(bad("<script>alert(1)<.pdf", b"%PDF-1.4 weg".to_vec(), Expect::Problem));
}
