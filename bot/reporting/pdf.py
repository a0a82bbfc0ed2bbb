"""The report for a client: two pages under the campaign's own name, logo and colour.

Never prices, people, contacts, notes or other clients' names: those are for us.
"""

import io
import re
from collections.abc import Sequence
from typing import IO, cast
from zoneinfo import ZoneInfo

from fpdf import FPDF
from fpdf.enums import MethodReturnValue, XPos, YPos

from bot.links.wire.addresses import Network
from bot.reporting import client_words, fonts, words
from bot.reporting.brand import Brand, brand_of, fitted, logo_of
from bot.reporting.chart import alt_text, chart
from bot.reporting.logo import pale
from bot.reporting.sheets import question_of
from storage.report import lists
from storage.report.figures import Report
from storage.store import Store
from storage.work.campaigns import CampaignView

_INK, _PALE, _LINE = (29, 28, 29), (95, 99, 104), (222, 225, 230)
_MOST_LINKS, _MOST_LOST = 30, 4
#: A row of a table, a heading with the room above it, in mm; the size of the small print, in points.
_ROW, _HEADING, _SMALL = 6.0, 10.5, 8.5
_EDGE = 16.0


async def write_pdf(
    store: Store,
    report: Report,
    campaign: CampaignView | None,
    out: IO[bytes],
    allowed: Sequence[Network] = (),
) -> str:
    """Write the two pages; a logo comes from public addresses and ``allowed`` networks.

    Returns what whoever asked for it should know of it: "" where all is well.
    """
    async with store.reading(report.workspace) as scope:
        asked, _ = await question_of(scope, report)
        rows = [row async for row in lists.standing(scope.session, asked, _MOST_LINKS)]
        rows += [row async for row in lists.lost(scope.session, asked, _MOST_LOST)]
    logo, note = await logo_of(campaign, allowed)
    out.write(render(report, brand_of(campaign, logo), rows))
    return note


def render(report: Report, brand: Brand, rows: list[lists.Row]) -> bytes:
    """The PDF's bytes."""
    page = _Pages(report, brand, rows)
    page.first()
    page.second(rows)
    return bytes(page.pdf.output())


