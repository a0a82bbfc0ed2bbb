"""Files as people bring them in: what is read of them, and why a row is left out."""

import csv
import gzip
import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from exported import EXPORTS, SEARCH_CONSOLE, Export
from openpyxl import Workbook

from bot.importing.columns import Kind, matched
from bot.importing.faults import NotReadable
from bot.importing.prices import price
from bot.importing.reading import Item, opened, site_in, target_for
from bot.importing.values import moment, number, web_address, yes_or_no
from storage.incoming.reported import ReportedLink, ReportedTask, Skipped
from storage.words import RelAgreed, Stage, Tactic
from storage.work.views import Money

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
MARCH = datetime(2024, 3, 5, tzinfo=UTC)


def _read(folder: Path, name: str, content: bytes, sites: tuple[str, ...] = ()) -> list[Item]:
    path = folder / "upload"
    path.write_bytes(content)
    with opened(path, name, now=NOW) as table:
        return list(table.items(target=target_for(table, sites)))


def _links(items: list[Item]) -> list[ReportedLink]:
    return [one for one in items if isinstance(one, ReportedLink)]


def _written(export: Export) -> str:
    out = io.StringIO()
    header = next(csv.reader([export.header], delimiter=export.by))
    writer = csv.writer(out, delimiter=export.by)
    writer.writerow(header)
    writer.writerow([export.row.get(name, "") for name in header])
    return out.getvalue()


@pytest.mark.parametrize("export", EXPORTS, ids=lambda one: one.origin[:40])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_tools_export_is_read_in_every_encoding(tmp_path: Path, export: Export, encoding: str) -> None:
    path = tmp_path / "upload"
    path.write_bytes(_written(export).encode(encoding))
    with opened(path, "backlinks.csv", now=NOW) as table:
        (link,) = _links(list(table.items()))
        assert table.matched.tool.called == export.tool
    assert (link.page, link.target) == ("https://techblog.com/post", "https://acme.com/guide")
    assert link.anchor == "the guide"
    assert link.followed is export.followed
    assert (link.authority, link.authority_source) == (export.authority or (None, None))
    assert link.first_seen is None or link.first_seen.date() == MARCH.date()


@pytest.mark.parametrize("language", SEARCH_CONSOLE)
def test_search_console_is_read_in_every_language(tmp_path: Path, language: str) -> None:
    page, crawled, day = SEARCH_CONSOLE[language]
    text = f'{page},{crawled}\nhttps://techblog.com/post,"{day}"\nhttps://news.example/story,\n'
    first, second = _links(_read(tmp_path, "acme.com-Latest links.csv", text.encode()))
    assert (first.page, first.target, first.target_told) == (
        "https://techblog.com/post",
        "https://acme.com/",
        False,
    )
    assert (first.last_seen, first.first_seen, first.rel, first.followed) == (MARCH, None, None, None)
    assert second.last_seen is None


def test_without_a_property_or_a_campaign_search_consoles_rows_are_left_out_and_say_so(
    tmp_path: Path,
) -> None:
    text = b"Linking page,Last crawled\nhttps://techblog.com/post,2024-03-05\n"
    (left,) = _read(tmp_path, "links.csv", text)
    assert str(left) == "line 2: the file does not say which site is linked: name its campaign"
    assert _links(_read(tmp_path, "links.csv", text, ("acme.com",)))[0].target == "https://acme.com/"


@pytest.mark.parametrize(
    "header",
    [
        "Site,Linking pages,Target pages\na.org,3,1\n",
        "Target page,Incoming links,Linking sites\nhttps://acme.com/,3,1\n",
        "Website,Verlinkende Seiten,Zielseiten\na.org,3,1\n",
        "Domain,Domain rating,Dofollow ref. domains,Links to target,First seen\na.com,5,1,1,2024-01-01\n",
    ],
)
def test_a_summary_without_pages_makes_no_backlinks_and_says_so(tmp_path: Path, header: str) -> None:
    with pytest.raises(NotReadable, match="only counts links"):
        _read(tmp_path, "summary.csv", header.encode())


