//! What a worker gives up before it sees the first byte of a file, and what it may spend on one.
//!
//! The parent sends the bytes, so a worker needs no file at all: on Linux it gives up the whole file
//! system, starting programs, TCP and signals to others (Landlock, as far as the kernel knows it), and
//! files it may not create anyway get the size limit 0. Memory and processor time are resource limits.
//! Elsewhere than on Unix only the parent's wall clock guards.

use serde::{Deserialize, Serialize};

use crate::read::limits::Limits;

/// What holds in a worker on this machine; for `doctor`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Confinement {
    pub landlock: Landlock,
    /// Address space is limited to `memory_mib`.
    pub memory: bool,
    /// Processor time is limited per file.
    pub cpu: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Landlock {
    /// Files, programs, TCP and signals are all given up.
    Full,
    /// The kernel knows a part of it.
    Partial,
    /// Not in this kernel or system.
    #[default]
    None,
}

/// Applies all that lasts for the worker's life. Call it before another thread is started.
pub fn confine(limits: &Limits) -> Confinement {
    Confinement { memory: limit_memory(limits), cpu: cfg!(target_os = "linux"), landlock: landlock() }
}

#[cfg(unix)]
fn limit_memory(limits: &Limits) -> bool {
    use rlimit::Resource;
    let bytes = limits.memory_mib << 20;
    // No core file with a provider's data in it, and no growing files. Failure leaves what was.
    let _ = Resource::CORE.set(0, 0);
    let _ = Resource::FSIZE.set(0, 0);
    Resource::AS.set(bytes, bytes).is_ok()
}

#[cfg(not(unix))]
fn limit_memory(_: &Limits) -> bool {
    false
}

#[cfg(target_os = "linux")]
fn landlock() -> Landlock {
    use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetStatus, Scope};
    let restrict = || {
        Ruleset::default()
            .handle_access(AccessFs::from_all(ABI::V5))?
            .handle_access(AccessNet::from_all(ABI::V5))?
            .scope(Scope::from_all(ABI::V6))?
            .create()?
            .restrict_self()
    };
    match restrict().map(|s| s.ruleset) {
        Ok(RulesetStatus::FullyEnforced) => Landlock::Full,
        Ok(RulesetStatus::PartiallyEnforced) => Landlock::Partial,
        Ok(RulesetStatus::NotEnforced) | Err(_) => Landlock::None,
    }
}

#[cfg(not(target_os = "linux"))]
fn landlock() -> Landlock {
    Landlock::None
}

/// The worker's own consumption, from handles opened before the file system was given up.
#[derive(Debug, Default)]
pub struct Meter {
    stat: Option<std::fs::File>,
    status: Option<std::fs::File>,
}

impl Meter {
    pub fn open() -> Self {
        if cfg!(target_os = "linux") {
            let open = |path| std::fs::File::open(path).ok();
            Self { stat: open("/proc/self/stat"), status: open("/proc/self/status") }
        } else {
            Self::default()
        }
    }

    /// Gives the next file its own allowance of processor time.
    pub fn allow(&mut self, cpu_seconds: u64) {
        #[cfg(target_os = "linux")]
        {
            let Some(used) = self.cpu_used() else { return };
            // The kernel kills at the soft limit; the hard one stays, so that the soft can be raised again.
            if let Ok((_, hard)) = rlimit::Resource::CPU.get() {
                let soft = used.saturating_add(cpu_seconds).saturating_add(1).min(hard);
                let _ = rlimit::Resource::CPU.set(soft, hard);
            }
        }
        #[cfg(not(target_os = "linux"))]
        let _ = cpu_seconds;
    }

    /// Whole seconds of processor time so far.
    #[cfg(target_os = "linux")]
    fn cpu_used(&mut self) -> Option<u64> {
        /// `USER_HZ`, the unit of these fields: 100 on every Linux in use.
        const TICKS: u64 = 100;
        let text = reread(self.stat.as_mut()?)?;
        // The second field is the program's name in brackets and may hold anything.
        let mut fields = text.rsplit_once(')')?.1.split_ascii_whitespace().skip(11);
        let user: u64 = fields.next()?.parse().ok()?;
        let system: u64 = fields.next()?.parse().ok()?;
        Some((user + system) / TICKS)
    }

    /// Resident memory in mebibytes; `None` where the system does not tell.
    pub fn resident_mib(&mut self) -> Option<u64> {
        let text = reread(self.status.as_mut()?)?;
        let line = text.lines().find_map(|l| l.strip_prefix("VmRSS:"))?;
        let kib: u64 = line.split_ascii_whitespace().next()?.parse().ok()?;
        Some(kib / 1024)
    }
}

fn reread(file: &mut std::fs::File) -> Option<String> {
    use std::io::{Read, Seek};
    let mut text = String::new();
    file.rewind().ok()?;
    file.read_to_string(&mut text).ok()?;
    Some(text)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn consumption_is_known_on_linux() {
        let mut meter = Meter::open();
        assert!(meter.cpu_used().is_some());
        assert!(meter.resident_mib().unwrap() > 0);
    }
}
