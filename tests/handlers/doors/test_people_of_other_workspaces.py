"""A guest of a shared channel: they read what is posted, and neither read nor change the ledger."""

import pytest

from handlers.outsiders import outside
from storage.words import Stage

LINKS = "link-building"
ASK = "emailed jane@techblog.com about a guest post for https://acme.com/guide, follow up in 3 days"
TEAM, OTHER, ORG = "T1", "T2", "E1"


def from_outside(event):
    """The same event as if somebody of another company had caused it, in a channel shared with them."""
    body = dict(event) | {"event_id": f"{event['event_id']}OUT", "is_ext_shared_channel": True}
    ts = f"{float(event['event']['ts']) + 1:.6f}"
    body["event"] = event["event"] | {"team": OTHER, "user_team": OTHER, "ts": ts}
    return body


async def test_their_mention_logs_nothing_and_tells_them_alone_whom_to_ask(slack, bot) -> None:
    said = await slack.say("jana", LINKS, f"<@{slack.bot_user_id}> help")
    await bot.answers(said)
    before = len(slack.messages(LINKS))
    event = next(one for one in slack.events if one["event"]["type"] == "app_mention")
    changed = from_outside(event)
    changed["event"]["text"] = f"<@{slack.bot_user_id}> {ASK}"
    await slack.resend(changed)
    (told,) = await slack.wait_for(lambda: slack.ephemerals(LINKS, "jana"))
    assert "the people of the workspace that installed me" in told.seen
    await slack.settled()
    assert await bot.tasks() == []
    assert len(slack.messages(LINKS)) == before


async def test_their_words_under_a_card_change_nothing(slack, bot) -> None:
    said = await slack.say("jana", LINKS, f"<@{slack.bot_user_id}> {ASK}")
    await bot.answers(said)
    await slack.say("jana", LINKS, "hello", thread_ts=said.ts)
    event = next(one for one in reversed(slack.events) if one["event"]["type"] == "message")
    changed = from_outside(event)
    changed["event"]["text"] = "replied 1 she wants $200"
    await slack.resend(changed)
    await slack.settled()
    assert (await bot.task(1)).stage is Stage.CONTACTED


async def test_their_press_changes_nothing_and_tells_them_alone_whom_to_ask(slack, bot) -> None:
    said = await slack.say("jana", LINKS, f"<@{slack.bot_user_id}> {ASK}")
    (card,) = await bot.answers(said)
    await slack.press("jana", card, "Edit")
    pressed = next(one for one in reversed(slack.deliveries) if one.payload.get("type") == "block_actions")
    elements = [one for block in card.to_api()["blocks"] for one in block.get("elements", [])]
    undo = next(one for one in elements if one.get("text", {}).get("text") == "Undo")
    action = {"action_id": undo["action_id"], "value": undo["value"], "action_ts": "1795422603.000001"}
    pressed.payload["actions"] = [pressed.payload["actions"][0] | action]
    pressed.payload["user"] = pressed.payload["user"] | {"team_id": OTHER}
    pressed.payload["trigger_id"] = "1.2.outside"
    await slack.resend_delivery(pressed)
    (told,) = await slack.wait_for(lambda: slack.ephemerals(LINKS, "jana"))
    assert "the people of the workspace that installed me" in told.seen
    assert [task.id for task in await bot.tasks()] == [1]


@pytest.mark.parametrize(
    ("body", "theirs"),
    [
        ({"type": "block_actions", "user": {"team_id": TEAM}, "team": {"id": TEAM}}, False),
        ({"type": "block_actions", "user": {"team_id": OTHER}, "team": {"id": TEAM}}, True),
        (
            {
                "type": "block_actions",
                "user": {"team_id": OTHER},
                "team": {"id": OTHER},
                "message": {"team": TEAM},
            },
            True,
        ),
        (
            {
                "type": "block_actions",
                "user": {"team_id": OTHER},
                "team": {"id": TEAM},
                "is_enterprise_install": True,
            },
            False,
        ),
        ({"type": "view_submission", "user": {"team_id": OTHER}, "team": {"id": TEAM}}, True),
        ({"event": {"type": "message", "team": TEAM}, "team_id": TEAM}, False),
        ({"event": {"type": "message", "team": OTHER}, "team_id": TEAM}, True),
        ({"event": {"type": "message", "user_team": OTHER, "team": TEAM}, "team_id": TEAM}, True),
        (
            {
                "event": {"type": "message", "team": OTHER},
                "team_id": OTHER,
                "authorizations": [{"team_id": TEAM}],
            },
            True,
        ),
        (
            {
                "event": {"type": "message", "team": OTHER},
                "team_id": TEAM,
                "enterprise_id": ORG,
                "is_ext_shared_channel": False,
            },
            False,
        ),
        (
            {
                "event": {"type": "message", "team": OTHER},
                "team_id": TEAM,
                "enterprise_id": ORG,
                "is_ext_shared_channel": True,
            },
            True,
        ),
        ({"event": {"type": "reaction_added"}, "team_id": TEAM}, False),
        ({"command": "/outreach", "team_id": TEAM, "user_id": "U1"}, False),
    ],
)
def test_whose_team_a_request_is_of_is_told_by_what_slack_says(body, theirs) -> None:
    assert outside(body) is theirs
