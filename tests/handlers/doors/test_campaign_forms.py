"""Campaigns in a form: made, changed, and made again where the form came too late."""

from datetime import date

from storage.work import campaigns

LINKS = "link-building"


async def campaign(slack, bot, name: str):
    async with bot.store.reading(slack.team_id) as scope:
        return await campaigns.show(scope, name)


async def told(slack, words: str, user: str = "jana"):
    found = await slack.wait_for(lambda: [one for one in slack.ephemerals(LINKS, user) if words in one.seen])
    return found[-1]


async def test_a_campaign_without_words_says_how_and_offers_the_form(slack, bot) -> None:
    answer = await slack.command("jana", LINKS, "campaign")
    assert "/outreach campaign new NAME site DOMAIN" in answer.seen
    await slack.press("jana", answer.messages[0], "New campaign")
    form = await bot.modal("jana")
    sent = await slack.submit(
        "jana",
        form,
        {
            "Name": "Spring",
            "Your sites": "acme.com, https://shop.acme.co.uk/x and acme.com",
            "Client": "Globex",
            "Channel": "link-building",
            "Owner": "tom",
            "Follow up after": "2, 5 and 10 days",
            "goal_count": "20",
            "goal_by": "2027-03-31",
            "client_mode": ["on"],
            "mail_domains": "globex.com, jana@agency.example.com",
            "brand_name": "Globex Inc",
            "brand_colour": "1264A3",
            "Logo": "https://globex.com/logo.png",
        },
    )
    assert sent.outcome == "closed"
    made = await campaign(slack, bot, "spring")
    assert made.sites == ("acme.com", "acme.co.uk")
    assert (made.client, made.channel, made.owner) == ("Globex", "CLINKS", "UTOM")
    assert made.cadence == (2, 5, 10)
    assert (made.goal_count, made.goal_by) == (20, date(2027, 3, 31))
    assert made.client_mode
    assert made.mail_domains == ("globex.com", "example.com")
    assert (made.brand_name, made.brand_colour) == ("Globex Inc", "#1264a3")
    assert made.brand_logo_url == "https://globex.com/logo.png"
    answer = await told(slack, "Campaign Spring is ready")
    assert "20 followed links by Wed 31 Mar 2027" in answer.seen
    assert "2, 5 and 10 working days" in answer.seen


async def test_what_is_wrong_is_said_at_its_field_and_then_it_is_made_once(slack, bot) -> None:
    await slack.command("jana", LINKS, "campaign new Spring site acme.com")
    await slack.command("jana", LINKS, "campaign new")
    form = await bot.modal("jana")
    wrong = {
        "Name": "x" * 76,
        "Your sites": "acme.com, not a site",
        "Follow up after": "soon",
        "goal_by": "2027-01-01",
        "brand_colour": "red",
        "mail_domains": "nowhere",
    }
    sent = await slack.submit("jana", form, wrong)
    assert set(sent.errors) == {"name", "sites", "cadence", "goal_count", "brand_colour", "mail_domains"}
    right = dict.fromkeys(("Follow up after", "goal_by", "brand_colour", "mail_domains"))
    taken = await slack.submit("jana", form, {**right, "Name": "SPRING", "Your sites": "acme.com"})
    assert "already" in taken.errors["name"]
    past = await slack.submit("jana", form, {"Name": "Autumn", "goal_count": "5", "goal_by": "2026-01-01"})
    assert "over" in past.errors["goal_by"]
    sent = await slack.submit("jana", form, {"goal_by": "2027-01-01"})
    assert sent.outcome == "closed"
    await slack.resend_delivery(slack.deliveries[-1])
    async with bot.store.reading(slack.team_id) as scope:
        assert [one.name for one in await campaigns.listing(scope)] == ["Autumn", "Spring"]


