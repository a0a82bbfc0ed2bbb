"""A promise without a page, through the whole bot: the editor publishes, and the bot finds where."""

from typing import Any


async def test_a_post_that_appears_on_the_promised_site_is_found(slack: Any, bot: Any) -> None:
    await slack.command(
        "jana", "link-building", "pitched desk@news.example about https://acme.example/guide for digital PR"
    )
    await slack.command("jana", "link-building", "promise 1 by Friday")
    await slack.wait_for(
        lambda: [one for one in slack.messages("link-building") if "promised" in one.seen.lower()], 30
    )
    slack.web.page("news.example/story").switch("published")
    await slack.command("jana", "link-building", "check 1")
    found = await slack.wait_for(
        lambda: [one.seen for one in slack.messages("link-building") if "link live" in one.seen.lower()], 60
    )
    assert "news.example/story" in found[0]
