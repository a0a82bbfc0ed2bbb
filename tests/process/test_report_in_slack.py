"""A report asked for in Slack: the card, its thread, the chart and the files, once, whatever happens."""

import io
import json
from typing import Any

import openpyxl
from stage import Bot, RealBot

from bot.rehearsal import RehearsalSlack

CHANNEL = "link-building"


def files_in(slack: RehearsalSlack, channel: str = CHANNEL) -> list[dict[str, Any]]:
    """The files that stand under the cards of a channel."""
    cards = slack.messages(channel)
    return [file for card in cards for reply in (card, *card.replies()) for file in reply.files]


def card_in(slack: RehearsalSlack, channel: str = CHANNEL) -> Any:
    """The report's card."""
    return next((one for one in slack.messages(channel) if "Work: what we did" in one.seen), None)


async def test_the_card_comes_with_details_and_chart_in_its_thread(slack: RehearsalSlack, bot: Bot) -> None:
    await slack.command(
        "jana", CHANNEL, "emailed jane@techblog.com re guest post for https://acme.com/a for $50"
    )
    await slack.command("jana", CHANNEL, "replied 1 maybe")
    told = await slack.command("jana", CHANNEL, "report")
    assert "comes here in a moment" in told.seen
    card = await slack.wait_for(lambda: card_in(slack), 30)
    assert "Results: what stands" in card.seen
    (chart,) = await slack.wait_for(lambda: files_in(slack), 60)
    assert chart["name"].endswith(".png")
    assert "Work: 1 ask" in chart["alt_txt"]
    detail = await slack.wait_for(
        lambda: [one for one in card.replies() if "Tactics side by side" in one.seen]
    )
    assert "guest post" in detail[0].seen


async def test_a_pdf_is_asked_for_in_words_and_shared_once(slack: RehearsalSlack, bot: Bot) -> None:
    await slack.command("jana", CHANNEL, "emailed jane@techblog.com re guest post for https://acme.com/a")
    await slack.command("jana", CHANNEL, "report this year pdf")
    names = await slack.wait_for(lambda: sorted(f["name"] for f in files_in(slack))[1:], 60)
    assert names[0].endswith(".png") or names[0].endswith(".pdf")
    for _ in range(3):
        await bot.tick()
    assert len(files_in(slack)) == 2


async def test_days_that_nobody_knows_are_answered_with_an_example(slack: RehearsalSlack, bot: Bot) -> None:
    told = await slack.command("jana", CHANNEL, "report sometime soonish")
    assert "soonish" in told.seen
    assert "/outreach report" in told.seen


async def test_a_client_reads_no_people_and_no_prices(slack: RehearsalSlack, bot: Bot) -> None:
    await slack.command("jana", CHANNEL, f"campaign new Acme site acme.com channel #{CHANNEL}")
    await slack.command("jana", CHANNEL, "campaign set Acme client-mode on")
    await slack.command(
        "jana", CHANNEL, "emailed jane@techblog.com re guest post for https://acme.com/a for $77"
    )
    await slack.command("jana", CHANNEL, "report")
    card = await slack.wait_for(lambda: card_in(slack), 30)
    await slack.wait_for(lambda: card.replies(), 30)
    seen = card.seen + "".join(one.seen for one in card.replies())
    assert "Acme" in seen
    assert "77" not in seen
    assert "Work by person" not in seen
    await slack.command("jana", CHANNEL, "report xlsx")
    sheets = await slack.wait_for(
        lambda: [one for one in files_in(slack) if one["name"].endswith("xlsx")], 60
    )
    book = openpyxl.load_workbook(io.BytesIO(slack.team.contents[sheets[0]["id"]]))
    assert "Cost" not in book.sheetnames
    assert "Touches" not in book.sheetnames
    refused = await slack.command("jana", CHANNEL, "report campaign Other")
    assert "client reads along" in refused.seen


