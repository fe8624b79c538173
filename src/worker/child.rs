//! The worker's side: a loop of files in, documents out.

use std::io::{self, BufWriter, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::document::{Document, Media};
use crate::read::limits::Limits;
use crate::read::{Input, problems};
use crate::worker::protocol::{Chunks, Job, Reply, Setup, receive, send};
use crate::worker::sandbox::{self, Meter};

/// Files after which a worker asks to be replaced, so that small leaks of libraries stay small.
const FILES: u32 = 400;
/// Stack of the reading thread. Readers do not recurse on input, but libraries may.
const STACK: usize = 64 << 20;

/// The loop of a worker: messages on standard input, answers on standard output.
///
/// Returns when the parent closes the input. Errors are those of the two streams.
pub fn serve() -> io::Result<()> {
    // A panic is an answer (`reader-crashed`), not a text on the operator's screen.
    std::panic::set_hook(Box::new(|_| {}));
    let mut input = io::stdin().lock();
    let Some(Setup { limits }) = receive(&mut input)? else { return Ok(()) };
    drop(input);
    let meter = Meter::open();
    let confinement = sandbox::confine(&limits);
    let thread = std::thread::Builder::new().stack_size(STACK.min((limits.memory_mib as usize) << 18));
    let thread = thread.spawn(move || {
        let mut output = BufWriter::new(io::stdout().lock());
        send(&mut output, &Reply::Hello(confinement))?;
        answer(&mut io::stdin().lock(), &mut output, &limits, meter)
    })?;
    thread.join().unwrap_or_else(|_| Err(io::Error::other("the reading thread died")))
}

fn answer(
    input: &mut impl Read,
    output: &mut impl Write,
    limits: &Limits,
    mut meter: Meter,
) -> io::Result<()> {
    let mut files = 0;
    // Readers that can stop halfway get to keep what they have: they stop before they are stopped.
    let own = Limits { seconds: (limits.seconds.min(limits.cpu_seconds) * 4 / 5).max(1), ..limits.clone() };
    while let Some(Job { name }) = receive(input)? {
        meter.allow(limits.cpu_seconds);
        let mut chunks = Chunks::new(&mut *input);
        let read = Input::take(&mut chunks, limits)?;
        if chunks.abandoned() {
            continue;
        }
        let kind = catch_unwind(AssertUnwindSafe(|| read.kind(&name)));
        let media = kind.as_ref().map_or(Media::Unknown, |k| k.media());
        send(output, &Reply::Seen { sha256: read.sha256.clone(), bytes: read.length, media })?;
        let documents = catch_unwind(AssertUnwindSafe(|| read.documents(&name, &own)))
            .unwrap_or_else(|_| vec![read.unreadable(media, problems::reader_crashed())]);
        files += 1;
        let full = meter.resident_mib().is_some_and(|mib| mib > limits.memory_mib / 3);
        let retire = files >= FILES || full;
        finish(output, documents, retire, limits)?;
    }
    Ok(())
}

/// Sends the answer; one too large for a frame is cut down to its problems first.
fn finish(
    output: &mut impl Write,
    documents: Vec<Document>,
    retire: bool,
    limits: &Limits,
) -> io::Result<()> {
    let mut reply = Reply::Done { documents, retire };
    match send(output, &reply) {
        Err(e) if e.kind() == io::ErrorKind::FileTooLarge => {
            if let Reply::Done { documents, .. } = &mut reply {
                for document in documents {
                    document.pages = Vec::new();
                    document.form_fields = Vec::new();
                    document.problems.push(problems::too_much_text(limits.words));
                }
            }
            send(output, &reply)
        }
        other => other,
    }
}
