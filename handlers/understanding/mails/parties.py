"""Mailboxes in a header's text."""

import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header, make_header

from handlers.understanding.mails.letter import Party
from storage.sites import host_of, under_known_suffix

#: A mail to more people than this is no outreach of ours; the others are not even counted.
MOST = 1_000
_ADDRESS = re.compile(r"(?P<local>[\w.!#$%&'*+/=?^`{|}~-]{1,64})@(?P<host>[\w.-]{1,253})")
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)


def address(written: str) -> str | None:
    """An address in lower case; None for what is none under a known top-level domain."""
    found = _ADDRESS.fullmatch(written.strip().strip("<>").removeprefix("mailto:"))
    if found is None:
        return None
    host = host_of(found["host"])
    return f"{found['local'].lower()}@{host}" if host and under_known_suffix(host) else None


def named(name: str | None) -> str | None:
    """A name as it can be shown: one line, no tricks; None where none is left, or it is only an address."""
    if not name:
        return None
    name = in_words(name)
    bare = " ".join(_INVISIBLE.sub(" ", name[:400]).strip(" \"'<>()").split())[:80]
    return bare if bare and not _ADDRESS.fullmatch(bare) else None


def in_words(header: str) -> str:
    """A header as it reads, where it came as it is written in a mail: ``=?utf-8?B?SsO8cmdlbg==?=``.

    Source: RFC 2047. What can't be read stays as it is.
    """
    if "=?" not in header:
        return header
    try:
        return str(make_header(decode_header(header[:2_000])))
    except (ValueError, LookupError, HeaderParseError):
        return header


def parties(value: str) -> Iterator[Party]:
    """The mailboxes of a ``To`` or ``From`` as it is written: ``Jane Doe <jane@techblog.com>, bob@b.com``."""
    at = count = 0
    value = value[:200_000]
    for found in _ADDRESS.finditer(value):
        one = address(found.group())
        before, at = value[at : found.start()], found.end()
        # "[mailto:jane@…]" and "jane@… <jane@…>" name one mailbox twice.
        if one is None or count >= MOST:
            continue
        count += 1
        written = re.sub(r"(?:\[?mailto:|<)\s*$", "", before.strip())
        yield Party(one, named(re.sub(r"^[\s>\]),;]+", "", written).strip(" <[(,;:")))
