//! The messages between parent and worker, and how they are framed.
//!
//! The parent sends [`Setup`] once, then for each file a [`Job`] and the file's bytes in chunks. The worker
//! sends [`Reply::Hello`] once, then for each file [`Reply::Seen`] and [`Reply::Done`]. A frame is a mark,
//! a length and a postcard body: a stray print of some library breaks the mark and never passes for data.

use std::io::{self, Read, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::document::{Document, Media};
use crate::read::limits::Limits;
use crate::worker::sandbox::Confinement;

/// Starts every frame.
const MARK: [u8; 4] = *b"tts1";
/// Bytes of the largest frame; a document of the largest allowed number of words stays well below it.
pub const MAX_FRAME: u32 = 384 << 20;
/// Bytes of a chunk of a file.
pub const CHUNK: usize = 256 << 10;
/// In place of a chunk's length: the parent could not read on, the file is to be forgotten.
const ABANDONED: u32 = u32::MAX;

#[derive(Debug, Serialize, Deserialize)]
pub struct Setup {
    pub limits: Limits,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Job {
    /// The file's name: its extension is a hint.
    pub name: String,
}

#[derive(Debug, Serialize, Deserialize)]
pub enum Reply {
    /// Confined and ready.
    Hello(Confinement),
    /// What is known of the file before its content is read.
    Seen { sha256: String, bytes: u64, media: Media },
    /// The worker asks to be replaced when `retire`.
    Done { documents: Vec<Document>, retire: bool },
}

pub fn send<T: Serialize>(out: &mut impl Write, message: &T) -> io::Result<()> {
    let body = postcard::to_extend(message, Vec::new()).map_err(io::Error::other)?;
    let length = u32::try_from(body.len()).ok().filter(|n| *n <= MAX_FRAME);
    let length = length.ok_or_else(|| io::Error::new(io::ErrorKind::FileTooLarge, "message too large"))?;
    out.write_all(&MARK)?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(&body)?;
    out.flush()
}

/// The next message; `None` at the end of the stream.
pub fn receive<T: DeserializeOwned>(input: &mut impl Read) -> io::Result<Option<T>> {
    let mut head = [0_u8; 8];
    let got = fill(input, &mut head)?;
    if got == 0 {
        return Ok(None);
    }
    let [m0, m1, m2, m3, l0, l1, l2, l3] = head;
    let length = u32::from_le_bytes([l0, l1, l2, l3]);
    if got < head.len() || [m0, m1, m2, m3] != MARK || length > MAX_FRAME {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "no frame"));
    }
    // Grows with what arrives, not with what is claimed.
    let mut body = Vec::new();
    input.take(u64::from(length)).read_to_end(&mut body)?;
    postcard::from_bytes(&body).map(Some).map_err(|e| io::Error::new(io::ErrorKind::InvalidData, e))
}

fn fill(input: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut got = 0;
    while let Some(rest) = buffer.get_mut(got..).filter(|r| !r.is_empty()) {
        match input.read(rest) {
            Ok(0) => break,
            Ok(n) => got += n,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    Ok(got)
}

/// Why a file did not get across.
#[derive(Debug)]
pub enum Broken {
    /// The file could not be read; the worker knows and waits for the next.
    Source(io::Error),
    /// The worker is gone.
    Worker(io::Error),
}

/// Copies a file to the worker in chunks, so that neither side trusts a length that was read earlier.
pub fn send_file(source: &mut impl Read, out: &mut impl Write) -> Result<(), Broken> {
    let mut buffer = vec![0_u8; CHUNK];
    loop {
        match fill(source, &mut buffer) {
            Ok(got) => {
                let chunk = buffer.get(..got).unwrap_or_default();
                out.write_all(&(got as u32).to_le_bytes()).map_err(Broken::Worker)?;
                out.write_all(chunk).map_err(Broken::Worker)?;
                if got == 0 {
                    return out.flush().map_err(Broken::Worker);
                }
            }
            Err(e) => {
                out.write_all(&ABANDONED.to_le_bytes()).map_err(Broken::Worker)?;
                out.flush().map_err(Broken::Worker)?;
                return Err(Broken::Source(e));
            }
        }
    }
}

/// The chunks of one file as a reader. A lost parent is an error; a file the parent could not read on ends
/// early, and [`Chunks::abandoned`] says so.
#[derive(Debug)]
pub struct Chunks<R> {
    input: R,
    left: u32,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Ended,
    Abandoned,
}

impl<R: Read> Chunks<R> {
    pub fn new(input: R) -> Self {
        Self { input, left: 0, state: State::Open }
    }
    pub fn abandoned(&self) -> bool {
        self.state == State::Abandoned
    }
}

impl<R: Read> Read for Chunks<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.state != State::Open || buffer.is_empty() {
            return Ok(0);
        }
        if self.left == 0 {
            let mut length = [0_u8; 4];
            self.input.read_exact(&mut length)?;
            match u32::from_le_bytes(length) {
                0 => {
                    self.state = State::Ended;
                    return Ok(0);
                }
                ABANDONED => {
                    self.state = State::Abandoned;
                    return Ok(0);
                }
                n => self.left = n,
            }
        }
        let want = buffer.len().min(self.left as usize);
        let got = self.input.read(buffer.get_mut(..want).unwrap_or_default())?;
        if got == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.left -= got as u32;
        Ok(got)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_crosses_in_chunks() {
        let file: Vec<u8> = (0..CHUNK * 2 + 17).map(|i| (i % 251) as u8).collect();
        let mut wire = Vec::new();
        send_file(&mut file.as_slice(), &mut wire).unwrap();
        wire.extend(b"next");
        let mut rest = wire.as_slice();
        let mut got = Vec::new();
        let mut chunks = Chunks::new(&mut rest);
        chunks.read_to_end(&mut got).unwrap();
        assert!(!chunks.abandoned());
        assert_eq!(got, file);
        assert_eq!(rest, b"next");
    }

    #[test]
    fn a_file_that_fails_halfway_is_abandoned() {
        struct Failing(u8);
        impl Read for Failing {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                self.0 += 1;
                if self.0 == 1 { Ok(buffer.len()) } else { Err(io::Error::other("share gone")) }
            }
        }
        let mut wire = Vec::new();
        assert!(matches!(send_file(&mut Failing(0), &mut wire), Err(Broken::Source(_))));
        let mut chunks = Chunks::new(wire.as_slice());
        let mut got = Vec::new();
        chunks.read_to_end(&mut got).unwrap();
        assert!(chunks.abandoned());
    }

    #[test]
    fn noise_is_no_frame() {
        let noise = b"warning: something\n";
        assert!(receive::<Job>(&mut noise.as_slice()).is_err());
        assert!(receive::<Job>(&mut [].as_slice()).unwrap().is_none());
        let mut huge = MARK.to_vec();
        huge.extend(u32::MAX.to_le_bytes());
        assert!(receive::<Job>(&mut huge.as_slice()).is_err());
        let mut wire = Vec::new();
        send(&mut wire, &Job { name: "a.pdf".into() }).unwrap();
        assert_eq!(receive::<Job>(&mut wire.as_slice()).unwrap().unwrap().name, "a.pdf");
    }
}
