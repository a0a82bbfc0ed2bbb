"""Settings: which news about links a channel gets, and how many posts of it a day."""

from dataclasses import dataclass

from handlers.rendering.parts import words
from handlers.rendering.parts.message import Block
from handlers.rendering.settings.fields import Standing, Values, boxes, field, ticked, typed
from handlers.rendering.settings.fields import words as line
from storage.models import PostKind
from storage.team.channels import DAILY_POSTS, MOST_DAILY_POSTS

NEWS, DAILY = "news", "daily_posts"

_KINDS = {
    PostKind.LIVE: ("Link live", "A promised link is there"),
    PostKind.LIVE_BUT: ("Link live, but…", "It is there, and not as agreed"),
    PostKind.LOST: ("Link lost", "It is gone"),
    PostKind.BACK: ("Link back", "A lost one is there again"),
    PostKind.ASK: ("Questions", "I can't tell, or a promise is long overdue: its owner is asked"),
}


@dataclass(frozen=True, slots=True)
class NewsForm:
    """What was set: the kinds that are not posted, and the bound of a day (0: none)."""

    quiet: frozenset[str] = frozenset()
    daily_posts: int = DAILY_POSTS


def fields(now: Standing) -> list[Block]:
    """The fields, as things stand."""
    here = now.channel
    choices = [(kind.value, said, below) for kind, (said, below) in _KINDS.items()]
    wanted = [kind.value for kind in _KINDS if kind not in here.quiet]
    return [
        field(
            NEWS,
            "Post when",
            boxes(NEWS, choices, wanted),
            hint="What is not ticked stays in the thread of the link's card; questions stay unasked",
        ),
        field(
            DAILY,
            "Posts a day, at most",
            line(DAILY, str(here.daily_posts), most=4),
            hint="What comes after them goes into one summary that grows. 0: no limit",
            needed=True,
        ),
    ]


def read(values: Values, errors: dict[str, str]) -> NewsForm:
    """What stands in the fields; what is wrong goes into ``errors``."""
    if DAILY not in values and NEWS not in values:  # a form that was opened before there were these fields
        return NewsForm()
    wanted = ticked(values, NEWS)
    said = typed(values, DAILY)
    daily = int(said) if said.isascii() and said.isdigit() else -1
    if not 0 <= daily <= MOST_DAILY_POSTS:
        errors[DAILY] = f"A number from 0 to {MOST_DAILY_POSTS}, like 20."
    return NewsForm(frozenset(kind.value for kind in _KINDS if kind not in wanted), daily)


def told(now: Standing) -> str:
    """What is set, in a sentence."""
    quiet = [f"“{said}”" for kind, (said, _) in _KINDS.items() if kind in now.channel.quiet]
    bound = now.channel.daily_posts
    often = f"at most {words.count(bound, 'post')} a day, then one summary" if bound else "no limit a day"
    return f"News about links: {often}{f'; not posted: {words.listed(quiet)}' if quiet else ''}."
