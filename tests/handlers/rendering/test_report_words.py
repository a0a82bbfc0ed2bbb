"""How a report's numbers are put to people."""

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from bot.reporting import fonts
from bot.reporting.brand import Brand
from bot.reporting.chart import _told_apart, alt_text
from bot.reporting.client_words import in_words
from bot.reporting.pdf import _Pages, render
from bot.reporting.text import write_text
from handlers.rendering import report as report_card
from handlers.rendering import report_words as say
from handlers.rendering.parts.reader import Reader
from storage.report.as_json import as_json
from storage.report.figures import Asked, Cohort, Cost, Report, Results, TacticRow, Undated, Week, Work
from storage.report.period import Period
from storage.words import Tactic

NOW = datetime(2026, 10, 20, 9, tzinfo=UTC)
ASKED = Work(asks=1)


def reported(first: date, last: date, *, work: Work = ASKED, live: int = 0) -> Report:
    """A report with the same work in each of its weeks."""
    period = Period(first, last, "UTC")
    links = Results(live, live, live, live, 0, 0, 0, 0, {})
    year = tuple(Cohort(month, 1, 0, 0, 0, 0, 0) for month in period.year_before())
    months = tuple(Cohort(month, 1, 0, 0, 0, 0, 0) for month in period.months)
    weeks = tuple(Week(monday, work) for monday in period.mondays)
    return Report(
        workspace="T1",
        campaign=None,
        period=period,
        as_of=NOW,
        work=work,
        by_person={},
        by_tactic={},
        by_campaign={},
        by_week=weeks,
        results=links,
        tactics=(),
        bridge=months,
        bridge_year=year,
        cost=(),
        late_promises=(),
    )


@pytest.mark.parametrize(
    ("days", "step"), [(7, "week"), (170, "week"), (200, "month"), (900, "quarter"), (9_000, "year")]
)
def test_no_week_is_left_out_however_long_the_period(days: int, step: str) -> None:
    made = reported(NOW.date() - timedelta(days=days), NOW.date())
    name, steps = say.steps(made)
    assert name == step
    assert len(steps) <= say.MOST_STEPS
    assert sum(work.asks for _, work in steps) == len(made.by_week)
    assert steps[0][0] <= steps[-1][0] <= NOW.date()


def test_weeks_and_months_still_to_come_are_no_noughts() -> None:
    made = replace(reported(date(2026, 1, 1), date(2026, 12, 31)), by_week=())
    assert [cohort.month.month for cohort in say.shown_months(made)][-1] == 10
    weeks = reported(date(2026, 10, 1), date(2026, 12, 31), work=Work()).by_week
    _, steps = say.steps(
        replace(made, period=Period(date(2026, 10, 1), date(2026, 12, 31), "UTC"), by_week=weeks)
    )
    assert steps[-1][0] == date(2026, 10, 19)


def test_a_chart_says_which_months_it_leaves_out() -> None:
    assert say.left_out(reported(date(2024, 1, 1), NOW.date())) == "last 12 of 34 months"
    assert say.left_out(reported(date(2026, 1, 1), NOW.date())) == ""


def test_what_stands_is_said_with_its_day() -> None:
    assert say.stands(reported(date(2026, 10, 1), date(2026, 10, 31))) == "now"
    assert say.stands(reported(date(2026, 9, 1), date(2026, 9, 30))) == "on 30 Sep 2026"


def test_no_work_is_said_in_words() -> None:
    assert say.nothing(reported(date(2026, 9, 1), date(2026, 9, 30))) == ""
    assert "still to come" in say.nothing(reported(date(2027, 1, 1), date(2027, 1, 31), work=Work()))
    past = say.nothing(reported(date(2026, 9, 1), date(2026, 9, 30), work=Work()))
    assert past.startswith("No work is on record for these days:")
    assert "so far" in say.nothing(reported(date(2026, 10, 1), date(2026, 10, 31), work=Work()))


def test_a_client_reads_of_no_tactic_that_only_cost_something() -> None:
    cost = (Cost("USD", Decimal(100), 1, 1),)
    rows = (TacticRow(Tactic.OTHER, 3, 1, 0, 0, None, ()), TacticRow(None, 0, 0, 0, 0, None, cost))
    made = replace(reported(date(2026, 9, 1), date(2026, 9, 30)), tactics=rows)
    assert say.compared(made, client=False) == rows
    assert say.compared(made, client=True) == rows[:1]
    assert [row["tactic"] for row in as_json(made, client=True)["tactics"]] == ["other"]


@pytest.mark.parametrize("live", [0, 1, 2])
def test_the_pdf_is_made_of_any_number_of_links_and_of_none(live: int) -> None:
    made = reported(date(2026, 9, 1), date(2026, 9, 30), work=Work(), live=live)
    assert render(made, Brand("=1+1 \u05e2\u05e1\u05e7 \U0001f680", (18, 100, 163)), []).startswith(b"%PDF")


