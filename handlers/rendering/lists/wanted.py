"""Which page of which list somebody looks at, as it travels with a button."""

import json
from dataclasses import dataclass, field

from storage.words import Stage
from storage.work.tasks import ListKind, Sort, TaskFilter

#: Rows of one page of a list, and of its table.
PAGE, TABLE = 10, 100


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which page of which list: what an older/newer button carries."""

    filter: TaskFilter = field(default_factory=TaskFilter)
    offset: int = 0
    sort: Sort = Sort.DUE

    def value(self) -> str:
        """As text; the times of the filter are left to whoever shows the page."""
        kept = {
            "k": self.filter.kind.value,
            "o": self.filter.owner,
            "s": self.filter.stage.value if self.filter.stage else None,
            "c": self.filter.campaign,
            "d": self.filter.site,
            "h": self.filter.channel,
            "n": self.offset or None,
            "b": self.sort.value if self.sort is not Sort.DUE else None,
        }
        return json.dumps(
            {key: said for key, said in kept.items() if said is not None},
            separators=(",", ":"),
            ensure_ascii=False,
        )

    @classmethod
    def parse(cls, value: str | None) -> "Wanted":
        """From a button's ``extra``; anything that was not made here is the list of open tasks."""
        try:
            kept = json.loads(value or "{}")
            stage = kept.get("s")
            return cls(
                TaskFilter(
                    ListKind(kept.get("k", "open")),
                    owner=kept.get("o"),
                    stage=Stage(stage) if stage else None,
                    campaign=kept.get("c"),
                    site=kept.get("d"),
                    channel=kept.get("h"),
                ),
                max(0, min(int(kept.get("n", 0)), 1_000_000)),
                Sort(kept.get("b", "due")),
            )
        except (ValueError, TypeError, AttributeError, RecursionError):
            return cls()
