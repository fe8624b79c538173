//! Reading in child processes: a pool of workers under limits, replaced when they die or stall.
//!
//! The parent opens the file and streams its bytes to the worker, which therefore needs no access to any
//! file. Measured, that costs less than a millisecond per mebibyte.

mod child;
mod process;
pub mod protocol;
pub mod sandbox;

use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::document::{Document, Media};
use crate::problem::Problem;
use crate::read::limits::Limits;
use crate::read::problems;
pub use child::serve;
pub(crate) use process::reason;
use process::{Ending, Worker};
pub use sandbox::{Confinement, Landlock};

/// A pool of reading processes. `toets` starts itself with the hidden argument `worker`.
///
/// Shared between threads: [`Pool::read`] takes an idle worker, starts one while fewer than `size` are at
/// work, and else waits for one; a worker's limits bound that wait.
#[derive(Debug)]
pub struct Pool {
    program: PathBuf,
    limits: Limits,
    size: usize,
    state: Mutex<State>,
    freed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    idle: Vec<Worker>,
    /// Workers at work, and the process ids of those that are started.
    busy: usize,
    busy_ids: Vec<u32>,
}

impl Pool {
    /// `program` is this binary; up to `size` workers (at least one) are started when first needed.
    pub fn new(program: PathBuf, size: usize, limits: Limits) -> Self {
        // Workers start in another folder, where a relative path would mean another file.
        let program = std::path::absolute(&program).unwrap_or(program);
        Self { program, limits, size: size.max(1), state: Mutex::default(), freed: Condvar::new() }
    }

    /// Reads one file in a worker; blocks until it is done, dead or late. Never fails.
    ///
    /// The first document is the file itself, those found inside it follow.
    pub fn read(&self, path: &Path) -> Vec<Document> {
        let mut worker = match self.take() {
            Ok(worker) => worker,
            Err(why) => return vec![lost(None, problems::reader_failed(&why))],
        };
        let used = worker.used();
        match self.run(&mut worker, path) {
            Ending::Done { documents, retire } => {
                self.give_back((!retire).then_some(worker));
                documents
            }
            Ending::Unopened(why) => {
                self.give_back(Some(worker));
                vec![lost(None, problems::unreadable_file(&why))]
            }
            // What earlier files left behind in a worker must not decide over this one: try a fresh worker.
            Ending::Died { late: false, .. } if used => {
                drop(worker);
                self.give_back(None);
                self.read_afresh(path)
            }
            Ending::Died { seen, problem, .. } => {
                drop(worker);
                self.give_back(None);
                vec![lost(seen, problem)]
            }
        }
    }

    fn run(&self, worker: &mut Worker, path: &Path) -> Ending {
        self.lock().busy_ids.push(worker.id());
        let ending = worker.read(path, &self.limits);
        self.lock().busy_ids.retain(|id| *id != worker.id());
        ending
    }

    fn read_afresh(&self, path: &Path) -> Vec<Document> {
        {
            // Room for a fresh worker, if need be by ending an idle one.
            let mut state = self.lock();
            while state.busy >= self.size {
                state = self.freed.wait(state).unwrap_or_else(PoisonError::into_inner);
            }
            state.busy += 1;
            if state.busy + state.idle.len() > self.size {
                state.idle.pop();
            }
        }
        let ending = Worker::start(&self.program, &self.limits).map(|mut worker| {
            let ending = self.run(&mut worker, path);
            (worker, ending)
        });
        let (kept, documents) = match ending {
            Ok((worker, Ending::Done { documents, retire })) => ((!retire).then_some(worker), documents),
            Ok((worker, Ending::Unopened(why))) => {
                (Some(worker), vec![lost(None, problems::unreadable_file(&why))])
            }
            Ok((_, Ending::Died { seen, problem, .. })) => (None, vec![lost(seen, problem)]),
            Err(why) => (None, vec![lost(None, problems::reader_failed(&why))]),
        };
        self.give_back(kept);
        documents
    }

    /// What holds in the workers on this machine. Starts one if none is idle.
    ///
    /// # Errors
    /// In words, when no worker can be started.
    pub fn confinement(&self) -> Result<Confinement, String> {
        let mut worker = self.take()?;
        let found = worker.confinement();
        self.give_back(found.is_ok().then_some(worker));
        found
    }

    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Process ids of the workers that wait for work; for tests and diagnosis.
    pub fn idle_workers(&self) -> Vec<u32> {
        self.lock().idle.iter().map(Worker::id).collect()
    }

    /// Process ids of the workers that read a file now; for tests and diagnosis.
    pub fn busy_workers(&self) -> Vec<u32> {
        self.lock().busy_ids.clone()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self) -> Result<Worker, String> {
        let mut state = self.lock();
        while state.busy >= self.size {
            state = self.freed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.busy += 1;
        if let Some(worker) = state.idle.pop() {
            return Ok(worker);
        }
        drop(state);
        Worker::start(&self.program, &self.limits).inspect_err(|_| self.give_back(None))
    }

    fn give_back(&self, worker: Option<Worker>) {
        let mut state = self.lock();
        state.busy = state.busy.saturating_sub(1);
        state.idle.extend(worker);
        drop(state);
        self.freed.notify_one();
    }
}

/// What a worker said of a file before it died.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub sha256: String,
    pub bytes: u64,
    pub media: Media,
}

fn lost(seen: Option<Seen>, problem: Problem) -> Document {
    let seen = seen.unwrap_or(Seen { sha256: String::new(), bytes: 0, media: Media::Unknown });
    Document::unreadable(seen.media, seen.sha256, seen.bytes, problem)
}
