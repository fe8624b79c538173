//! Facts against requirements.
//!
//! Each type of check stands in the file of its kebab name. [`judge`] drives them: applicability first,
//! then the check, then what depends on other findings (routes, alternatives, the whole being there).

mod absence;
mod calendar;
mod conditions;
mod context;
mod identity;
mod judgement;
mod routes;
mod sentences;
#[cfg(test)]
pub(crate) mod testing;
mod values;

mod all_present;
mod aspects;
mod blacked_out;
mod calendar_days;
mod category_is;
mod certified;
mod date_window;
mod deadline;
mod declares;
mod disjoint_names;
mod field_says;
mod figure;
mod figure_values;
mod filled_in;
mod final_versions;
mod form_version;
mod has_field;
mod list_names;
mod manual;
mod max_age;
mod max_share;
mod mean_count;
mod min_amount;
mod min_count;
mod no_bsn;
mod no_contradiction;
mod not_before;
mod not_kind;
mod nothing_shows;
mod one_entity;
mod other_procedure;
mod page_count;
mod part_of;
mod period;
mod present;
#[cfg(test)]
mod properties;
mod purpose;
mod same_entity;
mod sector;
#[cfg(test)]
mod shipped;
mod shown;
mod signed;
mod signing_authority;
mod statutes_current;
mod topics;
mod undamaged;
mod working_days;
mod year_covered;

use crate::catalogue::Catalogue;
use crate::dossier::Dossier;
use crate::finding::{DecidedBy, Finding, Status};
use crate::policy::{Check, Condition, Requirement};
use context::Context;
use judgement::Judgement;

/// A finding for every requirement of the dossier's procedure, in its order; none without a procedure.
/// The catalogue gives kinds and topics their Dutch names.
pub fn judge(dossier: &Dossier<'_>, catalogue: &Catalogue) -> Vec<Finding> {
    let Some(context) = Context::new(dossier, catalogue) else { return Vec::new() };
    let requirements = &context.procedure.requirements;
    requirements.iter().zip(judge_all(&context)).map(|(row, one)| finding(row, one)).collect()
}

/// A judgement for every requirement of the context's procedure, in its order.
fn judge_all(context: &Context<'_>) -> Vec<Judgement> {
    let requirements = &context.procedure.requirements;
    let mut judged: Vec<Judgement> = requirements
        .iter()
        .map(|r| other_category(context, r).unwrap_or_else(|| excepted(context, r)))
        .collect();

    let taken = routes::choose(context, &judged);
    for (row, one) in requirements.iter().zip(&mut judged) {
        if one.status == Status::NotApplicable {
            continue;
        }
        if let Some(elsewhere) = routes::not_taken(context, &taken, row) {
            *one = elsewhere;
        } else if one.status == Status::NotMet
            && let Some(why) = routes::second_way(context, &taken, row)
        {
            *one = std::mem::replace(one, Judgement::met(String::new())).doubted(&why);
        }
    }
    for (index, row) in requirements.iter().enumerate() {
        if let Check::AnyOf { group } = &row.check
            && judged[index].status != Status::NotApplicable
        {
            judged[index] =
                conditions::apply(context, &row.unless, routes::any_of(context, &taken, group, &judged));
        }
    }
    alternatives(context, &taken, &mut judged);
    for (row, one) in requirements.iter().zip(&mut judged) {
        if category_open(context, row) {
            let why = "De categorie van de aanbieder is onbekend, en dit geldt niet voor alle categorieën.";
            *one = std::mem::replace(one, Judgement::met(String::new())).doubted(why);
        }
    }
    for (index, row) in requirements.iter().enumerate() {
        if matches!(row.check, Check::AllPresent) && judged[index].status != Status::NotApplicable {
            judged[index] = all_present::check(context, &judged);
        }
    }
    judged
}

