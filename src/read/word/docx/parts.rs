//! The parts of a docx around its body: which they are, and how they are put together.

use super::WHAT;
use crate::document::Metadata;
use crate::problem::Problem;
use crate::read::flow::{Block, Piece};
use crate::read::package::Package;
use crate::read::word::day;
use crate::read::xml::{Token, walk};

/// Headers first, footers at the end of the first page, notes at the end of all.
pub fn assemble(headers: Vec<Block>, body: Vec<Block>, footers: Vec<Block>, notes: Vec<Block>) -> Vec<Block> {
    let mut out = headers;
    if !out.is_empty() {
        out.push(Block::Apart);
    }
    // A break inside the first paragraph comes before any text; the layout drops it, so it ends no page.
    let ends_page = |b: &Block| match b {
        Block::PageBreak => true,
        Block::Para(pieces) => pieces.contains(&Piece::PageBreak),
        _ => false,
    };
    let text = |b: &Block| match b {
        Block::Para(pieces) => pieces.iter().any(|p| matches!(p, Piece::Text(t, _) if !t.trim().is_empty())),
        Block::Table(_) => true,
        _ => false,
    };
    let first_text = body.iter().position(text).unwrap_or(0);
    let end = body.iter().skip(first_text + 1).position(ends_page).map_or(body.len(), |i| first_text + 1 + i);
    let mut rest = body;
    let mut later = rest.split_off(end.min(rest.len()));
    // A paragraph that breaks halfway belongs to both pages.
    if let Some(Block::Para(pieces)) = later.first_mut()
        && let Some(at) = pieces.iter().position(|p| *p == Piece::PageBreak)
    {
        let second = pieces.split_off(at);
        rest.push(Block::Para(std::mem::replace(pieces, second)));
    }
    out.append(&mut rest);
    if !footers.is_empty() {
        out.push(Block::Apart);
        out.extend(footers);
    }
    out.extend(later);
    if !notes.is_empty() {
        out.push(Block::Apart);
        out.extend(notes);
    }
    out
}

/// `word/header2.xml` is a part of kind `header`; its relations (`word/_rels/…`) are not.
pub fn is_part(name: &str, kind: &str) -> bool {
    name.strip_prefix("word/")
        .and_then(|n| n.strip_prefix(kind))
        .and_then(|n| n.strip_suffix(".xml"))
        .is_some()
}

pub fn part(package: &mut Package, name: &str, found: &mut Vec<Problem>) -> Option<String> {
    package.text(name).unwrap_or_else(|problem| {
        found.push(problem);
        None
    })
}

/// The body usually is `word/document.xml`; some producers name it otherwise and say so in the relations.
pub fn main_part(package: &mut Package, names: &[String]) -> String {
    const USUAL: &str = "word/document.xml";
    if names.iter().any(|n| n == USUAL) {
        return USUAL.to_owned();
    }
    let mut found = None;
    if let Ok(Some(xml)) = package.text("_rels/.rels") {
        let _ = walk(&xml, WHAT, |token| {
            if let Token::Open(tag) = token
                && tag.attr("Type").is_some_and(|t| t.ends_with("/officeDocument"))
            {
                found = tag.attr("Target").map(|t| t.trim_start_matches('/').to_owned());
            }
            true
        });
    }
    found.unwrap_or_else(|| USUAL.to_owned())
}

pub fn metadata(package: &mut Package) -> Metadata {
    let mut metadata = Metadata::default();
    for name in ["docProps/core.xml", "docProps/app.xml"] {
        // What a document says of itself is a hint only: damage there is not worth a problem.
        let Ok(Some(xml)) = package.text(name) else { continue };
        let mut open = String::new();
        let _ = walk(&xml, WHAT, |token| {
            match token {
                Token::Open(tag) => tag.name().clone_into(&mut open),
                Token::Close(_) => open.clear(),
                Token::Text(text) => {
                    let value = || Some(text.trim().to_owned()).filter(|t| !t.is_empty());
                    match open.as_str() {
                        "title" => metadata.title = value(),
                        "creator" => metadata.author = value(),
                        "Application" => metadata.creator = value(),
                        "created" => metadata.created = day(&text),
                        "modified" => metadata.modified = day(&text),
                        _ => {}
                    }
                }
            }
            true
        });
    }
    metadata
}
