"""Forms with Slack's own inputs: searched sites and campaigns, owners, addresses."""

import asyncio

import pytest

from storage.work import prospects

LINKS = "link-building"
ASK = "emailed jane@techblog.com about a guest post for https://acme.com/guide, follow up in 3 days"


async def new_form(slack, bot, user: str = "jana"):
    await slack.command(user, LINKS, "new")
    return await bot.modal(user)


def offered(options) -> list[tuple[str, str]]:
    return [(one["value"], (one.get("description") or {}).get("text", "")) for one in options]


async def test_a_site_is_found_by_its_name_its_contact_or_a_page_there(slack, bot) -> None:
    await slack.command("jana", LINKS, ASK)
    await slack.command("jana", LINKS, "emailed Bob at bob@techdaily.org about a link")
    form = await new_form(slack, bot)
    known = offered(await slack.suggestions("jana", form, "site", "tech"))
    assert [value for value, _ in known] == ["techblog.com", "techdaily.org"]
    assert offered(await slack.suggestions("jana", form, "site", "jane@techb"))[0][0] == "techblog.com"
    page = await slack.suggestions("jana", form, "site", "https://blog.techblog.com/tools?x=1")
    assert offered(page)[0] == ("techblog.com", "jane@techblog.com")
    assert offered(await slack.suggestions("jana", form, "site", "bob"))[0][0] == "techdaily.org"


async def test_a_site_that_nobody_asked_is_offered_as_new_and_can_be_logged(slack, bot) -> None:
    form = await new_form(slack, bot)
    (new,) = await slack.suggestions("jana", form, "site", "fresh-site.co.uk")
    assert offered([new]) == [("fresh-site.co.uk", "new: nobody was asked there yet")]
    await slack.submit("jana", form, {"Site": new, "E-mail": "al@fresh-site.co.uk", "Owner": "tom"})
    task = await bot.task(1)
    assert (task.site, task.contact_email, task.owner) == ("fresh-site.co.uk", "al@fresh-site.co.uk", "UTOM")


async def test_campaigns_are_searched_by_name_client_and_site_of_this_workspace_alone(slack, bot) -> None:
    for name in ("Spring", "Autumn sale"):
        await slack.command("jana", LINKS, f"campaign new {name} site acme.com client Globex")
    async with bot.store.writing("TOTHER", slack.clock.now()) as scope:
        await prospects.prospect_id(scope, "secret-prospect.com", slack.clock.now())
        from storage.work import campaigns

        await campaigns.create(
            scope, "Secret", ("x.com",), client=None, channel=None, by="U", now=slack.clock.now()
        )
    form = await new_form(slack, bot)
    names = [value for value, _ in offered(await slack.suggestions("jana", form, "campaign", ""))]
    assert names == ["Autumn sale", "Spring"]
    assert offered(await slack.suggestions("jana", form, "campaign", "spr")) == [("Spring", "Globex")]
    assert len(await slack.suggestions("jana", form, "campaign", "globex")) == 2
    assert await slack.suggestions("jana", form, "campaign", "secret") == []
    assert await slack.suggestions("jana", form, "site", "secret") == []
    await slack.submit("jana", form, {"Site": "techblog.com", "Campaign": "Spring"})
    assert (await bot.task(1)).campaign == "Spring"


@pytest.mark.parametrize(
    "typed",
    ["%", "_", "\\", "' OR 1=1 --", "<!channel>", "\u202e", "💥" * 500, "a" * 5_000, "%%%_%", "xn--"],
)
async def test_nothing_that_is_typed_finds_what_it_should_not(slack, bot, typed) -> None:
    await slack.command("jana", LINKS, ASK)
    form = await new_form(slack, bot)
    assert await slack.suggestions("jana", form, "site", typed) == []
    assert slack.deliveries[-1].ack.problem is None


async def test_strangers_names_are_shown_as_text_and_a_hundred_at_most(slack, bot) -> None:
    now = slack.clock.now()
    async with bot.store.writing(slack.team_id, now) as scope:
        for number in range(130):
            prospect = await prospects.prospect_id(scope, f"blog{number}.com", now)
            await prospects.contact_id(scope, prospect, "<!channel> *x* \u202eevil" + "y" * 200, None, now)
    form = await new_form(slack, bot)
    found = await slack.suggestions("jana", form, "site", "blog")
    assert len(found) == 100
    assert all(one["text"]["type"] == "plain_text" for one in found)
    assert all(one["description"]["type"] == "plain_text" for one in found)
    assert all(len(one["description"]["text"]) <= 75 for one in found)
    assert "\u202e" not in str(found)


async def test_a_wrong_payload_of_a_search_is_answered_with_nothing(slack, bot, caplog) -> None:
    await slack.command("jana", LINKS, ASK)
    form = await new_form(slack, bot)
    await slack.suggestions("jana", form, "site", "tech")
    good = slack.deliveries[-1].payload
    for payload in (good | {"value": None}, good | {"user": {}}, good | {"value": ["x"]}):
        ack = await slack.hub.delivery.once("interactive", payload)
        assert ack.ok
        assert len(ack.payload["options"]) in {0, 1}


async def test_an_owner_is_handed_the_task_in_its_form(slack, bot) -> None:
    answer = (await slack.command("jana", LINKS, ASK)).messages[0]
    await slack.press("jana", answer, "Edit")
    await slack.submit("jana", await bot.modal("jana"), {"Owner": "mia"})
    assert (await bot.task(1)).owner == "UMIA"
    assert (await bot.task(1)).contact_email == "jane@techblog.com"


async def test_what_is_no_address_is_refused_by_slack_itself(slack, bot) -> None:
    form = await new_form(slack, bot)
    assert {one.block_id: one.kind for one in form.controls}["contact_email"] == "email_text_input"
    sent = await slack.submit("jana", form, {"Site": "techblog.com", "Target": "acme.com/guide"})
    assert "https://" in sent.errors["target"]
    assert await bot.tasks() == []


async def test_a_form_that_is_sent_twice_at_once_makes_one_task(slack, bot) -> None:
    form = await new_form(slack, bot)
    await slack.submit("jana", form, {"Site": "techblog.com"})
    sent = slack.deliveries[-1]
    await asyncio.gather(*(slack.resend_delivery(sent) for _ in range(4)))
    assert len(await bot.tasks()) == 1
