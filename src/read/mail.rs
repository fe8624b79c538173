//! Mail: its head and body as lines, its attachments as inner documents.

use mail_parser::{Address, DateTime, MessageParser, MessagePart, MimeHeaders, PartType};

use crate::document::MailHead;
use crate::read::flow::{Block, lay_out};
use crate::read::{Content, Reading, html, problems, text};

/// Bytes below which a picture in the body is taken for a logo or a tracking pixel.
const LOGO: usize = 32 << 10;

pub fn read(bytes: &[u8], reading: &mut Reading) -> Content {
    let Some(message) = MessageParser::default().parse(bytes) else {
        return Content::failed(problems::damaged("een e-mailbericht"));
    };
    let head = MailHead {
        from: addresses(message.from()).into_iter().next().unwrap_or_default(),
        to: addresses(message.to()),
        subject: message.subject().unwrap_or_default().to_owned(),
        sent_at: message.date().and_then(stamp),
        // Relays put theirs on top.
        received_at: message.received_all().next().and_then(|r| r.date.as_ref()).and_then(stamp),
    };
    let mut blocks = Vec::new();
    let mut line = |label: &str, value: &str| {
        if !value.is_empty() {
            blocks.push(Block::pair(label, value));
        }
    };
    line("Van:", &head.from);
    line("Aan:", &head.to.join("; "));
    line("Cc:", &addresses(message.cc()).join("; "));
    line("Datum:", &message.date().map(shown).unwrap_or_default());
    line("Onderwerp:", &head.subject);
    blocks.push(Block::Apart);
    let mut found = Vec::new();
    for part in message.text_bodies() {
        match &part.body {
            PartType::Text(body) => blocks.extend(text::blocks(body)),
            PartType::Html(body) => match html::parse(body) {
                Some(page) => blocks.extend(page.blocks),
                None => found.push(problems::too_complex()),
            },
            _ => {}
        }
    }
    let mut inner = Vec::new();
    for (number, part) in message.attachments().enumerate() {
        if inner.len() as u32 > reading.documents {
            break; // the caller counts and reports
        }
        let Some(data) = data(part, bytes) else { continue };
        if is_furniture(part, data) {
            continue;
        }
        reading.unpacked = reading.unpacked.saturating_sub(data.len() as u64);
        if reading.unpacked == 0 {
            found.push(problems::unpacks_too_large(reading.limits.unpacked_bytes));
            break;
        }
        inner.push((name(part, number + 1), data.to_vec()));
    }
    let laid = lay_out(&blocks, reading.limits);
    found.extend(laid.problems);
    Content { pages: laid.pages, problems: found, mail: Some(head), inner, ..Content::default() }
}

fn data<'a>(part: &'a MessagePart, whole: &'a [u8]) -> Option<&'a [u8]> {
    match &part.body {
        PartType::Binary(data) | PartType::InlineBinary(data) => Some(data),
        PartType::Text(text) | PartType::Html(text) => Some(text.as_bytes()),
        // A message within is a part of this file, or was decoded into its own.
        PartType::Message(_) if part.encoding == mail_parser::Encoding::None => {
            whole.get(part.offset_body as usize..part.offset_end as usize)
        }
        PartType::Message(message) => Some(message.raw_message()),
        PartType::Multipart(_) => None,
    }
}

/// Signatures of the mail itself, and small pictures in its body.
fn is_furniture(part: &MessagePart, data: &[u8]) -> bool {
    let kind = part.content_type();
    let is = |main: &str, sub: &str| {
        kind.is_some_and(|k| {
            k.c_type.eq_ignore_ascii_case(main)
                && k.c_subtype.as_deref().unwrap_or_default().to_ascii_lowercase().contains(sub)
        })
    };
    is("application", "pkcs7-signature")
        || is("application", "pgp-signature")
        || (matches!(part.body, PartType::InlineBinary(_)) || part.content_id().is_some())
            && is("image", "")
            && data.len() < LOGO
}

