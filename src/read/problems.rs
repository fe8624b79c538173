//! Every problem the readers and the workers report, with its wording, in one place.
//!
//! A sentence says what happened and what to ask the provider for. Codes are stable.

use crate::problem::Problem;

/// All codes of this module; a test holds the functions to it.
pub const CODES: &[&str] = &[
    "damaged",
    "empty-file",
    "hidden-sheet",
    "memory-limit",
    "mislabelled",
    "nested-too-deep",
    "no-text",
    "password-protected",
    "reader-crashed",
    "reader-failed",
    "scan-not-read",
    "time-limit",
    "too-complex",
    "too-large",
    "too-many-cells",
    "too-many-documents",
    "too-many-pages",
    "too-large-text",
    "unpacks-too-large",
    "unreadable-file",
    "unsafe-name",
    "unsupported-format",
];

fn mib(bytes: u64) -> String {
    let whole = bytes >> 20;
    if whole == 0 { format!("{bytes} bytes") } else { format!("{whole} MB") }
}

pub fn damaged(what: &str) -> Problem {
    Problem::new(
        "damaged",
        format!(
            "Dit bestand ({what}) is beschadigd of onvolledig en kon niet (geheel) worden gelezen. Vraag de aanbieder het opnieuw aan te leveren."
        ),
    )
}

pub fn empty_file() -> Problem {
    Problem::new(
        "empty-file",
        "Dit bestand is leeg (0 bytes). Vraag de aanbieder het opnieuw aan te leveren.",
    )
}

pub fn hidden_sheets(names: &[String]) -> Problem {
    let (what, verb) = if names.len() == 1 {
        ("Het tabblad", "is verborgen; het is wel meegelezen. Bekijk het")
    } else {
        ("De tabbladen", "zijn verborgen; ze zijn wel meegelezen. Bekijk ze")
    };
    let names = names.iter().map(|n| format!("‘{n}’")).collect::<Vec<_>>().join(", ");
    Problem::new("hidden-sheet", format!("{what} {names} {verb} voordat u erop vertrouwt."))
}

pub fn memory_limit(mib: u64) -> Problem {
    Problem::new(
        "memory-limit",
        format!(
            "Het lezen van dit bestand vroeg meer geheugen dan is toegestaan ({mib} MB) en is gestopt. Bekijk het zelf, of vraag de aanbieder om een gewone PDF ervan."
        ),
    )
}

/// `named` and `found` are what people call the formats: `PDF`, `Excel-werkmap`.
pub fn mislabelled(extension: &str, found: &str) -> Problem {
    Problem::new(
        "mislabelled",
        format!(
            "De naam eindigt op .{extension}, maar de inhoud is {found}; het is als zodanig gelezen. Vraag de aanbieder om de juiste naam als het bij u niet opent."
        ),
    )
}

pub fn nested_too_deep(limit: u32) -> Problem {
    Problem::new(
        "nested-too-deep",
        format!(
            "Dit zit dieper dan {limit} archieven of mails in elkaar en is niet uitgepakt. Vraag de aanbieder de documenten los aan te leveren."
        ),
    )
}

/// Neither words nor a picture of words nor files inside: nobody files that on purpose.
pub fn no_text() -> Problem {
    Problem::new(
        "no-text",
        "Dit bestand opent wel, maar er staat niets in. Vraag de aanbieder het opnieuw aan te leveren.",
    )
}

pub fn password_protected() -> Problem {
    Problem::new(
        "password-protected",
        "Dit bestand is met een wachtwoord beveiligd en kon niet worden gelezen. Vraag de aanbieder het zonder wachtwoord aan te leveren.",
    )
}

pub fn reader_crashed() -> Problem {
    Problem::new(
        "reader-crashed",
        "Het lezen van dit bestand is onverwacht afgebroken; de inhoud is niet beoordeeld. Bekijk het zelf, of vraag de aanbieder om een gewone PDF ervan.",
    )
}

pub fn reader_failed(why: &str) -> Problem {
    Problem::new(
        "reader-failed",
        format!(
            "Het leesproces kon op deze computer niet worden gestart ({why}); dit bestand is niet gelezen. Meld dit aan de beheerder."
        ),
    )
}

pub fn scan_not_read() -> Problem {
    Problem::new(
        "scan-not-read",
        "Dit is een afbeelding zonder leesbare tekst; de inhoud is niet gelezen. Bekijk haar zelf, of vraag de aanbieder om het oorspronkelijke document.",
    )
}

