"""How far the story in a minute has come, by what the app said and what the web shows."""

import json
import re
from collections.abc import Iterator, Sequence

from bot.rehearsal.sample import Hint
from bot.rehearsal.team import Team
from bot.rehearsal.web import SampleWeb


class Story:
    """Steps that were taken stay taken for as long as the rehearsal runs."""

    def __init__(self, hints: Sequence[Hint]) -> None:
        self._open = dict(enumerate(hints))
        self._done: set[int] = set()

    def done(self, team: Team, web: SampleWeb) -> list[int]:
        """The places of the steps taken so far."""
        if self._open:
            said = list(_said_by_app(team))
            for place, hint in list(self._open.items()):
                if _taken(hint, said, web):
                    self._done.add(place)
                    del self._open[place]
        return sorted(self._done)


def _taken(hint: Hint, said: Sequence[str], web: SampleWeb) -> bool:
    if hint.switch:
        return hint.switch in web.page(hint.page).switches
    return bool(hint.proof) and any(re.search(hint.proof, words) for words in said)


def _said_by_app(team: Team) -> Iterator[str]:
    for channel in team.channels:
        yield from (one.text for one in team.standing(channel) if one.by_app)
    yield from (one.text for one in team.whispers if one.by_app)
    for stack in team.stacks.values():
        yield from (json.dumps(view.to_api()["blocks"]) for view in stack)
