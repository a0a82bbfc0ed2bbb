"""Questions about the ledger, asked through every door and answered from what was stored."""

from datetime import timedelta

import pytest

from bot.rehearsal import Message
from handlers.understanding.questions.nearest import ANSWERED

LINKS = "link-building"
ASK = "emailed jane@techblog.com about a guest post for https://acme.com/guide, follow up in 3 days"


async def ledger(slack) -> None:
    """Three asks, an answer, a promise, a refusal: a Monday morning's work of two people."""
    for user, said in (
        ("jana", ASK),
        ("tom", "pitched bob@otherblog.org a broken link fix for https://acme.com/, fu in 2 days"),
        ("jana", "emailed kim@saasweekly.io about a guest post for https://acme.com/guide"),
        ("jana", "replied 1 wants two topics"),
        ("jana", "promise 1 https://techblog.com/tools by Friday dofollow for $150"),
        ("tom", "decline 2 no budget"),
    ):
        await slack.command(user, LINKS, said)


async def ask(slack, words: str, user: str = "jana") -> str:
    return (await slack.command(user, LINKS, words)).seen


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "who promised us links this month?",
            ["Promises given 1–23 November, whole workspace: 1", "#1 techblog.com", "by Fri 27 Nov"],
        ),
        ("what happened with techblog?", ["Everything asked of techblog.com, by anybody", "#1", "promised"]),
        ("what should I do today?", ["To do by tonight, yours alone: nothing."]),
        ("which links did we lose last week?", ["Links lost 16–22 November, whole workspace: none."]),
        (
            "how many links went live in October?",
            ["Links that went live 1–31 October, whole workspace: none."],
        ),
        ("what is late?", ["Late follow-ups and promised links, whole workspace: nothing."]),
        ("who owns techblog.com?", ["Who owns techblog.com: you, with 1 open ask", "#1"]),
        ("who owns otherblog.org?", ["nobody now. Tom asked last", "declined"]),
        ("did anyone ask saasweekly before?", ["Asked before: yes. saasweekly.io was asked once", "#3"]),
        ("did anyone ask mashable.com before?", ["Asked before: no. Nobody has asked mashable.com yet."]),
        (
            "how did guest posts do this month?",
            ["(guest post) 1–23 November", "2 asks: 1 answered (50%), 1 promised a link, 0 went live (0%)"],
        ),
        ("which tactic works best?", ["Guest post\n2 asks", "Broken link\n1 ask", "1 refused"]),
        ("what did tom do today?", ["tom alone: 2", "1 ask and 1 refusal", "“no budget”"]),
        ("who owes us links?", ["Promised links that are not live yet, whole workspace: 1", "$150"]),
        ("which asks got no reply?", ["Asks that nobody answered, whole workspace: 1", "#3 saasweekly.io"]),
        ("who declined?", ["Refusals in the last 30 days (25 October – 23 November)", "#2 otherblog.org"]),
        ("what about Kim?", ["Everything asked of “Kim”", "#3 saasweekly.io"]),
        ("what is due this week?", ["Due 23–29 November, whole workspace: 2", "#3", "#1"]),
        ("list promised this month", ["Promises given 1–23 November, whole workspace: 1"]),
    ],
)
async def test_a_question_is_answered_under_its_meaning(slack, bot, question: str, said: list[str]) -> None:
    await ledger(slack)
    seen = await ask(slack, question)
    for words in said:
        assert words in seen, seen


async def test_what_became_late_is_late_the_next_week(slack, bot) -> None:
    await ledger(slack)
    await slack.advance(timedelta(days=6))
    seen = await ask(slack, "what is late?")
    assert "whole workspace: 2" in seen
    assert "#1 techblog.com" in seen
    assert "#3 saasweekly.io" in seen
    mine = await ask(slack, "what am I late with?", "tom")
    assert "yours alone: nothing" in mine
    links = await ask(slack, "which promised links are late?")
    assert "2 days overdue" in links


