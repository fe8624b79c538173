//! The rules' terms in Dutch.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::policy::asked::Counts;
use crate::policy::types::{
    AuthorityBy, Check, Class, Condition, Level, Policy, Procedure, Requirement, Rules, Timing,
};
use crate::value::written::{date, euros};

pub(super) struct Words<'a> {
    pub rules: &'a Rules,
    pub policy: &'a Policy,
}

pub(super) fn class(class: Class) -> &'static str {
    match class {
        Class::Validity => "geldigheid",
        Class::Presence => "aanwezigheid",
        Class::Eligibility => "geschiktheid",
        Class::Weighed => "weging",
        Class::Obligation => "verplichting",
        Class::Information => "informatie",
    }
}

pub(super) fn class_effect(class: Class) -> &'static str {
    match class {
        Class::Validity => "geldigheid: bepaalt of de inschrijving meetelt",
        Class::Presence => "aanwezigheid: bepaalt of de inschrijving volledig is",
        Class::Eligibility => "geschiktheid: bepaalt of de aanbieder voldoet",
        Class::Weighed => "weging: wordt meegewogen en sluit op zichzelf niet uit",
        Class::Obligation => "verplichting: na de inschrijving; verandert de uitkomst niet",
        Class::Information => "informatie: verandert de uitkomst niet",
    }
}

pub(super) fn timing(timing: Timing) -> &'static str {
    match timing {
        Timing::Submission => "bij de inschrijving",
        Timing::CareStart => "meesturen bij de inschrijving, uiterlijk in orde bij de start van de zorg",
        Timing::SixMonths => "uiterlijk zes maanden na ingang van de overeenkomst",
    }
}

pub(super) fn level(level: Level) -> &'static str {
    match level {
        Level::Auto => "het programma, waar de stukken het toelaten",
        Level::Assisted => "het programma waar het zeker is, anders een beoordelaar met de gevonden passages",
        Level::Manual => "een beoordelaar; het programma toont wat het vond",
    }
}

/// A local date or moment of the policy.
pub fn moment(at: &toml::value::Datetime) -> String {
    let Some(day) = at
        .date
        .and_then(|d| NaiveDate::from_ymd_opt(i32::from(d.year), u32::from(d.month), u32::from(d.day)))
    else {
        return at.to_string();
    };
    match at.time {
        Some(t) => format!("{} om {:02}.{:02} uur", date(day), t.hour, t.minute),
        None => date(day),
    }
}

/// Name of a field; an unknown one as its words.
fn field(name: &str) -> String {
    match name {
        "document_date" => "de datum van het stuk",
        "request_date" => "de datum van het verzoek",
        "valid_from" => "de ingangsdatum",
        "valid_until" => "de einddatum",
        "insured_amount_per_event" => "het verzekerde bedrag per gebeurtenis",
        "insured_amount_per_year" => "het verzekerde bedrag per jaar",
        "subcontracted_share" => "het deel van de productie door onderaannemers",
        "supervisor" => "de namen van toezichthouders",
        "director" => "de namen van bestuurders",
        "signatory" => "de naam van de ondertekenaar",
        "agb_code" => "de AGB-code",
        "url" => "het internetadres",
        "equity" => "het eigen vermogen",
        "net_result" => "het nettoresultaat",
        "total_revenue" => "de totale opbrengsten",
        "average_clients" => "het gemiddelde aantal cliënten",
        "clients_april" => "het aantal cliënten in april",
        "clients_may" => "het aantal cliënten in mei",
        "clients_june" => "het aantal cliënten in juni",
        "requested_amount" => "het aangevraagde bedrag",
        "reserved_amount" => "het gereserveerde bedrag",
        "staff_amount" => "het bedrag voor zorgpersoneel",
        "other_amount" => "het bedrag voor andere investeringen",
        "mail_subject" => "het onderwerp van de mail",
        "mail_to" => "de ontvanger van de mail",
        "solvency" => "de solvabiliteit (eigen vermogen / totaal vermogen, in procenten)",
        "current_ratio" => "de current ratio (vlottende activa / kortlopende schulden)",
        "profit_ratio" => "de winstratio (nettowinst / totale opbrengsten, in procenten)",
        "resilience_ratio" => "het weerstandsvermogen (eigen vermogen / totale opbrengsten, in procenten)",
        other => return format!("het gegeven {}", other.replace('_', " ")),
    }
    .to_owned()
}

