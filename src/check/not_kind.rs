//! `not-kind`: a neighbour (a GVA) does not stand in for the document asked for (a VOG RP).

use crate::check::context::Context;
use crate::check::judgement::Judgement;
use crate::check::{present, sentences};

pub fn check(context: &Context<'_>, kind: &str, instead_of: &str) -> Judgement {
    let neighbour = context.counting_one(kind);
    let asked = context.counting_one(instead_of);
    let (name, wanted) = (context.kind_name(kind), context.kind_name(instead_of));
    if neighbour.is_empty() {
        return Judgement::not_applicable(format!("Niet van toepassing: er is geen {name} ingediend."));
    }
    let paths = sentences::some(neighbour.iter().map(|d| d.path().to_owned()));
    let shown = neighbour.iter().map(|d| present::file(d));
    if let Some(first) = asked.first() {
        return Judgement::met(format!(
            "Naast {name} ({paths}) is ook {wanted} ingediend ({}).",
            first.path()
        ))
        .show(shown)
        .show([present::file(first)]);
    }
    let possible = context.possible(&[instead_of.to_owned()]);
    if !possible.is_empty() || context.of_kinds(&[instead_of.to_owned()]).next().is_some() {
        return Judgement::review(format!(
            "Ingediend is {name} ({paths}), die niet telt als {wanted}; mogelijk is die er wel: {}.",
            sentences::some(
                possible
                    .into_iter()
                    .map(|p| p.path)
                    .chain(context.of_kinds(&[instead_of.to_owned()]).map(|d| d.path().to_owned()))
            )
        ))
        .show(shown);
    }
    Judgement::not_met(format!("Ingediend is {name} ({paths}); die telt niet als {wanted}.")).show(shown)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, tested};
    use crate::dossier::testing::{observed, unread};
    use crate::finding::Status;
    use crate::policy::Check;

    #[test]
    fn a_neighbour_alone_does_not_count() {
        let case = || {
            let check = Check::NotKind { kind: "gva".to_owned(), instead_of: "vog-rp".to_owned() };
            Case::new(tested(&["gva"], check))
        };
        let gva = || observed("gva.pdf", Some("gva"));
        assert_eq!(case().judge().status, Status::NotApplicable);
        assert_eq!(case().file(gva()).judge().status, Status::NotMet);
        assert_eq!(case().file(gva()).file(observed("vog.pdf", Some("vog-rp"))).judge().status, Status::Met);
        assert_eq!(case().file(gva()).file(unread("scan.pdf")).judge().status, Status::Review);
    }
}
