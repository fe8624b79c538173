//! Documents and pages a second: read, recognise + extract, check, and the whole run, over `samples/intake`;
//! and the processor time of the whole run beside `pdftotext -layout` over the same PDFs, when poppler is
//! installed.
//!
//! `cargo bench` prints the median of several rounds. Processor time is that of this process's children, as
//! the kernel counts it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use chrono::NaiveDate;
use toets::check;
use toets::document::Document;
use toets::dossier::{self, Defaults};
use toets::extract::Extractor;
use toets::fact::Observed;
use toets::intake;
use toets::policy::Rules;
use toets::read::{self, limits::Limits};
use toets::recognise::Recogniser;
use toets::run::observed;

const ROUNDS: usize = 5;

fn main() {
    // `cargo test --benches` calls this too: compiling is all that is asked then.
    if !std::env::args().any(|a| a == "--bench") {
        return;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let samples = root.join("samples/intake");
    let rules = Rules::built_in().unwrap_or_else(|faults| panic!("{faults}"));
    let share = intake::scan(&samples).unwrap_or_else(|e| panic!("{}: {e}", samples.display()));
    let limits = Limits::default();
    let recogniser = Recogniser::new(&rules.catalogue).unwrap_or_else(|e| panic!("{e}"));
    let extractor = Extractor::new(&rules.catalogue);

    let files: Vec<_> = share.submissions.iter().flat_map(|s| &s.files).collect();
    let read_all = || -> Vec<Vec<(String, Document)>> {
        share
            .submissions
            .iter()
            .map(|s| {
                s.files
                    .iter()
                    .flat_map(|f| {
                        read::read_file(&f.absolute, &limits).into_iter().map(|d| (f.path.clone(), d))
                    })
                    .collect()
            })
            .collect()
    };
    let documents = read_all();
    let count: usize = documents.iter().map(Vec::len).sum();
    let pages: usize = documents.iter().flatten().map(|(_, d)| d.pages.len()).sum();
    println!(
        "{} files, {count} documents, {pages} pages; median of {ROUNDS} rounds, one thread\n",
        files.len()
    );
    println!("{:24} {:>10} {:>14} {:>12}", "stage", "seconds", "documents/s", "pages/s");
    let line = |stage: &str, seconds: f64| {
        println!("{stage:24} {seconds:10.3} {:14.0} {:12.0}", count as f64 / seconds, pages as f64 / seconds);
    };
    line("read", median(|| drop(read_all())));
    let observe = || -> Vec<Vec<Observed>> {
        documents
            .iter()
            .map(|of| of.iter().flat_map(|(path, d)| observed(d, path, &recogniser, &extractor)).collect())
            .collect()
    };
    line("recognise + extract", median(|| drop(observe())));
    let seen = observe();
    let today = NaiveDate::from_ymd_opt(2026, 8, 1).unwrap_or_default();
    let defaults = Defaults { policy: Some("cz-2027".to_owned()), ..Defaults::default() };
    line(
        "check",
        median(|| {
            for (submission, of) in share.submissions.iter().zip(&seen) {
                let dossier = dossier::assemble(submission, of.clone(), &rules, &defaults, today);
                drop(check::judge(&dossier, &rules.catalogue));
            }
        }),
    );
    let out = std::env::temp_dir().join(format!("toets-bench-{}", std::process::id()));
    let whole = |jobs: &str| {
        let status = Command::new(env!("CARGO_BIN_EXE_toets"))
            .args(["check", "--quiet", "--policy", "cz-2027", "--jobs", jobs, "--out"])
            .arg(&out)
            .arg(&samples)
            .status();
        assert!(status.is_ok_and(|s| s.code().is_some_and(|c| c != 2)), "the run failed");
    };
    let one = median(|| whole("1"));
    line("whole run, 1 job", one);
    let two = median(|| whole("2"));
    line("whole run, 2 jobs", two);
    println!("\ntwo jobs against one: {:.2} times", one / two);

    let pdfs: Vec<PathBuf> = files
        .iter()
        .map(|f| f.absolute.clone())
        .filter(|p| p.extension().is_some_and(|e| e.eq_ignore_ascii_case("pdf")))
        .collect();
    let pdftotext = || {
        for pdf in &pdfs {
            let text = out.join("text.txt");
            let _ =
                Command::new("pdftotext").arg("-layout").arg(pdf).arg(text).stderr(Stdio::null()).status();
        }
    };
    if Command::new("pdftotext").arg("-v").stderr(Stdio::null()).status().is_err() {
        println!("pdftotext is not installed: the comparison was skipped");
    } else {
        let ours = cpu(|| whole("2"));
        let theirs = cpu(pdftotext);
        println!(
            "processor time: whole run {ours:.2} s (all {count} documents), pdftotext -layout {theirs:.2} s \
             (text of {} PDFs, one process a file); ratio {:.2}",
            pdfs.len(),
            ours / theirs
        );
    }
    let _ = fs::remove_dir_all(&out);
}

fn median(mut work: impl FnMut()) -> f64 {
    let mut seconds: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64()
        })
        .collect();
    seconds.sort_by(f64::total_cmp);
    seconds[ROUNDS / 2]
}

/// Processor seconds that child processes spent during `work`: median of the rounds.
fn cpu(mut work: impl FnMut()) -> f64 {
    let mut seconds: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let before = children();
            work();
            children() - before
        })
        .collect();
    seconds.sort_by(f64::total_cmp);
    seconds[ROUNDS / 2]
}

/// `cutime` + `cstime` of this process, from the kernel; 0 where there is no /proc.
fn children() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let fields: Vec<f64> = after_name.split_whitespace().map(|f| f.parse().unwrap_or(0.0)).collect();
    // Fields 16 and 17 of proc(5), counted from the state after the name; the kernel's unit is 1/100 s.
    (fields.get(13).unwrap_or(&0.0) + fields.get(14).unwrap_or(&0.0)) / 100.0
}
