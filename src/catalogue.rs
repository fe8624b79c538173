//! The half of the rules that observing needs: kinds, signals, fields, topics.
//!
//! `recognise` and `extract` see this and never the requirements, so that what they observe can be kept
//! and judged again under another policy. The structs are the shape of `rules/kinds/*.toml` and
//! `rules/topics/*.toml`; unknown keys are refused. Loading and validating: [`crate::policy`].

use std::collections::BTreeMap;

use serde::Deserialize;

/// Everything `recognise` and `extract` may know.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    /// Sorted by id.
    pub kinds: Vec<Kind>,
    /// Sorted by id.
    pub topics: Vec<Topic>,
    /// Things seen about a document that are not its kind; `rules/marks.toml`, in its order.
    pub marks: Vec<MarkRule>,
    /// Fields that several kinds share; `rules/fields.toml`, in its order.
    pub field_sets: Vec<FieldSet>,
    /// `rules/grammar.toml`.
    pub grammar: Grammar,
    /// `rules/people.toml`.
    pub people: PeopleRules,
    /// `rules/figures.toml`.
    pub figures: crate::figures::rules::FigureRules,
    /// SHA-256 over the rule files it came from, lower-case hex.
    pub digest: String,
}

impl Catalogue {
    pub fn kind(&self, id: &str) -> Option<&Kind> {
        self.kinds.binary_search_by(|k| k.id.as_str().cmp(id)).ok().map(|i| &self.kinds[i])
    }
    pub fn topic(&self, id: &str) -> Option<&Topic> {
        self.topics.binary_search_by(|t| t.id.as_str().cmp(id)).ok().map(|i| &self.topics[i])
    }
}

/// `rules/kinds/<id>.toml`: one document kind.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    pub id: String,
    /// Dutch, as reviewers say it.
    pub name: String,
    #[serde(default)]
    pub synonyms: Vec<String>,
    /// This kind is a neighbour that does not count where the named kind is asked for
    /// (a GVA where a VOG RP is asked).
    #[serde(default)]
    pub instead_of: Option<String>,
    /// Issued on its own by an outsider (KvK, Justis, an insurer): such a page starts a document of its
    /// own even where a stamp numbers the pages of the whole bundle.
    #[serde(default)]
    pub standalone: bool,
    /// Its chapters may look like documents of other kinds (a plan, annual accounts): a page of it that
    /// begins with another kind's title stays with it as long as the pages look alike.
    #[serde(default)]
    pub compound: bool,
    /// Such documents often bear no title, or one that is a picture: their words alone count in full.
    /// Of other kinds they count for less when no title of the kind is seen.
    #[serde(default)]
    pub untitled: bool,
    /// An annex of the named kind: it is cut off from it even where the pages are numbered through.
    #[serde(default)]
    pub part_of: Option<String>,
    /// Outside the vocabulary (an invoice, a CV): it competes, so that such a document is not taken for
    /// anything else, and is shown as the best guess; a segment's kind is never set to it.
    #[serde(default)]
    pub outside: bool,
    #[serde(default, rename = "signal")]
    pub signals: Vec<Signal>,
    /// Without these the score stays at or under a cap.
    #[serde(default, rename = "need")]
    pub needs: Vec<Limit>,
    /// With these the score stays at or under a cap.
    #[serde(default, rename = "bar")]
    pub bars: Vec<Limit>,
    #[serde(default, rename = "field")]
    pub fields: Vec<Field>,
    /// Topics to look for in a document of this kind.
    #[serde(default)]
    pub topics: Vec<String>,
}

/// Something that speaks for (or with a negative weight against) a kind.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signal {
    /// Each counts once. Compared folded and without spaces and punctuation, from word start to
    /// word end; a trailing `*` ends a stem (`verzekeringnemer*`).
    pub phrases: Vec<String>,
    pub place: Place,
    /// -1 to 1. Positive: the part of the remaining doubt that it takes away. Negative: the part of the
    /// score that it takes away.
    pub weight: f32,
    /// So many different phrases of the list make the full weight; fewer count by the square of their
    /// share. Above 1 the list is a vocabulary: words that stand together in such a document.
    #[serde(default = "one")]
    pub at_least: u32,
}

/// A `[[need]]` or `[[bar]]` of a kind: a limit on its score.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// As in [`Signal::phrases`].
    pub phrases: Vec<String>,
    pub place: Place,
    /// So many different phrases of the list make it hold.
    #[serde(default = "one")]
    pub at_least: u32,
    /// With one of these at the same place it does not hold.
    #[serde(default)]
    pub unless: Vec<String>,
    /// 0 to 1: the score is at most this (need: unless it holds, bar: when it holds).
    pub cap: f32,
}

