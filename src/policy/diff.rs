//! Two policies side by side: what came, what went and what changed, in the words that reviewers read.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde::Serialize;

use super::explain::{self, Described, UnknownName};
use super::types::{Policy, Procedure, Requirement, Rules};

/// Old and new, compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diff {
    /// `office, title (id)`.
    pub old: String,
    pub new: String,
    /// Categories, moments and verdicts.
    pub general: Vec<Change>,
    /// In the new policy's order, then those that went.
    pub procedures: Vec<ProcedureDiff>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProcedureDiff {
    pub id: String,
    pub name: String,
    pub state: State,
    pub unchanged: usize,
    /// In the new order, then those that went.
    pub rows: Vec<RowDiff>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowDiff {
    pub id: String,
    pub title: String,
    pub state: State,
    pub changes: Vec<Change>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Added,
    Dropped,
    Changed,
    Same,
}

impl State {
    /// Dutch.
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "nieuw",
            Self::Dropped => "vervallen",
            Self::Changed => "gewijzigd",
            Self::Same => "gelijk",
        }
    }
}

/// What said something else, or nothing, before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Dutch: `Beoordeling`, `Bron`.
    pub what: String,
    pub old: String,
    pub new: String,
}

impl Diff {
    /// Whether nothing differs.
    pub fn same(&self) -> bool {
        self.general.is_empty() && self.procedures.iter().all(|p| p.state == State::Same)
    }
    pub fn count(&self, state: State) -> usize {
        self.procedures.iter().flat_map(|p| &p.rows).filter(|r| r.state == state).count()
    }
}

/// A side of a comparison: a policy, or one procedure of it (`cz-2027/inschrijving`).
#[derive(Debug)]
struct Side<'a> {
    rules: &'a Rules,
    policy: &'a Policy,
    procedures: Vec<&'a Procedure>,
}

fn side<'a>(rules: &'a Rules, name: &str) -> Result<Side<'a>, UnknownName> {
    let (policy, procedure) = explain::named(rules, name)?;
    let procedures = match procedure {
        Some(one) => vec![one],
        None => policy.procedures.iter().collect(),
    };
    Ok(Side { rules, policy, procedures })
}

/// Compares two policies, or a procedure of each; they may come from different rule files.
///
/// # Errors
/// A name that its rules do not have.
pub fn diff(old_rules: &Rules, old: &str, new_rules: &Rules, new: &str) -> Result<Diff, UnknownName> {
    let (old, new) = (side(old_rules, old)?, side(new_rules, new)?);
    let title = |p: &Policy| format!("{}, {} ({})", p.office, p.title, p.id);
    let mut procedures: Vec<ProcedureDiff> = Vec::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for after in &new.procedures {
        let before = counterpart(&old, after);
        if let Some(before) = before {
            seen.insert(before.id.as_str());
        }
        procedures.push(procedure(&old, before, &new, Some(after)));
    }
    for gone in old.procedures.iter().filter(|p| !seen.contains(p.id.as_str())) {
        procedures.push(procedure(&old, Some(gone), &new, None));
    }
    Ok(Diff {
        old: title(old.policy),
        new: title(new.policy),
        general: general(old.policy, new.policy),
        procedures,
    })
}

/// The procedure of the same name; the main filing of one office answers to that of another. Two that
/// were named each are each other's.
fn counterpart<'a>(old: &Side<'a>, after: &Procedure) -> Option<&'a Procedure> {
    let same = old.procedures.iter().find(|p| p.id == after.id);
    same.or_else(|| old.procedures.iter().find(|p| p.main && after.main))
        .or_else(|| old.procedures.first().filter(|_| old.procedures.len() == 1))
        .copied()
}

