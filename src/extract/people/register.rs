//! Lists of people: blocks of label and value under a heading, or a table with a row each.

use super::{Label, Lines, People, fact};
use crate::extract::flow::TableLine;
use crate::fact::{Anchor, Fact};
use crate::value::date::find_dates;
use crate::value::identifier::find_kvk;

/// A person being read.
struct Entry {
    field: String,
    name: String,
    raw: String,
    anchor: Anchor,
    confidence: f32,
    entity: bool,
    function: Option<String>,
    power: Option<String>,
    since: Option<String>,
    kvk: Option<String>,
}

/// A table: the label of each column by its x.
type Columns = Vec<(f32, Label)>;

pub fn people(lines: &Lines, kind: &str, people: &People) -> Vec<Fact> {
    let register = kind == "kvk-uittreksel" || kind.starts_with("ubo-");
    let mut out: Vec<Fact> = Vec::new();
    let mut field: Option<String> = None;
    let mut entry: Option<Entry> = None;
    let mut columns: Option<Columns> = None;
    let mut last: Option<Label> = None;
    for (at, line) in lines.iter().enumerate() {
        let heads = line.cells.len() <= 2
            && people.label(&line.text).is_none_or(|(l, v)| v.is_empty() && l != Label::Name);
        if heads && let Some(next) = people.section(&line.text) {
            close(&mut entry, &mut out, people);
            columns = None;
            last = None;
            field = (!next.is_empty()).then(|| next.to_owned());
            continue;
        }
        // Any other heading of a plan ends the list.
        let headed = (line.bold || numbered(&line.text)) && line.cells.len() <= 2;
        if !register && headed && people.label(&line.text).is_none() {
            close(&mut entry, &mut out, people);
            field = None;
        }
        let Some(current) = field.clone() else { continue };
        if let Some(found) = header(line, people) {
            close(&mut entry, &mut out, people);
            columns = Some(found);
            continue;
        }
        if let Some(columns) = &columns
            && let Some(row) = table_row(line, columns, &current, people)
        {
            close(&mut entry, &mut out, people);
            entry = Some(row);
            continue;
        }
        match labelled(line, lines.get(at + 1), people) {
            Some((Label::Name, value)) if !value.is_empty() => {
                close(&mut entry, &mut out, people);
                entry = start(&value, line, &current, if register { 0.94 } else { 0.82 }, true, people);
                last = Some(Label::Name);
            }
            Some((label, value)) => {
                if let Some(e) = entry.as_mut() {
                    attach(e, label, &value, people);
                }
                last = Some(label);
            }
            None => {
                // In a plan a line that parses as a name may be a piece of a sentence: those are read there.
                let bare = register
                    && (people.names.parse(&line.text).is_some_and(|n| n.sure)
                        || people.names.is_entity(&line.text) && line.bold);
                if bare && line.text.len() < 100 {
                    close(&mut entry, &mut out, people);
                    entry = start(&line.text, line, &current, 0.85, false, people);
                    last = None;
                } else if register && line.bold && line.cells.len() == 1 && entry.is_some() {
                    // A heading that is not known ends the list: who follows is not of it.
                    close(&mut entry, &mut out, people);
                    field = people.function(&line.text).filter(|f| *f == "supervisor").map(str::to_owned);
                    columns = None;
                    last = None;
                } else if let (Some(e), Some(Label::Power)) = (entry.as_mut(), last) {
                    // The text of a power goes on on the next line.
                    if let Some(power) = e.power.as_mut().filter(|p| p.len() < 300) {
                        power.push(' ');
                        power.push_str(line.text.trim());
                    }
                } else if !register {
                    // In running text a list ends where something else begins.
                    close(&mut entry, &mut out, people);
                    if line.text.split_whitespace().count() > 12 {
                        field = None;
                        columns = None;
                    }
                }
            }
        }
    }
    close(&mut entry, &mut out, people);
    out
}

/// `1.2 Toezicht`: a short line that a chapter's number opens.
fn numbered(text: &str) -> bool {
    let (number, rest) = text.trim().split_once(' ').unwrap_or((text, ""));
    let bare = number.trim_end_matches('.');
    !bare.is_empty()
        && bare.len() <= 6
        && bare.contains(|c: char| c.is_ascii_digit())
        && bare.chars().all(|c| c.is_ascii_digit() || c == '.')
        && rest.starts_with(char::is_uppercase)
        && rest.split_whitespace().count() <= 9
}

fn start(
    value: &str,
    line: &TableLine,
    field: &str,
    confidence: f32,
    labelled: bool,
    people: &People,
) -> Option<Entry> {
    let entity = people.names.is_entity(value);
    let parsed = people.names.parse(value);
    let (name, confidence) = match (&parsed, entity) {
        (_, true) => (value.trim().to_owned(), confidence),
        (Some(n), _) if n.sure => (n.text.clone(), confidence),
        (Some(n), _) => (n.text.clone(), confidence - 0.06),
        (None, _) if labelled && value.chars().any(char::is_alphabetic) && value.len() < 90 => {
            (value.trim().to_owned(), 0.6)
        }
        _ => return None,
    };
    // `J. Jansen (voorzitter)`, `J. Jansen, voorzitter`
    let rest = value.split_once(['(', ',', '–', '-']).map_or("", |p| p.1);
    let function = people.function(rest).map(|_| rest.trim_end_matches(')').trim().to_owned());
    Some(Entry {
        field: field.to_owned(),
        name,
        raw: value.trim().to_owned(),
        anchor: line.anchor.clone(),
        confidence,
        entity,
        function,
        power: None,
        since: None,
        kvk: None,
    })
}

