//! Things seen about a document that are not its kind.

use crate::catalogue::{MarkPlace, MarkRule};
use crate::document::{Document, FieldKind, FormField, Line};

use super::phrases::{Builder, PhraseId};
use super::score::Range;
use super::sight::{Hit, Sight};
use super::text::tokens;

/// A mark with its phrases as ids.
#[derive(Debug)]
pub(super) struct Marker {
    id: String,
    place: MarkPlace,
    phrases: Vec<PhraseId>,
    not: Vec<PhraseId>,
    with: Vec<PhraseId>,
    with_count: usize,
    figures: u32,
    kinds: Vec<String>,
}

impl Marker {
    pub(super) fn new(rule: &MarkRule, builder: &mut Builder) -> Self {
        Self {
            id: rule.id.clone(),
            place: rule.place,
            phrases: builder.add_all(&rule.phrases),
            not: builder.add_all(&rule.not),
            with: builder.add_all(&rule.with),
            with_count: rule.with_count as usize,
            figures: rule.figures,
            kinds: rule.kinds.clone(),
        }
    }

    fn applies(&self, sight: &Sight, range: Range, kind: Option<&str>) -> bool {
        if !self.kinds.is_empty() && !kind.is_some_and(|k| self.kinds.iter().any(|own| own == k)) {
            return false;
        }
        if self.not.iter().any(|p| !sight.places(*p).on(range.from, range.to).is_empty()) {
            return false;
        }
        self.phrases
            .iter()
            .flat_map(|p| sight.places(*p).on(range.from, range.to))
            .any(|hit| self.stands(hit, range) && self.accompanied(sight, hit, range))
    }

    fn stands(&self, hit: &Hit, range: Range) -> bool {
        match self.place {
            MarkPlace::Body => true,
            MarkPlace::Opening => {
                hit.page as usize == range.from && hit.leads && hit.head && hit.cover >= 0.12 && !hit.listed
            }
            MarkPlace::Heading => hit.heading && !hit.listed,
            MarkPlace::Stamp => {
                hit.cover >= 0.8 || hit.page as usize == range.from && hit.title >= 0.3 && !hit.listed
            }
        }
    }

    /// What belongs to it stands on the same page or, a chapter running on, the next.
    fn accompanied(&self, sight: &Sight, hit: &Hit, range: Range) -> bool {
        let page = hit.page as usize;
        let to = (page + 1).min(range.to);
        let with = self
            .with
            .iter()
            .filter(|p| sight.places(**p).on(page, to).iter().any(|h| !h.listed && h.page as usize >= page))
            .count();
        let figures: u32 = sight.pages.get(page..=to).map_or(0, |p| p.iter().map(|p| p.figures).sum());
        with >= self.with_count && figures >= self.figures
    }
}

/// All marks of a range, sorted, each once.
pub(super) fn marks(
    markers: &[Marker],
    document: &Document,
    sight: &Sight,
    range: Range,
    kind: Option<&str>,
    titled: f32,
) -> Vec<String> {
    let mut marks: Vec<String> =
        markers.iter().filter(|m| m.applies(sight, range, kind)).map(|m| m.id.clone()).collect();
    if left_empty(document, range) {
        marks.push("ingevuld:nee".to_owned());
    }
    if let Some(first) = sight.pages.get(range.from) {
        match first.numbering {
            Some(n) if n.page > 1 && (titled < 0.6 || kind.is_none()) => {
                marks.push("vervolg".to_owned());
                let total = n.total.map(|t| format!("/{t}")).unwrap_or_default();
                marks.push(format!("pagina:{}{total}", n.page));
            }
            _ if titled < 0.3 && begins_midway(document, range) => marks.push("vervolg".to_owned()),
            _ => {}
        }
        if let Some(n) = sight.pages.get(range.to).and_then(|p| p.numbering)
            && n.total.is_some_and(|t| n.page < t)
        {
            marks.push("breekt-af".to_owned());
        }
    }
    marks.sort();
    marks.dedup();
    marks
}

/// A form none of whose text fields has a value and none of whose boxes is ticked, or a printed one whose
/// dotted lines all stand empty.
fn left_empty(document: &Document, range: Range) -> bool {
    let on_range = |f: &&FormField| {
        f.page.is_none_or(|p| {
            document.pages.get(range.from..=range.to).is_some_and(|r| r.iter().any(|q| q.number == p))
        })
    };
    let fields: Vec<&FormField> =
        document.form_fields.iter().filter(on_range).filter(|f| f.kind != FieldKind::Signature).collect();
    if fields.len() >= 3 {
        return fields.iter().all(|f| match f.value.as_deref().map(str::trim) {
            None | Some("" | "false" | "Off") => true,
            Some(_) => false,
        });
    }
    let pages = document.pages.get(range.from..=range.to).unwrap_or(&[]);
    let dotted = pages.iter().flat_map(|p| p.lines.iter()).filter(|l| ends_dotted(l)).count();
    dotted >= 5
}

fn ends_dotted(line: &Line) -> bool {
    let text = line.text();
    let rest = text.trim_end_matches(['.', '_', '…', ' ']);
    let run = text.len() - rest.len();
    run >= 8 && !rest.is_empty() && line.words().count() <= 14
}

/// The first lines show an article or chapter beyond the first, before any lower one.
fn begins_midway(document: &Document, range: Range) -> bool {
    let Some(page) = document.pages.get(range.from) else { return false };
    for line in page.lines.iter().take(12) {
        let parts = tokens(&line.text());
        match parts.as_slice() {
            [first, ..] if first == "vervolg" => return true,
            // A clause `15.1` before any title.
            [chapter, clause, _, _, ..]
                if line.text().trim_start().starts_with(&format!("{chapter}.{clause}"))
                    && clause.len() <= 2
                    && clause.bytes().all(|b| b.is_ascii_digit()) =>
            {
                return chapter.parse::<u32>().is_ok_and(|n| (4..60).contains(&n));
            }
            [word, number, ..] if word == "artikel" && parts.len() <= 12 => {
                return number.parse::<u32>().is_ok_and(|n| (4..400).contains(&n));
            }
            _ => {}
        }
    }
    false
}
