"""The workflow step "Log outreach", from outside: inputs in, outputs out, once, whatever dies meanwhile."""

from datetime import timedelta
from typing import Any

from storage.posts import outbox

STEP = "log_outreach_step"
LINKS = "link-building"


async def run(slack: Any, **inputs: str) -> Any:
    """Run the step and wait for what becomes of it."""
    name = await slack.run_function(STEP, {"owner": "jana", **inputs})
    return await slack.wait_for(lambda: slack.execution(name) if slack.execution(name).over else None)


async def test_a_form_feeds_the_ledger_and_gets_the_number_back(slack: Any, bot: Any) -> None:
    day = (slack.clock.now() + timedelta(days=20)).date()
    done = await run(
        slack,
        site="techblog.com",
        contact_email="jane@techblog.com",
        contact_name="Jane",
        tactic="guest post",
        target="https://acme.com/guide",
        follow_up=day.isoformat(),
        note="prefers short posts",
    )
    assert done.error is None
    assert done.outputs["task_number"] == 1
    assert done.outputs["link"].startswith("https://slack.com/app_redirect?app=")
    assert done.outputs["warning"] == ""
    shown = await slack.command("jana", LINKS, "show 1")
    said = ("techblog.com", "guest post", "acme.com/guide", "Jane, jane@techblog.com", "prefers short posts")
    for words in (*said, f"{day.day} {day:%b}"):
        assert words in shown.seen, words


async def test_an_address_alone_tells_the_site_and_the_owner_is_who_was_chosen(slack: Any, bot: Any) -> None:
    done = await run(slack, owner="tom", contact_email="kim@saasweekly.io")
    assert done.outputs["task_number"] == 1
    owned = await slack.command("jana", LINKS, "who owns saasweekly.io?")
    assert "tom" in owned.seen.lower()


async def test_what_cannot_be_read_is_left_out_and_said(slack: Any, bot: Any) -> None:
    await run(slack, site="techblog.com")
    done = await run(
        slack,
        site="techblog.com",
        tactic="telepathy",
        campaign="Nothing",
        target="soon",
        follow_up="1999-01-01",
    )
    said = done.outputs["warning"]
    for words in ("Asked before", "#1", "telepathy", "Nothing", "soon", "1999-01-01"):
        assert words in said, words
    assert done.outputs["task_number"] == 2


async def test_a_step_without_site_or_owner_fails_with_a_sentence(slack: Any, bot: Any) -> None:
    no_site = await run(slack, note="we talked")
    assert "names neither a site nor a contact" in no_site.error
    assert "techblog.com" in no_site.error
    free = await run(slack, contact_email="jane@gmail.com")
    assert "tells no site" in free.error
    odd = await run(slack, site="not a site <!channel>")
    assert "is no site" in odd.error
    assert (await slack.command("jana", LINKS, "list all")).seen.count("#") == 0


async def test_the_same_run_delivered_twice_logs_once(slack: Any, bot: Any) -> None:
    await run(slack, site="techblog.com")
    event = next(one for one in slack.events if one["event"]["type"] == "function_executed")
    await slack.resend(event, retry=1)
    await slack.resend({**event, "event_id": "EvOther"})
    await slack.settled()
    await bot.tick()
    assert len(slack.calls("functions.completeSuccess")) == 1
    assert "#2" not in (await slack.command("jana", LINKS, "list all")).seen


async def test_a_completion_whose_answer_is_lost_is_told_again_and_counts_once(slack: Any, bot: Any) -> None:
    slack.fault("functions.completeSuccess", "accept_then_drop")
    done = await run(slack, site="techblog.com")
    assert done.outputs["task_number"] == 1
    await slack.wait_for(lambda: len(slack.calls("functions.completeSuccess")) == 2, 20)
    assert slack.calls("functions.completeSuccess")[1].outcome == "execution_not_in_running_state"
    async with bot.process.store.read() as session:
        assert await outbox.stuck(session, now=bot.process.clock.now()) == []


async def test_a_kill_between_storing_and_completing_loses_no_outcome(slack: Any, real_bot: Any) -> None:
    await real_bot.start()
    await slack.command("jana", LINKS, "help")
    slack.fault("functions.completeSuccess", "503", times=50)
    name = await slack.run_function(STEP, {"owner": "jana", "site": "techblog.com"})
    await slack.wait_for(lambda: slack.calls("functions.completeSuccess"))
    await real_bot.kill()
    slack.hub.faults.clear()
    await real_bot.start()
    done = await slack.wait_for(lambda: slack.execution(name) if slack.execution(name).over else None, 30)
    assert done.outputs["task_number"] == 1
    exported = [one for one in await real_bot.export() if one["kind"] == "outreach"]
    assert [one["site"] for one in exported] == ["techblog.com"]
