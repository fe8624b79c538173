//! `topics`: a passage about every topic (or any) stands in a document of the kinds.

use crate::check::context::{Context, Doc, passages};
use crate::check::judgement::Judgement;
use crate::check::{absence, sentences};
use crate::fact::{Observed, Passage, Strength};
use crate::finding::Status;
use crate::policy::Requirement;

/// A heading with fewer words under it is only a heading.
const LEAST_WORDS: u32 = 5;

pub struct Asked<'r> {
    pub topics: &'r [String],
    pub any: bool,
    pub contrary: &'r [String],
    /// Only a chapter of its own is enough.
    pub chapter: bool,
}

pub fn check(context: &Context<'_>, requirement: &Requirement, asked: &Asked<'_>) -> Judgement {
    let documents = match absence::documents(context, &requirement.kinds) {
        Ok(documents) => documents,
        Err(absent) if absent.status == Status::Missing => {
            return elsewhere(context, asked).unwrap_or(absent);
        }
        Err(absent) => return absent,
    };
    let against: Vec<_> =
        asked.contrary.iter().flat_map(|t| passages(&documents, t, Strength::Statement)).collect();
    if let Some((document, passage)) = against.first() {
        return Judgement::review(format!(
            "{} bevat een passage over “{}” die hiertegen kan spreken.",
            document.path,
            context.topic_name(&passage.topic)
        ))
        .show_passages(against);
    }
    let mut found = Vec::new();
    let mut hints = Vec::new();
    let mut lacking = Vec::new();
    for topic in asked.topics {
        let all = passages(&documents, topic, Strength::Hint);
        let (enough, little): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, p)| plain(p, asked.chapter));
        if enough.is_empty() {
            lacking.push(context.topic_name(topic));
            hints.extend(little);
        } else {
            found.extend(enough);
        }
    }
    let done = if asked.any { lacking.len() < asked.topics.len() } else { lacking.is_empty() };
    if done && !asked.topics.is_empty() {
        return Judgement::met(format!("Gevonden: {}.", places(&found))).show_passages(found);
    }
    let names = sentences::some(lacking.iter().map(|t| format!("“{t}”")));
    let paths = sentences::some(documents.iter().map(|d| d.path().to_owned()));
    let judged = if hints.is_empty() {
        Judgement::review(format!("Over {names} is in {paths} geen passage herkend."))
    } else {
        Judgement::review(format!(
            "Over {names} is in {paths} alleen een aanwijzing gevonden: {}.",
            places(&hints)
        ))
    };
    judged.adding(&unread(&documents)).show_passages(hints).show_passages(found)
}

/// A document of another kind says it: no document of its own, and not missing either.
fn elsewhere(context: &Context<'_>, asked: &Asked<'_>) -> Option<Judgement> {
    // A neighbour that does not count (another letter of the tax office) stays one.
    let may = |d: &Doc<'_>| match d.kind() {
        Some(kind) => context.catalogue.kind(kind).is_some_and(|k| k.compound),
        None => context.guess_outside(d.main).is_none(),
    };
    let hosts: Vec<&Doc<'_>> = context.scope(&[]).into_iter().filter(|d| !d.not_valid() && may(d)).collect();
    let mut found: Vec<_> =
        asked.topics.iter().flat_map(|t| passages(&hosts, t, Strength::Statement)).collect();
    found.retain(|(_, p)| plain(p, asked.chapter));
    (!found.is_empty()).then(|| {
        Judgement::review(format!(
            "Geen los stuk gevonden; wel een passage in {}. Beoordeel of dat volstaat.",
            places(&found)
        ))
        .show_passages(found)
    })
}

fn plain(passage: &Passage, chapter: bool) -> bool {
    match passage.strength {
        Strength::Heading => passage.length >= LEAST_WORDS,
        Strength::Statement => !chapter,
        Strength::Hint => false,
    }
}