async def test_a_kill_after_the_ack_loses_no_file_and_doubles_none(
    slack: RehearsalSlack, real_bot: RealBot
) -> None:
    await real_bot.start()
    await slack.command("jana", CHANNEL, "emailed jane@techblog.com re guest post for https://acme.com/a")
    await slack.command("jana", CHANNEL, "report xlsx")
    await real_bot.kill()
    await real_bot.start()
    await slack.wait_for(lambda: files_in(slack)[1:], 60)
    assert sorted(one["name"].rpartition(".")[2] for one in files_in(slack)) == ["png", "xlsx"]
    cards = [one for one in slack.messages(CHANNEL) if "Work: what we did" in one.seen]
    assert len(cards) == 1


async def a_card(slack: RehearsalSlack) -> Any:
    """Two campaigns with a task each, and the card of them all."""
    await slack.command("jana", CHANNEL, "campaign new Acme site acme.com")
    await slack.command("jana", CHANNEL, "campaign new Bolts site bolts.com")
    for site, target in (
        ("techblog.com", "acme.com"),
        ("nuts.org", "bolts.com"),
        ("screws.org", "bolts.com"),
    ):
        await slack.command("jana", CHANNEL, f"emailed a@{site} re guest post for https://{target}/a")
    await slack.command("jana", CHANNEL, "report")
    return await slack.wait_for(lambda: card_in(slack), 30)


async def test_another_campaign_is_chosen_on_the_card(slack: RehearsalSlack, bot: Bot) -> None:
    card = await a_card(slack)
    (choice,) = [one for one in card.controls if one.kind == "static_select"]
    await slack.press("jana", card, choice.action_id, selected="Bolts")
    cards = await slack.wait_for(
        lambda: [
            one
            for one in (*slack.messages(CHANNEL), *card.replies())
            if "Work: what we did" in one.seen and one.ts != card.ts
        ],
        30,
    )
    assert "Bolts" in cards[0].seen
    assert "*2* tasks first asked" in json.dumps(cards[0].blocks)


async def test_a_press_on_the_card_brings_its_file(slack: RehearsalSlack, bot: Bot) -> None:
    slack.team.people[slack.person("tom").id].tz = "Pacific/Auckland"
    card = await a_card(slack)
    await slack.press("tom", card, "Spreadsheet")
    sheets = await slack.wait_for(
        lambda: [one for one in files_in(slack) if one["name"].endswith("xlsx")], 60
    )
    book = openpyxl.load_workbook(io.BytesIO(slack.team.contents[sheets[0]["id"]]))
    assert "Touches" in book.sheetnames
    assert "Europe/Berlin" in str(list(book["About"].values)), "the card's days, whoever presses"


async def test_where_slack_takes_no_chart_the_card_comes_without(slack: RehearsalSlack, bot: Bot) -> None:
    slack.fault("chat.postMessage", "invalid_blocks", where=lambda said: "data_visualization" in str(said))
    card = await a_card(slack)
    assert "Results: what stands" in card.seen
    assert "data_visualization" not in {block["type"] for block in card.blocks}
    assert "Spreadsheet" in [one.label for one in card.controls]


async def test_from_a_channel_that_the_bot_is_not_in_it_comes_to_whoever_asked(
    slack: RehearsalSlack, bot: Bot
) -> None:
    slack.fault(
        "chat.postMessage", "not_in_channel", where=lambda said: slack.channel(CHANNEL).id in str(said)
    )
    await slack.command("jana", CHANNEL, "report")
    card: Any = await slack.wait_for(
        lambda: next((one for one in slack.messages(slack.direct("jana")) if "Work" in one.seen), None), 30
    )
    assert "Results: what stands" in card.seen
    assert card_in(slack) is None
    (chart,) = await slack.wait_for(
        lambda: [file for one in (card, *card.replies()) for file in one.files], 60
    )
    assert chart["name"].endswith(".png")
