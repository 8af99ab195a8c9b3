//! Packages made here, and what damage to them does: always a refusal with a code, never a panic.

use std::io::{Cursor, Write};
use std::sync::Arc;
use std::time::{Duration, Instant};

use visite_sheets::{Kind, Limits, Row, SheetsCode, SheetsError, Workbook};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

type Cells = Vec<(u32, u32, Kind, String)>;
type TestResult = Result<(), Box<dyn std::error::Error>>;

const RELS: &str = r#"<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str =
    r#"<workbook><sheets><sheet name="Blad1" sheetId="1" id="s"/></sheets></workbook>"#;
const BOOK_RELS: &str = r#"<Relationships><Relationship Id="s" Type="x/worksheet" Target="worksheets/a.xml"/><Relationship Id="t" Type="x/sharedStrings" Target="strings.xml"/><Relationship Id="u" Type="x/styles" Target="styles.xml"/></Relationships>"#;
const STRINGS: &str = "<sst><si><t>Nr</t></si><si><r><t>a</t></r><r><t>b</t></r></si></sst>";
const STYLES: &str =
    r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;
const SHEET: &str = r#"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2"><v>1.5</v></c><c r="B2" s="1"><v>46350</v></c><c r="C2" t="b"><v>1</v></c><c r="D2" t="e"><f>NA()</f><v>#N/A</v></c></row></sheetData><mergeCells><mergeCell ref="A3:B4"/></mergeCells></worksheet>"#;

fn pack(files: &[(&str, &str)]) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, content) in files {
        zip.start_file(*name, options)?;
        zip.write_all(content.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn xlsx(sheet: &str) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    pack(&[
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", RELS),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS),
        ("xl/strings.xml", STRINGS),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/a.xml", sheet),
    ])
}

fn read(bytes: &[u8]) -> Result<Cells, SheetsError> {
    let workbook = Workbook::open(Arc::from(bytes), Limits::default())?;
    let mut cells = Vec::new();
    for sheet in 0..workbook.sheets().len() {
        let mut rows = workbook.rows(sheet)?;
        let mut row = Row::default();
        while rows.next(&mut row)? {
            for cell in &row.cells {
                cells.push((row.number, cell.column, cell.kind, cell.text.clone()));
            }
            if cells.len() > 100_000 {
                break;
            }
        }
    }
    Ok(cells)
}

#[test]
fn a_sheet_gives_typed_cells() -> TestResult {
    let expected = [
        (1, 0, Kind::Text, "Nr"),
        (1, 1, Kind::Text, "ab"),
        (2, 0, Kind::Number, "1.5"),
        (2, 1, Kind::Date, "2026-11-24"),
        (2, 2, Kind::Boolean, "true"),
        (2, 3, Kind::Error, "#N/A"),
    ];
    let expected = expected.map(|(row, column, kind, text)| (row, column, kind, text.to_string()));
    assert_eq!(read(&xlsx(SHEET)?)?, expected);
    Ok(())
}

#[test]
fn what_is_wrong_is_said() -> TestResult {
    let cases = [
        ("<worksheet>", SheetsCode::Damaged),
        ("<worksheet/>", SheetsCode::Damaged),
        ("", SheetsCode::Damaged),
        ("<!DOCTYPE a><worksheet/>", SheetsCode::DocumentType),
        (
            "<worksheet><sheetData><row><c t=\"str\"><v>&a;</v></c></row></sheetData></worksheet>",
            SheetsCode::Entity,
        ),
        (
            "<worksheet><sheetData><row><c t=\"s\"><v>2</v></c></row></sheetData></worksheet>",
            SheetsCode::Damaged,
        ),
        (
            "<worksheet><sheetData><row><c s=\"2\"><v>2</v></c></row></sheetData></worksheet>",
            SheetsCode::Damaged,
        ),
        (
            "<worksheet><sheetData><row r=\"2\"/><row r=\"1\"/></sheetData></worksheet>",
            SheetsCode::CellTwice,
        ),
        (
            "<worksheet><sheetData><row r=\"4294967295\"/></sheetData></worksheet>",
            SheetsCode::TooManyRows,
        ),
    ];
    for (sheet, code) in cases {
        assert_eq!(
            read(&xlsx(sheet)?).map_err(|error| error.code),
            Err(code),
            "{sheet}"
        );
    }
    Ok(())
}

/// The same numbers on every machine (Marsaglia's xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most.max(1) as u64) as usize
    }
}