/// The first letter as a capital.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// `a, b en c`.
fn joined(items: &[String], word: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., last] => format!("{} {word} {last}", head.join(", ")),
    }
}

fn number(n: Decimal) -> String {
    n.normalize().to_string().replace('.', ",")
}

fn title(procedure: &Procedure, id: &str) -> String {
    procedure
        .requirements
        .iter()
        .find(|r| r.id == id)
        .map_or_else(|| id.to_owned(), |r| format!("“{}” ({id})", r.title))
}
/// `group.route` in words.
pub(super) fn route(procedure: &Procedure, route: &str) -> String {
    let (group, route) = route.split_once('.').unwrap_or((route, ""));
    let Some(group) = procedure.groups.iter().find(|g| g.id == group) else { return route.to_owned() };
    let Some(route) = group.routes.iter().find(|r| r.id == route) else { return group.name.clone() };
    let default = if route.default { "; deze geldt als geen enkele weg is gekozen" } else { "" };
    format!("{}: de weg “{}”{default}", group.name, route.name)
}

impl Words<'_> {
    fn kind(&self, id: &str) -> String {
        self.rules.catalogue.kind(id).map_or_else(|| id.to_owned(), |k| k.name.clone())
    }
    /// `een van A, B en C`, or the one.
    pub fn kinds(&self, ids: &[String]) -> String {
        joined(&ids.iter().map(|k| self.kind(k)).collect::<Vec<_>>(), "of")
    }
    fn topics(&self, ids: &[String], word: &str) -> String {
        let names: Vec<String> = ids
            .iter()
            .map(|t| self.rules.catalogue.topic(t).map_or_else(|| t.clone(), |t| t.name.clone()))
            .map(|name| format!("“{name}”"))
            .collect();
        joined(&names, word)
    }
    pub fn categories(&self, ids: &[String]) -> String {
        let names: Vec<String> = ids
            .iter()
            .map(|id| {
                let name = self.policy.categories.iter().find(|c| c.id == *id).map(|c| c.name.as_str());
                format!("categorie {id} ({})", name.unwrap_or("onbekend"))
            })
            .collect();
        joined(&names, "en")
    }
    fn moment(&self, name: &str) -> String {
        self.policy.moments.get(name).map_or_else(|| name.to_owned(), moment)
    }
    fn bound(&self, bound: &str) -> String {
        if bound == "filing" {
            "de dag van inschrijving".to_owned()
        } else if let Ok(day) = bound.parse::<NaiveDate>() {
            date(day)
        } else {
            self.moment(bound)
        }
    }
    fn unless_said(&self, contrary: &[String]) -> String {
        if contrary.is_empty() {
            return String::new();
        }
        format!(", en geen stuk duidelijk spreekt van {}", self.topics(contrary, "of"))
    }
    pub fn condition(&self, condition: &Condition, procedure: &Procedure) -> String {
        match condition {
            Condition::Starter { doubt: true, .. } => {
                "… (voor een startende organisatie beslist een beoordelaar).".to_owned()
            }
            Condition::Starter { .. } => {
                "de aanbieder een startende organisatie zonder vastgestelde jaarrekening is.".to_owned()
            }
            Condition::Present { kind } => format!("{} is ingediend.", self.kind(kind)),
            Condition::Absent { kind, contrary } => {
                format!("er geen {} is ingediend{}.", self.kind(kind), self.unless_said(contrary))
            }
            Condition::FiledInstead { kind, by } => {
                format!("er geen {} is ingediend maar {}.", self.kind(kind), self.kinds(by))
            }
            Condition::AbsentAll { kinds } => format!("er geen {} is ingediend.", self.kinds(kinds)),
            Condition::Says { topic, kinds, contrary } => format!(
                "{} duidelijk zegt: {}{}.",
                self.kinds(kinds),
                self.topics(std::slice::from_ref(topic), "of"),
                self.unless_said(contrary)
            ),
            Condition::Silent { topic, kinds } => format!(
                "{} niets zegt over {}.",
                self.kinds(kinds),
                self.topics(std::slice::from_ref(topic), "of")
            ),
            Condition::NoParent { .. } => {
                "er geen moedermaatschappij is: geen opgave en geen stuk wijst erop.".to_owned()
            }
            Condition::LegalForm { forms } => {
                format!("de rechtsvorm volgens het uittreksel {} is.", joined(forms, "of"))
            }
            Condition::NotLegalForm { forms } => {
                format!("de rechtsvorm volgens het uittreksel geen {} is.", joined(forms, "of"))
            }
            Condition::Met { requirement } => {
                format!("aan {} is voldaan.", title(procedure, requirement))
            }
            Condition::Route { group, route } => {
                format!("gekozen is voor {}.", self::route(procedure, &format!("{group}.{route}")))
            }
        }
    }

    fn within(&self, within: &[String], topics: &[String]) -> Option<String> {
        (!within.is_empty()).then(|| {
            format!("Het mag ook staan in {}, herkend aan {}.", self.kinds(within), self.topics(topics, "of"))
        })
    }

    /// The checks with parameters of their own.
    fn asked(&self, check: &Check, kinds: &str, procedure: &Procedure) -> Vec<String> {
        let mut out = Vec::new();
        match check {
            Check::PageCount(p) => {
                match (p.most, &p.per) {
                    (None, _) => out.push("De lengte van het stuk wordt getoond.".to_owned()),
                    (Some(n), None) => out.push(format!("Het stuk telt hoogstens {n} bladzijden.")),
                    (Some(n), Some(per)) => {
                        out.push(format!("Het stuk telt hoogstens {n} bladzijden voor elk van {}.", field(per)));
                    }
                }
                if p.most.is_some() && !p.strict {
                    out.push("Is het meer, dan beslist een beoordelaar wat meetelt.".to_owned());
                }
            }
            Check::MeanCount(m) => out.push(format!(
                "Het gemiddelde van {} is tenminste {}, zonder afronding.",
                counts(&m.counts()),
                number(m.at_least)
            )),
            Check::PeriodsCovered(p) => out.push(format!("Er staat een aantal voor elk van {}.", counts(&p.counts()))),
            Check::CategoryIs(c) => {
                out.push(format!("De aanbieder is van {}.", self.categories(&c.one_of)));
            }
            Check::MinCount(m) => {
                out.push(format!("{} is tenminste {}.", capital(&field(&m.field)), number(m.at_least)));
                if m.soft {
                    out.push("Is het minder, dan beslist een beoordelaar.".to_owned());
                }
            }
            Check::PartOf(p) => {
                let most = p.at_most.map(|(a, b)| format!("hoogstens {a}/{b}"));
                let least = p.at_least.map(|(a, b)| format!("tenminste {a}/{b}"));
                let bounds: Vec<String> = most.into_iter().chain(least).collect();
                out.push(format!(
                    "{} is {} van {}.",
                    capital(&field(&p.part)),
                    joined(&bounds, "en"),
                    field(&p.whole)
                ));
                if p.soft {
                    out.push("Daarbuiten beslist een beoordelaar.".to_owned());
                }
            }
            Check::CalendarDays(d) => out.push(format!(
                "Van {} tot de dag van indiening liggen hoogstens {} dagen; de eerste dag is dag 0.",
                field(&d.from),
                d.days
            )),
            Check::FinalVersions(f) => out.push(format!(
                "Geen stuk draagt een teken van een concept of een leeg formulier. Een beoordelaar beslist. {}",
                f.guide
            )),
            Check::OtherProcedure(o) => {
                let name = self.policy.procedure(&o.procedure).map_or(o.procedure.as_str(), |p| p.name.as_str());
                let rows = self.policy.procedure(&o.procedure).map(|p| {
                    o.only.iter().map(|id| title(p, id)).collect::<Vec<_>>()
                });
                match rows {
                    Some(rows) if !rows.is_empty() => {
                        out.push(format!("Voldaan is aan deze eisen van {name}: {}.", joined(&rows, "en")));
                    }
                    _ => out.push(format!("Voldaan is aan de eisen van {name} die een uitkomst bepalen.")),
                }
            }
            Check::Sector(s) => {
                out.push(format!("De sector volgens de opgave is {}.", joined(&s.accepts, "of")));
                if !s.topics.is_empty() {
                    out.push(format!("Zonder opgave: de stukken spreken van {}.", self.topics(&s.topics, "of")));
                }
            }
            Check::Aspects(a) => {
                out.push(format!(
                    "In {kinds} staan tenminste {} hoofdstukken over {}.",
                    a.least,
                    self.topics(&a.chapters, "of")
                ));
                if !a.aspects.is_empty() {
                    out.push(format!("In elk daarvan staat iets over {}.", self.topics(&a.aspects, "of")));
                }
            }
            Check::FieldSays(f) => {
                let mut words: Vec<String> = f.phrases.iter().map(|p| format!("“{p}”")).collect();
                if f.provider {
                    words.push("de naam van de aanbieder".to_owned());
                }
                out.push(format!("{} noemt {}.", capital(&field(&f.field)), joined(&words, "of")));
                out.push(format!("Anders beslist een beoordelaar. {}", f.guide));
            }
            Check::Period(p) => {
                let part = if p.whole { "heel de periode" } else { "een deel van de periode" };
                out.push(format!(
                    "De looptijd beslaat {part} van {} tot en met {}.",
                    self.bound(&p.from),
                    self.bound(&p.until)
                ));
                if !p.or_topics.is_empty() {
                    out.push(format!("Ook goed als het stuk duidelijk zegt: {}.", self.topics(&p.or_topics, "of")));
                }
                if p.soft {
                    out.push("Daarbuiten beslist een beoordelaar.".to_owned());
                }
            }
            _ => {
                debug_assert!(false, "{} of {} is explained above", check.name(), procedure.id);
            }
        }
        out
    }

    /// How it is decided, a sentence a part.
    pub fn check(&self, r: &Requirement, procedure: &Procedure) -> Vec<String> {
        let kinds = if r.kinds.is_empty() { "het dossier".to_owned() } else { self.kinds(&r.kinds) };
        let mut out = Vec::new();
        match &r.check {
            Check::Manual { topics, contrary, guide } => {
                out.push(format!("Een beoordelaar beslist. {guide}"));
                if !topics.is_empty() {
                    out.push(format!("Getoond worden passages over {}.", self.topics(topics, "en")));
                }
                if !contrary.is_empty() {
                    out.push(format!("Extra aandacht als een stuk duidelijk spreekt van {}.", self.topics(contrary, "of")));
                }
            }
            Check::Shown { topics, or_kinds, contrary, guide } => {
                out.push(format!("Voldaan als {kinds} duidelijk gaat over {}.", self.topics(topics, "of")));
                if !or_kinds.is_empty() {
                    out.push(format!("Ook goed is een stuk van deze soort: {}.", self.kinds(or_kinds)));
                }
                if !contrary.is_empty() {
                    out.push(format!("Anders te beoordelen als een stuk duidelijk spreekt van {}.", self.topics(contrary, "of")));
                }
                out.push(format!("Anders beslist een beoordelaar. {guide}"));
            }
            Check::Informational { sentence } => out.push(sentence.clone()),
            Check::Present { not_counting, or_review, within, topics, every } => {
                let all: Vec<String> = r.kinds.iter().map(|k| self.kind(k)).collect();
                let kinds = if *every { joined(&all, "en") } else { kinds };
                out.push(format!("Er is een stuk van deze soort: {kinds}."));
                if !or_review.is_empty() {
                    out.push(format!("Is er alleen {}, dan beslist een beoordelaar.", self.kinds(or_review)));
                }
                out.extend(self.within(within, topics));
                if !not_counting.is_empty() {
                    out.push(format!("Telt niet: {}.", self.kinds(not_counting)));
                }
            }
            Check::AnyOf { group } => {
                let routes = procedure.groups.iter().find(|g| g.id == *group).map(|g| {
                    joined(&g.routes.iter().map(|r| format!("“{}”", r.name)).collect::<Vec<_>>(), "of")
                });
                out.push(format!("Eén volledige weg is genoeg: {}.", routes.unwrap_or_default()));
            }
            Check::AllPresent => {
                out.push("Alle stukken die bij de inschrijving aanwezig moeten zijn, zijn er.".to_owned());
            }
            Check::Deadline { moment, exclusive, soft_until, about } => {
                let word = if *exclusive { "voor" } else { "uiterlijk op" };
                out.push(format!("Het tijdstip van indiening ligt {word} {}.", self.moment(moment)));
                out.extend(soft_until.as_ref().map(|m| {
                    format!("Later, maar uiterlijk op {}, beslist een beoordelaar.", self.moment(m))
                }));
                if !about.is_empty() {
                    out.push(format!("Het geldt waar het stuk duidelijk spreekt van {}.", self.topics(about, "of")));
                }
            }
            Check::NotBefore { moment, soft } => {
                out.push(format!("Het tijdstip van indiening ligt niet voor {}.", self.moment(moment)));
                if *soft {
                    out.push("Is het eerder, dan beslist een beoordelaar.".to_owned());
                }
            }
            Check::MaxAge { field: f, months, days } => {
                let mut parts = Vec::new();
                match months {
                    0 => {}
                    1 => parts.push("1 maand".to_owned()),
                    n => parts.push(format!("{n} maanden")),
                }
                match days {
                    0 => {}
                    1 => parts.push("1 dag".to_owned()),
                    n => parts.push(format!("{n} dagen")),
                }
                out.push(format!(
                    "{} ligt hoogstens {} voor de inschrijving; dezelfde dag telt nog mee.",
                    capital(&field(f)),
                    joined(&parts, "en")
                ));
            }
            Check::WorkingDays { from, field: f, days } => out.push(format!(
                "Van {} tot {} liggen hoogstens {days} werkdagen; de eerste dag is dag 0.",
                field(from),
                field(f)
            )),
            Check::DateWindow { field: f, from, until, or_topics, soft, or_fields, any, about } => {
                if !about.is_empty() {
                    out.push(format!("Het gaat om stukken over {}.", self.topics(about, "of")));
                }
                let from = from.as_ref().map(|b| format!("op of na {}", self.bound(b)));
                let until = until.as_ref().map(|b| format!("uiterlijk op {}", self.bound(b)));
                let bounds: Vec<String> = from.into_iter().chain(until).collect();
                let who = if *any { " van tenminste één stuk" } else { "" };
                out.push(format!("{}{who} ligt {}.", capital(&field(f)), joined(&bounds, "en")));
                if !or_fields.is_empty() {
                    let others: Vec<String> = or_fields.iter().map(|f| field(f)).collect();
                    out.push(format!("Staat die er niet, dan is {} ook goed.", joined(&others, "of")));
                }
                if !or_topics.is_empty() {
                    out.push(format!("Ook goed als het stuk duidelijk zegt: {}.", self.topics(or_topics, "of")));
                }
                if *soft {
                    out.push("Ligt de datum daarbuiten, dan beslist een beoordelaar.".to_owned());
                }
            }
            Check::MinAmount { field: f, euros: amount } => {
                out.push(format!("{} is tenminste {}.", capital(&field(f)), euros(*amount)));
            }
            Check::MaxShare { field: f, numerator, denominator, soft } => {
                out.push(format!("{} is samen hoogstens {numerator}/{denominator}.", capital(&field(f))));
                if *soft {
                    out.push("Is het meer, dan beslist een beoordelaar.".to_owned());
                }
            }
            Check::SameEntity => out.push(
                "Het stuk noemt de organisatie die inschrijft: eerst vergeleken op nummer, dan op naam.".to_owned(),
            ),
            Check::OneEntity => out.push(format!("Alle stukken ({kinds}) noemen dezelfde organisatie.")),
            Check::SigningAuthority { by } => out.push(
                match by {
                    AuthorityBy::Extract => {
                        "De bevoegdheid van wie de bestuursverklaring ondertekende blijkt uit het uittreksel."
                    }
                    AuthorityBy::Volmacht => {
                        "De bevoegdheid van wie de bestuursverklaring ondertekende blijkt uit een volmacht van bevoegde bestuurders."
                    }
                    AuthorityBy::Chain => {
                        "De bevoegdheid van wie de bestuursverklaring ondertekende blijkt uit de uittreksels van de rechtspersonen die bestuurder zijn."
                    }
                }
                .to_owned(),
            ),
            Check::Signed => out.push("Het stuk is ondertekend.".to_owned()),
            Check::Certified => out.push("Het stuk is gewaarmerkt: het draagt een elektronisch zegel.".to_owned()),
            Check::FilledIn => out.push("Alle velden van het formulier zijn ingevuld.".to_owned()),
            Check::FormVersion { year } => {
                out.push(format!("Het is het definitieve formulier van {year}, geen concept."));
            }
            Check::Purpose { phrases } => {
                let phrases: Vec<String> = phrases.iter().map(|p| format!("“{p}”")).collect();
                out.push(format!("Het doel op het stuk is een van: {}.", joined(&phrases, "of")));
            }
            Check::NotKind { kind, instead_of } => out.push(format!(
                "Een stuk van de soort {} telt niet waar {} wordt gevraagd.",
                self.kind(kind),
                self.kind(instead_of)
            )),
            Check::Topics { topics, any, contrary, chapter } => {
                let what = if *chapter { "een eigen kop met tekst heeft over" } else { "duidelijk spreekt over" };
                let word = if *any { "of" } else { "en" };
                out.push(format!("Voldaan als {kinds} {what} {}.", self.topics(topics, word)));
                if !contrary.is_empty() {
                    out.push(format!("Een beoordelaar beslist als er ook staat: {}.", self.topics(contrary, "of")));
                }
            }
            Check::Declares { topics, contrary } => {
                out.push(format!("Voldaan als {kinds} verklaart: {}.", self.topics(topics, "of")));
                if !contrary.is_empty() {
                    out.push(format!("Niet als er staat: {}.", self.topics(contrary, "of")));
                }
            }
            Check::NothingShows { topics, guide } => {
                out.push(format!("Geen enkel stuk wijst op {}.", self.topics(topics, "of")));
                out.extend(guide.as_ref().map(|g| format!("Een beoordelaar beslist. {g}")));
            }
            Check::HasField { field: f, min, compare_with, topics } => {
                out.push(format!("In {kinds} staat {}, tenminste {min}.", field(f)));
                if !compare_with.is_empty() {
                    out.push(format!("Vergeleken met {}.", self.kinds(compare_with)));
                }
                if !topics.is_empty() {
                    out.push(format!("Ook goed is een passage over {}.", self.topics(topics, "of")));
                }
            }
            Check::DisjointNames { field: f, other, topics, .. } => {
                out.push(format!("{} en {} hebben niemand gemeen.", capital(&field(f)), field(other)));
                if !topics.is_empty() {
                    out.push(format!("Een passage zegt het ook: {}.", self.topics(topics, "of")));
                }
            }
            Check::NoBsn => out.push("Er staat geen burgerservicenummer in het stuk.".to_owned()),
            Check::BlackedOut { topics } => {
                out.push(format!("In het stuk is niet te zien: {}.", self.topics(topics, "of")));
            }
            Check::YearCovered { year, basis, within, topics } => {
                let basis = basis.as_ref().map(|b| format!(", {b}")).unwrap_or_default();
                out.push(format!("{} over het jaar {year}{basis}.", capital(&kinds)));
                out.extend(self.within(within, topics));
            }
            Check::StatutesCurrent => out.push(
                "De datum van de akte is die van de laatste statutenwijziging volgens het uittreksel.".to_owned(),
            ),
            Check::NoContradiction { guide } => {
                out.push("De stukken spreken elkaar niet tegen in organisatie, namen en nummers.".to_owned());
                out.extend(guide.as_ref().map(|g| format!("Een beoordelaar beslist. {g}")));
            }
            Check::ListNames { field: f } => {
                out.push(format!("Voor elke regel van de lijst staat er {}.", field(f)));
            }
            Check::Figure { figure, above, at_least, range, year, years, .. } => {
                let mut bounds = Vec::new();
                bounds.extend(above.map(|n| format!("meer dan {}", number(n))));
                bounds.extend(at_least.map(|n| format!("tenminste {}", number(n))));
                bounds.extend(range.map(|(a, b)| format!("van {} tot en met {}", number(a), number(b))));
                let mut all: Vec<String> = year.iter().chain(years).map(ToString::to_string).collect();
                all.dedup();
                let year = if all.is_empty() { String::new() } else { format!(" over {}", joined(&all, "en")) };
                out.push(format!("{}{year} is {}.", capital(&field(figure)), joined(&bounds, "en")));
            }
            Check::Undamaged => {
                out.push("Alle bestanden zijn te openen en tot het einde te lezen.".to_owned());
            }
            _ => out.extend(self.asked(&r.check, &kinds, procedure)),
        }
        out
    }
}

/// The counts of a mean.
fn counts(counts: &Counts) -> String {
    if counts.fields.is_empty() {
        format!("{} over {}", field(&counts.field), joined(&counts.periods, "en"))
    } else {
        joined(&counts.fields.iter().map(|f| field(f)).collect::<Vec<_>>(), "en")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_and_moments_read_as_dutch() {
        assert_eq!(euros(Decimal::from(2_500_000)), "€ 2.500.000,00");
        assert_eq!(euros(Decimal::new(12345, 1)), "€ 1.234,50");
        let at: toml::value::Datetime = "2026-07-31T17:00:00".parse().unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(moment(&at), "31 juli 2026 om 17.00 uur");
    }

    #[test]
    fn lists_end_in_a_word() {
        let s = |l: &[&str]| joined(&l.iter().map(|x| (*x).to_owned()).collect::<Vec<_>>(), "of");
        assert_eq!(s(&["a"]), "a");
        assert_eq!(s(&["a", "b", "c"]), "a, b of c");
    }
}
