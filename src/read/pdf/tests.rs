//! Whole PDFs, made here: layouts and accidents that real documents bring.

#![allow(clippy::unwrap_used, clippy::needless_pass_by_value, clippy::format_collect)]

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};

use super::{PdfRead, read_pdf};
use crate::document::{FieldKind, Line, MarkKind, Page, TextSource};
use crate::read::limits::Limits;

/// A4 with Helvetica as F1, its bold as F2 and Symbol as F3.
struct Maker {
    document: Document,
    tree: ObjectId,
    resources: ObjectId,
    pages: Vec<ObjectId>,
}

impl Maker {
    fn new() -> Self {
        let mut document = Document::with_version("1.5");
        let tree = document.new_object_id();
        let mut font = |name: &str| {
            document.add_object(dictionary! {
                "Type" => "Font", "Subtype" => "Type1", "BaseFont" => name, "Encoding" => "WinAnsiEncoding",
            })
        };
        let fonts = dictionary! { "F1" => font("Helvetica"), "F2" => font("Helvetica-Bold") };
        let resources = document.add_object(dictionary! { "Font" => fonts });
        Self { document, tree, resources, pages: Vec::new() }
    }

    fn page(&mut self, content: &str) -> ObjectId {
        self.page_with(content, Dictionary::new())
    }

    fn page_with(&mut self, content: &str, more: Dictionary) -> ObjectId {
        let bytes: Vec<u8> = content.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
        let content = self.document.add_object(Stream::new(Dictionary::new(), bytes));
        let mut page = dictionary! {
            "Type" => "Page", "Parent" => self.tree, "Contents" => content, "Resources" => self.resources,
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        };
        for (key, value) in &more {
            page.set(key.clone(), value.clone());
        }
        let id = self.document.add_object(page);
        self.pages.push(id);
        id
    }

    fn bytes(mut self, catalog: Dictionary) -> Vec<u8> {
        let kids: Vec<Object> = self.pages.iter().map(|id| (*id).into()).collect();
        let count = i64::try_from(kids.len()).unwrap();
        let tree = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count };
        self.document.objects.insert(self.tree, Object::Dictionary(tree));
        let mut root = dictionary! { "Type" => "Catalog", "Pages" => self.tree };
        root.extend(&catalog);
        let root = self.document.add_object(root);
        self.document.trailer.set("Root", root);
        let mut out = Vec::new();
        self.document.save_to(&mut out).unwrap();
        out
    }

    fn read(self) -> PdfRead {
        read_pdf(self.bytes(Dictionary::new()), &Limits::default())
    }
}

/// Content that shows `text` at a place measured from the bottom left.
fn at(x: f32, y: f32, size: f32, text: &str) -> String {
    format!("BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n")
}

fn read_page(content: &str) -> Page {
    let mut maker = Maker::new();
    maker.page(content);
    let mut read = maker.read();
    assert_eq!(read.problems, vec![], "no problems expected");
    read.pages.remove(0)
}

fn shown(line: &Line) -> String {
    line.spans.iter().map(crate::document::Span::text).collect::<Vec<_>>().join(" | ")
}

fn lines(page: &Page) -> Vec<String> {
    page.lines.iter().map(shown).collect()
}

fn codes(read: &PdfRead) -> Vec<&str> {
    read.problems.iter().map(|p| p.code.as_str()).collect()
}

const PROSE: [&str; 6] = [
    "De stichting verleent zorg aan ouderen en",
    "mensen met een beperking in de regio waar",
    "zij werkt. Zij doet dat met medewerkers die",
    "daarvoor zijn opgeleid en die worden begeleid",
    "door een kwaliteitsfunctionaris. Eens per jaar",
    "wordt het beleid met de cliëntenraad besproken.",
];

