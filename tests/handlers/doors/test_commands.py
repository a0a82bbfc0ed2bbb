"""What people type after /outreach, and what they read."""

import pytest

from storage.words import PlacementState, Stage, TouchKind

LINKS = "link-building"
ASK = "emailed jane@techblog.com about a guest post for https://acme.com/guide, follow up in 3 days"


async def test_a_sentence_is_logged_and_answered_with_what_was_understood(slack, bot) -> None:
    answer = await slack.command("jana", LINKS, ASK)
    assert "#1" in answer.seen
    assert "techblog.com" in answer.seen
    assert "guest post" in answer.seen
    assert "acme.com/guide" in answer.seen
    assert "Thu 26 Nov, 09:00 Berlin time" in answer.seen
    assert "Undo" in answer.seen
    task = await bot.task(1)
    assert (task.site, task.contact_email, task.owner) == ("techblog.com", "jane@techblog.com", "UJANA")
    assert [touch.what for touch in await bot.touches(1)] == [TouchKind.ASKED]
    assert slack.messages(LINKS) == []


async def test_a_log_without_a_date_is_reminded_of_after_three_business_days(slack, bot) -> None:
    answer = await slack.command("jana", LINKS, "log emailed jane@techblog.com about a guest post")
    assert "Thu 26 Nov, 09:00 Berlin time" in answer.seen


async def test_the_same_site_asked_again_is_logged_with_the_warning_who_asked_before(slack, bot) -> None:
    await slack.command("jana", LINKS, ASK)
    again = await slack.command("tom", LINKS, "pitched techblog.com a broken link fix for acme.com")
    assert "was asked before" in again.seen
    assert "#1: jana" in again.seen
    assert (await bot.task(2)).owner == "UTOM"


async def test_one_sentence_may_speak_of_several_tasks(slack, bot) -> None:
    answer = await slack.command(
        "jana", LINKS, "emailed jane@techblog.com and bob@otherblog.org about a guest post"
    )
    assert "techblog.com" in answer.seen
    assert "otherblog.org" in answer.seen
    assert len(await bot.tasks()) == 2


async def test_a_task_can_be_given_to_somebody_else(slack, bot) -> None:
    await slack.command("jana", LINKS, "emailed jane@techblog.com about a guest post, owner @tom")
    assert (await bot.task(1)).owner == "UTOM"


async def test_work_on_a_task_is_told_in_one_line_and_kept(slack, bot) -> None:
    await slack.command("jana", LINKS, ASK)
    sent = await slack.command("jana", LINKS, "follow-up 1 in 5 days")
    assert "Sat 28 Nov" in sent.seen
    moved = await slack.command("jana", LINKS, "remind 1 next Tuesday at 3pm")
    assert "Tue 1 Dec, 15:00 Berlin time" in moved.seen
    noted = await slack.command("jana", LINKS, "note 1 prefers short posts")
    assert "Noted on" in noted.seen
    replied = await slack.command("jana", LINKS, "replied 1 wants two topics")
    assert "What is next?" in replied.seen
    assert (await bot.task(1)).follow_up_at is None
    declined = await slack.command("jana", LINKS, "decline 1 no guest posts")
    assert "declined" in declined.seen
    assert [touch.what for touch in await bot.touches(1)] == [
        TouchKind.ASKED,
        TouchKind.FOLLOWED_UP,
        TouchKind.NOTED,
        TouchKind.REPLIED,
        TouchKind.DECLINED,
    ]
    shown = await slack.command("jana", LINKS, "show 1")
    for words in ("wants two topics", "prefers short posts", "no guest posts", "declined"):
        assert words in shown.seen


async def test_a_follow_up_without_a_date_goes_on_with_the_cadence(slack, bot) -> None:
    await slack.command("jana", LINKS, ASK)
    sent = await slack.command("jana", LINKS, "follow-up 1")
    assert "Wed 2 Dec, 09:00 Berlin time" in sent.seen


