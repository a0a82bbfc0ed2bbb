"""Mails in the rehearsal look to the app as Slack's do."""

import pytest

from bot.clock import Clock
from bot.rehearsal import RehearsalSlack


@pytest.fixture
async def slack():
    made = RehearsalSlack(Clock())
    made.retry_delays = ()
    await made.start()
    yield made
    await made.stop()


async def test_a_mail_is_a_file_of_slackbots(slack) -> None:
    said = await slack.mail(
        "link-building",
        sender="Jane Doe <jane@techblog.com>",
        to=["Jana <jana@agency.com>", "tom@agency.com"],
        subject="Re: Guest post",
        body="Sounds good",
        message_id="<1@techblog.com>",
    )
    event = slack.events[-1]["event"]
    assert (event["user"], event["subtype"], event["display_as_bot"]) == ("USLACKBOT", "file_share", True)
    assert event["bot_id"]
    (file,) = event["files"]
    assert (file["mode"], file["filetype"], file["user"]) == ("email", "email", "USLACKBOT")
    assert file["from"] == [
        {"address": "jane@techblog.com", "name": "Jane Doe", "original": "Jane Doe <jane@techblog.com>"}
    ]
    assert [one["address"] for one in file["to"]] == ["jana@agency.com", "tom@agency.com"]
    assert file["plain_text"] == "Sounds good"
    assert file["headers"]["message_id"] == "<1@techblog.com>"
    assert said.files == [file]


async def test_a_mail_may_be_known_by_its_id_alone_and_asked_for(slack) -> None:
    await slack.mail("link-building", sender="a@b.com", to="c@d.com", subject="x", whole=False)
    (stub,) = slack.events[-1]["event"]["files"]
    assert stub["file_access"] == "check_file_info"
    assert "from" not in stub
    assert slack.team.files[stub["id"]]["subject"] == "x"


async def test_a_person_shares_a_mail_in_a_direct_message(slack) -> None:
    await slack.mail("dm", sender="a@b.com", to="c@d.com", shared_by="jana")
    event = slack.events[-1]["event"]
    assert (event["user"], event["channel_type"]) == ("UJANA", "im")
    assert "bot_id" not in event
