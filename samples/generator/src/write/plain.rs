//! Text and HTML.

use crate::block::{Block, Doc, Table};

pub fn escape(s: &str) -> String {
    s.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

pub fn html(doc: &Doc) -> Vec<u8> {
    let mut body = String::new();
    if let Some(header) = &doc.header {
        body += &format!("<header>{}</header>\n", escape(&header.replace('|', " ")));
    }
    html_blocks(&mut body, &doc.blocks);
    if let Some(footer) = &doc.footer {
        let footer = footer.replace("{p}", "1").replace("{n}", "1").replace('|', " ");
        body += &format!("<footer>{}</footer>\n", escape(&footer));
    }
    format!(
        "<!DOCTYPE html>\n<html lang=\"nl\"><head><meta charset=\"utf-8\"><title>{}</title>\n\
         <style>body{{font-family:sans-serif;max-width:50em;margin:auto}}nav a{{margin-right:1em}}</style></head>\n\
         <body>\n<nav><a href=\"/\">Home</a> <a href=\"/zorg\">Onze zorg</a> <a href=\"/contact\">Contact</a></nav>\n\
         <main>\n{body}</main>\n</body></html>\n",
        escape(&doc.title)
    )
    .into_bytes()
}

fn bold(s: &str) -> String {
    let mut out = String::new();
    for (i, part) in escape(s).split("**").enumerate() {
        match i {
            0 => {}
            n if n % 2 == 1 => out += "<strong>",
            _ => out += "</strong>",
        }
        out += part;
    }
    out.replace('\n', "<br>")
}

fn html_blocks(out: &mut String, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Title(t) => *out += &format!("<h1>{}</h1>\n", escape(t)),
            Block::Heading(level, t) => *out += &format!("<h{0}>{1}</h{0}>\n", level + 1, escape(t)),
            Block::Para(t) => *out += &format!("<p>{}</p>\n", bold(t)),
            Block::Small(t) | Block::Centered(t) | Block::Right(t) => {
                *out += &format!("<p class=\"klein\">{}</p>\n", bold(t));
            }
            Block::Bullets(items) => {
                *out += "<ul>\n";
                for item in items {
                    *out += &format!("<li>{}</li>\n", bold(item));
                }
                *out += "</ul>\n";
            }
            Block::Steps(items) => {
                *out += "<ol>\n";
                for item in items {
                    *out += &format!("<li>{}</li>\n", bold(item));
                }
                *out += "</ol>\n";
            }
            Block::Pairs(pairs) => {
                *out += "<table>\n";
                for (label, value) in pairs {
                    *out += &format!("<tr><th>{}</th><td>{}</td></tr>\n", escape(label), bold(value));
                }
                *out += "</table>\n";
            }
            Block::Table(table) => {
                *out += "<table border=\"1\">\n";
                if let Some(head) = &table.head {
                    let cells: String = head.iter().map(|c| format!("<th>{}</th>", escape(c))).collect();
                    *out += &format!("<tr>{cells}</tr>\n");
                }
                for row in &table.rows {
                    let cells: String = row.iter().map(|c| format!("<td>{}</td>", bold(c))).collect();
                    *out += &format!("<tr>{cells}</tr>\n");
                }
                *out += "</table>\n";
            }
            Block::Columns(columns) => {
                for column in columns {
                    *out += "<div>\n";
                    html_blocks(out, column);
                    *out += "</div>\n";
                }
            }
            Block::TwoColumns(inner) | Block::Framed(inner) => html_blocks(out, inner),
            Block::Checks(checks) => {
                for (text, ticked) in checks {
                    let state = if *ticked { " checked" } else { "" };
                    *out += &format!("<p><input type=\"checkbox\"{state}> {}</p>\n", escape(text));
                }
            }
            Block::Field(_, label, value) => {
                let value = value.as_deref().unwrap_or("");
                *out += &format!("<p>{}: {}</p>\n", escape(label), escape(value));
            }
            Block::Logo(t) => *out += &format!("<p class=\"logo\">{}</p>\n", escape(t)),
            Block::Stamp(t) => *out += &format!("<p class=\"stempel\">{}</p>\n", bold(t)),
            Block::SignatureLine(t) => *out += &format!("<p>______________________<br>{}</p>\n", escape(t)),
            Block::Chart(levels) => {
                for level in levels {
                    *out += &format!("<p>{}</p>\n", bold(&level.join("\n")));
                }
            }
            Block::Rule => *out += "<hr>\n",
            Block::Signature(_) | Block::Space(_) | Block::PageBreak => {}
        }
    }
}

pub fn txt(doc: &Doc) -> Vec<u8> {
    let mut out = String::new();
    txt_blocks(&mut out, &doc.blocks);
    out.replace('\n', "\r\n").into_bytes()
}

fn txt_table(out: &mut String, table: &Table) {
    let rows = table.head.iter().chain(&table.rows);
    let columns = table.widths.len();
    let mut widths = vec![0; columns];
    for row in rows.clone() {
        for (w, cell) in widths.iter_mut().zip(row) {
            *w = (*w).max(cell.chars().count());
        }
    }
    for row in rows {
        let mut line = String::new();
        for (cell, w) in row.iter().zip(&widths) {
            line += &format!("{cell:w$}   ");
        }
        *out += line.trim_end();
        out.push('\n');
    }
    out.push('\n');
}

fn txt_blocks(out: &mut String, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Title(t) => {
                *out += &format!("{}\n{}\n\n", t.to_uppercase(), "=".repeat(t.chars().count()));
            }
            Block::Heading(_, t) => *out += &format!("\n{t}\n{}\n", "-".repeat(t.chars().count())),
            Block::Para(t) | Block::Small(t) | Block::Centered(t) | Block::Right(t) | Block::Logo(t) => {
                *out += &format!("{}\n\n", t.replace("**", ""));
            }
            Block::Stamp(t) => *out += &format!("[{t}]\n\n"),
            Block::Bullets(items) => {
                for item in items {
                    *out += &format!("- {}\n", item.replace("**", ""));
                }
                out.push('\n');
            }
            Block::Steps(items) => {
                for (i, item) in items.iter().enumerate() {
                    *out += &format!("{}. {}\n", i + 1, item.replace("**", ""));
                }
                out.push('\n');
            }
            Block::Pairs(pairs) => {
                let w = pairs.iter().map(|(l, _)| l.chars().count()).max().unwrap_or(0) + 2;
                for (label, value) in pairs {
                    *out += &format!("{label:w$}{}\n", value.replace('\n', ", "));
                }
                out.push('\n');
            }
            Block::Table(table) => txt_table(out, table),
            Block::Columns(columns) => columns.iter().for_each(|c| txt_blocks(out, c)),
            Block::TwoColumns(inner) | Block::Framed(inner) => txt_blocks(out, inner),
            Block::Checks(checks) => {
                for (text, ticked) in checks {
                    *out += &format!("[{}] {text}\n", if *ticked { 'X' } else { ' ' });
                }
                out.push('\n');
            }
            Block::Field(_, label, value) => {
                *out += &format!("{label}: {}\n", value.as_deref().unwrap_or(""));
            }
            Block::SignatureLine(t) => *out += &format!("\n____________________\n{t}\n\n"),
            Block::Chart(levels) => {
                for level in levels {
                    *out += &format!("{}\n   |\n", level.join("   |   ").replace('\n', " "));
                }
            }
            Block::Rule => *out += &format!("{}\n", "-".repeat(60)),
            Block::Signature(_) | Block::Space(_) | Block::PageBreak => {}
        }
    }
}
