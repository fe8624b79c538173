//! `year-covered`: accounts or a budget of one year, of one basis where asked.

use crate::check::context::{Context, Doc};
use crate::check::identity::compare;
use crate::check::judgement::Judgement;
use crate::check::{absence, present, sentences};
use crate::dossier::names::Likeness;
use crate::fact::Strength;
use crate::finding::Status;
use crate::policy::Requirement;

pub struct Asked<'r> {
    pub year: i32,
    pub basis: Option<&'r str>,
    pub within: &'r [String],
    pub topics: &'r [String],
}

pub fn check(context: &Context<'_>, requirement: &Requirement, asked: &Asked<'_>) -> Judgement {
    let found = context.counting(&requirement.kinds);
    let year = asked.year.to_string();
    let names = context.kind_names(&requirement.kinds);
    let mut maybe: Vec<Judgement> = Vec::new();
    let mut others: Vec<String> = Vec::new();
    for document in &found {
        match covers(context, document, &year, asked.basis) {
            Covers::Yes(judged) => return judged,
            Covers::Maybe(judged) => maybe.push(judged),
            Covers::No(years) => others.push(format!("{} ({years})", document.path())),
        }
    }
    let mut all = maybe.into_iter();
    if let Some(first) = all.next() {
        return all.fold(first, |sum, one| sum.adding(&one.reason).show(one.evidence));
    }
    if let Some(judged) = inside(context, &requirement.kinds, asked, &year) {
        return judged;
    }
    // A neighbour of the other name: accounts of a parent, or accounts taken for those of a parent.
    let twin: &[String] = &match requirement.kinds.first().map(String::as_str) {
        Some("jaarrekening") => ["jaarrekening-moeder".to_owned()],
        Some("jaarrekening-moeder") => ["jaarrekening".to_owned()],
        _ => [String::new()],
    };
    for document in context.counting(twin) {
        let consolidated = document.facts("consolidated").any(|s| s.fact.value == "true");
        let fits = document.facts("fiscal_year").any(|s| s.fact.value == year)
            || document.facts("fiscal_year").next().is_none();
        let could = if asked.basis == Some("geconsolideerd") { consolidated } else { !consolidated };
        if fits && could {
            return Judgement::review(format!(
                "{} over {year} is niet herkend; {} ({}) kan het zijn.",
                sentences::sentence(&names),
                document.path(),
                context.kind_name(document.kind().unwrap_or_default())
            ))
            .show([present::file(document)]);
        }
    }
    let mut absent = absence::absent(context, &requirement.kinds, &[]);
    // What was surely filed of other years, drafts too, is none of this one.
    let drafts_of_others = context.of_kinds(&requirement.kinds).filter(|d| d.not_valid()).all(|d| {
        d.sure("fiscal_year").next().is_some() && d.facts("fiscal_year").all(|s| s.fact.value != year)
    });
    if drafts_of_others && absent.status == Status::Review && context.possible(&requirement.kinds).is_empty()
    {
        absent = Judgement::missing(String::new());
    }
    let filed = if others.is_empty() {
        String::new()
    } else {
        format!("Wel ingediend: {}.", sentences::some(others))
    };
    if absent.status == Status::Missing {
        return Judgement::missing(format!(
            "{} over {year} is niet bij de inschrijving gevonden.",
            sentences::sentence(&names)
        ))
        .adding(&filed);
    }
    absent.adding(&filed)
}

enum Covers {
    Yes(Judgement),
    Maybe(Judgement),
    /// The years it is about.
    No(String),
}

