//! What is a heading, a line of the contents, an item of a list.

use super::Rank;
use super::blocks::{continues, ends_sentence, full};
use super::lines::{Row, Style};
use crate::fold::fold;

const MAX_HEADING_WORDS: usize = 16;

/// `Missie ........ 4`, or a numbered title with a page number at the far right.
pub(super) fn is_contents(row: &Row) -> bool {
    let text = row.text.trim_end();
    let digits = text.chars().rev().take_while(char::is_ascii_digit).count();
    if digits == 0 || digits > 3 {
        return false;
    }
    let before = text.get(..text.len() - digits).unwrap_or("");
    let dots = before.trim_end();
    let leaders =
        dots.ends_with("....") || dots.ends_with(". . .") || dots.ends_with("……") || dots.ends_with("__");
    let apart = row.cells.len() == 2
        && row.cells.get(1).is_some_and(|c| c.1.chars().all(|c| c.is_ascii_digit()))
        && row.cells.first().is_some_and(|c| c.1.chars().any(char::is_alphabetic) && !c.1.contains(':'))
        && number_of(&row.text).is_some();
    leaders || apart
}

/// The mark of a list item and what follows it.
pub fn bullet(text: &str) -> Option<&str> {
    let trimmed = text.trim_start();
    let mut chars = trimmed.chars();
    let first = chars.next()?;
    let rest = chars.as_str();
    if matches!(
        first,
        '•' | '●'
            | '▪'
            | '◦'
            | '○'
            | '‣'
            | '·'
            | '■'
            | '□'
            | '☐'
            | '☑'
            | '☒'
            | '✓'
            | '✔'
            | '➢'
            | '➤'
            | '\u{f0b7}'
            | '\u{f0a7}'
            | '\u{f0d8}'
    ) || (matches!(first, '-' | '–' | '—' | '*' | 'o' | '>') && rest.starts_with(' '))
    {
        return Some(rest.trim_start());
    }
    let open = trimmed.strip_prefix('(').unwrap_or(trimmed);
    let mark: String = open.chars().take_while(char::is_ascii_alphanumeric).collect();
    let after = open.get(mark.len()..)?;
    let after = after.strip_prefix(['.', ')', '°']).or_else(|| after.strip_prefix(".)"))?;
    let letter = mark.len() == 1 && mark.chars().all(|c| c.is_ascii_lowercase());
    let roman = mark.len() <= 4 && !mark.is_empty() && mark.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    let digit = !mark.is_empty() && mark.len() <= 2 && mark.chars().all(|c| c.is_ascii_digit());
    let spaced = after.starts_with(char::is_whitespace);
    ((letter || roman || digit) && spaced).then(|| after.trim_start())
}

/// Depth, whether a chapter, and the title of a numbered heading.
fn number_of(text: &str) -> Option<(u8, bool, &str)> {
    let trimmed = text.trim();
    let (word, rest) = trimmed.split_once(char::is_whitespace).unwrap_or((trimmed, ""));
    let folded = fold(word);
    if matches!(
        folded.as_str(),
        "artikel"
            | "art."
            | "art"
            | "hoofdstuk"
            | "paragraaf"
            | "afdeling"
            | "titel"
            | "deel"
            | "bijlage"
            | "stap"
            | "§"
    ) {
        let (number, title) = rest.trim_start().split_once(char::is_whitespace).unwrap_or((rest.trim(), ""));
        let bare = number.trim_end_matches(['.', ':', ')', '-', '–']);
        let counted = !bare.is_empty()
            && bare.len() <= 6
            && (bare.starts_with(|c: char| c.is_ascii_digit())
                || bare.chars().all(|c| matches!(c.to_ascii_lowercase(), 'i' | 'v' | 'x' | 'l' | 'c'))
                || (bare.len() == 1 && bare.chars().all(char::is_alphabetic)));
        let separated = number.len() > bare.len();
        let title = title.trim_start_matches([' ', '-', '–', '—', ':', '.', '|']).trim();
        // `Artikel 7 van de statuten` is the start of a sentence.
        let running = !separated && title.chars().next().is_some_and(char::is_lowercase);
        let depth = 1 + bare.matches('.').count().min(5) as u8;
        return (counted && !running).then_some((
            depth,
            matches!(folded.as_str(), "hoofdstuk" | "deel" | "afdeling" | "titel" | "bijlage"),
            title,
        ));
    }
    let bare = word.trim_end_matches(['.', ')', ':']);
    let parts: Vec<&str> = bare.split('.').collect();
    let numeric = !bare.is_empty()
        && parts.len() <= 5
        && parts.iter().enumerate().all(|(i, p)| {
            p.len() <= 2
                && !p.is_empty()
                && (p.chars().all(|c| c.is_ascii_digit())
                    || (i == 0
                        && p.len() == 1
                        && p.chars().all(|c| c.is_ascii_uppercase())
                        && parts.len() > 1)
                    || (i == 0
                        && parts.len() == 1
                        && word.len() > bare.len()
                        && p.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))))
        });
    let title = rest.trim_start_matches([' ', '-', '–', '—', ':', '|']).trim();
    numeric.then_some((parts.len() as u8, false, title))
}