def test_money_is_said_in_words_that_fit_its_currency() -> None:
    said = [
        say.spent(Cost(currency, Decimal(amount), 2, standing))
        for currency, amount, standing in (("JPY", "5000", 1), ("USD", "300.5", 2), ("EUR", "80", 0))
    ]
    assert said == [
        "5,000 JPY spent, 5,000 JPY a link",
        "300.50 USD spent, 150.25 USD a link",
        "80 EUR spent, no such link stands",
    ]


def test_large_numbers_leave_room_for_what_is_not_known_of_them() -> None:
    pages = _Pages(reported(date(2026, 9, 1), date(2026, 9, 30)), Brand("Acme", (18, 100, 163)))
    pages.pdf.add_page()
    said = "of these seen by us", "137,174 only told"

    def wide(sizes: tuple[float, float]) -> float:
        found = 0.0
        for words, size in zip(said, sizes, strict=True):
            pages.pdf.set_font("Text", "", size)
            found += pages.pdf.get_string_width(words)
        return found

    assert pages._sizes(*said, room=80) == (10, 8.5)
    assert wide((10, 8.5)) > 50
    assert wide(pages._sizes(*said, room=50)) < 50


def test_an_emoji_that_no_font_has_is_left_out_and_a_letter_is_not() -> None:
    assert fonts.printable("Acme \U0001fae8 GmbH \U00012000") == f"Acme GmbH {fonts.MISSING}"


@pytest.mark.parametrize(
    "name",
    [
        "株式会社アクメ",
        "北京链接建设",
        "링크 빌딩",
        "บริษัท ลิงก์ไทย จำกัด",
        "लिंक निर्माण",
        "שלום",
        "مرحبا",
        "Nguyễn Đặng",
        "তমাল",
        "தமிழ்",
    ],
    ids=["ja", "zh", "ko", "th", "hi", "he", "ar", "vi", "bn", "ta"],
)
def test_a_client_has_a_name_in_any_usual_script_on_any_machine(name: str) -> None:
    assert fonts.printable(name) == name
    assert all(file.parent.name == "typefaces" for file in fonts.needed(name))


def test_the_second_page_ends_above_its_foot_however_much_there_is_to_say() -> None:
    tactics = tuple(TacticRow(tactic, 9, 3, 2, 1, 4.0, ()) for tactic in (*Tactic, None))
    results = Results(999, 1, 0, 999, 0, 0, 99, 0, {}, followed_unknown=990, indexable_unknown=990)
    made = replace(reported(date(2026, 9, 1), date(2026, 9, 30)), tactics=tactics, results=results)
    at = datetime(2026, 9, 2, tzinfo=UTC)
    row = {"page": "https://a.example/" + "x" * 300, "target": "https://acme.com/", "followed": None}
    row |= {"first_seen_told": False, "first_seen_at": at, "lost_at": at}
    rows = [row | {"state": state} for state in ("live", "lost") for _ in range(60)]
    page = _Pages(made, Brand("Acme", (0, 0, 0)), rows)
    page._bottom = lambda _: None  # type: ignore[method-assign]
    page.second(rows)
    assert page.pdf.h - 30 < page.pdf.get_y() <= page.pdf.h - 12
    assert page.pdf.page == 1


def test_a_heap_of_marks_does_not_run_over_the_lines() -> None:
    assert len(fonts.printable("Z" + "\u0330" * 60)) < 8


def test_words_behind_another_fonts_are_drawn_with_their_own() -> None:
    """The text operators are followed as a reader of the file does, with what each q and Q keep."""
    made = reported(date(2026, 9, 1), date(2026, 9, 30), live=1)
    row = {
        "state": "live",
        "page": "https://例え.jp/日本語/ページ",
        "target": "https://acme.com/",
        "followed": True,
        "first_seen_told": True,
        "first_seen_at": datetime(2026, 9, 2, tzinfo=UTC),
        "lost_at": None,
    }
    page = _Pages(made, Brand("Acme", (0, 0, 0)), [row])
    page.second([row])
    page.pdf.set_compression(False)
    said = bytes(page.pdf.output()).decode("latin-1")
    stream = max(re.findall(r"stream\n(.*?)\nendstream", said, re.DOTALL), key=lambda one: one.count(" Tf"))
    shown, font, kept = dict[str, int](), "", list[str]()
    for word in re.findall(r"\bq\b|\bQ\b|/F\d+ [\d.]+ Tf|\bTJ\b|\bTj\b", stream):
        if word == "q":
            kept.append(font)
        elif word == "Q":
            font = kept.pop()
        elif word.endswith("Tf"):
            font = word.split()[0]
        else:
            shown[font] = shown.get(font, 0) + 1
    assert len(shown) == 3
    assert shown[max(shown)] == len("例え日本語ページ"), shown


def test_a_brands_colour_is_not_taken_for_one_that_means_something() -> None:
    assert _told_apart("#1264a3")
    assert not _told_apart("#009e73") and not _told_apart("#f0a010")


