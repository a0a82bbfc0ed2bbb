"""The settings form: everything in it takes effect, and the channel hears what concerns it."""

from datetime import timedelta

from storage.keeping import retention
from storage.team import channels, settings

LINKS = "link-building"
ASK = "emailed jane@techblog.com about a guest post for https://acme.com/guide"


async def opened(slack, bot, user: str = "jana", where: str = LINKS):
    await slack.command(user, where, "settings")
    return await bot.modal(user)


async def told(slack, words: str, user: str = "jana"):
    return (
        await slack.wait_for(lambda: [one for one in slack.ephemerals(LINKS, user) if words in one.seen])
    )[-1]


async def test_listening_is_announced_when_it_is_switched_and_only_then(slack, bot) -> None:
    form = await opened(slack, bot)
    assert "Listen to this channel" in form.seen
    await slack.submit("jana", form, {"listening": ["on"]})
    (said,) = await slack.wait_for(lambda: slack.messages(LINKS))
    assert "jana switched listening on in this channel" in said.seen
    assert "I listen to this channel, as you wanted" in (await told(slack, "I listen")).seen
    form = await opened(slack, bot, "tom")
    await slack.submit("tom", form, {"cadence": "4, 8"})
    await told(slack, "Follow-ups come after 4 and 8", "tom")
    assert len(slack.messages(LINKS)) == 1
    await slack.say("jana", LINKS, "emailed bob@other-blog.com about a guest post")
    await told(slack, "Logged #1 other-blog.com")
    form = await opened(slack, bot, "tom")
    await slack.submit("tom", form, {"listening": []})
    await slack.wait_for(
        lambda: any("tom switched listening off" in one.seen for one in slack.messages(LINKS))
    )
    await slack.say("jana", LINKS, "emailed sue@third-blog.com about a guest post")
    await slack.settled()
    assert len(await bot.tasks()) == 1


async def test_a_form_that_is_sent_twice_announces_once(slack, bot) -> None:
    form = await opened(slack, bot)
    await slack.submit("jana", form, {"listening": ["on"]})
    await slack.resend_delivery(slack.deliveries[-1])
    await slack.wait_for(lambda: slack.messages(LINKS))
    await slack.settled()
    assert len(slack.messages(LINKS)) == 1


async def test_the_cadence_decides_when_follow_ups_come(slack, bot) -> None:
    form = await opened(slack, bot)
    wrong = await slack.submit("jana", form, {"cadence": "soon"})
    assert "3, 7, 14" in wrong.errors["cadence"]
    await slack.submit("jana", form, {"cadence": "1, 2"})
    answer = await slack.command("jana", LINKS, ASK)
    assert "Tue 24 Nov" in answer.seen
    answer = await slack.command("jana", LINKS, "follow-up 1")
    assert "Wed 25 Nov" in answer.seen
    answer = await slack.command("jana", LINKS, "follow-up 1")
    assert "No further reminder is set" in answer.seen


async def test_the_reaction_that_logs_is_another_one_then(slack, bot) -> None:
    form = await opened(slack, bot)
    await slack.submit("jana", form, {"reaction": "chains"})
    said = await slack.say("jana", LINKS, ASK)
    await slack.react("tom", said, "link")
    await slack.settled()
    assert await bot.tasks() == []
    await slack.react("tom", said, "chains")
    await bot.answers(said)
    assert len(await bot.tasks()) == 1


async def test_mail_domains_are_kept_and_shown_again(slack, bot) -> None:
    form = await opened(slack, bot)
    wrong = await slack.submit("jana", form, {"mail_domains": "agency"})
    assert "agency.com" in wrong.errors["mail_domains"]
    await slack.submit("jana", form, {"mail_domains": "agency.com, agency.co.uk"})
    async with bot.store.reading(slack.team_id) as scope:
        assert await settings.mail_domains(scope) == {"agency.com", "agency.co.uk"}
    assert "agency.co.uk, agency.com" in (await opened(slack, bot)).seen


async def test_a_digest_without_mentions_notifies_nobody(slack, bot) -> None:
    form = await opened(slack, bot)
    await slack.submit("jana", form, {"pings": []})
    await slack.command("jana", LINKS, ASK)
    await slack.advance(timedelta(days=3))
    (digest,) = await slack.wait_for(lambda: slack.messages(LINKS))
    assert digest.pings == []
    assert "jana · 1 due" in digest.seen


async def test_a_direct_message_has_no_listening(slack, bot) -> None:
    form = await opened(slack, bot, where="dm")
    assert "Listen to this channel" not in form.seen
    assert "Choose a channel above to have me listen there" in form.seen
    await slack.submit("jana", form, {"cadence": "5"})
    async with bot.store.reading(slack.team_id) as scope:
        assert await settings.cadence_steps(scope) == (5,)


