//! Mail files with attachments.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, FixedOffset};

pub struct Mail<'a> {
    pub from: &'a str,
    pub to: &'a str,
    pub subject: &'a str,
    pub sent: DateTime<FixedOffset>,
    pub body: &'a str,
    /// File name and bytes.
    pub attachments: Vec<(String, Vec<u8>)>,
}

pub fn eml(mail: &Mail<'_>) -> Vec<u8> {
    let boundary = "----=_deel_0001_toets";
    let mut out = format!(
        "From: {}\r\nTo: {}\r\nSubject: {}\r\nDate: {}\r\nMIME-Version: 1.0\r\nMessage-ID: <0001@voorbeeld.example>\r\n\
         Content-Type: multipart/mixed; boundary=\"{boundary}\"\r\n\r\n--{boundary}\r\n\
         Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n",
        mail.from,
        mail.to,
        encoded(mail.subject),
        mail.sent.to_rfc2822(),
        wrapped(mail.body.as_bytes()),
    );
    for (name, bytes) in &mail.attachments {
        let kind = match name.rsplit('.').next() {
            Some("pdf") => "application/pdf",
            Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Some("png") => "image/png",
            _ => "application/octet-stream",
        };
        out += &format!(
            "--{boundary}\r\nContent-Type: {kind}; name=\"{0}\"\r\nContent-Disposition: attachment; filename=\"{0}\"\r\n\
             Content-Transfer-Encoding: base64\r\n\r\n{1}\r\n",
            encoded(name),
            wrapped(bytes),
        );
    }
    out += &format!("--{boundary}--\r\n");
    out.into_bytes()
}

/// RFC 2047 where it is no plain ASCII.
fn encoded(s: &str) -> String {
    if s.is_ascii() { s.to_owned() } else { format!("=?utf-8?B?{}?=", STANDARD.encode(s)) }
}

fn wrapped(bytes: &[u8]) -> String {
    let code = STANDARD.encode(bytes);
    code.as_bytes()
        .chunks(76)
        .map(|c| String::from_utf8_lossy(c).into_owned())
        .collect::<Vec<_>>()
        .join("\r\n")
}
