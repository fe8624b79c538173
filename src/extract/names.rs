//! Names of Dutch people in text: initials or first names, tussenvoegsels, surnames, titles.

use std::collections::HashSet;

use super::lexicon::tokens;
use crate::catalogue::PeopleRules;
use crate::fold::fold;

/// A name longer than this is no name.
const MAX_WORDS: usize = 9;

/// The name data of `rules/people.toml`, ready for look-up.
#[derive(Debug, Clone, Default)]
pub struct Names {
    titles: HashSet<String>,
    particles: HashSet<String>,
    others: Vec<String>,
    entity_words: Vec<String>,
    given: HashSet<String>,
}

/// A person's name as found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Without titles, given names first.
    pub text: String,
    /// Byte range in the text it was found in, titles included.
    pub from: usize,
    pub to: usize,
    /// Initials, a title, or a known first name show that it is a person's; otherwise it merely looks so.
    pub sure: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Title,
    Initials,
    Particle,
    Capital,
    Other,
}

#[derive(Debug, Clone)]
struct Piece<'a> {
    text: &'a str,
    from: usize,
    to: usize,
    part: Part,
    /// A comma stood behind it.
    comma: bool,
}

impl Names {
    pub fn new(rules: &PeopleRules) -> Self {
        let set = |list: &[String]| list.iter().map(|w| fold(w).trim_end_matches('.').to_owned()).collect();
        let folded = |list: &[String]| list.iter().map(|w| fold(w)).collect();
        Self {
            titles: set(&rules.titles),
            particles: set(&rules.particles),
            others: folded(&rules.not_names),
            entity_words: folded(&rules.entity_words),
            given: set(&rules.first_names),
        }
    }

    /// Whether this is the name of an organisation: it holds a word of one.
    pub fn is_entity(&self, text: &str) -> bool {
        let words = tokens(text);
        let joined: Vec<&str> = words.iter().map(|w| w.text.as_str()).collect();
        let compact = fold(text).replace('.', "");
        let last = compact.rsplit(' ').next().unwrap_or("");
        self.entity_words.iter().any(|w| joined.iter().any(|t| stem(t, w)))
            || matches!(last, "bv" | "nv" | "vof" | "cv" | "ua" | "ba")
    }

    fn excluded(&self, word: &str) -> bool {
        let folded = fold(word);
        self.others.iter().any(|w| stem(&folded, w)) || self.entity_words.iter().any(|w| stem(&folded, w))
    }

