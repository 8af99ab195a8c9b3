use quick_xml::events::Event;

use super::escapes::unescape;
use crate::archive::Archive;
use crate::error::{Result, SheetsCode, SheetsError};
use crate::limits::Limits;
use crate::xml::Xml;

/// Shared texts in one block of memory.
#[derive(Debug, Default)]
pub struct Strings {
    block: String,
    ends: Vec<usize>,
}

impl Strings {
    pub fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)?;
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        Some(&self.block[start..end])
    }

    pub fn read(archive: &Archive, name: &str, limits: &Limits) -> Result<Self> {
        let mut xml = Xml::open(archive, name, limits)?;
        let mut strings = Self::default();
        let mut text = String::new();
        loop {
            let item = match xml.next()? {
                Event::Start(start) => start.local_name().as_ref() == "si",
                Event::Eof => return Ok(strings),
                _ => false,
            };
            if !item {
                continue;
            }
            text.clear();
            read_rich_text(&mut xml, &mut text)?;
            strings.block.push_str(&unescape(&text));
            strings.ends.push(strings.block.len());
            if strings.ends.len() as u64 > limits.max_strings
                || strings.block.len() as u64 > limits.max_string_bytes
            {
                return Err(SheetsError::new(
                    SheetsCode::TooManyStrings,
                    format!(
                        "expected at most {} shared texts of {} bytes together, got more",
                        limits.max_strings, limits.max_string_bytes
                    ),
                ));
            }
        }
    }
}

/// A text item (`si` or `is`, ECMA-376 part 1, 18.4.8) that was begun: its runs joined, without phonetic hints. Leaves it.
pub fn read_rich_text(xml: &mut Xml, into: &mut String) -> Result<()> {
    let own = xml.depth();
    while xml.depth() >= own {
        enum Part {
            Text,
            Phonetic,
            Other,
        }
        let part = match xml.next()? {
            Event::Start(start) => match start.local_name().as_ref() {
                "t" => Part::Text,
                "rPh" => Part::Phonetic,
                _ => Part::Other,
            },
            _ => Part::Other,
        };
        match part {
            Part::Text => xml.text(into)?,
            Part::Phonetic => xml.skip()?,
            Part::Other => {}
        }
    }
    Ok(())
}
