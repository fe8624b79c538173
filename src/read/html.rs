//! HTML by the browsers' own parsing rules; what is not shown is not read.

use std::collections::BTreeMap;

use scraper::{Html, Node, node::Element};

use crate::document::Metadata;
use crate::read::build::Builder;
use crate::read::flow::{Block, Piece, Style, lay_out, pieces_of};
use crate::read::limits::Limits;
use crate::read::{Content, encoding, problems};

/// Open elements past which a page is no page: the parser's work grows with their square.
const DEPTH: usize = 2_000;
/// Bytes of the largest page.
const BYTES: usize = 32 << 20;

pub fn read(bytes: &[u8], limits: &Limits) -> Content {
    let text = decode(bytes);
    let Some(page) = parse(&text) else {
        return Content::failed(problems::too_complex());
    };
    let metadata = Metadata { title: page.title, ..Metadata::default() };
    Content { metadata, ..lay_out(&page.blocks, limits).into() }
}

/// A page as blocks, with its title.
#[derive(Debug, Default)]
pub struct Parsed {
    pub blocks: Vec<Block>,
    pub title: Option<String>,
}

/// `None` when the page is too large or too deep to be parsed in bounded time.
pub fn parse(text: &str) -> Option<Parsed> {
    if text.len() > BYTES || depth(text) > DEPTH {
        return None;
    }
    let html = Html::parse_document(text);
    let mut walk = Walk::default();
    // Down, along and up again without recursion.
    let mut node = html.tree.root();
    'tree: loop {
        walk.open(node.value());
        if let Some(child) = node.first_child() {
            node = child;
            continue;
        }
        loop {
            walk.close(node.value());
            match (node.next_sibling(), node.parent()) {
                (Some(next), _) => {
                    node = next;
                    break;
                }
                (None, Some(parent)) => node = parent,
                (None, None) => break 'tree,
            }
        }
    }
    let title = walk.title.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Parsed { blocks: walk.builder.finish(), title: Some(title).filter(|t| !t.is_empty()) })
}

/// The declared encoding wins over a guess, a byte order mark and valid UTF-8 over both.
fn decode(bytes: &[u8]) -> String {
    if std::str::from_utf8(bytes).is_err()
        && let Some(encoding) = declared(bytes)
    {
        return encoding.decode(bytes).0.into_owned();
    }
    encoding::decode(bytes)
}

fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(2048))?).to_ascii_lowercase();
    let after = head.split_once("charset=")?.1.trim_start_matches(['"', '\'']);
    let label: String =
        after.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    // A UTF-16 claim inside readable ASCII is wrong by the standard's own rule.
    encoding::by_label(&label).filter(|e| e.is_ascii_compatible())
}

/// The largest number of elements open at once, or somewhat more: elements whose end may be left out do not
/// count, and an end tag counts only against its own name.
fn depth(text: &str) -> usize {
    const FLAT: &[&str] = &[
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
        "p", "li", "dt", "dd", "tr", "td", "th", "option", "thead", "tbody", "tfoot",
    ];
    let mut open: BTreeMap<String, usize> = BTreeMap::new();
    let (mut total, mut most) = (0_usize, 0);
    for part in text.split('<').skip(1) {
        let (ends, part) = part.strip_prefix('/').map_or((false, part), |rest| (true, rest));
        let name: String =
            part.chars().take(12).take_while(|c| c.is_ascii_alphanumeric() || *c == ':').collect();
        let name = name.to_ascii_lowercase();
        if name.is_empty() || FLAT.contains(&name.as_str()) {
            continue;
        }
        let count = open.entry(name).or_default();
        if !ends {
            *count += 1;
            total += 1;
            most = most.max(total);
        } else if *count > 0 {
            *count -= 1;
            total -= 1;
        }
    }
    most
}

#[derive(Default)]
struct Walk {
    builder: Builder,
    /// Open elements whose content is not shown.
    unseen: u32,
    bold: u32,
    pre: u32,
    heading: Vec<u32>,
    in_title: bool,
    title: String,
    /// Target and shown text of each open link.
    links: Vec<(String, String)>,
}

impl Walk {
    fn style(&self) -> Style {
        match self.heading.last() {
            Some(level) => Style::heading(*level),
            None => Style { bold: self.bold > 0, ..Style::default() },
        }
    }

