//! When a requirement does not apply. A condition holds, does not hold, or cannot be told; where it
//! cannot be told the requirement is judged and what would count against the provider becomes `review`.

use chrono::{Months, NaiveDate};

use crate::check::context::{Context, Doc, passages};
use crate::check::judgement::Judgement;
use crate::check::{identity, sentences};
use crate::fact::Strength;
use crate::finding::Status;
use crate::fold::fold;
use crate::policy::Condition;
use crate::value::legal_form::parse_legal_form as legal_form;

/// An organisation so young (in months) may not have two years of accounts: its first year may be a long
/// one, and the last one not adopted yet.
const YOUNG: Months = Months::new(31);

pub enum Holds {
    /// Why it does not apply.
    Yes(Judgement),
    No,
    /// Why it cannot be told.
    Unknown(String),
}

/// Every condition but those on other findings.
pub fn holds(context: &Context<'_>, condition: &Condition) -> Holds {
    match condition {
        Condition::Starter { topics, doubt } => match starter(context, topics) {
            Holds::Yes(_) if *doubt => Holds::Unknown(
                "Een startende organisatie; het beleid kent daarvoor geen uitzondering, beoordeel."
                    .to_owned(),
            ),
            other => other,
        },
        Condition::Present { kind } => present(context, kind),
        Condition::Absent { kind, contrary } => match absent(context, kind) {
            Holds::Yes(judged) => {
                spoken_of(&context.scope(&[]), contrary, context).map_or(Holds::Yes(judged), Holds::Unknown)
            }
            other => other,
        },
        Condition::FiledInstead { kind, by } => filed_instead(context, kind, by),
        Condition::AbsentAll { kinds } => absent_all(context, kinds),
        Condition::Says { topic, kinds, contrary } => match says(context, topic, kinds) {
            Holds::Yes(judged) => spoken_of(&context.counting(kinds), contrary, context)
                .map_or(Holds::Yes(judged), Holds::Unknown),
            other => other,
        },
        Condition::Silent { topic, kinds } => silent(context, topic, kinds),
        Condition::NoParent { topics, denied } => no_parent(context, topics, denied),
        Condition::LegalForm { forms } => form(context, forms, true),
        Condition::NotLegalForm { forms } => form(context, forms, false),
        Condition::Met { .. } | Condition::Route { .. } => Holds::No, // settled by the driver
    }
}

/// Applies a requirement's conditions to its own judgement.
pub fn apply(context: &Context<'_>, conditions: &[Condition], judged: Judgement) -> Judgement {
    let mut open: Option<String> = None;
    for condition in conditions {
        match holds(context, condition) {
            Holds::Yes(reason) => return reason,
            Holds::No => {}
            Holds::Unknown(why) => open = open.or(Some(why)),
        }
    }
    match open {
        // What is there and in order needs no exception.
        Some(why) if matches!(judged.status, Status::NotMet | Status::Missing) => judged.doubted(&why),
        _ => judged,
    }
}

fn filed_instead(context: &Context<'_>, kind: &str, by: &[String]) -> Holds {
    let there = context.counting(by);
    let Some(first) = there.first() else { return Holds::No };
    match absent(context, kind) {
        Holds::Yes(_) => Holds::Yes(
            not_applicable(format!(
                "Niet van toepassing: ingediend is {} ({}), geen {}.",
                first.path(),
                context.kind_name(first.kind().unwrap_or_default()),
                context.kind_name(kind)
            ))
            .show([super::present::file(first)]),
        ),
        other => other,
    }
}

fn not_applicable(reason: impl Into<String>) -> Judgement {
    Judgement::new(Status::NotApplicable, reason)
}

fn starter(context: &Context<'_>, topics: &[String]) -> Holds {
    match context.dossier.submission.manifest.startend {
        Some(true) => {
            return Holds::Yes(not_applicable(
                "Startende organisatie zonder vastgestelde jaarrekening, volgens de opgave bij de inschrijving.",
            ));
        }
        Some(false) => return Holds::No,
        None => {}
    }
    if let Some(document) = extract(context)
        && let Some(founded) = document.only("founding_date").and_then(|d| d.parse::<NaiveDate>().ok())
        && context.reference_day().checked_sub_months(YOUNG).is_some_and(|then| founded > then)
    {
        return Holds::Unknown(format!(
            "Volgens {} is de organisatie opgericht op {}; mogelijk is over dit jaar nog geen jaarrekening \
             vastgesteld.",
            document.path(),
            sentences::date(founded)
        ));
    }
    let all = context.scope(&[]);
    let accounts = !context.counting_one("jaarrekening").is_empty();
    let said = topics.iter().flat_map(|t| passages(&all, t, Strength::Statement)).next();
    match said {
        Some((document, _)) if !accounts => Holds::Unknown(format!(
            "In {} staat mogelijk dat dit een startende organisatie is; de opgave zegt het niet.",
            document.path
        )),
        _ => Holds::No,
    }
}

