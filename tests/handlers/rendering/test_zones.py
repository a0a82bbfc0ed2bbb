"""Time zones as people look for them."""

from datetime import UTC, datetime

import pytest

from handlers.rendering.forms.form_fields import OPTION_WORDS, OPTIONS
from handlers.rendering.forms.zones import zone_option, zones

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


def found(typed: str, first: tuple[str, ...] = ()) -> list[str]:
    return [one["value"] for one in zones(typed, NOW, first)]


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("berlin", "Europe/Berlin"),
        ("Europe/Berlin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("New_York", "America/New_York"),
        ("são paulo", "America/Sao_Paulo"),
        ("japan", "Asia/Tokyo"),
        ("india", "Asia/Kolkata"),
        ("calcutta", "Asia/Calcutta"),
        ("england", "Europe/London"),
        ("UK", "Europe/London"),
        ("lond", "Europe/London"),
        ("utc", "UTC"),
    ],
)
def test_a_zone_is_found_by_city_or_country(typed: str, zone: str) -> None:
    assert found(typed)[0] == zone


@pytest.mark.parametrize("typed", ["+5:30", "UTC+5:30", "gmt +05:30"])
def test_a_zone_is_found_by_its_offset_now(typed: str) -> None:
    assert {"Asia/Kolkata", "Asia/Colombo"} <= set(found(typed))


def test_a_country_has_all_its_zones() -> None:
    assert {"America/New_York", "America/Chicago", "America/Los_Angeles", "Pacific/Honolulu"} <= set(
        found("usa")
    )


def test_what_is_no_zone_finds_none() -> None:
    assert found("Nowhere/City") == []
    assert found("../../etc/passwd") == []
    assert found("[") == []


def test_the_readers_own_zone_stands_first_where_nothing_is_typed() -> None:
    assert found("", ("Europe/Berlin",))[:2] == ["Europe/Berlin", "UTC"]
    assert len(found("")) >= OPTIONS


def test_a_zone_is_shown_with_its_offset_its_country_and_its_clock() -> None:
    shown = zone_option("America/New_York", NOW)
    assert shown is not None
    assert shown.to_dict()["text"]["text"] == "New York, America (UTC-5)"
    assert shown.to_dict()["description"]["text"] == "United States, now Mon 03:30"
    assert zone_option("Nowhere/City", NOW) is None


def test_every_zone_fits_an_option() -> None:
    for letter in "abcdefghijklmnopqrstuvwxyz":
        for one in zones(letter, NOW):
            assert len(one["text"]["text"]) <= OPTION_WORDS
            assert len(one["description"]["text"]) <= OPTION_WORDS