#[test]
fn a_label_and_its_value_are_two_spans_with_boxes() {
    let page =
        read_page(&(at(60.0, 700.0, 10.0, "KvK-nummer   12345678") + &at(60.0, 680.0, 10.0, "Naam: De Zon")));
    assert_eq!(lines(&page), ["KvK-nummer | 12345678", "Naam: De Zon"]);
    assert_eq!(page.text_source, TextSource::Native);
    let bbox = page.lines[0].spans[0].bbox();
    assert!((bbox.x0 - 60.0).abs() < 0.5, "{bbox:?}");
    assert!(bbox.y0 > 130.0 && bbox.y1 < 146.0, "baseline at 142 from the top: {bbox:?}");
}

#[test]
fn spaced_letters_are_words_again() {
    let tracked = "q BT /F2 18 Tf 9 Tc 60 780 Td (VERKLARING) Tj ET Q\n";
    let spaced = at(60.0, 740.0, 14.0, "V E R K L A R I N G   B E T A L I N G");
    let page = read_page(&(tracked.to_owned() + &spaced));
    assert_eq!(page.lines[0].text(), "VERKLARING");
    assert!(page.lines[0].bold());
    assert_eq!(lines(&page)[1..], ["VERKLARING | BETALING"]);
}

#[test]
fn digits_in_boxes_are_one_number_and_numbered_columns_are_not() {
    let boxes: String = "90123456"
        .chars()
        .enumerate()
        .map(|(i, c)| at(60.0 + 15.0 * i as f32, 700.0, 10.0, &c.to_string()))
        .collect();
    let columns: String = "123456"
        .chars()
        .enumerate()
        .map(|(i, c)| at(60.0 + 15.0 * i as f32, 650.0, 10.0, &c.to_string()))
        .collect();
    let page = read_page(&(boxes + &columns));
    assert_eq!(page.lines[0].text(), "90123456");
    assert_eq!(page.lines[1].text(), "1 2 3 4 5 6");
}

#[test]
fn overprinted_letters_count_once_and_are_bold() {
    let page =
        read_page(&(at(60.0, 700.0, 10.0, "Totaal 1.100,00") + &at(60.3, 700.0, 10.0, "Totaal 1.100,00")));
    assert_eq!(lines(&page), ["Totaal 1.100,00"]);
    assert!(page.lines[0].bold());
}

#[test]
fn a_raised_figure_never_joins_an_amount() {
    let note = "BT /F1 10 Tf 60 700 Td (Omzet 1.234) Tj /F1 6 Tf 4 Ts (2) Tj 0 Ts /F1 10 Tf ( en 1) Tj /F1 6 Tf 4 Ts (e) Tj ET\n";
    assert_eq!(read_page(note).lines[0].text(), "Omzet 1.234 2 en 1e");
}

#[test]
fn leaders_go_and_what_is_typed_over_them_stays_whole() {
    let leader = at(60.0, 700.0, 10.0, "Bestuur ........................ 12");
    let blank = at(60.0, 680.0, 10.0, "Datum: ____________________ Plaats: _______");
    let typed = at(100.0, 681.0, 10.0, "31 juli 2026");
    let page = read_page(&(leader + &blank + &typed));
    assert_eq!(lines(&page), ["Bestuur | 12", "Datum: | 31 juli 2026 | Plaats:"]);
    assert!(page.marks.iter().any(|m| m.kind == MarkKind::Rule), "the blank to write on is a rule");
}

#[test]
fn a_figure_ending_in_a_column_is_cut_from_a_long_label() {
    // Helvetica figures are 5.56 wide at 10 points, separators 2.78.
    let right = |x: f32, y: f32, text: &str| {
        let width: f32 = text.chars().map(|c| if c == '.' { 2.78 } else { 5.56 }).sum();
        at(x - width, y, 10.0, text)
    };
    let mut content = String::new();
    for (i, (label, figure)) in [
        ("Omzet", "1.234"),
        ("Kosten", "12.234"),
        ("Algemene kosten van bestuur en toezicht over het gehele jaar", "900"),
        ("Resultaat", "34"),
    ]
    .iter()
    .enumerate()
    {
        let y = 700.0 - 14.0 * i as f32;
        content += &at(60.0, y, 10.0, label);
        content += &right(360.0, y, figure);
    }
    let page = read_page(&content);
    assert_eq!(
        lines(&page),
        [
            "Omzet | 1.234",
            "Kosten | 12.234",
            "Algemene kosten van bestuur en toezicht over het gehele jaar | 900",
            "Resultaat | 34"
        ]
    );
}

