"""People are called by their names wherever they are mentioned, and odd characters cost nobody their text."""

from handlers.requests import Command, Submission

LINKS = "link-building"
ASK = "emailed jane@techblog.com about a guest post for https://acme.com/guide, follow up in 3 days"


async def test_half_a_surrogate_is_replaced_and_the_note_is_kept(slack, bot) -> None:
    await slack.command("jana", LINKS, ASK)
    answer = await slack.command("jana", LINKS, "note 1 lone \ud800 surrogate")
    assert "Noted on #1" in answer.seen
    *_, note = await bot.touches(1)
    assert note.note == "lone \ufffd surrogate"


async def test_half_a_surrogate_in_an_ask_or_a_mention_logs_it(slack, bot) -> None:
    answer = await slack.command("jana", LINKS, "emailed x@lone.com \udfff re guest post")
    assert "Logged #1 lone.com" in answer.seen
    said = await slack.say("jana", LINKS, "@Outreach emailed y@other.com \ud83d about a guest post")
    (card,) = await bot.answers(said)
    assert "#2" in card.seen


async def test_what_was_not_understood_is_said_back_without_halves(slack, bot) -> None:
    answer = await slack.command("jana", LINKS, "gibberish \udc00 and so on")
    assert answer.problem is None
    assert "gibberish \ufffd and so on" in answer.seen


def test_controls_go_and_line_breaks_stay() -> None:
    body = {"team_id": "T1", "user_id": "U1", "channel_id": "C1", "trigger_id": "1"}
    assert Command.read(body | {"text": "a\x00b\x1b[0m\n\tc\x7f\ud800"}).text == "ab[0m\n\tc\ufffd"


def test_a_form_is_cleaned_as_a_whole() -> None:
    view = {
        "callback_id": "note",
        "id": "V1",
        "state": {"values": {"note": {"note": {"type": "plain_text_input", "value": "x\x00\udfff"}}}},
    }
    sent = Submission.read({"team": {"id": "T1"}, "user": {"id": "U1"}, "view": view})
    assert sent.values["note"]["note"]["value"] == "x\ufffd"


async def test_somebody_who_never_used_the_bot_can_be_listed(slack, bot) -> None:
    answer = await slack.command("jana", LINKS, "list @tom")
    assert "Tom" in answer.seen
    assert "has no open tasks" in answer.seen
    assert "UTOM" not in answer.seen


async def test_a_list_of_somebodys_tasks_names_them(slack, bot) -> None:
    await slack.command("tom", LINKS, ASK)
    for words in ("list @tom", "list overdue @tom", "list @tom all"):
        answer = await slack.command("jana", LINKS, words)
        assert "of tom" in answer.seen.lower() or "Tom has" in answer.seen, words
        assert "UTOM" not in answer.seen


async def test_a_mentioned_contact_is_shown_by_name(slack, bot) -> None:
    answer = await slack.command("jana", LINKS, "emailed @tom jane@q.com")
    assert "UTOM" not in answer.seen
    task = await bot.task(1)
    assert "UTOM" not in (task.contact_name or "")
    assert "UTOM" not in task.text


async def test_what_was_not_understood_shows_names_in_its_example_too(slack, bot) -> None:
    await slack.command("jana", LINKS, ASK)
    said = await slack.say("jana", LINKS, "@Outreach nonsense #1 … @jana blah")
    (answer,) = await bot.answers(said)
    assert "UJANA" not in answer.seen
    assert answer.pings == []


async def test_a_reply_that_mentions_somebody_is_noted_with_their_name_and_pings_nobody(slack, bot) -> None:
    said = await slack.say("jana", LINKS, f"@Outreach {ASK}")
    await bot.answers(said)
    await slack.say("tom", LINKS, "note: @jana yes, they want it", thread_ts=said.ts)
    *_, noted = await bot.answers(said, 2)
    *_, touch = await bot.touches(1)
    assert "UJANA" not in noted.seen
    assert "UJANA" not in (touch.note or "")
    assert "Jana" in (touch.note or "") or "jana" in (touch.note or "")
    assert noted.pings == []


async def test_somebody_whom_slack_does_not_know_is_someone(slack, bot) -> None:
    await slack.command("jana", LINKS, ASK)
    await slack.command("jana", LINKS, "note 1 ask <@U0GONE99> about it", should_escape=False)
    *_, touch = await bot.touches(1)
    assert touch.note == "ask @someone about it"


async def test_sites_without_details_are_logged_without_a_dangling_colon(slack, bot) -> None:
    answer = await slack.command("jana", LINKS, "emailed one.com, two.com and three.com")
    assert "Logged #2 two.com\n" in answer.seen


async def test_a_site_with_letters_of_its_own_is_shown_in_them(slack, bot) -> None:
    answer = await slack.command("jana", LINKS, "emailed jurgen@bücher.de about a guest post")
    assert "Logged #1 bücher.de" in answer.seen
    assert (await bot.task(1)).site == "xn--bcher-kva.de"
    assert "#1 bücher.de" in (await slack.command("jana", LINKS, "list")).seen
    (message,) = answer.messages
    await slack.press("jana", message, "Edit")
    form = await bot.modal("jana")
    assert "bücher.de" in form.seen
    await slack.submit("jana", form, {"Contact": "Jürgen"})
    assert (await bot.task(1)).site == "xn--bcher-kva.de"


async def test_a_site_that_could_deceive_is_shown_as_dns_has_it(slack, bot) -> None:
    answer = await slack.command("jana", LINKS, "emailed ceo@аррӏе.com about a guest post")
    assert "xn--80ak6aa92e.com" in answer.seen
