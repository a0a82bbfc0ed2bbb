"""Payloads become small values at the door; what Slack would not send is malformed."""

import pytest

from handlers.requests import Command, Ended, Malformed, Pressed, Reaction, Said, Shortcut, workspace_of
from handlers.requests.mails import mail_of

EVENT = {
    "team_id": "T1",
    "event_id": "Ev1",
    "authorizations": [{"team_id": "T1", "enterprise_id": None, "is_enterprise_install": False}],
    "event": {"type": "message", "user": "U1", "channel": "C1", "ts": "1.2", "text": "hi"},
}


def test_the_workspace_is_the_team() -> None:
    assert workspace_of(EVENT) == "T1"
    assert workspace_of({"team": {"id": "T2"}, "user": {"id": "U", "team_id": "T9"}}) == "T2"
    assert workspace_of({"team_id": "T3", "is_enterprise_install": "false"}) == "T3"


def test_the_workspace_of_an_org_wide_install_is_the_enterprise() -> None:
    assert workspace_of({"team_id": "T1", "enterprise_id": "E1", "is_enterprise_install": "true"}) == "E1"
    interaction = {"team": None, "enterprise": {"id": "E2"}, "is_enterprise_install": True}
    assert workspace_of(interaction) == "E2"
    event = EVENT | {
        "authorizations": [{"team_id": None, "enterprise_id": "E3", "is_enterprise_install": True}]
    }
    assert workspace_of(event) == "E3"


def test_an_event_shared_between_workspaces_belongs_to_the_one_it_was_delivered_for() -> None:
    shared = EVENT | {"team_id": "TFOREIGN"}
    assert workspace_of(shared) == "T1"


@pytest.mark.parametrize("body", [{}, {"team_id": 3}, {"team": "T1"}, {"authorizations": [None]}])
def test_a_payload_of_no_workspace_is_malformed(body: dict[str, object]) -> None:
    with pytest.raises(Malformed):
        workspace_of(body)


@pytest.mark.parametrize("reader", [Command, Pressed, Said, Shortcut, Reaction, Ended])
@pytest.mark.parametrize(
    "body", [{}, {"team_id": "T1"}, {"team_id": "T1", "event": "x", "actions": [], "user": []}]
)
def test_what_slack_would_not_send_is_malformed(reader: type[Command], body: dict[str, object]) -> None:
    with pytest.raises(Malformed):
        reader.read(body)


def test_a_message_knows_its_thread_and_what_is_said_without_the_bots_name() -> None:
    event = dict(EVENT["event"]) | {"thread_ts": "1.0", "text": "<@UBOT|outreach> emailed <@U2|tom>"}
    said = Said.read(EVENT | {"event": event})
    assert (said.root, said.thread_ts) == ("1.0", "1.0")
    assert said.without("UBOT") == "emailed <@U2|tom>"
    assert said.names("UBOT")
    assert not said.direct


def test_the_root_of_a_thread_stands_in_none() -> None:
    event = dict(EVENT["event"]) | {"thread_ts": "1.2"}
    said = Said.read(EVENT | {"event": event})
    assert said.thread_ts is None
    assert said.root == "1.2"


def test_a_reaction_on_a_file_is_no_reaction_on_a_message() -> None:
    event = {"type": "reaction_added", "user": "U1", "reaction": "link", "item": {"type": "file"}}
    assert Reaction.read(EVENT | {"event": event}) is None


def test_a_skin_tone_is_no_other_reaction() -> None:
    item = {"type": "message", "channel": "C1", "ts": "1.2"}
    event = {"type": "reaction_added", "user": "U1", "reaction": "+1::skin-tone-2", "item": item}
    found = Reaction.read(EVENT | {"event": event})
    assert found is not None
    assert found.name == "+1"


def test_a_name_that_came_as_it_is_written_in_a_mail_is_read() -> None:
    written = "=?utf-8?B?SsO8cmdlbg==?="
    mail = mail_of(
        {
            "id": "F1",
            "mode": "email",
            "subject": "=?utf-8?Q?Gastbeitrag_f=C3=BCr_uns?=",
            "from": [{"address": "juergen@techblog.com", "name": written}],
            "to": [
                {"original": f"{written} <j@saasweekly.io>"},
                {"address": "x@y.com", "name": "=?utf-9?Q?x?="},
            ],
        }
    )
    assert mail is not None and mail.letter is not None and mail.letter.sender is not None
    assert mail.letter.subject == "Gastbeitrag für uns"
    assert mail.letter.sender.name == "Jürgen"
    assert [one.name for one in mail.letter.to] == ["Jürgen", "=?utf-9?Q?x?="]
