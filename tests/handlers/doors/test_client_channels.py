"""What is said where a client reads along, from a ledger full of what is none of their business."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest

from storage.links import backlinks
from storage.links.backlinks import Sighting
from storage.team import people
from storage.watch import placements
from storage.watch.placements import Promise
from storage.words import Origin, Tactic
from storage.work import campaigns, outreach, tasks
from storage.work.campaigns import Terms
from storage.work.changes import FollowUp
from storage.work.outreach import Ask
from storage.work.views import Money

LINKS = "link-building"
PRICE = Money(Decimal("4711.50"), "USD")
SECRETS = ("zebulon", "4711", "4,711", "whispered", "globexia", "nightfall")


@pytest.fixture
async def ledger(slack, bot):
    """Task 1 is the client's, 2 is another client's, 3 nobody's, logged elsewhere; all of one site."""
    channel = slack.channel(LINKS).id
    now = bot.process.clock.now()
    async with bot.store.writing(slack.team_id, now) as scope:
        await people.remember(scope, "UJANA", name="jana", tz="Europe/Berlin", locale="en-GB", now=now)
        mine = Terms("Spring", ("acme.com",), client="Acme", channel=channel, client_mode=True)
        await campaigns.start(scope, mine, by="UJANA", now=now)
        other = Terms("Operation Nightfall", ("globexia.com",), client="Globexia")
        await campaigns.start(scope, other, by="UJANA", now=now)
        late = FollowUp(now - timedelta(days=2))
        shared = {
            "site": "techblog.com",
            "owner": "UJANA",
            "contact_name": "Zebulon",
            "contact_email": "zebulon@techblog.com",
            "tactic": Tactic.GUEST_POST,
            "price": PRICE,
            "follow_up": late,
            "text": "whispered: pay Zebulon",
        }
        for terms in (
            {"campaign": "Spring", "target": "https://acme.com/guide", "channel": channel},
            {"campaign": "Operation Nightfall", "target": "https://globexia.com/a", "channel": channel},
            {"target": "https://globexia.com/b", "channel": "UJANA"},
        ):
            made = await outreach.log(scope, Ask(**shared, **terms), by="UJANA", now=now)
            await outreach.note(scope, made.id, "whispered note", by="UJANA", now=now)
            promise = Promise(
                target=terms["target"],
                page=f"https://techblog.com/{made.id}",
                promised_by=date(2026, 11, 20),
                price=PRICE,
            )
            await placements.promise(scope, made.id, promise, by="UJANA", now=now)
        seen = [
            Sighting(
                "https://techblog.com/z", f"https://{site}/p", "techblog.com", now, "said", Origin.PASSIVE
            )
            for site in ("acme.com", "globexia.com")
        ]
        await backlinks.seen(scope, seen)
    return channel


SAYINGS = (
    "list",
    "list all",
    "list mine",
    "list overdue",
    "list today",
    "list by site",
    "list site techblog.com",
    "show 1",
    "show 2",
    "show 3",
    "site techblog.com",
    "site other.com",
    "campaign",
    "campaign list",
    "campaign show Spring",
    "list campaign Spring",
    "list campaign Sprng",
    "report",
    "report last month",
    "export",
    "export csv",
    "import",
    "backlink 1",
    "backlink 2",
    "backlink techblog.com",
    "earned https://techblog.com/x https://acme.com/y",
    "what happened with techblog?",
    "what happened with techblog.com?",
    "who owns techblog.com?",
    "did anyone ask techblog.com before?",
    "who promised us links this month?",
    "what should I do today?",
    "what's overdue?",
    "how did guest posts do this month?",
    "how did our tactics do this month?",
    "which links are late?",
    "which links did we earn?",
    "who did not answer?",
    "what did we do this week?",
    "emailed pia@techblog.com about a guest post for https://acme.com/x",
    "emailed pia@techblog.com about a guest post for https://acme.com/x, campaign Autumn",
    "followed up with #1",
    "followed up with #2",
    "techblog.com answered",
    "replied 1",
    "remind 1 tomorrow",
    "remind 3 tomorrow",
    "check 1",
    "check 2",
    "vouch 1",
    "promise 1 https://techblog.com/new by Friday",
    "decline 2",
    "drop 3",
    "undo",
    "undo 2",
    "away until Monday",
    "back",
    "settings",
    "help campaign",
    "blah blah techblog.com",
)


