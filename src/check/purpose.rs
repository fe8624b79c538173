//! `purpose`: the document was asked for with the purpose wanted.

use crate::check::context::Context;
use crate::check::judgement::{Judgement, agree};
use crate::check::values::Values;
use crate::check::{absence, identity, sentences};
use crate::fold::fold;
use crate::policy::Requirement;

pub fn check(context: &Context<'_>, requirement: &Requirement, phrases: &[String]) -> Judgement {
    let documents = match absence::documents(context, &requirement.kinds) {
        Ok(documents) => documents,
        Err(absent) => return absent,
    };
    let wanted = sentences::either(phrases.iter().map(|p| format!("“{p}”")));
    let judged = identity::own(context, documents).into_iter().map(|document| {
        Values::<String>::of(document, "purpose").judge("het doel", |said| {
            let reason = format!("{} noemt als doel “{said}”; gevraagd is {wanted}.", document.path());
            match likeness(said, phrases) {
                Likely::Yes => Judgement::met(reason),
                Likely::Near => Judgement::review(reason),
                Likely::No => Judgement::not_met(reason),
            }
        })
    });
    agree(judged.collect()).unwrap_or_else(|| Judgement::review("Geen doel om te toetsen."))
}

enum Likely {
    Yes,
    Near,
    No,
}

fn likeness(said: &str, phrases: &[String]) -> Likely {
    let plain =
        |t: &str| fold(t).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect::<String>();
    let said = plain(said);
    let words: Vec<&str> = said.split_whitespace().collect();
    let joined = words.join(" ");
    let padded = format!(" {joined} ");
    for phrase in phrases {
        let phrase = plain(phrase).split_whitespace().collect::<Vec<_>>().join(" ");
        if !phrase.is_empty()
            && padded.contains(&format!(" {phrase} "))
            && !words.contains(&"geen")
            && !words.contains(&"niet")
        {
            return Likely::Yes;
        }
    }
    // A word in common, or a stem, leaves it to a human; so does a purpose of a word or two letters.
    let near = phrases.iter().any(|p| {
        plain(p).split_whitespace().filter(|w| w.chars().count() > 3).any(|w| {
            let stem: String = w.chars().take(5).collect();
            joined.contains(&stem) || words.iter().any(|s| strsim::osa_distance(s, w) <= 2)
        })
    });
    if near || joined.chars().count() < 5 { Likely::Near } else { Likely::No }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, strings, tested};
    use crate::dossier::testing::{observed, with, with_at};
    use crate::fact::Observed;
    use crate::finding::Status;
    use crate::policy::Check;

    fn judge(file: Observed) -> Status {
        let check = Check::Purpose { phrases: strings(&["inkoopprocedure zorg"]) };
        Case::new(tested(&["vog-rp"], check)).file(file).judge().status
    }

    #[test]
    fn the_phrase_is_compared_folded() {
        let vog = |said: &str| with(observed("vog.pdf", Some("vog-rp")), "purpose", said);
        assert_eq!(judge(vog("Inkoopprocedure Zorg")), Status::Met);
        assert_eq!(judge(vog("Deelname inkoopprocedure  zorg 2027")), Status::Met);
        assert_eq!(judge(vog("zorginkoop 2027")), Status::Review);
        assert_eq!(judge(vog("inkoopprocedure")), Status::Review);
        assert_eq!(judge(vog("lidmaatschap branchevereniging taxi")), Status::NotMet);
        let unsure = with_at(observed("vog.pdf", Some("vog-rp")), "purpose", "taxivervoer", 0.5);
        assert_eq!(judge(unsure), Status::Review);
        assert_eq!(judge(observed("vog.pdf", Some("vog-rp"))), Status::Review);
    }
}
