use std::sync::Arc;

use crate::archive::Archive;
use crate::binary::{Binary, BinaryRows};
use crate::cell::Row;
use crate::error::{Result, SheetsCode, SheetsError};
use crate::limits::Limits;
use crate::ods::{Document, OdsRows};
use crate::xlsx::{Package, SheetRows};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Xlsx,
    Xlsb,
    Xls,
    Ods,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    Visible,
    Hidden,
    /// Hidden so that only a program can show it.
    VeryHidden,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetInfo {
    pub name: String,
    pub visibility: Visibility,
}

/// A workbook whose bytes are in memory; its worksheets only, in the order of their tabs.
pub struct Workbook {
    source: Source,
    limits: Limits,
}

enum Source {
    Xlsx(Package),
    Ods(Document),
    Binary(Binary),
}

/// The rows of one sheet, one by one.
pub struct Rows {
    source: RowSource,
}

enum RowSource {
    Xlsx(Box<SheetRows>),
    Ods(Box<OdsRows>),
    Binary(Box<BinaryRows>),
}

const ZIP: &[u8] = b"PK\x03\x04";
/// Compound File Binary, MS-CFB 2.2.
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

impl Workbook {
    /// Recognises the kind by its content, never by its name.
    pub fn open(bytes: Arc<[u8]>, limits: Limits) -> Result<Self> {
        if bytes.len() as u64 > limits.max_file_bytes {
            return Err(SheetsError::new(
                SheetsCode::TooLarge,
                format!("expected at most {} bytes, got more", limits.max_file_bytes),
            ));
        }
        let source = if bytes.starts_with(ZIP) {
            let archive = Archive::open(Arc::clone(&bytes), &limits)?;
            if archive.has("xl/workbook.bin") {
                archive.verify()?;
                Source::Binary(Binary::open_xlsb(bytes, &archive, &limits)?)
            } else if archive.has("content.xml") {
                Source::Ods(Document::open(archive, &limits)?)
            } else if archive.has("[Content_Types].xml") && archive.has("_rels/.rels") {
                Source::Xlsx(Package::open(archive, &limits)?)
            } else {
                return Err(not_a_workbook());
            }
        } else if bytes.starts_with(COMPOUND) {
            Source::Binary(Binary::open_xls(bytes, &limits)?)
        } else {
            return Err(not_a_workbook());
        };
        let workbook = Self { source, limits };
        if workbook.sheets().is_empty() {
            return Err(SheetsError::new(
                SheetsCode::NoSheet,
                "expected a worksheet, got none",
            ));
        }
        Ok(workbook)
    }

    pub fn format(&self) -> Format {
        match &self.source {
            Source::Xlsx(_) => Format::Xlsx,
            Source::Ods(_) => Format::Ods,
            Source::Binary(binary) => binary.format(),
        }
    }

    pub fn sheets(&self) -> &[SheetInfo] {
        match &self.source {
            Source::Xlsx(package) => &package.sheets,
            Source::Ods(document) => &document.sheets,
            Source::Binary(binary) => &binary.sheets,
        }
    }

    pub fn epoch_1904(&self) -> bool {
        match &self.source {
            Source::Xlsx(package) => package.epoch_1904,
            Source::Ods(_) => false,
            Source::Binary(binary) => binary.epoch_1904,
        }
    }

    /// Links to other workbooks and to data sources. None is ever followed; what stands in the cells is read.
    pub fn external_links(&self) -> u32 {
        match &self.source {
            Source::Xlsx(package) => package.external_links,
            Source::Ods(document) => document.external_links,
            Source::Binary(binary) => binary.external_links,
        }
    }

    /// Whether the workbook holds macros. None is ever run.
    pub fn has_macros(&self) -> bool {
        match &self.source {
            Source::Xlsx(package) => package.macros,
            Source::Ods(document) => document.macros,
            Source::Binary(binary) => binary.macros,
        }
    }

    /// The rows of the sheet at `index` of `sheets`.
    pub fn rows(&self, index: usize) -> Result<Rows> {
        if index >= self.sheets().len() {
            return Err(SheetsError::new(
                SheetsCode::UnknownSheet,
                "the workbook has no such sheet",
            ));
        }
        Ok(Rows {
            source: match &self.source {
                Source::Xlsx(package) => RowSource::Xlsx(Box::new(SheetRows::open(
                    package,
                    &package.parts[index],
                    &self.limits,
                )?)),
                Source::Ods(document) => {
                    RowSource::Ods(Box::new(OdsRows::open(document, index, &self.limits)?))
                }
                Source::Binary(binary) => {
                    RowSource::Binary(Box::new(binary.rows(index, &self.limits)?))
                }
            },
        })
    }
}

impl Rows {
    /// The next row that has a filled cell, in rising row numbers; `false` at the end.
    pub fn next(&mut self, row: &mut Row) -> Result<bool> {
        match &mut self.source {
            RowSource::Xlsx(rows) => rows.next(row),
            RowSource::Ods(rows) => rows.next(row),
            RowSource::Binary(rows) => rows.next(row),
        }
    }

    /// Merged regions; of an ODS those that were met so far.
    pub fn merged_regions(&self) -> u32 {
        match &self.source {
            RowSource::Xlsx(rows) => rows.merged_regions(),
            RowSource::Ods(rows) => rows.merged_regions(),
            RowSource::Binary(rows) => rows.merged_regions(),
        }
    }
}

fn not_a_workbook() -> SheetsError {
    SheetsError::new(
        SheetsCode::NotAWorkbook,
        "expected an XLSX, XLSM, XLSB, XLS or ODS workbook, got another file",
    )
}
