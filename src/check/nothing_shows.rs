//! `nothing-shows`: a standing item until something in the submission shows one of the topics.

use crate::check::context::{Context, passages};
use crate::check::judgement::Judgement;
use crate::check::sentences;
use crate::check::topics::places;
use crate::fact::Strength;

pub fn check(context: &Context<'_>, topics: &[String], guide: Option<&str>) -> Judgement {
    // Wherever it stands: a reservation is made in a letter as well as in a plan.
    let documents = context.scope(&[]);
    let found: Vec<_> = topics.iter().flat_map(|t| passages(&documents, t, Strength::Hint)).collect();
    let plain: Vec<_> = found.iter().copied().filter(|(_, p)| p.strength >= Strength::Statement).collect();
    let guide = guide.unwrap_or("Een vast punt voor de beoordelaar.");
    if plain.is_empty() {
        return Judgement::manual(format!("In de gelezen stukken is niets gezien dat hierop wijst. {guide}"))
            .show_passages(found);
    }
    let mut names: Vec<String> = Vec::new();
    for (_, passage) in &plain {
        let name = format!("“{}”", context.topic_name(&passage.topic));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    Judgement::review(format!("Een passage wijst op {}: {}. {guide}", sentences::some(names), places(&plain)))
        .show_passages(plain)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, strings, tested};
    use crate::dossier::testing::{observed, saying};
    use crate::fact::Strength;
    use crate::finding::Status;
    use crate::policy::Check;

    #[test]
    fn manual_until_something_shows_it() {
        let case = || {
            let check = Check::NothingShows { topics: strings(&["voorbehoud"]), guide: None };
            Case::new(tested(&[], check))
        };
        let letter = |s| saying(observed("brief.pdf", None), "voorbehoud", s, "onder voorbehoud");
        assert_eq!(case().judge().status, Status::Manual);
        assert_eq!(case().file(letter(Strength::Hint)).judge().status, Status::Manual);
        let shown = case().file(letter(Strength::Statement)).judge();
        assert_eq!((shown.status, shown.evidence.len()), (Status::Review, 1));
    }
}