def everything(slack, user="jana"):
    """All that stands in the channel, and what one person alone sees there, down to its buttons."""
    there = slack.messages(LINKS)
    replies = [one for root in there for one in slack.messages(LINKS, thread_ts=root.ts)]
    shown = [*there, *replies, *slack.ephemerals(LINKS, user)]
    return [json.dumps(one.to_api()).lower() for one in shown if one.by_app]


def assert_silent_about(said, what):
    found = [secret for secret in SECRETS if secret in said.lower()]
    assert not found, f"{what!r} tells {found}: {said[:600]}"


async def test_no_command_in_a_clients_channel_tells_a_secret(slack, bot, ledger) -> None:
    for typed in ("", *SAYINGS):
        answer = await slack.command("jana", LINKS, typed)
        for one in answer.messages:
            assert_silent_about(json.dumps(one.to_api()), typed)
        assert "went wrong" not in answer.seen.lower(), typed
    await slack.settled()
    for said in everything(slack):
        assert_silent_about(said, "a command")


async def test_no_mention_in_a_clients_channel_tells_a_secret(slack, bot, ledger) -> None:
    for typed in SAYINGS[::2]:
        said = await slack.say("jana", LINKS, f"<@{slack.bot_user_id}> {typed}")
        await bot.answers(said)
    await slack.settled()
    shown = everything(slack)
    assert len(shown) >= len(SAYINGS[::2])
    for one in shown:
        assert_silent_about(one, "a mention")
    async with bot.store.reading(slack.team_id) as scope:
        untouched = await tasks.tasks(scope, [2, 3])
    assert [task.stage.value for task in untouched] == ["promised", "promised"]


async def test_a_duplicate_ask_there_tells_nothing_of_other_clients(slack, bot, ledger) -> None:
    asked = "emailed pia@techblog.com about a guest post for https://acme.com/x"
    said = (await slack.command("jana", LINKS, asked)).seen
    assert "techblog.com was asked before" in said
    assert "#1: you" in said
    assert "#0" not in said and "#2" not in said and "#3" not in said
    assert "else" not in said, "not even that somebody else was asked for"


@pytest.mark.parametrize("name", ["Operation Nightfall", "Nobodys"])
@pytest.mark.parametrize("words", ["campaign show", "campaign archive", "list campaign", "report campaign"])
async def test_a_campaign_that_is_not_theirs_is_as_unknown_as_one_that_nobody_made(
    slack, bot, ledger, words: str, name: str
) -> None:
    said = (await slack.command("jana", LINKS, f"{words} {name}")).seen
    answer = said.partition("You wrote")[0]
    assert "A client reads along here: I only speak of Spring." in answer
    assert "direct message" in answer
    assert "campaign new" not in said
    assert name not in answer


async def test_a_link_to_another_site_is_no_matter_of_theirs(slack, bot, ledger) -> None:
    said = await slack.command("jana", LINKS, "earned https://techblog.com/x https://other.com/y")
    assert "A client reads along here: I only speak of Spring." in said.seen
    for number in (1, 2):
        await slack.command("jana", LINKS, f"backlink {number} built")
    there = await slack.command("jana", slack.direct("jana"), "backlink 2")
    assert "passive" in there.seen, "what they don't read of, nobody corrects there"


async def test_an_ask_for_a_campaign_that_is_not_theirs_is_logged_without_a_word_of_making_it(
    slack, bot, ledger
) -> None:
    asked = "emailed pia@newblog.com about a guest post for https://acme.com/x, campaign Nobodys"
    said = (await slack.command("jana", LINKS, asked)).seen
    assert "Logged #4 newblog.com" in said
    assert "I only speak of Spring. Logged without a campaign." in said
    assert "campaign new" not in said
