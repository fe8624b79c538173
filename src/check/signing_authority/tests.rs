use crate::check::testing::{Case, requirement};
use crate::dossier::testing::{observed, unread, with, with_at, with_attributes};
use crate::fact::Observed;
use crate::finding::Status::{self, Met, Missing, NotApplicable as Na, Review};
use crate::policy::{AuthorityBy, Check};

fn case() -> Case {
    let row = |id: &str, kinds: &[&str], by| requirement(id, kinds, Check::SigningAuthority { by });
    Case::of(vec![
        row("extract", &["kvk-uittreksel", "bestuursverklaring"], AuthorityBy::Extract),
        row("volmacht", &["volmacht"], AuthorityBy::Volmacht),
        row("chain", &["kvk-uittreksel"], AuthorityBy::Chain),
    ])
}
fn rows(case: Case) -> [Status; 3] {
    let all: Vec<Status> = case.all().0.into_iter().map(|f| f.status).collect();
    [all[0], all[1], all[2]]
}
fn form(signatories: &[&str]) -> Observed {
    let form = with(observed("bv.pdf", Some("bestuursverklaring")), "kvk_number", "12345678");
    signatories.iter().fold(form, |f, s| with(f, "signatory", s))
}
fn extract(directors: &[(&str, &str)]) -> Observed {
    let extract = with(observed("kvk.pdf", Some("kvk-uittreksel")), "kvk_number", "12345678");
    directors
        .iter()
        .fold(extract, |e, (name, power)| with_attributes(e, "director", name, &[("power", power)]))
}
/// The own extract with a legal person as director, number 87654321.
fn held(power: &str) -> Observed {
    let attributes = [("power", power), ("kvk_number", "87654321")];
    with_attributes(extract(&[]), "director", "Top Holding B.V.", &attributes)
}
fn parent(directors: &[(&str, &str)]) -> Observed {
    let mut one = extract(directors);
    one.path = "top.pdf".to_owned();
    one.sha256 = "top".to_owned();
    one.facts[0].value = "87654321".to_owned();
    one
}

#[test]
fn a_director_who_acts_alone() {
    let done = case().file(form(&["J. de Vries"])).file(extract(&[("Vries, Jan de", "alleen")]));
    assert_eq!(rows(done), [Met, Na, Na]);
}

#[test]
fn joint_power_needs_two() {
    let both = [("Vries, Jan de", "gezamenlijk"), ("Pietersen, Klaas", "gezamenlijk")];
    assert_eq!(rows(case().file(form(&["J. de Vries", "K. Pietersen"])).file(extract(&both))), [Met, Na, Na]);
    assert_eq!(rows(case().file(form(&["J. de Vries"])).file(extract(&both))), [Review, Review, Na]);
}

#[test]
fn doubt_about_name_or_power_is_never_a_decision() {
    let named =
        |name: &str, power: &str| rows(case().file(form(&["J. de Vries"])).file(extract(&[(name, power)])));
    assert_eq!(named("Bakker-de Vries, Jo", "alleen"), [Review, Review, Na]);
    assert_eq!(named("Vries, Jan de", "beperkt"), [Review, Review, Na]);
    let mut unsure = extract(&[("Vries, Jan de", "alleen")]);
    unsure.facts[1].confidence = 0.6;
    assert_eq!(rows(case().file(form(&["J. de Vries"])).file(unsure)), [Review, Review, Na]);
    let twins = [("Vries, Jan de", "alleen"), ("Vries, Johanna de", "niet")];
    assert_eq!(rows(case().file(form(&["J. de Vries"])).file(extract(&twins))), [Review, Review, Na]);
}

#[test]
fn another_signatory_in_the_manifest_is_shown() {
    let differs = case()
        .manifest(|m| m.ondertekenaar = Some("K. Pietersen".to_owned()))
        .file(form(&["J. de Vries"]))
        .file(extract(&[("Vries, Jan de", "alleen")]));
    assert_eq!(rows(differs), [Review, Review, Review]);
}

