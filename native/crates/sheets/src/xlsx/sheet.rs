use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};

use super::escapes::unescape;
use super::merged::read_merges;
use super::strings::{Strings, read_rich_text};
use super::workbook::Package;
use crate::budget::Budget;
use crate::cell::{Row, Value, flag, refusal};
use crate::date::{parse_iso, to_value};
use crate::error::{Result, SheetsError};
use crate::format::NumberFormat;
use crate::limits::Limits;
use crate::merges::Merges;
use crate::number::parse_double;
use crate::xml::{Xml, attribute, attributes};

/// The rows of one worksheet (ECMA-376 part 1, 18.3.1.99), in the order of the file, which must be rising.
pub(crate) struct SheetRows {
    xml: Xml,
    formats: Arc<Vec<NumberFormat>>,
    strings: Arc<Strings>,
    epoch_1904: bool,
    recalculate: bool,
    merges: Merges,
    budget: Budget,
    in_data: bool,
    ended: bool,
    last_row: u32,
    /// Of the cell that is read: what stands in `v`, and in `is`.
    value: String,
    inline: String,
}

/// The attributes of a cell.
struct Head {
    place: Option<(u32, u32)>,
    style: usize,
    kind: CellType,
}

/// 18.18.11
#[derive(Clone, Copy)]
enum CellType {
    Number,
    SharedText,
    FormulaText,
    InlineText,
    Boolean,
    Error,
    Date,
    Unknown,
}

enum Piece {
    Row { number: Option<u32>, hidden: bool },
    Data,
    DataEnd,
    End,
    Other,
}

impl SheetRows {
    pub fn open(package: &Package, part: &str, limits: &Limits) -> Result<Self> {
        let merges = read_merges(&package.archive, part, limits)?;
        Ok(Self {
            xml: Xml::open(&package.archive, part, limits)?,
            formats: Arc::clone(&package.formats),
            strings: Arc::clone(&package.strings),
            epoch_1904: package.epoch_1904,
            recalculate: package.recalculate,
            merges,
            budget: Budget::new(limits),
            in_data: false,
            ended: false,
            last_row: 0,
            value: String::new(),
            inline: String::new(),
        })
    }

    pub fn merged_regions(&self) -> u32 {
        self.merges.count()
    }

    /// The next row that has a filled cell; `false` at the end.
    pub fn next(&mut self, row: &mut Row) -> Result<bool> {
        row.cells.clear();
        if self.ended {
            return Ok(false);
        }
        loop {
            match self.next_piece()? {
                Piece::Row { number, hidden } if self.in_data => {
                    row.number = number.unwrap_or(self.last_row + 1);
                    self.budget.row(row.number, self.last_row)?;
                    self.last_row = row.number;
                    self.read_cells(row)?;
                    if row.cells.is_empty() {
                        continue;
                    }
                    self.merges.mark(row, self.budget.width());
                    if hidden {
                        row.cells
                            .iter_mut()
                            .for_each(|cell| cell.flags |= flag::HIDDEN_ROW);
                    }
                    return Ok(true);
                }
                Piece::Data => self.in_data = true,
                Piece::DataEnd => {
                    self.ended = true;
                    return Ok(false);
                }
                Piece::End => return Err(self.xml.damaged("expected the cells of a worksheet")),
                Piece::Row { .. } | Piece::Other => {}
            }
        }
    }

    fn next_piece(&mut self) -> Result<Piece> {
        Ok(match self.xml.next()? {
            Event::Start(start) => match start.local_name().as_ref() {
                "row" => {
                    let number = attribute(&start, "r")?;
                    let number = match number {
                        Some(text) => Some(text.parse().map_err(|_| {
                            SheetsError::damaged("a row has a number that is none")
                        })?),
                        None => None,
                    };
                    let hidden = attribute(&start, "hidden")?;
                    Piece::Row {
                        number,
                        hidden: matches!(hidden.as_deref(), Some("1" | "true")),
                    }
                }
                "sheetData" => Piece::Data,
                _ => Piece::Other,
            },
            Event::End(end) if end.local_name().as_ref() == "sheetData" => Piece::DataEnd,
            Event::Eof => Piece::End,
            _ => Piece::Other,
        })
    }

    /// The cells of the row that was begun; leaves it.
    fn read_cells(&mut self, row: &mut Row) -> Result<()> {
        let own = self.xml.depth();
        let mut next_column = 0;
        while self.xml.depth() >= own {
            let depth = self.xml.depth();
            let head = match self.xml.next()? {
                Event::Start(start) if depth == own && start.local_name().as_ref() == "c" => {
                    read_head(&start)?
                }
                _ => continue,
            };
            let (at, column) = head.place.unwrap_or((row.number - 1, next_column));
            if at + 1 != row.number {
                return Err(self.xml.damaged("a cell stands in the row of another"));
            }
            let value = self.read_cell(&head)?;
            self.budget.cell(row, column, value)?;
            next_column = column + 1;
        }
        Ok(())
    }

