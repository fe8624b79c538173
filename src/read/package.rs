//! The parts of an office document in its zip container, unpacked within limits.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::problem::Problem;
use crate::read::limits::Limits;
use crate::read::{archive, encoding, problems};

/// Bytes of the largest part that is read as text.
const PART: u64 = 192 << 20;

pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
    limit: u64,
}

impl<'a> Package<'a> {
    /// `what` names the format in the problem.
    pub fn open(bytes: &'a [u8], limits: &Limits, what: &str) -> Result<Self, Problem> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| problems::damaged(what))?;
        Ok(Self { archive, left: limits.unpacked_bytes, limit: limits.unpacked_bytes })
    }

    /// Names of the parts, sorted.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> =
            self.archive.file_names().filter_map(Result::ok).map(Cow::into_owned).collect();
        names.sort();
        names
    }

    /// A part as text; `Ok(None)` when there is none of that name.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Problem> {
        if self.archive.index_for_name(name).is_none() {
            return Ok(None);
        }
        let part = self.archive.by_name(name).map_err(|e| archive::fault(&e))?;
        let cap = self.left.min(PART);
        let mut data = Vec::new();
        let read = part.take(cap + 1).read_to_end(&mut data);
        if data.len() as u64 > cap {
            return Err(problems::unpacks_too_large(self.limit));
        }
        self.left -= data.len() as u64;
        read.map_err(|_| problems::damaged("een Office-bestand"))?;
        // XML in these containers is UTF-8 or UTF-16; taking the former as it is spares a copy.
        Ok(Some(String::from_utf8(data).unwrap_or_else(|e| encoding::decode(e.as_bytes()))))
    }
}

/// Whether all parts together unpack to no more than allowed. Small files cannot exceed it: deflate packs
/// no denser than 1 to 1032, so only larger ones are unpacked (to nowhere) to be sure.
pub fn within(bytes: &[u8], limit: u64) -> bool {
    if (bytes.len() as u64).saturating_mul(1032) <= limit {
        return true;
    }
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return true };
    let mut left = limit;
    for index in 0..archive.len() {
        let Ok(part) = archive.by_index(index) else { continue };
        match std::io::copy(&mut part.take(left + 1), &mut std::io::sink()) {
            Ok(n) if n > left => return false,
            Ok(n) => left -= n,
            Err(_) => {}
        }
    }
    true
}
