//! The small words that tie a name to a body, or keep it from one (`[membership]` in `rules/people.toml`).

use crate::catalogue::Membership;
use crate::extract::lexicon::tokens;
use crate::fold::fold;

/// Of a body, before its name: `de leden van de raad van toezicht zijn`.
const MEMBERS: [&str; 10] = [
    "lid",
    "leden",
    "voorzitter",
    "secretaris",
    "penningmeester",
    "samenstelling",
    "naam",
    "namen",
    "zetels",
    "functies",
];

/// [`Membership`], ready for use.
#[derive(Debug, Clone, Default)]
pub struct Ties {
    bodies: Vec<String>,
    links: Vec<Vec<String>>,
    counting: Vec<String>,
    fillers: Vec<String>,
    functions: Vec<String>,
    prepositions: Vec<String>,
    former: Vec<String>,
    elsewhere: Vec<String>,
    own: Vec<String>,
    groups: Vec<String>,
    takes_up: Vec<Vec<String>>,
}

impl Ties {
    pub fn new(rules: &Membership) -> Self {
        let words = |list: &[String]| list.iter().map(|w| fold(w)).collect::<Vec<_>>();
        let phrases = |list: &[String]| {
            list.iter().map(|p| fold(p).split_whitespace().map(str::to_owned).collect()).collect::<Vec<_>>()
        };
        Self {
            bodies: words(&rules.bodies),
            links: phrases(&rules.links),
            counting: words(&rules.counting),
            fillers: words(&rules.fillers),
            functions: words(&rules.functions),
            prepositions: words(&rules.prepositions),
            former: words(&rules.former),
            elsewhere: words(&rules.elsewhere),
            own: words(&rules.own),
            groups: words(&rules.groups),
            takes_up: phrases(&rules.takes_up),
        }
    }

    /// Whether a role is a body (`raad van toezicht`) and not a person's function (`lid van de raad van
    /// toezicht`, `bestuurder`).
    pub fn is_body(&self, role: &str, before: &str) -> bool {
        let of_it = words(before)
            .iter()
            .rev()
            .find(|w| !matches!(w.as_str(), "de" | "het" | "van" | "onze" | "der"))
            .is_some_and(|w| MEMBERS.iter().take(5).any(|m| m == w));
        !of_it && words(role).iter().any(|w| any(&self.bodies, w))
    }

    /// Whether what stands between a role and a name ties the two together.
    pub fn ties(&self, before: &str, gap: &str, body: bool) -> bool {
        let head = words(before);
        if head.last().is_some_and(|w| any(&self.former, w)) {
            return false;
        }
        let marked = gap.contains(':') || gap.trim_end().ends_with('(');
        let all = words(gap);
        let counts = |w: &String| w.chars().all(|c| c.is_ascii_digit());
        let bare: Vec<&String> = all.iter().filter(|w| !counts(w) && !any(&self.fillers, w)).collect();
        if all.last().is_some_and(|w| matches!(w.as_str(), "van" | "in" | "op" | "uit"))
            && !self.links.iter().any(|l| ends_with(&all, l))
        {
            return false;
        }
        if all.is_empty() || bare.is_empty() {
            // `bestuurder A. Bakker`; behind a body only `de raad van toezicht: A. Bakker`.
            let linked = self.links.iter().any(|l| ends_with(&all, l));
            return !body || marked || linked && self.is_subject(&head);
        }
        if bare.iter().all(|w| any(&self.counting, w)) {
            return marked && self.is_subject(&head);
        }
        let linked = self.links.iter().any(|l| {
            let core: Vec<&String> = l.iter().filter(|w| !any(&self.fillers, w)).collect();
            !core.is_empty() && bare == core && inside(&all, l)
        });
        linked && self.is_subject(&head)
    }

    /// Whether a body with these words before it is what the sentence speaks of, and not `benoemd door de`.
    fn is_subject(&self, before: &[String]) -> bool {
        let mut rest = before.iter().rev().filter(|w| {
            !matches!(
                w.as_str(),
                "de" | "het" | "een" | "onze" | "ons" | "haar" | "der" | "onafhankelijke" | "huidige"
            )
        });
        match rest.next() {
            Some(w) if w == "van" => rest.next().is_some_and(|w| MEMBERS.contains(&w.as_str())),
            Some(w) => !any(&self.prepositions, w),
            None => true,
        }
    }

