"""Facts that each of several sites or tasks of one piece has for itself.

"Pitched a.com (chase Wed) and b.com (chase Thu)" names two dates, "a.com $50, b.com $80" two prices; a fact
that is said once ("…, fu Friday") is everybody's.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from handlers.understanding.intent import Act, Intent

_TOGETHER = (
    ("follow_up_at", "follow_up_timed"),
    ("promised_by",),
    ("price",),
    ("tactic",),
    ("rel_agreed",),
    ("anchor",),
    ("target",),
    ("campaign",),
)
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]\n]{1,120}[)\]]")
_DOUBTS = {"price": "which price", "target": "which target"}


def parts(bare: str, marks: Sequence[str]) -> list[str]:
    """For each of ``marks`` (in order) its part of ``bare``: up to the next one, and all before the first."""
    starts = [bare.index(mark) for mark in marks]
    ends = [*starts[1:], len(bare)]
    lead = bare[: starts[0]]
    return [lead + bare[start:end] for start, end in zip(starts, ends, strict=True)]


def each_with_its_own(
    shared: Intent, bare: str, marks: Sequence[str], read: Callable[[str], Intent]
) -> list[Intent]:
    """``shared`` once for each of ``marks``, with the facts that stand in its own part of ``bare``.

    A fact counts as each one's own where at least two differ; whoever has none takes the next one's
    ("a.com, b.com $50, c.com $80"), and behind the last one said nobody has any.
    ``read`` makes an Intent of a part.
    """
    if len(marks) < 2 or sorted(marks, key=bare.index) != list(marks):
        return [shared] * len(marks)
    if headed := _headed(bare, marks):
        return _under_heads(shared, [read(part) for part in headed])
    said = [read(part) for part in parts(bare, marks)]
    found = [shared] * len(marks)
    for names in _TOGETHER:
        values = [getattr(one, names[0]) for one in said]
        if (only := _in_brackets(values, names[0], bare, marks, read)) is not None:
            found = [
                one if at == only else _taking(one, names, replace(said[at], when=""))
                for at, one in enumerate(found)
            ]
            continue
        if len({value for value in values if value is not None}) < 2:
            continue
        for at in range(len(marks)):
            source = next((one for one in said[at:] if getattr(one, names[0]) is not None), said[at])
            found[at] = _taking(found[at], names, source)
            if source is said[at] and source.act is Act.SNOOZE and source.unclear:
                found[at] = replace(found[at], unclear=source.unclear)
    return found


def _in_brackets(
    values: Sequence[Any], name: str, bare: str, marks: Sequence[str], read: Callable[[str], Intent]
) -> int | None:
    """Which of ``marks`` alone has a fact, in brackets behind it: "pitched a.com (chase Wed) and b.com".

    Behind the last one it may be everybody's. None where no fact is said so.
    """
    having = [at for at, value in enumerate(values) if value is not None]
    if len(having) != 1 or having[0] == len(marks) - 1:
        return None
    start = bare.index(marks[having[0]])
    behind = _BRACKETS.match(bare, start + len(marks[having[0]]))
    if behind is None:
        return None
    without = f"{bare[: behind.start()]} {bare[behind.end() :]}"
    return having[0] if getattr(read(without), name) is None else None


def _headed(bare: str, marks: Sequence[str]) -> list[str]:
    """For each of ``marks`` the words before the colon that it stands behind; empty where two have no such.

    "Wants $50: a.com, b.com; nothing: c.com" says of each what stands before its colon.
    """
    heads: list[str] = []
    found: list[str] = []
    end = 0
    for mark in marks:
        start = bare.index(mark)
        between = bare[end:start]
        end = start + len(mark)
        if between.rstrip().endswith(":") and (not heads or re.search(r"[;\n.]", between)):
            heads.append(between)
        if not heads:
            return []
        found.append(f"{heads[-1]}{mark}")
    return found if len(heads) > 1 and not bare[end:].strip(" .!") else []


def _under_heads(shared: Intent, said: Sequence[Intent]) -> list[Intent]:
    """``shared`` with the price and the days that stand in each one's head."""
    found = [shared] * len(said)
    for names in _TOGETHER[:3]:
        if len({getattr(one, names[0]) for one in said}) > 1:
            found = [_taking(one, names, own) for one, own in zip(found, said, strict=True)]
    return found


def _taking(intent: Intent, names: tuple[str, ...], source: Intent) -> Intent:
    fields: dict[str, Any] = {name: getattr(source, name) for name in names}
    if names[0] in {"follow_up_at", "promised_by"}:
        fields["when"] = source.when
    if doubt := _DOUBTS.get(names[0]):
        fields["unclear"] = tuple(what for what in intent.unclear if not what.startswith(doubt))
    return replace(intent, **fields)