def test_lines_are_the_files_own_even_after_quoted_newlines_and_a_preamble(tmp_path: Path) -> None:
    text = (
        "Report for acme.com\r\nMade on 1 March\r\n\r\npage,target,anchor\r\n"
        'https://a.com/1,https://acme.com/,"two\r\nlines"\r\n,https://acme.com/,x\r\nnonsense,https://acme.com/,x\r\n'
    )
    link, empty, nonsense = _read(tmp_path, "links.csv", text.encode())
    assert isinstance(link, ReportedLink)
    assert (link.line, link.anchor) == (5, "two lines")
    assert str(empty) == "line 7: no page that links"
    assert str(nonsense) == "line 8: “nonsense” is not the address of a page"


def test_a_quotation_mark_that_does_not_close_costs_one_row(tmp_path: Path) -> None:
    text = 'page,target\n"https://a.com/1,https://acme.com/\nhttps://a.com/2,https://acme.com/\n'
    left, link = _read(tmp_path, "links.csv", text.encode())
    assert isinstance(left, Skipped)
    assert (left.line, "does not close" in left.why) == (2, True)
    assert isinstance(link, ReportedLink)
    assert link.line == 3


def test_rows_below_a_mark_that_does_not_close_are_not_lost_in_its_cell(tmp_path: Path) -> None:
    row = "https://a.com/{n},https://acme.com/,{anchor}\n"
    anchors = ['"open', "two", '5" disc', '"fine,\nand ""quoted"""', '"open again', '"all"']
    text = "page,target,anchor\n" + "".join(row.format(n=n, anchor=a) for n, a in enumerate(anchors))
    items = _read(tmp_path, "links.csv", text.encode())
    assert [one.line for one in items if isinstance(one, Skipped)] == [2, 7]
    assert [one.anchor for one in _links(items)] == ["two", '5" disc', 'fine, and "quoted"', "all"]


def test_a_broken_byte_breaks_no_other_letters_and_a_broken_address_is_left_out(tmp_path: Path) -> None:
    row = "https://a.com/{},https://acme.com/,für Gärten\n"
    text = ("page,target,anchor\n" + "".join(row.format(n) for n in range(5))).encode()
    text += b"https://a.com/x,https://acme.com/,\xff\nhttps://a.com/\xfc,https://acme.com/,x\n"
    *links, broken = _read(tmp_path, "links.csv", text)
    assert [one.anchor for one in _links(links)] == ["für Gärten"] * 5 + ["\ufffd"]
    assert str(broken) == "line 8: “https://a.com/\ufffd” holds letters that are broken in this file"
    (old,) = _links(_read(tmp_path, "links.csv", ("page,target,anchor\n" + row.format(1)).encode("cp1252")))
    assert old.anchor == "für Gärten"


@pytest.mark.parametrize(
    ("cells", "rel", "followed"),
    [
        (("true", "false", "false"), ("nofollow",), False),
        (("false", "true", "true"), ("ugc", "sponsored"), False),
        (("false", "false", "false"), (), True),
        (("", "", ""), None, None),
    ],
)
def test_followed_is_what_the_tools_columns_say_and_nothing_where_they_do_not(
    tmp_path: Path, cells: tuple[str, str, str], rel: tuple[str, ...] | None, followed: bool | None
) -> None:
    text = f"page,target,nofollow,ugc,sponsored\nhttps://a.com/1,https://acme.com/,{','.join(cells)}\n"
    (link,) = _links(_read(tmp_path, "links.csv", text.encode()))
    assert (link.rel, link.followed) == (rel, followed)


@pytest.mark.parametrize("kind", ["Redirect", "Canonical", "RSS", "Mention", "Frame"])
def test_what_is_no_hyperlink_is_left_out(tmp_path: Path, kind: str) -> None:
    text = f"page,target,type\nhttps://a.com/1,https://acme.com/,{kind}\n"
    (left,) = _read(tmp_path, "links.csv", text.encode())
    assert isinstance(left, Skipped)


