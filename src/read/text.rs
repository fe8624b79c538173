//! Plain text: a line is a line, form feeds break pages, runs of blanks and tabs cut spans.

use crate::read::flow::{Block, Piece, Style, lay_out, pieces_of};
use crate::read::limits::Limits;
use crate::read::{Content, encoding};

pub fn read(bytes: &[u8], limits: &Limits) -> Content {
    lay_out(&blocks(&encoding::decode(bytes)), limits).into()
}

/// Text as blocks, for bodies of mails too.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut out = Vec::new();
    for (i, page) in text.split('\u{c}').enumerate() {
        if i > 0 {
            out.push(Block::PageBreak);
        }
        for line in page.lines() {
            let mut pieces = pieces_of(line, Style::default());
            if pieces.is_empty() {
                pieces.push(Piece::Break); // an empty line keeps its height
            }
            out.push(Block::Para(pieces));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_columns() {
        let content = read(b"KvK-nummer:     12345678\n\nNaam\x0cTweede pagina", &Limits::default());
        assert_eq!(content.pages.len(), 2);
        assert_eq!(content.pages[0].lines[0].spans[1].text(), "12345678");
        assert_eq!(content.pages[1].text(), "Tweede pagina\n");
    }
}