#[test]
fn texts_that_overlap_do_not_mingle() {
    let page = read_page(
        &(at(60.0, 700.0, 10.0, "Kosten over het jaar 2023") + &at(170.0, 700.0, 10.0, "1.234,00")),
    );
    let text = page.lines[0].text();
    assert!(text.contains("2023") && text.contains("1.234,00"), "{text}");
    assert!(page.lines[0].spans.iter().any(|s| s.text() == "1.234,00"), "{:?}", lines(&page));
}

#[test]
fn the_euro_sign_of_a_bookkeeping_format_stays_with_its_figure() {
    let page = read_page(
        &(at(60.0, 700.0, 10.0, "Subsidie")
            + &at(300.0, 700.0, 10.0, "-\u{80}")
            + &at(340.0, 700.0, 10.0, "198.750")),
    );
    assert_eq!(lines(&page), ["Subsidie | -€ 198.750"]);
}

#[test]
fn a_vertical_rule_parts_cells_that_nearly_touch() {
    let page = read_page(&(at(60.0, 700.0, 10.0, "Ja Nee") + "0.5 w 73 690 m 73 715 l S\n"));
    assert_eq!(lines(&page), ["Ja | Nee"]);
}

#[test]
fn prose_in_columns_is_read_column_by_column() {
    let mut content =
        at(60.0, 780.0, 16.0, "Beleidsplan van de stichting voor de komende drie jaren en daarna");
    for (i, line) in PROSE.iter().enumerate() {
        let y = 700.0 - 12.0 * i as f32;
        content += &at(60.0, y, 9.0, &format!("{line} L"));
        content += &at(315.0, y - 3.0, 9.0, &format!("{line} R"));
    }
    content += &at(60.0, 40.0, 8.0, "Pagina 1");
    let page = read_page(&content);
    let order: String = page.lines.iter().filter_map(|l| l.text().chars().last()).collect();
    assert_eq!(order, "aLLLLLLRRRRRR1");
    assert_ne!(page.lines[6].block, page.lines[7].block);
}

#[test]
fn a_table_of_labels_and_values_is_read_row_by_row() {
    let mut content = String::new();
    for (i, line) in PROSE.iter().enumerate() {
        let y = 700.0 - 14.0 * i as f32;
        content += &at(60.0, y, 9.0, &format!("Onderwerp {i}"));
        content += &at(250.0, y, 9.0, line);
    }
    let page = read_page(&content);
    assert_eq!(page.lines.len(), PROSE.len());
    assert!(page.lines.iter().all(|l| l.spans.len() == 2), "{:?}", lines(&page));
}

#[test]
fn rows_of_people_stay_rows_though_their_cells_are_long() {
    let people = [
        "Mevrouw A.B. Jansen van der Velden",
        "De heer C.D. de Groot",
        "Mevrouw E. van den Berg",
        "De heer F.G.H. Pietersen Junior",
        "Mevrouw I. Aarts van Dijk",
    ];
    let roles = [
        "Voorzitter van de raad van bestuur",
        "Lid van de raad van toezicht",
        "Penningmeester en vicevoorzitter",
        "Voorzitter van de raad van toezicht",
        "Lid van de raad van toezicht",
    ];
    let mut content = String::new();
    for (i, (who, what)) in people.iter().zip(roles).enumerate() {
        let y = 700.0 - 12.0 * i as f32;
        content += &(at(60.0, y, 9.0, who) + &at(300.0, y, 9.0, what));
    }
    let page = read_page(&content);
    assert_eq!(page.lines.len(), people.len());
    assert_eq!(lines(&page)[1], "De heer C.D. de Groot | Lid van de raad van toezicht");
}

