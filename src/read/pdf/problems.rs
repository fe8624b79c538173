//! What went wrong with a PDF, said to the reviewer, with what to ask of the provider.

use crate::problem::Problem;

pub fn damaged() -> Problem {
    Problem::new(
        "damaged",
        "Het bestand is beschadigd of geen geldige PDF en kan niet worden gelezen. Vraag de aanbieder het document opnieuw aan te leveren.",
    )
}

/// `whole`: nothing could be read; else the part that is there was.
pub fn truncated(whole: bool) -> Problem {
    let read = if whole {
        "Het is niet te lezen."
    } else {
        "Wat er nog is, is gelezen; er kunnen pagina's ontbreken."
    };
    Problem::new(
        "truncated",
        format!(
            "Het PDF-bestand is afgebroken: het einde ontbreekt. {read} Vraag de aanbieder het document opnieuw aan te leveren."
        ),
    )
}

pub fn password_protected() -> Problem {
    Problem::new(
        "password-protected",
        "De PDF is met een wachtwoord beveiligd en kan niet worden geopend. Vraag de aanbieder om een versie zonder wachtwoord.",
    )
}

pub fn no_pages() -> Problem {
    Problem::new(
        "no-pages",
        "De PDF bevat geen pagina's. Vraag de aanbieder het document opnieuw aan te leveren.",
    )
}

pub fn too_many_pages(has: usize, read: usize) -> Problem {
    Problem::new(
        "too-many-pages",
        format!(
            "De PDF telt {has} pagina's; alleen de eerste {read} zijn gelezen. Beoordeel de rest met de hand of vraag een kleiner document."
        ),
    )
}

pub fn too_large_text(words: u64) -> Problem {
    Problem::new(
        "too-large-text",
        format!(
            "De PDF bevat meer dan {words} woorden; wat daarna komt is niet gelezen. Beoordeel de rest met de hand of vraag een kleiner document."
        ),
    )
}

pub fn time_limit(read: usize, has: usize) -> Problem {
    Problem::new(
        "time-limit",
        format!(
            "Het lezen duurde te lang: {read} van de {has} pagina's zijn gelezen. Beoordeel de rest met de hand of vraag een eenvoudiger versie van het document."
        ),
    )
}

pub fn attachments_dropped() -> Problem {
    Problem::new(
        "attachment-unread",
        "Niet alle bijlagen in deze PDF konden worden uitgepakt. Vraag de aanbieder de bijlagen als losse bestanden aan te leveren.",
    )
}

pub fn page_failed(pages: &[u32]) -> Problem {
    Problem::new(
        "page-failed",
        format!(
            "{}: niet (helemaal) gelezen door een fout in de PDF. Bekijk het document zelf of vraag de aanbieder om een nieuwe versie.",
            named(pages)
        ),
    )
}

pub fn scan_not_read(pages: &[u32]) -> Problem {
    Problem::new(
        "scan-not-read",
        format!(
            "{}: geen leesbare tekst (scan of afbeelding). Bekijk het document zelf of vraag de aanbieder om de oorspronkelijke, doorzoekbare PDF.",
            named(pages)
        ),
    )
}

pub fn text_garbled(pages: &[u32]) -> Problem {
    Problem::new(
        "text-garbled",
        format!(
            "{}: de tekst in de PDF is onbruikbaar (verkeerde tekencodering) en is niet gebruikt. Bekijk het document zelf of vraag de aanbieder om een nieuwe export.",
            named(pages)
        ),
    )
}

/// `Pagina 1-3, 5` of ascending page numbers.
fn named(pages: &[u32]) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut run: Option<(u32, u32)> = None;
    let show = |(from, to): (u32, u32)| if from == to { from.to_string() } else { format!("{from}-{to}") };
    for &page in pages {
        run = match run {
            Some((from, to)) if page == to + 1 => Some((from, page)),
            Some(done) => {
                parts.push(show(done));
                Some((page, page))
            }
            None => Some((page, page)),
        };
    }
    parts.extend(run.map(show));
    format!("Pagina {}", parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn page_lists_are_ranges() {
        assert_eq!(named(&[1, 2, 3, 5, 8, 9]), "Pagina 1-3, 5, 8-9");
        assert_eq!(named(&[4]), "Pagina 4");
    }
}
