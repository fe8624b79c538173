//! The pool against workers that die, stall and swell.

#![allow(clippy::unwrap_used)] // tests may

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use toets::document::{Document, Media};
use toets::read::limits::Limits;
use toets::worker::{Landlock, Pool};

fn program() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_toets"))
}

fn pool(size: usize, limits: Limits) -> Pool {
    Pool::new(program(), size, limits)
}

fn file(dir: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = dir.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, data) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(data).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn codes(document: &Document) -> Vec<&str> {
    document.problems.iter().map(|p| p.code.as_str()).collect()
}

/// A workbook whose shared strings take far more memory than bytes.
fn greedy_workbook(strings: usize) -> Vec<u8> {
    let types = b"<Types><Override PartName='/xl/workbook.xml' ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/></Types>";
    let book = b"<workbook xmlns:r='r'><sheets><sheet name='A' sheetId='1' r:id='rId1'/></sheets></workbook>";
    let relations = b"<Relationships><Relationship Id='rId1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='rId2' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings' Target='sharedStrings.xml'/></Relationships>";
    let root = b"<Relationships><Relationship Id='rId1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='xl/workbook.xml'/></Relationships>";
    let shared = format!("<sst>{}</sst>", "<si><t>abcdefgh</t></si>".repeat(strings));
    let sheet = b"<worksheet><sheetData><row r='1'><c r='A1'><v>1</v></c></row></sheetData></worksheet>";
    zip(&[
        ("[Content_Types].xml", types),
        ("_rels/.rels", root),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/sharedStrings.xml", shared.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

#[test]
fn reads_as_the_same_process_would() {
    let dir = tempfile::tempdir().unwrap();
    let path = file(dir.path(), "lijst.csv", b"naam;bedrag\nA;1,50\n");
    let pool = pool(2, Limits::default());
    let documents = pool.read(&path);
    assert_eq!(documents, toets::read::read_file(&path, &Limits::default()));
    assert_eq!(documents[0].media, Media::Csv);
    assert_eq!(documents[0].sha256.len(), 64);
    // The worker is kept for the next file.
    let before = pool.idle_workers();
    pool.read(&path);
    assert_eq!(pool.idle_workers(), before);
}

#[test]
fn a_missing_file_and_a_missing_program_are_problems() {
    let dir = tempfile::tempdir().unwrap();
    let ours = pool(1, Limits::default());
    assert_eq!(codes(&ours.read(&dir.path().join("weg.pdf"))[0]), ["unreadable-file"]);
    assert_eq!(codes(&ours.read(dir.path())[0]), ["unreadable-file"]);
    assert_eq!(ours.idle_workers().len(), 1, "the worker survives");
    let path = file(dir.path(), "a.txt", b"tekst");
    let none = Pool::new(dir.path().join("geen-programma"), 1, Limits::default());
    assert_eq!(codes(&none.read(&path)[0]), ["reader-failed"]);
    assert!(none.confinement().is_err());
}

#[test]
fn oversize_is_told_with_its_digest() {
    let dir = tempfile::tempdir().unwrap();
    let path = file(dir.path(), "groot.txt", &vec![b'x'; 3 << 20]);
    let documents = pool(1, Limits { bytes: 1 << 20, ..Limits::default() }).read(&path);
    assert_eq!(codes(&documents[0]), ["too-large"]);
    assert_eq!((documents[0].bytes, documents[0].sha256.len()), (3 << 20, 64));
}

#[cfg(target_os = "linux")]
#[test]
fn too_much_memory_ends_the_worker_and_not_the_run() {
    let dir = tempfile::tempdir().unwrap();
    let greedy = file(dir.path(), "greedy.xlsx", &greedy_workbook(3_000_000));
    let good = file(dir.path(), "goed.txt", b"KvK-nummer 12345678");
    let pool = pool(1, Limits { memory_mib: 160, ..Limits::default() });
    let documents = pool.read(&greedy);
    assert_eq!(codes(&documents[0]), ["memory-limit"]);
    assert_eq!(documents[0].media, Media::Xlsx, "what was seen before the end is kept");
    assert_eq!(documents[0].sha256.len(), 64);
    assert_eq!(codes(&pool.read(&good)[0]), [""; 0]);
    // Also when the worker had read other files before.
    assert_eq!(codes(&pool.read(&greedy)[0]), ["memory-limit"]);
}

#[cfg(unix)]
fn signal(worker: u32, name: &str) {
    assert!(std::process::Command::new("kill").args([name, &worker.to_string()]).status().unwrap().success());
}

#[cfg(unix)]
#[test]
fn a_late_worker_is_replaced() {
    let dir = tempfile::tempdir().unwrap();
    let good = file(dir.path(), "goed.txt", b"tekst");
    let pool = pool(1, Limits { seconds: 2, ..Limits::default() });
    assert_eq!(codes(&pool.read(&good)[0]), [""; 0]);
    let stalled = pool.idle_workers()[0];
    signal(stalled, "-STOP");
    let started = Instant::now();
    assert_eq!(codes(&pool.read(&good)[0]), ["time-limit"]);
    assert!(started.elapsed() < Duration::from_secs(10));
    assert_eq!(codes(&pool.read(&good)[0]), [""; 0]);
    assert_ne!(pool.idle_workers()[0], stalled);
}

#[cfg(target_os = "linux")]
#[test]
fn processor_time_is_counted_per_file() {
    let dir = tempfile::tempdir().unwrap();
    // Each stray end tag makes the parser look through all open elements.
    let page = format!("<html>{}{}", "<span>".repeat(1_900), "</zz>".repeat(3_000_000));
    let slow = file(dir.path(), "slow.html", page.as_bytes());
    let good = file(dir.path(), "goed.txt", b"tekst");
    let pool = pool(1, Limits { seconds: 60, cpu_seconds: 0, ..Limits::default() });
    assert_eq!(codes(&pool.read(&good)[0]), [""; 0]);
    assert_eq!(codes(&pool.read(&slow)[0]), ["time-limit"]);
}

#[cfg(unix)]
#[test]
fn an_idle_worker_killed_from_outside_costs_no_file() {
    let dir = tempfile::tempdir().unwrap();
    let good = file(dir.path(), "goed.txt", b"tekst");
    let pool = pool(1, Limits::default());
    pool.read(&good);
    let worker = pool.idle_workers()[0];
    signal(worker, "-KILL");
    assert_eq!(codes(&pool.read(&good)[0]), [""; 0]);
    assert_ne!(pool.idle_workers()[0], worker);
}

/// Kills the pool's only worker while it has a file in hand.
#[cfg(unix)]
fn killed_at_work(pool: &Pool, path: &Path) -> Vec<Document> {
    let worker = pool.idle_workers()[0];
    signal(worker, "-STOP");
    std::thread::scope(|scope| {
        let reading = scope.spawn(|| pool.read(path));
        let deadline = Instant::now() + Duration::from_secs(20);
        while pool.busy_workers() != [worker] {
            assert!(Instant::now() < deadline);
            std::thread::sleep(Duration::from_millis(5));
        }
        signal(worker, "-KILL");
        reading.join().unwrap()
    })
}

#[cfg(unix)]
#[test]
fn a_worker_killed_at_work_loses_its_file_only_when_it_was_fresh() {
    let dir = tempfile::tempdir().unwrap();
    let good = file(dir.path(), "goed.txt", b"tekst");
    let pool = pool(1, Limits::default());
    pool.confinement().unwrap(); // starts a worker that has read nothing
    assert_eq!(codes(&killed_at_work(&pool, &good)[0]), ["reader-crashed"]);
    // A worker that read other files may have died of these: the file gets a fresh one.
    assert_eq!(codes(&pool.read(&good)[0]), [""; 0]);
    assert_eq!(codes(&killed_at_work(&pool, &good)[0]), [""; 0]);
}

#[test]
fn many_threads_share_few_workers() {
    let dir = tempfile::tempdir().unwrap();
    let files: Vec<PathBuf> =
        (0..40).map(|i| file(dir.path(), &format!("{i}.txt"), format!("bestand {i}").as_bytes())).collect();
    let pool = pool(2, Limits::default());
    std::thread::scope(|scope| {
        for chunk in files.chunks(5) {
            let pool = &pool;
            scope.spawn(move || {
                for path in chunk {
                    let name = path.file_stem().unwrap().to_string_lossy().into_owned();
                    let documents = pool.read(path);
                    assert_eq!(documents[0].pages[0].text(), format!("bestand {name}\n"));
                }
            });
        }
    });
    assert!(pool.idle_workers().len() <= 2);
}

#[cfg(target_os = "linux")]
#[test]
fn workers_are_confined_as_far_as_the_kernel_can() {
    let confinement = pool(1, Limits::default()).confinement().unwrap();
    assert!(confinement.memory && confinement.cpu);
    // Whether Landlock is there is the machine's business; that it is applied where it is, ours.
    let kernel = std::fs::read_to_string("/sys/kernel/security/lsm").unwrap_or_default();
    if kernel.contains("landlock") {
        assert_ne!(confinement.landlock, Landlock::None);
    } else {
        eprintln!("not checked here: the kernel does not list landlock; found {:?}", confinement.landlock);
    }
}
