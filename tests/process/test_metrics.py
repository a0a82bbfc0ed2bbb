"""What whoever keeps the bot running sees of it."""

from typing import Any

from prometheus_client import generate_latest


async def figures(bot: Any) -> dict[str, float]:
    """Every figure by its name, as Prometheus would read it now."""
    process = bot.process
    await process.metrics.refresh(process.store, process.visits.in_hand, process.clock.now())
    lines = generate_latest(process.registry).decode().splitlines()
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines if line[0] != "#")}


async def test_looks_are_counted_by_their_answer_and_nothing_is_left_waiting(
    slack: Any, bot: Any, pages: Any
) -> None:
    page = pages.put("/tools", '<title>Tools</title><p>See <a href="https://acme.com/guide">Acme</a>.</p>')
    await slack.command("jana", "link-building", "emailed jane@techblog.com re guest post for acme.com/guide")
    await slack.command("jana", "link-building", f"promise 1 {page} for https://acme.com/guide")
    await slack.wait_for(lambda: [one for one in slack.messages("link-building") if "Link live" in one.seen])
    seen = await figures(bot)
    assert seen['outreach_looks_total{verdict="live"}'] == 1
    assert seen['outreach_posts{state="unknown"}'] == 0
    assert seen["outreach_looks_due"] == 0
    assert seen["process_resident_memory_bytes"] > 0
