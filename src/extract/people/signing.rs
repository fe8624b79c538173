//! Signatures: who signed, when, and whether a signature is there to be seen.

use super::{Label, Lines, People, fact};
use crate::document::{Document, FieldKind, Mark, MarkKind, Page, Rect, TextSource};
use crate::extract::flow::TableLine;
use crate::fact::{Anchor, Fact, Segment};
use crate::value::date::find_dates;

/// Lines of a signature block below its first and above its last.
const BLOCK: usize = 14;

/// Labels for signatures that are looked at.
const MOST_SIGNATURES: usize = 20;

/// Kinds that people sign.
pub fn wanted(kind: &str) -> bool {
    matches!(
        kind,
        "bestuursverklaring"
            | "bijlage-onderaanneming"
            | "bijlage-zorgkantoren"
            | "instemmingsverklaring"
            | "volmacht"
            | "wtza-verklaring-rechtswege"
            | "wtza-verklaring-niet-plichtig"
            | "wlz-overeenkomst"
            | "wmo-overeenkomst"
            | "inschrijving"
            | "wijzigingsmelding"
            | "hardheidsclausule-aanvraag"
            | "toelichting-op-verzoek"
    )
}

pub fn signing(document: &Document, segment: &Segment, lines: &Lines, people: &People) -> Vec<Fact> {
    let mut out = Vec::new();
    electronic(document, segment, lines, &mut out);
    let mut named = false;
    let mut dated = false;
    let mut block: Option<usize> = None;
    let mut signature_lines: Vec<usize> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let (words, hits) = people.scan(&line.text);
        let declares = hits.any(&people.declarations).any(|h| h.from <= 2);
        let starts_block = declares && words.len() <= 30;
        if starts_block {
            block = Some(at);
        }
        // `Aldus naar waarheid ingevuld te Breda op 12 juli 2026`
        if starts_block && let Some(day) = only_day(&line.text) {
            out.push(fact("signed_on", &day, &line.text, line.anchor.clone(), 0.9));
            dated = true;
        }
        if let Some(name) = undersigned(lines, at, people) {
            out.push(name);
            named = true;
        }
        let mut signs = false;
        for (c, (label, value, anchor)) in labelled(lines, at, people).into_iter().enumerate() {
            let inside = block.is_some_and(|b| at - b <= BLOCK) || near_signature(lines, at, people);
            match label {
                Label::Signatory => {
                    if let Some(f) = person("signatory", &value, &anchor, 0.92, people) {
                        out.push(f);
                        named = true;
                    }
                }
                Label::Name if inside => {
                    if let Some(f) = person("signatory", &value, &anchor, 0.9, people) {
                        out.push(f);
                        named = true;
                    }
                }
                Label::Function if inside && !value.is_empty() => {
                    // Of the name just read in the same column.
                    let mut signatories =
                        out.iter_mut().filter(|f| f.field == "signatory" && f.anchor.page == anchor.page);
                    let of = if c == 0 { signatories.next_back() } else { signatories.nth(c) };
                    if let Some(f) = of {
                        f.attributes.entry("function".to_owned()).or_insert(value);
                    }
                }
                Label::SignedOn if inside => {
                    if let Some(day) = only_day(&value) {
                        out.push(fact("signed_on", &day, &value, anchor, 0.9));
                        dated = true;
                    }
                }
                Label::Signature => signs = true,
                Label::Principal => out.extend(person("principal", &value, &anchor, 0.85, people)),
                Label::Agent => out.extend(person("authorised_person", &value, &anchor, 0.85, people)),
                _ => {}
            }
        }
        if signs {
            signature_lines.push(at);
        }
    }
    out.extend(power_of_attorney(lines, people));
    let mut seen = out.iter().any(|f| f.field == "signature" && f.value == "present");
    for &at in signature_lines.iter().take(MOST_SIGNATURES) {
        if let Some(f) = by_hand(document, lines, at, people) {
            seen |= f.value == "present";
            out.push(f);
        }
    }
    // A picture or strokes beside the block of a declaration that has no label for them.
    if !seen
        && signature_lines.is_empty()
        && let Some(f) = block.and_then(|b| beside_block(document, lines, b))
    {
        seen = true;
        out.push(f);
    }
    if !seen && let Some(f) = typed(lines, people) {
        seen = true;
        out.push(f);
    }
    if !seen && named && dated {
        let anchor =
            out.iter().find(|f| f.field == "signatory").map(|f| f.anchor.clone()).unwrap_or_default();
        out.push(signature("present", "name-and-date", anchor, 0.6));
    }
    out
}

fn signature(value: &str, by: &str, anchor: Anchor, confidence: f32) -> Fact {
    let mut f = fact("signature", value, "", anchor, confidence);
    f.attributes.insert("by".to_owned(), by.to_owned());
    f
}