fn present(context: &Context<'_>, kind: &str) -> Holds {
    if let Some(document) = context.counting_one(kind).first() {
        return Holds::Yes(not_applicable(format!(
            "Niet van toepassing: {} is ingediend ({}).",
            context.kind_name(kind),
            document.path()
        )));
    }
    maybe(context, kind).map_or(Holds::No, Holds::Unknown)
}

fn absent(context: &Context<'_>, kind: &str) -> Holds {
    let kinds = [kind.to_owned()];
    if context.of_kinds(&kinds).next().is_some() {
        return Holds::No;
    }
    match maybe(context, kind) {
        Some(why) => Holds::Unknown(why),
        None => Holds::Yes(not_applicable(format!(
            "Niet van toepassing: bij de inschrijving is geen {} gevonden.",
            context.kind_name(kind)
        ))),
    }
}

fn absent_all(context: &Context<'_>, kinds: &[String]) -> Holds {
    let mut open = None;
    for kind in kinds {
        match absent(context, kind) {
            Holds::No => return Holds::No,
            Holds::Unknown(why) => open = open.or(Some(why)),
            Holds::Yes(_) => {}
        }
    }
    open.map_or_else(
        || {
            Holds::Yes(not_applicable(format!(
                "Niet van toepassing: bij de inschrijving is geen {} gevonden.",
                context.kind_names(kinds)
            )))
        },
        Holds::Unknown,
    )
}

fn maybe(context: &Context<'_>, kind: &str) -> Option<String> {
    let possible = context.possible(&[kind.to_owned()]);
    (!possible.is_empty()).then(|| {
        format!(
            "{} kan {} zijn, maar is niet gelezen of niet herkend.",
            sentences::some(possible.into_iter().map(|p| p.path)),
            context.kind_name(kind)
        )
    })
}

fn says(context: &Context<'_>, topic: &str, kinds: &[String]) -> Holds {
    let documents = context.counting(kinds);
    let found = passages(&documents, topic, Strength::Hint);
    match found.first() {
        Some((document, passage)) if passage.strength >= Strength::Statement => Holds::Yes(
            not_applicable(format!(
                "Niet van toepassing: volgens {} geldt “{}”.",
                document.path,
                context.topic_name(topic)
            ))
            .show_passages(found.iter().take(3).copied()),
        ),
        Some((document, _)) => Holds::Unknown(format!(
            "{} geeft een aanwijzing voor “{}”, maar zegt het niet duidelijk.",
            document.path,
            context.topic_name(topic)
        )),
        None => documents
            .iter()
            .find(|d| d.unread())
            .map_or(Holds::No, |d| Holds::Unknown(format!("{} is niet geheel gelezen.", d.path()))),
    }
}