pub fn time_limit(seconds: u64) -> Problem {
    Problem::new(
        "time-limit",
        format!(
            "Het lezen van dit bestand duurde langer dan is toegestaan ({seconds} seconden) en is gestopt. Bekijk het zelf, of vraag de aanbieder om een gewone PDF ervan."
        ),
    )
}

pub fn too_complex() -> Problem {
    Problem::new(
        "too-complex",
        "De opbouw van dit bestand is ongewoon ingewikkeld; niet alles is gelezen. Bekijk het zelf, of vraag de aanbieder om een gewone PDF ervan.",
    )
}

pub fn too_large(bytes: u64, limit: u64) -> Problem {
    Problem::new(
        "too-large",
        format!(
            "Dit bestand is te groot om te lezen ({}; toegestaan is {}). Vraag de aanbieder om een kleinere versie.",
            mib(bytes),
            mib(limit)
        ),
    )
}

pub fn too_many_cells(limit: u64) -> Problem {
    Problem::new(
        "too-many-cells",
        format!(
            "Deze werkmap heeft meer gevulde cellen dan is toegestaan ({limit}); de rest is niet gelezen. Vraag de aanbieder om een werkmap met alleen de gevraagde tabbladen."
        ),
    )
}

pub fn too_many_documents(limit: u32) -> Problem {
    Problem::new(
        "too-many-documents",
        format!(
            "Hierin zitten meer bestanden dan is toegestaan ({limit}); de rest is niet gelezen. Vraag de aanbieder de documenten los aan te leveren."
        ),
    )
}

pub fn too_many_pages(limit: u32) -> Problem {
    Problem::new(
        "too-many-pages",
        format!(
            "Dit document heeft meer pagina's dan is toegestaan ({limit}); de rest is niet gelezen. Vraag de aanbieder het te splitsen."
        ),
    )
}

pub fn too_much_text(limit: u64) -> Problem {
    Problem::new(
        "too-large-text",
        format!(
            "Dit document heeft meer tekst dan is toegestaan ({limit} woorden); de rest is niet gelezen. Vraag de aanbieder het te splitsen."
        ),
    )
}

pub fn unpacks_too_large(limit: u64) -> Problem {
    Problem::new(
        "unpacks-too-large",
        format!(
            "Uitgepakt is dit bestand groter dan is toegestaan ({}); het is niet (geheel) gelezen. Vraag de aanbieder de documenten los aan te leveren.",
            mib(limit)
        ),
    )
}

pub fn unreadable_file(why: &str) -> Problem {
    Problem::new(
        "unreadable-file",
        format!(
            "Dit bestand kon niet worden geopend ({why}). Controleer de rechten op de map, of vraag de aanbieder het opnieuw aan te leveren."
        ),
    )
}

pub fn unsafe_name() -> Problem {
    Problem::new(
        "unsafe-name",
        "De naam van dit bestand wijst buiten het archief (bijvoorbeeld met ‘..’); het is onder een veilige naam gelezen. Let op de herkomst van dit archief.",
    )
}

/// `what` names the format (`een oud Word-bestand (.doc)`), `ask` what is wanted instead.
pub fn unsupported(what: &str, ask: &str) -> Problem {
    Problem::new(
        "unsupported-format",
        format!("Dit is {what}; dat wordt niet gelezen. Vraag de aanbieder om {ask}."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_listed_once_and_every_sentence_ends() {
        let all = [
            damaged("PDF"),
            empty_file(),
            hidden_sheets(&["Blad1".to_owned()]),
            memory_limit(1),
            mislabelled("pdf", "een Word-document"),
            nested_too_deep(1),
            no_text(),
            password_protected(),
            reader_crashed(),
            reader_failed("x"),
            scan_not_read(),
            time_limit(1),
            too_complex(),
            too_large(1, 1),
            too_many_cells(1),
            too_many_documents(1),
            too_many_pages(1),
            too_much_text(1),
            unpacks_too_large(1),
            unreadable_file("x"),
            unsafe_name(),
            unsupported("x", "y"),
        ];
        let codes: Vec<&str> = all.iter().map(|p| p.code.as_str()).collect();
        assert_eq!(codes, CODES);
        for problem in &all {
            assert!(problem.message.ends_with('.'), "{}", problem.message);
            assert!(problem.message.len() > 30);
        }
    }
}