class _Pages:
    def __init__(self, report: Report, brand: Brand, rows: Sequence[lists.Row] = ()) -> None:
        self.report, self.brand = report, brand
        self.pdf = pdf = FPDF(format="A4", unit="mm")
        pdf.set_margins(_EDGE, _EDGE, _EDGE)
        pdf.set_auto_page_break(False)
        pdf.c_margin = 0  # words stand on the same edge as lines and boxes
        pdf.add_font("Text", "", str(fonts.REGULAR))
        pdf.add_font("Text", "B", str(fonts.BOLD))
        others = fonts.needed(brand.name, *(row[of] for row in rows for of in ("page", "target")))
        for number, file in enumerate(others):
            pdf.add_font(f"Other{number}", "", str(file))
        if others:
            pdf.set_fallback_fonts([f"Other{number}" for number in range(len(others))], exact_match=False)
        pdf.set_text_shaping(True)
        pdf.set_lang("en")
        pdf.set_title(f"Link building report {words.period(report)}")
        pdf.set_author(brand.name or "Outreach")
        self.width = pdf.w - 2 * _EDGE

    def first(self) -> None:
        """What was done, what stands, and the months between."""
        self._top()
        pdf, report = self.pdf, self.report
        self._text(client_words.in_words(report), 11, after=5)
        half = (self.width - 8) / 2
        above = pdf.get_y()
        work, results = report.work, report.results
        self._ledger(
            _EDGE,
            above,
            half,
            "Work",
            "what we did in these days",
            [
                ("Sites asked for a link", f"{work.asks:,}", ""),
                ("Follow-ups sent", f"{work.follow_ups:,}", ""),
                ("Answers, refusals included", f"{work.replies:,}", ""),
                ("Links promised", f"{work.promises:,}", ""),
                ("Refusals", f"{work.declines:,}", ""),
            ],
        )
        self._ledger(
            _EDGE + half + 8,
            above,
            half,
            "Results",
            "the links that stand now"
            if words.stands(report) == "now"
            else f"the links {words.stands(report)}",
            [
                ("Links live", f"{results.live:,}", ""),
                ("of these seen by us", f"{results.seen:,}", client_words.only_told(results.told)),
                ("followed", *client_words.known(results.followed, results.followed_unknown, results.live)),
                (
                    "may be indexed",
                    *client_words.known(results.indexable, results.indexable_unknown, results.live),
                ),
                ("built by our work", f"{results.built:,}", ""),
                ("earned without an ask", f"{results.passive:,}", ""),
                ("not certain which of both", f"{results.uncertain:,}", ""),
                ("Links lost in these days", f"{results.lost:,}", client_words.only_told(results.lost_told)),
            ],
        )
        pdf.set_y(above + 82)
        accent = "#{:02x}{:02x}{:02x}".format(*self.brand.colour)
        high = (pdf.h - 16 - pdf.get_y()) / self.width
        drawn = chart(report, accent=accent, height=high, client=True)
        said = alt_text(report, client=True)
        pdf.image(io.BytesIO(drawn), x=_EDGE, y=pdf.get_y(), w=self.width, alt_text=said)
        self._bottom(1)

    def second(self, rows: list[lists.Row]) -> None:
        """How the work went, the newest links, and what the numbers mean."""
        self._top()
        report = self.report
        self._heading("How each kind of work went")
        self._table(
            ["Tactic", "Asked", "Answered", "Promised", "Live", "Days to live"],
            [
                [
                    words.TACTICS[row.tactic],
                    f"{row.asks:,}",
                    words.share(row.answer_rate),
                    words.share(row.promise_rate),
                    words.share(row.live_rate),
                    words.took(row.median_days_to_live),
                ]
                for row in words.compared(report, client=True)
            ]
            or [["Nothing was asked in these days", "", "", "", "", ""]],
            [58, 24, 24, 24, 24, 24],
        )
        live = [row for row in rows if row["state"] == "live"]
        lost = [row for row in rows if row["state"] == "lost"]
        lost.sort(key=lambda row: row["lost_at"], reverse=True)
        most = self._room(min(len(lost), _MOST_LOST))
        more = f", the newest {most} of {report.results.live:,}" if report.results.live > most else ""
        self._heading(f"Links that are live{more}")
        self._links(live[:most], "Nothing is live yet.")
        if lost:
            many = report.results.lost > _MOST_LOST
            more = f", the last {_MOST_LOST} of {report.results.lost:,}" if many else ""
            self._heading(f"Links lost in these days{more}")
            self._links(lost[:_MOST_LOST], "", lost=True)
        self._meaning()
        self._bottom(2)

    def _top(self) -> None:
        pdf = self.pdf
        pdf.add_page()
        pdf.set_fill_color(*self.brand.colour)
        pdf.rect(0, 0, pdf.w, 5, style="F")
        pdf.set_xy(_EDGE, 13)
        beside = self._logo()
        name, room = self.brand.name or "Link building report", self.width - beside
        pdf.set_text_color(*self.brand.colour)
        lines = self._name(name, room)
        for place, line in enumerate(lines):
            pdf.set_xy(_EDGE + beside, 12 + place * 5.2 if len(lines) > 1 else 13)
            pdf.cell(room, 5 if len(lines) > 1 else 8, line)
        pdf.set_xy(_EDGE + beside, 22 if len(lines) > 1 else 21)
        pdf.set_text_color(*_PALE)
        pdf.set_font("Text", "", 10)
        about = "Link building report, " if self.brand.name else ""
        pdf.cell(room, 6, f"{about}{words.period(self.report)}")
        pdf.set_draw_color(*_LINE)
        pdf.line(_EDGE, 30, pdf.w - _EDGE, 30)
        pdf.set_y(35)

    def _logo(self) -> float:
        """Draw the logo where there is one; how much room it takes, in mm."""
        pdf, logo = self.pdf, self.brand.logo
        if logo is None:
            return 0.0
        try:
            high, wide = fitted(logo)
            left, middle, taken = _EDGE, 20.0, wide + 5
            if pale(logo):
                pdf.set_fill_color(*self.brand.colour)
                high, wide = high * 0.8, wide * 0.8
                pdf.rect(_EDGE, middle - high / 2 - 2, wide + 6, high + 4, style="F")
                left, taken = _EDGE + 3, wide + 11
            top = middle - high / 2
            pdf.image(io.BytesIO(logo), x=left, y=top, h=high, w=wide, alt_text=self.brand.name)
        except Exception:  # a logo that is no picture costs nobody the report
            return 0.0
        return taken

    def _name(self, name: str, room: float) -> list[str]:
        """The name on one line, as large as it may be; a long one on two."""
        pdf = self.pdf
        for size in (18, 16, 14):
            pdf.set_font("Text", "B", size)
            if pdf.get_string_width(name) <= room:
                return [name]
        pdf.set_font("Text", "B", 12)
        if pdf.get_string_width(name) <= room:
            return [name]
        first = self._cut(name, room).removesuffix("…")
        if " " in first and not name[len(first) :].startswith(" "):
            first = first.rsplit(" ", 1)[0]
        return [first, self._cut(name[len(first) :].strip(), room)]

    def _bottom(self, number: int) -> None:
        pdf = self.pdf
        pdf.set_xy(_EDGE, pdf.h - 12)
        pdf.set_font("Text", "", 8)
        pdf.set_text_color(*_PALE)
        made = words.day(self.report.as_of.astimezone(ZoneInfo(self.report.period.tz)).date())
        pdf.cell(
            self.width,
            5,
            f"Made on {made}. Days begin at midnight, {self.report.period.tz}. Page {number} of 2.",
            align="C",
        )

    def _ledger(
        self, x: float, y: float, width: float, title: str, about: str, rows: list[tuple[str, str, str]]
    ) -> None:
        pdf = self.pdf
        pdf.set_draw_color(*_LINE)
        pdf.rect(x, y, width, 76)
        pdf.set_xy(x + 5, y + 4)
        pdf.set_font("Text", "B", 13)
        pdf.set_text_color(*self.brand.colour)
        pdf.cell(width - 10, 7, title)
        pdf.set_xy(x + 5, y + 10.5)
        pdf.set_font("Text", "", 8.5)
        pdf.set_text_color(*_PALE)
        pdf.cell(width - 10, 5, about)
        for place, (name, number, besides) in enumerate(rows):
            line = y + 18 + place * 6.8
            part = name[0].islower()  # a part of the number above
            left = 9 if part else 5
            pdf.set_text_color(*_INK)
            pdf.set_font("Text", "" if part else "B", 15 if place == 0 else 11)
            wide = pdf.get_string_width(number)
            pdf.set_xy(x + 5, line)
            pdf.cell(width - 10, 7, number, align="R")
            size, small = self._sizes(name, besides, width - 7 - left - wide)
            pdf.set_xy(x + left, line)
            pdf.set_font("Text", "", size)
            pdf.cell(width - 10, 7, name)
            pdf.set_font("Text", "", small)
            pdf.set_text_color(*_PALE)
            pdf.set_xy(x + 5, line)
            pdf.cell(width - 12 - wide, 7, besides, align="R")

    def _sizes(self, name: str, besides: str, room: float) -> tuple[float, float]:
        """How large a number's name and what stands beside it are set, in points, to stay apart."""
        pdf, sizes = self.pdf, (10.0, 8.5)
        for less in range(5):
            sizes = 10.0 - less, 8.5 - less * 0.8
            wide = 2.0
            for said, size in zip((name, besides), sizes, strict=True):
                pdf.set_font("Text", "", size)
                wide += pdf.get_string_width(said)
            if not besides or wide <= room:
                break
        return sizes

    def _heading(self, words_: str) -> None:
        pdf = self.pdf
        pdf.ln(2.5)
        pdf.set_font("Text", "B", 12)
        pdf.set_text_color(*self.brand.colour)
        pdf.cell(self.width, 8, words_, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _text(self, said: str, size: float, after: float = 2) -> None:
        pdf = self.pdf
        pdf.set_font("Text", "", size)
        pdf.set_text_color(*_INK)
        pdf.multi_cell(self.width, size * 0.52, said, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        pdf.ln(after)

    def _table(
        self,
        head: list[str],
        rows: list[list[str]],
        widths: list[float],
        *,
        words_first: int = 1,
        links: Sequence[str] = (),
    ) -> None:
        """A table; ``links`` are the addresses that the rows' first cells open."""
        pdf = self.pdf
        for place, row in enumerate([head, *rows]):
            pdf.set_font("Text", "B" if place == 0 else "", 9)
            pdf.set_text_color(*(_PALE if place == 0 else _INK))
            for column, (cell, width) in enumerate(zip(row, widths, strict=True)):
                # Words in another font leave it behind in the page: the next ones would be drawn with it.
                with pdf.local_context():
                    pdf.cell(
                        width,
                        6,
                        self._cut(cell, width - 2),
                        border="B",
                        align="R" if column >= words_first else "L",
                        link=links[place - 1] if links and place and column == 0 else "",
                    )
            pdf.ln(6)

    def _links(self, rows: list[lists.Row], nothing: str, *, lost: bool = False) -> None:
        if not rows:
            self._text(nothing, 9.5)
            return
        zone = ZoneInfo(self.report.period.tz)
        cells = [
            [
                fonts.printable(_bare(row["page"]), 120),
                fonts.printable(_bare(row["target"]), 80),
                {True: "yes", False: "no", None: "not known"}[row["followed"]],
                ("" if lost or row["first_seen_told"] else "by ")
                + words.day(row["lost_at" if lost else "first_seen_at"].astimezone(zone).date()),
            ]
            for row in rows
        ]
        head = ["Page", "Links to", "Followed", "Lost" if lost else "Since"]
        links = [_opens(row["page"]) for row in rows]
        self._table(head, cells, [80, 46, 22, 30], words_first=2, links=links)

    def _room(self, lost: int) -> int:
        """How many live links the page has room for, above ``lost`` ones and what the numbers mean."""
        pdf = self.pdf
        pdf.set_font("Text", "", _SMALL)
        line, whole = _SMALL * 0.52, MethodReturnValue.HEIGHT
        high = cast(
            "float", pdf.multi_cell(self.width, line, self._said(), align="L", dry_run=True, output=whole)
        )
        below = _HEADING + high + (_HEADING + (lost + 1) * _ROW if lost else 0)
        left = pdf.h - 14 - pdf.get_y() - _HEADING - _ROW - below
        return max(3, min(_MOST_LINKS, int(left / _ROW)))

    def _meaning(self) -> None:
        self._heading("What the numbers mean")
        self._text(self._said(), _SMALL)

    def _said(self) -> str:
        return (
            "Work counts what people did in these days; results count the links that stand, whoever made "
            "them: they are never added up. A followed link is one that search engines may follow. "
            "The chart shows what came, up to now, of the sites first asked in each month; newer months are "
            "not at their end yet. “Days to live” is the median from the first ask to the live link. "
            + " ".join(
                said
                for said in (
                    words.how_known(self.report, client=True),
                    words.undated(self.report, client=True),
                )
                if said
            )
        )

    def _cut(self, said: str, width: float) -> str:
        if self.pdf.get_string_width(said) <= width:
            return said
        while said and self.pdf.get_string_width(f"{said}…") > width:
            said = said[:-1]
        return f"{said.rstrip()}…"


def _opens(page: str) -> str:
    """The page's address where a reader may follow it; "" for what is none."""
    return page if re.match(r"https?://", page) and len(page) <= 2_000 and page.isprintable() else ""


def _bare(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", url).rstrip("/")
