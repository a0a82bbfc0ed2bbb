"""The page in a real browser, and its own endpoints against strangers."""

import aiohttp
from echo_bot import button
from on_screen import IN_CHROMIUM
from playwright.async_api import expect

HOSTILE = (
    "<img src=x onerror=alert(1)> *<script>alert(2)</script>* <javascript:alert(3)|click> ```</pre><b>```"
)


class TestInTheBrowser:
    pytestmark = IN_CHROMIUM

    async def test_a_command_is_typed_answered_and_undone(self, page):
        await page.get_by_role("button", name="Log an ask").click()
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("You said emailed jane@techblog.example")).to_be_visible()
        await expect(page.get_by_text("Only visible to you").first).to_be_visible()
        await page.get_by_role("button", name="Undo").click()
        await expect(page.get_by_text("undone 7")).to_be_visible()

    async def test_a_form_shows_what_is_wrong_and_is_sent(self, page):
        await page.get_by_role("button", name="New outreach").click()
        form = page.get_by_role("dialog", name="New ask")
        await form.get_by_role("button", name="Log").click()
        await expect(form.get_by_text("Please complete this required field.")).to_be_visible()
        await form.get_by_label("Site").fill("nonsense")
        await form.get_by_role("button", name="Log").click()
        await expect(form.get_by_text("nonsense is no site")).to_be_visible()
        await form.get_by_label("Campaign").press_sequentially("ac")
        await form.get_by_role("option", name="Acme").click()
        await form.get_by_label("Site").fill("techblog.example")
        await form.get_by_role("button", name="Log").click()
        await expect(form).to_have_count(0)
        await (
            page.get_by_role("navigation", name="Channels and apps")
            .get_by_text("Outreach", exact=True)
            .click()
        )
        await expect(page.get_by_text("Logged techblog.example")).to_be_visible()

    async def test_somebody_else_mentions_the_app_and_reads_the_thread(self, page, slack):
        await page.get_by_role("radio", name="tom").click()
        box = page.get_by_label("Message #link-building")
        await box.fill("@Outreach emailed jane@x.com")
        await box.press("Enter")
        await page.get_by_role("button", name="1 reply").click()
        await expect(page.get_by_label("Thread").get_by_text("Heard: @Outreach emailed")).to_be_visible()
        [said] = slack.messages("link-building")
        assert said.user == "UTOM"

    async def test_an_editor_publishes_and_the_clock_moves(self, page, slack):
        await page.get_by_role("button", name="The editor publishes the link").click()
        await expect(page.get_by_role("button", name="The link is published")).to_be_visible()
        assert slack.web.page("techblog.example/tools").link is not None
        await page.get_by_label("The server").select_option(label="Server down (500)")
        await slack.wait_for(lambda: slack.web.page("techblog.example/tools").status == 500)
        before = slack.clock.now()
        await page.get_by_role("button", name="+1 day").click()
        await slack.wait_for(lambda: (slack.clock.now() - before).days == 1)

    async def test_the_command_alone_is_sent_by_enter(self, page, slack):
        def typed():
            return [one for one in slack.deliveries if one.kind == "slash_commands"]

        box = page.get_by_label("Message #link-building")
        await box.press_sequentially("/outre")
        await box.press("Enter")  # takes the first offer, as in Slack
        await expect(box).to_have_value("/outreach ")
        await box.press("Enter")
        await slack.wait_for(typed)
        await box.press_sequentially("/outreach")
        await box.press("Enter")
        await slack.wait_for(
            lambda: len([one for one in slack.deliveries if one.kind == "slash_commands"]) == 2
        )
        assert all(one.payload["text"] == "" for one in slack.deliveries if one.kind == "slash_commands")
        await expect(box).to_have_value("")

    async def test_the_story_goes_by_what_happened_whoever_looks(self, page, slack, client):
        steps = page.get_by_label("The story in a minute").get_by_role("listitem")
        box = page.get_by_label("Message #link-building")
        await box.fill("/outreach help")
        await box.press("Enter")
        await expect(page.get_by_text("You said help")).to_be_visible()
        await expect(steps.nth(0)).to_have_class("now")
        await client.chat_postMessage(channel="CLINKS", text="Logged #1 techblog.example: guest post.")
        await expect(steps.nth(0)).to_have_class("done")
        await client.chat_postMessage(channel="CLINKS", text="Promised, #1 techblog.example: by Friday.")
        await expect(steps.nth(1)).to_have_class("done")
        await page.evaluate("localStorage.clear()")
        await page.reload()
        await expect(steps.nth(1)).to_have_class("done")
        await expect(steps.nth(2)).to_have_class("now")
        await page.get_by_role("button", name="Show me the button").click()
        await page.get_by_role("button", name="The editor publishes the link").click()
        await expect(steps.nth(2)).to_have_class("done")
        await client.chat_postMessage(channel="CLINKS", text="Link live: techblog.example/tools")
        await expect(page.get_by_text("That was the story.")).to_be_visible()

    async def test_another_run_tells_the_story_anew(self, page, slack):
        await page.get_by_role("button", name="Hide the story").click()
        await page.reload()
        await expect(page.get_by_role("button", name="The story in a minute")).to_be_visible()
        slack.run = "another"
        await page.reload()
        await expect(page.get_by_role("button", name="Hide the story")).to_be_visible()

    async def test_relative_dates_follow_the_clock(self, page, slack, client):
        at = int(slack.clock.now().timestamp())
        words = f"Due <!date^{at}^{{date_short_pretty}}|some day>"
        await client.chat_postMessage(channel="CLINKS", text=words)
        await expect(page.get_by_text("Due today")).to_be_visible()
        await page.get_by_role("button", name="+1 day").click()
        await expect(page.get_by_text("Due yesterday")).to_be_visible()

    async def test_a_removed_link_can_be_put_back_where_it_was_removed(self, page, slack):
        await page.get_by_role("button", name="The editor publishes the link").click()
        await page.get_by_label("Remove the link").check()
        await expect(page.get_by_label("Add nofollow")).to_be_disabled()
        await page.get_by_label("Remove the link").uncheck()
        await expect(page.get_by_role("button", name="The link is published")).to_be_visible()
        assert slack.web.page("techblog.example/tools").link is not None

    async def test_fields_stand_in_two_columns_and_break_no_word(self, page, client):
        fields = [
            {"type": "mrkdwn", "text": f"*{name}*\n{value}"}
            for name, value in [
                ("Owner", "you"),
                ("Contact", "jane.longname@techblog.example"),
                ("Target", "acme.example/guide-to-guides"),
                ("Tactic", "guest post"),
            ]
        ]
        await client.chat_postMessage(
            channel="CLINKS", text="x", blocks=[{"type": "section", "fields": fields}]
        )
        contact = page.get_by_text("jane.longname@techblog.example")
        await expect(contact).to_be_visible()
        grid = page.locator(".fields").last
        columns = await grid.evaluate("at => getComputedStyle(at).gridTemplateColumns.split(' ').length")
        assert columns == 2
        lines = await contact.evaluate("at => at.getClientRects().length")
        assert lines == 1

    async def test_a_data_table_sorts_by_its_headings_and_turns_its_pages(self, page, client):
        rows = [[{"type": "raw_text", "text": name} for name in ("Number", "Site")]]
        rows += [
            [{"type": "raw_number", "value": number}, {"type": "raw_text", "text": f"s{number}.example"}]
            for number in (10, 9, 100)
        ]
        table = {"type": "data_table", "caption": "Sites", "rows": rows, "page_size": 2}
        await client.chat_postMessage(channel="CLINKS", text="x", blocks=[table])
        cells = page.locator(".b-data_table tbody td")
        await expect(cells).to_have_text(["s10.example", "s9.example"])
        await page.get_by_role("button", name="Number").click()
        await expect(cells).to_have_text(["s9.example", "s10.example"])
        await page.get_by_role("button", name="Number").click()
        await expect(cells).to_have_text(["s100.example", "s10.example"])
        await page.get_by_role("button", name="Next", exact=True).click()
        await expect(cells).to_have_text(["s9.example"])
        await page.get_by_role("button", name="Site").click()
        await expect(cells).to_have_text(["s10.example", "s100.example"])

    async def test_what_is_chosen_in_a_message_goes_along_with_its_buttons(self, page, slack, client):
        options = [
            {"text": {"type": "plain_text", "text": name}, "value": name.lower()} for name in ("One", "Two")
        ]
        menu = {"type": "multi_static_select", "action_id": "pick", "options": options}
        both = {"type": "actions", "elements": [menu, button("Go", "go")]}
        await client.chat_postMessage(channel="CLINKS", text="x", blocks=[both])
        await page.get_by_text("Choose options").click()
        await page.get_by_label("One").check()
        await page.get_by_label("Two").check()
        await page.get_by_role("button", name="Go").click()

        def pressed():
            found = [one.payload for one in slack.deliveries if one.kind == "interactive"]
            return [one for one in found if one["actions"][0]["action_id"] == "go"]

        (payload,) = await slack.wait_for(pressed)
        (held,) = payload["state"]["values"].values()
        assert [one["value"] for one in held["pick"]["selected_options"]] == ["one", "two"]

    async def test_a_menu_in_a_form_is_seen_and_pressed(self, page, slack, client):
        await page.get_by_role("button", name="New outreach").click()
        view = await slack.wait_for(lambda: slack.modal("jana"))
        option = {"text": {"type": "plain_text", "text": "Drop"}, "value": "drop"}
        row = {
            "type": "section",
            "text": {"type": "mrkdwn", "text": "A row"},
            "accessory": {"type": "overflow", "action_id": "more", "options": [option]},
        }
        shown = {"type": "modal", "title": {"type": "plain_text", "text": "Rows"}, "blocks": [row]}
        await client.views_update(view_id=view.id, view=shown)
        form = page.get_by_role("dialog", name="Rows")
        await form.get_by_role("button", name="More actions").click()
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("menuitem", name="Drop")).to_have_count(0)
        await expect(form).to_be_visible()
        await form.get_by_role("button", name="More actions").click()
        await page.get_by_role("menuitem", name="Drop").click()
        await slack.wait_for(
            lambda: [
                one
                for one in slack.deliveries
                if one.kind == "interactive"
                and (one.payload.get("actions") or [{}])[0].get("action_id") == "more"
            ]
        )

    async def test_a_workspace_that_stopped_says_so_and_nothing_else(self, page, slack):
        side = page.get_by_role("navigation", name="Channels and apps")
        await expect(side.get_by_text("Outreach is connected")).to_be_visible()
        await slack.stop()
        await expect(side.get_by_text("The rehearsal has stopped")).to_be_visible()
        await expect(side.get_by_text("Outreach is connected")).to_have_count(0)
        await page.close()
        page.problems.clear()  # that the server is gone is what this is about

    async def test_the_home_tab_is_drawn(self, page):
        side = page.get_by_role("navigation", name="Channels and apps")
        await side.get_by_text("Outreach", exact=True).click()
        await expect(page.get_by_role("heading", name="Your work")).to_be_visible()

    async def test_hostile_text_stays_text_everywhere(self, page, slack, client):
        blocks = [
            {"type": "section", "text": {"type": "mrkdwn", "text": HOSTILE}},
            {"type": "header", "text": {"type": "plain_text", "text": HOSTILE}},
            {"type": "markdown", "text": "[x](javascript:alert(4)) <img src=x onerror=alert(5)> **<b>**"},
            {"type": "actions", "elements": [button("<i>x</i>", "a")]},
            {"type": "table", "rows": [[{"type": "raw_text", "text": HOSTILE}]]},
            {"type": "image", "image_url": "https://evil.example/x.png", "alt_text": HOSTILE},
        ]
        await client.chat_postMessage(channel="CLINKS", text=HOSTILE, blocks=blocks)
        await slack.say("tom", "link-building", HOSTILE, files={"<b>.csv": b"x"})
        await expect(page.get_by_text("<b>.csv").first).to_be_visible()
        evil = "#messages script, #messages img, #messages b b, #messages a[href^=javascript]"
        assert await page.locator(evil).count() == 0


