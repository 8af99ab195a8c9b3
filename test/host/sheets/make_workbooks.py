"""Writes the workbooks of workbook-cases.ts into a folder: real ones by openpyxl, xlwt and odfpy, odd ones by hand."""

import datetime
import random
import struct
import sys
import zipfile
from pathlib import Path

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P
from openpyxl.utils.datetime import CALENDAR_MAC_1904

OUT = Path(sys.argv[1])
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PKG = "http://schemas.openxmlformats.org/package/2006"
TITLES = ["Nr", "Geboren", "Hb", "Roker", "Tekst"]


def row(at, *cells):
    return f'<row r="{at}">{"".join(cells)}</row>'


def text(place, value):
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'


def number(place, value, style=0):
    return f'<c r="{place}" s="{style}"><v>{value}</v></c>'


HEAD = row(1, text("A1", "Nr"), text("B1", "Waarde"))
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd\\-mm\\-yyyy"/>'
    '<numFmt numFmtId="165" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts>'
    '<cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="20"/>'
    '<xf numFmtId="46"/><xf numFmtId="9"/></cellXfs></styleSheet>'
)


def package(name, rows, *, sheet=None, workbook="", strings=None, extra=(), styles=STYLES, after="", more_rels=""):
    """An XLSX of one sheet, `Blad1`, whose rows are given as XML."""
    if sheet is None:
        sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(rows)}</sheetData>{after}</worksheet>'
    rels = (
        f'<Relationship Id="rId1" Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{REL}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId3" Type="{REL}/sharedStrings" Target="sharedStrings.xml"/>{more_rels}'
    )
    with zipfile.ZipFile(OUT / name, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("[Content_Types].xml", f'<Types xmlns="{PKG}/content-types"/>')
        out.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PKG}/relationships"><Relationship Id="r" Type="{REL}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        out.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{REL}">{workbook}<sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/>'
            "</sheets></workbook>",
        )
        out.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PKG}/relationships">{rels}</Relationships>')
        out.writestr("xl/styles.xml", styles)
        out.writestr("xl/worksheets/sheet1.xml", sheet)
        if strings is not None:
            out.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{strings}</sst>')
        for path, content in extra:
            out.writestr(path, content)


def patients(sheet):
    sheet.append(TITLES)
    sheet.append(["0012", datetime.date(1950, 2, 28), 7.5, True, "a;b"])
    sheet.append(["0013", datetime.datetime(1961, 12, 31, 23, 59, 59), 0.1, False, 'zegt "ja"\nen nee'])
    sheet.append([14, datetime.date(2026, 11, 24), -3, None, "7,5"])
    sheet.append(["0015", None, "#N/A", None, "1-2"])


def by_openpyxl():
    book = openpyxl.Workbook()
    book.active.title = "Patiënten"
    patients(book.active)
    book.save(OUT / "typed.xlsx")
    book.epoch = CALENDAR_MAC_1904
    again = openpyxl.Workbook()
    again.epoch = CALENDAR_MAC_1904
    patients(again.active)
    again.save(OUT / "epoch-1904.xlsx")

    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "Export van 24 november"
    sheet.merge_cells("A1:E1")
    sheet["A2"] = 2026
    for at, title in enumerate(TITLES, 1):
        sheet.cell(4, at, title)
    sheet.append(["0012", None, 7.5, None, None])
    sheet["A7"], sheet["E7"] = "0013", " "
    sheet["E8"] = "  "
    sheet["A9"], sheet["B9"], sheet["C9"], sheet["D9"], sheet["E9"] = TITLES
    sheet["A10"], sheet["F10"] = "0014", "ernaast"
    sheet["A11"], sheet["F11"] = "0015", "  "
    sheet["A12"] = "Totaal"
    book.save(OUT / "title-rows.xlsx")

    book = openpyxl.Workbook()
    book.active.title = "Zichtbaar"
    book.active.append(["Nr"])
    book.active.append(["1"])
    book.create_sheet("Verborgen").sheet_state = "hidden"
    book.create_sheet("Diep").sheet_state = "veryHidden"
    book["Diep"].append(["Nr"])
    book["Diep"].append(["diep"])
    book.create_chartsheet("Grafiek")
    book.save(OUT / "hidden-sheets.xlsx")

    book = openpyxl.Workbook()
    sheet = book.active
    for line in [["Afdeling", "Nr"], ["Chirurgie", "1"], [None, "2"], [None, "3"], ["Intern", "4"]]:
        sheet.append(line)
    sheet.merge_cells("A2:A4")
    book.save(OUT / "merged-rows.xlsx")

    book = openpyxl.Workbook()
    book.active.append(["Nr", "Som"])
    book.active.append(["1", "=1+1"])
    book.save(OUT / "formula-without-result.xlsx")

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Breed")
    sheet.append([f"k{at}" for at in range(16384)])
    sheet.append([at / 2 for at in range(16384)])
    book.save(OUT / "wide.xlsx")


