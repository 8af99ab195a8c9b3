use std::fmt;

/// Why a workbook is refused. The list is closed; docs/formats/workbook.md explains each code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetsCode {
    NotAWorkbook,
    Encrypted,
    Damaged,
    NoSheet,
    UnknownSheet,
    Bomb,
    TooLarge,
    TooManyEntries,
    TooManyRows,
    TooManyColumns,
    TooManyCells,
    TooManyStrings,
    TextTooLong,
    DocumentType,
    Entity,
    Nesting,
    CellTwice,
    Unsupported,
    Internal,
}

impl SheetsCode {
    pub const ALL: [Self; 19] = [
        Self::NotAWorkbook,
        Self::Encrypted,
        Self::Damaged,
        Self::NoSheet,
        Self::UnknownSheet,
        Self::Bomb,
        Self::TooLarge,
        Self::TooManyEntries,
        Self::TooManyRows,
        Self::TooManyColumns,
        Self::TooManyCells,
        Self::TooManyStrings,
        Self::TextTooLong,
        Self::DocumentType,
        Self::Entity,
        Self::Nesting,
        Self::CellTwice,
        Self::Unsupported,
        Self::Internal,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotAWorkbook => "not-a-workbook",
            Self::Encrypted => "encrypted",
            Self::Damaged => "damaged",
            Self::NoSheet => "no-sheet",
            Self::UnknownSheet => "unknown-sheet",
            Self::Bomb => "bomb",
            Self::TooLarge => "too-large",
            Self::TooManyEntries => "too-many-entries",
            Self::TooManyRows => "too-many-rows",
            Self::TooManyColumns => "too-many-columns",
            Self::TooManyCells => "too-many-cells",
            Self::TooManyStrings => "too-many-strings",
            Self::TextTooLong => "text-too-long",
            Self::DocumentType => "document-type",
            Self::Entity => "entity",
            Self::Nesting => "nesting",
            Self::CellTwice => "cell-twice",
            Self::Unsupported => "unsupported",
            Self::Internal => "internal",
        }
    }
}

/// A refusal. The message says what was expected and what was found, and never holds the text of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetsError {
    pub code: SheetsCode,
    pub message: String,
}

impl SheetsError {
    pub fn new(code: SheetsCode, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }

    pub(crate) fn damaged(message: impl Into<String>) -> Self {
        Self::new(SheetsCode::Damaged, message)
    }
}

impl fmt::Display for SheetsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code.as_str(), self.message)
    }
}

impl std::error::Error for SheetsError {}

pub type Result<T> = std::result::Result<T, SheetsError>;
