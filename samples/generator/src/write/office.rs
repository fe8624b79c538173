//! docx and odt: headings, tables, check boxes, a pasted picture of a signature.

use super::plain::escape;
use super::zipped;
use crate::block::{Block, Doc, Table};
use crate::layout::{Op, PageOps};
use crate::write::raster;

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";

fn entry(name: &str, text: String) -> (String, Vec<u8>) {
    (name.to_owned(), text.into_bytes())
}

/// A picture of a drawn signature, for pasting.
pub fn signature_png(seed: u64) -> Vec<u8> {
    let doc = Doc::new("", vec![Block::Signature(seed)]);
    let style = crate::style::Pen::new(seed).style;
    let mut ops: Vec<Op> = crate::layout::lay_out(&doc, &style).remove(0).ops;
    for op in &mut ops {
        if let Op::Curve { points, .. } = op {
            let (dx, dy) = (style.margin, style.margin - 4.0);
            for p in points.iter_mut() {
                *p = (p.0 - dx, p.1 - dy);
            }
        }
    }
    raster::screenshot(&PageOps { width: 190.0, height: 62.0, ops }, 120.0)
}

pub fn docx(doc: &Doc) -> Vec<u8> {
    let mut body = String::new();
    let mut media: Vec<(String, Vec<u8>)> = Vec::new();
    docx_blocks(&mut body, &doc.blocks, &mut media);
    let mut rels = String::new();
    for (i, (name, _)) in media.iter().enumerate() {
        rels += &format!(
            "<Relationship Id=\"rIm{i}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\" Target=\"{}\"/>",
            name.trim_start_matches("word/")
        );
    }
    let mut section = String::new();
    let mut parts = Vec::new();
    for (what, tag, text) in [("header", "hdr", &doc.header), ("footer", "ftr", &doc.footer)] {
        let Some(text) = text else { continue };
        let shown = escape(&text.replace("{p}", "1").replace("{n}", "1").replace('|', " – "));
        parts.push(entry(
            &format!("word/{what}1.xml"),
            format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:{tag} {W}><w:p><w:r><w:t>{shown}</w:t></w:r></w:p></w:{tag}>"),
        ));
        section += &format!("<w:{what}Reference w:type=\"default\" r:id=\"r{what}\"/>");
        rels += &format!(
            "<Relationship Id=\"r{what}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{what}\" Target=\"{what}1.xml\"/>"
        );
    }
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
    let mut types = String::from(
        "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
         <Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>",
    );
    for what in ["header", "footer"] {
        if parts.iter().any(|(n, _)| n.contains(what)) {
            types += &format!(
                "<Override PartName=\"/word/{what}1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.{what}+xml\"/>"
            );
        }
    }
    let mut styles = String::new();
    for (id, name, size, level) in [
        ("Title", "Title", 40, None),
        ("Kop1", "heading 1", 30, Some(0)),
        ("Kop2", "heading 2", 26, Some(1)),
        ("Kop3", "heading 3", 24, Some(2)),
    ] {
        let outline =
            level.map_or(String::new(), |l| format!("<w:pPr><w:outlineLvl w:val=\"{l}\"/></w:pPr>"));
        styles += &format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{outline}<w:rPr><w:b/><w:sz w:val=\"{size}\"/></w:rPr></w:style>"
        );
    }
    let core = format!(
        "{head}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:creator>{}</dc:creator></cp:coreProperties>",
        escape(&doc.title),
        escape(&doc.author)
    );
    let mut entries = vec![
        entry(
            "[Content_Types].xml",
            format!(
                "{head}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">{types}</Types>"
            ),
        ),
        entry(
            "_rels/.rels",
            format!(
                "{head}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>"
            ),
        ),
        entry("docProps/core.xml", core),
        entry(
            "word/document.xml",
            format!(
                "{head}<w:document {W}><w:body>{body}<w:sectPr>{section}<w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr></w:body></w:document>"
            ),
        ),
        entry("word/styles.xml", format!("{head}<w:styles {W}>{styles}</w:styles>")),
        entry(
            "word/_rels/document.xml.rels",
            format!(
                "{head}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rStyles\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>{rels}</Relationships>"
            ),
        ),
    ];
    entries.extend(parts);
    entries.extend(media);
    zipped::write(&entries, &[])
}

