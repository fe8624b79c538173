//! `present`: a document of one of the kinds is there, or stands inside another that may hold it.

use crate::check::absence;
use crate::check::context::{Context, Doc, passages};
use crate::check::judgement::Judgement;
use crate::check::sentences;
use crate::fact::{Anchor, Strength};
use crate::finding::{Evidence, Status};
use crate::policy::Requirement;

/// The parameters of the check.
pub struct Asked<'r> {
    pub not_counting: &'r [String],
    pub or_review: &'r [String],
    pub within: &'r [String],
    pub topics: &'r [String],
}

/// A document of each of the kinds.
pub fn every(context: &Context<'_>, requirement: &Requirement, asked: &Asked<'_>) -> Judgement {
    let each = requirement.kinds.iter().map(|kind| check(context, std::slice::from_ref(kind), asked));
    let all: Vec<Judgement> = each.collect();
    let worst = |status: Status| all.iter().any(|j| j.status == status);
    let status = [Status::Missing, Status::Review].into_iter().find(|s| worst(*s)).unwrap_or(Status::Met);
    let wanted = |j: &&Judgement| status == Status::Met || j.status != Status::Met;
    let reason = all.iter().filter(wanted).map(|j| j.reason.as_str()).collect::<Vec<_>>().join(" ");
    Judgement::new(status, reason).show(all.into_iter().flat_map(|j| j.evidence))
}

pub fn check(context: &Context<'_>, kinds: &[String], asked: &Asked<'_>) -> Judgement {
    let found = match absence::documents_or(context, kinds, asked.not_counting) {
        Ok(found) => found,
        Err(absent) => {
            return contained(context, kinds)
                .or_else(|| inside(context, asked.within, asked.topics))
                .or_else(|| instead(context, asked.or_review))
                .unwrap_or(absent);
        }
    };
    let said = sentences::some(
        found.iter().map(|d| format!("{} ({})", d.path(), context.kind_name(d.kind().unwrap_or_default()))),
    );
    Judgement::met(format!("Ingediend: {said}.")).show(found.iter().map(|d| file(d)))
}

/// What was filed that the policy does not name as proof, but may do.
fn instead(context: &Context<'_>, kinds: &[String]) -> Option<Judgement> {
    let filed = context.counting(kinds);
    let said = sentences::some(
        filed.iter().map(|d| format!("{} ({})", d.path(), context.kind_name(d.kind().unwrap_or_default()))),
    );
    (!filed.is_empty()).then(|| {
        Judgement::review(format!(
            "Ingediend: {said}; het beleid noemt dat niet als bewijs. Beoordeel of het volstaat."
        ))
        .show(filed.iter().map(|d| file(d)))
    })
}

/// A chapter of another document that is what the kind would be on its own, as recognised by its headings
/// and contents.
fn contained(context: &Context<'_>, kinds: &[String]) -> Option<Judgement> {
    let hosts: Vec<&Doc<'_>> = kinds.iter().flat_map(|k| context.containing(k)).collect();
    let paths = sentences::some(hosts.iter().map(|d| d.path().to_owned()));
    (!hosts.is_empty()).then(|| {
        Judgement::met(format!(
            "Geen los stuk; {} staat als onderdeel in {paths}.",
            context.kind_names(kinds)
        ))
        .show(hosts.iter().map(|d| file(d)))
    })
}

/// What passages inside a document of another kind say; `None` when no such document is there.
pub fn inside(context: &Context<'_>, within: &[String], topics: &[String]) -> Option<Judgement> {
    let hosts = context.counting(within);
    let Some(first) = hosts.first() else { return host_possible(context, within) };
    let mut found: Vec<_> = topics.iter().flat_map(|t| passages(&hosts, t, Strength::Hint)).collect();
    found.sort_by_key(|(_, p)| std::cmp::Reverse(p.strength));
    let names = sentences::either(topics.iter().map(|t| context.topic_name(t)));
    Some(match found.first() {
        Some((document, passage)) if passage.strength >= Strength::Statement => {
            Judgement::met(format!("Geen los stuk; {names} staat in {}.", document.path)).show_passages(found)
        }
        Some((document, _)) => Judgement::review(format!(
            "Geen los stuk gevonden; {} geeft een aanwijzing voor {names}. Beoordeel of dit voldoet.",
            document.path
        ))
        .show_passages(found),
        None => Judgement::review(format!(
            "Geen los stuk gevonden en {names} is niet herkend in {}. Een afbeelding daarin kan het wel tonen.",
            first.path()
        )),
    })
}

/// The document that it may stand in is not recognised, but something may be it.
fn host_possible(context: &Context<'_>, within: &[String]) -> Option<Judgement> {
    let possible = if within.is_empty() { Vec::new() } else { context.possible(within) };
    (!possible.is_empty()).then(|| {
        Judgement::review(format!(
            "Geen los stuk gevonden; het kan staan in een stuk dat niet (zeker) is herkend: {}.",
            sentences::some(possible.into_iter().map(|p| p.path))
        ))
    })
}

/// The file itself as evidence: its first page.
pub fn file(document: &Doc<'_>) -> Evidence {
    Evidence {
        path: document.path().to_owned(),
        anchor: Anchor {
            page: (document.main.segment.page_from > 0).then_some(document.main.segment.page_from),
            ..Anchor::default()
        },
        text: String::new(),
        field: None,
        value: document.kind().map(str::to_owned),
        confidence: document.main.segment.score,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, present, strings};
    use crate::dossier::testing::{marked, observed, saying};
    use crate::fact::Strength;
    use crate::finding::Status;
    use crate::policy::{Check, Requirement};

    #[test]
    fn a_document_of_the_kind_is_enough() {
        let found = Case::new(present(&["vog-rp"])).file(observed("vog.pdf", Some("vog-rp"))).judge();
        assert_eq!(found.status, Status::Met);
        assert_eq!(found.evidence[0].path, "vog.pdf");
        assert_eq!(Case::new(present(&["vog-rp"])).judge().status, Status::Missing);
    }

    #[test]
    fn it_may_stand_inside_another() {
        let inside = || Requirement {
            check: Check::Present {
                or_review: Vec::new(),
                every: false,
                not_counting: Vec::new(),
                within: strings(&["ondernemingsplan"]),
                topics: strings(&["organogram"]),
            },
            ..present(&["organogram"])
        };
        let plan = |s| saying(observed("plan.pdf", Some("ondernemingsplan")), "organogram", s, "Organogram");
        assert_eq!(Case::new(inside()).file(plan(Strength::Heading)).judge().status, Status::Met);
        assert_eq!(Case::new(inside()).file(plan(Strength::Hint)).judge().status, Status::Review);
        let silent = observed("plan.pdf", Some("ondernemingsplan"));
        assert_eq!(Case::new(inside()).file(silent).judge().status, Status::Review);
        assert_eq!(Case::new(inside()).judge().status, Status::Missing);
        let mut guessed = observed("plan.pdf", None);
        guessed.segment.alternatives =
            vec![crate::fact::Scored { kind: "ondernemingsplan".to_owned(), score: 0.5 }];
        assert_eq!(Case::new(inside()).file(guessed).judge().status, Status::Review);
        let chapter = marked(observed("plan.pdf", Some("ondernemingsplan")), "bevat:organogram");
        assert_eq!(Case::new(inside()).file(chapter).judge().status, Status::Met);
    }
}