/// The check, unless one of the exceptions holds. An exception that the documents themselves contradict
/// (no subcontractors, and a list of them) is for a human.
fn excepted(context: &Context<'_>, requirement: &Requirement) -> Judgement {
    let judged = conditions::apply(context, &requirement.unless, run(context, requirement));
    let (Check::ListNames { field } | Check::MaxShare { field, .. }) = &requirement.check else {
        return judged;
    };
    let listed: Vec<_> = context
        .counting(&requirement.kinds)
        .iter()
        .flat_map(|d| {
            d.sure(field)
                .filter(|s| !matches!(s.fact.value.as_str(), "0" | "0.0" | "0.00"))
                .collect::<Vec<_>>()
        })
        .collect();
    if judged.status == Status::NotApplicable && !listed.is_empty() {
        return Judgement::review(
            "De stukken zeggen dat dit niet van toepassing is, maar noemen er wel gegevens over.",
        )
        .show_facts(listed)
        .show(judged.evidence);
    }
    judged
}

fn finding(requirement: &Requirement, judged: Judgement) -> Finding {
    Finding {
        requirement: requirement.id.clone(),
        status: judged.status,
        reason: judged.reason,
        decided_by: DecidedBy::Program,
        evidence: judged.evidence,
    }
}

fn other_category(context: &Context<'_>, requirement: &Requirement) -> Option<Judgement> {
    let category = context.dossier.category.as_ref().filter(|_| !context.any_category)?;
    if requirement.categories.contains(category) {
        return None;
    }
    let name = context.policy.categories.iter().find(|c| c.id == *category).map_or(category, |c| &c.name);
    Some(Judgement::not_applicable(format!("Niet van toepassing op categorie {category} ({name}).")))
}

/// Whether the category is unknown and matters.
fn category_open(context: &Context<'_>, requirement: &Requirement) -> bool {
    context.dossier.category.is_none()
        && !context.any_category
        && !context.policy.categories.iter().all(|c| requirement.categories.contains(&c.id))
}

/// Requirements that another one, or a route, makes superfluous. In the policy's order, so that of two
/// that name each other the later one stays.
fn alternatives(context: &Context<'_>, taken: &[routes::Taken<'_>], judged: &mut [Judgement]) {
    for (index, row) in context.procedure.requirements.iter().enumerate() {
        if judged[index].status == Status::NotApplicable {
            continue;
        }
        for condition in &row.unless {
            let reason = match condition {
                Condition::Met { requirement } => context
                    .procedure
                    .requirements
                    .iter()
                    .zip(judged.iter())
                    .find(|(other, one)| other.id == *requirement && one.status == Status::Met)
                    .map(|(other, _)| format!("Niet van toepassing: voldaan is aan “{}”.", other.title)),
                Condition::Route { group, route } => taken
                    .iter()
                    .find(|t| t.group.id == *group && t.started)
                    .and_then(|t| t.chosen.and_then(|i| t.group.routes.get(i)))
                    .filter(|chosen| chosen.id == *route)
                    .map(|chosen| format!("Niet van toepassing: gevolgd is de route “{}”.", chosen.name)),
                _ => None,
            };
            if let Some(reason) = reason {
                judged[index] = Judgement::not_applicable(reason);
                break;
            }
        }
    }
}

