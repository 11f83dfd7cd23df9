# ruff: noqa: DTZ001 (a cell of a workbook holds no zone)
import io
import sys
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from unblame.evidence import ReadOptions, read
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.workbook import WorkbookReader
from unblame.evidence.record import Identity, Reading
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.evidence.workbook import refusal
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).parent / "samples"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
DATE, CLOCK, BOTH = 1, 2, 3
TIMELINE = [
    ["Time (UTC)", "Event", "Who"],
    [datetime(2026, 3, 4, 5, 6), "5xx alarm fires", "alertmanager"],
    [datetime(2026, 3, 4, 5, 20, 30), "rolled back, all pods", "Ana Ruiz"],
]


def serial(value: datetime) -> float:
    return (value - datetime(1899, 12, 30)) / timedelta(days=1)


def cell(place: str, value: object) -> str:
    if isinstance(value, datetime):
        return f'<c r="{place}" s="{BOTH}"><v>{serial(value)!r}</v></c>'
    if isinstance(value, tuple):
        return f'<c r="{place}" s="{value[0]}"><v>{value[1]}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'


def a_sheet(rows: list[list[object]], merged: str = "") -> str:
    lines = "".join(
        f'<row r="{n}">{"".join(cell(f"{chr(64 + c)}{n}", v) for c, v in enumerate(row, 1) if v is not None)}</row>'
        for n, row in enumerate(rows, 1)
    )
    joined = f'<mergeCells count="1"><mergeCell ref="{merged}"/></mergeCells>' if merged else ""
    return f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData>{joined}</worksheet>'