/// One to eight bytes changed, left out, put in or moved.
fn damage(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=random.below(8) {
        if bytes.is_empty() {
            break;
        }
        let at = random.below(bytes.len());
        match random.below(5) {
            0 => bytes[at] ^= 1 << random.below(8),
            1 => bytes[at] = random.below(256) as u8,
            2 => {
                bytes.remove(at);
            }
            3 => bytes.insert(at, b"<>&\"=0A\xFF"[random.below(8)]),
            _ => {
                let end = (at + random.below(40)).min(bytes.len());
                let piece = bytes[at..end].to_vec();
                let to = random.below(bytes.len());
                bytes.splice(to..to, piece);
            }
        }
    }
    bytes
}

/// Damage to the package, and to the XML inside a whole package: every answer is rows or a code. A panic fails the test.
/// XLS is left to the tests of the process that reads it: calamine can be made to ask for any memory.
#[test]
fn damage_never_panics() -> TestResult {
    let whole = xlsx(SHEET)?;
    let real: [&[u8]; 2] = [
        include_bytes!("files/typed.xlsx"),
        include_bytes!("files/typed.ods"),
    ];
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let (mut read_whole, mut refused) = (0, 0);
    let until = Instant::now() + Duration::from_secs(4);
    while Instant::now() < until {
        for seed in real.iter().copied().chain([whole.as_slice()]) {
            match read(&damage(seed, &mut random)) {
                Ok(_) => read_whole += 1,
                Err(error) => {
                    assert_ne!(error.code, SheetsCode::Internal);
                    refused += 1;
                }
            }
        }
        let sheet = damage(SHEET.as_bytes(), &mut random);
        match read(&xlsx(&String::from_utf8_lossy(&sheet))?) {
            Ok(_) => read_whole += 1,
            Err(_) => refused += 1,
        }
    }
    assert!(
        read_whole > 0 && refused > 100,
        "{read_whole} read, {refused} refused"
    );
    Ok(())
}

#[test]
fn an_xls_gives_typed_cells() -> TestResult {
    let cells = read(include_bytes!("files/typed.xls"))?;
    let row: Vec<_> = cells.iter().filter(|(row, ..)| *row == 2).collect();
    let kinds: Vec<_> = row.iter().map(|(_, _, kind, _)| *kind).collect();
    let texts: Vec<_> = row.iter().map(|(.., text)| text.as_str()).collect();
    assert_eq!(
        texts,
        ["0012", "1950-02-28", "7.5", "true", "é€a", "12:00:00"]
    );
    use Kind::{Boolean, Date, Number, Text};
    assert_eq!(kinds, [Text, Date, Number, Boolean, Text, Text]);
    Ok(())
}

/// calamine reads the same values, where it reads.
#[test]
fn calamine_agrees() -> TestResult {
    use calamine::{Data, Reader, Xlsx};
    let bytes = include_bytes!("files/typed.xlsx");
    let mut other: Xlsx<_> = Xlsx::new(Cursor::new(bytes.as_slice()))?;
    let name = other.sheet_names()[0].clone();
    let range = other.worksheet_range(&name)?;
    let ours = read(bytes)?;
    let mut compared = 0;
    for (row, column, kind, text) in &ours {
        let data = range.get_value((row - 1, *column)).unwrap_or(&Data::Empty);
        match (kind, data) {
            (Kind::Text, Data::String(theirs)) => assert_eq!(text, theirs),
            (Kind::Number, Data::Float(theirs)) => assert_eq!(text.parse::<f64>()?, *theirs),
            (Kind::Boolean, Data::Bool(theirs)) => assert_eq!(text, &theirs.to_string()),
            (Kind::Date, Data::DateTime(theirs)) => {
                let (year, month, day, hour, minute, second, _) = theirs.to_ymd_hms_milli();
                let date = format!("{year:04}-{month:02}-{day:02}");
                let clock = format!(" {hour:02}:{minute:02}:{second:02}");
                let midnight = hour + minute + second == 0;
                assert_eq!(text, &(date + if midnight { "" } else { &clock }));
            }
            (Kind::Error, Data::Error(theirs)) => assert_eq!(text, &theirs.to_string()),
            pair => return Err(format!("row {row}, column {column}: {pair:?}").into()),
        }
        compared += 1;
    }
    assert!(compared > 15);
    Ok(())
}