    fn open(&mut self, node: &Node) {
        match node {
            Node::Element(element) => self.open_element(element),
            Node::Text(text) => self.text(text),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_title {
            self.title.push_str(text);
        } else if self.unseen == 0 {
            for (_, shown) in &mut self.links {
                if shown.len() < 2_000 {
                    shown.push_str(text);
                }
            }
            let style = self.style();
            if self.pre > 0 {
                for (i, line) in text.split('\n').enumerate() {
                    if i > 0 {
                        self.builder.end_para(false);
                    }
                    for piece in pieces_of(line, style) {
                        self.builder.piece(piece);
                    }
                }
            } else {
                self.builder.piece(Piece::Text(text.to_owned(), style));
            }
        }
    }

    fn open_element(&mut self, element: &Element) {
        if hides(element) {
            self.unseen += 1;
        }
        if element.name() == "title" {
            self.in_title = true;
        }
        if self.unseen > 0 {
            return;
        }
        let number = |name| element.attr(name).and_then(|v| v.trim_end_matches("px").parse::<u32>().ok());
        match element.name() {
            "table" => self.builder.open_table(),
            "tr" => self.builder.open_row(),
            "td" | "th" => {
                self.builder.open_cell(number("colspan").unwrap_or(1));
                self.bold += u32::from(element.name() == "th");
            }
            "br" => self.builder.piece(Piece::Break),
            "b" | "strong" | "legend" | "caption" => self.bold += 1,
            "pre" => {
                self.builder.end_para(false);
                self.pre += 1;
            }
            "img" => {
                let (w, h) = (number("width").unwrap_or(0), number("height").unwrap_or(0));
                // Pixels that count opens or space out a page are no pictures.
                if w.max(h) > 3 || w + h == 0 {
                    self.builder.piece(Piece::Image(w.min(2000) as f32 * 0.75, h.min(2000) as f32 * 0.75));
                }
            }
            "input" => self.input(element),
            "a" => {
                let target = element.attr("href").unwrap_or_default();
                let target = if target.starts_with("http") { target } else { "" };
                self.links.push((target.to_owned(), String::new()));
            }
            name => {
                if let Some(level) = heading(name) {
                    self.builder.end_para(false);
                    self.heading.push(level);
                } else if is_block(name) {
                    self.builder.end_para(false);
                }
            }
        }
    }

    fn close(&mut self, node: &Node) {
        let Node::Element(element) = node else { return };
        if element.name() == "title" {
            self.in_title = false;
        }
        if self.unseen > 0 {
            self.unseen -= u32::from(hides(element));
            return;
        }
        match element.name() {
            "table" => self.builder.close_table(),
            "tr" => self.builder.close_row(),
            "td" | "th" => {
                self.builder.close_cell();
                self.bold -= u32::from(element.name() == "th").min(self.bold);
            }
            "b" | "strong" | "legend" | "caption" => {
                self.bold = self.bold.saturating_sub(1);
                if matches!(element.name(), "legend" | "caption") {
                    self.builder.end_para(false);
                }
            }
            "pre" => {
                self.builder.end_para(false);
                self.pre = self.pre.saturating_sub(1);
            }
            "a" => {
                if let Some((target, shown)) = self.links.pop()
                    && !target.is_empty()
                    && !same_link(&target, &shown)
                {
                    let style = self.style();
                    let target: String = target.chars().take(500).collect();
                    self.builder.piece(Piece::Text(format!(" ({target}) "), style));
                }
            }
            name => {
                if heading(name).is_some() {
                    self.builder.end_para(false);
                    self.heading.pop();
                } else if is_block(name) {
                    self.builder.end_para(false);
                }
            }
        }
    }

    fn input(&mut self, element: &Element) {
        let shown = match element.attr("type").unwrap_or("text") {
            "checkbox" | "radio" if element.attr("checked").is_some() => "☒ ".to_owned(),
            "checkbox" | "radio" => "☐ ".to_owned(),
            "hidden" | "password" => return,
            _ => element.attr("value").unwrap_or_default().to_owned(),
        };
        let style = self.style();
        self.builder.piece(Piece::Text(shown, style));
    }
}

fn hides(element: &Element) -> bool {
    matches!(
        element.name(),
        "script" | "style" | "template" | "noscript" | "head" | "iframe" | "object" | "svg"
    ) || element.attr("hidden").is_some()
        || element.attr("style").is_some_and(|s| {
            let s: String = s.chars().filter(|c| !c.is_whitespace()).collect();
            s.to_ascii_lowercase().contains("display:none")
        })
}

fn heading(name: &str) -> Option<u32> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(u32::from(level - b'0')),
        _ => None,
    }
}

fn is_block(name: &str) -> bool {
    const BLOCKS: &[&str] = &[
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "section",
        "summary",
        "tbody",
        "tfoot",
        "thead",
        "ul",
    ];
    BLOCKS.contains(&name)
}

/// Whether a link shows its own address.
fn same_link(target: &str, shown: &str) -> bool {
    let bare = |s: &str| {
        let s = s.trim().to_ascii_lowercase();
        let s = s.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
        s.trim_end_matches('/').to_owned()
    };
    bare(target) == bare(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(html: &str) -> Vec<String> {
        let content = read(html.as_bytes(), &Limits::default());
        content.pages[0].lines.iter().map(crate::document::Line::text).collect()
    }

    #[test]
    fn what_is_shown_is_read() {
        let html = "<!doctype html><html><head><title>KvK  uittreksel</title><style>p{}</style></head><body>\
            <h1>Uittreksel</h1><p>Eerste <b>regel</b><br>tweede</p><script>weg()</script>\
            <div style='display: none'>verborgen</div>\
            <table><tr><td>KvK-nummer</td><td>12345678</td></tr><tr><th>Naam<td>Zorg</table>\
            <ul><li>een<li>twee</ul><a href='https://example.nl/klacht'>klachten</a>\
            <a href='https://example.nl/'>www.example.nl</a></body></html>";
        assert_eq!(
            lines(html),
            [
                "Uittreksel",
                "Eerste regel",
                "tweede",
                "KvK-nummer 12345678",
                "Naam Zorg",
                "een",
                "twee",
                "klachten (https://example.nl/klacht) www.example.nl"
            ]
        );
        let content = read(html.as_bytes(), &Limits::default());
        assert_eq!(content.metadata.title.as_deref(), Some("KvK uittreksel"));
        assert!(content.pages[0].lines[0].size() > 15.0);
        assert_eq!(content.pages[0].lines[3].spans.len(), 2);
    }

    #[test]
    fn nesting_ends_in_a_problem() {
        let deep = "<div>".repeat(100_000);
        assert_eq!(read(deep.as_bytes(), &Limits::default()).problems[0].code, "too-complex");
        let tables = "<table><tr><td>".repeat(100_000);
        assert_eq!(read(tables.as_bytes(), &Limits::default()).problems[0].code, "too-complex");
    }

    #[test]
    fn a_declared_encoding_is_kept() {
        let html = b"<meta charset=\"iso-8859-15\"><p>\xa4 5</p>";
        assert_eq!(lines(&decode(html)), ["€ 5"]);
    }
}
