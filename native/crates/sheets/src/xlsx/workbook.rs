use std::collections::HashMap;
use std::sync::Arc;

use quick_xml::events::Event;

use super::strings::Strings;
use super::styles::read_styles;
use crate::archive::Archive;
use crate::error::{Result, SheetsError};
use crate::format::NumberFormat;
use crate::limits::Limits;
use crate::workbook::{SheetInfo, Visibility};
use crate::xml::{Xml, attribute};

/// An XLSX or XLSM package, ECMA-376.
pub(crate) struct Package {
    pub archive: Archive,
    pub sheets: Vec<SheetInfo>,
    /// The part of each sheet.
    pub parts: Vec<String>,
    pub epoch_1904: bool,
    /// The writer left computing its formulas to whoever opens the file: stored results are not to be trusted.
    pub recalculate: bool,
    pub formats: Arc<Vec<NumberFormat>>,
    pub strings: Arc<Strings>,
    pub external_links: u32,
    pub macros: bool,
}

struct Relation {
    kind: String,
    target: String,
    external: bool,
}

impl Package {
    pub fn open(archive: Archive, limits: &Limits) -> Result<Self> {
        let main = read_relations(&archive, "_rels/.rels", "", limits)?
            .into_values()
            .find(|relation| relation.kind == "officeDocument" && !relation.external)
            .map_or_else(|| "xl/workbook.xml".to_string(), |relation| relation.target);
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
        let relations = read_relations(
            &archive,
            &format!("{folder}/_rels/{file}.rels"),
            folder,
            limits,
        )?;
        let part_of_kind = |kind: &str| {
            relations
                .values()
                .find(|relation| relation.kind == kind && !relation.external)
                .map(|relation| relation.target.clone())
        };
        let formats = match part_of_kind("styles") {
            Some(name) if archive.has(&name) => read_styles(&archive, &name, limits)?,
            _ => Vec::new(),
        };
        let strings = match part_of_kind("sharedStrings") {
            Some(name) if archive.has(&name) => Strings::read(&archive, &name, limits)?,
            _ => Strings::default(),
        };
        let external_links = archive.count_under("xl/externallinks/externallink")
            + u32::from(archive.has("xl/connections.xml"));
        let macros = archive.has("xl/vbaProject.bin")
            || relations
                .values()
                .any(|relation| relation.kind.contains("acroSheet"));
        let mut package = Self {
            sheets: Vec::new(),
            parts: Vec::new(),
            epoch_1904: false,
            recalculate: false,
            formats: Arc::new(formats),
            strings: Arc::new(strings),
            external_links,
            macros,
            archive,
        };
        package.read_sheets(&main, &relations, limits)?;
        Ok(package)
    }

    fn read_sheets(
        &mut self,
        main: &str,
        relations: &HashMap<String, Relation>,
        limits: &Limits,
    ) -> Result<()> {
        let mut xml = Xml::open(&self.archive, main, limits)?;
        loop {
            match xml.next()? {
                Event::Start(start) => match start.local_name().as_ref() {
                    "workbookPr" => {
                        let date_1904 = attribute(&start, "date1904")?;
                        self.epoch_1904 = matches!(date_1904.as_deref(), Some("1" | "true" | "on"));
                    }
                    "calcPr" => {
                        let full = attribute(&start, "fullCalcOnLoad")?;
                        self.recalculate = matches!(full.as_deref(), Some("1" | "true" | "on"));
                    }
                    "sheet" => {
                        let name = attribute(&start, "name")?.unwrap_or_default();
                        let state = attribute(&start, "state")?;
                        let id = attribute(&start, "id")?;
                        let relation = id.and_then(|id| relations.get(&id)).ok_or_else(|| {
                            SheetsError::damaged("a sheet of the workbook has no file")
                        })?;
                        if relation.kind != "worksheet" || relation.external {
                            continue;
                        }
                        self.parts.push(relation.target.clone());
                        self.sheets.push(SheetInfo {
                            name,
                            visibility: match state.as_deref() {
                                Some("hidden") => Visibility::Hidden,
                                Some("veryHidden") => Visibility::VeryHidden,
                                _ => Visibility::Visible,
                            },
                        });
                    }
                    _ => {}
                },
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }
}

/// Relationships of a part by their ids (ECMA-376 part 2, 6.5); `kind` is the last piece of the type. None where there is no file.
fn read_relations(
    archive: &Archive,
    name: &str,
    folder: &str,
    limits: &Limits,
) -> Result<HashMap<String, Relation>> {
    let mut relations = HashMap::new();
    if !archive.has(name) {
        return Ok(relations);
    }
    let mut xml = Xml::open(archive, name, limits)?;
    loop {
        match xml.next()? {
            Event::Start(start) if start.local_name().as_ref() == "Relationship" => {
                let kind = attribute(&start, "Type")?.unwrap_or_default();
                let target = attribute(&start, "Target")?.unwrap_or_default();
                let mode = attribute(&start, "TargetMode")?;
                if let Some(id) = attribute(&start, "Id")? {
                    let relation = Relation {
                        kind: kind.rsplit('/').next().unwrap_or_default().to_string(),
                        target: to_part(&target, folder),
                        external: mode.as_deref() == Some("External"),
                    };
                    relations.insert(id, relation);
                }
            }
            Event::Eof => return Ok(relations),
            _ => {}
        }
    }
}

/// A target is from the root of the package where it begins with `/`, else from the folder of the part.
fn to_part(target: &str, folder: &str) -> String {
    let path = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_string(),
        None => format!("{folder}/{target}"),
    };
    let mut pieces: Vec<&str> = Vec::new();
    for piece in path.split(['/', '\\']) {
        match piece {
            "" | "." => {}
            ".." => {
                pieces.pop();
            }
            piece => pieces.push(piece),
        }
    }
    pieces.join("/")
}

#[cfg(test)]
mod tests {
    use super::to_part;

    #[test]
    fn targets() {
        for (target, folder, part) in [
            ("worksheets/sheet1.xml", "xl", "xl/worksheets/sheet1.xml"),
            (
                "/xl/worksheets/sheet1.xml",
                "xl",
                "xl/worksheets/sheet1.xml",
            ),
            ("../customXml/item.xml", "xl", "customXml/item.xml"),
            ("../../../etc/passwd", "xl", "etc/passwd"),
            ("xl/workbook.xml", "", "xl/workbook.xml"),
        ] {
            assert_eq!(to_part(target, folder), part);
        }
    }
}