async def test_a_long_answer_is_turned_page_by_page_in_place(slack, bot) -> None:
    for number in range(1, 13):
        await slack.command(
            "jana", LINKS, f"emailed a@site{number}.com about a guest post for https://acme.com/"
        )
    answer = await slack.command("jana", LINKS, "who did we pitch this week?")
    assert "1–10 of 12" in answer.seen
    await slack.press("jana", answer.messages[0], "Older")
    await slack.wait_for(lambda: "11–12 of 12" in answer.messages[0].seen)
    assert "Newer" in answer.messages[0].seen
    assert "site1.com" in answer.messages[0].seen


async def test_the_same_question_is_answered_in_a_mention_by_name(slack, bot) -> None:
    await ledger(slack)
    said = await slack.say("tom", LINKS, "@Outreach who owns techblog.com?")
    (answer,) = await bot.answers(said)
    assert "Who owns techblog.com: jana, with 1 open ask" in answer.seen


async def test_people_are_asked_about_by_mention(slack, bot) -> None:
    await ledger(slack)
    assert "tom alone: 1" in await ask(slack, "how many asks did @tom make this week?")
    unknown = await ask(slack, "how many asks did Zorro make this week?")
    assert "I don't know who “zorro” is" in unknown


async def test_a_question_beyond_the_ledger_offers_the_nearest_as_buttons_that_answer(slack, bot) -> None:
    await ledger(slack)
    answer = await slack.command("jana", LINKS, "when is the office party that was put off this month?")
    assert "beyond me" in answer.seen
    await slack.press("jana", answer.messages[0], "Who promised us links this month?")
    await slack.wait_for(lambda: "Promises given 1–23 November" in answer.messages[0].seen)


@pytest.mark.parametrize("question", ANSWERED)
async def test_everything_that_is_offered_is_answered(slack, bot, question: str) -> None:
    seen = await ask(slack, question)
    assert "beyond me" not in seen
    assert "workspace" in seen or "yours" in seen


async def test_a_site_that_is_misspelt_is_asked_about_and_not_guessed(slack, bot) -> None:
    await ledger(slack)
    answer = await slack.command("jana", LINKS, "what happened with techblgo?")
    assert "I know no site and no contact called “techblgo”" in answer.seen
    await slack.press("jana", answer.messages[0], "What happened with techblog.com?")
    await slack.wait_for(lambda: "Everything asked of techblog.com" in answer.messages[0].seen)


async def test_several_sites_of_one_name_are_asked_about(slack, bot) -> None:
    await slack.command("jana", LINKS, "emailed a@mashup.com about a guest post for https://acme.com/")
    await slack.command("jana", LINKS, "emailed a@mashup.org about a guest post for https://acme.com/")
    seen = await ask(slack, "what happened with mashup?", "tom")
    assert "Several sites are called “mashup”: mashup.com or mashup.org" in seen


async def test_a_client_who_reads_along_hears_of_their_campaign_alone(slack, bot) -> None:
    await slack.command("jana", LINKS, "campaign new Spring site acme.com channel #client-acme")
    await slack.command("jana", LINKS, "campaign set Spring client-mode on")
    await slack.command("jana", "client-acme", f"{ASK}, $150")
    await slack.command("jana", LINKS, "emailed kim@secret.com about a guest post for https://other.com/")
    said: Message = await slack.say("jana", "client-acme", "@Outreach who did we pitch this week?")
    (answer,) = await bot.answers(said)
    assert "campaign Spring: 1" in answer.seen
    assert "techblog.com" in answer.seen
    for hidden in ("secret.com", "$150", "jane@"):
        assert hidden not in answer.seen
    story = await slack.say("jana", "client-acme", "@Outreach what happened with secret.com?")
    (told,) = await bot.answers(story)
    assert "kim@" not in told.seen
    assert "1 ask" not in told.seen


async def test_a_question_changes_nothing(slack, bot) -> None:
    await ledger(slack)
    before = [task.version for task in await bot.tasks()]
    for question in (
        "did techblog.com reply?",
        "has saasweekly.io promised a link?",
        "who declined?",
        "why?",
    ):
        await ask(slack, question)
    assert [task.version for task in await bot.tasks()] == before


async def test_hostile_words_in_a_question_stay_words(slack, bot) -> None:
    seen = await ask(slack, "what happened with <!channel> `rm` *bold*?")
    assert "<!channel>" not in seen
    odd = await ask(slack, "what happened with %%%_?")
    assert odd