fn one() -> u32 {
    1
}

/// `[[mark]]` in `rules/marks.toml`: something to see about a document, whatever its kind.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkRule {
    /// `concept`, `offerte`, `kopie`, `bevat:begroting`, ...
    pub id: String,
    pub place: MarkPlace,
    /// As in [`Signal::phrases`].
    pub phrases: Vec<String>,
    /// Phrases that take it back when they stand anywhere in the segment.
    #[serde(default)]
    pub not: Vec<String>,
    /// Words that must stand on the same page too, at least `with_count` different ones.
    #[serde(default)]
    pub with: Vec<String>,
    #[serde(default)]
    pub with_count: u32,
    /// The same page must hold at least so many figures.
    #[serde(default)]
    pub figures: u32,
    /// Only in segments of these kinds; empty: in all.
    #[serde(default)]
    pub kinds: Vec<String>,
}

/// Where a mark must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MarkPlace {
    /// In a heading-like line of the first page, or alone on a line anywhere (a watermark).
    Stamp,
    /// In a heading-like line on any page.
    Heading,
    /// At the start of a line in the head of the first page, whatever goes on behind it: `Concept, versie 3`.
    Opening,
    /// Anywhere.
    Body,
}

/// Where a signal must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// A heading-like line of the first page: large, bold or alone, near the top.
    Title,
    /// The upper third of the first page.
    Head,
    /// A heading-like line on any of the segment's pages (a chapter).
    Heading,
    /// Anywhere on the segment's pages.
    Body,
    /// The foot of a page.
    Foot,
    /// The file name: a weak hint, never decisive.
    FileName,
    /// Name of a sheet of a workbook.
    Sheet,
    /// Subject of a mail.
    Subject,
    /// Name or label of a form field.
    FormField,
}

/// A field to look for in documents of a kind.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Field name of the contract.
    pub field: String,
    #[serde(rename = "type")]
    pub value_type: ValueType,
    /// Labels, best first. Compared folded; a trailing colon is optional.
    #[serde(default)]
    pub labels: Vec<String>,
    /// Regular expressions on running text with a capture group `v` for the value; compared on text
    /// with its own diacritics, case-insensitive.
    #[serde(default)]
    pub patterns: Vec<String>,
    /// Labels that look alike but mean something else: a value standing with one is not taken.
    #[serde(default)]
    pub not_labels: Vec<String>,
    /// More than one value may stand (directors).
    #[serde(default)]
    pub many: bool,
    /// Labels that a period stands with (`Looptijd`): counts only when both its days are there. `part`
    /// says which of the two this field takes.
    #[serde(default)]
    pub period_labels: Vec<String>,
    /// Which day of a period is meant, wherever one stands.
    #[serde(default)]
    pub part: Option<Part>,
    /// Of several different values that are equally well placed, this one counts; without it none is sure.
    #[serde(default)]
    pub pick: Option<Pick>,
    /// Where a value without a label may be taken, when none has a label.
    #[serde(default)]
    pub unlabelled: Vec<Unlabelled>,
    /// Headings and labels of others (`Verzekeraar`, `Notaris`): a value in a block under one is theirs.
    #[serde(default)]
    pub not_under: Vec<String>,
    /// Headings and labels of the one who is meant (`Verzekeringnemer`): they end a block of others.
    #[serde(default)]
    pub under: Vec<String>,
    /// For yes/no and text: phrases (as in [`Topic`]: `*` ends a stem) and the value each stands for.
    #[serde(default)]
    pub means: BTreeMap<String, String>,
    /// Of a name: where nothing names anyone, the one organisation that a sentence introduces with its KvK
    /// number is meant.
    #[serde(default)]
    pub introduced: bool,
    /// Does not take up the labels of a field set for the same field.
    #[serde(default)]
    pub alone: bool,
}

/// A day of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    From,
    Until,
}

/// Which of several values counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pick {
    /// In document order.
    First,
    Last,
    /// Of dates and years.
    Latest,
}

/// Places where a value is plain without a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unlabelled {
    /// A line of nothing but a place and a date, in the head of the first page.
    DateLine,
    /// The same near the end, above or under a signature.
    Signing,
    /// A line that starts with the value, in the upper third of the first page.
    Head,
    /// In the foot of a page (the task bar of a screenshot).
    Foot,
    /// The only value of its type in the document.
    Only,
    /// The name above the address of a letter's receiver.
    Addressee,
    /// Years at the head of columns.
    Columns,
    /// A line of nothing but an organisation's name with its legal form, on the first page.
    TitleName,
}