fn covers(context: &Context<'_>, document: &Doc<'_>, year: &str, basis: Option<&str>) -> Covers {
    let path = document.path();
    let all: Vec<_> = document.facts("fiscal_year").collect();
    let mut sure: Vec<&str> = Vec::new();
    for seen in all.iter().filter(|s| s.fact.decisive()) {
        if !sure.contains(&seen.fact.value.as_str()) {
            sure.push(&seen.fact.value);
        }
    }
    let maybe = |why: String| {
        Covers::Maybe(Judgement::review(why).show_facts(all.iter().copied()).show([present::file(document)]))
    };
    if sure.is_empty() {
        return maybe(format!("Het jaar van {path} is niet zeker gelezen."));
    }
    let unsure = all.iter().any(|s| !s.fact.decisive() && s.fact.value == year);
    if !sure.contains(&year) {
        return if unsure || document.unread() {
            maybe(format!(
                "{path} is van {}; mogelijk ook van {year}.",
                sentences::list(sure.iter().map(|y| (*y).to_owned()))
            ))
        } else {
            Covers::No(sentences::list(sure.iter().map(|y| (*y).to_owned())))
        };
    }
    // Accounts are of one year (the other is last year's column); a budget may cover several.
    let accounts = document.kind().is_some_and(|k| k.starts_with("jaarrekening"));
    if accounts && sure.len() > 1 {
        return maybe(format!(
            "{path} noemt meer dan één boekjaar: {}.",
            sentences::list(sure.iter().map(|y| (*y).to_owned()))
        ));
    }
    let said = |value: &str| {
        document.sure("consolidated").any(|s| s.fact.value == value)
            || document.marked(if value == "true" { "bevat:geconsolideerd" } else { "bevat:enkelvoudig" })
            || all.iter().any(|s| {
                s.fact.decisive()
                    && s.fact.attribute("basis")
                        == Some(if value == "true" { "geconsolideerd" } else { "enkelvoudig" })
            })
    };
    match basis {
        Some("enkelvoudig") if said("true") && !said("false") => {
            return maybe(format!(
                "{path} over {year} is geconsolideerd; gevraagd is de enkelvoudige jaarrekening."
            ));
        }
        Some("geconsolideerd") if !said("true") => {
            return maybe(format!(
                "{path} is over {year}; dat de jaarrekening geconsolideerd is, is niet zeker gelezen."
            ));
        }
        _ => {}
    }
    if document.kind() == Some("jaarrekening") {
        let compared = compare(context, document);
        let named =
            document.sure("legal_name").next().is_some() || document.sure("kvk_number").next().is_some();
        if compared.likeness == Likeness::Different || (compared.likeness == Likeness::Similar && named) {
            return Covers::Maybe(
                Judgement::review(compared.reason).show_facts(compared.seen).show_facts(all.iter().copied()),
            );
        }
    }
    let basis =
        basis.filter(|b| *b != "enkelvoudig" || said("false")).map_or_else(String::new, |b| format!(", {b}"));
    Covers::Yes(
        Judgement::met(format!("{path} is over {year}{basis}."))
            .show_facts(all.iter().copied().filter(|s| s.fact.value == year)),
    )
}

