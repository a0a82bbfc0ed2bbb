"""A contact is forgotten by two steps: asked about, then pressed."""

from storage.words import Stage

LINKS = "link-building"
ASK = "emailed zebulon@techblog.com about a guest post for https://acme.com/guide"


async def test_a_contact_is_forgotten_once_somebody_is_sure(slack, bot) -> None:
    await slack.command("jana", LINKS, ASK)
    sure = await slack.command("jana", LINKS, "forget Zebulon@techblog.com")
    assert "1 contact" in sure.seen
    assert "1 task with them" in sure.seen
    assert (await bot.task(1)).contact_email == "zebulon@techblog.com"
    await slack.press("jana", sure.messages[-1], "Forget for good")
    (told, *_) = await slack.wait_for(
        lambda: [one for one in slack.ephemerals(LINKS, "jana") if "Forgotten" in one.seen]
    )
    assert "zebulon" not in told.seen
    task = await bot.task(1)
    assert (task.contact_email, task.contact_name, task.stage) == (None, None, Stage.CONTACTED)
    again = await slack.command("jana", LINKS, "forget zebulon@techblog.com")
    assert "Nothing is stored of zebulon@techblog.com" in again.seen


async def test_a_contact_without_an_address_is_forgotten_by_name_and_site(slack, bot) -> None:
    await slack.command("jana", LINKS, "emailed Zebulon at techblog.com about a guest post")
    sure = await slack.command("jana", LINKS, "forget Zebulon at techblog.com")
    assert "Of Zebulon at techblog.com there is: 1 contact" in sure.seen
    await slack.press("jana", sure.messages[-1], "Forget for good")
    await slack.wait_for(lambda: [one for one in slack.ephemerals(LINKS, "jana") if "Forgotten" in one.seen])
    (task,) = await bot.tasks()
    assert task.contact_name is None


async def test_what_is_no_address_is_heard_as_before(slack, bot) -> None:
    answer = await slack.command("jana", LINKS, "forget about techblog")
    assert "Forget for good" not in answer.seen
    for typed in ("forget", "forget the contact"):
        asked = (await slack.command("jana", LINKS, typed)).seen
        assert "You didn't say whom to forget." in asked
        assert "forget jane@techblog.com" in asked