#[test]
fn turned_text_stands_apart_and_a_turned_page_is_upright() {
    let upright: String =
        (0..5).map(|i| at(60.0, 700.0 - 14.0 * i as f32, 10.0, "Gewone tekst van de brief")).collect();
    let margin = "BT /F1 7 Tf 0 1 -1 0 580 200 Tm (Kenmerk 2026-0815) Tj ET\n";
    let mark = "BT /F1 60 Tf .7071 .7071 -.7071 .7071 150 200 Tm (CONCEPT) Tj ET\n";
    let page = read_page(&(upright + margin + mark));
    let text = lines(&page);
    assert_eq!(text.len(), 7);
    assert!(
        text.contains(&"CONCEPT".to_owned()) && text.contains(&"Kenmerk 2026-0815".to_owned()),
        "{text:?}"
    );
    assert_ne!(page.lines[5].block, page.lines[6].block);

    let turned: String = (0..4)
        .map(|i| {
            format!("BT /F1 10 Tf 0 1 -1 0 {} 60 Tm (Regel {i} van gedraaide inhoud) Tj ET\n", 100 + 14 * i)
        })
        .collect();
    let page = read_page(&turned);
    assert_eq!((page.width, page.height), (842.0, 595.0));
    assert_eq!(page.lines[0].text(), "Regel 0 van gedraaide inhoud");
    let bbox = page.lines[0].bbox();
    assert!((bbox.x0 - 60.0).abs() < 1.0 && (bbox.y1 - 102.0).abs() < 2.0, "{bbox:?}");
}

#[test]
fn boxes_follow_rotation_and_crop_box() {
    let mut maker = Maker::new();
    maker.page_with(
        &at(100.0, 700.0, 10.0, "Gedraaid"),
        dictionary! { "Rotate" => 90, "CropBox" => vec![50.into(), 50.into(), 545.into(), 792.into()] },
    );
    let page = maker.read().pages.remove(0);
    assert_eq!((page.width, page.height), (742.0, 495.0));
    // Drawn upright on a page shown turned: reads downwards, so the page is turned back only when all is.
    let bbox = page.lines[0].bbox();
    assert!((bbox.x0 - 648.0).abs() < 4.0 && (bbox.y0 - 50.0).abs() < 2.0, "{bbox:?}");
}

#[test]
fn what_lies_off_the_page_or_is_clipped_away_is_not_read() {
    let clipped = format!("q 0 0 300 842 re W n {} Q\n", at(400.0, 700.0, 10.0, "weggeknipt"));
    let page =
        read_page(&(at(60.0, 700.0, 10.0, "zichtbaar") + &at(700.0, 700.0, 10.0, "ernaast") + &clipped));
    assert_eq!(lines(&page), ["zichtbaar"]);
}

#[test]
fn a_signature_is_ink_and_a_frame_is_rules() {
    let ink = "100 100 m 110 130 120 80 130 110 c 140 140 150 70 160 105 c 165 120 170 90 180 110 c 185 120 190 95 195 105 c 200 110 205 100 210 108 c S\n";
    let page = read_page(&(at(60.0, 700.0, 10.0, "Getekend") + ink + "60 600 200 40 re S\n"));
    let count = |kind| page.marks.iter().filter(|m| m.kind == kind).count();
    assert_eq!((count(MarkKind::Ink), count(MarkKind::Rule)), (1, 4));
}

/// An image XObject of one pixel, for resources of a page.
fn image(maker: &mut Maker) -> Dictionary {
    let stream = Stream::new(
        dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => 1, "Height" => 1,
            "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8,
        },
        vec![128],
    );
    let id = maker.document.add_object(stream);
    let font = maker.document.get_dictionary(maker.resources).unwrap().get(b"Font").unwrap().clone();
    dictionary! { "Resources" => dictionary! { "XObject" => dictionary! { "Im" => id }, "Font" => font } }
}

