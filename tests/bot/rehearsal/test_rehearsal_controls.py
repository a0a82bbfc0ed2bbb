"""Every control of Block Kit, filled by hand in a real browser, and what the app is told."""

import re

from echo_bot import EchoBot, button, plain
from on_screen import IN_CHROMIUM
from playwright.async_api import Page, expect

from bot.rehearsal import RehearsalSlack

pytestmark = IN_CHROMIUM


def options(*names):
    return [{"text": plain(name), "value": name.lower()} for name in names]


def field(block_id, kind, **more):
    element = {"type": kind, "action_id": "same", **more}
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(block_id),
        "optional": True,
        "element": element,
    }


EVERYTHING = {
    "type": "modal",
    "callback_id": "all",
    "title": plain("Everything"),
    "submit": plain("Send"),
    "blocks": [
        field("text", "plain_text_input", initial_value="kept"),
        field("long", "plain_text_input", multiline=True),
        field("mail", "email_text_input"),
        field("address", "url_text_input"),
        field("number", "number_input", is_decimal_allowed=True),
        field("one", "static_select", options=options("Red", "Blue"), initial_option=options("Red")[0]),
        field("some", "multi_static_select", options=options("Red", "Blue", "Green")),
        field("who", "users_select"),
        field("where", "conversations_select"),
        field("day", "datepicker", initial_date="2026-12-01"),
        field("time", "timepicker", initial_time="09:00"),
        field("moment", "datetimepicker", initial_date_time=1795600000),
        field("boxes", "checkboxes", options=options("A", "B"), initial_options=options("A")),
        field("radio", "radio_buttons", options=options("C", "D")),
    ],
}


async def test_every_field_of_a_form_says_what_was_filled_in(page: Page, slack: RehearsalSlack, bot: EchoBot):
    sent = []

    @bot.app.view("all")
    async def take(ack, view):
        sent.append(view["state"]["values"])
        await ack()

    @bot.app.shortcut("everything")
    async def opened(ack, shortcut, client):
        await client.views_open(trigger_id=shortcut["trigger_id"], view=EVERYTHING)
        await ack()

    await slack.global_shortcut("jana", "everything")
    form = page.get_by_role("dialog", name="Everything")
    await form.get_by_label("long", exact=True).fill("two\nlines")
    await form.get_by_label("mail", exact=True).fill("jane@x.com")
    await form.get_by_label("address", exact=True).fill("https://x.com/y")
    await form.get_by_label("number", exact=True).fill("2.5")
    await form.get_by_label("one", exact=True).select_option(label="Blue")
    await form.locator("summary").click()
    await form.get_by_label("Blue").check()
    await form.get_by_label("Green").check()
    await form.locator("summary").click()
    await form.get_by_label("who", exact=True).select_option(label="Tom Baker")
    await form.get_by_label("where", exact=True).select_option(label="#client-acme")
    await form.get_by_label("day", exact=True).fill("2026-12-24")
    await form.get_by_label("time", exact=True).fill("15:30")
    await expect(form.get_by_label("moment", exact=True)).to_have_value("2026-11-25T10:46")
    await form.get_by_label("moment", exact=True).fill("2026-12-24T15:30")
    await form.get_by_label("B", exact=True).check()
    await form.get_by_label("D", exact=True).check()
    await form.get_by_role("button", name="Send").click()
    await expect(form).to_have_count(0)
    [values] = sent
    held = {block: {k: v for k, v in one["same"].items() if k != "type"} for block, one in values.items()}
    assert held == {
        "text": {"value": "kept"},
        "long": {"value": "two\nlines"},
        "mail": {"value": "jane@x.com"},
        "address": {"value": "https://x.com/y"},
        "number": {"value": "2.5"},
        "one": {"selected_option": options("Blue")[0]},
        "some": {"selected_options": options("Blue", "Green")},
        "who": {"selected_user": "UTOM"},
        "where": {"selected_conversation": "CACME"},
        "day": {"selected_date": "2026-12-24"},
        "time": {"selected_time": "15:30"},
        "moment": {"selected_date_time": 1798122600},
        "boxes": {"selected_options": options("A", "B")},
        "radio": {"selected_option": options("D")[0]},
    }


async def test_controls_on_a_message_are_pressed_chosen_and_asked_about(
    page: Page, slack: RehearsalSlack, bot: EchoBot
):
    pressed = []

    @bot.app.action(re.compile("^on_"))
    async def take(ack, action):
        await ack()
        pressed.append(
            (action["action_id"], action.get("selected_option", {}).get("value") or action.get("value"))
        )

    confirm = {
        "title": plain("Sure?"),
        "text": plain("It is gone then"),
        "confirm": plain("Drop it"),
        "deny": plain("No"),
    }
    elements = [
        button("Plain", "on_plain", "7"),
        button("Drop", "on_drop", "8") | {"confirm": confirm, "style": "danger"},
        {"type": "overflow", "action_id": "on_more", "options": options("Edit", "Note")},
        {
            "type": "static_select",
            "action_id": "on_pick",
            "placeholder": plain("Snooze"),
            "options": options("Day", "Week"),
        },
    ]
    await bot.client.chat_postMessage(
        channel="CLINKS", text="x", blocks=[{"type": "actions", "elements": elements}]
    )
    await page.get_by_role("button", name="Plain").click()
    await page.get_by_role("button", name="Drop").click()
    await page.get_by_role("dialog").get_by_role("button", name="No").click()
    await page.get_by_role("button", name="Drop").click()
    await page.get_by_role("button", name="Drop it").click()
    await page.get_by_role("button", name="More actions", exact=True).click()
    await page.get_by_role("menuitem", name="Note").click()
    await page.get_by_label("Snooze").select_option(label="Week")
    await slack.wait_for(lambda: len(pressed) == 4)
    assert sorted(pressed) == [("on_drop", "8"), ("on_more", "note"), ("on_pick", "week"), ("on_plain", "7")]


async def test_a_message_has_a_menu_with_the_shortcut_and_takes_reactions(
    page: Page, slack: RehearsalSlack, bot: EchoBot
):
    said = await slack.say("tom", "link-building", "we got a link")
    row = page.get_by_role("listitem").filter(has_text="Tom Baker")
    await row.hover()
    await row.get_by_role("button", name="More message shortcuts").click()
    await page.get_by_role("menuitem", name="Log as outreach").click()
    await expect(page.get_by_text("logged we got a link")).to_be_visible()
    await row.hover()
    await row.get_by_role("button", name="React with :link:").click()
    await expect(row.get_by_role("button", name="1 reply")).to_be_visible()
    assert said.reactions == {"link": ["UJANA"]}