async def test_undo_takes_back_ones_own_last_change_and_then_the_one_before(slack, bot) -> None:
    await slack.command("jana", LINKS, ASK)
    await slack.command("jana", LINKS, "drop 1")
    assert (await bot.task(1)).stage is Stage.DROPPED
    undone = await slack.command("jana", LINKS, "undo")
    assert "Undone: drop" in undone.seen
    assert (await bot.task(1)).stage is Stage.CONTACTED
    gone = await slack.command("jana", LINKS, "undo")
    assert "was never logged" in gone.seen
    nothing = await slack.command("jana", LINKS, "undo")
    assert "nothing of yours to take back" in nothing.seen


async def test_a_promise_makes_a_card_that_everybody_sees(slack, bot) -> None:
    await slack.command("jana", LINKS, ASK)
    answer = await slack.command(
        "jana", LINKS, 'promise 1 https://techblog.com/tools by Friday anchor "the guide" dofollow for $150'
    )
    for words in ("techblog.com/tools", "acme.com/guide", "Fri 27 Nov", "the guide", "$150"):
        assert words in answer.seen
    (placement,) = (await bot.task(1)).placements
    assert placement.state is PlacementState.PROMISED
    assert placement.page == "https://techblog.com/tools"
    (card,) = await slack.wait_for(lambda: slack.messages(LINKS))
    assert "techblog.com/tools" in card.seen
    assert card.pings == []


async def test_a_promise_without_a_page_watches_the_site(slack, bot) -> None:
    await slack.command("jana", LINKS, ASK)
    answer = await slack.command("jana", LINKS, "promise 1 by Friday")
    assert "watch techblog.com" in answer.seen
    (placement,) = (await bot.task(1)).placements
    assert placement.page is None


async def test_a_promise_of_a_site_that_nobody_logged_logs_it_too(slack, bot) -> None:
    answer = await slack.command(
        "jana", LINKS, "techblog.com agreed to link to https://acme.com/guide by Friday"
    )
    assert "Promised" in answer.seen
    assert (await bot.task(1)).stage is Stage.PROMISED


async def test_bare_outreach_shows_what_needs_me(slack, bot) -> None:
    empty = await slack.command("jana", LINKS)
    assert "no open outreach" in empty.seen
    await slack.command("jana", LINKS, "emailed jane@techblog.com about a guest post, follow up today")
    await slack.command("tom", LINKS, "emailed bob@otherblog.org about a guest post")
    mine = await slack.command("jana", LINKS)
    assert "techblog.com" in mine.seen
    assert "otherblog.org" not in mine.seen


async def test_lists_can_be_narrowed_and_paged(slack, bot) -> None:
    for number in range(12):
        await slack.command("jana", LINKS, f"emailed ed@site{number}.com about a guest post")
    await slack.command("tom", LINKS, "emailed bob@otherblog.org about a link insertion")
    await slack.command("tom", LINKS, "decline 13")
    mine = await slack.command("jana", LINKS, "list")
    assert "1–10 of 12" in mine.seen
    (message,) = mine.messages
    older = await slack.press("jana", message, "Older")
    await slack.wait_for(lambda: "11–12 of 12" in message.seen)
    assert older.problem is None
    toms = await slack.command("jana", LINKS, "list @tom")
    assert "has no open tasks" in toms.seen
    assert "otherblog.org" in (await slack.command("jana", LINKS, "list declined")).seen
    assert "otherblog.org" in (await slack.command("jana", LINKS, "list all @tom")).seen
    assert "otherblog.org" in (await slack.command("jana", LINKS, "list all site otherblog.org")).seen
    assert "no overdue tasks" in (await slack.command("jana", LINKS, "list overdue")).seen


async def test_a_site_tells_what_was_asked_of_it(slack, bot) -> None:
    await slack.command("jana", LINKS, ASK)
    told = await slack.command("tom", LINKS, "site https://www.techblog.com/about")
    assert "#1" in told.seen
    assert "jana" in told.seen
    assert "Nobody has asked" in (await slack.command("tom", LINKS, "site otherblog.org")).seen