/// Whether a heading starts at this line, how it is set off, and how many lines it takes.
pub(super) fn heading(rows: &[Row], at: usize, style: Style) -> Option<(Rank, usize)> {
    let row = rows.get(at)?;
    let next = rows.get(at + 1);
    let text = row.text.as_str();
    if row.words > MAX_HEADING_WORDS || text.len() > 140 || !text.chars().any(char::is_alphabetic) {
        return None;
    }
    let out = style.stands_out(row);
    // A title may be hyphenated at the end of its first line.
    let broken = text.ends_with('-') && !out;
    if is_contents(row) || text.ends_with([',', ';']) || broken || row.page.sheet.is_some() {
        return None;
    }
    let numbered = number_of(text);
    if bullet(text).is_some() && numbered.is_none() {
        return None;
    }
    // A row of a table, or `label: value`.
    if row.cells.len() > 1 && numbered.is_none_or(|_| row.cells.len() > 2) {
        return None;
    }
    let title = numbered.map_or(text, |(_, _, t)| t);
    if title.trim_end_matches(':').contains(": ") && numbered.is_none() && !(out && row.bold) {
        return None;
    }
    let caps =
        title.chars().filter(|c| c.is_alphabetic()).count() >= 4 && !title.chars().any(char::is_lowercase);
    let first_upper = title.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    let goes_on = next.is_some_and(|n| {
        n.page_index == row.page_index
            && n.text.chars().next().is_some_and(char::is_lowercase)
            && !ends_sentence(text)
    });
    let stop = title.ends_with('.') && !title.ends_with("...");
    let rank = Rank {
        depth: numbered.map_or(0, |n| n.0),
        size: row.size,
        bold: row.bold && !style.bold,
        caps,
        chapter: numbered.is_some_and(|n| n.1),
    };
    let article = numbered.is_some() && !text.starts_with(|c: char| c.is_ascii_digit());
    let prev = at.checked_sub(1).and_then(|p| rows.get(p));
    let inside = prev.is_some_and(|p| {
        p.page_index == row.page_index
            && !ends_sentence(&p.text)
            && full(p, row)
            && !style.stands_out(p)
            && !p.text.is_empty()
    });
    let holds = if out {
        // A bold or larger line; a whole sentence in bold is none.
        let same_next = next.is_some_and(|n| style.stands_out(n) && n.size == row.size && n.bold == row.bold);
        let sentence = stop && row.words > 9;
        let begun = inside && row.size <= style.size * 1.07;
        !sentence && !begun && (!goes_on || same_next)
    } else if article {
        let sentence = stop && row.words > 9;
        !goes_on && !sentence && !inside && (first_upper || title.is_empty())
    } else if let Some((depth, _, title)) = numbered {
        let sub = depth >= 2;
        let listed = !sub
            && [prev, next]
                .into_iter()
                .flatten()
                .any(|r| number_of(&r.text).is_some_and(|n| n.0 == 1) && !style.stands_out(r));
        !title.is_empty()
            && first_upper
            && !title.ends_with(':')
            && !stop
            && !goes_on
            && !inside
            && row.words <= 11
            && (sub || !listed)
            && !next.is_some_and(|n| n.page_index == row.page_index && full(row, n) && row.words > 7)
    } else {
        // Alone on its line, short, without an end, and with text under it.
        let longer = next.is_some_and(|n| n.words >= 6 || bullet(&n.text).is_some());
        let apart = prev.is_none_or(|p| {
            p.page_index != row.page_index
                || ends_sentence(&p.text)
                || bullet(&p.text).is_some()
                || (style.pitch > 0.0 && row.bbox.y0 - p.bbox.y0 > style.pitch * 1.35)
        });
        let short = row.words <= 8 && !ends_sentence(text.trim_end_matches('?')) && first_upper;
        let narrow = row.page.height <= 0.0 || row.bbox.x1 < row.bbox.x0 + (row.edge - row.bbox.x0) * 0.75;
        let value = title.chars().any(|c| c.is_ascii_digit()) || title.contains('@') || title.contains('€');
        short
            && longer
            && apart
            && !goes_on
            && !value
            && (narrow || caps)
            && !title.starts_with('[')
            && !title.chars().next().is_some_and(|c| matches!(c, '"' | '“' | '('))
    };
    if !holds {
        return None;
    }
    let mut taken = 1;
    let mut rank = rank;
    // `Artikel 7` with its title on the next line, and titles of two or three lines.
    while taken < 3 {
        let (Some(last), Some(more)) = (rows.get(at + taken - 1), rows.get(at + taken)) else { break };
        let bare = taken == 1 && title.is_empty() && numbered.is_some();
        let near = more.page_index == last.page_index
            && (style.pitch <= 0.0 || more.bbox.y0 - last.bbox.y0 < style.pitch.max(last.size) * 2.1);
        let like = out && more.size == last.size && more.bold == last.bold && number_of(&more.text).is_none();
        let tight =
            style.pitch <= 0.0 || more.bbox.y0 - last.bbox.y0 <= last.bbox.height().max(last.size) * 1.5;
        let wraps = like
            && tight
            && !ends_sentence(&last.text)
            && (last.words >= 5 || more.text.starts_with(char::is_lowercase));
        let titled = bare
            && more.words <= 12
            && more.cells.len() <= 1
            && bullet(&more.text).is_none()
            && number_of(&more.text).is_none()
            && (style.stands_out(more) || !ends_sentence(&more.text) || more.words <= 6)
            && !(more.words > 6 && rows.get(at + taken + 1).is_some_and(|n| continues(more, n, style)));
        if !near || is_contents(more) || !(wraps || titled) || more.words > MAX_HEADING_WORDS {
            break;
        }
        rank.size = rank.size.max(more.size);
        taken += 1;
    }
    Some((rank, taken))
}