async def test_the_page_answers_to_itself_alone(slack):
    async def ask(**headers: str) -> int:
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{slack.url}rehearsal/advance", json={"hours": 1}, headers=headers) as answer,
        ):
            return answer.status

    assert await ask(Origin="https://evil.example") == 403
    assert await ask(Host="evil.example") == 403
    assert slack.clock.offset.total_seconds() == 0
    assert await ask(Origin=slack.url.rstrip("/")) == 200


async def test_a_mistake_on_the_page_is_answered_in_words(slack):
    async def do(act: str, **said: object) -> str:
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{slack.url}rehearsal/{act}", json={"user": "jana", **said}) as answer,
        ):
            return str((await answer.json())["error"])

    assert (
        await do("command", channel="CLINKS", text="/dance")
        == "/dance is not a valid command. There is /outreach."
    )
    assert await do("say", channel="nowhere", text="x") == "there is no channel called nowhere"
    assert await do("switch", page="nowhere.example/", name="published") == (
        "there is no page nowhere.example/ in the sample web"
    )
    assert await do("fly") == "That can’t be done here."


async def test_a_search_in_a_form_that_was_just_sent_finds_nothing(slack):
    async with (
        aiohttp.ClientSession() as session,
        session.post(
            f"{slack.url}rehearsal/suggest",
            json={"user": "jana", "view": "VGONE", "action_id": "campaign", "typed": "ac"},
        ) as answer,
    ):
        assert (answer.status, await answer.json()) == (200, {"options": []})


async def test_files_outside_the_page_are_not_served(slack):
    async with aiohttp.ClientSession() as session:
        for name in ("..%2fslack.py", "slack.py", "nothing.js"):
            async with session.get(f"{slack.url}page/{name}") as answer:
                assert answer.status == 404
