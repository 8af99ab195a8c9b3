use std::collections::HashMap;

use quick_xml::events::Event;

use crate::archive::Archive;
use crate::error::Result;
use crate::format::{NumberFormat, built_in, of_code};
use crate::limits::Limits;
use crate::xml::{Xml, attribute};

/// The number format of each cell style, in the order of `cellXfs` (ECMA-376 part 1, 18.8.10).
pub fn read_styles(archive: &Archive, name: &str, limits: &Limits) -> Result<Vec<NumberFormat>> {
    let mut xml = Xml::open(archive, name, limits)?;
    let mut custom: HashMap<u32, NumberFormat> = HashMap::new();
    let mut ids = Vec::new();
    let mut in_cell_styles = false;
    loop {
        match xml.next()? {
            Event::Start(start) => match start.local_name().as_ref() {
                "numFmt" => {
                    let id = attribute(&start, "numFmtId")?.and_then(|id| id.parse().ok());
                    if let (Some(id), Some(code)) = (id, attribute(&start, "formatCode")?) {
                        custom.insert(id, of_code(&code));
                    }
                }
                "cellXfs" => in_cell_styles = true,
                "xf" if in_cell_styles => {
                    let id = attribute(&start, "numFmtId")?.and_then(|id| id.parse().ok());
                    ids.push(id.unwrap_or(0));
                }
                _ => {}
            },
            Event::End(end) if end.local_name().as_ref() == "cellXfs" => in_cell_styles = false,
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(ids
        .into_iter()
        .map(|id| custom.get(&id).copied().unwrap_or_else(|| built_in(id)))
        .collect())
}