/// A chapter of another document that names the year.
fn inside(context: &Context<'_>, kinds: &[String], asked: &Asked<'_>, year: &str) -> Option<Judgement> {
    let hosts = context.counting(asked.within);
    let found: Vec<_> = asked
        .topics
        .iter()
        .flat_map(|t| crate::check::context::passages(&hosts, t, Strength::Hint))
        .collect();
    let heading = found.iter().copied().find(|(_, p)| {
        p.strength == Strength::Heading
            && p.length >= 5
            && p.text.char_indices().nth(60).map_or(p.text.as_str(), |(i, _)| &p.text[..i]).contains(year)
    });
    if let Some((document, passage)) = heading {
        return Some(
            Judgement::met(format!(
                "Geen los stuk; {} heeft een onderdeel hierover met het jaar {year}.",
                document.path
            ))
            .show_passages([(document, passage)]),
        );
    }
    let Some((document, _)) = found.first() else {
        if let Some(torn) = hosts.iter().find(|d| d.unread()) {
            return Some(Judgement::review(format!(
                "Geen los stuk over {year} gevonden; {} kan het bevatten, maar is niet geheel gelezen.",
                torn.path()
            )));
        }
        let host = kinds.iter().flat_map(|k| context.containing(k)).next()?;
        return Some(
            Judgement::review(format!(
                "Geen los stuk over {year} gevonden; {} bevat er een onderdeel van. Beoordeel of het jaar erin staat.",
                host.path()
            ))
            .show([present::file(host)]),
        );
    };
    Some(
        Judgement::review(format!(
            "Geen los stuk over {year} gevonden; {} gaat er mogelijk over. Beoordeel of het jaar erin staat.",
            document.path
        ))
        .show_passages(found),
    )
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, strings, tested};
    use crate::dossier::testing::{marked, observed, saying, unread, with, with_at};
    use crate::fact::{Observed, Strength};
    use crate::finding::Status;
    use crate::policy::Check;

    fn case(kind: &str, basis: Option<&str>) -> Case {
        let check = Check::YearCovered {
            year: 2025,
            basis: basis.map(str::to_owned),
            within: strings(&["ondernemingsplan"]),
            topics: strings(&["begroting"]),
        };
        Case::new(tested(&[kind], check))
    }
    fn accounts(kind: &str, year: &str) -> Observed {
        with(observed("jr.pdf", Some(kind)), "fiscal_year", year)
    }

    #[test]
    fn the_year_decides() {
        let own = || case("jaarrekening", Some("enkelvoudig"));
        assert_eq!(own().file(accounts("jaarrekening", "2025")).judge().status, Status::Met);
        let other = own().file(accounts("jaarrekening", "2023")).judge();
        assert_eq!(other.status, Status::Missing);
        assert!(other.reason.contains("jr.pdf (2023)"));
        assert_eq!(own().file(observed("jr.pdf", Some("jaarrekening"))).judge().status, Status::Review);
        let unsure = with_at(observed("jr.pdf", Some("jaarrekening")), "fiscal_year", "2025", 0.6);
        assert_eq!(own().file(unsure).judge().status, Status::Review);
        assert_eq!(own().judge().status, Status::Missing);
        assert_eq!(own().file(unread("scan.pdf")).judge().status, Status::Review);
        let two = with(accounts("jaarrekening", "2025"), "fiscal_year", "2024");
        assert_eq!(own().file(two).judge().status, Status::Review);
        let draft = |year: &str| {
            let mut one = marked(accounts("jaarrekening", year), "concept");
            one.path = "concept.pdf".to_owned();
            one.sha256 = "concept".to_owned();
            one
        };
        assert_eq!(own().file(draft("2025")).judge().status, Status::Review);
        let older = || own().file(accounts("jaarrekening", "2024"));
        assert_eq!(older().file(draft("2025")).judge().status, Status::Review);
        assert_eq!(older().file(draft("2023")).judge().status, Status::Missing);
        assert_eq!(older().file(unread("scan.pdf")).judge().status, Status::Review);
    }

    #[test]
    fn the_basis_asked_for() {
        let group = |said: &str| with(accounts("jaarrekening", "2025"), "consolidated", said);
        let own = || case("jaarrekening", Some("enkelvoudig"));
        assert_eq!(own().file(group("false")).judge().status, Status::Met);
        assert_eq!(own().file(group("true")).judge().status, Status::Review);
        assert_eq!(own().file(with(group("true"), "consolidated", "false")).judge().status, Status::Met);
        let parent = || case("jaarrekening-moeder", Some("geconsolideerd"));
        let of_parent = accounts("jaarrekening-moeder", "2025");
        assert_eq!(parent().file(of_parent.clone()).judge().status, Status::Review);
        assert_eq!(parent().file(with(of_parent, "consolidated", "true")).judge().status, Status::Met);
        assert_eq!(parent().file(group("true")).judge().status, Status::Review);
        assert_eq!(parent().file(group("false")).judge().status, Status::Missing);
    }

    #[test]
    fn accounts_of_another_entity_are_for_a_human() {
        let other = with(accounts("jaarrekening", "2025"), "legal_name", "Zorggroep Avondrood B.V.");
        assert_eq!(case("jaarrekening", None).file(other).judge().status, Status::Review);
    }

    #[test]
    fn a_budget_may_cover_years_and_stand_in_the_plan() {
        let both = with(accounts("begroting", "2025"), "fiscal_year", "2026");
        assert_eq!(case("begroting", None).file(both).judge().status, Status::Met);
        let plan =
            |s, text: &str| saying(observed("plan.pdf", Some("ondernemingsplan")), "begroting", s, text);
        let inside = |s, text| case("begroting", None).file(plan(s, text)).judge().status;
        assert_eq!(inside(Strength::Heading, "Begroting 2025"), Status::Met);
        assert_eq!(inside(Strength::Heading, "Begroting"), Status::Review);
        assert_eq!(inside(Strength::Hint, "de begroting 2025"), Status::Review);
        let chapter = marked(observed("plan.pdf", Some("ondernemingsplan")), "bevat:begroting");
        assert_eq!(case("begroting", None).file(chapter).judge().status, Status::Review);
        let mut torn = observed("plan.pdf", Some("ondernemingsplan"));
        torn.problems.push(crate::problem::Problem::new("scan-not-read", "Bladzijde 2."));
        assert_eq!(case("begroting", None).file(torn).judge().status, Status::Review);
        let silent = observed("plan.pdf", Some("ondernemingsplan"));
        assert_eq!(case("begroting", None).file(silent).judge().status, Status::Missing);
    }
}