/// Seals and signature fields.
fn electronic(document: &Document, segment: &Segment, lines: &Lines, out: &mut Vec<Fact>) {
    let start = lines
        .first()
        .map_or(Anchor { page: Some(segment.page_from.max(1)), ..Anchor::default() }, |l| l.anchor.clone());
    if !document.seals.is_empty() {
        let anchor = Anchor { bbox: None, ..start.clone() };
        out.push(signature("present", "seal", anchor, 0.95));
    }
    let on = |page: Option<u32>| {
        page.is_none_or(|p| segment.page_to == 0 || (p >= segment.page_from && p <= segment.page_to))
    };
    for field in document.form_fields.iter().filter(|f| f.kind == FieldKind::Signature && on(f.page)) {
        let anchor = Anchor { page: field.page.or(start.page), sheet: None, cell: None, bbox: field.bbox };
        if field.value.as_deref().is_some_and(|v| !v.trim().is_empty()) {
            out.push(signature("present", "form-field", anchor, 0.95));
        } else if document.seals.is_empty() {
            out.push(signature("none", "form-field", anchor, 0.75));
        }
    }
}

fn person(field: &str, value: &str, anchor: &Anchor, confidence: f32, people: &People) -> Option<Fact> {
    if let Some(name) = people.names.parse(value) {
        let confidence = if name.sure { confidence } else { confidence - 0.07 };
        return Some(fact(field, &name.text, value, anchor.clone(), confidence));
    }
    // A name within more text: `mevrouw A. Bakker, bestuurder van Stichting X`.
    let name = people.names.find(value).into_iter().find(|n| n.sure)?;
    Some(fact(field, &name.text, value, anchor.clone(), confidence - 0.07))
}

/// The one day in a text.
fn only_day(text: &str) -> Option<String> {
    let dates: Vec<_> =
        find_dates(text).into_iter().filter_map(|d| d.when.day().filter(|_| d.sure)).collect();
    match dates.as_slice() {
        [one] => Some(one.to_string()),
        _ => None,
    }
}

/// Labels of a line with their values: each cell may hold one; a value may stand in the next cell or in
/// the same column of the next line.
fn labelled(lines: &Lines, at: usize, people: &People) -> Vec<(Label, String, Anchor)> {
    let Some(line) = lines.get(at) else { return Vec::new() };
    let mut out = Vec::new();
    for (c, (x, text)) in line.cells.iter().enumerate() {
        let Some((label, rest)) = people.label(text) else { continue };
        let mut value = rest.to_owned();
        if value.is_empty()
            && let Some(next) = line.cells.get(c + 1)
            && people.label(&next.1).is_none_or(|(_, v)| !v.is_empty() && !next.1.contains(':'))
        {
            next.1.trim().trim_start_matches(':').trim().clone_into(&mut value);
        }
        if value.is_empty()
            && let Some(next) = lines.get(at + 1)
            && let Some(under) = next.cells.iter().find(|k| (k.0 - x).abs() < 12.0)
            && people.label(&under.1).is_none()
            && next.anchor.page == line.anchor.page
            && next.bbox.y0 - line.bbox.y1 < 2.0 * line.bbox.height().max(8.0)
        {
            value.clone_from(&under.1);
        }
        let filled = value.chars().any(char::is_alphanumeric);
        out.push((label, if filled { value } else { String::new() }, line.anchor.clone()));
    }
    out
}

/// Whether a label for a signature stands within a few lines.
fn near_signature(lines: &Lines, at: usize, people: &People) -> bool {
    let Some(here) = lines.get(at) else { return false };
    lines
        .iter()
        .skip(at.saturating_sub(6))
        .take(13)
        .filter(|l| l.anchor.page == here.anchor.page)
        .any(|l| l.cells.iter().any(|c| people.label(&c.1).is_some_and(|(k, _)| k == Label::Signature)))
}

/// `Ondergetekende, mevrouw A. Bakker, bestuurder van ..., verklaart`: the first name behind it.
fn undersigned(lines: &Lines, at: usize, people: &People) -> Option<Fact> {
    let line = lines.get(at)?;
    let (words, hits) = people.scan(&line.text);
    let hit = hits.any(&people.undersigned).next()?;
    if hit.from > 3 {
        return None;
    }
    let mut text = line.text.get(words.get(hit.from)?.from..)?.to_owned();
    for next in lines.iter().skip(at + 1).take(3) {
        text.push(' ');
        text.push_str(&next.text);
    }
    // Up to the verb: names behind it are others'.
    let lower = text.to_lowercase();
    let end = ["verkla", "verleen", "machtig", "volmacht"]
        .iter()
        .filter_map(|w| lower.find(w))
        .min()
        .unwrap_or(text.len().min(240));
    let until = text.char_indices().map(|(i, _)| i).find(|&i| i >= end).unwrap_or(text.len());
    let part = text.get(..until)?;
    let name = people.names.find(part).into_iter().find(|n| n.sure)?;
    let mut f = fact("signatory", &name.text, part.trim(), line.anchor.clone(), 0.86);
    if let Some(field) = people.function(part).filter(|f| !f.is_empty()) {
        let word = if field == "supervisor" { "toezichthouder" } else { "bestuurder" };
        f.attributes.insert("function".to_owned(), word.to_owned());
    }
    Some(f)
}

