//! XBRL instances, inline XBRL and other XML: a line for each value, the element's name as label.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::document::Metadata;
use crate::problem::Problem;
use crate::read::flow::{Block, Piece, Style, lay_out};
use crate::read::limits::Limits;
use crate::read::xml::{Token, walk};
use crate::read::{Content, encoding, html, problems};

const WHAT: &str = "een XML-bestand";

pub fn read(bytes: &[u8], limits: &Limits) -> Content {
    let text = encoding::decode(bytes);
    let head: String = text.chars().take(4_000).collect::<String>().to_ascii_lowercase();
    // Inline XBRL is a web page: what it shows says more than its tags.
    if head.contains("<html") || head.contains(":html") {
        return match html::parse(&text) {
            Some(page) => {
                let metadata = Metadata { title: page.title, ..Metadata::default() };
                Content { metadata, ..lay_out(&page.blocks, limits).into() }
            }
            None => Content::failed(problems::too_complex()),
        };
    }
    let mut found = Vec::new();
    let periods = periods(&text);
    let values = values(&text, &periods, limits.words, &mut found);
    let mut laid = lay_out(&values, limits);
    laid.problems.append(&mut found);
    laid.into()
}

/// The last day of each context's period, as it is shown.
fn periods(text: &str) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    let (mut context, mut day) = (None, false);
    // Faults are reported by the reading of the values.
    let _ = walk(text, WHAT, |token| {
        match token {
            Token::Open(tag) => match tag.name() {
                "context" => context = tag.attr("id"),
                "instant" | "endDate" => day = true,
                _ => {}
            },
            Token::Text(value) if day => {
                if let (Some(id), Ok(date)) = (&context, NaiveDate::parse_from_str(value.trim(), "%Y-%m-%d"))
                {
                    out.insert(id.clone(), date.format("%d-%m-%Y").to_string());
                }
            }
            Token::Text(_) => {}
            Token::Close(_) => day = false,
        }
        true
    });
    out
}

/// Name, value and period of every element that holds text and nothing else.
fn values(text: &str, periods: &BTreeMap<String, String>, most: u64, found: &mut Vec<Problem>) -> Vec<Block> {
    let mut out = Vec::new();
    // The element opened last, with its period and text, until something else opens in it.
    let mut leaf: Option<(String, Option<String>, String)> = None;
    let walked = walk(text, WHAT, |token| {
        match token {
            Token::Open(tag) => {
                let context = tag.attr("contextRef");
                leaf = Some((tag.name().to_owned(), context, String::new()));
            }
            Token::Text(part) => {
                if let Some((_, _, value)) = &mut leaf {
                    value.push_str(&part);
                }
            }
            Token::Close(_) => {
                if let Some((name, context, value)) = leaf.take()
                    && !value.trim().is_empty()
                {
                    let mut pieces = vec![
                        Piece::Text(format!("{name}:"), Style { bold: true, ..Style::default() }),
                        Piece::Tab,
                        Piece::Text(shown(value.trim(), context.is_some()), Style::default()),
                    ];
                    if let Some(period) = context.and_then(|c| periods.get(&c)) {
                        pieces.extend([Piece::Tab, Piece::Text(period.clone(), Style::default())]);
                    }
                    out.push(Block::Para(pieces));
                }
            }
        }
        out.len() as u64 <= most
    });
    found.extend(walked.err());
    out
}

/// Figures and dates of facts in Dutch clothes, all else as it is.
fn shown(value: &str, fact: bool) -> String {
    if fact && let Ok(date) = NaiveDate::parse_from_str(value, "%Y-%m-%d") {
        return date.format("%d-%m-%Y").to_string();
    }
    let digits = value.trim_start_matches('-');
    let figure = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if fact && figure && digits.matches('.').count() == 1 {
        value.replace('.', ",")
    } else {
        value.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_with_their_periods() {
        let xml = "<?xml version='1.0'?><xbrli:xbrl xmlns:xbrli='x'><xbrli:context id='c'><xbrli:period>\
            <xbrli:instant>2025-12-31</xbrli:instant></xbrli:period></xbrli:context>\
            <bw2-titel9:Equity contextRef='c' unitRef='EUR' decimals='0'>-1234.50</bw2-titel9:Equity>\
            <kvk:LegalEntityName contextRef='c'>Zorg &amp; Co</kvk:LegalEntityName></xbrli:xbrl>";
        let content = read(xml.as_bytes(), &Limits::default());
        let lines: Vec<String> = content.pages[0].lines.iter().map(crate::document::Line::text).collect();
        assert!(lines.contains(&"Equity: -1234,50 31-12-2025".to_owned()), "{lines:?}");
        assert!(lines.contains(&"LegalEntityName: Zorg & Co 31-12-2025".to_owned()), "{lines:?}");
    }

    #[test]
    fn inline_xbrl_is_read_as_it_is_shown() {
        let html = "<html xmlns:ix='http://www.xbrl.org/2013/inlineXBRL'><body><table><tr><td>Eigen vermogen</td>\
            <td><ix:nonFraction name='x' contextRef='c'>1.234</ix:nonFraction></td></tr></table></body></html>";
        let content = read(html.as_bytes(), &Limits::default());
        assert_eq!(content.pages[0].lines[0].text(), "Eigen vermogen 1.234");
    }
}