#[test]
fn scans_are_named_and_blank_pages_are_not_scans() {
    let mut maker = Maker::new();
    let with_image = image(&mut maker);
    maker.page(&at(60.0, 700.0, 10.0, "Een gewone bladzijde met tekst."));
    maker.page_with("q 595 0 0 842 0 0 cm /Im Do Q", with_image.clone());
    let stamped = format!("q 595 0 0 842 0 0 cm /Im Do Q {}", at(60.0, 20.0, 8.0, "Envelope ID 1234-ABCD"));
    maker.page_with(&stamped, with_image);
    maker.page("");
    let read = maker.read();
    let sources: Vec<TextSource> = read.pages.iter().map(|p| p.text_source).collect();
    assert_eq!(sources, [TextSource::Native, TextSource::None, TextSource::None, TextSource::Native]);
    assert_eq!(codes(&read), ["scan-not-read"]);
    assert!(read.problems[0].message.starts_with("Pagina 2-3: "), "{}", read.problems[0].message);
    assert_eq!(read.pages[2].lines[0].text(), "Envelope ID 1234-ABCD");
}

#[test]
fn the_text_layer_of_a_scan_counts_where_it_is_language() {
    let layer = |lines: &[&str]| {
        let text: String =
            lines.iter().enumerate().map(|(i, l)| at(60.0, 700.0 - 14.0 * i as f32, 10.0, l)).collect();
        format!("q 595 0 0 842 0 0 cm /Im Do Q 3 Tr {text}")
    };
    let mut maker = Maker::new();
    let with_image = image(&mut maker);
    maker.page_with(&layer(&PROSE), with_image.clone());
    maker.page_with(&layer(&["Qx vzjk wqpt xxkq jzvw pqxz kvjq wxzt hqkx jwvz qqpx zkjv"; 4]), with_image);
    let read = maker.read();
    assert_eq!(read.pages[0].text_source, TextSource::Native);
    assert_eq!(read.pages[0].lines.len(), PROSE.len());
    assert_eq!(read.pages[1].text_source, TextSource::None);
    assert!(read.pages[1].lines.is_empty());
    assert_eq!(codes(&read), ["scan-not-read"]);
}

#[test]
fn shifted_letters_are_garbled_and_dropped() {
    let shifted: Vec<String> = PROSE
        .iter()
        .map(|l| {
            l.chars()
                .map(|c| if c.is_ascii_lowercase() { (c as u8 - 29) as char } else { ' ' })
                .collect::<String>()
        })
        .map(|l| l.replace(['(', ')', '\\'], ""))
        .collect();
    let mut maker = Maker::new();
    let content: String =
        shifted.iter().enumerate().map(|(i, l)| at(60.0, 700.0 - 14.0 * i as f32, 10.0, l)).collect();
    maker.page(&content);
    let read = maker.read();
    assert_eq!(codes(&read), ["text-garbled"]);
    assert_eq!(read.pages[0].text_source, TextSource::None);
    assert!(read.pages[0].lines.is_empty());
}

fn field(maker: &mut Maker, page: ObjectId, rect: [i64; 4], more: Dictionary) -> ObjectId {
    let mut dict = dictionary! {
        "Type" => "Annot", "Subtype" => "Widget", "P" => page,
        "Rect" => rect.iter().map(|n| Object::from(*n)).collect::<Vec<Object>>(),
    };
    dict.extend(&more);
    maker.document.add_object(dict)
}

fn text(s: &str) -> Object {
    Object::String(s.as_bytes().to_vec(), StringFormat::Literal)
}