def test_packed_files_are_opened_and_the_list_is_found_among_summaries(tmp_path: Path) -> None:
    links = b"Linking page,Last crawled\nhttps://a.org/1,2024-03-05\n"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Top linking sites.csv", "Site,Linking pages,Target pages\na.org,3,1\n")
        archive.writestr("Latest links.csv", links)
    assert len(_links(_read(tmp_path, "acme.com-links.zip", packed.getvalue()))) == 1
    assert len(_links(_read(tmp_path, "acme.com-links.csv.gz", gzip.compress(links)))) == 1


@pytest.mark.parametrize("filling", [b"a", b"\n"])
def test_a_bomb_is_cut(tmp_path: Path, filling: bytes) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("links.csv", b"page,target\n" + filling * 60_000_000)
    with pytest.raises(NotReadable):
        _read(tmp_path, "links.zip", packed.getvalue())


def test_what_says_itself_that_it_is_a_bomb_is_not_unpacked_and_what_is_packed_twice_says_so(
    tmp_path: Path,
) -> None:
    table = b"page,target\n" + b"https://a.com/1,https://acme.com/\n" * 1_000_000
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("links.csv", table)
    once = gzip.compress(b"page,target\n")
    for content, said in (
        (archive.getvalue(), "unpacks to far more"),
        (gzip.compress(table), "unpacks to far more"),
        (gzip.compress(once), "is packed twice"),
        (gzip.compress(archive.getvalue()), "is packed twice"),
    ):
        path = tmp_path / "upload"
        path.write_bytes(content)
        with pytest.raises(NotReadable, match=said), opened(path, "links.csv.gz", now=NOW):
            pass


