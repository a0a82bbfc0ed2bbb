"""What the bot answers about a task."""

from dataclasses import replace
from datetime import timedelta

import pytest
from ledger_samples import DAY, HOSTILE, NOW, READER, agreed, evidence, placement, task
from visible import accepted, buttons, links, pinged, plain

from handlers.rendering.task import Did, Logged, acted, already, logged, shown, undone
from storage.words import PlacementState, Stage, TouchKind, Verdict
from storage.work.journal import Undone
from storage.work.prospects import EarlierAsk
from storage.work.views import Task, TouchView

ANNA = replace(READER, you="UANNA")


def test_a_logged_task_says_what_was_understood_and_when_the_reminder_comes() -> None:
    message = logged(ANNA, [Logged(task())])
    accepted(message)
    assert "Logged *#42 techblog.com*" in plain(message)
    assert "Reminder Thu 26 Nov, 09:30 Berlin time (in 3 days)" in plain(message)
    for understood in ("Jane, jane@techblog.com", "guest post", "acme.com/guide", "Spring", "$150"):
        assert understood in plain(message)
    assert buttons(message) == ["Edit", "Set follow-up", "Promise", "Undo"]
    assert message.text.startswith("Logged #42 techblog.com: guest post for")


def test_a_task_without_a_reminder_says_so() -> None:
    assert "No reminder set" in plain(logged(ANNA, [Logged(task(follow_up_at=None))]))


def test_a_duplicate_is_warned_of_with_who_when_what_for_and_the_result() -> None:
    ask = EarlierAsk(12, "UBEN", Stage.NO_RESPONSE, "https://acme.com/pricing", NOW - 20 * DAY, 1)
    message = logged(ANNA, [Logged(task(), [ask])])
    accepted(message)
    assert "techblog.com was asked before" in plain(message)
    assert "#12: Ben on Tue 3 Nov for acme.com/pricing: no response, 1 link live" in plain(message)
    assert "Asked before: #12: Ben" in message.text
    assert pinged(message) == []


def test_one_who_asked_before_and_asks_again_is_called_you() -> None:
    ask = EarlierAsk(12, "UANNA", Stage.CONTACTED, None, NOW - DAY, 0)
    assert "#12: you on Sun 22 Nov: contacted" in plain(logged(ANNA, [Logged(task(), [ask])]))


def test_several_tasks_of_one_sentence_are_answered_together() -> None:
    made = [Logged(task(id=number, site=f"site{number}.com")) for number in range(1, 4)]
    message = logged(ANNA, made)
    accepted(message)
    for number in range(1, 4):
        assert f"#{number} site{number}.com" in plain(message)
        assert f"#{number} site{number}.com" in message.text


@pytest.mark.parametrize("count", [1, 12, 13, 40, 300])
def test_any_number_of_tasks_fits_one_message(count: int) -> None:
    ask = EarlierAsk(1, "UBEN", Stage.CONTACTED, None, NOW, 0)
    message = logged(ANNA, [Logged(task(id=number), [ask] * 5, ["the date"] * 9) for number in range(count)])
    accepted(message)
    assert f"#{count - 1} techblog.com" in plain(message) or count > 100


def test_what_stayed_unclear_is_said() -> None:
    assert "the price" in plain(logged(ANNA, [Logged(task(), unclear=["the price"])]))


def test_a_shown_task_has_its_touches_placements_and_evidence() -> None:
    held = agreed(
        state=PlacementState.LIVE,
        verdict=Verdict.LIVE,
        checked_at=NOW - timedelta(minutes=5),
        next_check_at=NOW + DAY,
        detail="The link is there.",
        first_live_at=NOW - DAY,
    )
    touches = [
        TouchView("UANNA", TouchKind.ASKED, NOW - 9 * DAY, None),
        TouchView("UBEN", TouchKind.NOTED, NOW, "wants 1,200 words"),
    ]
    message = shown(ANNA, task(stage=Stage.WON, placements=(held,)), touches, {7: [evidence()]})
    accepted(message)
    text = plain(message)
    for said in (
        "*#42 techblog.com*: won",
        "*live* techblog.com/tools → acme.com/guide",
        "Agreed: by Fri 27 Nov, followed (dofollow), anchor “best tools”, $150",
        "Looked today 09:25: The link is there. Next look tomorrow 09:30.",
        "Seen today 09:30 (3 looks since yesterday 09:30), HTTP 200",
        "Redirected: techblog.com/tools",
        "Rel noopener, followed, indexable.",
        "…We tried the *best tools* for a month…",
        '<a href="/guide" rel="noopener">best tools</a>',
        "Sat 14 Nov: you asked",
        "Mon 23 Nov: Ben noted: “wants 1,200 words”",
    ):
        assert said in text
    assert "won" in message.text


