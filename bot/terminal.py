"""Text that is safe to put on a terminal or into one line of a log."""

import re

# C0 and C1 controls move the cursor or forge lines, bidi and zero-width controls reorder or hide what is
# read, U+2028/9 break lines for some readers, and lone surrogates can't be encoded at all.
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def visible(text: str) -> str:
    """``text`` on one line, with every character that does something else than being seen escaped."""
    return _HIDDEN.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    named = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(character)
    if named:
        return named
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
