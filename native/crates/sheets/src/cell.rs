use crate::number::to_decimal;

/// What a cell is; as in core/table/row.ts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    Empty = 0,
    Text = 1,
    Number = 2,
    Date = 3,
    Boolean = 4,
    Error = 5,
}

/// What must be known beside a cell, as bits.
pub mod flag {
    /// The result of a formula, as the program that wrote the file computed it.
    pub const FORMULA: u8 = 1;
    /// A text that looks like a number.
    pub const NUMBER_AS_TEXT: u8 = 2;
    /// A whole number of more than 15 digits: spreadsheets keep no more, and write zeros for the rest.
    pub const INEXACT: u8 = 4;
    /// A time of day or a duration, given as text.
    pub const TIME: u8 = 8;
    /// Inside a merged region, whose value stands in its first cell only.
    pub const MERGED: u8 = 16;
    /// In a row that is hidden or filtered away on the screen.
    pub const HIDDEN_ROW: u8 = 32;
}

/// Texts of error cells that are not the spreadsheet's own words. A cell whose value cannot be known is never empty.
pub mod refusal {
    /// A formula without a stored result.
    pub const NO_RESULT: &str = "#RESULT!";
    /// Covered by a merged region.
    pub const MERGED: &str = "#MERGED!";
    /// No day has this number (the 29 February 1900 that Excel believes in, or before its first day).
    pub const DATE: &str = "#DATE!";
    /// A number that is none.
    pub const NUMBER: &str = "#NUMBER!";
    /// A kind of cell that is not known.
    pub const KIND: &str = "#KIND!";
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// From 0.
    pub column: u32,
    pub kind: Kind,
    pub flags: u8,
    /// Canonical for numbers, dates and booleans; as it stands for texts and errors.
    pub text: String,
}

/// A row with at least one cell that is not empty, cells in rising columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// The sheet's own row number, from 1.
    pub number: u32,
    pub cells: Vec<Cell>,
}

/// A value before it stands in its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Value {
    pub kind: Kind,
    pub flags: u8,
    pub text: String,
}

impl Value {
    pub fn empty() -> Self {
        Self::of(Kind::Empty, "")
    }

    pub fn of(kind: Kind, text: impl Into<String>) -> Self {
        Self {
            kind,
            flags: 0,
            text: text.into(),
        }
    }

    pub fn error(text: impl Into<String>) -> Self {
        Self::of(Kind::Error, text)
    }

    /// An empty text is an empty cell.
    pub fn text(text: String) -> Self {
        if text.is_empty() {
            return Self::empty();
        }
        let flags = if looks_like_number(&text) {
            flag::NUMBER_AS_TEXT
        } else {
            0
        };
        Self {
            kind: Kind::Text,
            flags,
            text,
        }
    }

    pub fn boolean(value: bool) -> Self {
        Self::of(Kind::Boolean, if value { "true" } else { "false" })
    }

    pub fn number(value: f64) -> Self {
        if !value.is_finite() {
            return Self::error(refusal::NUMBER);
        }
        let inexact = value.fract() == 0.0 && value.abs() >= 1e15;
        Self {
            kind: Kind::Number,
            flags: if inexact { flag::INEXACT } else { 0 },
            text: to_decimal(value),
        }
    }
}

fn looks_like_number(text: &str) -> bool {
    let trimmed = text.trim();
    let digits = trimmed
        .strip_prefix(['-', '+', '\u{2212}'])
        .unwrap_or(trimmed);
    digits.contains(|c: char| c.is_ascii_digit())
        && digits
            .chars()
            .all(|c| c.is_ascii_digit() || c == '.' || c == ',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_look_like_numbers() {
        for text in ["12", "-1,5", " 0012 ", "1.234,5", "\u{2212}3"] {
            assert_eq!(
                Value::text(text.to_string()).flags,
                flag::NUMBER_AS_TEXT,
                "{text}"
            );
        }
        for text in ["", "a", "1a", "-", "1-2", "1e5"] {
            assert_eq!(Value::text(text.to_string()).flags, 0, "{text}");
        }
    }

    #[test]
    fn numbers_that_may_have_lost_digits() {
        assert_eq!(Value::number(999_999_999_999_999.0).flags, 0);
        assert_eq!(Value::number(1e15).flags, flag::INEXACT);
        assert_eq!(Value::number(f64::NAN), Value::error(refusal::NUMBER));
    }
}