def test_amounts_of_a_spreadsheet_have_the_currency_that_they_are_shown_in(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Site", "Stage", "Price"])
    formats = {"[$€-407]": "EUR", '"zł"': "PLN", "[$USD]": "USD", "$": "USD", "[$£-809]": "GBP"}
    for row, sign in enumerate(formats, 2):
        book.active.append([f"a{row}.com", "contacted", 150])
        book.active.cell(row, 3).number_format = f"{sign}#,##0.00"
    book.active.append(["b.com", "contacted", 150])
    book.active.cell(row + 1, 3).number_format = "[$-409]#,##0"
    kept = io.BytesIO()
    book.save(kept)
    *tasks, bare = _read(tmp_path, "tasks.xlsx", kept.getvalue())
    assert [one.price.currency for one in tasks if isinstance(one, ReportedTask) and one.price] == list(
        formats.values()
    )
    assert isinstance(bare, Skipped)


def test_a_spreadsheet_is_read_by_its_values_from_the_sheet_that_has_links(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["About this file"])
    sheet = book.create_sheet("Links")
    sheet.append(["Source url", "Target url", "Page ascore", "Nofollow", "First seen"])
    sheet.append(["https://a.com/1", "https://acme.com/", 33, False, MARCH.replace(tzinfo=None)])
    kept = io.BytesIO()
    book.save(kept)
    (link,) = _links(_read(tmp_path, "links.xlsx", kept.getvalue()))
    assert (link.authority, link.followed, link.first_seen) == (33, True, MARCH)


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"hello,world\n1,2\n", b"%PDF-1.4 \x00", b"PK\x03\x04broken"]
)
def test_what_is_no_table_says_what_to_do(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(NotReadable) as error:
        _read(tmp_path, "upload.csv", content)
    assert error.value.do


def test_a_table_of_tasks_is_read_with_stages_dates_and_prices(tmp_path: Path) -> None:
    text = (
        "Website;Contact;Email;Tactic;Target URL;Status;Owner;Date contacted;Next follow up;Price;Notes\n"
        "techblog.com;Jane;Jane@techblog.com;Guest post;https://acme.com/guide;Contacted;jana;01/05/2026;"
        "20/12/2026;€1.250,50;wants $\n"
        ";Bob;bob@news.co.uk;HARO;;Replied;U0TOM;03/05/2026;;;\n"
        "x;;;;;Contacted;;;;;\n"
        "a.com;;;;;whatever;;;;;\n"
    )
    jane, bob, no_site, no_stage = _read(tmp_path, "tasks.csv", text.encode())
    assert isinstance(jane, ReportedTask)
    assert isinstance(bob, ReportedTask)
    assert (jane.site, jane.contact_email, jane.tactic, jane.stage) == (
        "techblog.com",
        "jane@techblog.com",
        Tactic.GUEST_POST,
        Stage.CONTACTED,
    )
    assert jane.asked == datetime(2026, 5, 1, tzinfo=UTC)
    assert jane.price is not None
    assert (str(jane.price.amount), jane.price.currency) == ("1250.50", "EUR")
    assert (bob.site, bob.tactic, bob.stage, bob.owner) == (
        "news.co.uk",
        Tactic.JOURNALIST_REQUEST,
        Stage.REPLIED,
        "U0TOM",
    )
    assert str(no_site) == "line 4: “x” is no site"
    assert "whatever" in str(no_stage)


def test_a_link_is_never_seen_after_it_was_lost_nor_lost_before_it_was_found(tmp_path: Path) -> None:
    text = (
        "page,target,first seen,last seen,lost\n"
        "https://a.com/1,https://acme.com/,2026-01-02,2026-03-09,2026-03-05\n"
        "https://a.com/2,https://acme.com/,2026-01-02,2026-03-01,2026-03-05\n"
        "https://a.com/3,https://acme.com/,2026-03-02,2026-03-09,2026-01-05\n"
    )
    days = [
        [at.strftime("%m-%d") if at else None for at in (one.first_seen, one.last_seen, one.lost)]
        for one in _links(_read(tmp_path, "links.csv", text.encode()))
    ]
    assert days == [["01-02", "03-05", "03-05"], ["01-02", "03-01", "03-05"], ["03-02", "03-09", "03-09"]]


def test_what_a_row_of_tasks_says_of_its_link_is_read(tmp_path: Path) -> None:
    text = (
        "site,status,page,target,anchor,rel,live since,promised for\n"
        "a.com,placed,https://a.com/x,https://acme.com/,the guide,rel=nofollow,2026-05-20,\n"
        "b.com,agreed,,https://acme.com/,,sponsored,,2027-01-24\n"
        "c.com,live,https://c.com/x,https://acme.com/,,DoFollow,2090-01-01,\n"
    )
    placed, agreed, ahead = _read(tmp_path, "tasks.csv", text.encode())
    assert isinstance(placed, ReportedTask)
    assert isinstance(agreed, ReportedTask)
    assert (placed.stage, placed.rel_agreed, placed.anchor) == (Stage.WON, RelAgreed.NOFOLLOW, "the guide")
    assert placed.live_at == datetime(2026, 5, 20, tzinfo=UTC)
    assert (agreed.rel_agreed, agreed.promised_by) == (RelAgreed.SPONSORED, date(2027, 1, 24))
    assert str(ahead) == "line 4: live since 2090-01-01, which is still to come"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-03-05", 5),
        ("2024-03-05T23:59:59Z", 5),
        ("20240305", 5),
        ("05.03.2024", 5),
        ("5. März 2024", 5),
        ("5 mars 2024", 5),
        ("5 de marzo de 2024", 5),
        ("5 mrt. 2024", 5),
        ("5 marca 2024", 5),
        ("Tue, 05 Mar 2024 10:00:00 GMT", 5),
        ("Mar 5, 2024", 5),
        ("March 5th, 2024", 5),
        ("2024年3月5日", 5),
        ("2024년 3월 5일", 5),
    ],
)
def test_dates_are_read_as_they_are_written(written: str, day: int) -> None:
    found = moment(written)
    assert found is not None
    assert (found.year, found.month, found.day) == (2024, 3, day)


def test_days_of_spreadsheets_and_short_years_are_read() -> None:
    days = {
        "46115": (2026, 4, 3),
        "46115.75": (2026, 4, 3),
        "03-Apr-26": (2026, 4, 3),
        "1775210400000": (2026, 4, 3),
    }
    assert {one: (at.year, at.month, at.day) for one in days if (at := moment(one))} == days
    assert [moment(one) for one in ("12345", "yesterday", "31/02/2026", "0000-00-00")] == [None] * 4


