//! Pictures: their size is read, their content is not.

use crate::document::{Mark, MarkKind, Page, Rect, TextSource};
use crate::read::limits::Limits;
use crate::read::{Content, problems};

/// Pixels a side past which a size is a lie or a bomb.
const SIDE: usize = 100_000;

pub fn read(bytes: &[u8], limits: &Limits) -> Content {
    let (width, height) = match imagesize::blob_size(bytes) {
        Ok(size) if size.width <= SIDE && size.height <= SIDE => (size.width as f32, size.height as f32),
        Ok(_) => return Content { page_count: 1, ..Content::failed(problems::too_complex()) },
        Err(_) => return Content { page_count: 1, ..Content::failed(problems::damaged("een afbeelding")) },
    };
    let count = tiff_pages(bytes).unwrap_or(1).clamp(1, limits.pages.max(1));
    let page = |number| Page {
        number,
        width,
        height,
        marks: vec![Mark { kind: MarkKind::Image, bbox: Rect::new(0.0, 0.0, width, height) }],
        text_source: TextSource::None,
        ..Page::default()
    };
    Content {
        pages: (1..=count).map(page).collect(),
        problems: vec![problems::scan_not_read()],
        ..Content::default()
    }
}

/// Directories of a TIFF (a fax or scan of several pages); `None` when it is no TIFF.
fn tiff_pages(bytes: &[u8]) -> Option<u32> {
    let little = match bytes.get(..4)? {
        [b'I', b'I', 42, 0] => true,
        [b'M', b'M', 0, 42] => false,
        _ => return None,
    };
    let u16_at = |at: usize| {
        let pair: [u8; 2] = bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
    };
    let u32_at = |at: usize| {
        let four: [u8; 4] = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) })
    };
    let mut at = u32_at(4)? as usize;
    let mut pages = 0;
    // A chain may run in a circle.
    while at != 0 && pages < 10_000 {
        let Some(entries) = u16_at(at) else { break };
        pages += 1;
        let Some(next) = u32_at(at + 2 + usize::from(entries) * 12) else { break };
        at = next as usize;
    }
    Some(pages)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut out = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        out.extend(width.to_be_bytes());
        out.extend(height.to_be_bytes());
        out.extend([8, 2, 0, 0, 0, 0, 0, 0, 0]);
        out
    }

    #[test]
    fn a_picture_is_an_unread_page() {
        let content = read(&png(1240, 1754), &Limits::default());
        assert_eq!((content.pages[0].width, content.pages[0].height), (1240.0, 1754.0));
        assert!(content.pages[0].unread());
        assert_eq!(content.problems[0].code, "scan-not-read");
        assert_eq!(read(&png(u32::MAX, 2), &Limits::default()).problems[0].code, "too-complex");
    }

    #[test]
    fn pages_of_a_tiff_are_counted_and_circles_end() {
        let mut tiff = b"II\x2a\0\x08\0\0\0".to_vec();
        tiff.extend([0, 0]); // no entries
        tiff.extend(14_u32.to_le_bytes());
        tiff.extend([0, 0]);
        tiff.extend(0_u32.to_le_bytes());
        assert_eq!(tiff_pages(&tiff), Some(2));
        let end = tiff.len() - 4;
        tiff.splice(end.., 8_u32.to_le_bytes());
        assert_eq!(tiff_pages(&tiff), Some(10_000));
    }
}
