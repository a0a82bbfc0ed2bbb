"""A file that lies with Slack, fetched piece by piece with our token, which goes nowhere else."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.importing.faults import NotReadable

#: The largest file that is fetched; Slack takes up to a gigabyte.
MOST_BYTES = 300_000_000
FETCH_SECONDS = 300.0
#: So long Slack may send nothing of it.
SILENT_SECONDS = 20.0


class NotFetchedError(Exception):
    """Slack did not hand over the file this time; the message says why."""


async def fetched(
    session: aiohttp.ClientSession,
    client: AsyncWebClient,
    file: str,
    path: Path,
    *,
    go_on: Callable[[], None],
) -> None:
    """Write a file of Slack's to ``path``; raises NotFetchedError, or NotReadable where that is final.

    ``go_on`` is asked before each piece, and raises where the process is to stop.
    """
    address = await _address(client, file)
    if not trusted(address, client.base_url):
        raise NotReadable("The file does not lie with Slack.", "Upload it to Slack itself.")
    headers = {"Authorization": f"Bearer {client.token}"}
    try:
        async with session.get(
            address,
            headers=headers,
            timeout=aiohttp.ClientTimeout(FETCH_SECONDS, sock_read=SILENT_SECONDS),
        ) as answer:
            if answer.status in {401, 403, 404, 410}:
                raise NotReadable(f"Slack does not let me have the file ({answer.status}).", "Drop it again.")
            if answer.status != 200:
                raise NotFetchedError(f"http_{answer.status}")
            if answer.content_type == "text/html":
                raise NotReadable(
                    "Slack asked me to sign in instead of handing over the file.",
                    "Whoever runs the bot should see that it has the scope files:read.",
                )
            size = 0
            with path.open("wb") as out:
                async for block in answer.content.iter_chunked(1 << 18):
                    go_on()
                    size += len(block)
                    if size > MOST_BYTES:
                        raise NotReadable(
                            f"The file has more than {MOST_BYTES // 1_000_000} MB.",
                            "Bring it in where the bot runs.",
                            "outreach import backlinks.csv",
                        )
                    out.write(block)
    except (aiohttp.ClientError, TimeoutError) as error:
        raise NotFetchedError(type(error).__name__) from error


async def _address(client: AsyncWebClient, file: str) -> str:
    try:
        told = await client.files_info(file=file)
    except SlackApiError as error:
        code = str(error.response.get("error") or "")
        if code in {"file_not_found", "file_deleted"}:
            raise NotReadable("The file is gone from Slack.", "Drop it again.") from error
        if code in {"missing_scope", "not_allowed_token_type", "access_denied"}:
            raise NotReadable(
                f"Slack does not let me read files here ({code}).",
                "Whoever runs the bot should install it again with the scope files:read.",
            ) from error
        raise NotFetchedError(code) from error
    except (aiohttp.ClientError, TimeoutError) as error:
        raise NotFetchedError(type(error).__name__) from error
    described = told.get("file") or {}
    return str(described.get("url_private_download") or described.get("url_private") or "")


def trusted(address: str, base_url: str) -> bool:
    """Whether our token may go to an address: Slack's own hosts, or where its Web API is said to be."""
    at, base = urlsplit(address), urlsplit(base_url)
    host = (at.hostname or "").lower()
    if (at.scheme, at.netloc) == (base.scheme, base.netloc) and host:
        return True
    return at.scheme == "https" and host.endswith((".slack.com", ".slack-edge.com", ".slack-gov.com"))
