//! `sector`: the filing is for a sector that the procedure is for.

use crate::check::context::{Context, passages};
use crate::check::judgement::Judgement;
use crate::check::sentences;
use crate::check::topics::places;
use crate::fact::Strength;
use crate::fold::fold;
use crate::policy::Requirement;
use crate::policy::asked::Sector;

pub fn check(context: &Context<'_>, requirement: &Requirement, asked: &Sector) -> Judgement {
    let is = |list: &[String], said: &str| list.iter().any(|w| fold(w) == fold(said));
    let given =
        context.dossier.submission.manifest.sector.as_deref().map(str::trim).filter(|s| !s.is_empty());
    if let Some(said) = given {
        let reason = format!(
            "Opgegeven sector: {said}; gevraagd is {}.",
            sentences::either(asked.accepts.iter().take(3).cloned())
        );
        return match (is(&asked.accepts, said), is(&asked.others, said)) {
            (true, false) => Judgement::met(reason),
            (false, true) => Judgement::not_met(reason),
            _ => Judgement::review(reason),
        };
    }
    let documents = context.scope(&requirement.kinds);
    let found: Vec<_> =
        asked.topics.iter().flat_map(|t| passages(&documents, t, Strength::Statement)).collect();
    if found.is_empty() {
        return Judgement::review("De sector is niet opgegeven en niet in de stukken herkend.");
    }
    Judgement::met(format!("De sector is niet opgegeven; de stukken noemen die: {}.", places(&found)))
        .show_passages(found)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, strings, tested};
    use crate::dossier::testing::{observed, saying};
    use crate::fact::Strength;
    use crate::finding::Status;
    use crate::policy::Check;
    use crate::policy::asked::Sector;

    #[test]
    fn the_manifest_first() {
        let case = |sector: Option<&str>| {
            let asked = Sector {
                accepts: strings(&["gz", "gehandicaptenzorg"]),
                others: strings(&["vv", "ggz"]),
                topics: strings(&["gehandicapten"]),
            };
            Case::new(tested(&["ondernemingsplan"], Check::Sector(asked)))
                .manifest(|m| m.sector = sector.map(str::to_owned))
        };
        assert_eq!(case(Some("Gehandicaptenzorg")).judge().status, Status::Met);
        assert_eq!(case(Some("VV")).judge().status, Status::NotMet);
        assert_eq!(case(Some("jeugd")).judge().status, Status::Review);
        assert_eq!(case(None).judge().status, Status::Review);
        let plan = observed("plan.pdf", Some("ondernemingsplan"));
        let plan = saying(plan, "gehandicapten", Strength::Statement, "Wij bieden gehandicaptenzorg.");
        assert_eq!(case(None).file(plan).judge().status, Status::Met);
    }
}
