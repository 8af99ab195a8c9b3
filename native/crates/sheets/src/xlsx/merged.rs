use std::io::Read;

use memchr::memmem::Finder;
use quick_xml::events::Event;

use super::sheet::parse_place;
use crate::archive::Archive;
use crate::error::{Result, SheetsError};
use crate::limits::Limits;
use crate::merges::{Merges, Region};
use crate::xml::{Xml, attribute};

/// The merged regions of a sheet. They stand behind its cells, so the file is inflated once before it is read: a damaged
/// one is refused before its first row is given.
pub fn read_merges(archive: &Archive, part: &str, limits: &Limits) -> Result<Merges> {
    if !mentions_merges(archive, part)? {
        return Ok(Merges::default());
    }
    let mut regions = Vec::new();
    let mut xml = Xml::open(archive, part, limits)?;
    loop {
        match xml.next()? {
            Event::Start(start) if start.local_name().as_ref() == "mergeCell" => {
                let reference = attribute(&start, "ref")?.unwrap_or_default();
                let (first, last) = reference
                    .split_once(':')
                    .unwrap_or((&reference, &reference));
                let (Some(first), Some(last)) = (parse_place(first), parse_place(last)) else {
                    return Err(SheetsError::damaged("a merged region is no range of cells"));
                };
                regions.push(Region { first, last });
            }
            Event::Eof => return Merges::new(regions),
            _ => {}
        }
    }
}

/// Whether the bytes may hold one; always in an encoding other than UTF-8.
fn mentions_merges(archive: &Archive, part: &str) -> Result<bool> {
    let mut reader = archive.read(part)?;
    let finder = Finder::new("mergeCell ");
    let mut window = vec![0; 256 << 10];
    let mut kept = 0;
    let mut first = true;
    let mut found = false;
    loop {
        let count = reader
            .read(&mut window[kept..])
            .map_err(|error| SheetsError::damaged(error.to_string()))?;
        if count == 0 {
            return Ok(found);
        }
        let filled = kept + count;
        found |= finder.find(&window[..filled]).is_some();
        if first {
            found |= !window.starts_with(b"<?xml") && !window.starts_with(b"\xEF\xBB\xBF<");
            first = false;
        }
        // What may be the beginning of the next.
        kept = filled.min(16);
        window.copy_within(filled - kept..filled, 0);
    }
}