#[test]
fn a_stranger_needs_a_power_of_attorney() {
    let stranger = || case().file(form(&["A. Bakker"])).file(extract(&[("Vries, Jan de", "alleen")]));
    assert_eq!(rows(stranger()), [Review, Missing, Na]);
    assert_eq!(rows(stranger().file(unread("scan.pdf"))), [Review, Review, Na]);
    let power = || observed("volmacht.pdf", Some("volmacht"));
    assert_eq!(rows(stranger().file(with(power(), "authorised_person", "A. Bakker"))), [Na, Met, Na]);
    assert_eq!(rows(stranger().file(power())), [Review, Review, Na]);
    let without = case().file(form(&["J. de Vries"])).file(extract(&[("Vries, Jan de", "niet")]));
    assert_eq!(rows(without), [Review, Missing, Na]);
}

#[test]
fn a_power_of_attorney_is_never_surely_needed_on_a_doubtful_reading() {
    let doubtful = with_at(observed("bv.pdf", Some("bestuursverklaring")), "signatory", "A. Bakker", 0.5);
    let extract_of = || extract(&[("Vries, Jan de", "alleen")]);
    assert_eq!(rows(case().file(doubtful).file(extract_of())), [Review, Review, Review]);
    let mut torn = extract_of();
    torn.problems.push(crate::problem::Problem::new("scan-not-read", "Bladzijde 2."));
    assert_eq!(rows(case().file(form(&["A. Bakker"])).file(torn)), [Review, Review, Na]);
    assert_eq!(rows(case().file(form(&["A. Bakker"])).file(extract(&[]))), [Review, Review, Review]);
}

#[test]
fn a_chain_of_extracts() {
    let start = |power: &str| case().file(form(&["J. de Vries"])).file(held(power));
    assert_eq!(rows(start("alleen").file(parent(&[("Vries, Jan de", "alleen")]))), [Na, Na, Met]);
    assert_eq!(rows(start("alleen")), [Na, Na, Missing]);
    assert_eq!(rows(start("alleen").file(unread("scan.pdf"))), [Review, Review, Review]);
    assert_eq!(
        rows(start("gezamenlijk").file(parent(&[("Vries, Jan de", "alleen")]))),
        [Review, Review, Review]
    );
    assert_eq!(rows(start("alleen").file(parent(&[("Bakker, Anna", "alleen")]))), [Review, Review, Review]);
    let power = with(observed("volmacht.pdf", Some("volmacht")), "authorised_person", "J. de Vries");
    assert_eq!(rows(start("alleen").file(power)), [Na, Met, Na]);
}

#[test]
fn a_chain_of_two_and_a_circle() {
    let attributes = [("power", "alleen"), ("kvk_number", "11112222")];
    let middle = with_attributes(parent(&[]), "director", "Hoogste B.V.", &attributes);
    let mut top = parent(&[("Vries, Jan de", "alleen")]);
    top.path = "hoogste.pdf".to_owned();
    top.sha256 = "hoogste".to_owned();
    top.facts[0].value = "11112222".to_owned();
    let start = || case().file(form(&["J. de Vries"])).file(held("alleen"));
    assert_eq!(rows(start().file(middle).file(top)), [Na, Na, Met]);
    let back = [("power", "alleen"), ("kvk_number", "12345678")];
    let circle = with_attributes(parent(&[]), "director", "Stichting Voorbeeld", &back);
    assert_eq!(rows(start().file(circle)), [Review, Review, Review]);
}

#[test]
fn without_extract_or_declaration() {
    assert_eq!(rows(case().file(form(&["J. de Vries"]))), [Missing, Review, Review]);
    assert_eq!(rows(case().file(extract(&[("Vries, Jan de", "alleen")]))), [Missing, Review, Review]);
    assert_eq!(
        rows(case().file(form(&[])).file(extract(&[("Vries, Jan de", "alleen")]))),
        [Review, Review, Review]
    );
}
