use std::collections::HashMap;
use std::io::{self, BufReader, Cursor, Read};
use std::sync::Arc;

use flate2::Crc;
use flate2::read::DeflateDecoder;
use zip::CompressionMethod;

use crate::error::{Result, SheetsCode, SheetsError};
use crate::limits::Limits;

/// The files of a package, judged by what its directory declares before any of them is inflated.
#[derive(Debug, Clone)]
pub(crate) struct Archive {
    bytes: Arc<[u8]>,
    entries: HashMap<String, Entry>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    start: usize,
    end: usize,
    /// When inflated; more than that is never read.
    size: u64,
    crc: u32,
    deflated: bool,
}

impl Archive {
    /// Names are compared without regard to capitals, as in OPC (ECMA-376 part 2, 6.2.2.3); one that stands twice is refused.
    pub fn open(bytes: Arc<[u8]>, limits: &Limits) -> Result<Self> {
        let unreadable = |error: zip::result::ZipError| {
            SheetsError::damaged(format!("the zip package cannot be read: {error}"))
        };
        let mut zip = zip::ZipArchive::new(Cursor::new(Arc::clone(&bytes))).map_err(unreadable)?;
        if zip.len() as u64 > u64::from(limits.max_entries) {
            return Err(SheetsError::new(
                SheetsCode::TooManyEntries,
                format!(
                    "expected at most {} files in the package, got {}",
                    limits.max_entries,
                    zip.len()
                ),
            ));
        }
        if zip.has_duplicate_names() {
            return Err(twice());
        }
        let mut entries = HashMap::new();
        let mut inflated = 0_u64;
        for index in 0..zip.len() {
            let file = zip.by_index_raw(index).map_err(unreadable)?;
            if file.is_dir() {
                continue;
            }
            let name = to_key(&file.name().map_err(unreadable)?);
            if file.encrypted() {
                return Err(SheetsError::new(
                    SheetsCode::Encrypted,
                    "the workbook is protected by a password; save it without one",
                ));
            }
            let deflated = match file.compression() {
                CompressionMethod::Stored => false,
                CompressionMethod::Deflated => true,
                _ => {
                    return Err(SheetsError::damaged(
                        "expected deflate as compression, got another method",
                    ));
                }
            };
            inflated = inflated.saturating_add(file.size());
            check_bomb(file.size(), file.compressed_size(), inflated, limits)?;
            let start = usize::try_from(file.data_start().unwrap_or(u64::MAX));
            let length = usize::try_from(file.compressed_size());
            let (Ok(start), Ok(length)) = (start, length) else {
                return Err(cut_off());
            };
            let end = start
                .checked_add(length)
                .filter(|end| *end <= bytes.len())
                .ok_or_else(cut_off)?;
            let entry = Entry {
                start,
                end,
                size: file.size(),
                crc: file.crc32(),
                deflated,
            };
            if entries.insert(name, entry).is_some() {
                return Err(twice());
            }
        }
        Ok(Self { bytes, entries })
    }

    pub fn has(&self, name: &str) -> bool {
        self.entries.contains_key(&to_key(name))
    }

    /// Names, in small letters, that begin so.
    pub fn names_under(&self, start: &str) -> Vec<String> {
        let names = self.entries.keys();
        names
            .filter(|name| name.starts_with(start))
            .cloned()
            .collect()
    }

    pub fn count_under(&self, start: &str) -> u32 {
        u32::try_from(self.names_under(start).len()).unwrap_or(u32::MAX)
    }

    /// A file of the package as it is inflated; what differs from the directory's size or checksum is an error.
    pub fn read(&self, name: &str) -> Result<BufReader<EntryReader>> {
        let entry = self.entries.get(&to_key(name)).ok_or_else(|| {
            SheetsError::damaged(format!("expected {name} in the package, got none"))
        })?;
        let slice = Slice {
            bytes: Arc::clone(&self.bytes),
            at: entry.start,
            end: entry.end,
        };
        let inner = if entry.deflated {
            Inner::Deflated(Box::new(DeflateDecoder::new(slice)))
        } else {
            Inner::Stored(slice)
        };
        Ok(BufReader::with_capacity(
            64 << 10,
            EntryReader {
                inner,
                left: entry.size,
                crc: Crc::new(),
                expected: entry.crc,
            },
        ))
    }

    /// Inflates every file once and keeps nothing: what is read after it is within its declared size.
    pub fn verify(&self) -> Result<()> {
        for name in self.entries.keys() {
            io::copy(&mut self.read(name)?, &mut io::sink())
                .map_err(|error| SheetsError::damaged(error.to_string()))?;
        }
        Ok(())
    }
}

fn check_bomb(size: u64, compressed: u64, inflated: u64, limits: &Limits) -> Result<()> {
    if inflated > limits.max_inflated_bytes {
        return Err(SheetsError::new(
            SheetsCode::Bomb,
            format!(
                "expected a package that inflates to at most {} bytes, got more",
                limits.max_inflated_bytes
            ),
        ));
    }
    if size > limits.ratio_from_bytes && size / limits.max_ratio > compressed {
        return Err(SheetsError::new(
            SheetsCode::Bomb,
            format!(
                "expected files that inflate at most {} times, got one of {size} bytes from {compressed}",
                limits.max_ratio
            ),
        ));
    }
    Ok(())
}

fn twice() -> SheetsError {
    SheetsError::damaged("a file stands twice in the package")
}

fn cut_off() -> SheetsError {
    SheetsError::damaged("a file of the package ends beyond the end of the file: it was cut off")
}

/// Some programs of Windows write its own separator.
fn to_key(name: &str) -> String {
    let name = name.replace('\\', "/").to_ascii_lowercase();
    name.trim_start_matches('/').to_string()
}

struct Slice {
    bytes: Arc<[u8]>,
    at: usize,
    end: usize,
}

impl Read for Slice {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = buffer.len().min(self.end - self.at);
        buffer[..count].copy_from_slice(&self.bytes[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

enum Inner {
    Stored(Slice),
    Deflated(Box<DeflateDecoder<Slice>>),
}

/// One file of a package, inflated.
pub(crate) struct EntryReader {
    inner: Inner,
    left: u64,
    crc: Crc,
    expected: u32,
}

impl Read for EntryReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        let count = match &mut self.inner {
            Inner::Stored(slice) => slice.read(buffer)?,
            Inner::Deflated(decoder) => decoder.read(buffer)?,
        };
        if count as u64 > self.left {
            return Err(io::Error::other(
                "a file of the package inflates to more than its declared size",
            ));
        }
        self.left -= count as u64;
        self.crc.update(&buffer[..count]);
        if count == 0 && (self.left != 0 || self.crc.sum() != self.expected) {
            return Err(io::Error::other(
                "a file of the package does not have its declared size and checksum",
            ));
        }
        Ok(count)
    }
}
