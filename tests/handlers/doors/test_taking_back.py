"""Undo after the bot has looked: a person's word goes back, and everybody who read of it hears so."""

from storage.words import PlacementState, Stage

LINKS = "link-building"
ASK = "emailed jane@techblog.com about a guest post for https://acme.com/guide, follow up in 3 days"


async def test_a_vouched_link_goes_back_to_promised_on_its_card_and_under_its_post(slack, bot) -> None:
    await slack.command("jana", LINKS, ASK)
    await slack.command("jana", LINKS, "promise 1 https://vouch.invalid/x by Friday")
    answer = await slack.command("jana", LINKS, "vouch 1")
    await bot.process.tick()

    def posted(words: str):
        return [one for one in slack.messages(LINKS) if one.by_app and words in one.seen]

    (live,) = await slack.wait_for(lambda: posted("Link live"))
    assert (await bot.task(1)).stage is Stage.WON
    pressed = await slack.press("jana", answer.messages[0], "Undo")
    assert pressed.problem is None
    task = await bot.task(1)
    assert (task.stage, task.placements[0].state) == (Stage.PROMISED, PlacementState.PROMISED)
    assert task.placements[0].vouched_by is None

    def answered():
        return [one for one in slack.messages(LINKS, thread_ts=live.ts) if "Taken back" in one.seen]

    (said,) = await slack.wait_for(answered)
    assert "promised again" in said.seen
    assert said.pings == []
    await slack.wait_for(lambda: posted("promised") and not posted("vouched for it"))


async def test_the_undo_says_how_the_task_stands_again(slack, bot) -> None:
    await slack.command("jana", LINKS, ASK)
    await slack.command("jana", LINKS, "promise 1 https://vouch.invalid/x by Friday")
    await slack.command("jana", LINKS, "vouch 1")
    await bot.process.tick()
    await slack.wait_for(lambda: any("Link live" in one.seen for one in slack.messages(LINKS)))
    answer = await slack.command("jana", LINKS, "undo")
    assert "Undone: vouch of #1 techblog.com. It is as before: promised" in answer.seen
