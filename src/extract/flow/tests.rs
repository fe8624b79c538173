use super::*;
use crate::document::{Document, Line, Media, Page, Span, TextSource, Word};

/// A document from text: a form feed starts a page, `# ` a large line, `**` a bold one, a tab a cell.
pub fn document(text: &str) -> Document {
    let mut pages = Vec::new();
    for (n, body) in text.split('\u{c}').enumerate() {
        let mut lines = Vec::new();
        let mut y = 80.0;
        for raw in body.lines() {
            if raw.trim().is_empty() {
                y += 10.0;
                continue;
            }
            let (raw, size, bold) = if let Some(r) = raw.strip_prefix("# ") {
                (r, 16.0, true)
            } else if let Some(r) = raw.strip_prefix("**") {
                (r, 10.0, true)
            } else {
                (raw, 10.0, false)
            };
            let indent = raw.len() - raw.trim_start().len();
            let mut x = 70.0 + indent as f32 * 5.0;
            let mut spans = Vec::new();
            for cell in raw.trim().split('\t') {
                let mut words = Vec::new();
                for word in cell.split_whitespace() {
                    let w = word.chars().count() as f32 * size * 0.5;
                    words.push(Word {
                        text: word.to_owned(),
                        bbox: Rect::new(x, y, x + w, y + size),
                        size,
                        bold,
                        cell: None,
                    });
                    x += w + size * 0.3;
                }
                if !words.is_empty() {
                    spans.push(Span { words });
                }
                x = (((x + 20.0) / 90.0).ceil()) * 90.0;
            }
            lines.push(Line { spans, block: 0 });
            y += size * 1.3;
        }
        pages.push(Page {
            number: n as u32 + 1,
            width: 595.0,
            height: 842.0_f32.max(y + 100.0),
            lines,
            text_source: TextSource::Native,
            ..Page::default()
        });
    }
    Document {
        inner: None,
        sha256: String::new(),
        bytes: 0,
        media: Media::Pdf,
        page_count: pages.len() as u32,
        pages,
        form_fields: Vec::new(),
        seals: Vec::new(),
        metadata: crate::document::Metadata::default(),
        mail: None,
        problems: Vec::new(),
    }
}

pub fn segment(document: &Document) -> Segment {
    Segment {
        page_from: 1,
        page_to: document.page_count,
        kind: None,
        score: 0.0,
        alternatives: Vec::new(),
        marks: Vec::new(),
    }
}

fn units(text: &str) -> Vec<(UnitKind, String)> {
    let doc = document(text);
    let grammar = Grammar { abbreviations: vec!["art".to_owned(), "dhr".to_owned()], ..Grammar::default() };
    flow(&doc, &segment(&doc), &grammar).units.into_iter().map(|u| (u.kind, u.text)).collect()
}

#[test]
fn joins_lines_of_a_paragraph_and_undoes_hyphens() {
    let got = units(
        "**Klachten\nEen klacht kunt u indienen bij onze klachten-\nfunctionaris. Dat kan volgens art. 3 bij dhr. Jansen, of per\nklachten- en geschillenpost.\n",
    );
    assert_eq!(got[0], (UnitKind::Heading, "Klachten".to_owned()));
    assert_eq!(got[1].1, "Een klacht kunt u indienen bij onze klachtenfunctionaris.");
    assert_eq!(got[2].1, "Dat kan volgens art. 3 bij dhr. Jansen, of per klachten- en geschillenpost.");
}

#[test]
fn articles_with_their_title_on_the_next_line_are_one_heading() {
    let got = units(
        "Artikel 7\nSchorsing en ontslag\n\n1. Een bestuurder kan worden geschorst door de raad.\n2. De schorsing vervalt na drie maanden.\n\nArtikel 7 van de wet is hier\nniet van toepassing op ons.\n",
    );
    assert_eq!(got[0], (UnitKind::Heading, "Artikel 7 Schorsing en ontslag".to_owned()));
    assert_eq!(got[1].0, UnitKind::Item);
    assert_eq!(got[3].0, UnitKind::Sentence);
}

#[test]
fn contents_are_no_headings() {
    let got = units(
        "# Inhoud\n1 Missie ........ 3\n2 Visie ........ 4\n# 1 Missie\nWij willen dat ouderen thuis kunnen blijven wonen.\n",
    );
    let heads: Vec<_> = got.iter().filter(|u| u.0 == UnitKind::Heading).map(|u| u.1.as_str()).collect();
    assert_eq!(heads, ["Inhoud", "1 Missie"]);
}

#[test]
fn items_know_their_introduction() {
    let doc = document(
        "De raad van toezicht is bevoegd tot:\na. het benoemen van een bestuurder;\nb. het ontslaan van een bestuurder.\n",
    );
    let f = flow(&doc, &segment(&doc), &Grammar::default());
    assert_eq!(f.units[2].intro, Some(0));
}

#[test]
fn running_heads_are_dropped() {
    let page = |n: u32| {
        format!("Reglement raad van toezicht\n\n\n\n\n\n\n\nTekst van bladzijde {n} die doorloopt.\n")
    };
    let doc = document(&[page(1), page(2), page(3)].join("\u{c}"));
    let f = flow(&doc, &segment(&doc), &Grammar::default());
    assert_eq!(f.units.len(), 3);
}
