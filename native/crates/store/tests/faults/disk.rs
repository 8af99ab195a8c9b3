//! A disk in memory that knows what was synced: it fails where it is told to, and loses its power.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

const SECTOR: usize = 512;

/// What happens at one write, cut, sync or deletion, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It fails, and nothing else does.
    Once(u64),
    /// It fails, and so does everything after it.
    FromThere(u64),
    /// Writes fail from there on as they do on a full disk; syncs and cuts go on.
    Full(u64),
    /// The power goes: what was not synced may be there, in part or not at all.
    PowerCut(u64),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Done,
    Failed,
    Full,
}

enum Change {
    Write(usize, Vec<u8>),
    Cut(usize),
}

#[derive(Default)]
struct File {
    synced: Vec<u8>,
    current: Vec<u8>,
    /// Since the last sync.
    pending: Vec<Change>,
    deleted: bool,
    /// Made, and not synced since.
    fresh: bool,
}

#[derive(Default)]
pub struct Disk {
    files: HashMap<String, File>,
    /// Shared memory of SQLite by file; gone with the power.
    pub shared: HashMap<String, Vec<Box<[u8]>>>,
    pub fault: Option<Fault>,
    pub operations: u64,
    seed: u64,
}

static DISK: Mutex<Option<Disk>> = Mutex::new(None);

/// The one disk of this process.
pub fn with<T>(work: impl FnOnce(&mut Disk) -> T) -> T {
    let mut disk: MutexGuard<'_, Option<Disk>> =
        DISK.lock().unwrap_or_else(PoisonError::into_inner);
    work(disk.get_or_insert_default())
}

impl Disk {
    pub fn clear(&mut self, seed: u64) {
        *self = Disk {
            seed: seed.wrapping_mul(2) + 1,
            ..Disk::default()
        };
    }

    pub fn exists(&self, name: &str) -> bool {
        self.files.get(name).is_some_and(|file| !file.deleted)
    }

    pub fn make(&mut self, name: &str) {
        if !self.files.contains_key(name) {
            let file = File {
                fresh: true,
                ..File::default()
            };
            self.files.insert(name.to_owned(), file);
            return;
        }
        if let Some(file) = self.files.get_mut(name)
            && file.deleted
        {
            file.deleted = false;
            file.fresh = true;
            file.current.clear();
            file.pending.push(Change::Cut(0));
        }
    }

    pub fn size(&self, name: &str) -> usize {
        self.files.get(name).map_or(0, |file| file.current.len())
    }

    /// What there is is copied; gives how much that was.
    pub fn read(&self, name: &str, offset: usize, into: &mut [u8]) -> usize {
        let current: &[u8] = self.files.get(name).map_or(&[], |file| &file.current);
        let found = current.get(offset..).unwrap_or(&[]);
        let length = found.len().min(into.len());
        into[..length].copy_from_slice(&found[..length]);
        into[length..].fill(0);
        length
    }

    pub fn write(&mut self, name: &str, offset: usize, bytes: &[u8]) -> Answer {
        let answer = self.next(true);
        if answer == Answer::Done {
            self.change(name, Change::Write(offset, bytes.to_vec()));
        }
        answer
    }

    pub fn cut(&mut self, name: &str, length: usize) -> Answer {
        let answer = self.next(false);
        if answer == Answer::Done {
            self.change(name, Change::Cut(length));
        }
        answer
    }

    /// The first sync of a file that was made syncs its folder too, as SQLite's own file system does: what was deleted before
    /// is then gone for good.
    pub fn sync(&mut self, name: &str) -> Answer {
        let answer = self.next(false);
        if answer != Answer::Done {
            return answer;
        }
        let mut was_fresh = false;
        if let Some(file) = self.files.get_mut(name) {
            file.synced.clone_from(&file.current);
            file.pending.clear();
            was_fresh = std::mem::take(&mut file.fresh);
        }
        if was_fresh {
            self.files.retain(|_, file| !file.deleted);
        }
        answer
    }

    /// `synced`: the folder as well, so that the file is gone for good.
    pub fn delete(&mut self, name: &str, synced: bool) -> Answer {
        let answer = self.next(false);
        if answer == Answer::Done {
            if synced {
                self.files.remove(name);
            } else if let Some(file) = self.files.get_mut(name) {
                file.deleted = true;
            }
        }
        answer
    }

    /// The power comes back.
    pub fn restart(&mut self) {
        let cut = matches!(self.fault, Some(Fault::PowerCut(_)));
        self.fault = None;
        self.operations = 0;
        self.shared.clear();
        if !cut {
            return;
        }
        let mut files = std::mem::take(&mut self.files);
        // All of it, none of it, or some sectors of each write.
        let luck = self.random() % 3;
        let mut names: Vec<_> = files.keys().cloned().collect();
        names.sort();
        for name in names {
            let Some(mut file) = files.remove(&name) else {
                continue;
            };
            for change in std::mem::take(&mut file.pending) {
                match luck {
                    0 => {}
                    1 => apply(&mut file.synced, &change),
                    _ => self.apply_in_part(&mut file.synced, change),
                }
            }
            let stays = !file.deleted || self.random().is_multiple_of(2);
            if stays {
                self.files.insert(
                    name,
                    File {
                        current: file.synced.clone(),
                        synced: file.synced,
                        ..File::default()
                    },
                );
            }
        }
    }

    fn apply_in_part(&mut self, bytes: &mut Vec<u8>, change: Change) {
        let Change::Write(offset, written) = change else {
            if self.random().is_multiple_of(2) {
                apply(bytes, &change);
            }
            return;
        };
        for (at, sector) in written.chunks(SECTOR).enumerate() {
            if self.random().is_multiple_of(2) {
                apply(bytes, &Change::Write(offset + at * SECTOR, sector.to_vec()));
            }
        }
    }

    fn change(&mut self, name: &str, change: Change) {
        let file = self.files.entry(name.to_owned()).or_default();
        apply(&mut file.current, &change);
        file.pending.push(change);
    }

    fn next(&mut self, is_write: bool) -> Answer {
        self.operations += 1;
        let now = self.operations;
        match self.fault {
            Some(Fault::Once(at)) if now == at => Answer::Failed,
            Some(Fault::FromThere(at) | Fault::PowerCut(at)) if now >= at => Answer::Failed,
            Some(Fault::Full(at)) if now >= at && is_write => Answer::Full,
            _ => Answer::Done,
        }
    }

    /// xorshift64, so that a seed that fails fails again.
    fn random(&mut self) -> u64 {
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 7;
        self.seed ^= self.seed << 17;
        self.seed >> 11
    }
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    match change {
        Change::Write(offset, written) => {
            let end = offset + written.len();
            if bytes.len() < end {
                bytes.resize(end, 0);
            }
            bytes[*offset..end].copy_from_slice(written);
        }
        Change::Cut(length) => bytes.truncate(*length),
    }
}