/// `... verleent volmacht aan de heer B. Visser`.
fn power_of_attorney(lines: &Lines, people: &People) -> Vec<Fact> {
    let mut out = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let lower = line.text.to_lowercase();
        let Some(start) = ["volmacht", "machtig"].iter().filter_map(|w| lower.find(w)).min() else {
            continue;
        };
        let mut text = line.text.clone();
        for next in lines.iter().skip(at + 1).take(2) {
            text.push(' ');
            text.push_str(&next.text);
        }
        let Some(from) = text.match_indices(" aan").map(|(i, _)| i).find(|&i| i > start) else { continue };
        let Some(rest) = text.get(from..) else { continue };
        if let Some(name) = people.names.find(rest).into_iter().find(|n| n.sure && n.from < 80) {
            let raw: String = rest.trim().chars().take(160).collect();
            out.push(fact("authorised_person", &name.text, &raw, line.anchor.clone(), 0.85));
        }
    }
    out
}

/// A mark that can be a signature: neither the whole page nor a rule.
fn drawn(page: &Page, mark: &Mark) -> bool {
    let small = mark.bbox.width() < page.width * 0.6 && mark.bbox.height() < page.height * 0.25;
    let some = mark.bbox.width() > 12.0 && mark.bbox.height() > 5.0;
    matches!(mark.kind, MarkKind::Image | MarkKind::Ink) && small && some
}

/// What stands in the place of a label for a signature.
fn by_hand(document: &Document, lines: &Lines, at: usize, people: &People) -> Option<Fact> {
    let line = lines.get(at)?;
    let number = line.anchor.page?;
    let page = document.pages.iter().find(|p| p.number == number)?;
    if page.height <= 0.0 {
        return None;
    }
    let b = line.bbox;
    let area = Rect::new(b.x0 - 25.0, b.y0 - 45.0, (b.x1 + 260.0).min(page.width), b.y1 + 95.0);
    let met = page
        .marks
        .iter()
        .filter(|m| drawn(page, m) && m.bbox.x_overlap(&area) > 8.0 && m.bbox.y_overlap(&area) > 4.0)
        // The logo in the head of the page is none.
        .filter(|m| m.bbox.y0 > page.height * 0.14 || b.y0 < page.height * 0.25)
        .min_by(|a, c| (a.bbox.y0 - b.y1).abs().total_cmp(&(c.bbox.y0 - b.y1).abs()));
    if let Some(mark) = met {
        let anchor = Anchor { bbox: Some(mark.bbox), ..line.anchor.clone() };
        return Some(match mark.kind {
            MarkKind::Ink => signature("present", "ink", anchor, 0.9),
            _ => signature("present", "image", anchor, 0.86),
        });
    }
    if page.text_source != TextSource::Native {
        // On a scan the signature is part of the picture: nothing can be told.
        return None;
    }
    let near: Vec<&TableLine> =
        lines.iter().skip(at).take(6).filter(|l| l.anchor.page == line.anchor.page).collect();
    if near.iter().any(|l| people.scan(&l.text).1.has(&people.typed)) {
        return Some(signature("present", "typed", line.anchor.clone(), 0.7));
    }
    // A field of the form or a drawing may cover it where the reader sees none of it.
    let field = document.form_fields.iter().any(|f| {
        f.page == Some(number)
            && f.bbox.is_some_and(|x| x.x_overlap(&area) > 8.0 && x.y_overlap(&area) > 4.0)
            && f.kind == FieldKind::Signature
    });
    (!field && document.seals.is_empty()).then(|| signature("none", "label", line.anchor.clone(), 0.7))
}

/// A drawing below a declaration that has no label for it.
fn beside_block(document: &Document, lines: &Lines, block: usize) -> Option<Fact> {
    let line = lines.get(block)?;
    let page = document.pages.iter().find(|p| Some(p.number) == line.anchor.page)?;
    let mark = page
        .marks
        .iter()
        .filter(|m| drawn(page, m))
        .find(|m| m.bbox.y0 >= line.bbox.y0 - 10.0 && m.bbox.y0 - line.bbox.y1 < 220.0)?;
    // Lower in the page than a foot's logo would stand.
    if mark.bbox.y0 > page.height * 0.92 {
        return None;
    }
    let anchor = Anchor { bbox: Some(mark.bbox), ..line.anchor.clone() };
    let (by, confidence) = if mark.kind == MarkKind::Ink { ("ink", 0.86) } else { ("image", 0.8) };
    Some(signature("present", by, anchor, confidence))
}

fn typed(lines: &Lines, people: &People) -> Option<Fact> {
    let line = lines.iter().find(|l| {
        let (words, hits) = people.scan(&l.text);
        words.len() <= 25 && hits.has(&people.typed)
    })?;
    Some(signature("present", "typed", line.anchor.clone(), 0.7))
}