async def test_an_expired_trigger_gives_a_fresh_button_and_no_silence(slack, bot) -> None:
    slack.fault("views.open", "expired_trigger_id")
    answer = await slack.command("jana", LINKS, "settings")
    assert "Digest of" in answer.seen
    slack.fault("views.open", "expired_trigger_id")
    await slack.press("jana", answer.messages[0], "Change")
    fresh = await told(slack, "could not be opened")
    await slack.press("jana", fresh, "Finish in a form")
    form = await bot.modal("jana")
    await slack.submit("jana", form, {"cadence": "6"})
    async with bot.store.reading(slack.team_id) as scope:
        assert await settings.cadence_steps(scope) == (6,)


async def test_news_is_switched_by_kind_and_bounded_by_day(slack, bot) -> None:
    form = await opened(slack, bot)
    assert "Posts a day, at most" in form.seen
    wrong = await slack.submit("jana", form, {"daily_posts": "many"})
    assert "A number from 0 to 500" in wrong.errors["daily_posts@CLINKS"]
    await slack.submit("jana", form, {"news": ["live", "lost"], "daily_posts": "5"})
    async with bot.store.reading(slack.team_id) as scope:
        here = await channels.show(scope, slack.channel(LINKS).id)
    assert here is not None
    assert (here.quiet, here.daily_posts) == ({"live_but", "back", "ask"}, 5)
    said = (await told(slack, "at most 5 posts a day")).seen
    assert "not posted: “Link live, but…”, “Link back” and “Questions”" in said


async def test_how_long_words_are_kept_is_set_for_the_workspace(slack, bot) -> None:
    form = await opened(slack, bot)
    wrong = await slack.submit("jana", form, {"retention": "for ever"})
    assert "A number of months" in wrong.errors["retention"]
    await slack.submit("jana", form, {"retention": "24 months"})
    await told(slack, "Closed tasks are emptied after 24 months")
    async with bot.store.reading(slack.team_id) as scope:
        assert await retention.months(scope) == 24


async def test_another_channel_is_chosen_in_the_form_and_set_there(slack, bot) -> None:
    form = await opened(slack, bot)
    await slack.submit("jana", form, {"digest_at": "10:30", "daily_posts": "5"})
    await told(slack, "at 10:30")
    form = await opened(slack, bot)
    await slack.press("jana", form, "settings_channel", selected="client-acme")
    form = await slack.wait_for(lambda: "#client-acme" in (seen := slack.modal("jana")).seen and seen)
    held = {one.action_id: one.element for one in form.controls}
    assert held["settings_channel"]["initial_conversation"] == slack.channel("client-acme").id
    assert held["digest_at"]["initial_time"] == "09:00"
    await slack.submit("jana", form, {"weekdays": ["1"], "listening": ["on"]})
    await told(slack, "Monday at 09:00")
    (said,) = await slack.wait_for(lambda: slack.messages("client-acme"))
    assert "switched listening on in this channel" in said.seen
    assert slack.messages(LINKS) == []
    async with bot.store.reading(slack.team_id) as scope:
        there = await channels.show(scope, slack.channel("client-acme").id)
        here = await channels.show(scope, slack.channel(LINKS).id)
    assert there is not None
    assert here is not None
    assert (there.weekdays, there.digest_at, there.listening) == ("1", "09:00", True)
    assert (here.weekdays, here.digest_at, here.listening) == ("12345", "10:30", False)


async def test_a_channel_is_set_from_the_direct_message(slack, bot) -> None:
    form = await opened(slack, bot, where="dm")
    await slack.press("jana", form, "settings_channel", selected=LINKS)
    form = await slack.wait_for(
        lambda: "Listen to this channel" in (seen := slack.modal("jana")).seen and seen
    )
    await slack.submit("jana", form, {"digest_at": "07:15"})
    await slack.wait_for(lambda: [one for one in slack.ephemerals("dm", "jana") if "at 07:15" in one.seen])
    async with bot.store.reading(slack.team_id) as scope:
        here = await channels.show(scope, slack.channel(LINKS).id)
    assert here is not None
    assert here.digest_at == "07:15"


async def test_a_channel_whose_settings_could_not_be_shown_is_not_set(slack, bot) -> None:
    form = await opened(slack, bot)
    slack.fault("views.update", "internal_error")
    await slack.press("jana", form, "settings_channel", selected="client-acme")
    sent = await slack.submit("jana", form, {"settings_channel": "client-acme", "digest_at": "06:00"})
    assert "choose this one once more" in sent.errors["settings_channel"]
    async with bot.store.reading(slack.team_id) as scope:
        here = await channels.show(scope, slack.channel(LINKS).id)
    assert here is not None
    assert here.digest_at == "09:00"


async def test_a_form_of_nobodys_making_is_no_way_to_a_channel(slack, bot) -> None:
    form = await opened(slack, bot)
    pressed = await slack.press("jana", form, "settings_channel")
    assert pressed.problem is None
    assert "Settings" in slack.modal("jana").body["title"]["text"]
