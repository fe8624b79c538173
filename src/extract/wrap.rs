//! Names that a narrow cell breaks over lines.

use std::sync::LazyLock;

use regex::Regex;

use super::candidate::Place;
use super::view::PageView;
use crate::document::Rect;
use crate::value::constant_regex;
use crate::value::organisation::{ends_in_form, has_form};

/// Lines that a name may take.
const MOST_LINES: usize = 4;
/// Words that a name's next line may hold.
const MOST_WORDS: usize = 5;

/// What stands under a name and is no part of it.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    constant_regex(
        r"^\s*(?:t\.?\s?a\.?\s?v\b|ter attentie|de heer|dhr|mevr|mw\b|het bestuur|de directie|postbus|c/o|p/a|gevestigd|statutair|hierna|handelend|h\.?o\.?d\.?n|vertegenwoordigd|ingeschreven|kvk|k\.v\.k|rsin|btw|tel\b|telefoon|e-?mail|www|http|nederland$|en haar\b|the netherlands|en/of|en medeverzekerden|\()",
    )
});
/// A legal form that opens a name: such a line is a name of its own.
static OPENS: LazyLock<Regex> = LazyLock::new(|| {
    constant_regex(r"^\s*(?:stichting|st\.|stg\.|vereniging|co[oö]peratie|co[oö]peratieve|maatschap)\b")
});
/// Small words in lower case that a name goes on with.
static GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
    constant_regex(
        r"^(?-i:en|voor|van|de|het|der|den|in|aan|op|bij|met|te|ten|ter|tot|om|uit|door|zorg\w*|wonen|thuiszorg|\w*zorg|\w*huis|\w*groep)\b",
    )
});
static OPEN_END: LazyLock<Regex> = LazyLock::new(|| {
    constant_regex(r"(?:\s(?:en|voor|van|de|het|der|den|in|te|met|aan|bij|op|ten|ter)|&|-|,)$")
});

/// What the lines under a name say of it.
#[derive(Debug, Default)]
pub struct Wrapped {
    /// The whole name and its box, where it plainly goes on.
    pub joined: Option<(String, Rect)>,
    /// It may go on.
    pub doubtful: bool,
}

/// Follows the name `text` in cell `index` down its column. `is_label` tells which cells are labels.
pub fn follow(
    page: &PageView<'_>,
    index: usize,
    text: String,
    place: Place,
    is_label: &dyn Fn(usize) -> bool,
) -> Wrapped {
    let mut out = Wrapped::default();
    let Some(cell) = page.cells.get(index) else { return out };
    // Where the name itself starts: its label may stand before it in the same cell.
    let start = cell.text.rfind(&text).map_or(cell.bbox, |at| cell.part(at, cell.text.len()));
    let (mut text, mut bbox, mut last) = (text, cell.bbox, index);
    for _ in 1..MOST_LINES {
        if ends_in_form(&text) {
            break;
        }
        let Some(next) = page.continuation(last).or_else(|| page.straight_below(last, start.x0)) else {
            break;
        };
        let Some(other) = page.cells.get(next) else { break };
        let left = page.left_of(next);
        // Something under the label itself: a table with its heads on one row, and this the next column.
        let headed = place == Place::Right
            && page.left_of(index).first().and_then(|l| page.cells.get(*l)).is_some_and(|label| {
                left.iter().filter_map(|i| page.cells.get(*i)).any(|c| c.bbox.x_overlap(&label.bbox) > 0.0)
            });
        let labelled = left.first().is_some_and(|l| is_label(*l));
        let alike = (other.size - cell.size).abs() < 0.6 && other.bold == cell.bold;
        let above = page.cells.get(last).map_or(cell.bbox, |c| c.bbox);
        let height = above.height().max(6.0);
        let gap = other.bbox.y0 - above.y1;
        let words = other.text.split_whitespace().count();
        if labelled
            || headed
            || is_label(next)
            || !alike
            || words > MOST_WORDS
            || OTHER.is_match(&other.text)
            || other.text.contains(|x: char| x.is_ascii_digit() || ":@?".contains(x))
        {
            break;
        }
        // A row without a label carries the cell above on; so does a line set close under it.
        let alone = place == Place::Right || left.is_empty() && page.right_of(next).is_empty();
        let tight = gap < 0.5 * height && place != Place::Right;
        let unfinished = OPEN_END.is_match(&text.to_lowercase()) || GOES_ON.is_match(&other.text);
        // A name of its own: a list.
        if OPENS.is_match(&other.text) && !unfinished {
            break;
        }
        let joined = format!("{text} {}", other.text);
        let completes = words <= 4 && ((!has_form(&text) && has_form(&joined)) || ends_in_form(&other.text));
        if !(alone || tight || unfinished || completes) {
            break;
        }
        out.doubtful |= alone || tight;
        bbox = bbox.union(&other.bbox);
        text = joined;
        last = next;
        if unfinished || completes {
            out.joined = Some((text.clone(), bbox));
        } else if out.joined.is_some() {
            break;
        }
    }
    out
}
