//! `category-is`: the provider is of a category that this is open to.

use crate::check::context::Context;
use crate::check::judgement::Judgement;
use crate::check::sentences;
use crate::policy::asked::CategoryIs;

pub fn check(context: &Context<'_>, asked: &CategoryIs) -> Judgement {
    let name = |id: &String| {
        let known = context.policy.categories.iter().find(|c| c.id == *id);
        known.map_or_else(|| id.clone(), |c| format!("{id} ({})", c.name))
    };
    let wanted = sentences::either(asked.one_of.iter().map(name));
    match &context.dossier.category {
        None => {
            Judgement::review(format!("De categorie van de aanbieder is onbekend; gevraagd is {wanted}."))
        }
        Some(is) if asked.one_of.contains(is) => {
            Judgement::met(format!("De aanbieder is van categorie {}.", name(is)))
        }
        Some(is) => {
            Judgement::not_met(format!("De aanbieder is van categorie {}; gevraagd is {wanted}.", name(is)))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, strings, tested};
    use crate::finding::Status;
    use crate::policy::Check;
    use crate::policy::asked::CategoryIs;

    #[test]
    fn one_of_these() {
        let judged = |one_of: &[&str], category: Option<&str>| {
            let check = Check::CategoryIs(CategoryIs { one_of: strings(one_of) });
            let mut row = tested(&[], check);
            row.categories = strings(&["1", "2", "3"]);
            let case = Case::new(row);
            case.manifest(|m| m.categorie = category.map(str::to_owned)).judge().status
        };
        assert_eq!(judged(&["2", "3"], Some("3")), Status::Met);
        assert_eq!(judged(&["1", "2"], Some("3")), Status::NotMet);
        assert_eq!(judged(&["1", "2"], None), Status::Review);
    }
}
