use crate::error::{Result, SheetsCode, SheetsError};
use crate::limits::Limits;

/// MS-XLSB 2.3.
const CELL_RICH_TEXT: u32 = 62;
const MERGED: u32 = 176;
const ROW: u32 = 0;

/// Refuses what calamine would leave out of a sheet without a word: merged regions, and cells with text in several fonts.
pub(crate) fn check_records(part: &[u8], limits: &Limits) -> Result<()> {
    let mut rest = part;
    while !rest.is_empty() {
        let kind = read_variable(&mut rest, 2)?;
        let size = read_variable(&mut rest, 4)? as usize;
        let (body, after) = rest.split_at_checked(size).ok_or_else(cut_short)?;
        match kind {
            CELL_RICH_TEXT | MERGED => {
                return Err(SheetsError::new(
                    SheetsCode::Unsupported,
                    "an XLSB workbook with merged cells or with text in several fonts is not read; save it as XLSX",
                ));
            }
            ROW => {
                let number = body.first_chunk().ok_or_else(cut_short)?;
                if u32::from_le_bytes(*number) >= limits.max_rows {
                    return Err(SheetsError::new(
                        SheetsCode::TooManyRows,
                        format!("expected at most {} rows, got more", limits.max_rows),
                    ));
                }
            }
            _ => {}
        }
        rest = after;
    }
    Ok(())
}

/// Seven bits a byte, the lowest first; at most `most` bytes (MS-XLSB 2.1.4).
fn read_variable(rest: &mut &[u8], most: u32) -> Result<u32> {
    let mut value = 0;
    for at in 0..most {
        let (byte, after) = rest.split_first().ok_or_else(cut_short)?;
        *rest = after;
        value |= u32::from(byte & 0x7F) << (7 * at);
        if byte & 0x80 == 0 {
            break;
        }
    }
    Ok(value)
}

fn cut_short() -> SheetsError {
    SheetsError::damaged("a record of the workbook is cut short")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records() {
        let code = |part: &[u8]| {
            check_records(part, &Limits::default())
                .map_err(|e| e.code)
                .err()
        };
        assert_eq!(code(&[]), None);
        assert_eq!(code(&[0x01, 0x01, 0xFF]), None);
        assert_eq!(
            code(&[0xB0, 0x01, 0x01, 0xFF]),
            Some(SheetsCode::Unsupported)
        );
        assert_eq!(code(&[0x3E, 0x00]), Some(SheetsCode::Unsupported));
        assert_eq!(code(&[0x01, 0x05, 0xFF]), Some(SheetsCode::Damaged));
        assert_eq!(code(&[0x81]), Some(SheetsCode::Damaged));
        assert_eq!(
            code(&[0x00, 0x04, 0, 0, 0x10, 0]),
            Some(SheetsCode::TooManyRows)
        );
    }
}
