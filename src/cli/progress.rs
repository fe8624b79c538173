//! Progress on standard error, only when that is a terminal.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicU64, Ordering};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use toets::run::Progress;

/// One bar over documents, with submissions and pages a second beside it.
#[derive(Debug)]
#[allow(clippy::struct_field_names)]
pub struct Bar {
    bar: ProgressBar,
    pages: AtomicU64,
    submissions: AtomicU64,
    total: AtomicU64,
}

impl Bar {
    pub fn new(quiet: bool) -> Self {
        let bar = ProgressBar::new(0);
        if quiet || !std::io::stderr().is_terminal() {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        }
        if let Ok(style) = ProgressStyle::with_template(
            "{elapsed_precise} {wide_bar} {pos}/{len} documents, {msg}, {eta} left",
        ) {
            bar.set_style(style);
        }
        Self { bar, pages: AtomicU64::new(0), submissions: AtomicU64::new(0), total: AtomicU64::new(0) }
    }

    fn say(&self) {
        let seconds = self.bar.elapsed().as_secs_f64().max(0.001);
        let pages = self.pages.load(Ordering::Relaxed);
        self.bar.set_message(format!(
            "{}/{} submissions, {:.0} pages/s",
            self.submissions.load(Ordering::Relaxed),
            self.total.load(Ordering::Relaxed),
            pages as f64 / seconds
        ));
    }
}

impl Progress for Bar {
    fn start(&self, submissions: usize, documents: usize) {
        self.total.store(submissions as u64, Ordering::Relaxed);
        self.bar.set_length(documents as u64);
        self.say();
    }
    fn document(&self, pages: u32) {
        self.pages.fetch_add(u64::from(pages), Ordering::Relaxed);
        self.bar.inc(1);
        self.say();
    }
    fn submission(&self) {
        self.submissions.fetch_add(1, Ordering::Relaxed);
        self.say();
    }
    fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
