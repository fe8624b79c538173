//! `blacked-out`: details of natural persons that should not be readable.

use crate::check::context::{Context, Seen, passages};
use crate::check::judgement::Judgement;
use crate::check::topics::unread;
use crate::check::{absence, sentences};
use crate::fact::Strength;
use crate::policy::Requirement;

pub fn check(context: &Context<'_>, requirement: &Requirement, topics: &[String]) -> Judgement {
    let documents = match absence::documents(context, &requirement.kinds) {
        Ok(documents) => documents,
        Err(absent) => return absent,
    };
    let seen: Vec<Seen<'_>> =
        documents.iter().flat_map(|d| d.facts("person_detail").collect::<Vec<_>>()).collect();
    let said: Vec<_> = topics.iter().flat_map(|t| passages(&documents, t, Strength::Statement)).collect();
    let paths = sentences::some(documents.iter().map(|d| d.path().to_owned()));
    if seen.is_empty() && said.is_empty() {
        let open = unread(&documents);
        if !open.is_empty() {
            return Judgement::review(format!(
                "Of persoonsgegevens zijn afgeschermd, is niet te zien. {open}"
            ));
        }
        // That nothing was recognised is no proof that everything was blacked out.
        return Judgement::manual(format!(
            "In {paths} zijn geen leesbare persoonsgegevens herkend die afgeschermd moeten zijn; kijk zelf na."
        ))
        .show(documents.iter().map(|d| super::present::file(d)));
    }
    Judgement::review(format!("In {paths} lijken persoonsgegevens leesbaar die afgeschermd moeten zijn."))
        .show_facts(seen)
        .show_passages(said)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, strings, tested};
    use crate::dossier::testing::{observed, saying, with};
    use crate::fact::Strength;
    use crate::finding::Status;
    use crate::policy::Check;

    #[test]
    fn a_readable_detail_is_for_a_human() {
        let case =
            || Case::new(tested(&["ubo-uittreksel"], Check::BlackedOut { topics: strings(&["woonadres"]) }));
        let extract = || observed("ubo.pdf", Some("ubo-uittreksel"));
        assert_eq!(case().file(extract()).judge().status, Status::Manual);
        let seen = with(extract(), "person_detail", "geboortedatum");
        assert_eq!(case().file(seen).judge().status, Status::Review);
        let said = saying(extract(), "woonadres", Strength::Statement, "Woonadres");
        assert_eq!(case().file(said).judge().status, Status::Review);
        assert_eq!(case().judge().status, Status::Missing);
    }
}