/// A plain passage of one of the topics, said to the reviewer.
fn spoken_of(documents: &[&Doc<'_>], topics: &[String], context: &Context<'_>) -> Option<String> {
    let (document, passage) =
        topics.iter().flat_map(|t| passages(documents, t, Strength::Statement)).next()?;
    Some(format!("{} bevat ook een passage over “{}”.", document.path, context.topic_name(&passage.topic)))
}

fn silent(context: &Context<'_>, topic: &str, kinds: &[String]) -> Holds {
    let documents = context.counting(kinds);
    if !passages(&documents, topic, Strength::Hint).is_empty() {
        return Holds::No;
    }
    if documents.is_empty() {
        return Holds::Unknown(format!(
            "{} is er niet om dit aan te zien.",
            sentences::sentence(&context.kind_names(kinds))
        ));
    }
    if let Some(document) = documents.iter().find(|d| d.unread()) {
        return Holds::Unknown(format!("{} is niet geheel gelezen.", document.path()));
    }
    let possible = context.possible(kinds);
    if let Some(first) = possible.first() {
        return Holds::Unknown(format!("{} is niet gelezen of niet herkend.", first.path));
    }
    Holds::Yes(not_applicable(format!(
        "Niet van toepassing: {} {} niets over “{}”.",
        sentences::some(documents.iter().map(|d| d.path().to_owned())),
        if documents.len() == 1 { "zegt" } else { "zeggen" },
        context.topic_name(topic)
    )))
}

/// The extract of the filing entity, if surely one.
fn extract<'s, 'a>(context: &'s Context<'a>) -> Option<&'s Doc<'a>> {
    match identity::own(context, context.counting_one("kvk-uittreksel")).as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

/// The legal form that the extract of the filing entity surely names.
pub fn legal_form_of(context: &Context<'_>) -> Option<&'static str> {
    legal_form(extract(context)?.only("legal_form")?)
}

fn no_parent(context: &Context<'_>, topics: &[String], denied: &[String]) -> Holds {
    if let Some(said) = context.dossier.submission.manifest.moedermaatschappij.as_deref() {
        let folded = fold(said);
        let plain = folded.trim_matches(|c: char| !c.is_alphanumeric());
        return match plain {
            "geen" | "nee" | "n.v.t" | "nvt" | "niet van toepassing" | "false" => Holds::Yes(not_applicable(
                "Niet van toepassing: volgens de opgave bij de inschrijving is er geen moedermaatschappij.",
            )),
            "" => no_parent_seen(context, topics, denied),
            _ => Holds::No,
        };
    }
    no_parent_seen(context, topics, denied)
}

fn no_parent_seen(context: &Context<'_>, topics: &[String], denied: &[String]) -> Holds {
    if !context.counting_one("jaarrekening-moeder").is_empty() {
        return Holds::No;
    }
    let extract = extract(context);
    let legal_person = extract
        .iter()
        .flat_map(|e| e.facts("director").chain(e.facts("shareholder")))
        .find(|s| s.fact.attribute("kvk_number").is_some() || organisation_like(&s.fact.value));
    if let Some(seen) = legal_person {
        return Holds::Unknown(format!(
            "Het uittreksel noemt een rechtspersoon ({}); mogelijk is dat een moedermaatschappij.",
            seen.fact.value
        ));
    }
    let all = context.scope(&[]);
    let said: Vec<_> = denied.iter().flat_map(|t| passages(&all, t, Strength::Statement)).collect();
    // A sentence that says there is no parent names one too.
    let same = |text: &str| said.iter().any(|(_, p)| text.contains(&p.text) || p.text.contains(text));
    let named = topics.iter().flat_map(|t| passages(&all, t, Strength::Hint)).find(|(_, p)| !same(&p.text));
    if let Some((document, _)) = named {
        return Holds::Unknown(format!(
            "{} wijst mogelijk op een moedermaatschappij of concern.",
            document.path
        ));
    }
    if let Some((document, _)) = said.first() {
        return Holds::Yes(
            not_applicable(format!(
                "Niet van toepassing: volgens {} is er geen moedermaatschappij.",
                document.path
            ))
            .show_passages(said.iter().take(3).copied()),
        );
    }
    let Some(extract) = extract else {
        return Holds::Unknown(
            "Zonder uittreksel is niet te zien of er een moedermaatschappij is.".to_owned(),
        );
    };
    if let Some(unread) = all.iter().find(|d| d.unread()) {
        return Holds::Unknown(format!("{} is niet geheel gelezen.", unread.path()));
    }
    let form = extract.only("legal_form").and_then(legal_form);
    let without_owners =
        matches!(form, Some("stichting" | "vereniging" | "eenmanszaak" | "maatschap" | "vof"));
    // Owners of a company with several stand on no extract: then another document must have been silent.
    let telling = ["ondernemingsplan", "organogram", "ubo-uittreksel", "jaarrekening"];
    let looked = telling.iter().any(|k| !context.counting_one(k).is_empty());
    if without_owners || (form.is_some() && looked && !topics.is_empty()) {
        return Holds::Yes(
            not_applicable("Niet van toepassing: geen stuk noemt een moedermaatschappij.")
                .show_facts(extract.sure("legal_form")),
        );
    }
    Holds::Unknown("Uit de stukken blijkt niet of er een moedermaatschappij is.".to_owned())
}

/// Whether a name reads as that of a legal person.
pub fn organisation_like(name: &str) -> bool {
    legal_form(name).is_some()
        || fold(name).split_whitespace().any(|w| matches!(w, "holding" | "beheer" | "groep"))
}

fn form(context: &Context<'_>, forms: &[String], one_of: bool) -> Holds {
    let Some(extract) = extract(context) else {
        return Holds::Unknown(
            "De rechtsvorm is niet bekend: er is geen uittreksel van de inschrijver.".to_owned(),
        );
    };
    let Some(said) = extract.only("legal_form") else {
        return Holds::Unknown(format!("De rechtsvorm is in {} niet zeker gelezen.", extract.path()));
    };
    let known = legal_form(said);
    let among = forms.iter().any(|f| fold(f) == fold(said) || (known.is_some() && legal_form(f) == known));
    if among == one_of && (among || known.is_some()) {
        Holds::Yes(
            not_applicable(format!("Niet van toepassing: de rechtsvorm is volgens het uittreksel {said}."))
                .show_facts(extract.sure("legal_form")),
        )
    } else if known.is_none() && !among {
        Holds::Unknown(format!("De rechtsvorm “{said}” is niet bekend."))
    } else {
        Holds::No
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, present};
    use crate::dossier::testing::{observed, saying, unread, with};
    use crate::fact::Strength;
    use crate::finding::Status;
    use crate::policy::Condition;

    fn case(condition: Condition) -> Case {
        Case::new(present(&["jaarrekening"])).unless(condition)
    }

    #[test]
    fn a_starter_by_the_manifest_alone() {
        let starter = || Condition::Starter { topics: vec!["starter".to_owned()], doubt: false };
        let yes = case(starter()).manifest(|m| m.startend = Some(true)).judge();
        assert_eq!(yes.status, Status::NotApplicable);
        assert_eq!(case(starter()).judge().status, Status::Missing);
        let said = saying(
            observed("plan.pdf", Some("ondernemingsplan")),
            "starter",
            Strength::Statement,
            "Wij starten",
        );
        assert_eq!(case(starter()).file(said.clone()).judge().status, Status::Review);
        let no = case(starter()).file(said).manifest(|m| m.startend = Some(false)).judge();
        assert_eq!(no.status, Status::Missing);
    }

    #[test]
    fn a_young_organisation_may_be_a_starter() {
        let starter = || Condition::Starter { topics: Vec::new(), doubt: false };
        let extract = |founded| with(observed("kvk.pdf", Some("kvk-uittreksel")), "founding_date", founded);
        assert_eq!(case(starter()).file(extract("2025-03-01")).judge().status, Status::Review);
        assert_eq!(case(starter()).file(extract("2019-03-01")).judge().status, Status::Missing);
    }

    #[test]
    fn present_and_absent_wait_for_unread_files() {
        let there = Condition::Present { kind: "volmacht".to_owned() };
        assert_eq!(
            case(there.clone()).file(observed("v.pdf", Some("volmacht"))).judge().status,
            Status::NotApplicable
        );
        assert_eq!(case(there.clone()).judge().status, Status::Missing);
        assert_eq!(case(there).file(unread("s.pdf")).judge().status, Status::Review);
        let gone = Condition::Absent { kind: "volmacht".to_owned(), contrary: vec!["gemachtigd".to_owned()] };
        let named = saying(
            observed("bv.pdf", Some("bestuursverklaring")),
            "gemachtigd",
            Strength::Statement,
            "De gemachtigde",
        );
        assert_eq!(case(gone.clone()).file(named).judge().status, Status::Review);
        assert_eq!(case(gone.clone()).judge().status, Status::NotApplicable);
        assert_eq!(case(gone.clone()).file(unread("s.pdf")).judge().status, Status::Review);
        assert_eq!(case(gone).file(observed("v.pdf", Some("volmacht"))).judge().status, Status::Missing);
    }

    #[test]
    fn a_topic_plainly_said_or_plainly_silent() {
        let kinds = vec!["bestuursverklaring".to_owned()];
        let says = || Condition::Says {
            topic: "geen-onderaannemers".to_owned(),
            kinds: kinds.clone(),
            contrary: vec!["wel-onderaannemers".to_owned()],
        };
        let form =
            |s| saying(observed("bv.pdf", Some("bestuursverklaring")), "geen-onderaannemers", s, "Geen");
        assert_eq!(case(says()).file(form(Strength::Statement)).judge().status, Status::NotApplicable);
        assert_eq!(case(says()).file(form(Strength::Hint)).judge().status, Status::Review);
        assert_eq!(case(says()).judge().status, Status::Missing);
        let both =
            saying(form(Strength::Statement), "wel-onderaannemers", Strength::Statement, "Wel voor vpt");
        assert_eq!(case(says()).file(both).judge().status, Status::Review);
        let silent = || Condition::Silent { topic: "geen-onderaannemers".to_owned(), kinds: kinds.clone() };
        assert_eq!(case(silent()).file(form(Strength::Hint)).judge().status, Status::Missing);
        let plain = observed("bv.pdf", Some("bestuursverklaring"));
        assert_eq!(case(silent()).file(plain).judge().status, Status::NotApplicable);
        assert_eq!(case(silent()).judge().status, Status::Review);
    }

    #[test]
    fn no_parent_by_manifest_or_by_silence() {
        let none = || Condition::NoParent {
            topics: vec!["holding".to_owned()],
            denied: vec!["geen-holding".to_owned()],
        };
        let extract = || with(observed("kvk.pdf", Some("kvk-uittreksel")), "legal_form", "Stichting");
        assert_eq!(case(none()).judge().status, Status::Review);
        assert_eq!(case(none()).file(extract()).judge().status, Status::NotApplicable);
        assert_eq!(
            case(none()).manifest(|m| m.moedermaatschappij = Some("Geen".to_owned())).judge().status,
            Status::NotApplicable
        );
        assert_eq!(
            case(none())
                .file(extract())
                .manifest(|m| m.moedermaatschappij = Some("Top B.V.".to_owned()))
                .judge()
                .status,
            Status::Missing
        );
        let hint =
            saying(observed("plan.pdf", Some("ondernemingsplan")), "holding", Strength::Hint, "de holding");
        assert_eq!(case(none()).file(extract()).file(hint).judge().status, Status::Review);
        // A plain denial settles it, also without an extract; another passage or the register may contradict.
        let plan = |more: Option<&str>| {
            let said = "Er is geen holding.";
            let mut plan = observed("plan.pdf", Some("ondernemingsplan"));
            plan = saying(plan, "geen-holding", Strength::Statement, said);
            plan = saying(plan, "holding", Strength::Hint, said);
            match more {
                Some(text) => saying(plan, "holding", Strength::Hint, text),
                None => plan,
            }
        };
        assert_eq!(case(none()).file(plan(None)).judge().status, Status::NotApplicable);
        assert_eq!(case(none()).file(plan(Some("de holding Top B.V."))).judge().status, Status::Review);
        let governed = with(observed("kvk.pdf", Some("kvk-uittreksel")), "director", "Top Holding B.V.");
        assert_eq!(case(none()).file(governed).file(plan(None)).judge().status, Status::Review);
        let company = with(
            with(observed("kvk.pdf", Some("kvk-uittreksel")), "legal_form", "Besloten Vennootschap"),
            "director",
            "Top Holding B.V.",
        );
        assert_eq!(case(none()).file(company).judge().status, Status::Review);
    }

    #[test]
    fn legal_forms_by_the_extract() {
        let extract = |form: &str| with(observed("kvk.pdf", Some("kvk-uittreksel")), "legal_form", form);
        let sole = || Condition::LegalForm { forms: vec!["eenmanszaak".to_owned()] };
        assert_eq!(case(sole()).file(extract("Eenmanszaak")).judge().status, Status::NotApplicable);
        assert_eq!(case(sole()).file(extract("Stichting")).judge().status, Status::Missing);
        assert_eq!(case(sole()).judge().status, Status::Review);
        let other = || Condition::NotLegalForm { forms: vec!["eenmanszaak".to_owned()] };
        assert_eq!(case(other()).file(extract("Stichting")).judge().status, Status::NotApplicable);
        assert_eq!(case(other()).file(extract("Eenmanszaak")).judge().status, Status::Missing);
        assert_eq!(case(other()).file(extract("Rederij")).judge().status, Status::Review);
    }
}
