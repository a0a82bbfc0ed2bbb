"""Files through the whole bot: dropped, shown, brought in once, and the export handed out to one person."""

from typing import Any

LINKS = (
    "Page ascore,Source title,Source url,Target url,Anchor,External links,Internal links,Nofollow,Sponsored,"
    "Ugc,Text,Frame,Form,Image,Sitewide,First seen,Last seen,New link,Lost link\n"
    "41,A post,https://techblog.example/post,https://acme.example/guide,the guide,1,2,FALSE,FALSE,FALSE,"
    "TRUE,FALSE,FALSE,FALSE,FALSE,2024-01-05,2024-02-01,FALSE,FALSE\n"
    "12,Another,https://forum.example/thread,https://acme.example/,acme,1,2,TRUE,FALSE,TRUE,"
    "TRUE,FALSE,FALSE,FALSE,FALSE,2024-01-06,2024-02-01,FALSE,FALSE\n"
    "12,Broken,not a page,https://acme.example/,acme,1,2,TRUE,FALSE,TRUE,"
    "TRUE,FALSE,FALSE,FALSE,FALSE,2024-01-06,2024-02-01,FALSE,FALSE\n"
).encode("utf-16")


def _under(slack: Any, said: Any, words: str) -> list[Any]:
    answers = slack.messages(slack.direct("jana"), thread_ts=said.ts)
    return [one for one in answers if words.lower() in one.seen.lower()]


async def test_a_dropped_file_is_shown_first_and_a_press_brings_it_in_once(slack: Any, bot: Any) -> None:
    said = await slack.say("jana", slack.direct("jana"), "", files={"backlinks.csv": LINKS})
    shown = (await slack.wait_for(lambda: _under(slack, said, "Bring in"), 30))[-1]
    assert "Semrush" in shown.seen
    assert "techblog.example/post" in shown.seen
    assert "Source url → page" in shown.seen
    await slack.press("jana", shown, "Bring in")
    done = (await slack.wait_for(lambda: _under(slack, said, "2 new links"), 30))[-1]
    assert "line 4: “not a page” is not the address of a page" in done.seen
    answer = await slack.command("jana", "link-building", "backlink 1")
    assert "Nobody asked techblog.example" in answer.seen
    assert "reported by Semrush" in answer.seen
    await slack.press("jana", slack.ephemerals("link-building", "jana")[-1], "Watch")
    await slack.wait_for(
        lambda: slack.ephemerals("link-building", "jana")[-1].seen.count("watched, for you"), 10
    )
    corrected = await slack.command("jana", "link-building", "backlink 1 built")
    assert "Backlink 1 is built now; it was passive" in corrected.seen
    second = await slack.say("jana", slack.direct("jana"), "", files={"backlinks.csv": LINKS})
    again = (await slack.wait_for(lambda: _under(slack, second, "Bring in"), 30))[-1]
    await slack.press("jana", again, "Bring in")
    await slack.wait_for(lambda: _under(slack, second, "0 new links, 0 updated, 2 unchanged"), 30)
    still = await slack.command("jana", "link-building", "backlink 1")
    assert "built: our work explains it" in still.seen


async def test_the_export_goes_to_whoever_asked_alone(slack: Any, bot: Any) -> None:
    await slack.command("jana", "link-building", "emailed jane@techblog.example about a guest post")
    await slack.command("jana", "link-building", "export xlsx")

    def files() -> list[Any]:
        stands = slack.messages(slack.direct("jana"))
        replies = [one for root in stands for one in slack.messages(slack.direct("jana"), thread_ts=root.ts)]
        return [file for one in [*stands, *replies] for file in one.files]

    found = await slack.wait_for(files, 60)
    assert found[0]["name"].endswith(".xlsx")
    assert not [file for one in slack.messages("link-building") for file in one.files]


async def test_a_file_that_slack_does_not_take_is_told_to_whoever_waits(slack: Any, bot: Any) -> None:
    slack.fault("files.getUploadURLExternal", "missing_scope", times=2)
    await slack.command("jana", "link-building", "export jsonl")

    def told() -> list[Any]:
        return [one for one in slack.messages(slack.direct("jana")) if "could not hand over" in one.seen]

    (warning,) = await slack.wait_for(told, 60)
    assert "the export: Slack has not given me the right to upload files (files:write)" in warning.seen
    assert "Whoever installed Outreach" in warning.seen


async def test_an_error_page_in_slacks_place_is_outlived(slack: Any, bot: Any, capfd: Any) -> None:
    slack.fault("files.getUploadURLExternal", "500")
    await slack.command("jana", "link-building", "export jsonl")
    await slack.wait_for(lambda: slack.calls("files.getUploadURLExternal"), 60)
    await slack.settled()
    assert "AttributeError" not in "".join(capfd.readouterr())


async def test_a_kill_between_the_press_and_the_end_loses_nothing(slack: Any, real_bot: Any) -> None:
    rows = [f"https://site{n % 97}.example/{n},https://acme.example/,a,2024-01-20" for n in range(6_000)]
    table = "\n".join(["page,target,anchor,first seen", *rows]).encode()
    await real_bot.start()
    said = await slack.say("jana", slack.direct("jana"), "", files={"many.csv": table})
    shown = (await slack.wait_for(lambda: _under(slack, said, "Bring in"), 30))[-1]
    await slack.press("jana", shown, "Bring in")
    await real_bot.kill()
    await real_bot.start()
    assert await real_bot.stop() == 0
    await real_bot.start()
    done = (await slack.wait_for(lambda: _under(slack, said, "rows read from a table of your own"), 200))[-1]
    assert "0 skipped" in done.seen
    links = [one for one in await real_bot.export() if one["kind"] == "backlink"]
    assert len(links) == len({one["page"] for one in links}) == 6_000
    assert len(_under(slack, said, "rows read from a table of your own")) == 1


async def test_words_beside_a_file_are_done_as_well(slack: Any, bot: Any) -> None:
    words = "emailed jane@techblog.example about a guest post for https://acme.example/guide"
    said = await slack.say("jana", slack.direct("jana"), words, files={"backlinks.csv": LINKS})
    await slack.wait_for(lambda: _under(slack, said, "Bring in"), 30)
    await slack.wait_for(lambda: _under(slack, said, "#1"), 30)
    plain = await slack.say("jana", slack.direct("jana"), "here is the list", files={"backlinks.csv": LINKS})
    await slack.wait_for(lambda: _under(slack, plain, "Bring in"), 30)
    assert len([one for one in slack.messages(slack.direct("jana"), thread_ts=plain.ts) if one.by_app]) == 1