def by_hand():
    package(
        "formulas.xlsx",
        [
            row(1, *(text(f"{c}1", t) for c, t in zip("ABCDEF", ["Nr", "getal", "tekst", "fout", "ja", "leeg"]))),
            row(
                2,
                text("A2", "1"),
                '<c r="B2"><f>1+1</f><v>2</v></c>',
                '<c r="C2" t="str"><f>"x"&amp;"y"</f><v>xy</v></c>',
                '<c r="D2" t="e"><f>NA()</f><v>#N/A</v></c>',
                '<c r="E2" t="b"><f>TRUE()</f><v>1</v></c>',
                '<c r="F2" t="str"><f>""</f><v></v></c>',
            ),
        ],
    )
    package(
        "recalculate.xlsx",
        [HEAD, row(2, text("A2", "1"), '<c r="B2"><f>SUM(C1:C9)</f><v>0</v></c>')],
        workbook='<calcPr calcId="1" fullCalcOnLoad="1"/>',
    )
    dates = [(60, 1), (0, 1), (-1, 1), (59, 1), (61, 1), (0.5, 3), (1.5625, 4), (46350.75, 2), (46350.5, 3), (2958466, 1)]
    package(
        "dates.xlsx",
        [HEAD, *(row(at, text(f"A{at}", str(at)), number(f"B{at}", v, s)) for at, (v, s) in enumerate(dates, 2))],
    )
    package(
        "dates-1904.xlsx",
        [HEAD, *(row(at, text(f"A{at}", str(at)), number(f"B{at}", v, s)) for at, (v, s) in enumerate(dates, 2))],
        workbook='<workbookPr date1904="1"/>',
    )
    numbers = ["1E-3", "1.0", "12345678901234567", "1e21", "-0", " 7 ", "0.1", "0.30000000000000004", "4.9E-324", "1,5", "NaN"]
    package(
        "numbers.xlsx",
        [HEAD, *(row(at, text(f"A{at}", str(at)), number(f"B{at}", v)) for at, v in enumerate(numbers, 2))],
    )
    package(
        "iso-dates.xlsx",
        [
            HEAD,
            *(
                row(at, text(f"A{at}", str(at)), f'<c r="B{at}" t="d"><v>{v}</v></c>')
                for at, v in enumerate(["2026-11-24", "2026-11-24T13:45:00Z", "1900-02-29", "24-11-2026", "10:20:30"], 2)
            ),
        ],
    )
    package(
        "errors.xlsx",
        [
            HEAD,
            *(
                row(at, text(f"A{at}", str(at)), f'<c r="B{at}" t="e"><v>{v}</v></c>')
                for at, v in enumerate(["#N/A", "#N/B", "#DIV/0!", "#WAARDE!", "#SPILL!"], 2)
            ),
            row(7, text("A7", "7"), '<c r="B7" t="x"><v>1</v></c>'),
            row(8, text("A8", "8"), '<c r="B8" t="b"><v>2</v></c>'),
        ],
    )
    strings = (
        "<si><t>Nr</t></si><si><t>Waarde</t></si>"
        '<si><r><t xml:space="preserve">rij </t></r><r><rPr><b/></rPr><t>ke</t></r><rPh sb="0" eb="1"><t>fon</t></rPh></si>'
        "<si><t>a_x000D_b_x005F_x0041_</t></si><si><t/></si><si><t>&lt;&#233;&amp;&gt;</t></si><si><t><![CDATA[<c>]]></t></si>"
    )
    shared = [row(1, '<c r="A1" t="s"><v>0</v></c>', '<c r="B1" t="s"><v>1</v></c>')]
    for at in range(2, 7):
        shared.append(row(at, number(f"A{at}", at), f'<c r="B{at}" t="s"><v>{at}</v></c>'))
    package("shared.xlsx", shared, strings=strings)
    package("shared-missing.xlsx", [*shared[:1], row(2, number("A2", 2), '<c r="B2" t="s"><v>99</v></c>')], strings=strings)
    package("shared-odd.xlsx", [*shared[:1], row(2, number("A2", 2), '<c r="B2" t="s"><v>x</v></c>')], strings=strings)
    package("style-missing.xlsx", [HEAD, row(2, text("A2", "1"), number("B2", 1, 99))])
    both = '<c r="B2" t="inlineStr" s=""><is><t>01.</t></is><v>1.</v></c>'
    package("value-beside-text.xlsx", [HEAD, row(2, text("A2", "1"), both)])
    package(
        "no-places.xlsx",
        ["<row><c t='inlineStr'><is><t>Nr</t></is></c><c t='inlineStr'><is><t>Waarde</t></is></c></row>",
         "<row><c><v>1</v></c><c><v>2.5</v></c></row>"],
    )
    prefixed = (
        f'<?xml version="1.0" encoding="UTF-8"?><x:worksheet xmlns:x="{MAIN}"><x:sheetData>'
        '<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>Nr</x:t></x:is></x:c></x:row>'
        '<x:row r="2" hidden="1"><x:c r="A2"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    package("prefixed.xlsx", [], sheet=prefixed)
    utf16 = (
        f'<?xml version="1.0" encoding="UTF-16"?><worksheet xmlns="{MAIN}"><sheetData>'
        f'{HEAD}{row(2, text("A2", "é"), number("B2", 1))}{row(3, text("A3", "b"))}</sheetData>'
        '<mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells></worksheet>'
    )
    package("utf-16.xlsx", [], sheet=utf16.encode("utf-16"))
    one = [HEAD, row(2, text("A2", "1"), number("B2", 1))]
    link = f'<Relationship Id="rId9" Type="{REL}/externalLink" Target="externalLinks/externalLink1.xml"/>'
    package(
        "external-link.xlsx",
        [HEAD, row(2, text("A2", "1"), '<c r="B2"><f>[1]Blad1!A1</f><v>3</v></c>')],
        more_rels=link,
        extra=[
            ("xl/externalLinks/externalLink1.xml", "<externalLink/>"),
            (
                "xl/externalLinks/_rels/externalLink1.xml.rels",
                f'<Relationships xmlns="{PKG}/relationships"><Relationship Id="r" Type="x/externalLinkPath" '
                'Target="file:///etc/passwd" TargetMode="External"/></Relationships>',
            ),
        ],
    )
    package("macros.xlsm", one, extra=[("xl/vbaProject.bin", b"\xd0\xcf")])
    package("two-merges.xlsx", [HEAD, row(2, text("A2", "1"))], after='<mergeCells><mergeCell ref="A2:B2"/></mergeCells>')
    package("merged-titles.xlsx", [row(1, text("A1", "Nr"), '<c r="C1" t="inlineStr"><is><t>c</t></is></c>'), *one[1:]],
            after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>')
    # Refused.
    package("cell-twice.xlsx", [HEAD, row(2, number("A2", 1), number("A2", 2))])
    package("row-twice.xlsx", [HEAD, row(2, number("A2", 1)), row(2, number("A2", 2))])
    package("rows-falling.xlsx", [HEAD, row(3, number("A3", 1)), row(2, number("A2", 2))])
    package("cell-of-other-row.xlsx", [HEAD, row(2, number("A3", 1))])
    package("column-16385.xlsx", [HEAD, row(2, number("XFE2", 1))])
    package("row-1048577.xlsx", [HEAD, row(1048577, number("A1048577", 1))])
    package("far-corners.xlsx", [HEAD, row(1048576, number("A1048576", 1), number("XFD1048576", 1))])
    package("long-text.xlsx", [HEAD, row(2, text("A2", "x" * 300_000))])
    package("long-cell.xlsx", [HEAD, row(2, text("A2", "x" * 70_000), number("B2", 1)), row(3, number("A3", 1))])
    package("long-tag.xlsx", [HEAD, f'<row r="2" x="{"y" * 5_000_000}"/>'])
    package("deep.xlsx", [HEAD, "<a>" * 200 + "</a>" * 200])
    package("unclosed.xlsx", [], sheet=f'<worksheet xmlns="{MAIN}"><sheetData>{HEAD}<row r="2">')
    package("no-sheet-data.xlsx", [], sheet=f'<worksheet xmlns="{MAIN}"/>')
    xxe = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    package("xxe-sheet.xlsx", [], sheet=f'{xxe}<worksheet xmlns="{MAIN}"><sheetData>{HEAD}{row(2, text("A2", "&e;"))}</sheetData></worksheet>')
    package("xxe-strings.xlsx", one, strings='</sst><!DOCTYPE x><sst>')
    package("unknown-entity.xlsx", [HEAD, row(2, text("A2", "&e;"))])
    laughs = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    package("laughs.xlsx", [], sheet=f'{laughs}<worksheet xmlns="{MAIN}"><sheetData>{HEAD}</sheetData></worksheet>')
    package("many-files.xlsx", one, extra=[(f"x/{at}", b"") for at in range(10_001)])
    package("bomb.xlsx", [], sheet=b"<worksheet><sheetData>" + b" " * 60_000_000)
    package("bomb-many.xlsx", one, extra=[(f"x/{at}.xml", b"") for at in range(80)])
    declare(15_000_000, OUT / "bomb-many.xlsx", OUT / "bomb-many.xlsx")
    declare(100, OUT / "bomb.xlsx", OUT / "bomb-hidden.xlsx")
    backslashes(OUT / "typed.xlsx", OUT / "backslashes.xlsx")
    whole = (OUT / "typed.xlsx").read_bytes()
    (OUT / "cut-short.xlsx").write_bytes(whole[: len(whole) // 2])
    (OUT / "no-directory.xlsx").write_bytes(whole[:-40])
    damaged = bytearray((OUT / "dates.xlsx").read_bytes())
    at = damaged.find(b"xl/worksheets/sheet1.xml") + 60
    damaged[at] ^= 0xFF
    (OUT / "bit-flipped.xlsx").write_bytes(damaged)
    locked = bytearray(whole)
    at = locked.find(b"PK\x01\x02")
    locked[at + 8] |= 1
    (OUT / "zip-encrypted.xlsx").write_bytes(locked)
    with zipfile.ZipFile(OUT / "letter.xlsx", "w") as out:
        out.writestr("[Content_Types].xml", "<Types/>")
        out.writestr("word/document.xml", "<document/>")
    (OUT / "csv.xlsx").write_bytes(b"Nr;Hb\r\n1;7,5\r\n")
    (OUT / "empty.xlsx").write_bytes(b"")
    compound = bytearray(4096)
    compound[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    compound[2048 : 2048 + 32] = "EncryptedPackage".encode("utf-16-le")
    (OUT / "encrypted.xlsx").write_bytes(compound)
    compound[2048 : 2048 + 32] = bytes(32)
    (OUT / "compound.xls").write_bytes(compound)


def backslashes(source, target):
    """The same package with the separator of Windows in its names."""
    with zipfile.ZipFile(source) as read, zipfile.ZipFile(target, "w") as out:
        for name in read.namelist():
            # zipfile itself would put it right
            info = zipfile.ZipInfo("x")
            info.filename = name.replace("/", "\\")
            out.writestr(info, read.read(name))


def declare(size, source, target):
    """The same package, whose directory says that everything in it has that size."""
    data = bytearray(source.read_bytes())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<I", data, at + 24, size)
        at = data.find(b"PK\x01\x02", at + 4)
    target.write_bytes(data)


def by_xlwt():
    book = xlwt.Workbook()
    sheet = book.add_sheet("Patiënten")
    day, moment, clock = (xlwt.easyxf(num_format_str=code) for code in ("dd-mm-yyyy", "dd-mm-yyyy hh:mm:ss", "hh:mm"))
    for at, title in enumerate([*TITLES, "Tijd"]):
        sheet.write(0, at, title)
    sheet.write(1, 0, "0012")
    sheet.write(1, 1, datetime.date(1950, 2, 28), day)
    sheet.write(1, 2, 7.5)
    sheet.write(1, 3, True)
    sheet.write(1, 4, "é€a")
    sheet.write(1, 5, 0.5, clock)
    sheet.write(2, 0, 13)
    sheet.write(2, 1, datetime.datetime(1961, 12, 31, 23, 59, 59), moment)
    sheet.write(2, 2, 60, day)
    sheet.row(2).set_cell_error(3, "#N/A!")
    sheet.write(4, 0, "0015")
    sheet.write_merge(4, 5, 4, 4, "samen")
    sheet.write(5, 0, "0016")
    book.add_sheet("Leeg").visibility = 1
    book.save(str(OUT / "typed.xls"))
    book = xlwt.Workbook()
    book.dates_1904 = True
    sheet = book.add_sheet("Blad1")
    sheet.write(0, 0, "Datum")
    sheet.write(1, 0, datetime.date(2026, 11, 24), day)
    book.save(str(OUT / "epoch-1904.xls"))
    whole = (OUT / "typed.xls").read_bytes()
    (OUT / "cut-short.xls").write_bytes(whole[:3000])


def by_odfpy():
    book = OpenDocumentSpreadsheet()
    hidden = Style(name="verborgen", family="table")
    hidden.addElement(TableProperties(display="false"))
    book.automaticstyles.addElement(hidden)
    table = Table(name="Patiënten")

    def line(*cells, **attributes):
        at = TableRow(**attributes)
        for cell in cells:
            at.addElement(cell)
        table.addElement(at)

    def word(content, **attributes):
        cell = TableCell(valuetype="string", **attributes)
        for paragraph in content.split("\n"):
            cell.addElement(P(text=paragraph))
        return cell

    line(*(word(title) for title in TITLES))
    line(word("0012"), TableCell(valuetype="date", datevalue="1950-02-28"), TableCell(valuetype="float", value="7.5"),
         TableCell(valuetype="boolean", booleanvalue="true"), word("a\nb"))
    line(word("0013"), TableCell(valuetype="date", datevalue="1961-12-31T23:59:59"),
         TableCell(valuetype="percentage", value="0.1"), TableCell(), TableCell(valuetype="time", timevalue="PT13H45M00S"))
    line(TableCell(numbercolumnsrepeated="5"), numberrowsrepeated="2")
    line(word("0014", numbercolumnsspanned="2"), CoveredTableCell(), TableCell(valuetype="float", value="1"))
    line(word("9", numbercolumnsrepeated="3"), numberrowsrepeated="2")
    line(TableCell(numbercolumnsrepeated="1024"), numberrowsrepeated="1048566")
    book.spreadsheet.addElement(table)
    book.spreadsheet.addElement(Table(name="Weg", stylename=hidden))
    book.save(str(OUT / "typed.ods"))


ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"><office:body><office:spreadsheet>'
    '{tables}</office:spreadsheet></office:body></office:document-content>'
)


def ods(name, rows, manifest="<manifest/>", head="", tables=None):
    """As LibreOffice writes it."""
    if tables is None:
        tables = f'<table:table table:name="Blad1">{rows}</table:table>'
    with zipfile.ZipFile(OUT / name, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        out.writestr("META-INF/manifest.xml", manifest)
        out.writestr("content.xml", head + ODS.replace("{tables}", tables))


def ods_row(*cells, attributes=""):
    return f"<table:table-row{attributes}>{''.join(cells)}</table:table-row>"


def ods_text(content):
    return f'<table:table-cell office:value-type="string">{content}</table:table-cell>'


def by_hand_ods():
    head = ods_row(ods_text("<text:p>Nr</text:p>"), ods_text("<text:p>Waarde</text:p>"))
    cells = [
        ods_text("<text:p>a<text:s text:c=\"2\"/>b<text:tab/>c<text:line-break/>d</text:p>"),
        ods_text("<text:p>\n   a  b \n <text:span>c</text:span></text:p>"),
        ods_text("<office:annotation><text:p>geheim</text:p></office:annotation><text:p>x</text:p><text:p/><text:p>y</text:p>"),
        '<table:table-cell table:formula="of:=NA()" office:value-type="string" office:string-value="" '
        'calcext:value-type="error"><text:p>#N/B</text:p></table:table-cell>',
        '<table:table-cell table:formula="of:=1/0" office:value-type="float" office:value="0"><text:p>#DIV/0!</text:p></table:table-cell>',
        '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"><text:p>2</text:p></table:table-cell>',
        '<table:table-cell table:formula="of:=A1"/>',
        '<table:table-cell office:value-type="currency" office:value="1234.5"><text:p>€ 1.234,50</text:p></table:table-cell>',
        '<table:table-cell office:value-type="date" office:date-value="1900-02-29"/>',
        '<table:table-cell office:value-type="float" office:value="1e3x"/>',
        '<table:table-cell office:value-type="string" office:string-value="uit attribuut"><text:p>anders</text:p></table:table-cell>',
    ]
    rows = [ods_row(ods_text(f"<text:p>{at}</text:p>"), cell) for at, cell in enumerate(cells, 2)]
    group = f"<table:table-row-group>{rows[0]}</table:table-row-group>"
    hidden = ods_row(ods_text("<text:p>h</text:p>"), attributes=' table:visibility="filter"')
    ods("cells.ods", head + group + "".join(rows[1:]) + hidden)
    source = '<table:table table:name="ver"><table:table-source/><table:table-row/></table:table>'
    ods("external.ods", "", tables=f'{source}<table:table table:name="Blad1">{head}{rows[0]}</table:table>')
    ods("encrypted.ods", head, manifest='<manifest><file-entry><encryption-data/></file-entry></manifest>')
    ods("xxe.ods", head, head='<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>')
    ods("wide-bomb.ods", head + ods_row('<table:table-cell table:number-columns-repeated="4000000000" office:value-type="float" office:value="1"/>'))
    ods("long-bomb.ods", head + ods_row(ods_text("<text:p>x</text:p>"), attributes=' table:number-rows-repeated="4000000000"'))
    wide = '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
    ods("area-bomb.ods", head + ods_row(wide, attributes=' table:number-rows-repeated="1000000"'))
    ods("covered.ods", head + ods_row(ods_text("<text:p>1</text:p>"), '<table:covered-table-cell office:value-type="float" office:value="5"/>'))


def by_chance():
    """The same 300 rows of 12 columns in three formats, for other readers to compare with."""
    chance = random.Random(20261124)
    makers = [
        lambda: chance.choice(["", "x", "0012", "7,5", "é€", 'a;"b"', "=1", " spatie ", "#N/A nee", "1-2"]),
        lambda: round(chance.uniform(-1e6, 1e6), 6),
        lambda: chance.randint(-(10**14), 10**14),
        lambda: round(chance.gauss(8, 3), 1),
        lambda: datetime.date(1901, 1, 1) + datetime.timedelta(days=chance.randint(0, 70000)),
        lambda: datetime.datetime(1950, 1, 1) + datetime.timedelta(seconds=chance.randint(0, 2_500_000_000)),
        lambda: chance.random() < 0.5,
        lambda: None,
    ]
    rows = [[f"k{at}" for at in range(12)], *([chance.choice(makers)() for _ in range(12)] for _ in range(300))]

    book = openpyxl.Workbook()
    for at, line in enumerate(rows, 1):
        for column, value in enumerate(line, 1):
            if value is not None and value != "":
                book.active.cell(at, column, value).data_type = "s" if isinstance(value, str) else None
    for line in book.active.iter_rows():
        for cell in line:
            if cell.data_type is None:
                cell.value = cell.value
    book.save(OUT / "random.xlsx")

    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet")
    day, moment = (xlwt.easyxf(num_format_str=code) for code in ("dd-mm-yyyy", "dd-mm-yyyy hh:mm:ss"))
    for at, line in enumerate(rows):
        for column, value in enumerate(line):
            if isinstance(value, datetime.datetime):
                sheet.write(at, column, value, moment)
            elif isinstance(value, datetime.date):
                sheet.write(at, column, value, day)
            elif value is not None and value != "":
                sheet.write(at, column, value)
    book.save(str(OUT / "random.xls"))

    book = OpenDocumentSpreadsheet()
    table = Table(name="Sheet")
    for line in rows:
        at = TableRow()
        for value in line:
            if value is None or value == "":
                cell = TableCell()
            elif isinstance(value, bool):
                cell = TableCell(valuetype="boolean", booleanvalue="true" if value else "false")
            elif isinstance(value, (int, float)):
                cell = TableCell(valuetype="float", value=repr(value))
            elif isinstance(value, datetime.date):
                cell = TableCell(valuetype="date", datevalue=value.isoformat())
            else:
                cell = TableCell(valuetype="string", stringvalue=value)
                cell.addElement(P(text=value))
            at.addElement(cell)
        table.addElement(at)
    book.spreadsheet.addElement(table)
    book.save(str(OUT / "random.ods"))


by_openpyxl()
by_chance()
by_hand()
by_xlwt()
by_odfpy()
by_hand_ods()