fn name(part: &MessagePart, number: usize) -> String {
    if let Some(name) = part.attachment_name().map(str::trim).filter(|n| !n.is_empty()) {
        return name.to_owned();
    }
    match &part.body {
        PartType::Message(message) => {
            let subject: String = message.subject().unwrap_or_default().chars().take(80).collect();
            let subject = subject.replace(['/', '\\', ':'], "-");
            let subject = subject.trim();
            if subject.is_empty() { format!("bericht-{number}.eml") } else { format!("{subject}.eml") }
        }
        PartType::Html(_) => format!("bijlage-{number}.html"),
        PartType::Text(_) => format!("bijlage-{number}.txt"),
        _ => format!("bijlage-{number}"),
    }
}

/// `Naam <adres>`, or what there is of it.
fn addresses(address: Option<&Address>) -> Vec<String> {
    let Some(address) = address else { return Vec::new() };
    address
        .iter()
        .take(500)
        .map(|a| match (a.name.as_deref(), a.address.as_deref()) {
            (Some(name), Some(mail)) if name != mail => format!("{name} <{mail}>"),
            (_, Some(one)) | (Some(one), None) => one.to_owned(),
            (None, None) => String::new(),
        })
        .filter(|a| !a.is_empty())
        .collect()
}

fn stamp(moment: &DateTime) -> Option<String> {
    // Only what chrono takes as well may call itself RFC 3339.
    let text = moment.to_rfc3339();
    chrono::DateTime::parse_from_rfc3339(&text).ok().map(|t| t.to_rfc3339())
}

fn shown(moment: &DateTime) -> String {
    format!("{:02}-{:02}-{} {:02}:{:02}", moment.day, moment.month, moment.year, moment.hour, moment.minute)
}

#[cfg(test)]
mod tests {
    use crate::read::limits::Limits;
    use crate::read::read_bytes;

    pub(crate) fn mail() -> Vec<u8> {
        "Received: from b.example by c.example; Tue, 4 Aug 2026 10:01:00 +0200\r\n\
         Received: from a.example by b.example; Tue, 4 Aug 2026 10:00:30 +0200\r\n\
         From: =?utf-8?q?Zo=C3=AB?= Bos <zoe@zorg.example>\r\nTo: inkoop@kantoor.example\r\n\
         Date: Tue, 4 Aug 2026 10:00:00 +0200\r\nSubject: Inschrijving\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=\"q\"\r\n\r\n\
         --q\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nBijgaand de stukken.\r\n\
         --q\r\nContent-Type: text/csv; name=\"lijst.csv\"\r\nContent-Disposition: attachment; filename=\"lijst.csv\"\r\n\
         Content-Transfer-Encoding: base64\r\n\r\nbmFhbTtiZWRyYWcKQTsxCg==\r\n\
         --q\r\nContent-Type: message/rfc822\r\n\r\n\
         Received: from x by y; Mon, 3 Aug 2026 09:00:00 +0200\r\nFrom: a@b.example\r\nTo: c@d.example\r\nSubject: Eerder bericht\r\n\
         MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nTekst van het eerdere bericht.\r\n\
         --q--\r\n"
            .as_bytes()
            .to_vec()
    }

    #[test]
    fn head_body_and_attachments() {
        let documents = read_bytes("bericht.eml", mail(), &Limits::default());
        let names: Vec<_> = documents.iter().map(|d| d.inner.as_deref()).collect();
        assert_eq!(names, [None, Some("lijst.csv"), Some("Eerder bericht.eml")]);
        let head = documents[0].mail.as_ref().unwrap();
        assert_eq!(head.from, "Zoë Bos <zoe@zorg.example>");
        assert_eq!(head.sent_at.as_deref(), Some("2026-08-04T10:00:00+02:00"));
        assert_eq!(head.received_at.as_deref(), Some("2026-08-04T10:01:00+02:00"));
        let lines: Vec<String> =
            documents[0].pages[0].lines.iter().map(crate::document::Line::text).collect();
        assert_eq!(lines[2], "Datum: 04-08-2026 10:00");
        assert_eq!(lines.last().unwrap(), "Bijgaand de stukken.");
        assert_eq!(documents[1].pages[0].lines[1].text(), "A 1");
        assert!(documents[2].pages[0].text().contains("Tekst van het eerdere bericht."));
        assert_eq!(documents[2].mail.as_ref().unwrap().subject, "Eerder bericht");
    }
}
