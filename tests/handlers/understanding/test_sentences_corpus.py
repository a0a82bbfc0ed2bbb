"""Every sentence of the corpus means exactly what it says there, in every field."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from handlers.understanding import Known, KnownCampaign, KnownTask, as_json, understand
from handlers.understanding.intent import Act, Intent

CORPUS = Path(__file__).parent / "corpus"
TASKS = (
    KnownTask(1, "techblog.com", "Jane Doe", "jane@techblog.com"),
    KnownTask(2, "saasweekly.io", "Tom"),
    KnownTask(3, "devhub.org", None, "ed@devhub.org"),
    KnownTask(4, "devhub.org", "Sara", "sara@devhub.org"),
    KnownTask(5, "growthmag.co.uk", "Sam"),
)
CAMPAIGNS = (KnownCampaign("Acme", ("acme.com",)), KnownCampaign("Winter Links", ("globex.io",)))
OWN = frozenset({"acme.com"})
KNOWN = {
    "nothing": Known(),
    "own_site": Known(own_sites=OWN),
    "tasks": Known(own_sites=OWN, campaigns=CAMPAIGNS, tasks=TASKS),
    "thread": Known(own_sites=OWN, campaigns=CAMPAIGNS, tasks=TASKS, thread_task=1),
}
ACTS = {act.value for act in Act}
LOCAL = ("text", "suggestion")
"""Fields of an Intent that are not in its JSON; checked where the corpus names them."""


def corpus() -> Iterator[Any]:
    for path in sorted(CORPUS.glob("*.yaml")):
        for section in yaml.safe_load(path.read_text(encoding="utf-8")):
            given = {
                "now": datetime.fromisoformat(section.get("now", "2026-12-02T10:30:00+01:00")),
                "tz": section.get("tz", "Europe/Berlin"),
                "locale": section.get("locale", "en-GB"),
                "known": KNOWN[section["knows"]],
                "command": section.get("command", False),
            }
            if "own" in section:
                given["known"] = Known(own_sites=frozenset(section["own"]))
            for number, case in enumerate(section["cases"]):
                meant = case.get("each") or [{key: case[key] for key in case if key in ACTS}]
                name = f"{path.stem}-{section['knows']}-{number}-{case['say'][:60]}"
                yield pytest.param(case["say"], given, meant, id=name.encode("ascii", "replace").decode())


def full(meant: dict[str, Any]) -> dict[str, Any]:
    """An expectation with every public field: what the corpus leaves out is null."""
    [(act, fields)] = meant.items()
    empty = as_json(Intent(Act(act)))
    price = fields.get("price")
    if price:
        amount, currency = price.split()
        fields = fields | {"price": {"amount": json.loads(amount), "currency": currency}}
    dates = {key: str(value) for key, value in fields.items() if key == "promised_by"}
    return empty | {key: value for key, value in fields.items() if key not in LOCAL} | dates


@pytest.mark.parametrize(("say", "given", "meant"), list(corpus()))
def test_a_sentence_means_exactly_what_the_corpus_says(
    say: str, given: dict[str, Any], meant: list[dict[str, Any]]
) -> None:
    found = understand(say, **given)
    assert [as_json(intent) for intent in found] == [full(one) for one in meant]
    for intent, one in zip(found, meant, strict=True):
        for name in LOCAL:
            if name in next(iter(one.values())):
                assert getattr(intent, name) == next(iter(one.values()))[name]


def test_the_corpus_is_large_enough_to_mean_something() -> None:
    assert len(list(corpus())) >= 400
