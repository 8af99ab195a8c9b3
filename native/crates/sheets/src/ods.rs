use quick_xml::events::{BytesStart, Event};

use crate::archive::Archive;
use crate::budget::Budget;
use crate::cell::{Cell, Kind, Row, Value, flag, refusal};
use crate::date::{parse_iso, parse_iso_duration};
use crate::error::{Result, SheetsCode, SheetsError};
use crate::limits::Limits;
use crate::merges::{Merges, Region};
use crate::number::parse_double;
use crate::ods_text::read_paragraphs;
use crate::workbook::{SheetInfo, Visibility};
use crate::xml::{Xml, qualified_attributes};

/// `office:document-content`, `office:body`, `office:spreadsheet`, `table:table`.
const TABLE_DEPTH: u32 = 4;

/// An OpenDocument spreadsheet (ODF 1.3 part 3).
pub(crate) struct Document {
    archive: Archive,
    pub sheets: Vec<SheetInfo>,
    /// Which of the tables each sheet is: LibreOffice keeps copies of other workbooks' sheets between them.
    tables: Vec<u32>,
    pub external_links: u32,
    pub macros: bool,
}

impl Document {
    pub fn open(archive: Archive, limits: &Limits) -> Result<Self> {
        check_encryption(&archive, limits)?;
        let macros = !archive.names_under("basic/").is_empty();
        let mut xml = Xml::open(&archive, "content.xml", limits)?;
        let mut document = Self {
            sheets: Vec::new(),
            tables: Vec::new(),
            external_links: 0,
            macros,
            archive,
        };
        let mut hidden_styles = Vec::new();
        let mut style = String::new();
        let mut count = 0;
        loop {
            let depth = xml.depth() + 1;
            match xml.next()? {
                Event::Start(start) => match start.local_name().as_ref() {
                    "style" => style = get(&start, "style:name")?.unwrap_or_default(),
                    "table-properties"
                        if get(&start, "table:display")?.as_deref() == Some("false") =>
                    {
                        hidden_styles.push(style.clone());
                    }
                    "table" if depth == TABLE_DEPTH => {
                        let hidden = get(&start, "table:style-name")?
                            .is_some_and(|style| hidden_styles.contains(&style));
                        document.sheets.push(SheetInfo {
                            name: get(&start, "table:name")?.unwrap_or_default(),
                            visibility: if hidden {
                                Visibility::Hidden
                            } else {
                                Visibility::Visible
                            },
                        });
                        document.tables.push(count);
                        count += 1;
                    }
                    "table-source" if depth == TABLE_DEPTH + 1 => {
                        document.sheets.pop();
                        document.tables.pop();
                        document.external_links += 1;
                    }
                    _ => {}
                },
                Event::Eof => return Ok(document),
                _ => {}
            }
        }
    }
}

