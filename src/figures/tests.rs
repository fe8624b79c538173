//! Accounts as lines of text with places, read back.

use super::*;
use crate::document::{Line, Metadata, Rect, Span, Word};
use crate::policy::Rules;

/// A page of rows: each cell is its right edge (figures) or left edge (labels, negative) and its text.
pub fn page(number: u32, rows: &[&[(f32, &str)]]) -> Page {
    let mut lines = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        let y = 60.0 + 14.0 * i as f32;
        let spans = row
            .iter()
            .map(|(x, text)| {
                let width = 5.0 * text.chars().count() as f32;
                let x0 = if *x > 0.0 { x - width } else { -x };
                let mut at = x0;
                let words = text
                    .split(' ')
                    .map(|w| {
                        let wide = 5.0 * w.chars().count() as f32;
                        let word = Word {
                            text: w.to_owned(),
                            bbox: Rect::new(at, y, at + wide, y + 10.0),
                            size: 10.0,
                            bold: false,
                            cell: None,
                        };
                        at += wide + 2.5;
                        word
                    })
                    .collect();
                Span { words }
            })
            .collect();
        lines.push(Line { spans, block: 0 });
    }
    Page { number, width: 595.0, height: 842.0, lines, text_source: TextSource::Native, ..Page::default() }
}

pub fn read(pages: Vec<Page>, year: Option<i32>) -> Reading {
    let rules = Rules::built_in().unwrap();
    let document = Document {
        inner: None,
        sha256: String::new(),
        bytes: 0,
        media: Media::Pdf,
        page_count: pages.len() as u32,
        pages,
        form_fields: Vec::new(),
        seals: Vec::new(),
        metadata: Metadata::default(),
        mail: None,
        problems: Vec::new(),
    };
    let segment = Segment {
        page_from: 1,
        page_to: document.page_count,
        kind: Some("jaarrekening".to_owned()),
        score: 0.9,
        alternatives: Vec::new(),
        marks: Vec::new(),
    };
    Reader::new(&rules.catalogue.figures).read(&document, &segment, year)
}

fn value(reading: &Reading, field: &str, year: i32) -> (String, bool) {
    let year = year.to_string();
    reading
        .facts
        .iter()
        .find(|f| {
            f.field == field
                && f.attribute("year") == Some(&year)
                && f.attribute("basis") != Some("begroting")
        })
        .map_or_else(|| ("-".to_owned(), false), |f| (f.value.clone(), f.decisive()))
}

fn sure(text: &str) -> (String, bool) {
    (text.to_owned(), true)
}

#[test]
fn two_sides_with_inner_and_outer_columns() {
    let assets = page(
        1,
        &[
            &[(-45.0, "Balans per 31 december 2025")],
            &[(-45.0, "Activa")],
            &[(400.0, "31-12-2025"), (540.0, "31-12-2024")],
            &[(-45.0, "Vaste activa")],
            &[(-53.0, "Inventaris"), (-200.0, "1"), (360.0, "4.097"), (500.0, "5.497")],
            &[(430.0, "4.097"), (570.0, "5.497")],
            &[(-45.0, "Vlottende activa")],
            &[(-53.0, "Debiteuren"), (-200.0, "2"), (360.0, "15.000"), (500.0, "800")],
            &[(-53.0, "Overlopende activa"), (360.0, "1.347"), (500.0, "83")],
            &[(430.0, "16.347"), (570.0, "883")],
            &[(-45.0, "Liquide middelen"), (-200.0, "3"), (430.0, "9.808"), (570.0, "102")],
            &[(430.0, "30.252"), (570.0, "6.482")],
        ],
    );
    let rest = page(
        2,
        &[
            &[(-45.0, "Passiva")],
            &[(400.0, "31-12-2025"), (540.0, "31-12-2024")],
            &[(-45.0, "Eigen vermogen"), (-200.0, "4")],
            &[(-53.0, "Stichtingskapitaal"), (360.0, "21.656"), (500.0, "(1.975)")],
            &[(430.0, "21.656"), (570.0, "(1.975)")],
            &[(-45.0, "Langlopende schulden"), (-200.0, "5")],
            &[(-53.0, "Leningen"), (360.0, "1.541"), (500.0, "3.767")],
            &[(430.0, "1.541"), (570.0, "3.767")],
            &[(-45.0, "Kortlopende schulden en overlopende")],
            &[(-45.0, "passiva")],
            &[(-53.0, "Crediteuren"), (360.0, "2.000"), (500.0, "-")],
            &[(-53.0, "Overlopende passiva"), (360.0, "5.055"), (500.0, "4.690")],
            &[(430.0, "7.055"), (570.0, "4.690")],
            &[(430.0, "30.252"), (570.0, "6.482")],
        ],
    );
    let reading = read(vec![assets, rest], Some(2025));
    assert_eq!(value(&reading, "equity", 2025), sure("21656.00"), "{:#?}", reading.facts);
    assert_eq!(value(&reading, "equity", 2024), sure("-1975.00"));
    assert_eq!(value(&reading, "current_assets", 2025), sure("26155.00"));
    assert_eq!(value(&reading, "current_liabilities", 2024), sure("4690.00"));
    assert_eq!(value(&reading, "total_assets", 2025), sure("30252.00"));
}