    /// The value of the cell that was begun; leaves it.
    fn read_cell(&mut self, head: &Head) -> Result<Value> {
        enum Part {
            Value,
            Formula,
            Inline,
            Other,
            None,
        }
        self.value.clear();
        self.inline.clear();
        let own = self.xml.depth();
        let mut formula = false;
        while self.xml.depth() >= own {
            let part = match self.xml.next()? {
                Event::Start(start) => match start.local_name().as_ref() {
                    "v" => Part::Value,
                    "f" => Part::Formula,
                    "is" => Part::Inline,
                    _ => Part::Other,
                },
                _ => Part::None,
            };
            match part {
                Part::Value => self.xml.text(&mut self.value)?,
                Part::Inline => {
                    read_rich_text(&mut self.xml, &mut self.inline)?;
                    self.xml.check_length(&self.inline)?;
                }
                Part::Formula => {
                    formula = true;
                    self.xml.skip()?;
                }
                Part::Other => self.xml.skip()?,
                Part::None => {}
            }
        }
        let mut value = self.to_value(head, formula)?;
        if formula {
            value.flags |= flag::FORMULA;
        }
        Ok(value)
    }

    fn to_value(&self, head: &Head, formula: bool) -> Result<Value> {
        let text = self.value.as_str();
        if formula && (self.recalculate || self.lacks_result(head)) {
            return Ok(Value::error(refusal::NO_RESULT));
        }
        Ok(match head.kind {
            CellType::FormulaText => Value::text(unescape(text).into_owned()),
            CellType::InlineText => Value::text(unescape(&self.inline).into_owned()),
            _ if text.is_empty() => Value::empty(),
            CellType::Number => match parse_double(text) {
                Some(number) => to_value(number, self.format(head.style)?, self.epoch_1904),
                None => Value::error(refusal::NUMBER),
            },
            CellType::SharedText => {
                let shared = text
                    .trim()
                    .parse()
                    .ok()
                    .and_then(|index| self.strings.get(index));
                let shared = shared.ok_or_else(|| {
                    self.xml
                        .damaged("a cell names a shared text that is not there")
                })?;
                Value::text(shared.to_string())
            }
            CellType::Boolean => match text.trim() {
                "0" | "false" => Value::boolean(false),
                "1" | "true" => Value::boolean(true),
                _ => Value::error(refusal::KIND),
            },
            CellType::Error => Value::error(text),
            CellType::Date => parse_iso(text),
            CellType::Unknown => Value::error(refusal::KIND),
        })
    }

    /// A formula whose result was never computed. One whose result is the empty text says so by its type.
    fn lacks_result(&self, head: &Head) -> bool {
        let none = self.value.is_empty() && self.inline.is_empty();
        none && !matches!(head.kind, CellType::FormulaText)
    }

    fn format(&self, style: usize) -> Result<NumberFormat> {
        match self.formats.get(style) {
            Some(format) => Ok(*format),
            None if style == 0 => Ok(NumberFormat::Number),
            None => Err(self.xml.damaged("a cell names a style that is not there")),
        }
    }
}

fn read_head(start: &BytesStart<'_>) -> Result<Head> {
    let mut head = Head {
        place: None,
        style: 0,
        kind: CellType::Number,
    };
    attributes(start, |key, value| {
        match key {
            "r" => {
                head.place = Some(
                    parse_place(value)
                        .ok_or_else(|| SheetsError::damaged("a cell has a place that is none"))?,
                );
            }
            "s" if value.is_empty() => {}
            "s" => {
                head.style = value
                    .parse()
                    .map_err(|_| SheetsError::damaged("a cell has a style that is none"))?;
            }
            "t" => {
                head.kind = match value {
                    "n" => CellType::Number,
                    "s" => CellType::SharedText,
                    "str" => CellType::FormulaText,
                    "inlineStr" => CellType::InlineText,
                    "b" => CellType::Boolean,
                    "e" => CellType::Error,
                    "d" => CellType::Date,
                    _ => CellType::Unknown,
                };
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(head)
}

/// `BC12` as row and column from 0.
pub(super) fn parse_place(text: &str) -> Option<(u32, u32)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = text.split_at(letters);
    if letters.is_empty() || letters.len() > 3 || digits.is_empty() || digits.len() > 7 {
        return None;
    }
    let column = letters.bytes().fold(0, |column, letter| {
        column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1
    });
    let all_digits = digits.bytes().all(|c| c.is_ascii_digit());
    let row: u32 = digits.parse().ok().filter(|row| all_digits && *row > 0)?;
    Some((row - 1, column - 1))
}

#[cfg(test)]
mod tests {
    use super::parse_place;

    #[test]
    fn places() {
        for (text, place) in [
            ("A1", Some((0, 0))),
            ("Z10", Some((9, 25))),
            ("AA1", Some((0, 26))),
            ("XFD1048576", Some((1_048_575, 16_383))),
            ("A0", None),
            ("1", None),
            ("A", None),
            ("A1B", None),
            ("A+1", None),
            ("ABCD1", None),
            ("A99999999", None),
        ] {
            assert_eq!(parse_place(text), place, "{text}");
        }
    }
}
