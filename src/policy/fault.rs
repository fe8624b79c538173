//! What is wrong with a rule file, and where.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, SourceSpan};
use thiserror::Error;

use super::cases::RulePlace;

/// A fault in a rule file. Line and column are 1-based; the column counts characters.
#[derive(Debug, Clone, Error)]
#[error("{message}")]
pub struct RuleFault {
    /// Stable kebab-case key.
    pub code: &'static str,
    /// Relative to the folder of rules, `/`-separated.
    pub file: String,
    pub line: usize,
    pub column: usize,
    pub message: String,
    /// The mend.
    pub help: Option<String>,
    span: Range<usize>,
    source_text: Arc<NamedSource<Arc<str>>>,
}

impl Diagnostic for RuleFault {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.code))
    }
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|h| Box::new(h) as Box<dyn fmt::Display>)
    }
    fn source_code(&self) -> Option<&dyn miette::SourceCode> {
        Some(&*self.source_text)
    }
    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let span = SourceSpan::from((self.span.start, self.span.len()));
        Some(Box::new(std::iter::once(LabeledSpan::new_with_span(Some("here".to_owned()), span))))
    }
}

/// Every fault found in a set of rule files, sorted by file and place.
#[derive(Debug, Clone, Default, Error)]
pub struct RuleFaults {
    pub faults: Vec<RuleFault>,
}

/// One line a fault: `kinds/vog-rp.toml:3:1: unknown key ... (help)`.
impl fmt::Display for RuleFaults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, fault) in self.faults.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{}:{}:{}: {} [{}]", fault.file, fault.line, fault.column, fault.message, fault.code)?;
            if let Some(help) = &fault.help {
                write!(f, "; {help}")?;
            }
        }
        Ok(())
    }
}

impl RuleFaults {
    /// The faults with the lines they stand in; coloured and boxed for a terminal, plain lines otherwise.
    pub fn render(&self, terminal: bool) -> String {
        if !terminal {
            return format!("{self}\n");
        }
        let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode()).with_context_lines(1);
        let mut out = String::new();
        for fault in &self.faults {
            if handler.render_report(&mut out, fault).is_err() {
                // Only a formatter can fail here, and a String never does: say it plainly all the same.
                out.push_str(&fault.message);
            }
            out.push('\n');
        }
        out
    }
}

/// Gathers the faults of one file.
#[derive(Debug)]
pub(super) struct Collector {
    file: String,
    text: Arc<str>,
    named: Arc<NamedSource<Arc<str>>>,
    pub faults: Vec<RuleFault>,
    /// The file is one of the binary's own, which a test has checked to the last expression: what is slow
    /// to check is skipped.
    pub shipped: bool,
}

impl Collector {
    pub fn new(file: &str, text: &Arc<str>) -> Self {
        Self {
            file: file.to_owned(),
            text: Arc::clone(text),
            named: Arc::new(NamedSource::new(file, Arc::clone(text))),
            faults: Vec::new(),
            shipped: false,
        }
    }

    pub fn file(&self) -> &str {
        &self.file
    }

    /// An empty collector for the same file.
    pub fn fresh(&self) -> Self {
        Self {
            file: self.file.clone(),
            text: Arc::clone(&self.text),
            named: Arc::clone(&self.named),
            faults: Vec::new(),
            shipped: self.shipped,
        }
    }

    /// Adds a fault at a byte range of the file.
    pub fn add(
        &mut self,
        code: &'static str,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<Option<String>>,
    ) {
        let span = self.clamp(span);
        let (line, column) = self.position(span.start);
        self.faults.push(RuleFault {
            code,
            file: self.file.clone(),
            line,
            column,
            message: message.into(),
            help: help.into(),
            span,
            source_text: Arc::clone(&self.named),
        });
    }

    /// 1-based line and column (in characters) of a byte of the file.
    fn position(&self, at: usize) -> (usize, usize) {
        let before = self.text.get(..at).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        (line, before.rsplit('\n').next().unwrap_or_default().chars().count() + 1)
    }

    /// The file and line of a byte of the file.
    pub fn place(&self, at: usize) -> RulePlace {
        RulePlace { file: self.file.clone(), line: self.position(self.clamp(at..at).start).0 }
    }

    fn clamp(&self, span: Range<usize>) -> Range<usize> {
        let end = span.end.min(self.text.len());
        let mut start = span.start.min(end);
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        start..end
    }
}

/// The candidate most like `word`, as a question, when one is like enough to be meant.
pub(super) fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates {
        let likeness = strsim::normalized_damerau_levenshtein(word, candidate)
            .max(strsim::jaro_winkler(word, candidate) - 0.15);
        if likeness >= 0.6 && best.is_none_or(|(b, _)| likeness > b) {
            best = Some((likeness, candidate));
        }
    }
    best.map(|(_, c)| format!("did you mean `{c}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_and_characters() {
        let text: Arc<str> = Arc::from("a = 1\nné = 2\n");
        let mut c = Collector::new("x.toml", &text);
        let at = text.find('2').unwrap_or_default();
        c.add("x", at..at + 1, "m", None);
        assert_eq!((c.faults[0].line, c.faults[0].column), (2, 6));
        c.add("x", 900..1000, "m", None);
        assert_eq!((c.faults[1].line, c.faults[1].column), (3, 1));
    }

    #[test]
    fn suggestions_are_near_or_absent() {
        let ids = ["kvk-uittreksel", "ubo-uittreksel", "vog-rp"];
        assert_eq!(did_you_mean("kvk-uitreksel", ids), Some("did you mean `kvk-uittreksel`?".to_owned()));
        assert_eq!(did_you_mean("jaarrekening", ids), None);
    }

    #[test]
    fn renders_plain_and_boxed() {
        let text: Arc<str> = Arc::from("id = \"x\"\n");
        let mut c = Collector::new("kinds/x.toml", &text);
        c.add("bad-id", 5..8, "this id is no good", Some("choose another".to_owned()));
        let faults = RuleFaults { faults: c.faults };
        assert_eq!(faults.render(false), "kinds/x.toml:1:6: this id is no good [bad-id]; choose another\n");
        let boxed = faults.render(true);
        assert!(boxed.contains("kinds/x.toml:1:6"), "{boxed}");
        assert!(boxed.contains("choose another"), "{boxed}");
    }
}