def test_a_date_that_could_be_two_is_read_as_its_people_write_it_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "upload"
    path.write_text("site,stage,asked\na.com,contacted,03/04/2026\n")
    read = {}
    for locale in ("en-GB", "en-US", None):
        with opened(path, "tasks.csv", now=NOW, locale=locale) as table:
            (task,) = list(table.items())
            assert isinstance(task, ReportedTask)
            assert task.asked is not None
            read[locale] = (task.asked.month, table.either_way)
    assert read["en-GB"] == (4, "03/04/2026 is read as 3 April 2026")
    assert read["en-US"] == read[None] == (3, "03/04/2026 is read as 4 March 2026")
    path.write_text("site,stage,asked\na.com,contacted,03/04/2026\nb.com,contacted,25/04/2026\n")
    with opened(path, "tasks.csv", now=NOW, locale="en-US") as table:
        assert table.either_way is None


def test_a_date_with_slashes_follows_the_other_dates_of_its_file(tmp_path: Path) -> None:
    rows = "https://a.com/{n},https://acme.com/,{day}\n"
    text = (
        "page,target,first seen\n" + rows.format(n=1, day="05/03/2024") + rows.format(n=2, day="25/03/2024")
    )
    first, _ = _links(_read(tmp_path, "links.csv", text.encode()))
    assert first.first_seen == MARCH
    assert moment("13/13/2024") is None
    assert moment("soon") is None


def test_numbers_words_and_addresses_are_read_in_their_spellings() -> None:
    assert [number(one) for one in ("56", "56,5", "56.5", "1.234,5", "1,234.5", "x")] == [
        56,
        56.5,
        56.5,
        1234.5,
        1234.5,
        None,
    ]
    assert [yes_or_no(one) for one in ("TRUE", "+", "ja", "0", "-", "nein", "", "maybe")] == [
        True,
        True,
        True,
        False,
        False,
        False,
        None,
        None,
    ]
    assert web_address("www.techblog.com/a") == "https://www.techblog.com/a"
    assert [web_address(one) for one in ("mailto:a@b.com", "javascript:alert(1)", "techblog", "a b.com")] == [
        None
    ] * 4
    assert price("250", "") is None
    amounts = {
        "£1,200": "1200 GBP", "1.200,00 €": "1200.00 EUR", "USD 150": "150 USD", "150$": "150 USD",
        "A$150": "150 AUD", "R$ 1.500": "1500 BRL", "$1.5k": "1500.0 USD", "2k EUR": "2000 EUR",
        "500 kr": "500 SEK", "100-150 $": None, "$100 + $50": None, "-50 €": None,
        "120 USD per link": "120 USD", "1,200 eur (incl. VAT)": "1200 EUR", "150 euros": "150 EUR",
        "12 links": None,
    }  # fmt: skip
    read = {cell: price(cell, "") for cell in amounts}
    assert {cell: f"{one.amount} {one.currency}" if one else None for cell, one in read.items()} == amounts
    assert site_in("https___www.acme.com_-Latest links-2024-05-01") == "www.acme.com"
    assert site_in("sc-domain_acme.co.uk-links") == "acme.co.uk"


def test_tables_of_other_outreach_tools_say_where_their_columns_belong() -> None:
    tables = {
        "Website,Relationship Stage,Assigned To,Contact Name,Email,Linking From,Linking To,Anchor Text": (
            "site,stage,owner,contact,email,page,target,anchor"
        ),
        "URL,Domain,Opportunity Status,Contact Name,Contact Email,Campaign,"
        "Assigned To,Date Sent,Last Reply": ("site,stage,contact,email,campaign,owner,asked,replied"),
        "Webseite;Ansprechpartner;E-Mail;Kontaktiert am;Status;Preis;Link;Zielseite;Bemerkung": (
            "site,contact,email,asked,stage,price,page,target,note"
        ),
        "Email address,Domain name,Type,First name": "site,email,tactic,contact",
    }
    for header, fields in tables.items():
        found = matched(header.split(";" if ";" in header else ","))
        assert found is not None
        assert found.kind is Kind.TASKS
        assert {field.name.lower() for field in found.places} == set(fields.split(",")), header