#[test]
fn form_fields_give_values_and_stand_in_the_lines() {
    let mut maker = Maker::new();
    let page = maker.page(
        &(at(60.0, 700.0, 10.0, "Statutaire naam")
            + &at(60.0, 670.0, 10.0, "Startend")
            + &at(220.0, 670.0, 10.0, "ja")
            + &at(280.0, 670.0, 10.0, "nee")),
    );
    let name = field(
        &mut maker,
        page,
        [200, 694, 450, 712],
        dictionary! { "T" => text("naam"), "TU" => text("Statutaire naam"), "FT" => "Tx", "V" => text("Stichting De Zon") },
    );
    let yes = field(
        &mut maker,
        page,
        [200, 666, 214, 680],
        dictionary! { "T" => text("ja"), "FT" => "Btn", "AS" => "Yes", "V" => "Yes" },
    );
    let no = field(
        &mut maker,
        page,
        [260, 666, 274, 680],
        dictionary! { "T" => text("nee"), "FT" => "Btn", "AS" => "Off" },
    );
    // A group whose kids inherit, with a cycle in its tree.
    let group = maker.document.new_object_id();
    let kid = field(
        &mut maker,
        page,
        [200, 594, 300, 612],
        dictionary! { "T" => text("plaats"), "Parent" => group },
    );
    let cycle: Vec<Object> = vec![kid.into(), group.into()];
    maker.document.objects.insert(
        group,
        Object::Dictionary(
            dictionary! { "T" => text("adres"), "FT" => "Tx", "V" => text("Utrecht"), "Kids" => cycle },
        ),
    );
    let all: Vec<Object> = vec![name.into(), yes.into(), no.into(), kid.into()];
    maker.document.get_dictionary_mut(page).unwrap().set("Annots", all);
    let roots: Vec<Object> = vec![name.into(), yes.into(), no.into(), group.into()];
    let bytes = maker.bytes(dictionary! { "AcroForm" => dictionary! { "Fields" => roots } });
    let read = read_pdf(bytes, &Limits::default());
    let values: Vec<(&str, FieldKind, Option<&str>)> =
        read.form_fields.iter().map(|f| (f.name.as_str(), f.kind, f.value.as_deref())).collect();
    assert_eq!(
        values,
        [
            ("naam", FieldKind::Text, Some("Stichting De Zon")),
            ("ja", FieldKind::Check, Some("true")),
            ("nee", FieldKind::Check, Some("false")),
            ("adres.plaats", FieldKind::Text, Some("Utrecht")),
        ]
    );
    assert_eq!(read.form_fields[0].label.as_deref(), Some("Statutaire naam"));
    assert_eq!(read.form_fields[0].page, Some(1));
    let bbox = read.form_fields[0].bbox.unwrap();
    assert_eq!((bbox.x0, bbox.y0, bbox.x1, bbox.y1), (200.0, 130.0, 450.0, 148.0));
    assert_eq!(
        lines(&read.pages[0]),
        ["Statutaire naam | Stichting De Zon", "Startend | ☒ | ja | ☐ | nee", "Utrecht"]
    );
}

#[test]
fn a_signature_leaves_its_trace() {
    let mut maker = Maker::new();
    let page = maker.page(&at(60.0, 700.0, 10.0, "Uittreksel"));
    let signature = dictionary! {
        "Type" => "Sig", "Name" => text("Kamer van Koophandel"), "M" => text("D:20260601103000+02'00'"), "SubFilter" => "ETSI.CAdES.detached",
    };
    let sig = field(
        &mut maker,
        page,
        [0, 0, 0, 0],
        dictionary! { "T" => text("Sig1"), "FT" => "Sig", "V" => signature },
    );
    let bytes = maker.bytes(dictionary! { "AcroForm" => dictionary! { "Fields" => vec![sig.into()] } });
    let read = read_pdf(bytes, &Limits::default());
    assert_eq!(read.seals.len(), 1);
    assert_eq!(read.seals[0].name.as_deref(), Some("Kamer van Koophandel"));
    assert_eq!(read.seals[0].signed_at.as_deref(), Some("2026-06-01T10:30:00+02:00"));
    assert_eq!(read.seals[0].sub_filter.as_deref(), Some("ETSI.CAdES.detached"));
}