fn attach(entry: &mut Entry, label: Label, value: &str, people: &People) {
    if value.is_empty() {
        return;
    }
    match label {
        Label::Function => {
            // In a list of functionaries of several kinds the function says which.
            if let Some(field) = people.function(value) {
                field.clone_into(&mut entry.field);
            }
            entry.function = Some(value.to_owned());
        }
        Label::Power => entry.power = Some(value.to_owned()),
        Label::Since => {
            entry.since = find_dates(value).first().and_then(|d| d.when.day()).map(|d| d.to_string());
        }
        Label::KvkNumber => entry.kvk = find_kvk(value).first().map(|n| n.value.clone()),
        _ => {}
    }
}

fn close(entry: &mut Option<Entry>, out: &mut Vec<Fact>, people: &People) {
    let Some(e) = entry.take() else { return };
    if e.field.is_empty() {
        return;
    }
    let mut f = fact(&e.field, &e.name, &e.raw, e.anchor.clone(), e.confidence);
    let mut put = |k: &str, v: Option<String>| {
        if let Some(v) = v {
            f.attributes.insert(k.to_owned(), v);
        }
    };
    put("function", e.function);
    put("since", e.since);
    put("kvk_number", e.kvk);
    put("entity", e.entity.then(|| "true".to_owned()));
    put("power", e.power.as_deref().and_then(|p| people.power(p)).map(str::to_owned));
    out.push(f);
    if let Some(power) = e.power {
        let mut authority = fact("signing_authority", &power, &power, e.anchor, e.confidence);
        authority.attributes.insert("name".to_owned(), e.name);
        out.push(authority);
    }
}

/// The label of a line with its value: behind it, in the next cell, or on the next line.
fn labelled(line: &TableLine, next: Option<&TableLine>, people: &People) -> Option<(Label, String)> {
    let (label, rest) = match line.cells.as_slice() {
        [first, more @ ..] if !more.is_empty() => {
            let (label, rest) = people.label(&first.1)?;
            let behind = more.iter().map(|c| c.1.trim()).collect::<Vec<_>>().join(" ");
            (label, if rest.is_empty() { behind } else { format!("{rest} {behind}") })
        }
        _ => {
            let (label, rest) = people.label(&line.text)?;
            (label, rest.to_owned())
        }
    };
    let value = rest.trim().trim_start_matches(':').trim().to_owned();
    if value.is_empty()
        && let Some(next) = next
        && people.label(&next.text).is_none()
        && people.section(&next.text).is_none()
    {
        return Some((label, next.text.trim().to_owned()));
    }
    Some((label, value))
}

/// The header row of a table of people: a name column and one more.
fn header(line: &TableLine, people: &People) -> Option<Columns> {
    if line.cells.len() < 2 {
        return None;
    }
    let columns: Columns = line
        .cells
        .iter()
        .filter_map(|(x, text)| people.label(text).filter(|(_, rest)| rest.is_empty()).map(|(l, _)| (*x, l)))
        .collect();
    (columns.len() >= 2 && columns.len() == line.cells.len() && columns.iter().any(|c| c.1 == Label::Name))
        .then_some(columns)
}

fn table_row(line: &TableLine, columns: &Columns, field: &str, people: &People) -> Option<Entry> {
    let nearest = |x: f32| {
        columns
            .iter()
            .min_by(|a, b| (a.0 - x).abs().total_cmp(&(b.0 - x).abs()))
            .filter(|c| (c.0 - x).abs() < 60.0)
            .map(|c| c.1)
    };
    let name = line.cells.iter().find(|(x, _)| nearest(*x) == Some(Label::Name))?;
    let mut entry = start(&name.1, line, field, 0.9, false, people)?;
    for (x, text) in &line.cells {
        if let Some(label) = nearest(*x).filter(|l| *l != Label::Name) {
            attach(&mut entry, label, text.trim(), people);
        }
    }
    Some(entry)
}

/// Details of persons that should have been blacked out: the kind of detail alone.
pub fn details(lines: &Lines, people: &People) -> Vec<Fact> {
    let mut out = Vec::new();
    let mut person = false;
    let mut push = |what: &str, anchor: &Anchor| {
        out.push(fact("person_detail", what, "(niet weergegeven)", anchor.clone(), 0.9));
    };
    for (at, line) in lines.iter().enumerate() {
        if let Some(field) = people.section(&line.text) {
            person = !field.is_empty();
            continue;
        }
        let Some((label, value)) = labelled(line, lines.get(at + 1), people) else { continue };
        let readable = value.chars().filter(|c| c.is_alphanumeric()).count() >= 2
            && !value.chars().any(|c| matches!(c, '█' | '■' | '*'))
            && !value.to_lowercase().contains("afgeschermd")
            && !value.to_lowercase().starts_with("xx");
        if !readable {
            person |= label == Label::Name;
            continue;
        }
        match label {
            Label::Name => person = true,
            Label::BirthDate => {
                // A month and year are public; a day is not.
                if find_dates(&value).iter().any(|d| d.when.day().is_some()) {
                    push("geboortedatum", &line.anchor);
                }
                let (words, _) = people.scan(&line.text);
                let with_place =
                    words.iter().take(4).any(|w| w.text == "plaats" || w.text == "geboorteplaats");
                if with_place && value.contains(',') {
                    push("geboorteplaats", &line.anchor);
                }
            }
            Label::BirthPlace => push("geboorteplaats", &line.anchor),
            Label::Address if person && value.chars().any(|c| c.is_ascii_digit()) => {
                push("woonadres", &line.anchor);
            }
            Label::IdDocument => push("id-document", &line.anchor),
            _ => {}
        }
    }
    out
}