def test_links_of_buzzstream_and_of_semrushs_audit_are_read_and_a_bare_list_is_nobodys_export(
    tmp_path: Path,
) -> None:
    buzz = "Linking From,Linking To,Link Status\nhttps://a.com/1,https://acme.com/,Link Not Found\n"
    (link,) = _links(_read(tmp_path, "links.csv", buzz.encode()))
    assert link.lost is not None
    audit = (
        "Domain Authority Score,Page Authority Score,Source URL,Source Page Title,Source Domain,Target URL,"
        "Anchor,Anchor Type,Link Type,No Follow,Toxic Score,First Seen,Last Seen,Comment\n"
        "41,12,https://a.com/1,t,a.com,https://acme.com/,x,Brand,text,true,3,2024-03-05,2024-04-01,\n"
    )
    (link,) = _links(_read(tmp_path, "audit.csv", audit.encode()))
    assert (link.authority, link.authority_source, link.followed) == (41, "semrush_as", False)
    path = tmp_path / "upload"
    path.write_text("URL\nhttps://a.com/1\n")
    with opened(path, "acme.com.csv", now=NOW) as table:
        assert table.matched.tool.value == "file"


def test_links_of_your_own_are_lost_where_their_status_says_so(tmp_path: Path) -> None:
    said = ["Live", "Lost", "Removed", "404", "200", "yes", "Not lost", "Follow", ""]
    text = "page,target,status\n" + "".join(
        f"https://a.com/{place},https://acme.com/,{one}\n" for place, one in enumerate(said)
    )
    links = _links(_read(tmp_path, "links.csv", text.encode()))
    gone = [word for word, link in zip(said, links, strict=True) if link.lost]
    assert gone == ["Lost", "Removed", "404"]


@pytest.mark.parametrize("header", ["Preis;Währung", "Prix;Devise", "Prezzo;Valuta", "Cena;Waluta"])
def test_a_price_is_in_the_currency_of_its_column_in_any_tongue(tmp_path: Path, header: str) -> None:
    text = f"Website;E-Mail;Status;{header}\nblog.de;j@blog.de;contacted;1.234,50;EUR\n"
    (task,) = _read(tmp_path, "x.csv", text.encode())
    assert isinstance(task, ReportedTask)
    assert task.price == Money(Decimal("1234.50"), "EUR")


def test_stages_are_read_in_other_tools_and_tongues_words_and_from_what_is_yes_or_no(tmp_path: Path) -> None:
    said = {
        "Attempting to Reach": "contacted", "Link Accepted": "won", "Veröffentlicht": "won",
        "Zugesagt": "promised", "Contacté": "contacted", "Keine Antwort": "no_response",
        "Rechazado": "declined", "accept_all": "planned",
    }  # fmt: skip
    text = "site,email,status\n" + "".join(f"a.com,a@a.com,{one}\n" for one in said)
    tasks = [one for one in _read(tmp_path, "x.csv", text.encode()) if isinstance(one, ReportedTask)]
    assert [one.stage.value for one in tasks] == list(said.values())
    text = (
        "site,email,contacted,replied,live url,published on\n"
        "a.com,,2026-04-03,No,,\na.com,,2026-04-03,Yes,,\na.com,,no,,,\n"
        "a.com,,2026-04-03,,https://a.com/x,2026-05-01\na.com,,2026-04-03,,https://a.com/x,2027-05-01\n"
    )
    tasks = [one for one in _read(tmp_path, "x.csv", text.encode()) if isinstance(one, ReportedTask)]
    assert [one.stage.value for one in tasks] == ["contacted", "replied", "planned", "won", "contacted"]


def test_a_column_called_type_is_a_tactic_only_where_it_names_one(tmp_path: Path) -> None:
    text = "Email address,Domain name,Type\nann@a.com,a.com,generic\nbo@b.com,b.com,Guest post\n"
    tasks = [one for one in _read(tmp_path, "people.csv", text.encode()) if isinstance(one, ReportedTask)]
    assert [one.tactic for one in tasks] == [None, Tactic.GUEST_POST]
