mod escapes;
mod merged;
mod sheet;
mod strings;
mod styles;
mod workbook;

pub(crate) use sheet::SheetRows;
pub(crate) use workbook::Package;