def test_the_pdf_lists_the_last_lost_links_by_the_day_that_they_were_lost() -> None:
    made = replace(reported(date(2026, 9, 1), date(2026, 9, 30)), results=Results(0, 0, 0, 0, 0, 0, 6, 0, {}))
    rows = [
        {
            "state": "lost",
            "page": f"https://site{day}.example/post",
            "target": "https://acme.com/",
            "followed": None,
            "first_seen_told": False,
            "first_seen_at": datetime(2026, 1, 1, tzinfo=UTC),
            "lost_at": datetime(2026, 9, day, tzinfo=UTC),
        }
        for day in range(1, 7)
    ]
    said: list[str] = []

    class Told(_Pages):
        def _heading(self, words_: str) -> None:
            said.append(words_)

        def _table(
            self,
            head: list[str],
            rows: list[list[str]],
            widths: list[float],
            *,
            words_first: int = 1,
            links: Sequence[str] = (),
        ) -> None:
            said.extend(" | ".join(row) for row in [head, *rows])

    page = Told(made, Brand("A client with a name that is longer than most names are, Ltd & Co", (0, 0, 0)))
    page.second(rows)
    told = "\n".join(said)
    assert "Links lost in these days, the last 4 of 6" in told
    assert "Followed | Lost" in told and "by " not in told
    assert "6 Sep 2026" in told and "2 Sep 2026" not in told and "1 Jan 2026" not in told


def test_what_nobody_knows_is_no_nought() -> None:
    some = replace(
        reported(date(2026, 9, 1), date(2026, 9, 30)),
        results=Results(10, 4, 0, 10, 0, 0, 0, 0, {}, followed_unknown=3, indexable_unknown=10),
    )
    assert say.followed(some.results) == "4 (3 not known)"
    assert say.indexable(some.results) == "not known (10)"
    assert say.how_known(some).startswith(
        "Of 10 live links we have seen 0 ourselves; 10 are told by a file or a person and not seen by us yet."
    )
    assert in_words(some).endswith("10 links stood, 4 of them followed and 3 not known to be.")
    seen = replace(some, results=Results(10, 4, 6, 10, 0, 0, 0, 0, {}))
    assert say.followed(seen.results) == "4"
    assert say.how_known(seen) == ""


@pytest.mark.parametrize(
    ("work", "said"),
    [
        (Work(asks=1), "we asked for 1 link; nobody answered. "),
        (Work(asks=5, replies=1), "we asked for 5 links; there was 1 answer. "),
        (
            Work(follow_ups=2, replies=3, promises=1),
            "we followed up 2 times; there were 3 answers and 1 promise. ",
        ),
        (Work(promises=1), "there was 1 promise. "),
    ],
    ids=["asked", "answered", "all", "promised"],
)
def test_what_there_was_none_of_is_left_out_of_the_sentence(work: Work, said: str) -> None:
    made = reported(date(2026, 10, 1), date(2026, 10, 10), work=work)
    assert in_words(made).startswith(f"In these days {said}On 10 Oct")


def test_what_has_no_day_is_said_wherever_a_report_is_read() -> None:
    asked = Work(asks=2, replies=1, declines=1)
    of = {"U1": asked}
    without = Undated(
        asked, of, {Tactic.GUEST_POST: asked}, {None: asked}, {Tactic.GUEST_POST: Asked(2, 1, 0, 1)}
    )
    row = TacticRow(Tactic.GUEST_POST, 0, 0, 0, 0, None, (), undated=2)
    made = replace(reported(date(2026, 9, 1), date(2026, 9, 30)), undated=without, tactics=(row,))
    said = (
        "2 asks and 1 reply have no day and are in no period. Of 2 tasks nobody says when they were asked, "
        "so the bridge has them in no month, and the tactics in no rate. An answer without a day counts "
        "there with its task's ask."
    )
    assert say.undated(made) == said
    assert say.undated(replace(made, undated=Undated())) == ""
    told = as_json(made)
    assert (told["work"]["asks"], told["work"]["undated"]["asks"]) == (1, 2)
    assert (told["bridge_undated"]["asked"], told["bridge_undated"]["live"]) == (2, 1)
    client = as_json(made, client=True)
    assert (client["work"]["undated"]["by_person"], client["work"]["undated"]["asks"]) == ({}, 2)
    reader = Reader(NOW)
    card, detail = report_card.card(reader, made, ()), report_card.detail(reader, made)
    assert said in card.text and said in str(card.blocks)
    assert "Of 2 more, asked on no known day: 1 answered, 0 promised, 1 went live" in str(card.blocks)
    assert "without a day 2 asks, 1 reply, 1 decline" in str(detail.blocks)
    out = io.BytesIO()
    write_text(made, {"U1": "Jana"}, out, client=False)
    text = " ".join(out.getvalue().decode().split())
    assert "Work without a day, in no period" in text and "Jana 2 0 1 0 1" in text and said in text
    assert "No day 2 1 0 1 0 0" in text
    assert "Not shown, as nobody says the day: 2 asks and 1 reply" in alt_text(made)