/// `[[set]]` in `rules/fields.toml`: fields that several kinds share. A kind's own field of the same name
/// comes first; the set's labels, patterns and guards are then added behind it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldSet {
    pub id: String,
    /// Kinds it is for; `*` for all, also for a document of unknown kind.
    pub kinds: Vec<String>,
    /// Kinds it is not for.
    #[serde(default)]
    pub not_kinds: Vec<String>,
    #[serde(rename = "field")]
    pub fields: Vec<Field>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ValueType {
    Date,
    Amount,
    Percentage,
    Count,
    Kvk,
    Rsin,
    Agb,
    Year,
    /// Name of an organisation.
    Organisation,
    /// Name of a person (or of a legal person that is a director).
    Person,
    LegalForm,
    Url,
    /// A line of text as it stands.
    Text,
    /// Yes or no: a check box, `ja`/`nee`.
    YesNo,
}

/// `[[topic]]` in `rules/topics/*.toml`: something a document must be about.
///
/// **Phrases.** A phrase is words, compared folded, punctuation ignored. In a phrase `benoem*` is a word
/// that starts so, `*regeling` one that ends so, `*klacht*` one that holds it; `mail|e-mail` is either; `..`
/// stands for up to four words between, `..9` for up to nine.
///
/// **When a sentence is about a topic** (a [`crate::fact::Strength::Statement`]): it has one of `phrases`,
/// or a match of `patterns`, or a word of every group of `all_of`, or one `rule` holds, or one `deed`, or an
/// `answer` of a form; it has none of `not`; and it is not weakened by the sentences' grammar
/// ([`Grammar`]): denied ("er is geen ..."), a placeholder, an instruction of a template, a mere reference.
/// Weakened matches and `hints` are hints. A list item is read together with the sentence that
/// introduces the list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    pub id: String,
    /// Dutch, as reviewers say it.
    pub name: String,
    /// Phrases of which a heading about this has one.
    #[serde(default)]
    pub headings: Vec<String>,
    /// A heading with one of these is not about it.
    #[serde(default)]
    pub not_headings: Vec<String>,
    /// Organs: a heading that speaks of one of these and of no other is about this.
    #[serde(default)]
    pub organ_headings: Vec<String>,
    /// So many words at least stand under such a heading.
    #[serde(default = "eight")]
    pub min_words: u32,
    /// Phrases that alone make a sentence about this.
    #[serde(default)]
    pub phrases: Vec<String>,
    /// A sentence is about this when it has a phrase of every group, within `near` words.
    #[serde(default)]
    pub all_of: Vec<Vec<String>>,
    /// Words within which all groups of `all_of` must stand.
    #[serde(default = "near")]
    pub near: u32,
    /// The groups of `all_of` stand in this order.
    #[serde(default)]
    pub ordered: bool,
    /// Regular expressions on the folded sentence that make it about this (a telephone number, a period).
    #[serde(default)]
    pub patterns: Vec<String>,
    /// Further ways in which a sentence is about it.
    #[serde(default, rename = "rule")]
    pub rules: Vec<TopicRule>,
    /// Things done to (or being so of) an organ.
    #[serde(default, rename = "deed")]
    pub deeds: Vec<Deed>,
    /// Answers of a form.
    #[serde(default, rename = "answer")]
    pub answers: Vec<AnswerRule>,
    /// A sentence with one of these is not about it.
    #[serde(default)]
    pub not: Vec<String>,
    /// Words that only hint.
    #[serde(default)]
    pub hints: Vec<String>,
    /// The topic is itself a denial, or is as well said with one ("geen tegenstrijdig belang"): a denial
    /// beside it does not weaken it.
    #[serde(default)]
    pub denial: bool,
    /// It must be so of the provider itself and now: a plan, what is past, a condition, a rule for providers or
    /// what is said of another party only hints at it ([`Grammar::plans`] and the lists after it).
    #[serde(default)]
    pub own: bool,
    /// The text under a heading that names it must hold one of these (or a word of the rules), or the heading
    /// only hints. Empty: any text of the length will do.
    #[serde(default)]
    pub echo: Vec<String>,
    /// What is found is a detail of a person: passages show the topic's name in place of the text.
    #[serde(default)]
    pub private: bool,
}

