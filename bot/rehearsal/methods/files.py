"""``files.*``: what is uploaded and downloaded."""

import secrets
from typing import Any

from bot.rehearsal.hub import Hub, SlackError
from bot.rehearsal.message import Message
from bot.rehearsal.methods.chat import checked_blocks, checked_thread, keep_pace
from bot.rehearsal.methods.registry import Call, method
from bot.rehearsal.team import Team

Json = dict[str, Any]
_TYPES = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "txt": "text/plain",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
    "eml": "message/rfc822",
}


def new_file(hub: Hub, team: Team, name: str, content: bytes | None, user: str, title: str = "") -> Json:
    """A file as Slack describes it; its bytes are served to holders of the bot token."""
    made = team.mint("F")
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    address = f"{hub.base}/files-pri/{team.id}-{made}"
    described: Json = {
        "id": made,
        "created": int(hub.clock.now().timestamp()),
        "timestamp": int(hub.clock.now().timestamp()),
        "name": name,
        "title": title or name,
        "mimetype": _TYPES.get(ending, "application/octet-stream"),
        "filetype": ending or "binary",
        "pretty_type": ending.upper() or "Binary",
        "user": user,
        "user_team": team.id,
        "editable": False,
        "size": len(content or b""),
        "mode": "hosted",
        "is_external": False,
        "is_public": True,
        "url_private": f"{address}/{name}",
        "url_private_download": f"{address}/download/{name}",
        "permalink": f"https://{team.domain}.slack.com/files/{user}/{made}/{name}",
        "file_access": "visible",
    }
    team.files[made] = described
    if content is not None:
        team.contents[made] = content
    return described


@method("files.info", "files:read")
async def info(call: Call) -> Json:
    """One file."""
    found = call.team.files.get(call.needed("file"))
    if found is None:
        raise SlackError("file_not_found")
    return {"file": found, "comments": [], "response_metadata": {"next_cursor": ""}}


@method("files.getUploadURLExternal", "files:write")
async def upload_url(call: Call) -> Json:
    """Where to send a file's bytes."""
    name, length = call.needed("filename"), call.number("length", 0)
    if length <= 0:
        raise SlackError(
            "invalid_arguments", response_metadata={"messages": ["[ERROR] missing required field: length"]}
        )
    described = new_file(call.hub, call.team, name, None, call.team.bot_user_id)
    described["size"] = length
    if call.text("alt_txt"):
        described["alt_txt"] = call.text("alt_txt")
    ticket = secrets.token_urlsafe(18)
    call.hub.uploads[ticket] = (call.team, described["id"])
    return {"upload_url": f"{call.hub.base}/upload/v1/{ticket}", "file_id": described["id"]}


@method("files.completeUploadExternal", "files:write")
async def complete(call: Call) -> Json:
    """Share uploaded files in a channel or thread, or only keep them."""
    wanted = call.json("files", "invalid_arguments")
    if not isinstance(wanted, list) or not wanted:
        raise SlackError("invalid_arguments")
    files = []
    for one in wanted:
        described = call.team.files.get(str(one.get("id")))
        if described is None or described["id"] not in call.team.contents:
            raise SlackError("file_not_found")
        if len(call.team.contents[described["id"]]) != described["size"]:
            raise SlackError("file_update_failed")
        described["title"] = one.get("title") or described["name"]
        files.append(described)
    if not call.text("channel_id"):
        return {"files": files}
    channel = call.writable("channel_id")
    keep_pace(call, channel)
    message = Message(
        team=call.team,
        channel=channel.id,
        ts=call.team.now_ts(),
        user=call.team.bot_user_id,
        text=call.text("initial_comment"),
        blocks=checked_blocks(call.json("blocks", "invalid_blocks_format")),
        thread_ts=checked_thread(call.team, channel, call.text("thread_ts")),
        by_app=True,
        files=files,
    )
    where = {"ts": message.ts} | ({"thread_ts": message.thread_ts} if message.thread_ts else {})
    kind = "public" if channel.kind == "channel" else "private"
    for described in files:
        described.setdefault("shares", {}).setdefault(kind, {}).setdefault(channel.id, []).append(where)
    call.hub.tell_message(call.team.keep(message))
    return {"files": files}