/// `plan.pdf (bladzijde 3)`, each once.
pub fn places(found: &[(&Observed, &Passage)]) -> String {
    let mut all: Vec<String> = Vec::new();
    for (document, passage) in found {
        let place = match (&passage.anchor.sheet, passage.anchor.page) {
            (Some(sheet), _) => format!("{} (blad {sheet})", document.path),
            (None, Some(page)) => format!("{} (bladzijde {page})", document.path),
            (None, None) => document.path.clone(),
        };
        if !all.contains(&place) {
            all.push(place);
        }
    }
    sentences::some(all)
}

/// Names the documents of which a part was not read.
pub fn unread(documents: &[&Doc<'_>]) -> String {
    let paths: Vec<String> = documents.iter().filter(|d| d.unread()).map(|d| d.path().to_owned()).collect();
    if paths.is_empty() { String::new() } else { format!("Niet geheel gelezen: {}.", sentences::some(paths)) }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, strings, tested};
    use crate::dossier::testing::{observed, saying};
    use crate::fact::{Observed, Strength};
    use crate::finding::Status;
    use crate::policy::Check;

    fn case(any: bool, chapter: bool) -> Case {
        let check = Check::Topics {
            topics: strings(&["missie", "visie"]),
            any,
            contrary: strings(&["geen-missie"]),
            chapter,
        };
        Case::new(tested(&["ondernemingsplan", "personeelsoverzicht"], check))
    }
    fn plan(all: &[(&str, Strength)]) -> Observed {
        all.iter().fold(observed("plan.pdf", Some("ondernemingsplan")), |d, (t, s)| saying(d, t, *s, "tekst"))
    }
    use Strength::{Heading, Hint, Statement};

    #[test]
    fn every_topic_or_any() {
        assert_eq!(
            case(false, false).file(plan(&[("missie", Statement), ("visie", Heading)])).judge().status,
            Status::Met
        );
        let half = case(false, false).file(plan(&[("missie", Statement), ("visie", Hint)])).judge();
        assert_eq!(half.status, Status::Review);
        assert!(half.reason.contains("“visie”") && !half.reason.contains("“missie”"));
        assert_eq!(case(true, false).file(plan(&[("visie", Statement)])).judge().status, Status::Met);
        assert_eq!(case(true, false).file(plan(&[("visie", Hint)])).judge().status, Status::Review);
    }

    #[test]
    fn never_not_met_and_missing_only_without_a_document() {
        assert_eq!(case(false, false).file(plan(&[])).judge().status, Status::Review);
        assert_eq!(case(false, false).judge().status, Status::Missing);
    }

    #[test]
    fn what_stands_in_another_document_is_not_missing() {
        let other = |s| saying(observed("brief.pdf", None), "missie", s, "tekst");
        assert_eq!(case(false, false).file(other(Statement)).judge().status, Status::Review);
        assert_eq!(case(false, false).file(other(Hint)).judge().status, Status::Missing);
        assert_eq!(case(true, true).file(other(Statement)).judge().status, Status::Missing);
        let chapter =
            crate::dossier::testing::marked(observed("brief.pdf", Some("brief")), "bevat:ondernemingsplan");
        assert_eq!(case(true, true).file(chapter).judge().status, Status::Review);
    }

    #[test]
    fn a_chapter_needs_its_heading_with_text() {
        assert_eq!(case(true, true).file(plan(&[("missie", Statement)])).judge().status, Status::Review);
        assert_eq!(case(true, true).file(plan(&[("missie", Heading)])).judge().status, Status::Met);
        let mut bare = plan(&[("missie", Heading)]);
        bare.passages[0].length = 0;
        assert_eq!(case(true, false).file(bare).judge().status, Status::Review);
    }

    #[test]
    fn a_contrary_passage_asks_for_a_human() {
        let said = plan(&[("missie", Heading), ("visie", Heading), ("geen-missie", Statement)]);
        assert_eq!(case(false, false).file(said).judge().status, Status::Review);
    }
}
