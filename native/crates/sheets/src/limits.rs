/// What a workbook may cost. All of it is looked at before memory is spent on it.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of the file.
    pub max_file_bytes: u64,
    /// Files inside the package.
    pub max_entries: u32,
    /// Bytes of all files of the package when inflated, and so of each.
    pub max_inflated_bytes: u64,
    /// A file of the package above `ratio_from_bytes` may not inflate more than this many times.
    pub max_ratio: u64,
    pub ratio_from_bytes: u64,
    /// Rows of a sheet, blank ones before the last that is filled included.
    pub max_rows: u32,
    pub max_columns: u32,
    /// Filled cells of a sheet.
    pub max_cells: u64,
    /// Shared texts of a workbook, and their bytes in UTF-8.
    pub max_strings: u64,
    pub max_string_bytes: u64,
    /// Bytes of one text in UTF-8.
    pub max_text_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_file_bytes: 256 << 20,
            max_entries: 10_000,
            max_inflated_bytes: 1 << 30,
            max_ratio: 200,
            ratio_from_bytes: 16 << 20,
            max_rows: 1_048_576,
            max_columns: 16_384,
            max_cells: 50_000_000,
            max_strings: 10_000_000,
            max_string_bytes: 512 << 20,
            max_text_bytes: 256 << 10,
        }
    }
}