fn check_encryption(archive: &Archive, limits: &Limits) -> Result<()> {
    if !archive.has("META-INF/manifest.xml") {
        return Ok(());
    }
    let mut xml = Xml::open(archive, "META-INF/manifest.xml", limits)?;
    loop {
        match xml.next()? {
            Event::Start(start) if start.local_name().as_ref() == "encryption-data" => {
                return Err(SheetsError::new(
                    SheetsCode::Encrypted,
                    "the workbook is protected by a password; save it without one",
                ));
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn get(start: &BytesStart<'_>, name: &str) -> Result<Option<String>> {
    let mut found = None;
    qualified_attributes(start, |key, value| {
        if key == name {
            found = Some(value.to_string());
        }
        Ok(())
    })?;
    Ok(found)
}

pub(crate) struct OdsRows {
    xml: Xml,
    merges: Merges,
    budget: Budget,
    last_row: u32,
    /// A row that stands for several: its cells, and how often they come yet.
    repeated: Row,
    left: u32,
    ended: bool,
}

/// A cell as its attributes say it (ODF 1.3 part 3, 19.385 and 19.701).
#[derive(Default)]
struct Head {
    covered: bool,
    repeated: u32,
    columns: u32,
    rows: u32,
    kind: String,
    value: Option<String>,
    text: Option<String>,
    formula: bool,
    error: bool,
}

impl OdsRows {
    pub fn open(document: &Document, index: usize, limits: &Limits) -> Result<Self> {
        let mut xml = Xml::open(&document.archive, "content.xml", limits)?;
        let mut before = document.tables[index];
        loop {
            let depth = xml.depth() + 1;
            match xml.next()? {
                Event::Start(start)
                    if depth == TABLE_DEPTH && start.local_name().as_ref() == "table" =>
                {
                    if before == 0 {
                        break;
                    }
                    before -= 1;
                }
                Event::Eof => return Err(SheetsError::damaged("a sheet is not there any more")),
                _ => {}
            }
        }
        Ok(Self {
            xml,
            merges: Merges::default(),
            budget: Budget::new(limits),
            last_row: 0,
            repeated: Row::default(),
            left: 0,
            ended: false,
        })
    }

    pub fn merged_regions(&self) -> u32 {
        self.merges.count()
    }

    pub fn next(&mut self, row: &mut Row) -> Result<bool> {
        row.cells.clear();
        loop {
            if self.left > 0 {
                self.left -= 1;
                self.give_repeated(row)?;
                return Ok(true);
            }
            if self.ended {
                return Ok(false);
            }
            let (mut count, mut hidden) = (1, false);
            let depth = self.xml.depth();
            match self.xml.next()? {
                Event::Start(start) => match start.local_name().as_ref() {
                    "table-row" => qualified_attributes(&start, |key, value| {
                        match key {
                            "table:number-rows-repeated" => count = to_count(value)?,
                            "table:visibility" => hidden = value != "visible",
                            _ => {}
                        }
                        Ok(())
                    })?,
                    // Groups of rows are only brackets around them; shapes and the like hold no rows.
                    "table-row-group" | "table-header-rows" | "table-rows" => continue,
                    _ => {
                        self.xml.skip()?;
                        continue;
                    }
                },
                Event::End(_) if depth == TABLE_DEPTH => {
                    self.ended = true;
                    continue;
                }
                Event::Eof => return Err(SheetsError::damaged("a sheet ends in the middle")),
                _ => continue,
            }
            self.read_cells()?;
            if self.repeated.cells.is_empty() {
                self.last_row = self.last_row.saturating_add(count);
            } else {
                if hidden {
                    let cells = self.repeated.cells.iter_mut();
                    cells.for_each(|cell| cell.flags |= flag::HIDDEN_ROW);
                }
                // A few bytes may stand for more rows than a sheet has.
                self.budget
                    .ahead(self.last_row, count, self.repeated.cells.len())?;
                self.left = count;
            }
        }
    }

    fn give_repeated(&mut self, row: &mut Row) -> Result<()> {
        row.number = self.last_row.saturating_add(1);
        self.budget.row(row.number, self.last_row)?;
        self.last_row = row.number;
        for cell in &self.repeated.cells {
            let value = Value {
                kind: cell.kind,
                flags: cell.flags,
                text: cell.text.clone(),
            };
            self.budget.cell(row, cell.column, value)?;
        }
        self.merges.mark(row, self.budget.width());
        Ok(())
    }

    /// The cells of the row that was begun into `repeated`; leaves it.
    fn read_cells(&mut self) -> Result<()> {
        self.repeated.cells.clear();
        let own = self.xml.depth();
        let mut column: u32 = 0;
        while self.xml.depth() >= own {
            let head = match self.xml.next()? {
                Event::Start(start) => match start.local_name().as_ref() {
                    "table-cell" => read_head(&start, false)?,
                    "covered-table-cell" => read_head(&start, true)?,
                    _ => {
                        self.xml.skip()?;
                        continue;
                    }
                },
                _ => continue,
            };
            if head.columns > 1 || head.rows > 1 {
                let at = self.last_row;
                self.merges.add(Region {
                    first: (at, column),
                    last: (
                        at.saturating_add(head.rows - 1),
                        column.saturating_add(head.columns - 1),
                    ),
                })?;
            }
            let mut text = String::new();
            read_paragraphs(&mut self.xml, &mut text)?;
            let width = add_cells(&head, text, column, &mut self.repeated, &self.budget)?;
            column = column.saturating_add(width);
        }
        Ok(())
    }
}

/// Adds the cell as often as it stands there and gives how many columns that is.
fn add_cells(
    head: &Head,
    text: String,
    column: u32,
    row: &mut Row,
    budget: &Budget,
) -> Result<u32> {
    let count = head.repeated;
    let mut value = read_value(head, text);
    if value.kind == Kind::Empty {
        return Ok(count);
    }
    if head.covered {
        value = Value::error(refusal::MERGED);
        value.flags = flag::MERGED;
    }
    if head.formula {
        value.flags |= flag::FORMULA;
    }
    budget.column(column.saturating_add(count - 1))?;
    for place in 0..count {
        row.cells.push(Cell {
            column: column + place,
            kind: value.kind,
            flags: value.flags,
            text: value.text.clone(),
        });
    }
    Ok(count)
}

fn read_value(head: &Head, text: String) -> Value {
    let shown_as_error = head.formula && (text.starts_with('#') || text.starts_with("Err:"));
    if head.error || shown_as_error {
        let word = if text.is_empty() {
            refusal::NO_RESULT.to_string()
        } else {
            text
        };
        return Value::error(word);
    }
    let given = head.value.as_deref();
    match head.kind.as_str() {
        "float" | "percentage" | "currency" => match given.and_then(parse_double) {
            Some(number) => Value::number(number),
            None => Value::error(refusal::NUMBER),
        },
        "date" => parse_iso(given.unwrap_or_default()),
        "time" => parse_iso_duration(given.unwrap_or_default()),
        "boolean" => match given {
            Some("true") => Value::boolean(true),
            Some("false") => Value::boolean(false),
            _ => Value::error(refusal::KIND),
        },
        "string" => Value::text(head.text.clone().unwrap_or(text)),
        "" | "void" if head.formula && text.is_empty() => Value::error(refusal::NO_RESULT),
        "" | "void" => Value::text(text),
        _ => Value::error(refusal::KIND),
    }
}

fn read_head(start: &BytesStart<'_>, covered: bool) -> Result<Head> {
    let mut head = Head {
        covered,
        repeated: 1,
        columns: 1,
        rows: 1,
        ..Head::default()
    };
    qualified_attributes(start, |key, value| {
        match key {
            "table:number-columns-repeated" => head.repeated = to_count(value)?,
            "table:number-columns-spanned" => head.columns = to_count(value)?,
            "table:number-rows-spanned" => head.rows = to_count(value)?,
            "table:formula" => head.formula = true,
            "office:value-type" => head.kind = value.to_string(),
            "calcext:value-type" => head.error = value == "error",
            "office:value" | "office:date-value" | "office:time-value" | "office:boolean-value" => {
                head.value = Some(value.to_string());
            }
            "office:string-value" => head.text = Some(value.to_string()),
            _ => {}
        }
        Ok(())
    })?;
    Ok(head)
}

fn to_count(text: &str) -> Result<u32> {
    let count = text.trim().parse().ok().filter(|count: &u32| *count > 0);
    count.ok_or_else(|| SheetsError::damaged("a repetition that is no count"))
}
