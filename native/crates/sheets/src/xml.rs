use std::io::{self, BufRead, BufReader, Read};

use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::archive::{Archive, EntryReader};
use crate::error::{Result, SheetsCode, SheetsError};
use crate::limits::Limits;

/// Bytes of one tag or text: more is refused before it is collected. Holds the longest text in character references.
const MAX_EVENT_BYTES: u64 = 4 << 20;
const MAX_DEPTH: u32 = 128;

/// One XML file of a package as events. Document types and entities other than the five of XML are refused: nothing is
/// ever expanded or fetched. Nesting and the length of each piece are limited.
pub(crate) struct Xml {
    reader: Reader<Metered>,
    name: String,
    buffer: Vec<u8>,
    depth: u32,
    max_text_bytes: usize,
}

struct Metered {
    inner: BufReader<EntryReader>,
    since: u64,
}

impl Read for Metered {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.since += count as u64;
        Ok(count)
    }
}

impl BufRead for Metered {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.since > MAX_EVENT_BYTES {
            return Err(io::Error::other("a tag or text of more than 4 MiB"));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.since += count as u64;
        self.inner.consume(count);
    }
}

impl Xml {
    pub fn open(archive: &Archive, name: &str, limits: &Limits) -> Result<Self> {
        let mut reader = Reader::from_reader(Metered {
            inner: archive.read(name)?,
            since: 0,
        });
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = true;
        Ok(Self {
            reader,
            name: name.to_string(),
            buffer: Vec::with_capacity(1024),
            depth: 0,
            max_text_bytes: limits.max_text_bytes,
        })
    }

    /// The next event; an element without content comes as its start and its end.
    pub fn next(&mut self) -> Result<Event<'_>> {
        self.buffer.clear();
        self.reader.get_mut().since = 0;
        let event = self
            .reader
            .read_event_into(&mut self.buffer)
            .map_err(|error| SheetsError::damaged(format!("{}: {error}", self.name)))?;
        match &event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::DocType(_) => {
                return Err(SheetsError::new(
                    SheetsCode::DocumentType,
                    format!("{} has a document type; a workbook has none", self.name),
                ));
            }
            Event::Eof if self.depth > 0 => {
                return Err(SheetsError::damaged(format!(
                    "{} ends in the middle",
                    self.name
                )));
            }
            _ => {}
        }
        if self.depth > MAX_DEPTH {
            return Err(SheetsError::new(
                SheetsCode::Nesting,
                format!("{} nests deeper than {MAX_DEPTH} levels", self.name),
            ));
        }
        Ok(event)
    }

    /// How deep the element is that was begun last.
    pub fn depth(&self) -> u32 {
        self.depth
    }

    /// Leaves the element that was begun last, whatever it holds.
    pub fn skip(&mut self) -> Result<()> {
        let outside = self.depth - 1;
        while self.depth > outside {
            self.next()?;
        }
        Ok(())
    }

    /// The text of the element that was begun last, without that of elements inside it; leaves the element.
    pub fn text(&mut self, into: &mut String) -> Result<()> {
        let own = self.depth;
        while self.depth >= own {
            let depth = self.depth;
            let most = self.max_text_bytes;
            let event = self.next()?;
            if depth == own {
                append(&event, into)?;
            }
            check_length(into, most)?;
        }
        Ok(())
    }

    pub fn damaged(&self, message: &str) -> SheetsError {
        SheetsError::damaged(format!("{}: {message}", self.name))
    }

    pub fn check_length(&self, text: &str) -> Result<()> {
        check_length(text, self.max_text_bytes)
    }
}

fn check_length(text: &str, most: usize) -> Result<()> {
    if text.len() > most {
        return Err(SheetsError::new(
            SheetsCode::TextTooLong,
            format!("expected texts of at most {most} bytes, got a longer one"),
        ));
    }
    Ok(())
}

/// What an event adds to a text.
pub(crate) fn append(event: &Event<'_>, into: &mut String) -> Result<()> {
    match event {
        Event::Text(text) => into.push_str(&text.xml10_content()),
        Event::CData(text) => into.push_str(&text.xml10_content()),
        Event::GeneralRef(reference) => append_reference(reference, into)?,
        _ => {}
    }
    Ok(())
}

fn append_reference(reference: &BytesRef<'_>, into: &mut String) -> Result<()> {
    let name: &str = reference;
    if let Some(text) = resolve_xml_entity(name) {
        into.push_str(text);
        return Ok(());
    }
    match reference.resolve_char_ref() {
        Ok(Some(character)) => into.push(character),
        _ => return Err(unknown_entity()),
    }
    Ok(())
}

fn unknown_entity() -> SheetsError {
    SheetsError::new(
        SheetsCode::Entity,
        "expected the entities of XML only, got another; nothing is expanded",
    )
}

/// The attributes of an element by their local names.
pub(crate) fn attributes(
    start: &BytesStart<'_>,
    mut each: impl FnMut(&str, &str) -> Result<()>,
) -> Result<()> {
    qualified_attributes(start, |key, value| {
        each(key.rsplit(':').next().unwrap_or(key), value)
    })
}

/// The attributes of an element by their names as they stand.
pub(crate) fn qualified_attributes(
    start: &BytesStart<'_>,
    mut each: impl FnMut(&str, &str) -> Result<()>,
) -> Result<()> {
    for attribute in start.attributes().with_checks(false) {
        let attribute =
            attribute.map_err(|error| SheetsError::damaged(format!("an attribute: {error}")))?;
        let key = attribute.key;
        if attribute.value.contains('&') {
            let value = unescape(&attribute.value).map_err(|_| unknown_entity())?;
            each(key.as_ref(), &value)?;
        } else {
            each(key.as_ref(), &attribute.value)?;
        }
    }
    Ok(())
}

/// One attribute by its local name.
pub(crate) fn attribute(start: &BytesStart<'_>, name: &str) -> Result<Option<String>> {
    let mut found = None;
    attributes(start, |key, value| {
        if key == name {
            found = Some(value.to_string());
        }
        Ok(())
    })?;
    Ok(found)
}