def test_a_task_with_everything_many_times_still_fits() -> None:
    held = tuple(replace(agreed(), id=number, unseen=3) for number in range(30))
    touches = [TouchView("UBEN", TouchKind.NOTED, NOW, "y" * 3_000)] * 200
    message = shown(ANNA, task(placements=held), touches, {one.id: [evidence()] for one in held})
    accepted(message)
    assert "Followed up" not in plain(message)
    assert {"Done", "Drop", "Edit"} <= set(buttons(message))


def test_a_client_sees_no_price_contact_or_note() -> None:
    touches = [TouchView("UBEN", TouchKind.NOTED, NOW, "they are desperate")]
    client = replace(READER, client=True)
    for message in (
        shown(client, task(placements=(agreed(),)), touches),
        logged(client, [Logged(task())]),
        acted(client, Did.PROMISED, task(), placement=agreed(), note="they are desperate"),
        acted(client, Did.EDITED, task()),
    ):
        for said in (plain(message), message.text):
            assert not any(secret in said for secret in ("$150", "Jane", "jane@", "desperate"))


@pytest.mark.parametrize(
    ("did", "said", "offered"),
    [
        (
            Did.FOLLOWED_UP,
            "Followed up with *#42 techblog.com* (2nd time). Next reminder Thu 26 Nov",
            "Replied",
        ),
        (Did.SNOOZED, "*#42 techblog.com*: reminder Thu 26 Nov, 09:30 Berlin time (in 3 days)", "Undo"),
        (Did.REPLIED, "answered, the reminder is cleared. Price: $150. What is next?", "Promise"),
        (Did.NOTED, "Noted on *#42 techblog.com*. “hey”", "Show"),
        (Did.DECLINED, "declined. It is closed", "Undo"),
        (Did.DROPPED, "is dropped", "Undo"),
        (Did.NO_RESPONSE, "closed: no response", "Undo"),
        (Did.PROMISED, "Promised, *#42 techblog.com*: techblog.com/tools → acme.com/guide", "Check now"),
        (Did.VOUCHED, "you looked and the link is there", "Undo"),
        (Did.HANDED_OVER, "now belongs to Anna", "Undo"),
        (Did.EDITED, "is changed: guest post", "Show"),
    ],
)
def test_each_act_is_confirmed_with_what_comes_next(did: Did, said: str, offered: str) -> None:
    message = acted(READER, did, task(step=2), placement=agreed(), note="hey")
    accepted(message)
    assert said in plain(message)
    assert offered in buttons(message)
    assert "Undo" in buttons(message)


def test_they_answered_asks_what_is_next() -> None:
    message = acted(READER, Did.REPLIED, task(stage=Stage.REPLIED, follow_up_at=None))
    assert buttons(message) == ["Promise", "Set follow-up", "Decline", "Undo"]


def test_the_last_follow_up_asks_to_keep_on_or_close() -> None:
    message = acted(READER, Did.FOLLOWED_UP, task(follow_up_at=None, step=3))
    assert "No further reminder is set" in plain(message)
    assert {"Set follow-up", "Close: no response"} <= set(buttons(message))


def test_a_promise_without_a_page_says_that_the_site_is_watched() -> None:
    text = plain(acted(READER, Did.PROMISED, task(), placement=placement(page=None)))
    assert "I watch techblog.com until a link to acme.com/guide appears" in text


def test_undone_says_what_stands_again() -> None:
    message = undone(READER, Undone("decline", 42, False, ()), task())
    accepted(message)
    assert "Undone: decline of *#42 techblog.com*. It is as before: contacted, reminder Thu 26" in plain(
        message
    )
    assert "was never logged" in plain(undone(READER, Undone("log", 42, True, ()), None))


def test_the_second_presser_learns_who_was_faster() -> None:
    message = already(READER, task(stage=Stage.REPLIED, follow_up_at=None), by="UBEN")
    accepted(message)
    assert "Ben was faster: *#42 techblog.com* has changed since. It is replied" in plain(message)


@pytest.mark.parametrize("words", HOSTILE)
def test_strangers_words_do_nothing_in_any_answer(words: str) -> None:
    odd: Task = task(
        site=words,
        contact_name=words,
        contact_email=words,
        target=words,
        campaign=words,
        text=words,
        source_permalink=words,
        placements=(agreed(page=words, target=words, anchor=words, detail=words, findings=(words,)),),
    )
    link = {"href": words, "anchor": words, "rel": [words], "html": words, "before": words, "after": words}
    proof = evidence(final_url=words, redirects=(words,) * 9, findings=(words,), links=(link,), page=words)
    touches = [TouchView("UBEN", TouchKind.NOTED, NOW, words)]
    for message in (
        logged(READER, [Logged(odd, unclear=[words])]),
        shown(READER, odd, touches, {7: [proof]}),
        already(READER, odd),
        undone(READER, Undone(words, 42, False, ()), odd),
        *(acted(READER, did, odd, placement=odd.placements[0], note=words) for did in Did),
    ):
        accepted(message)
        assert pinged(message) == []
        assert not any("evil" in url and not url.startswith("http") for url in links(message))