fn general(old: &Policy, new: &Policy) -> Vec<Change> {
    let mut out = Vec::new();
    let mut add = |what: String, old: Option<String>, new: Option<String>| {
        if old != new {
            out.push(Change { what, old: old.unwrap_or_default(), new: new.unwrap_or_default() });
        }
    };
    let moment = |p: &Policy, name: &str| p.moments.get(name).map(explain::moment_words);
    let names: BTreeSet<&String> = old.moments.keys().chain(new.moments.keys()).collect();
    for name in names {
        add(format!("Moment {name}"), moment(old, name), moment(new, name));
    }
    let category = |p: &Policy, id: &str| p.categories.iter().find(|c| c.id == id).map(|c| c.name.clone());
    let ids: BTreeSet<&String> = old.categories.iter().chain(&new.categories).map(|c| &c.id).collect();
    for id in ids {
        add(format!("Categorie {id}"), category(old, id), category(new, id));
    }
    for (outcome, before) in &old.outcomes {
        let text = |label: &str, consequence: &str| Some(format!("{label}. {consequence}"));
        let after = new.outcomes.get(outcome);
        add(
            format!("Uitkomst {}", outcome.key()),
            text(&before.label, &before.consequence),
            after.and_then(|t| text(&t.label, &t.consequence)),
        );
    }
    out
}

fn procedure(
    old: &Side<'_>,
    before: Option<&Procedure>,
    new: &Side<'_>,
    after: Option<&Procedure>,
) -> ProcedureDiff {
    let rows_of = |p: Option<&Procedure>| p.map(|p| p.requirements.clone()).unwrap_or_default();
    let (olds, news) = (rows_of(before), rows_of(after));
    let told = |side: &Side<'_>, p: Option<&Procedure>, r: &Requirement| {
        p.map(|p| explain::describe(side.rules, side.policy, p, r))
    };
    let mut rows = Vec::new();
    let mut unchanged = 0;
    for r in &news {
        let was = olds.iter().find(|o| o.id == r.id);
        let is = told(new, after, r);
        let changes = match (was, &is) {
            (Some(was), Some(is)) => told(old, before, was).map(|w| changes(&w, is, was, r)),
            _ => None,
        };
        let (state, changes) = match changes {
            None => (State::Added, is.as_ref().map(whole).unwrap_or_default()),
            Some(none) if none.is_empty() => {
                unchanged += 1;
                continue;
            }
            Some(changes) => (State::Changed, changes),
        };
        rows.push(RowDiff { id: r.id.clone(), title: r.title.clone(), state, changes });
    }
    for r in olds.iter().filter(|o| !news.iter().any(|n| n.id == o.id)) {
        let said = told(old, before, r).as_ref().map(whole).unwrap_or_default();
        let changes = said.into_iter().map(|c| Change { old: c.new, new: String::new(), ..c }).collect();
        rows.push(RowDiff { id: r.id.clone(), title: r.title.clone(), state: State::Dropped, changes });
    }
    let shown = after.or(before);
    ProcedureDiff {
        id: shown.map(|p| p.id.clone()).unwrap_or_default(),
        name: shown.map(|p| p.name.clone()).unwrap_or_default(),
        state: match (before, after) {
            (None, _) => State::Added,
            (_, None) => State::Dropped,
            _ if rows.is_empty() => State::Same,
            _ => State::Changed,
        },
        unchanged,
        rows,
    }
}