/// The check of one requirement. Those that rest on other findings are filled in by the driver.
fn run(context: &Context<'_>, requirement: &Requirement) -> Judgement {
    match &requirement.check {
        Check::Manual { topics, contrary, guide } => {
            manual::check(context, requirement, topics, contrary, guide)
        }
        Check::Present { not_counting, or_review, within, topics, every } => {
            let asked = present::Asked { not_counting, or_review, within, topics };
            if *every {
                present::every(context, requirement, &asked)
            } else {
                present::check(context, &requirement.kinds, &asked)
            }
        }
        Check::Shown { topics, or_kinds, contrary, guide } => {
            shown::check(context, requirement, topics, or_kinds, contrary, guide)
        }
        Check::Informational { sentence } => Judgement::met(sentence),
        Check::AnyOf { .. } | Check::AllPresent => Judgement::review("Nog niet beoordeeld."),
        Check::Deadline { moment, exclusive, soft_until, about } => {
            let closing =
                deadline::Closing { moment, exclusive: *exclusive, soft_until: soft_until.as_deref(), about };
            deadline::check(context, requirement, &closing)
        }
        Check::NotBefore { moment, soft } => not_before::check(context, moment, *soft),
        Check::MaxAge { field, months, days } => max_age::check(context, requirement, field, *months, *days),
        Check::WorkingDays { from, field, days } => {
            working_days::check(context, requirement, from, field, *days)
        }
        Check::DateWindow { field, from, until, or_topics, soft, or_fields, any, about } => {
            let window = date_window::Window {
                field,
                from: from.as_deref(),
                until: until.as_deref(),
                or_topics,
                soft: *soft,
                or_fields,
                any: *any,
                about,
            };
            date_window::check(context, requirement, &window)
        }
        Check::MinAmount { field, euros } => min_amount::check(context, requirement, field, *euros),
        Check::MaxShare { field, numerator, denominator, soft } => {
            let limit =
                max_share::Limit { field, numerator: *numerator, denominator: *denominator, soft: *soft };
            max_share::check(context, requirement, &limit)
        }
        Check::SameEntity => same_entity::check(context, requirement),
        Check::OneEntity => one_entity::check(context, requirement),
        Check::SigningAuthority { by } => signing_authority::check(context, *by),
        Check::Signed => signed::check(context, requirement),
        Check::Certified => certified::check(context, requirement),
        Check::FilledIn => filled_in::check(context, requirement),
        Check::FormVersion { year } => form_version::check(context, requirement, *year),
        Check::Purpose { phrases } => purpose::check(context, requirement, phrases),
        Check::NotKind { kind, instead_of } => not_kind::check(context, kind, instead_of),
        Check::Topics { topics, any, contrary, chapter } => topics::check(
            context,
            requirement,
            &topics::Asked { topics, any: *any, contrary, chapter: *chapter },
        ),
        Check::Declares { topics, contrary } => declares::check(context, requirement, topics, contrary),
        Check::NothingShows { topics, guide } => nothing_shows::check(context, topics, guide.as_deref()),
        Check::HasField { field, min, compare_with, topics } => {
            let asked = has_field::Asked { field, min: *min, compare_with, topics };
            has_field::check(context, requirement, &asked)
        }
        Check::DisjointNames { field, other, compare_with, topics } => {
            disjoint_names::check(context, requirement, field, other, compare_with, topics)
        }
        Check::NoBsn => no_bsn::check(context, requirement),
        Check::BlackedOut { topics } => blacked_out::check(context, requirement, topics),
        Check::YearCovered { year, basis, within, topics } => {
            let asked = year_covered::Asked { year: *year, basis: basis.as_deref(), within, topics };
            year_covered::check(context, requirement, &asked)
        }
        Check::StatutesCurrent => statutes_current::check(context, requirement),
        Check::NoContradiction { guide } => no_contradiction::check(context, requirement, guide.as_deref()),
        Check::ListNames { field } => list_names::check(context, requirement, field),
        Check::Figure { figure, above, at_least, range, year, years, basis, soft } => {
            let asked = figure::Asked {
                figure,
                above: *above,
                at_least: *at_least,
                range: *range,
                year: *year,
                years,
                basis: basis.as_deref(),
                soft: *soft,
            };
            figure::check(context, requirement, &asked)
        }
        Check::PageCount(asked) => page_count::check(context, requirement, asked),
        Check::MeanCount(asked) => mean_count::check(context, requirement, asked),
        Check::PeriodsCovered(asked) => mean_count::covered(context, requirement, asked),
        Check::MinCount(asked) => min_count::check(context, requirement, asked),
        Check::PartOf(asked) => part_of::check(context, requirement, asked),
        Check::CalendarDays(asked) => calendar_days::check(context, requirement, asked),
        Check::Undamaged => undamaged::check(context),
        Check::FinalVersions(asked) => final_versions::check(context, asked),
        Check::OtherProcedure(asked) => other_procedure::check(context, asked),
        Check::Sector(asked) => sector::check(context, requirement, asked),
        Check::Aspects(asked) => aspects::check(context, requirement, asked),
        Check::FieldSays(asked) => field_says::check(context, requirement, asked),
        Check::Period(asked) => period::check(context, requirement, asked),
        Check::CategoryIs(asked) => category_is::check(context, asked),
    }
}

#[cfg(test)]
mod tests {
    use super::testing::{Case, present, requirement, strings};
    use crate::dossier::testing::{observed, saying, with};
    use crate::fact::Strength;
    use crate::finding::Status::{self, Met, Missing, NotApplicable as Na, Review};
    use crate::policy::{Check, Condition, Requirement};

