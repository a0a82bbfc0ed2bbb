"""What a form refuses beside its field, and what colleagues may say to each other under a card."""

import pytest

from storage.words import TouchKind

LINKS = "link-building"
ASK = "emailed jane@techblog.com about a guest post for https://acme.com/guide, follow up in 3 days"


@pytest.mark.parametrize("address", ["https://notaurl", "http://localhost/x", "https://a b.com/x"])
async def test_a_page_that_can_not_be_looked_at_is_refused_beside_its_field(slack, bot, address: str) -> None:
    answer = (await slack.command("jana", LINKS, ASK)).messages[0]
    await slack.press("jana", answer, "Promise")
    sent = await slack.submit("jana", await bot.modal("jana"), {"page": address, "target": address})
    assert set(sent.errors) == {"page", "target"}
    assert (await bot.task(1)).placements == ()


async def test_own_mail_domains_are_none_where_everybody_has_mail(slack, bot) -> None:
    await slack.command("jana", LINKS, "settings")
    sent = await slack.submit("jana", await bot.modal("jana"), {"mail_domains": "agency.com, gmail.com"})
    assert "gmail.com" in sent.errors["mail_domains"]


@pytest.mark.parametrize(
    "words",
    [
        "I'll call him tomorrow",
        "I will follow up on Friday",
        "let me ask Tom first",
        "we should ask for more",
        "can you look at this tomorrow?",
        "I think she's on holiday",
        "nice!",
    ],
)
async def test_plans_and_chatter_under_a_card_are_left_alone(slack, bot, words: str) -> None:
    said = await slack.say("jana", LINKS, f"@Outreach {ASK}")
    await bot.answers(said)
    before = await bot.task(1)
    await slack.say("tom", LINKS, words, thread_ts=said.ts)
    await slack.settled()
    assert len(await bot.answers(said)) == 1
    assert await bot.task(1) == before


async def test_news_under_a_card_still_counts_and_so_does_a_note(slack, bot) -> None:
    said = await slack.say("jana", LINKS, f"@Outreach {ASK}")
    await bot.answers(said)
    await slack.say("tom", LINKS, "she replied, wants $200", thread_ts=said.ts)
    await bot.answers(said, 2)
    await slack.say("tom", LINKS, "note: they like lists", thread_ts=said.ts)
    await bot.answers(said, 3)
    done = [one.what for one in await bot.touches(1)]
    assert done == [TouchKind.ASKED, TouchKind.REPLIED, TouchKind.NOTED]


async def test_a_second_campaign_in_a_channel_does_not_take_its_logs(slack, bot) -> None:
    await slack.command("jana", LINKS, "campaign new Spring site acme.com channel #link-building")
    second = await slack.command("jana", LINKS, "campaign new Autumn site acme.org channel #link-building")
    assert "already has the campaign Spring" in second.messages[0].seen
    await slack.command("jana", LINKS, ASK)
    assert (await bot.task(1)).campaign == "Spring"


async def test_search_offers_neither_mail_providers_nor_our_own_sites(slack, bot) -> None:
    await slack.command("jana", LINKS, "campaign new Spring site acme.com channel #link-building")
    await slack.command("jana", LINKS, "new")
    form = await bot.modal("jana")
    for typed in ("gmail.com", "acme.com"):
        assert await slack.suggestions("jana", form, "Site", typed) == []