def an_xlsx(sheets: dict[str, str], hidden: str = "") -> bytes:
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    pack = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    listed = list(enumerate(sheets, 1))
    files = {
        "[Content_Types].xml": f'<Types xmlns="{pack}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{pack}/relationships"><Relationship Id="r1" Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{rel}"><sheets>'
        + "".join(f'<sheet name="{s}" sheetId="{n}" r:id="r{n}"{" state=" + chr(34) + "hidden" + chr(34) if s == hidden else ""}/>' for n, s in listed)
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{pack}/relationships">'
        + "".join(f'<Relationship Id="r{n}" Type="{rel}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n, _ in listed)
        + f'<Relationship Id="rs" Type="{rel}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="22"/></cellXfs></styleSheet>',
        **{f"xl/worksheets/sheet{n}.xml": sheets[s] for n, s in listed},
    }  # fmt: skip
    return zipped(files)


def an_ods(table: str) -> bytes:
    content = (
        f'<office:document-content xmlns:office="{ODF}:office:1.0" xmlns:table="{ODF}:table:1.0" xmlns:text="{ODF}:text:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="Log">{table}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    manifest = f'<manifest:manifest xmlns:manifest="{ODF}:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
    return zipped({
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content, "META-INF/manifest.xml": manifest,
    })  # fmt: skip


def said(text: str, repeat: int = 1) -> str:
    return f'<table:table-cell office:value-type="string" table:number-columns-repeated="{repeat}"><text:p>{text}</text:p></table:table-cell>'


ODS_ROWS = (
    f"<table:table-row>{said('When')}{said('What')}</table:table-row>"
    '<table:table-row><table:table-cell office:value-type="date" office:date-value="2026-03-04T05:06:00"><text:p>04.03.26 05:06</text:p></table:table-cell>'
    f"{said('alarm fires')}</table:table-row>"
    '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
)


def zipped(files: dict[str, str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            info = zipfile.ZipInfo(name, (2026, 3, 4, 0, 0, 0))
            archive.writestr(info, text, zipfile.ZIP_STORED if name == "mimetype" else None)
    return held.getvalue()


def reading(data: bytes, zones: Zones | None = None, **columns: str) -> Reading:
    pytest.importorskip("python_calamine")
    source = OpenSource(path="log.xlsx", data=data, columns=columns)
    return WorkbookReader().read(source, zones or Zones())


def told(found: Reading) -> list[tuple[object, str, str]]:
    return [(one.moment.at, one.text, one.place) for one in found.records]


def test_recognises_its_samples_and_no_other_archive():
    samples = [(SAMPLES / name).read_bytes() for name in ("workbook.xlsx", "workbook.ods")]
    others = [
        zipped({"2026-03-04.json": "[]"}),
        zipped({"word/document.xml": "<x/>"}),
        b"Time,Event\n",
    ]

    found = [reader_for(Sample.of("x", one)) for one in samples]

    assert [one.name for one in found if one is not None] == ["workbook", "workbook"]
    assert [WorkbookReader().recognises(Sample.of("x.xlsx", o)) for o in others] == [0.0] * 3


def test_rows_of_a_sheet_become_records():
    found = reading(an_xlsx({"Timeline": a_sheet(TIMELINE)}))

    assert told(found) == [
        (datetime(2026, 3, 4, 5, 6, tzinfo=UTC), "5xx alarm fires", "sheet Timeline, row 2"),
        (datetime(2026, 3, 4, 5, 20, 30, tzinfo=UTC), "rolled back, all pods", "sheet Timeline, row 3"),
    ]  # fmt: skip
    assert [one.actor for one in found.records] == [
        Identity(name="alertmanager"),
        Identity(name="Ana Ruiz"),
    ]
    assert [one.moment.precision for one in found.records] == ["minute", "second"]


def test_a_day_and_a_time_in_cells_of_their_own_also_where_days_are_merged():
    rows = [
        ["Date", "Time", "What"],
        [(DATE, 46085), (CLOCK, 0.2125), "alarm fires"],
        [None, (CLOCK, 0.25), "rolled back"],
    ]  # fmt: skip

    found = reading(an_xlsx({"Log": a_sheet(rows, "A2:A3")}), Zones("UTC"))

    assert told(found) == [
        (datetime(2026, 3, 4, 5, 6, tzinfo=UTC), "alarm fires", "sheet Log, row 2"),
        (datetime(2026, 3, 4, 6, 0, tzinfo=UTC), "rolled back", "sheet Log, row 3"),
    ]


def test_a_hidden_sheet_is_read_and_one_without_times_is_named():
    sheets = {"Timeline": a_sheet(TIMELINE), "Lists": a_sheet([["Team", "Size"], ["Pay", 4]])}

    found = reading(an_xlsx(sheets, hidden="Timeline"))

    assert len(found.records) == 2
    assert [w.where for w in found.warnings] == ["sheet Timeline", "sheet Lists"]
    assert found.warnings[0].what == "a hidden sheet; it was read as well"


def test_an_opendocument_sheet_is_read_as_well():
    found = reading(an_ods(ODS_ROWS), Zones("Europe/Oslo"))

    assert told(found) == [
        (datetime(2026, 3, 4, 4, 6, tzinfo=UTC), "alarm fires", "sheet Log, row 2")
    ]


def test_cells_hold_no_zone_and_a_repeated_hour_has_no_instant():
    rows = [
        ["When", "What"],
        [datetime(2026, 10, 25, 2, 30), "x"],
        [datetime(2026, 10, 25, 3, 30), "y"],
    ]
    book = an_xlsx({"Log": a_sheet(rows)})

    zoneless, oslo = reading(book), reading(book, Zones("Europe/Oslo"))

    assert [one.moment.at for one in zoneless.records] == [None, None]
    assert [(one.moment.at, one.moment.zone_basis) for one in oslo.records] == [
        (None, "assumed:Europe/Oslo"),
        (datetime(2026, 10, 25, 2, 30, tzinfo=UTC), "assumed:Europe/Oslo"),
    ]


def test_hostile_workbooks_are_refused_with_the_reason():
    far = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    laughs = f'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet xmlns="{MAIN}"><sheetData/></worksheet>'
    wide = f'<table:table-row table:number-rows-repeated="1000000">{said("x", 16384)}</table:table-row>'
    larger = "a workbook that is far larger unpacked than it looks; give only the sheet that is needed, as .csv"

    assert [refusal(an_xlsx({"S": sheet})) for sheet in (far, laughs)] == [larger, larger]
    assert refusal(an_ods(wide)) == larger
    assert refusal(b"PK\x03\x04 xl/ cut") == "a damaged workbook; save it again"
    assert (refusal(an_xlsx({"S": "<worksheet"})) or "").startswith("a workbook whose tables")
    odd = f'<worksheet xmlns="{MAIN}"><sheetData><row r="99999999999"><c r="a99999999999"><v>1</v></c></row></sheetData></worksheet>'
    rows = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"/></row><row r="9999999"><c/></row></sheetData></worksheet>'
    elsewhere = zipped({"xl/workbook.xml": "<workbook/>", "xl/hidden.bin": far})
    assert [refusal(one) for one in (an_xlsx({"S": odd}), an_xlsx({"S": rows}), elsewhere)] == [
        larger
    ] * 3
    assert "password" in (refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512) or "")
    assert refusal(an_ods(ODS_ROWS)) is None


def test_a_broken_part_gives_a_warning_and_formulas_are_text():
    rows = [["When", "What"], ["2026-03-04 05:06Z", "=HYPERLINK(1)"], ["soon", "x" * 40_000], [None, "lost"]]  # fmt: skip

    found = reading(an_xlsx({"Log": a_sheet(rows)}))
    broken = reading(zipped({"xl/workbook.xml": "<workbook", "xl/worksheets/sheet1.xml": "<x/>"}))

    assert [(one.text[:12], one.moment.at) for one in found.records][:1] == [
        ("=HYPERLINK(1", datetime(2026, 3, 4, 5, 6, tzinfo=UTC))
    ]
    assert [w.where for w in found.warnings] == ["sheet Log, row 3", "sheet Log, row 4"]
    assert (broken.records, [w.where for w in broken.warnings]) == ((), ["the file"])


def test_the_same_workbook_twice_says_everything_once(tmp_path: Path):
    pytest.importorskip("python_calamine")
    book = an_xlsx({"Timeline": a_sheet(TIMELINE)})
    (tmp_path / "one.xlsx").write_bytes(book)
    (tmp_path / "two.xlsx").write_bytes(an_xlsx({"Copy": a_sheet(TIMELINE)}))

    found = read([tmp_path], options=ReadOptions())

    assert [(event.text, len(event.sources)) for event in found.events] == [
        ("5xx alarm fires", 2),
        ("rolled back, all pods", 2),
    ]
    assert found.skipped == ()


def test_without_the_extra_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    source = OpenSource(path="log.xlsx", data=an_xlsx({"Timeline": a_sheet(TIMELINE)}))

    found = WorkbookReader().read(source, Zones())

    assert found.warnings == (
        Warned(
            where="the file",
            what="an Excel or OpenDocument workbook; install unblame[tables] to read it, or save the sheet as CSV",
        ),
    )