async def test_a_campaign_is_changed_in_its_form_as_it_stands(slack, bot) -> None:
    await slack.command("jana", LINKS, "campaign new Spring site acme.com client Globex channel <#CLINKS|x>")
    listed = await slack.command("jana", LINKS, "campaign list")
    await slack.press("jana", listed.messages[0], "menu", selected="Edit")
    form = await bot.modal("jana")
    assert form.title == "Edit campaign"
    await slack.submit("jana", form, {"Name": "Spring 2027", "goal_count": "7"})
    changed = await campaign(slack, bot, "Spring 2027")
    assert (changed.client, changed.channel, changed.goal_count) == ("Globex", "CLINKS", 7)
    shown = await told(slack, "Campaign Spring 2027 is saved")
    await slack.press("jana", shown, "Edit")
    form = await bot.modal("jana")
    await slack.submit("jana", form, {"goal_count": None, "Channel": None})
    changed = await campaign(slack, bot, "Spring 2027")
    assert (changed.goal_count, changed.channel) == (None, None)


async def test_a_campaign_that_was_not_understood_is_finished_in_the_form(slack, bot) -> None:
    answer = await slack.command("jana", LINKS, "campaign new Spring push client Globex")
    assert "which site" in answer.seen.lower()
    await slack.press("jana", answer.messages[0], "Finish in a form")
    form = await bot.modal("jana")
    await slack.submit("jana", form, {"Your sites": "acme.com"})
    made = await campaign(slack, bot, "Spring push")
    assert (made.client, made.sites, made.owner) == ("Globex", ("acme.com",), "UJANA")


async def test_a_campaign_form_that_comes_too_late_gives_a_fresh_button(slack, bot) -> None:
    slack.fault("views.open", "expired_trigger_id")
    answer = await slack.command("jana", LINKS, "campaign new")
    assert "could not be opened in time" in answer.seen
    await slack.press("jana", answer.messages[0], "Finish in a form")
    assert (await bot.modal("jana")).title == "New campaign"

    await slack.command("jana", LINKS, "campaign new Spring site acme.com")
    shown = (await slack.command("jana", LINKS, "campaign show Spring")).messages[0]
    slack.fault("views.open", "expired_trigger_id")
    await slack.press("jana", shown, "Edit")
    fresh = (
        await slack.wait_for(
            lambda: [one for one in slack.ephemerals(LINKS, "jana") if "could not be opened" in one.seen][1:]
        )
    )[0]
    await slack.press("jana", fresh, "Finish in a form")
    form = await slack.wait_for(
        lambda: slack.modal("jana") if slack.modal("jana").title == "Edit campaign" else None
    )
    await slack.submit("jana", form, {"Client": "Globex"})
    assert (await campaign(slack, bot, "Spring")).client == "Globex"


async def test_a_button_that_is_late_twice_still_opens_its_own_form(slack, bot) -> None:
    await slack.command("jana", LINKS, "emailed jane@techblog.com about a link")
    shown = (await slack.command("jana", LINKS, "show 1")).messages[0]
    slack.fault("views.open", "expired_trigger_id", 2)
    await slack.press("jana", shown, "Snooze")
    for count in (1, 2):
        fresh = await slack.wait_for(
            lambda count=count: (
                found
                if len(
                    found := [one for one in slack.ephemerals(LINKS, "jana") if "opened in time" in one.seen]
                )
                == count
                else None
            )
        )
        await slack.press("jana", fresh[-1], "Finish in a form")
    assert (await bot.modal("jana")).title == "Snooze"


async def test_a_campaign_named_in_a_command_opens_its_form(slack, bot) -> None:
    await slack.command("jana", LINKS, "campaign new Spring site acme.com")
    await slack.command("jana", LINKS, 'campaign edit "spring"')
    form = await bot.modal("jana")
    await slack.submit("jana", form, {"Client": "Globex"})
    assert (await campaign(slack, bot, "Spring")).client == "Globex"
    unknown = await slack.command("jana", LINKS, "campaign edit Summer")
    assert "no campaign “Summer”" in unknown.seen
    slack.fault("views.open", "expired_trigger_id")
    late = await slack.command("jana", LINKS, "campaign edit Spring")
    await slack.press("jana", late.messages[0], "Edit")
    assert (await bot.modal("jana")).title == "Edit campaign"
