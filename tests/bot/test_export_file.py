"""An export as whoever opens the file sees it."""

import csv
import io
import json
import re
import zipfile
from collections.abc import AsyncIterator
from typing import Any
from xml.etree import ElementTree

import pytest

from bot import export_file
from bot.export_file import Format, write

ROWS: list[dict[str, Any]] = [
    {
        "kind": "outreach",
        "id": 1,
        "site": "techblog.com",
        "price": {"amount": 120.5, "currency": "EUR"},
        "source": None,
        "created_at": "2026-03-02T09:30:15Z",
    },
    {
        "kind": "touch",
        "outreach": 1,
        "by": "U1",
        "note": "2026-03-02T09:30:15Z",
        "at": "2026-03-02T09:30:15Z",
    },
    {
        "kind": "placement",
        "id": 1,
        "promised_by": "2026-03-09",
        "findings": ["rel_nofollow", "hidden"],
        "followed": True,
    },
]


async def rows_of(rows: list[dict[str, Any]]) -> AsyncIterator[dict[str, Any]]:
    for row in rows:
        yield row


async def written(rows: list[dict[str, Any]], form: Format) -> bytes:
    out = io.BytesIO()
    assert await write(rows_of(rows), form, out) == len(rows)
    return out.getvalue()


async def table(rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    text = (await written(rows, Format.CSV)).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


class Sheet:
    """One sheet as its XML says: cells by their addresses, with their types."""

    def __init__(self, xml: bytes) -> None:
        self.xml = xml.decode()
        space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
        self.cells: dict[str, tuple[str, str]] = {}
        for cell in ElementTree.fromstring(xml).iter(f"{space}c"):
            inline = "".join(part.text or "" for part in cell.iter(f"{space}t"))
            value = cell.findtext(f"{space}v") or inline
            self.cells[cell.attrib["r"]] = (cell.attrib.get("t", "n"), value)


async def sheets(rows: list[dict[str, Any]]) -> dict[str, Sheet]:
    with zipfile.ZipFile(io.BytesIO(await written(rows, Format.XLSX))) as book:
        names = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
        return {
            name: Sheet(book.read(f"xl/worksheets/sheet{number}.xml")) for number, name in enumerate(names, 1)
        }


async def test_json_lines_are_the_records_as_they_are() -> None:
    lines = (await written(ROWS, Format.JSONL)).decode().splitlines()
    assert [json.loads(line) for line in lines] == ROWS


async def test_a_csv_has_kind_first_and_a_column_for_everything() -> None:
    text = (await written(ROWS, Format.CSV)).decode()
    header = text.split("\r\n", 1)[0].split(",")
    assert header[:3] == ["kind", "id", "site"]
    outreach, touch, placement = await table(ROWS)
    assert (outreach["price.amount"], outreach["price.currency"], outreach["note"]) == ("120.5", "EUR", "")
    assert touch["by"] == "U1"
    assert (placement["findings"], placement["followed"]) == ("rel_nofollow, hidden", "true")


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =cmd|' /C calc'!A0", "＝1+1"]
)
async def test_no_cell_of_a_csv_starts_a_formula(text: str) -> None:
    (row,) = await table([{"kind": "touch", "note": text}])
    assert row["note"] == f"'{text}"


async def test_text_of_any_language_with_breaks_and_quotes_comes_back_from_a_csv() -> None:
    note = 'שלום "quoted", 日本語\nsecond line 🎉'
    (row,) = await table([{"kind": "touch", "note": note}])
    assert row["note"] == note


async def test_negative_numbers_of_ours_stay_numbers_in_a_csv() -> None:
    (row,) = await table([{"kind": "touch", "n": -3}])
    assert row["n"] == "-3"


async def test_a_spreadsheet_has_a_sheet_for_each_kind_with_a_fixed_header_and_filters() -> None:
    made = await sheets(ROWS)
    assert list(made) == ["outreach", "touch", "placement"]
    assert made["outreach"].cells["A1"] == ("inlineStr", "id")
    assert 'state="frozen"' in made["outreach"].xml
    assert '<autoFilter ref="A1:F2"' in made["outreach"].xml


async def test_cells_of_a_spreadsheet_have_types() -> None:
    made = await sheets(ROWS)
    outreach, touch, placement = (made[kind].cells for kind in ("outreach", "touch", "placement"))
    assert outreach["A2"] == ("n", "1")
    assert outreach["C2"] == ("n", "120.5")
    kind, moment = outreach["F2"]
    assert (kind, round(float(moment), 4)) == ("n", 46083.3960)
    assert touch["C2"] == ("inlineStr", "2026-03-02T09:30:15Z"), "what a person wrote stays text"
    assert placement["B2"] == ("n", "46090")
    assert placement["D2"] == ("b", "1")


async def test_strings_of_a_spreadsheet_are_never_formulas_links_or_numbers() -> None:
    texts = ["=1+1", "{=1}", "https://evil.example/", "internal:Sheet1!A1", "0042", "_x0041_"]
    made = await sheets([{"kind": "touch", "note": text} for text in texts])
    cells = made["touch"].cells
    for number, text in enumerate(texts, 2):
        kind, value = cells[f"A{number}"]
        assert kind == "inlineStr"
        # Excel reads _x0041_ as A, so it is written with its underscore escaped.
        assert value.replace("_x005F_", "_") == text
    assert "<f>" not in made["touch"].xml
    assert "hyperlink" not in made["touch"].xml


async def test_what_no_cell_can_hold_is_left_out_or_cut_with_a_mark() -> None:
    notes = ["a\x00b\x1bc\u202e\u2066\ud800d", "x" * 40_000, "🎉" * 20_000]
    made = await sheets([{"kind": "touch", "note": note} for note in notes])
    cells = made["touch"].cells
    assert cells["A2"][1] == "abcd"
    for address in ("A3", "A4"):
        value = cells[address][1]
        assert len(value.encode("utf-16-le")) // 2 <= 32_767
        assert value.endswith("[cut]")
    assert (await table([{"kind": "touch", "note": notes[0]}]))[0]["note"].startswith("abc")


async def test_a_kind_with_more_rows_than_a_sheet_holds_gets_a_second(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(export_file, "MAX_ROWS", 3)
    made = await sheets([{"kind": "touch", "n": n} for n in range(5)])
    assert list(made) == ["touch", "touch 2", "touch 3"]
    assert made["touch 3"].cells["A2"] == ("n", "4")
    assert all('<autoFilter ref="A1:A' in sheet.xml for sheet in made.values())


@pytest.mark.parametrize("form", list(Format))
async def test_an_empty_ledger_makes_a_file_all_the_same(form: Format) -> None:
    assert isinstance(await written([], form), bytes)


async def test_a_lone_surrogate_does_not_stop_an_export() -> None:
    for form in Format:
        assert await written([{"kind": "touch", "note": "a\udc80b"}], form)