async def test_campaigns_are_made_shown_and_logged_to(slack, bot) -> None:
    made = await slack.command(
        "jana", LINKS, "campaign new Spring site acme.com client Acme Ltd channel #client-acme"
    )
    assert "Spring" in made.seen
    assert "#client-acme" in made.seen
    await slack.command("jana", LINKS, "emailed jane@techblog.com about a guest post, campaign Spring")
    task = await bot.task(1)
    assert task.campaign == "Spring"
    assert task.target == "https://acme.com/"
    assert task.channel == "CACME"
    assert "techblog.com" in (await slack.command("jana", LINKS, "campaign show spring")).seen
    assert "techblog.com" in (await slack.command("jana", LINKS, "list campaign Spring")).seen
    assert "sees no prices" in (await slack.command("jana", LINKS, "campaign set Spring client-mode on")).seen
    assert "Spring" in (await slack.command("jana", LINKS, "campaign list")).seen
    assert "archived" in (await slack.command("jana", LINKS, "campaign archive Spring")).seen
    refused = await slack.command("jana", LINKS, "emailed jo@third.org about a link, campaign Spring")
    assert "“Spring” is archived: it takes no new tasks" in refused.seen


async def test_who_logs_in_a_campaigns_channel_logs_to_the_campaign(slack, bot) -> None:
    await slack.command("jana", LINKS, "campaign new Spring site acme.com channel #client-acme")
    await slack.command("jana", "client-acme", "emailed jane@techblog.com about a guest post")
    assert (await bot.task(1)).campaign == "Spring"


async def test_prices_stay_out_of_a_clients_channel(slack, bot) -> None:
    await slack.command("jana", LINKS, "campaign new Spring site acme.com channel #client-acme")
    await slack.command("jana", LINKS, "campaign set Spring client-mode on")
    answer = await slack.command(
        "jana", "client-acme", "emailed jane@techblog.com about a link insertion for $150"
    )
    assert "$150" not in answer.seen
    assert "jane@" not in answer.seen


async def test_a_person_can_be_away_and_back(slack, bot) -> None:
    away = await slack.command("jana", LINKS, "away until Monday")
    assert "Mon 30 Nov" in away.seen
    assert "Welcome back" in (await slack.command("jana", LINKS, "back")).seen


async def test_help_answers_and_knows_its_words(slack, bot) -> None:
    assert "/outreach promise" in (await slack.command("jana", LINKS, "help")).seen
    assert "watched" in (await slack.command("jana", LINKS, "help promise")).seen


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("export", "As what?"),
        ("import", "Drop the file here"),
        ("backlink 3", "There is no backlink 3 here"),
        ("backlink techblog.com", "No link on techblog.com is known"),
    ],
)
async def test_files_and_links_are_answered_with_what_to_do(slack, bot, words: str, said: str) -> None:
    answer = await slack.command("jana", LINKS, words)
    assert answer.problem is None
    assert said in answer.seen


async def test_a_check_answers_at_once_and_tells_what_it_saw(slack, bot) -> None:
    answer = await slack.command(
        "jana", LINKS, "check https://techblog.example/tools https://acme.example/guide"
    )
    assert "Looking at" in answer.seen
    await slack.wait_for(lambda: len(answer.messages) > 1)
    assert "techblog.example/tools" in answer.messages[-1].seen


async def test_vouching_needs_something_that_is_watched(slack, bot) -> None:
    await slack.command("jana", LINKS, ASK)
    refused = await slack.command("jana", LINKS, "vouch 1")
    assert "/outreach promise 1" in refused.seen
    await slack.command("jana", LINKS, "promise 1 https://techblog.com/tools")
    vouched = await slack.command("jana", LINKS, "vouch 1 until March")
    assert "the link is there" in vouched.seen


async def test_an_earned_link_is_kept_and_looked_at(slack, bot) -> None:
    answer = await slack.command(
        "jana", LINKS, "earned https://news.example/story https://acme.example/guide"
    )
    assert "news.example/story" in answer.seen
    await slack.wait_for(lambda: len(answer.messages) > 1)