    fn part(&self, word: &str) -> Part {
        let bare = word.trim_end_matches(',');
        let folded = fold(bare);
        let plain = folded.trim_end_matches('.');
        if self.titles.contains(plain)
            && (bare.ends_with('.') || bare.chars().count() > 2 || folded == plain && plain.len() > 1)
        {
            return Part::Title;
        }
        if self.particles.contains(plain)
            && bare.starts_with(|c: char| c.is_lowercase() || c == '\'' || c == '’')
        {
            return Part::Particle;
        }
        if is_initials(bare) {
            return Part::Initials;
        }
        let mut chars = bare.chars();
        let first = chars.next();
        let apostrophe =
            matches!(first, Some('d' | 'D' | 'l' | 'L' | 'O' | '\'' | '’')) && bare.contains(['\'', '’']);
        let upper = first.is_some_and(char::is_uppercase) || apostrophe;
        let letters =
            bare.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '\u{300}'..='\u{36f}'));
        let long = bare.chars().filter(|c| c.is_alphabetic()).count() >= 2;
        if upper && letters && long && !self.excluded(bare) { Part::Capital } else { Part::Other }
    }

    fn pieces<'a>(&self, text: &'a str) -> Vec<Piece<'a>> {
        let mut out = Vec::new();
        let mut from = None;
        let mut push = |a: usize, b: usize| {
            let Some(raw) = text.get(a..b) else { return };
            let lead = raw.len() - raw.trim_start_matches(['(', '"', '“', '[', ':', '•', '|']).len();
            let core =
                raw.get(lead..).unwrap_or("").trim_end_matches([')', '"', '”', ';', ':', ']', '|', '!', '?']);
            if core.is_empty() {
                // Punctuation alone parts names.
                out.push(Piece { text: "", from: a, to: b, part: Part::Other, comma: true });
                return;
            }
            let comma = raw.len() > lead + core.len() || core.ends_with(',');
            let mut word = core.trim_end_matches(',');
            let mut part = self.part(word);
            let mut stop = comma;
            if part == Part::Other && word.ends_with('.') {
                // The full stop of the sentence.
                word = word.trim_end_matches(['.', ')', ']', '"', '”']);
                part = self.part(word);
                stop = true;
            }
            if lead > 0 && raw.starts_with(['(', '|']) {
                out.push(Piece { text: "", from: a, to: a, part: Part::Other, comma: true });
            }
            out.push(Piece { text: word, from: a + lead, to: a + lead + word.len(), part, comma: stop });
        };
        for (i, c) in text.char_indices() {
            let space = c.is_whitespace() || c == '/';
            match (space, from) {
                (false, None) => from = Some(i),
                (true, Some(a)) => {
                    push(a, i);
                    from = None;
                }
                _ => {}
            }
        }
        if let Some(a) = from {
            push(a, text.len());
        }
        out
    }

    /// Names in running text.
    pub fn find(&self, text: &str) -> Vec<Name> {
        let pieces = self.pieces(text);
        let mut out = Vec::new();
        let mut at = 0;
        while at < pieces.len() {
            match self.name_at(&pieces, at, text) {
                Some((name, next)) => {
                    out.push(name);
                    at = next.max(at + 1);
                }
                None => at += 1,
            }
        }
        out
    }

    /// The name that starts at a piece, and the piece after it.
    fn name_at(&self, pieces: &[Piece], start: usize, text: &str) -> Option<(Name, usize)> {
        let mut at = start;
        let (mut titled, mut initials, mut particles, mut capitals, mut known) = (false, 0, 0, 0, false);
        let first = pieces.get(start)?;
        let mut words: Vec<&str> = Vec::new();
        let mut end = first.from;
        let mut broken = false;
        while let Some(piece) = pieces.get(at) {
            if at - start >= MAX_WORDS || broken {
                break;
            }
            let folded = fold(piece.text);
            // `de heer` is a title of two words.
            let address = words.is_empty()
                && folded == "de"
                && pieces
                    .get(at + 1)
                    .is_some_and(|n| n.part == Part::Title && fold(n.text).starts_with("heer"));
            match piece.part {
                _ if address => {}
                Part::Title if words.is_empty() => titled = true,
                Part::Title => break,
                Part::Initials if capitals == 0 || (initials == 0 && particles == 0) => {
                    initials += 1;
                    words.push(piece.text);
                }
                Part::Particle if words.is_empty() && !titled => return None,
                // `Aan de Stegge` is a name, `Jansen in Breda` is a name and a place.
                Part::Particle
                    if matches!(folded.as_str(), "in" | "op" | "aan" | "uit" | "over" | "bij" | "onder")
                        && pieces.get(at + 1).is_none_or(|n| n.part != Part::Particle) =>
                {
                    break;
                }
                Part::Particle => {
                    particles += 1;
                    words.push(piece.text);
                }
                Part::Capital => {
                    let particle = self.particles.contains(folded.as_str());
                    if particle && (titled || !words.is_empty()) {
                        particles += 1;
                    } else if particle {
                        return None;
                    } else {
                        if capitals == 0 && initials == 0 && self.given.contains(folded.as_str()) {
                            known = true;
                        }
                        capitals += 1;
                    }
                    words.push(piece.text);
                }
                Part::Initials | Part::Other => break,
            }
            end = piece.to;
            at += 1;
            broken = piece.comma;
        }
        // A name does not end in a particle.
        while words.last().is_some_and(|w| self.particles.contains(&fold(w))) {
            words.pop();
            at -= 1;
            end = at.checked_sub(1).and_then(|i| pieces.get(i)).map_or(end, |p| p.to);
        }
        let person = capitals >= 2 || (capitals == 1 && (initials > 0 || titled));
        if !person || capitals > 6 {
            return None;
        }
        let shout = text.get(first.from..end)?.chars().all(|c| !c.is_lowercase());
        if shout && initials == 0 && !titled && !known {
            return None;
        }
        let mut name = words.join(" ");
        let mut next = at;
        // `Jansen, P.J.` and `Vries, A.B. de` are turned round.
        if broken
            && !titled
            && initials == 0
            && capitals == 1
            && let Some((given, to, after)) = self.given_after(pieces, at)
        {
            name = format!("{given} {name}");
            end = to;
            next = after;
        }
        Some((
            Name {
                text: name,
                from: first.from,
                to: end,
                sure: titled || initials > 0 || known || next > at,
            },
            next,
        ))
    }

    fn given_after(&self, pieces: &[Piece], at: usize) -> Option<(String, usize, usize)> {
        let mut given = Vec::new();
        let mut to = 0;
        let mut i = at;
        let mut first = 0;
        while let Some(p) = pieces.get(i) {
            let wanted = match p.part {
                Part::Initials => true,
                Part::Capital => self.given.contains(&fold(p.text)) || first > 0,
                Part::Particle => !given.is_empty(),
                _ => false,
            };
            if !wanted || i - at > 5 {
                break;
            }
            first += usize::from(p.part != Part::Particle);
            given.push(p.text);
            to = p.to;
            i += 1;
            if p.comma {
                break;
            }
        }
        (first > 0).then(|| (given.join(" "), to, i))
    }

    /// The name that a label's value is: all of it but titles and what stands in brackets or behind a
    /// comma or dash. Unlike [`Names::find`] it takes unknown names, and `Jansen, Pieter Johannes`.
    pub fn parse(&self, text: &str) -> Option<Name> {
        let text = text.trim();
        if text.is_empty() || text.len() > 120 || self.is_entity(text) {
            return None;
        }
        let pieces = self.pieces(text);
        // `Jansen, Pieter Johannes`, `van der Berg, Anna`.
        if let Some((family, given)) = text.split_once(',') {
            let family_parts: Vec<Part> = family.split_whitespace().map(|w| self.part(w)).collect();
            let given = given.split(['(', ';', '|']).next().unwrap_or("").trim();
            let given_words: Vec<&str> = given.split([' ', ',']).filter(|w| !w.is_empty()).collect();
            let given_parts: Vec<Part> = given_words.iter().map(|w| self.part(w)).collect();
            let family_ok = !family_parts.is_empty()
                && family_parts.len() <= 4
                && family_parts.iter().filter(|p| **p == Part::Capital).count()
                    == family_parts.len() - family_parts.iter().filter(|p| **p == Part::Particle).count()
                && family_parts.contains(&Part::Capital);
            let given_ok = !given_parts.is_empty()
                && given_parts.len() <= 5
                && given_parts.iter().all(|p| matches!(p, Part::Capital | Part::Initials | Part::Particle))
                && matches!(given_parts.first(), Some(Part::Capital | Part::Initials));
            if family_ok && given_ok {
                return Some(Name {
                    text: format!("{} {}", given_words.join(" "), family.trim()),
                    from: 0,
                    to: text.len(),
                    sure: true,
                });
            }
        }
        for start in 0..pieces.len().min(2) {
            if let Some((name, next)) = self.name_at(&pieces, start, text) {
                let rest = pieces.get(next..).unwrap_or(&[]);
                let closed = rest.is_empty()
                    || pieces.get(next.wrapping_sub(1)).is_some_and(|p| p.comma)
                    || rest.first().is_some_and(|p| {
                        p.text.is_empty() || matches!(p.text, "-" | "–" | "—" | "als" | "in" | "en")
                    });
                return (closed && start == 0 || name.sure).then_some(name);
            }
        }
        // All capitals, as registers print them.
        let words: Vec<&str> = text.split(['(', ';']).next().unwrap_or("").split_whitespace().collect();
        let shout = (2..=6).contains(&words.len())
            && words.iter().all(|w| {
                matches!(self.part(w), Part::Capital | Part::Initials | Part::Title)
                    || self.particles.contains(&fold(w))
            })
            && words
                .iter()
                .filter(|w| self.part(w) == Part::Capital && !self.particles.contains(&fold(w)))
                .count()
                >= 2;
        shout.then(|| Name { text: words.join(" "), from: 0, to: text.len(), sure: false })
    }

    /// Whether a person's name surely stands in a text.
    pub fn stands_in(&self, text: &str) -> bool {
        self.find(text).iter().any(|n| n.sure)
    }
}

fn stem(word: &str, pattern: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some(tail), _) => word.ends_with(tail),
        (_, Some(head)) => word.starts_with(head),
        _ => word == pattern,
    }
}

/// `J.`, `J.P.M.`, `Th.`, `IJ.`: capitals, each with a full stop.
fn is_initials(word: &str) -> bool {
    if !word.ends_with('.') || word.len() > 16 {
        return false;
    }
    let parts: Vec<&str> = word.trim_end_matches('.').split(['.', '-']).collect();
    !parts.is_empty()
        && parts.iter().all(|p| {
            let n = p.chars().count();
            let upper = p.chars().next().is_some_and(char::is_uppercase);
            upper
                && (n == 1
                    || (n <= 3
                        && matches!(
                            fold(p).as_str(),
                            "th" | "chr" | "ph" | "ij" | "fr" | "jac" | "joh" | "st" | "tj" | "sj"
                        )))
        })
}
