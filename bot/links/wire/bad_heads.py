"""Heads of answers that browsers put up with: mended before they are parsed, or given up."""

import re

HEAD_ENDS = re.compile(rb"\n\r?\n")
_HEADER_LINE = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+:|\r?\Z")
_FRAMING = re.compile(rb"length|encoding", re.IGNORECASE)
_LENGTH_LINE = re.compile(rb"^content-length[ \t]*:([^\r\n]*)\r?\n", re.IGNORECASE | re.MULTILINE)


def with_one_length(answer: bytes) -> bytes | None:
    """``answer`` with the lengths in its head made one; None where they differ (RFC 9110, 8.6).

    One that is no number says nothing, as in browsers: the body then ends with the connection.
    """
    head = HEAD_ENDS.search(answer)
    end = head.end() if head else len(answer)
    lines = list(_LENGTH_LINE.finditer(answer, 0, end))
    said = {length.strip() for line in lines for length in line[1].split(b",")}
    if len(said) != 1:
        return None
    length = said.pop()
    kept = b"Content-Length: " + length + b"\r\n" if length.isdigit() else b""
    rest = _LENGTH_LINE.sub(b"", answer[lines[0].start() : end])
    return answer[: lines[0].start()] + kept + rest + answer[end:]


def without_bad_lines(answer: bytes) -> bytes | None:
    """``answer`` without the lines of its head that are no header; None where one may be about its length."""
    head = HEAD_ENDS.search(answer)
    end = head.end() if head else len(answer)
    status, *lines = answer[:end].split(b"\n")
    kept, dropping = [status], False
    for line in lines:
        dropping = dropping if line[:1] in (b" ", b"\t") else not _HEADER_LINE.match(line)
        if not dropping:
            kept.append(line)
        elif _FRAMING.search(line):
            return None
    return b"\n".join(kept) + answer[end:]
