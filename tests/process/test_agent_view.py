"""The agent view, from outside: prompts, a status, answers in the thread, and life without it."""

import re
from typing import Any

import pytest
from on_screen import IN_CHROMIUM
from playwright.async_api import async_playwright, expect

from handlers.rendering.prompts import ALWAYS

LINKS = "link-building"
ASK = "emailed jane@techblog.example about a guest post for https://acme.example/guide, follow up today"


def prompts(slack: Any, user: str = "jana") -> list[dict[str, str]]:
    return slack.team.prompts.get(slack.team.direct(slack.person(user).id).id, [])


async def said_in_thread(slack: Any, said: Any) -> list[Any]:
    """What the bot wrote under a message."""
    return await slack.wait_for(
        lambda: [one for one in slack.messages(said.channel, thread_ts=said.ts) if one.by_app]
    )


async def test_a_newcomer_is_offered_how_to_begin(slack: Any, bot: Any) -> None:
    await slack.open_home("jana", tab="messages")
    offered = await slack.wait_for(lambda: prompts(slack))
    assert offered[0]["title"] == "How do I log an outreach?"
    assert 1 <= len(offered) <= 4


async def test_prompts_speak_of_where_the_persons_work_stands(slack: Any, bot: Any) -> None:
    await slack.command("jana", LINKS, ASK)
    await slack.open_home("jana", tab="messages")
    offered = await slack.wait_for(lambda: prompts(slack))
    titles = [one["title"] for one in offered]
    assert "What is due today?" in titles
    assert "What happened with techblog.example?" in titles
    assert len(titles) == len(set(titles)) <= 4


async def test_every_prompt_is_answered_when_it_is_said(slack: Any, bot: Any) -> None:
    await slack.command("jana", LINKS, ASK)
    await slack.open_home("jana", tab="messages")
    offered = await slack.wait_for(lambda: prompts(slack))
    for one in [*[each["message"] for each in offered], *[message for _, message in ALWAYS]]:
        said = await slack.say("jana", slack.team.direct("UJANA"), one)
        (answer,) = await said_in_thread(slack, said)
        assert "beyond me" not in answer.seen
        assert "did not quite get" not in answer.seen


async def test_a_question_is_answered_in_its_own_thread_with_a_status_before(slack: Any, bot: Any) -> None:
    await slack.command("jana", LINKS, ASK)
    said = await slack.say("jana", slack.team.direct("UJANA"), "who owns techblog.example?")
    (answer,) = await said_in_thread(slack, said)
    assert "Who owns techblog.example:" in answer.seen
    (status,) = slack.calls("assistant.threads.setStatus")
    assert status.args["thread_ts"] == said.ts
    assert status.args["status"]
    assert slack.team.statuses == {}, "the answer takes the status away"
    again = await slack.say("jana", slack.team.direct("UJANA"), "what is due today?", thread_ts=said.ts)
    answers = await slack.wait_for(
        lambda: [one for one in slack.messages(again.channel, thread_ts=said.ts) if one.by_app][1:]
    )
    assert "techblog.example" in answers[0].seen


async def test_what_is_logged_in_the_agent_view_is_spoken_of_in_its_thread(slack: Any, bot: Any) -> None:
    said = await slack.say("jana", slack.team.direct("UJANA"), ASK)
    (logged,) = await said_in_thread(slack, said)
    assert "#1" in logged.seen
    await slack.say("jana", slack.team.direct("UJANA"), "she replied, wants $200", thread_ts=said.ts)
    shown = await slack.wait_for(
        lambda: [one for one in slack.messages(said.channel, thread_ts=said.ts) if "repl" in one.seen.lower()]
    )
    assert shown


async def test_prompts_follow_to_the_channel_of_a_campaign(slack: Any, bot: Any) -> None:
    await slack.command("jana", LINKS, "campaign new Spring site acme.example channel #link-building")
    await slack.open_home("jana", tab="messages")
    await slack.wait_for(lambda: prompts(slack))
    await slack.look_at("jana", LINKS)
    offered = await slack.wait_for(lambda: [one for one in prompts(slack) if "Spring" in one["title"]])
    said = await slack.say("jana", slack.team.direct("UJANA"), offered[0]["message"])
    (answer,) = await said_in_thread(slack, said)
    assert re.search(r"Links that went live .*, campaign Spring", answer.seen)


async def test_without_the_view_a_direct_message_is_answered_beside_it(slack: Any, bot: Any) -> None:
    slack.agent_view = False
    await slack.command("jana", LINKS, ASK)
    await slack.open_home("jana", tab="messages")
    await slack.say("jana", slack.team.direct("UJANA"), "who owns techblog.example?")
    direct = slack.team.direct("UJANA").id
    answer = await slack.wait_for(lambda: [one for one in slack.messages(direct) if one.by_app])
    assert "Who owns" in answer[0].seen
    assert answer[0].thread_ts is None
    assert not slack.calls("assistant.threads.setStatus")


async def test_an_install_without_the_scope_is_answered_all_the_same(slack: Any, bot: Any) -> None:
    slack.fault("assistant.threads.setSuggestedPrompts", "missing_scope", times=9)
    slack.fault("assistant.threads.setStatus", "missing_scope", times=9)
    await slack.open_home("jana", tab="messages")
    said = await slack.say("jana", slack.team.direct("UJANA"), "what is late?")
    (answer,) = await said_in_thread(slack, said)
    assert "Late follow-ups and promised links" in answer.seen


async def test_a_context_that_names_nobody_is_passed_over(slack: Any, bot: Any) -> None:
    ack = await slack.emit({"type": "app_context_changed", "context": {}})
    assert ack is not None
    assert ack.ok
    assert not slack.calls("assistant.threads.setSuggestedPrompts")


@pytest.mark.browser
@IN_CHROMIUM[1]
@IN_CHROMIUM[2]
async def test_a_prompt_is_pressed_on_the_page(slack: Any, bot: Any, chromium_at: str) -> None:
    await slack.command("jana", LINKS, ASK)
    async with async_playwright() as driver:
        browser = await driver.chromium.connect_over_cdp(chromium_at)
        context = await browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="light")
        page = await context.new_page()
        await page.goto(slack.url)
        await page.get_by_label("Channels and apps").locator("[data-key=app]").click()
        await page.get_by_role("tab", name="Messages").click()
        offered = page.get_by_role("group", name="Suggested prompts")
        await expect(offered.get_by_role("button").first).to_be_visible()
        await offered.get_by_role("button", name="What happened with techblog.example?").click()
        await expect(
            page.get_by_role("complementary", name="Thread").get_by_text("Everything asked of")
        ).to_be_visible()
        await context.close()