/// `[[topic.rule]]`: all groups, the pattern and the heading must hold.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicRule {
    /// A phrase of every group, within `near` words.
    #[serde(default)]
    pub groups: Vec<Vec<String>>,
    #[serde(default = "near")]
    pub near: u32,
    #[serde(default)]
    pub ordered: bool,
    /// A regular expression that the folded sentence must match too.
    #[serde(default)]
    pub pattern: Option<String>,
    /// One of these phrases stands in a heading above the sentence.
    #[serde(default)]
    pub under: Vec<String>,
    /// The name of a person stands in the sentence.
    #[serde(default)]
    pub person: bool,
    /// A sentence with one of these does not count.
    #[serde(default)]
    pub not: Vec<String>,
}

/// `[[topic.deed]]`: one of `acts` ([`Act`]) is done to one of `organs` ([`Organ`]): the *appointing* of the
/// *board*, whoever appoints. Headings and sentences.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deed {
    pub acts: Vec<String>,
    pub organs: Vec<String>,
}

/// `[[topic.answer]]`: a yes/no question of a form, answered so.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerRule {
    /// The question has a phrase of every group.
    pub asks: Vec<Vec<String>>,
    #[serde(default)]
    pub not: Vec<String>,
    /// `ja` or `nee`.
    pub answer: String,
}

fn near() -> u32 {
    24
}

fn eight() -> u32 {
    8
}

/// `rules/grammar.toml`: how Dutch sentences speak of organs and acts, and what weakens a sentence.
/// All lists hold phrases as in [`Topic`].
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grammar {
    #[serde(default, rename = "organ")]
    pub organs: Vec<Organ>,
    #[serde(default, rename = "act")]
    pub acts: Vec<Act>,
    /// What may stand between an organ and the word that rules it: `de`, `leden van de`.
    #[serde(default)]
    pub lead_ins: Vec<String>,
    /// Before an organ: it is the one that acts, advises or is told, never the one acted on: `door`.
    #[serde(default)]
    pub agents: Vec<String>,
    /// Refer back to the organ spoken of: `hij`, `zij`, `deze`.
    #[serde(default)]
    pub pronouns: Vec<String>,
    /// Directly before, or inside, what is said: it is denied (`geen`).
    #[serde(default)]
    pub negations: Vec<String>,
    /// Near what is said: it is denied or not there yet (`niet aanwezig`, `nog niet`).
    #[serde(default)]
    pub denials: Vec<String>,
    /// Look like a negation and are none (`niet alleen`, `niet langer dan`).
    #[serde(default)]
    pub not_denials: Vec<String>,
    /// Anywhere in the sentence: an instruction, an announcement, a rule for others (`beschrijf hier`).
    #[serde(default)]
    pub weakeners: Vec<String>,
    /// Near what is said: it is not so yet, or only wished (`in voorbereiding`). Weakens what must be so now.
    #[serde(default)]
    pub plans: Vec<String>,
    /// Near what is said: it is so no longer (`opgeheven`).
    #[serde(default)]
    pub past: Vec<String>,
    /// At the start of a clause: what that clause says holds only then (`indien`).
    #[serde(default)]
    pub conditions: Vec<String>,
    /// At the start of the clause after a condition that begins the sentence: it too holds only then (`wordt`).
    #[serde(default)]
    pub outcomes: Vec<String>,
    /// Anywhere: what a provider must do, not what this one does (`zorgaanbieder moet`).
    #[serde(default)]
    pub norms: Vec<String>,
    /// At the start of the sentence: it is said of another (`de gemeente`).
    #[serde(default)]
    pub others: Vec<String>,
    /// Anywhere: what is spoken of is another's (`van de moederorganisatie`).
    #[serde(default)]
    pub of_others: Vec<String>,
    /// A heading or an introduction that consists of one of these: what stands under it only names subjects
    /// (`inhoudsopgave`, `checklist`).
    #[serde(default)]
    pub outlines: Vec<String>,
    /// At the start of a sentence, or a cell of its own: the answer is no (`nee`).
    #[serde(default)]
    pub refusals: Vec<String>,
    /// At the start of the sentence: an instruction of a template (`geef aan`).
    #[serde(default)]
    pub instructions: Vec<String>,
    /// The sentence only refers elsewhere (`zie bijlage`).
    #[serde(default)]
    pub references: Vec<String>,
    /// Regular expressions on the raw sentence: something still to be filled in.
    #[serde(default)]
    pub placeholders: Vec<String>,
    /// Regular expressions on the raw sentence: the blanks of a model text (`[naam zorgaanbieder]`). A document
    /// with several is a model nobody filled in, and states nothing.
    #[serde(default)]
    pub unfilled: Vec<String>,
    /// Words that end in a full stop without ending the sentence, folded, without it (`art`).
    #[serde(default)]
    pub abbreviations: Vec<String>,
}

