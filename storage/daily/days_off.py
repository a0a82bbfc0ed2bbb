"""Public holidays, where a workspace keeps them: no digest comes on one, and no follow-up is due."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.errors import Mendable
from storage.models import Setting
from storage.store import Scope

HOLIDAYS = "holidays"


class NoSuchCountry(Mendable):
    """A country, or a part of one, whose holidays nobody knows."""

    def __init__(self, written: str, parts: Collection[str] = ()) -> None:
        shown = ", ".join(sorted(parts)[:12])
        do = f"Its parts are {shown}{' …' if len(parts) > 12 else ''}." if parts else "Use its two letters."
        super().__init__(f"I know no holidays of “{written[:60]}”.", do, "DE, DE-BY or US-CA")


@dataclass(frozen=True, slots=True)
class DaysOff:
    """The public holidays of a country (ISO 3166-1) or a part of it (ISO 3166-2); of none by default.

    A weekday that makes up for a holiday on a weekend is one, too. Source: the ``holidays`` library.
    """

    country: str | None = None
    part: str | None = None

    def name(self, day: date) -> str | None:
        """What holiday ``day`` is; None for any other day."""
        return _calendar(self.country, self.part).get(day) if self.country else None

    def __contains__(self, day: object) -> bool:
        """Whether ``day`` is a holiday."""
        return (
            self.country is not None and isinstance(day, date) and day in _calendar(self.country, self.part)
        )

    def __str__(self) -> str:
        """As it is typed: "DE-BY", "US", "" for none."""
        return f"{self.country}-{self.part}" if self.country and self.part else self.country or ""


NONE = DaysOff()


def days_off(written: str) -> DaysOff:
    """What somebody typed, as "DE", "DE-BY", "germany" or ""; raises NoSuchCountry."""
    said = written.strip()
    if not said or said.lower() in {"none", "no", "off", "-"}:
        return NONE
    name, _, part = (one.strip() for one in said.replace("/", "-").partition("-"))
    country = _countries().get(name.upper()) or _countries().get(said.upper())
    if country is None:
        raise NoSuchCountry(said)
    if country == _countries().get(said.upper()):
        part = ""
    known = {one.upper(): one for one in _parts(country)}
    if part and part.upper() not in known:
        raise NoSuchCountry(said, list(known.values()))
    return DaysOff(country, known[part.upper()] if part else None)


async def of(scope: Scope) -> DaysOff:
    """The holidays that the workspace keeps."""
    row = await scope.session.get(Setting, (scope.workspace_id, HOLIDAYS))
    return _read(row.value if row else None)


async def of_workspaces(session: AsyncSession, workspaces: Collection[int]) -> dict[int, DaysOff]:
    """Those of several workspaces; for what is due in many at once."""
    rows = await session.execute(
        select(Setting.workspace_id, Setting.value).where(
            Setting.workspace_id.in_(workspaces), Setting.name == HOLIDAYS
        )
    )
    return {workspace: _read(value) for workspace, value in rows}


def _read(value: Mapping[str, Any] | None) -> DaysOff:
    said = (value or {}).get("keeps")
    try:
        return days_off(said) if isinstance(said, str) else NONE
    except NoSuchCountry:  # a country that a later release of the library names otherwise
        return NONE


@lru_cache(maxsize=64)
def _calendar(country: str, part: str | None) -> Mapping[date, str]:
    import holidays  # here: who keeps no holidays does not wait for it

    return holidays.country_holidays(country, subdiv=part, language="en_US")


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """Each country's two letters by those, by its three, and by its English name, in capitals."""
    from holidays.registry import COUNTRIES

    found: dict[str, str] = {}
    for module, (_, code, *more) in COUNTRIES.items():
        for key in (code, *(one for one in more if one.isupper()), module.replace("_", " "), module):
            found[key.upper()] = code
    return found | {"UK": "GB", "USA": "US"}


@lru_cache(maxsize=64)
def _parts(country: str) -> tuple[str, ...]:
    import holidays

    return tuple(holidays.list_supported_countries().get(country, ()))