fn small(total: &'static str) -> Reading {
    read(
        vec![page(
            1,
            &[
                &[(-45.0, "Balans per 31 december 2025 (x € 1.000)")],
                &[(-45.0, "Activa"), (430.0, "2025"), (530.0, "2024")],
                &[(-45.0, "Materiële vaste activa"), (430.0, "1.200"), (530.0, "1.100")],
                &[(-45.0, "Vorderingen"), (430.0, "300"), (530.0, "250")],
                &[(-45.0, "Liquide middelen"), (430.0, "500"), (530.0, "400")],
                &[(-45.0, "Totaal activa"), (430.0, "2.000"), (530.0, "1.750")],
                &[(-45.0, "Passiva"), (430.0, "2025"), (530.0, "2024")],
                &[(-45.0, "Eigen vermogen"), (430.0, "800"), (530.0, "700")],
                &[(-45.0, "Voorzieningen"), (430.0, "200"), (530.0, "150")],
                &[(-45.0, "Kortlopende schulden"), (430.0, "1.000"), (530.0, "900")],
                &[(-45.0, "Totaal passiva"), (430.0, total), (530.0, "1.750")],
                &[(-45.0, "Resultatenrekening over 2025")],
                &[(360.0, "Begroting"), (430.0, "Realisatie"), (530.0, "Realisatie")],
                &[(360.0, "2025"), (430.0, "2025"), (530.0, "2024")],
                &[
                    (-45.0, "Opbrengsten zorgprestaties"),
                    (360.0, "4.900"),
                    (430.0, "5.000"),
                    (530.0, "4.500"),
                ],
                &[(-45.0, "Subsidies"), (360.0, "-"), (430.0, "100"), (530.0, "-")],
                &[
                    (-45.0, "Som der bedrijfsopbrengsten"),
                    (360.0, "4.900"),
                    (430.0, "5.100"),
                    (530.0, "4.500"),
                ],
                &[(-45.0, "Personeelskosten"), (360.0, "4.000"), (430.0, "4.100"), (530.0, "3.900")],
                &[(-45.0, "Overige bedrijfskosten"), (360.0, "850"), (430.0, "900"), (530.0, "650")],
                &[(-45.0, "Som der bedrijfslasten"), (360.0, "4.850"), (430.0, "5.000"), (530.0, "4.550")],
                &[(-45.0, "Resultaat boekjaar"), (360.0, "50"), (430.0, "100"), (530.0, "-50")],
            ],
        )],
        Some(2025),
    )
}

#[test]
fn a_budget_column_scale_and_losses() {
    let reading = small("2.000");
    assert_eq!(value(&reading, "equity", 2025), sure("800000.00"), "{:#?}", reading.facts);
    assert_eq!(value(&reading, "net_result", 2025), sure("100000.00"));
    assert_eq!(value(&reading, "net_result", 2024), sure("-50000.00"));
    assert_eq!(value(&reading, "total_revenue", 2025), sure("5100000.00"));
    assert_eq!(value(&reading, "current_assets", 2024), sure("650000.00"));
    let budget = reading
        .facts
        .iter()
        .find(|f| f.field == "net_result" && f.attribute("basis") == Some("begroting"))
        .unwrap();
    assert_eq!(budget.value, "50000.00");
}

#[test]
fn a_balance_that_does_not_balance_decides_nothing_and_says_so() {
    let reading = small("2.100");
    assert!(!value(&reading, "equity", 2025).1, "{:#?}", reading.facts);
    assert!(value(&reading, "equity", 2024).1);
    assert!(
        reading.problems.iter().any(|p| p.code == "balance-unbalanced" && p.message.contains("100")),
        "{:?}",
        reading.problems
    );
}

#[test]
fn panels_side_by_side() {
    let reading = read(
        vec![page(
            1,
            &[
                &[(-45.0, "Balans per 31 december 2025")],
                &[(-45.0, "Activa"), (-310.0, "Passiva")],
                &[(220.0, "2025"), (290.0, "2024"), (480.0, "2025"), (550.0, "2024")],
                &[
                    (-45.0, "Vaste activa"),
                    (220.0, "1.200"),
                    (290.0, "1.100"),
                    (-310.0, "Eigen vermogen"),
                    (480.0, "800"),
                    (550.0, "700"),
                ],
                &[
                    (-45.0, "Debiteuren"),
                    (220.0, "300"),
                    (290.0, "250"),
                    (-310.0, "Voorzieningen"),
                    (480.0, "200"),
                    (550.0, "150"),
                ],
                &[
                    (-45.0, "Kas en bank"),
                    (220.0, "500"),
                    (290.0, "400"),
                    (-310.0, "Crediteuren"),
                    (480.0, "1.000"),
                    (550.0, "900"),
                ],
                &[
                    (-45.0, "Totaal"),
                    (220.0, "2.000"),
                    (290.0, "1.750"),
                    (-310.0, "Totaal"),
                    (480.0, "2.000"),
                    (550.0, "1.750"),
                ],
            ],
        )],
        Some(2025),
    );
    assert_eq!(value(&reading, "equity", 2025), sure("800.00"), "{:#?}", reading.facts);
    assert_eq!(value(&reading, "current_assets", 2024), sure("650.00"));
    assert_eq!(value(&reading, "current_liabilities", 2025), sure("1000.00"));
}
