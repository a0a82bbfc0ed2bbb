"""What a workspace set for itself: each setting by its name, read as what it is."""

import re
from collections.abc import Iterable
from typing import Any

from storage.daily import cadence
from storage.daily.days_off import HOLIDAYS, DaysOff
from storage.dialect import insert
from storage.errors import Mendable
from storage.models import Setting
from storage.sites import host_of, under_known_suffix
from storage.store import Scope

CADENCE, REACTION, MAIL_DOMAINS = "cadence", "reaction", "mail_domains"

#: The emoji that logs, unless the workspace set another one.
LOGS = "link"
#: So many follow-ups, and so many days between two of them, make sense.
MOST_STEPS, MOST_DAYS = 10, 365
MOST_DOMAINS = 50
_EMOJI = re.compile(r"[a-z0-9_+'\-]{1,100}")


async def setting(scope: Scope, name: str) -> dict[str, Any] | None:
    """A setting's JSON, None where it was never set."""
    row = await scope.session.get(Setting, (scope.workspace_id, name))
    return row.value if row else None


async def set_setting(scope: Scope, name: str, value: dict[str, Any]) -> None:
    """Set it."""
    await scope.session.execute(
        insert(scope.session, Setting)
        .values(workspace_id=scope.workspace_id, name=name, value=value)
        .on_conflict_do_update(index_elements=[Setting.workspace_id, Setting.name], set_={"value": value})
    )


async def cadence_steps(scope: Scope) -> tuple[int, ...]:
    """Business days until the first, second … follow-up; ``cadence.STEPS`` where nothing was set."""
    days = (await setting(scope, CADENCE) or {}).get("days")
    return tuple(days) if isinstance(days, list) and _fine(days) else cadence.STEPS


async def set_cadence(scope: Scope, days: Iterable[int]) -> None:
    """Set after how many business days each follow-up comes; raises Mendable."""
    kept = list(days)
    if not _fine(kept):
        raise Mendable(
            "Those are no days between follow-ups.",
            f"Name one to {MOST_STEPS} numbers of working days, each from 1 to {MOST_DAYS}.",
            "3, 7, 14",
        )
    await set_setting(scope, CADENCE, {"days": kept})


def _fine(days: list[Any]) -> bool:
    return 0 < len(days) <= MOST_STEPS and all(type(day) is int and 1 <= day <= MOST_DAYS for day in days)


async def reaction(scope: Scope) -> str:
    """The name of the emoji that logs the message it is put on, without colons."""
    name = (await setting(scope, REACTION) or {}).get("name")
    return name if isinstance(name, str) and name else LOGS


async def set_reaction(scope: Scope, written: str) -> None:
    """Set it, with or without colons; raises Mendable."""
    name = emoji_name(written)
    if name is None:
        raise Mendable(f"“{written[:60]}” is no emoji's name.", "Write it as in a message.", ":link:")
    await set_setting(scope, REACTION, {"name": name})


def emoji_name(written: str) -> str | None:
    """An emoji's name as Slack's events have it: no colons, no skin tone; None for what is none."""
    name = written.strip().strip(":").partition("::")[0].lower()
    return name if _EMOJI.fullmatch(name) else None


async def set_holidays(scope: Scope, keeps: DaysOff) -> None:
    """Set whose holidays are kept: no digest comes on one, and no follow-up is due."""
    await set_setting(scope, HOLIDAYS, {"keeps": str(keeps)})


async def mail_domains(scope: Scope) -> frozenset[str]:
    """The domains that our own people write from."""
    kept = (await setting(scope, MAIL_DOMAINS) or {}).get("domains")
    return frozenset(one for one in kept if isinstance(one, str)) if isinstance(kept, list) else frozenset()


async def set_mail_domains(scope: Scope, domains: Iterable[str]) -> None:
    """Set them; raises Mendable for what is no domain."""
    kept: dict[str, None] = {}
    for written in domains:
        domain = mail_domain(written)
        if domain is None:
            raise Mendable(
                f"“{written[:60]}” is no domain that mail comes from.",
                "Write what stands behind the @ of your addresses.",
                "agency.com",
            )
        kept[domain] = None
    if len(kept) > MOST_DOMAINS:
        raise Mendable(
            f"Those are {len(kept)} domains.", f"I keep up to {MOST_DOMAINS}.", "agency.com, agency.co.uk"
        )
    await set_setting(scope, MAIL_DOMAINS, {"domains": list(kept)})


def mail_domain(written: str) -> str | None:
    """The host behind the @ of an address, or a bare domain; None for what is neither."""
    host = host_of(written.strip().rpartition("@")[2]) if len(written) <= 400 else ""
    return host if host and under_known_suffix(host) else None
