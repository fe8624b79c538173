//! Groups of routes of which one complete one is enough: which is taken.

use crate::check::context::Context;
use crate::check::judgement::Judgement;
use crate::check::sentences;
use crate::finding::Status;
use crate::policy::{Class, Requirement, Route, RouteGroup};

/// The state of one group.
pub struct Taken<'a> {
    pub group: &'a RouteGroup,
    /// Index of the route whose rows are judged; `None` when none was started and none is the default.
    pub chosen: Option<usize>,
    /// Whether a document shows that a route was started.
    pub started: bool,
}

/// Chooses per group. `judged` gives, for a requirement index, its judgement so far.
pub fn choose<'a>(context: &Context<'a>, judged: &[Judgement]) -> Vec<Taken<'a>> {
    context
        .procedure
        .groups
        .iter()
        .map(|group| {
            let mut best: Option<(u32, usize)> = None;
            for (index, route) in group.routes.iter().enumerate() {
                if context.counting(&route.starts_with).is_empty() || shut(context, route) {
                    continue;
                }
                let trouble = trouble(context, group, route, judged);
                if best.is_none_or(|(least, _)| trouble < least) {
                    best = Some((trouble, index));
                }
            }
            let default = group.routes.iter().position(|r| r.default);
            Taken { group, chosen: best.map(|(_, i)| i).or(default), started: best.is_some() }
        })
        .collect()
}

/// Another paper is there that makes this route superfluous, and so closes it.
fn shut(context: &Context<'_>, route: &Route) -> bool {
    !context.counting(&route.only_without).is_empty()
}

/// Whether a row of the chosen route that is not met leaves a question: a route that is closed by what is
/// wrong with it was filed whole.
pub fn second_way(context: &Context<'_>, taken: &[Taken<'_>], requirement: &Requirement) -> Option<String> {
    let (group, route) = requirement.route.as_deref()?.split_once('.')?;
    let state = taken.iter().find(|t| t.group.id == group)?;
    let other = state.group.routes.iter().find(|r| {
        r.id != route && shut(context, r) && !r.needs.is_empty() && lacking(context, r).is_empty()
    })?;
    Some(format!("Ook ingediend is {}; beoordeel of dat hier mag.", other.name))
}

/// Rows of a route: `group.route`.
fn rows<'r>(
    requirements: &'r [Requirement],
    group: &str,
    route: &str,
) -> impl Iterator<Item = (usize, &'r Requirement)> {
    let name = format!("{group}.{route}");
    requirements.iter().enumerate().filter(move |(_, r)| r.route.as_deref() == Some(name.as_str()))
}

/// The worst of a route: 0 in order, 1 for a human, 2 something is missing or wrong.
fn trouble(context: &Context<'_>, group: &RouteGroup, route: &Route, judged: &[Judgement]) -> u32 {
    let needs = u32::from(!lacking(context, route).is_empty()) * 2;
    rows(&context.procedure.requirements, &group.id, &route.id)
        .filter_map(|(i, _)| judged.get(i))
        .map(|j| match j.status {
            Status::Review => 1,
            Status::Missing | Status::NotMet => 2,
            _ => 0,
        })
        .fold(needs, u32::max)
}

fn lacking<'r>(context: &Context<'_>, route: &'r Route) -> Vec<&'r String> {
    route.needs.iter().filter(|k| context.counting_one(k).is_empty()).collect()
}

/// The judgement on a row of a route that is not taken; `None` when it is taken (or names no group).
pub fn not_taken(context: &Context<'_>, taken: &[Taken<'_>], requirement: &Requirement) -> Option<Judgement> {
    let (group, route) = requirement.route.as_deref()?.split_once('.')?;
    let state = taken.iter().find(|t| t.group.id == group)?;
    let chosen = state.chosen.and_then(|i| state.group.routes.get(i));
    match chosen {
        Some(chosen) if chosen.id == route => None,
        Some(chosen) if state.started => Some(Judgement::not_applicable(format!(
            "Niet van toepassing: gevolgd is de route “{}”.",
            chosen.name
        ))),
        _ => Some(unstarted(context, state, route)),
    }
}

/// A route of a group that nothing started: a paper that was not read may be its.
fn unstarted(context: &Context<'_>, state: &Taken<'_>, route: &str) -> Judgement {
    let kinds = state.group.routes.iter().find(|r| r.id == route).map_or(&[][..], |r| &r.starts_with);
    let possible = context.possible(kinds);
    if possible.is_empty() {
        return Judgement::not_applicable(format!(
            "Niet van toepassing: van deze route ({}) is geen stuk ingediend.",
            state.group.name
        ));
    }
    Judgement::review(format!(
        "Van deze route ({}) is geen stuk herkend; dit kan het zijn: {}.",
        state.group.name,
        sentences::some(possible.into_iter().map(|p| p.path))
    ))
}

