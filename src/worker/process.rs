//! One worker process as the parent sees it.

use std::fs::File;
use std::io::{BufWriter, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, unbounded};
use wait_timeout::ChildExt;

use crate::document::Document;
use crate::problem::Problem;
use crate::read::limits::Limits;
use crate::read::problems;
use crate::worker::protocol::{Broken, Job, Reply, Setup, receive, send, send_file};
use crate::worker::{Confinement, Seen};

/// Seconds a worker may take to start and confine itself.
const START: Duration = Duration::from_secs(20);
/// Bytes kept of what a worker says on standard error.
const TAIL: usize = 4 << 10;

/// How the reading of a file ended.
#[derive(Debug)]
pub enum Ending {
    Done {
        documents: Vec<Document>,
        retire: bool,
    },
    /// The file could not be opened or read; the worker is well.
    Unopened(String),
    /// The worker is gone: by itself, or ended by the clock (`late`).
    Died {
        seen: Option<Seen>,
        problem: Problem,
        late: bool,
    },
}

#[derive(Debug)]
enum Event {
    Reply(Reply),
    Unopened(String),
    Gone,
}

/// A running worker. A thread of its own does the reading and writing, so that the caller can stop waiting
/// at any moment, also when the file share hangs.
#[derive(Debug)]
pub struct Worker {
    child: Child,
    files: Sender<PathBuf>,
    events: Receiver<Event>,
    tail: Arc<Mutex<Vec<u8>>>,
    confinement: Option<Confinement>,
    served: u32,
}

