//! `list-names`: the items of a list are there.

use crate::check::context::{Context, Seen};
use crate::check::judgement::Judgement;
use crate::check::{absence, sentences};
use crate::policy::Requirement;

pub fn check(context: &Context<'_>, requirement: &Requirement, field: &str) -> Judgement {
    let documents = match absence::documents(context, &requirement.kinds) {
        Ok(documents) => documents,
        Err(absent) => return absent,
    };
    let all: Vec<Seen<'_>> = documents.iter().flat_map(|d| d.facts(field).collect::<Vec<_>>()).collect();
    let mut names: Vec<String> = Vec::new();
    for one in all.iter().filter(|s| s.fact.decisive()) {
        if !names.contains(&one.fact.value) {
            names.push(one.fact.value.clone());
        }
    }
    let paths = sentences::some(documents.iter().map(|d| d.path().to_owned()));
    if names.is_empty() {
        return Judgement::review(format!(
            "{}: in {paths} niet zeker gelezen, en ook niet dat die er niet zijn.",
            sentences::sentence(sentences::field(field))
        ))
        .adding(&super::topics::unread(&documents))
        .show_facts(all);
    }
    Judgement::met(format!("Opgegeven in {paths}: {}.", sentences::some(names))).show_facts(all)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, tested};
    use crate::dossier::testing::{observed, with, with_at};
    use crate::finding::Status;
    use crate::policy::Check;

    #[test]
    fn a_list_with_an_item() {
        let case = || {
            Case::new(tested(
                &["bijlage-onderaanneming"],
                Check::ListNames { field: "subcontractor".to_owned() },
            ))
        };
        let annex = || observed("b2.pdf", Some("bijlage-onderaanneming"));
        assert_eq!(case().file(with(annex(), "subcontractor", "Thuiszorg A")).judge().status, Status::Met);
        assert_eq!(case().file(with_at(annex(), "subcontractor", "?", 0.4)).judge().status, Status::Review);
        assert_eq!(case().file(annex()).judge().status, Status::Review);
        assert_eq!(case().judge().status, Status::Missing);
    }
}