/// `[[organ]]`: a body that things are done to.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organ {
    pub id: String,
    pub words: Vec<String>,
    /// Who appoints whom: where two organs stand in an active sentence, the one with the higher rank acts.
    #[serde(default)]
    pub rank: u32,
    /// Titles of documents and headings speak of it as what the text is about. False for organs that only
    /// keep a word from being taken for another (`accountant`).
    #[serde(default)]
    pub subject: bool,
}

/// `[[act]]`: something done to an organ, or being so of it, in its grammatical forms.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    pub id: String,
    /// `benoeming`: the organ follows with a connector.
    #[serde(default)]
    pub nouns: Vec<String>,
    /// `benoemt`: the organ follows.
    #[serde(default)]
    pub finite: Vec<String>,
    /// `benoemen`: the organ stands before, or follows with a connector.
    #[serde(default)]
    pub infinitives: Vec<String>,
    /// `benoemd`: the organ stands before, not as the agent.
    #[serde(default)]
    pub participles: Vec<String>,
    /// `bestaat uit`, `legt .. verantwoording`: the organ is the subject, before it or inside.
    #[serde(default)]
    pub states: Vec<String>,
    /// Words that join a noun to its organ.
    #[serde(default = "van")]
    pub connectors: Vec<String>,
}

fn van() -> Vec<String> {
    vec!["van".to_owned(), "der".to_owned()]
}

/// `rules/people.toml`: labels and headings around the names of people, by what they mean.
/// Phrases as in [`Topic`].
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeopleRules {
    /// Headings of lists of people.
    #[serde(default, rename = "section")]
    pub sections: Vec<PeopleSection>,
    /// Labels of the lines of such a list, and of forms.
    #[serde(default)]
    pub labels: PeopleLabels,
    /// What the extract says of a person's power, in order: the first that matches counts.
    #[serde(default, rename = "power")]
    pub powers: Vec<Power>,
    /// Functions of a person, first match counts; `field` empty keeps the person out.
    #[serde(default, rename = "function")]
    pub functions: Vec<Function>,
    /// Titles and forms of address before (or after) a name.
    #[serde(default)]
    pub titles: Vec<String>,
    /// `van`, `de`, `ter`.
    #[serde(default)]
    pub particles: Vec<String>,
    /// Show that two words with capitals are a person's name.
    #[serde(default)]
    pub first_names: Vec<String>,
    /// A name with one of these words is no person's: `stichting`, `bv`, `zorg*`.
    #[serde(default)]
    pub not_names: Vec<String>,
    /// Labels of form fields that may stay empty.
    #[serde(default)]
    pub optional: Vec<String>,
    /// A name with one of these is a legal person's.
    #[serde(default)]
    pub entity_words: Vec<String>,
}

/// `[[section]]` of `rules/people.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeopleSection {
    /// The whole heading is one of these, but for a number (`Bestuurder 2`, `Bestuurders (3)`).
    pub headings: Vec<String>,
    /// Field of the people under it; empty: people who are not wanted (employees).
    #[serde(default)]
    pub field: String,
}

/// `[[power]]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Power {
    /// `alleen`, `gezamenlijk`, `niet`, `beperkt`.
    pub value: String,
    pub phrases: Vec<String>,
}

/// `[[function]]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Function {
    #[serde(default)]
    pub field: String,
    pub phrases: Vec<String>,
}

/// Labels, each list best first.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeopleLabels {
    #[serde(default)]
    pub name: Vec<String>,
    #[serde(default)]
    pub function: Vec<String>,
    #[serde(default)]
    pub power: Vec<String>,
    #[serde(default)]
    pub since: Vec<String>,
    #[serde(default)]
    pub kvk_number: Vec<String>,
    #[serde(default)]
    pub birth_date: Vec<String>,
    #[serde(default)]
    pub birth_place: Vec<String>,
    #[serde(default)]
    pub address: Vec<String>,
    #[serde(default)]
    pub id_document: Vec<String>,
    #[serde(default)]
    pub signatory: Vec<String>,
    #[serde(default)]
    pub signature: Vec<String>,
    #[serde(default)]
    pub signed_on: Vec<String>,
    #[serde(default)]
    pub place: Vec<String>,
    /// Sentences above a signature: `aldus naar waarheid ingevuld`.
    #[serde(default)]
    pub declarations: Vec<String>,
    /// Written in place of a signature: `w.g.`, `digitaal ondertekend door`.
    #[serde(default)]
    pub typed_signatures: Vec<String>,
    #[serde(default)]
    pub signing_authority: Vec<String>,
    /// Who gives and who gets a power of attorney.
    #[serde(default)]
    pub principal: Vec<String>,
    #[serde(default)]
    pub agent: Vec<String>,
}