    fn statuses(case: Case) -> Vec<Status> {
        case.all().0.into_iter().map(|f| f.status).collect()
    }

    #[test]
    fn another_category_does_not_apply_and_an_unknown_one_doubts() {
        let only_three = || Requirement { categories: strings(&["3"]), ..present(&["vog-rp"]) };
        let for_all = || Requirement { id: "all".to_owned(), ..present(&["statuten"]) };
        let case = || Case::of(vec![only_three(), for_all()]);
        let first = case().manifest(|m| m.categorie = Some("1".to_owned()));
        assert_eq!(statuses(first), [Na, Missing]);
        assert_eq!(statuses(case().manifest(|m| m.categorie = Some("3a".to_owned()))), [Missing, Missing]);
        assert_eq!(statuses(case().manifest(|m| m.categorie = None)), [Review, Missing]);
        let there = case().manifest(|m| m.categorie = None).file(observed("v.pdf", Some("vog-rp")));
        assert_eq!(statuses(there), [Review, Missing]);
    }

    #[test]
    fn of_two_alternatives_one_stays() {
        let either = |id: &str, kind: &str, other: &str| Requirement {
            id: id.to_owned(),
            unless: vec![Condition::Met { requirement: other.to_owned() }],
            ..present(&[kind])
        };
        let case = || Case::of(vec![either("a", "statuten", "b"), either("b", "reglement", "a")]);
        assert_eq!(statuses(case()), [Missing, Missing]);
        assert_eq!(statuses(case().file(observed("r.pdf", Some("reglement")))), [Na, Met]);
        let both =
            case().file(observed("r.pdf", Some("reglement"))).file(observed("s.pdf", Some("statuten")));
        assert_eq!(statuses(both), [Na, Met]);
    }

    #[test]
    fn an_exception_that_the_list_contradicts_is_for_a_human() {
        let kinds = strings(&["bijlage-onderaanneming"]);
        let case = || {
            let check = Check::ListNames { field: "subcontractor".to_owned() };
            Case::new(requirement("tested", &["bijlage-onderaanneming"], check)).unless(Condition::Says {
                topic: "geen-onderaannemers".to_owned(),
                kinds: kinds.clone(),
                contrary: Vec::new(),
            })
        };
        let none = || {
            let annex = observed("b2.pdf", Some("bijlage-onderaanneming"));
            saying(annex, "geen-onderaannemers", Strength::Statement, "Geen onderaannemers")
        };
        assert_eq!(statuses(case().file(none())), [Na]);
        assert_eq!(statuses(case().file(with(none(), "subcontractor", "Thuiszorg A"))), [Review]);
    }

    #[test]
    fn superseded_and_continuing_documents_do_not_count_twice() {
        let year = || {
            let check = Check::MaxAge { field: "document_date".to_owned(), months: 3, days: 0 };
            Case::new(requirement("tested", &["vog-rp"], check))
        };
        let vog = |path: &str, date: &str| {
            let one = with(observed(path, Some("vog-rp")), "document_date", date);
            with(one, "legal_name", "Stichting Voorbeeld")
        };
        let renewed = year().file(vog("oud.pdf", "2024-01-01")).file(vog("nieuw.pdf", "2026-06-01"));
        assert_eq!(renewed.judge().status, Met);
        // A second part carries the date of the first.
        let mut second = with(observed("vog 2.pdf", None), "document_date", "2026-06-01");
        second.segment.marks.push("vervolg".to_owned());
        let split = year().file(observed("vog 1.pdf", Some("vog-rp"))).file(second);
        let found = split.judge();
        assert_eq!(found.status, Met);
        assert_eq!(found.evidence[0].path, "vog 2.pdf");
    }

    #[test]
    fn every_finding_rests_on_evidence_or_a_stated_absence() {
        let found = Case::new(present(&["statuten"])).judge();
        assert!(found.evidence.is_empty() && found.reason.contains("niet bij de inschrijving gevonden"));
        let found = Case::new(present(&["statuten"])).file(observed("s.pdf", Some("statuten"))).judge();
        assert_eq!(found.evidence.len(), 1);
    }
}
