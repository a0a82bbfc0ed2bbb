"""Campaigns by the slash command: made, shown with how far they are, put away and brought back."""

import pytest

LINKS = "link-building"
ASK = "emailed jane@techblog.com about a guest post for https://acme.com/guide"


async def test_a_campaign_is_put_away_refuses_tasks_and_is_brought_back(slack, bot) -> None:
    made = await slack.command("jana", LINKS, "campaign new Spring site acme.com client Acme")
    assert "is ready" in made.seen
    away = await slack.command("jana", LINKS, "campaign archive Spring")
    assert "is archived" in away.seen
    refused = await slack.command("jana", LINKS, f'{ASK}, campaign "Spring"')
    assert "takes no new tasks" in refused.seen
    assert "/outreach campaign reopen Spring" in refused.seen
    assert await bot.tasks() == []
    back = await slack.command("jana", LINKS, "campaign reopen Spring")
    assert "is open again" in back.seen
    logged = await slack.command("jana", LINKS, f'{ASK}, campaign "Spring"')
    assert "#1" in logged.seen
    assert (await bot.task(1)).campaign == "Spring"


async def test_a_task_without_a_campaign_goes_to_the_channels(slack, bot) -> None:
    channel = slack.channel(LINKS).id
    await slack.command("jana", LINKS, f"campaign new Spring site acme.com channel <#{channel}|links>")
    await slack.command("jana", LINKS, ASK)
    assert (await bot.task(1)).campaign == "Spring"


async def test_two_campaigns_may_build_links_for_one_site(slack, bot) -> None:
    for name in ("Spring", "Autumn"):
        made = await slack.command("jana", LINKS, f"campaign new {name} site acme.com")
        assert "is ready" in made.seen
    await slack.command("jana", LINKS, f"{ASK}, campaign Autumn")
    assert (await bot.task(1)).campaign == "Autumn"
    taken = await slack.command("jana", LINKS, "campaign new spring site other.com")
    assert "There is a campaign “spring” already" in taken.seen


@pytest.mark.parametrize("name", ['Big "Q4" push', "🚀 Launch", "<!channel> & <@U1>", "*bold* _it_"])
async def test_odd_names_are_shown_as_they_are_and_ping_nobody(slack, bot, name) -> None:
    made = await slack.command("jana", LINKS, f'campaign new "{name}" site acme.com')
    assert "is ready" in made.seen
    shown = await slack.command("jana", LINKS, f'campaign show "{name}"')
    assert "There is no campaign" not in shown.seen
    assert [ping for one in (*made.messages, *shown.messages) for ping in slack.pings(one)] == []


async def test_what_else_is_set_has_a_form_behind_a_button(slack, bot) -> None:
    await slack.command("jana", LINKS, "campaign new Spring site acme.com")
    answer = await slack.command("jana", LINKS, "campaign set Spring cadence 3, 7")
    assert "are set in its form" in answer.seen
    assert "Edit" in answer.seen


async def test_a_goal_is_said_in_any_order_and_set_anew(slack, bot) -> None:
    said = "campaign new Spring goal 20 followed links by the end of March site acme.com client Acme"
    made = (await slack.command("jana", LINKS, said)).seen
    assert "Spring is ready: acme.com, for Acme" in made
    assert "20 followed links by Wed 31 Mar 2027" in made
    more = (await slack.command("jana", LINKS, "campaign set Spring goal: 25")).seen
    assert "25 followed links by Wed 31 Mar 2027" in more
    assert "acme.com, for Acme" in more
    moved = (await slack.command("jana", LINKS, "campaign set Spring 30 links by 1 June")).seen
    assert "30 followed links by Tue 1 Jun 2027" in moved
    for late, why in (("20 links by yesterday", "in the past"), ("goal 20 by whenever", "by when")):
        assert why in (await slack.command("jana", LINKS, f"campaign set Spring {late}")).seen
    assert "30 followed links by" in (await slack.command("jana", LINKS, "campaign show Spring")).seen
    renamed = await slack.command("jana", LINKS, "rename campaign Spring to Summer")
    assert "are set in its form" in renamed.seen
    await slack.command("jana", LINKS, "archive campaign Spring")
    assert "is open again" in (await slack.command("jana", LINKS, "unarchive campaign Spring")).seen
    named = await slack.command("jana", LINKS, 'campaign new "20 links by March" site acme.com')
    assert "Campaign 20 links by March is ready" in named.seen


async def test_two_clients_do_not_share_a_channel_where_one_reads_along(slack, bot) -> None:
    channel = slack.channel(LINKS).id
    here = f"channel <#{channel}|links>"
    await slack.command("jana", LINKS, f"campaign new Spring site acme.com client Acme {here}")
    await slack.command("jana", LINKS, "campaign set Spring client-mode on")
    refused = await slack.command(
        "jana", "general", f"campaign new Fall site globex.com client Globex {here}"
    )
    assert "Campaigns of two clients would share" in refused.seen
    listed = await slack.command("jana", "general", "campaign list")
    assert "Fall" not in listed.seen
    await slack.command("jana", LINKS, "campaign set Spring client-mode off")
    made = await slack.command("jana", "general", f"campaign new Fall site globex.com client Globex {here}")
    assert "is ready" in made.seen
    again = await slack.command("jana", LINKS, "campaign set Spring client-mode on")
    assert "Campaigns of two clients would share" in again.seen