/// What a requirement says, part by part.
fn parts(d: &Described) -> [(&'static str, String); 11] {
    [
        ("Eis", d.title.clone()),
        ("Soort", d.class.clone()),
        ("Van wie", d.categories.clone()),
        ("Wanneer", d.timing.clone()),
        ("Stuk", d.kinds.clone()),
        ("Alleen bij", d.route.clone()),
        ("Beoordeling", d.decided.join(" ")),
        ("Niet als", d.unless.join(" ")),
        ("Door", d.level.clone()),
        ("Te vragen", d.ask.clone()),
        ("Bron", d.source.clone()),
    ]
}

fn whole(d: &Described) -> Vec<Change> {
    let told = parts(d).into_iter().filter(|(_, text)| !text.is_empty());
    told.map(|(what, new)| Change { what: what.to_owned(), old: String::new(), new }).collect()
}

fn changes(old: &Described, new: &Described, was: &Requirement, is: &Requirement) -> Vec<Change> {
    let both = parts(old).into_iter().zip(parts(new));
    let mut out: Vec<Change> = both
        .filter(|((_, old), (_, new))| old != new)
        .map(|((what, old), (_, new))| Change { what: what.to_owned(), old, new })
        .collect();
    // A parameter that the sentences do not show.
    let (before, after) = (format!("{:?}", was.check), format!("{:?}", is.check));
    if before != after && !out.iter().any(|c| c.what == "Beoordeling") {
        out.push(Change { what: "Parameters".to_owned(), old: before, new: after });
    }
    out
}

/// The comparison as text, old and new below each other.
pub fn text(diff: &Diff) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(out, "oud:   {}\nnieuw: {}\n", diff.old, diff.new);
    let _ = writeln!(
        out,
        "{} nieuw, {} vervallen, {} gewijzigd, {} gelijk",
        diff.count(State::Added),
        diff.count(State::Dropped),
        diff.count(State::Changed),
        diff.procedures.iter().map(|p| p.unchanged).sum::<usize>()
    );
    let changes = |out: &mut String, all: &[Change]| {
        for c in all {
            let _ = writeln!(out, "    {}", c.what);
            for (sign, side) in [('-', &c.old), ('+', &c.new)] {
                if !side.is_empty() {
                    let _ = writeln!(out, "      {sign} {side}");
                }
            }
        }
    };
    if !diff.general.is_empty() {
        let _ = writeln!(out, "\nAlgemeen");
        changes(&mut out, &diff.general);
    }
    for p in &diff.procedures {
        let _ = writeln!(out, "\n{} ({}): {}, {} eisen gelijk", p.name, p.id, p.state.word(), p.unchanged);
        for row in &p.rows {
            let _ = writeln!(out, "  {} {}: {}", row.state.word(), row.id, row.title);
            if row.state == State::Changed {
                changes(&mut out, &row.changes);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> Rules {
        Rules::built_in().unwrap_or_else(|faults| panic!("{faults}"))
    }

    #[test]
    fn a_policy_is_equal_to_itself() {
        let rules = rules();
        for policy in &rules.policies {
            let found = diff(&rules, &policy.id, &rules, &policy.id).unwrap();
            assert!(found.same(), "{}", text(&found));
        }
    }

    #[test]
    fn what_came_went_and_changed() {
        let (old, mut new) = (rules(), rules());
        let procedure = new
            .policies
            .iter_mut()
            .find(|p| p.id == "cz-2027")
            .and_then(|p| p.procedures.iter_mut().find(|q| q.main))
            .unwrap();
        let gone = procedure.requirements.remove(0);
        let mut copy = procedure.requirements[0].clone();
        copy.id = "something-new".to_owned();
        procedure.requirements.push(copy);
        let age = procedure.requirements.iter_mut().find(|r| r.id == "kvk-max-age").unwrap();
        age.check =
            super::super::types::Check::MaxAge { field: "document_date".to_owned(), months: 6, days: 0 };
        let found = diff(&old, "cz-2027/inschrijving", &new, "cz-2027/inschrijving").unwrap();
        let row = |id: &str| found.procedures[0].rows.iter().find(|r| r.id == id).unwrap();
        assert_eq!(row(&gone.id).state, State::Dropped);
        assert_eq!(row("something-new").state, State::Added);
        let changed = row("kvk-max-age");
        assert_eq!((changed.state, changed.changes.len()), (State::Changed, 1));
        assert!(changed.changes[0].old.contains("3 maanden") && changed.changes[0].new.contains("6 maanden"));
        assert_eq!(
            (found.count(State::Added), found.count(State::Dropped), found.count(State::Changed)),
            (1, 1, 1)
        );
        assert!(text(&found).contains("+ "), "{}", text(&found));
        assert!(diff(&old, "cz-2072", &new, "cz-2027").is_err());
    }
}