impl Worker {
    pub fn start(program: &Path, limits: &Limits) -> Result<Self, String> {
        let mut command = Command::new(program);
        command.arg("worker").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        #[cfg(unix)]
        {
            // Nothing of the operator's environment is needed, nor may it leak to a hostile file.
            command.env_clear().current_dir("/");
            // Each arena of the allocator reserves address space, which is limited.
            command.env("MALLOC_ARENA_MAX", "2");
        }
        let mut child = command.spawn().map_err(|e| e.to_string())?;
        let (Some(stdin), Some(stdout), Some(stderr)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            return Err("geen verbinding met het leesproces".to_owned());
        };
        let tail = Arc::new(Mutex::new(Vec::new()));
        let (files, jobs) = unbounded();
        let (out, events) = unbounded();
        let setup = Setup { limits: limits.clone() };
        let kept = Arc::clone(&tail);
        let listening = thread::Builder::new().stack_size(128 << 10).spawn(move || keep_tail(stderr, &kept));
        let talking = thread::Builder::new().spawn(move || talk(stdin, stdout, &setup, &jobs, &out));
        let worker = Self { child, files, events, tail, confinement: None, served: 0 };
        // On failure the worker is dropped, and its process with it.
        listening.map_err(|e| e.to_string())?;
        talking.map_err(|e| e.to_string())?;
        Ok(worker)
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Whether it has read a file before.
    pub fn used(&self) -> bool {
        self.served > 0
    }

    pub fn confinement(&mut self) -> Result<Confinement, String> {
        let deadline = Instant::now() + START;
        while self.confinement.is_none() {
            match self.events.recv_deadline(deadline) {
                Ok(Event::Reply(Reply::Hello(found))) => self.confinement = Some(found),
                Ok(Event::Reply(_)) => {}
                _ => return Err("het leesproces antwoordt niet".to_owned()),
            }
        }
        self.confinement.clone().ok_or_else(String::new)
    }

    /// Reads one file, at most `limits.seconds` after the worker is ready.
    pub fn read(&mut self, path: &Path, limits: &Limits) -> Ending {
        if let Err(why) = self.confinement() {
            return self.bury(None, limits, false, Some(&why));
        }
        self.served += 1;
        let deadline = Instant::now() + Duration::from_secs(limits.seconds);
        if self.files.send(path.to_owned()).is_err() {
            return self.bury(None, limits, false, None);
        }
        let mut seen = None;
        loop {
            match self.events.recv_deadline(deadline) {
                Ok(Event::Reply(Reply::Hello(_))) => {}
                Ok(Event::Reply(Reply::Seen { sha256, bytes, media })) => {
                    seen = Some(Seen { sha256, bytes, media });
                }
                Ok(Event::Reply(Reply::Done { documents, retire })) => {
                    return Ending::Done { documents, retire };
                }
                Ok(Event::Unopened(why)) => return Ending::Unopened(why),
                Ok(Event::Gone) | Err(RecvTimeoutError::Disconnected) => {
                    return self.bury(seen, limits, false, None);
                }
                Err(RecvTimeoutError::Timeout) => return self.bury(seen, limits, true, None),
            }
        }
    }

    /// Ends the process and says what is known of its death.
    fn bury(&mut self, seen: Option<Seen>, limits: &Limits, late: bool, why: Option<&str>) -> Ending {
        // A worker that closed its output is about to end; its own status tells more than our kill.
        let natural =
            if late { None } else { self.child.wait_timeout(Duration::from_secs(2)).ok().flatten() };
        self.end();
        let problem = if late {
            problems::time_limit(limits.seconds)
        } else if natural.is_some_and(out_of_time) {
            problems::time_limit(limits.cpu_seconds)
        } else if self.out_of_memory() {
            problems::memory_limit(limits.memory_mib)
        } else if let Some(why) = why {
            problems::reader_failed(why)
        } else {
            problems::reader_crashed()
        };
        Ending::Died { seen, problem, late }
    }

    fn end(&mut self) {
        // Already ended is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// What Rust's allocator says before it gives up. The listening thread may need a moment to get it.
    fn out_of_memory(&self) -> bool {
        const SIGN: &[u8] = b"memory allocation of";
        for _ in 0..10 {
            let tail = self.tail.lock().unwrap_or_else(PoisonError::into_inner);
            if tail.windows(SIGN.len()).any(|w| w == SIGN) {
                return true;
            }
            if Arc::strong_count(&self.tail) == 1 {
                return false; // all was heard
            }
            drop(tail);
            thread::sleep(Duration::from_millis(5));
        }
        false
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.end();
    }
}

#[cfg(unix)]
fn out_of_time(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    /// Sent when the soft limit on processor time is reached.
    const SIGXCPU: i32 = 24;
    status.signal() == Some(SIGXCPU)
}

#[cfg(not(unix))]
fn out_of_time(_: ExitStatus) -> bool {
    false
}

fn keep_tail(mut stderr: ChildStderr, tail: &Mutex<Vec<u8>>) {
    let mut buffer = [0_u8; 1024];
    while let Ok(got) = stderr.read(&mut buffer) {
        if got == 0 {
            break;
        }
        let mut kept = tail.lock().unwrap_or_else(PoisonError::into_inner);
        kept.extend(buffer.get(..got).unwrap_or_default());
        let surplus = kept.len().saturating_sub(TAIL);
        kept.drain(..surplus);
    }
}

fn talk(
    stdin: ChildStdin,
    mut stdout: ChildStdout,
    setup: &Setup,
    jobs: &Receiver<PathBuf>,
    out: &Sender<Event>,
) {
    let mut stdin = BufWriter::new(stdin);
    let ended = (|| -> Option<()> {
        send(&mut stdin, setup).ok()?;
        forward(&mut stdout, out)?;
        for path in jobs {
            let file = File::open(&path).and_then(|f| {
                if f.metadata()?.is_dir() { Err(std::io::ErrorKind::IsADirectory.into()) } else { Ok(f) }
            });
            let mut file = match file {
                Ok(file) => file,
                Err(e) => {
                    out.send(Event::Unopened(reason(&e))).ok()?;
                    continue;
                }
            };
            let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            send(&mut stdin, &Job { name }).ok()?;
            match send_file(&mut file, &mut stdin) {
                Ok(()) => {
                    forward(&mut stdout, out)?; // Seen
                    forward(&mut stdout, out)?; // Done
                }
                Err(Broken::Source(e)) => out.send(Event::Unopened(reason(&e))).ok()?,
                Err(Broken::Worker(_)) => return None,
            }
        }
        Some(())
    })();
    if ended.is_none() {
        // Nobody listening is as good.
        let _ = out.send(Event::Gone);
    }
}

fn forward(stdout: &mut ChildStdout, out: &Sender<Event>) -> Option<()> {
    let reply = receive(stdout).ok()??;
    out.send(Event::Reply(reply)).ok()
}

/// Dutch words for the usual errors; a system's own sentence may hold paths and differs by machine.
pub(crate) fn reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "het bestaat niet meer".to_owned(),
        ErrorKind::PermissionDenied => "geen toestemming".to_owned(),
        ErrorKind::IsADirectory => "het is een map".to_owned(),
        kind => format!("leesfout: {kind}"),
    }
}