    /// Whether names on both sides belong to one enumeration: commas, `en`, functions within the body.
    pub fn enumerates(&self, between: &str) -> bool {
        let ended = between.trim_start().starts_with(['.', '!', '?']) || between.contains(". ");
        let bracketed = between.trim_start().starts_with('(') && between.contains(')');
        let joined = between.contains([',', ';', '&', '|'])
            || words(between).iter().any(|w| w == "en" || w == "alsmede" || w == "evenals");
        let neutral = words(between).iter().all(|w| {
            any(&self.functions, w)
                || matches!(
                    w.as_str(),
                    "en" | "alsmede" | "evenals" | "mevrouw" | "heer" | "dhr" | "mw" | "mevr" | "de"
                )
        });
        !ended && (joined || bracketed) && (neutral || bracketed && words(between).len() <= 9)
    }

    /// Whether a function stands with the name before it.
    pub fn stands_with(&self, between: &str) -> bool {
        let lead = between.trim_start();
        let apart = lead.starts_with([',', '(', '–', '-', ':', '|']);
        let said = words(between);
        let copula = said.first().is_some_and(|w| matches!(w.as_str(), "is" | "als"));
        let former = said.iter().any(|w| any(&self.former, w));
        !former
            && !between.contains(". ")
            && said.len() <= 5
            && (apart || copula)
            && said.iter().all(|w| {
                any(&self.functions, w) || any(&self.fillers, w) || matches!(w.as_str(), "is" | "als")
            })
    }

    /// Whether what follows a function says that it is another's: `van het ziekenhuis`, `bij Zorg B.V.`.
    pub fn elsewhere(&self, after: &str) -> bool {
        let joined = after.starts_with('-');
        let near = after.get(..).and_then(|t| t.split([',', ';', ')', '.']).next()).unwrap_or("");
        let said = words(near);
        let mut rest = said.iter();
        let prepositional = rest.next().is_some_and(|w| any(&self.elsewhere, w));
        let own = rest
            .find(|w| !matches!(w.as_str(), "de" | "het" | "onze" | "deze"))
            .is_some_and(|w| any(&self.own, w));
        // `van de stichting Zorg` is again another's.
        let named = near.split_whitespace().skip(2).any(|w| w.starts_with(char::is_uppercase));
        joined || prepositional && (!own || named)
    }

    /// Whether a sentence speaks of who has left or is to come.
    pub fn has_former(&self, text: &str) -> bool {
        words(text).iter().any(|w| any(&self.former, w))
    }

    pub fn names_group(&self, text: &str) -> bool {
        words(text).iter().any(|w| any(&self.groups, w))
    }

    pub fn only_fillers(&self, lead: &str) -> bool {
        words(lead).iter().all(|w| {
            any(&self.fillers, w)
                || any(&self.functions, w)
                || w.chars().all(|c| c.is_ascii_digit())
                || w.chars().count() == 1
        })
    }

    /// Whether the start of a sentence takes up the one before: `De leden zijn`.
    pub fn takes_up(&self, lead: &str) -> bool {
        let all = words(lead);
        let rest: Vec<&String> = all
            .iter()
            .filter(|w| {
                !matches!(w.as_str(), "de" | "het" | "momenteel" | "thans" | "nu" | "wordt" | "worden")
            })
            .collect();
        !rest.is_empty()
            && self.takes_up.iter().any(|p| rest.len() == p.len() && rest.iter().zip(p).all(|(a, b)| *a == b))
    }
}

fn words(text: &str) -> Vec<String> {
    tokens(text).into_iter().map(|t| t.text).collect()
}

fn any(list: &[String], word: &str) -> bool {
    list.iter().any(|p| match (p.strip_suffix('*'), p.strip_prefix('*')) {
        (Some(stem), _) => word.starts_with(stem),
        (_, Some(tail)) => word.ends_with(tail),
        _ => word == p,
    })
}

fn ends_with(all: &[String], link: &[String]) -> bool {
    !link.is_empty() && all.ends_with(link)
}

/// Whether the words of a link stand in a text in their order.
fn inside(all: &[String], link: &[String]) -> bool {
    let mut words = all.iter();
    link.iter().all(|l| words.any(|w| w == l))
}