/// The row that asks for one complete route of the group.
pub fn any_of(context: &Context<'_>, taken: &[Taken<'_>], group: &str, judged: &[Judgement]) -> Judgement {
    let Some(state) = taken.iter().find(|t| t.group.id == group) else {
        return Judgement::review(format!("De routes “{group}” zijn in dit beleid niet beschreven."));
    };
    let names = sentences::either(state.group.routes.iter().map(|r| r.name.clone()));
    let chosen = state.chosen.and_then(|i| state.group.routes.get(i)).filter(|_| state.started);
    let kinds: Vec<String> = state.group.routes.iter().flat_map(|r| r.starts_with.clone()).collect();
    let Some(route) = chosen else {
        let absent = super::absence::absent(context, &kinds, &[]);
        return match absent.status {
            Status::Missing => {
                Judgement::missing(format!("Van geen van de routes is een stuk gevonden: {names}."))
                    .adding(&neighbours(&absent.reason))
            }
            _ => absent,
        };
    };
    let lacking = lacking(context, route);
    if !lacking.is_empty() {
        let kinds: Vec<String> = lacking.into_iter().cloned().collect();
        let absent = super::absence::absent(context, &kinds, &[]);
        let why = format!("De route “{}” is begonnen, maar niet volledig.", route.name);
        return Judgement { reason: format!("{why} {}", absent.reason), ..absent };
    }
    // What the route must contain counts; how good it is, its own rows say.
    let mut open: Vec<String> = Vec::new();
    let mut status = Status::Met;
    for (i, row) in rows(&context.procedure.requirements, &state.group.id, &route.id) {
        if !matches!(row.class, Class::Presence | Class::Validity) {
            continue;
        }
        let one = judged.get(i).map_or(Status::Review, |j| j.status);
        if one.open() {
            open.push(row.title.clone());
            status = match (status, one) {
                (Status::Missing, _) | (_, Status::Missing) => Status::Missing,
                _ => Status::Review,
            };
        }
    }
    let evidence = context.counting(&route.starts_with);
    let paths = sentences::some(evidence.iter().map(|d| d.path().to_owned()));
    if status == Status::Met {
        Judgement::met(format!("De route “{}” is volledig: {paths}.", route.name))
            .show(evidence.iter().map(|d| super::present::file(d)))
    } else {
        Judgement::new(
            status,
            format!("De route “{}” is begonnen ({paths}); open: {}.", route.name, sentences::some(open)),
        )
    }
}

/// The sentence on neighbour kinds from an absence reason.
fn neighbours(reason: &str) -> String {
    reason.find("Wel ingediend").map_or_else(String::new, |at| reason[at..].to_owned())
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, present, requirement, strings};
    use crate::dossier::testing::{observed, unread, with};
    use crate::finding::Status;
    use crate::policy::{Check, Class, Requirement, Route, RouteGroup};

    fn route(id: &str, kinds: &[&str], default: bool) -> Route {
        Route {
            id: id.to_owned(),
            name: id.to_owned(),
            starts_with: strings(kinds),
            needs: strings(kinds),
            only_without: if default { Vec::new() } else { strings(&["ubo-uittreksel"]) },
            default,
        }
    }
    fn group() -> RouteGroup {
        RouteGroup {
            id: "ubo".to_owned(),
            name: "UBO".to_owned(),
            routes: vec![
                route("uittreksel", &["ubo-uittreksel"], true),
                route("bevestiging", &["ubo-bevestiging", "ubo-printscreen"], false),
            ],
        }
    }
    fn row(id: &str, kinds: &[&str], route: &str) -> Requirement {
        Requirement { id: id.to_owned(), route: Some(route.to_owned()), ..present(kinds) }
    }
    fn case() -> Case {
        let any = Check::AnyOf { group: "ubo".to_owned() };
        Case::of(vec![
            Requirement { class: Class::Presence, ..requirement("any", &[], any) },
            row("extract", &["ubo-uittreksel"], "ubo.uittreksel"),
            row("confirmation", &["ubo-bevestiging"], "ubo.bevestiging"),
            row("screen", &["ubo-printscreen"], "ubo.bevestiging"),
        ])
        .group(group())
    }
    fn statuses(case: Case) -> Vec<Status> {
        case.all().0.into_iter().map(|f| f.status).collect()
    }
    use Status::{Met, Missing, NotApplicable as Na, NotMet, Review};

    #[test]
    fn nothing_filed_judges_the_default_route() {
        assert_eq!(statuses(case()), [Missing, Missing, Na, Na]);
    }
    #[test]
    fn the_route_that_was_started_is_judged() {
        let done = case().file(observed("u.pdf", Some("ubo-uittreksel")));
        assert_eq!(statuses(done), [Met, Met, Na, Na]);
        let half = case().file(observed("b.pdf", Some("ubo-bevestiging")));
        assert_eq!(statuses(half), [Missing, Na, Met, Missing]);
        let alternative = case()
            .file(observed("b.pdf", Some("ubo-bevestiging")))
            .file(observed("p.png", Some("ubo-printscreen")));
        assert_eq!(statuses(alternative), [Met, Na, Met, Met]);
    }
    #[test]
    fn of_two_started_the_complete_one_counts() {
        let both = case()
            .file(observed("b.pdf", Some("ubo-bevestiging")))
            .file(observed("u.pdf", Some("ubo-uittreksel")));
        assert_eq!(statuses(both), [Met, Met, Na, Na]);
    }
    #[test]
    fn an_extract_closes_the_alternative_and_its_faults_become_a_question() {
        let old = || {
            let check = Check::MaxAge { field: "document_date".to_owned(), months: 3, days: 0 };
            let mut rows = case().requirements;
            rows[1].check = check;
            let extract = with(observed("u.pdf", Some("ubo-uittreksel")), "document_date", "2025-01-01");
            Case::of(rows).group(group()).file(extract)
        };
        assert_eq!(statuses(old()), [Review, NotMet, Na, Na]);
        let both = old()
            .file(observed("b.pdf", Some("ubo-bevestiging")))
            .file(observed("p.png", Some("ubo-printscreen")));
        assert_eq!(statuses(both), [Review, Review, Na, Na]);
    }
    #[test]
    fn an_unread_file_could_start_a_route() {
        assert_eq!(statuses(case().file(unread("scan.png"))), [Review, Review, Review, Review]);
        let half = case().file(observed("b.pdf", Some("ubo-bevestiging"))).file(unread("scan.png"));
        assert_eq!(statuses(half), [Review, Na, Met, Review]);
    }
}