/// Runs of a paragraph, bold between `**`. Word cuts runs anywhere: so does this.
fn runs(text: &str) -> String {
    let mut out = String::new();
    for (i, part) in text.split("**").enumerate() {
        let props = if i % 2 == 1 { "<w:rPr><w:b/></w:rPr>" } else { "" };
        for (k, line) in part.split('\n').enumerate() {
            if k > 0 {
                out += "<w:r><w:br/></w:r>";
            }
            let cut = line.char_indices().nth(17).map_or(line.len(), |(at, _)| at);
            for piece in [&line[..cut], &line[cut..]] {
                if !piece.is_empty() {
                    out += &format!("<w:r>{props}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(piece));
                }
            }
        }
    }
    out
}

fn paragraph(style: &str, content: &str) -> String {
    let props = if style.is_empty() {
        String::new()
    } else {
        format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>")
    };
    format!("<w:p>{props}{content}</w:p>")
}

fn docx_table(rows: &[Vec<String>], columns: usize) -> String {
    let grid = "<w:gridCol w:w=\"2400\"/>".repeat(columns);
    let mut out =
        format!("<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>");
    for row in rows {
        out += "<w:tr>";
        for cell in row {
            out += &format!(
                "<w:tc><w:tcPr><w:tcW w:w=\"2400\" w:type=\"dxa\"/></w:tcPr>{}</w:tc>",
                paragraph("", &runs(cell))
            );
        }
        out += "</w:tr>";
    }
    out + "</w:tbl>" + &paragraph("", "")
}

fn table_rows(table: &Table) -> Vec<Vec<String>> {
    let head = table.head.iter().map(|h| h.iter().map(|c| format!("**{c}**")).collect());
    head.chain(table.rows.iter().cloned()).collect()
}

fn docx_blocks(out: &mut String, blocks: &[Block], media: &mut Vec<(String, Vec<u8>)>) {
    for block in blocks {
        match block {
            Block::Title(t) => *out += &paragraph("Title", &runs(t)),
            Block::Heading(level, t) => *out += &paragraph(&format!("Kop{level}"), &runs(t)),
            Block::Para(t)
            | Block::Small(t)
            | Block::Centered(t)
            | Block::Right(t)
            | Block::Logo(t)
            | Block::Stamp(t) => {
                *out += &paragraph("", &runs(t));
            }
            Block::Bullets(items) => {
                for item in items {
                    *out += &paragraph(
                        "",
                        &format!("<w:r><w:t xml:space=\"preserve\">•</w:t><w:tab/></w:r>{}", runs(item)),
                    );
                }
            }
            Block::Steps(items) => {
                for (i, item) in items.iter().enumerate() {
                    *out +=
                        &paragraph("", &format!("<w:r><w:t>{}.</w:t><w:tab/></w:r>{}", i + 1, runs(item)));
                }
            }
            Block::Pairs(pairs) => {
                let rows: Vec<_> = pairs.iter().map(|(l, v)| vec![l.clone(), v.clone()]).collect();
                *out += &docx_table(&rows, 2);
            }
            Block::Table(table) => *out += &docx_table(&table_rows(table), table.widths.len()),
            Block::Columns(columns) => columns.iter().for_each(|c| docx_blocks(out, c, media)),
            Block::TwoColumns(inner) | Block::Framed(inner) => docx_blocks(out, inner, media),
            Block::Checks(checks) => {
                for (text, ticked) in checks {
                    let (value, glyph) = if *ticked { ("1", "☒") } else { ("0", "☐") };
                    *out += &paragraph(
                        "",
                        &format!(
                            "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val=\"{value}\"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>{glyph}</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t xml:space=\"preserve\"> {}</w:t></w:r>",
                            escape(text)
                        ),
                    );
                }
            }
            Block::Field(name, label, value) => {
                let shown = value.as_deref().unwrap_or("Klik om tekst in te voeren.");
                let placeholder = if value.is_none() { "<w:showingPlcHdr/>" } else { "" };
                *out += &format!(
                    "<w:tbl><w:tblGrid><w:gridCol w:w=\"3000\"/><w:gridCol w:w=\"5000\"/></w:tblGrid><w:tr><w:tc><w:tcPr/>{}</w:tc><w:tc><w:tcPr/><w:p><w:sdt><w:sdtPr><w:alias w:val=\"{}\"/><w:tag w:val=\"{}\"/>{placeholder}<w:text/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt></w:p></w:tc></w:tr></w:tbl>",
                    paragraph("", &runs(label)),
                    escape(label),
                    escape(name),
                    runs(shown)
                );
            }
            Block::Signature(seed) => {
                let i = media.len();
                media.push((format!("word/media/image{i}.png"), signature_png(*seed)));
                *out += &paragraph(
                    "",
                    &format!(
                        "<w:r><w:drawing><wp:inline><wp:extent cx=\"2413000\" cy=\"787400\"/><wp:docPr id=\"{0}\" name=\"handtekening\"/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"{0}\" name=\"handtekening.png\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"rIm{i}\"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
                        i + 1
                    ),
                );
            }
            Block::SignatureLine(t) => *out += &paragraph("", &runs(&format!("______________________\n{t}"))),
            Block::Chart(levels) => {
                for level in levels {
                    *out += &docx_table(std::slice::from_ref(level), level.len());
                }
            }
            Block::PageBreak => *out += "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>",
            Block::Rule | Block::Space(_) => *out += &paragraph("", ""),
        }
    }
}

pub fn odt(doc: &Doc) -> Vec<u8> {
    let ns = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"";
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    let mut body = String::new();
    let mut media = Vec::new();
    odt_blocks(&mut body, &doc.blocks, &mut media);
    let mut listed = String::new();
    for (name, _) in &media {
        listed += &format!(
            "<manifest:file-entry manifest:full-path=\"{name}\" manifest:media-type=\"image/png\"/>"
        );
    }
    let bold = "<office:automatic-styles><style:style style:name=\"Vet\" style:family=\"text\"><style:text-properties fo:font-weight=\"bold\"/></style:style></office:automatic-styles>";
    let mut entries = vec![
        entry("mimetype", "application/vnd.oasis.opendocument.text".to_owned()),
        entry(
            "content.xml",
            format!(
                "{head}<office:document-content {ns} office:version=\"1.2\">{bold}<office:body><office:text>{body}</office:text></office:body></office:document-content>"
            ),
        ),
        entry(
            "meta.xml",
            format!(
                "{head}<office:document-meta {ns}><office:meta><dc:title>{}</dc:title></office:meta></office:document-meta>",
                escape(&doc.title)
            ),
        ),
        entry(
            "META-INF/manifest.xml",
            format!(
                "{head}<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"><manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"application/vnd.oasis.opendocument.text\"/><manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>{listed}</manifest:manifest>"
            ),
        ),
    ];
    entries.extend(media);
    zipped::write(&entries, &["mimetype"])
}

fn odt_text(text: &str) -> String {
    let mut out = String::new();
    for (i, part) in text.split("**").enumerate() {
        let inner = escape(part).replace('\n', "<text:line-break/>");
        out += &if i % 2 == 1 {
            format!("<text:span text:style-name=\"Vet\">{inner}</text:span>")
        } else {
            inner
        };
    }
    out
}

fn odt_table(rows: &[Vec<String>], columns: usize) -> String {
    let mut out = format!("<table:table><table:table-column table:number-columns-repeated=\"{columns}\"/>");
    for row in rows {
        out += "<table:table-row>";
        for cell in row {
            out += &format!("<table:table-cell><text:p>{}</text:p></table:table-cell>", odt_text(cell));
        }
        out += "</table:table-row>";
    }
    out + "</table:table>"
}

fn odt_blocks(out: &mut String, blocks: &[Block], media: &mut Vec<(String, Vec<u8>)>) {
    for block in blocks {
        match block {
            Block::Title(t) => *out += &format!("<text:h text:outline-level=\"1\">{}</text:h>", odt_text(t)),
            Block::Heading(level, t) => {
                *out += &format!("<text:h text:outline-level=\"{}\">{}</text:h>", level + 1, odt_text(t));
            }
            Block::Para(t)
            | Block::Small(t)
            | Block::Centered(t)
            | Block::Right(t)
            | Block::Logo(t)
            | Block::Stamp(t) => {
                *out += &format!("<text:p>{}</text:p>", odt_text(t));
            }
            Block::Bullets(items) | Block::Steps(items) => {
                *out += "<text:list>";
                for item in items {
                    *out += &format!("<text:list-item><text:p>{}</text:p></text:list-item>", odt_text(item));
                }
                *out += "</text:list>";
            }
            Block::Pairs(pairs) => {
                let rows: Vec<_> = pairs.iter().map(|(l, v)| vec![l.clone(), v.clone()]).collect();
                *out += &odt_table(&rows, 2);
            }
            Block::Table(table) => *out += &odt_table(&table_rows(table), table.widths.len()),
            Block::Columns(columns) => columns.iter().for_each(|c| odt_blocks(out, c, media)),
            Block::TwoColumns(inner) | Block::Framed(inner) => odt_blocks(out, inner, media),
            Block::Checks(checks) => {
                for (text, ticked) in checks {
                    let glyph = if *ticked { "☒" } else { "☐" };
                    *out += &format!("<text:p>{glyph} {}</text:p>", escape(text));
                }
            }
            Block::Field(_, label, value) => {
                *out += &odt_table(&[vec![label.clone(), value.clone().unwrap_or_default()]], 2);
            }
            Block::Signature(seed) => {
                let name = format!("Pictures/handtekening{}.png", media.len());
                *out += &format!(
                    "<text:p><draw:frame svg:width=\"6.7cm\" svg:height=\"2.2cm\"><draw:image xlink:href=\"{name}\"/></draw:frame></text:p>"
                );
                media.push((name, signature_png(*seed)));
            }
            Block::SignatureLine(t) => {
                *out += &format!("<text:p>______________________</text:p><text:p>{}</text:p>", escape(t));
            }
            Block::Chart(levels) => {
                for level in levels {
                    *out += &odt_table(std::slice::from_ref(level), level.len());
                }
            }
            Block::Rule | Block::Space(_) | Block::PageBreak => *out += "<text:p/>",
        }
    }
}
