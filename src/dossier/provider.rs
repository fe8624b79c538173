//! Who files: the manifest first, then the documents where they agree.

use crate::dossier::Provider;
use crate::dossier::names::{Likeness, organisations};
use crate::fact::Observed;
use crate::problem::Problem;
use crate::submission::Manifest;

/// Kinds that are about the filing entity itself and so may name it where the better ones are silent.
/// Others (a policy, accounts of a parent) may be about another.
const OWN: &[&str] =
    &["ubo-uittreksel", "wtza-vergunning", "vog-rp", "statuten", "jaarrekening", "belastingverklaring"];

pub fn settle(manifest: &Manifest, documents: &[Observed], notes: &mut Vec<Problem>) -> Provider {
    let mut conflict = |what: &str, values: &[String]| {
        notes.push(Problem::new(
            "provider-conflict",
            format!("De stukken noemen verschillende {what}: {}.", values.join(", ")),
        ));
    };
    let kvk = given(manifest.kvk.as_ref())
        .or_else(|| number(documents, "kvk_number", "KvK-nummers", &mut conflict));
    let about = |d: &&Observed| {
        let said: Vec<&str> = sure(d, "kvk_number");
        said.is_empty() || kvk.as_deref().is_none_or(|k| said.contains(&k))
    };
    let own: Vec<&Observed> = documents.iter().filter(about).collect();
    let rsin = given(manifest.rsin.as_ref()).or_else(|| {
        pick(&own, "rsin", |a, b| a == b).unwrap_or_else(|v| {
            conflict("RSIN-nummers", &v);
            None
        })
    });
    let same = |a: &str, b: &str| organisations(a, b) == Likeness::Same;
    let name = given(manifest.aanbieder.as_ref()).or_else(|| {
        pick(&own, "legal_name", same).unwrap_or_else(|v| {
            conflict("namen van de aanbieder", &v);
            None
        })
    });
    Provider { name, kvk, rsin }
}

fn given(value: Option<&String>) -> Option<String> {
    value.map(|v| v.trim().to_owned()).filter(|v| !v.is_empty())
}

/// The number of the declaration, confirmed by the extract when there is one (there may be extracts of a
/// chain beside it).
fn number(
    documents: &[Observed],
    field: &str,
    what: &str,
    conflict: &mut impl FnMut(&str, &[String]),
) -> Option<String> {
    let declared = values(documents.iter(), &["bestuursverklaring"], field);
    let extracts = values(documents.iter(), &["kvk-uittreksel"], field);
    match (declared.as_slice(), extracts.as_slice()) {
        ([one], []) | ([], [one]) => Some(one.clone()),
        ([one], all) if all.contains(one) => Some(one.clone()),
        ([], []) => match values(documents.iter(), OWN, field).as_slice() {
            [one] => Some(one.clone()),
            [] => None,
            several => {
                conflict(what, several);
                None
            }
        },
        (declared, extracts) => {
            let mut all = declared.to_vec();
            all.extend(extracts.iter().filter(|e| !declared.contains(e)).cloned());
            conflict(what, &all);
            None
        }
    }
}

/// The value that declaration and extract agree on, else the one that the other own documents agree on.
/// The disagreeing values otherwise.
fn pick(
    documents: &[&Observed],
    field: &str,
    same: impl Fn(&str, &str) -> bool,
) -> Result<Option<String>, Vec<String>> {
    for kinds in [&["kvk-uittreksel", "bestuursverklaring"][..], OWN] {
        let found = values(documents.iter().copied(), kinds, field);
        if let Some(first) = found.first() {
            return if found.iter().all(|v| same(v, first)) { Ok(Some(first.clone())) } else { Err(found) };
        }
    }
    Ok(None)
}

fn values<'d>(documents: impl Iterator<Item = &'d Observed>, kinds: &[&str], field: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for document in
        documents.filter(|d| d.superseded_by.is_none() && d.kind().is_some_and(|k| kinds.contains(&k)))
    {
        for value in sure(document, field) {
            if !out.iter().any(|v| v == value) {
                out.push(value.to_owned());
            }
        }
    }
    out
}

fn sure<'d>(document: &'d Observed, field: &str) -> Vec<&'d str> {
    document.facts.iter().filter(|f| f.field == field && f.decisive()).map(|f| f.value.as_str()).collect()
}