#[test]
fn embedded_files_come_out_with_plain_names() {
    let mut maker = Maker::new();
    maker.page(&at(60.0, 700.0, 10.0, "Zie bijlage"));
    let file =
        maker.document.add_object(Stream::new(dictionary! { "Type" => "EmbeddedFile" }, b"inhoud".to_vec()));
    let spec = maker.document.add_object(dictionary! {
        "Type" => "Filespec", "F" => text("..\\..\\polis.txt"), "EF" => dictionary! { "F" => file },
    });
    let names: Vec<Object> = vec![text("a"), spec.into(), text("b"), spec.into()];
    let bytes = maker.bytes(
        dictionary! { "Names" => dictionary! { "EmbeddedFiles" => dictionary! { "Names" => names } } },
    );
    let read = read_pdf(bytes.clone(), &Limits::default());
    assert_eq!(read.embedded, vec![("polis.txt".to_owned(), b"inhoud".to_vec())]);
    let none = read_pdf(bytes, &Limits { inner_documents: 0, ..Limits::default() });
    assert_eq!(codes(&none), ["attachment-unread"]);
}

#[test]
fn limits_end_in_problems() {
    let many = || {
        let mut maker = Maker::new();
        for i in 0..4 {
            maker.page(&at(60.0, 700.0, 10.0, &format!("Bladzijde {i} met vijf woorden")));
        }
        maker.bytes(Dictionary::new())
    };
    let read = read_pdf(many(), &Limits { pages: 2, ..Limits::default() });
    assert_eq!((read.page_count, read.pages.len()), (4, 2));
    assert_eq!(codes(&read), ["too-many-pages"]);
    let read = read_pdf(many(), &Limits { words: 8, ..Limits::default() });
    assert_eq!(codes(&read), ["too-large-text"]);
    let read = read_pdf(many(), &Limits { seconds: 0, ..Limits::default() });
    assert_eq!(codes(&read), ["time-limit"]);
    assert!(read.pages.is_empty());
}

#[test]
fn no_pdf_half_a_pdf_and_a_pdf_without_pages() {
    assert_eq!(codes(&read_pdf(Vec::new(), &Limits::default())), ["damaged"]);
    assert_eq!(codes(&read_pdf(b"GIF89a en nog wat".to_vec(), &Limits::default())), ["damaged"]);
    let mut maker = Maker::new();
    maker.page(&at(60.0, 700.0, 10.0, "Een bladzijde."));
    let mut bytes = maker.bytes(Dictionary::new());
    let keep = bytes.len() - 60;
    bytes.truncate(keep.min(bytes.windows(9).position(|w| w == b"startxref").unwrap_or(keep)));
    let read = read_pdf(bytes, &Limits::default());
    assert_eq!(codes(&read), ["truncated"]);
    let read = Maker::new().read();
    assert!(matches!(codes(&read).as_slice(), ["no-pages" | "damaged"]), "{:?}", read.problems);
}

#[test]
fn an_absurd_page_and_hostile_numbers_do_no_harm() {
    let mut maker = Maker::new();
    maker.page_with(
        &at(1_000_000.0, 1_000_000.0, 100_000.0, "Akte"),
        dictionary! { "MediaBox" => vec![0.into(), 0.into(), 4_000_000.into(), 4_000_000.into()] },
    );
    maker.page("BT /F1 1e38 Tf 1e38 0 0 1e38 1e38 1e38 Tm (x) Tj ET 1e38 0 0 1e38 0 0 cm 0 0 1e38 1e38 re S");
    let read = maker.read();
    assert_eq!(read.pages.len(), 2);
    assert!(read.pages[0].width <= 1_200.0);
    assert_eq!(read.pages[0].lines[0].text(), "Akte");
    assert!(read.pages.iter().all(|p| p.lines.iter().flat_map(Line::words).all(|w| w.bbox.x1.is_finite())));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(40))]
    /// Any content, and any damage to a file, is read without a panic and within the page.
    #[test]
    fn damage_never_panics(content in "[ -~\n]{0,200}", at in 0_usize..2_000, byte in 0_u8..) {
        let mut maker = Maker::new();
        maker.page(&(super::tests::at(60.0, 700.0, 10.0, "tekst") + &content));
        let mut bytes = maker.bytes(Dictionary::new());
        let len = bytes.len().max(1);
        if let Some(b) = bytes.get_mut(at % len) {
            *b = byte;
        }
        let read = read_pdf(bytes, &Limits::default());
        proptest::prop_assert!(read.pages.len() <= 2_000);
    }
}
