"""A row of a table of links, as what it says of one link."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.importing.columns import Field, Matched, Tool
from bot.importing.values import clean, moment, score, web_address, yes_or_no
from storage.incoming.reported import ReportedLink, Skipped
from storage.sites import registrable

#: What a rel may hold that keeps search engines from following. Source: the contract's ``followed``.
UNFOLLOWED = frozenset({"nofollow", "ugc", "sponsored"})
_FOLLOWING = frozenset({"dofollow", "follow", "followed", "do-follow"})
_TOKEN = re.compile(r"[a-z][a-z0-9_-]*")
#: What is no hyperlink, by the words that tools have for the type of a link.
_NO_LINK = {
    "redirect": "a redirect, not a hyperlink",
    "301": "a redirect, not a hyperlink",
    "302": "a redirect, not a hyperlink",
    "canonical": "a canonical address, not a hyperlink",
    "alternate": "an alternate address, not a hyperlink",
    "hreflang": "an alternate address, not a hyperlink",
    "rss": "an entry of a feed, not a hyperlink",
    "feed": "an entry of a feed, not a hyperlink",
    "frame": "a frame, not a hyperlink",
    "iframe": "a frame, not a hyperlink",
    "form": "a form, not a hyperlink",
    "mention": "a mention without a link",
}
_STANDING = frozenset(
    {"", "live", "active", "found", "new", "ok", "recrawled", "present", "not lost", "added"}
)
_GONE = re.compile(r"lost|removed|deleted|drop|\b404\b|\b410\b|gone|not ?found")
_LONGEST = 2_000


@dataclass(slots=True)
class LinkRows:
    """Reads the rows of one table.

    ``us``: dates such as 5/6/2026 have the month first. ``sites``: only links to these registrable domains
    are wanted, empty for all. ``target`` is where links go that name no target, None where that isn't known.
    ``as_of`` is when the file was made.
    """

    matched: Matched
    us: bool
    as_of: datetime
    sites: frozenset[str] = frozenset()
    target: str | None = None
    campaign: str = ""
    undated: int = 0
    undated_at: int | None = None

    def read(self, line: int, cells: Sequence[str]) -> ReportedLink | Skipped:
        """One link, or why there is none."""
        page = self._cell(cells, Field.PAGE)
        if not page:
            return Skipped(line, "no page that links")
        address = web_address(page)
        if address is None:
            return Skipped(line, f"“{_short(page)}” is not the address of a page")
        if "\ufffd" in address:
            return Skipped(line, f"“{_short(page)}” holds letters that are broken in this file")
        target, told = self._target(cells)
        if isinstance(target, Skipped):
            return Skipped(line, target.why)
        site = registrable(target)
        if self.sites and site not in self.sites:
            return Skipped(
                line, f"it links to {site}, which is no site of the campaign {self.campaign}".rstrip()
            )
        if registrable(address) == site:
            return Skipped(line, f"the page is on {site} itself")
        if no_link := self._no_link(cells):
            return Skipped(line, no_link)
        rel, followed = self._rel(cells)
        first, last = self._date(line, cells, Field.FIRST_SEEN), self._date(line, cells, Field.LAST_SEEN)
        if first is not None and last is not None and last < first:
            last = None
        lost = self._lost(line, cells, last)
        if lost is not None and first is not None and lost < first:
            # It was found after that day: when it went is not told.
            lost = last or max(first, self.as_of)
        if lost is not None and last is not None:
            # Tools name their last look, which is the one that missed it.
            last = min(last, lost)
        return ReportedLink(
            line,
            address,
            target,
            told,
            self._cell(cells, Field.ANCHOR)[:_LONGEST] or None,
            rel,
            followed,
            first,
            last,
            lost,
            *self._authority(cells),
        )

    def _cell(self, cells: Sequence[str], field: Field) -> str:
        place = self.matched.places.get(field)
        return clean(cells[place]) if place is not None and place < len(cells) else ""

    def _flag(self, cells: Sequence[str], field: Field) -> bool | None:
        """Yes or no; a dash means no here, where elsewhere it says nothing."""
        place = self.matched.places.get(field)
        return yes_or_no(cells[place]) if place is not None and place < len(cells) else None

    def _target(self, cells: Sequence[str]) -> tuple[str | Skipped, bool]:
        if Field.TARGET not in self.matched.places:
            if self.target is None:
                return Skipped(0, "the file does not say which site is linked: name its campaign"), False
            return self.target, False
        written = self._cell(cells, Field.TARGET)
        if not written:
            return Skipped(0, "no target: the page that is linked"), True
        address = web_address(written)
        if address is None:
            return Skipped(0, f"the target “{_short(written)}” is not the address of a page"), True
        if "\ufffd" in address:
            return Skipped(
                0, f"the target “{_short(written)}” holds letters that are broken in this file"
            ), True
        return address, True

    def _date(self, line: int, cells: Sequence[str], field: Field) -> datetime | None:
        written = self._cell(cells, field)
        if not written:
            return None
        at = moment(written, us=self.us)
        if at is None or at > self.as_of + timedelta(days=2):
            self.undated += 1
            self.undated_at = self.undated_at or line
            return None
        return at

    def _lost(self, line: int, cells: Sequence[str], last: datetime | None) -> datetime | None:
        """When it was lost; the last day it was seen, else the file's own, where it only says that it was."""
        place = self.matched.places
        if Field.LOST_AT in place:
            written = self._cell(cells, Field.LOST_AT)
            if at := self._date(line, cells, Field.LOST_AT):
                return at
            if yes_or_no(written) is True or written.lower() == "lost":
                return last or self.as_of
        said = self._cell(cells, Field.IS_LOST).lower()
        if said in _STANDING or yes_or_no(said) is False or "not lost" in said:
            return None
        # "Lost: yes" says that it went; a yes under "Status" says that it stands.
        status = "stat" in self.matched.header[place[Field.IS_LOST]].lower() if said else False
        gone = _GONE.search(said) or (yes_or_no(said) is True and not status)
        return (last or self.as_of) if gone else None

    def _no_link(self, cells: Sequence[str]) -> str | None:
        for field, word in (
            (Field.MENTION, "mention"),
            (Field.REDIRECT, "redirect"),
            (Field.FRAME, "frame"),
            (Field.FORM, "form"),
        ):
            if self._flag(cells, field) is True:
                return _NO_LINK[word]
        for word in re.findall(r"[a-z]+|\d+", self._cell(cells, Field.LINK_TYPE).lower()):
            if word in _NO_LINK:
                return _NO_LINK[word]
        return None

    def _rel(self, cells: Sequence[str]) -> tuple[tuple[str, ...] | None, bool | None]:
        """What the file says of the link's rel, and whether it is followed; None for what it does not say."""
        told = {
            word: self._flag(cells, field)
            for field, word in (
                (Field.NOFOLLOW, "nofollow"),
                (Field.UGC, "ugc"),
                (Field.SPONSORED, "sponsored"),
            )
        }
        written = self._cell(cells, Field.REL).lower()
        tokens = _TOKEN.findall(written)
        held = [word for word in tokens if word not in _FOLLOWING]
        held += [word for word, said in told.items() if said and word not in held]
        named = self._named(cells)
        if named is False and not UNFOLLOWED.intersection(held):
            return tuple(held) if held and Field.REL in self.matched.places else None, False
        if UNFOLLOWED.intersection(held):
            return tuple(held), False
        if held or (tokens and len(held) == len(tokens)) or all(said is False for said in told.values()):
            return tuple(held), True
        clear = told["nofollow"] is False or named is True or bool(set(tokens) & _FOLLOWING)
        return None, True if clear else None

    def _named(self, cells: Sequence[str]) -> bool | None:
        """What a column says that is for followed links, or among others for the type of the link."""
        said = self._cell(cells, Field.FOLLOWED).lower()
        if (plain := yes_or_no(said)) is not None:
            return plain
        for text in (said, self._cell(cells, Field.LINK_TYPE).lower()):
            bare = re.sub(r"[\s_-]+", "", text)
            if any(word in bare for word in ("nofollow", "ugc", "sponsored")):
                return False
            if "follow" in bare:
                return True
        return None

    def _authority(self, cells: Sequence[str]) -> tuple[float | None, str | None]:
        if self.matched.authority is None:
            return None, None
        found = score(self._cell(cells, Field.AUTHORITY))
        return (found, self.matched.authority) if found is not None else (None, None)


def names_no_target(matched: Matched) -> bool:
    """Whether a table leaves out which site is linked, as Search Console's does."""
    return matched.tool is Tool.SEARCH_CONSOLE or Field.TARGET not in matched.places


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
