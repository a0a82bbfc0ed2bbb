"""A client's logo is fetched as carefully as any page."""

import io

from PIL import Image
from small_web import LOOPBACK, Answer, Web

from bot.reporting.logo import fetch


def picture(width: int, height: int) -> bytes:
    """A red PNG."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(out, "PNG")
    return out.getvalue()


async def test_it_comes_from_an_allowed_network_and_is_made_small(web: Web) -> None:
    web.answers["/logo.png"] = Answer(picture(1_800, 300), content_type="image/png")
    web.redirect("/old.png", "/logo.png")
    found = await fetch(f"http://127.0.0.1:{web.port}/old.png", LOOPBACK)
    assert found is not None
    with Image.open(io.BytesIO(found)) as logo:
        assert logo.size == (600, 100)


async def test_a_machine_of_the_house_is_not_asked_unless_that_is_allowed(web: Web) -> None:
    web.answers["/logo.png"] = Answer(picture(10, 10), content_type="image/png")
    assert await fetch(f"http://127.0.0.1:{web.port}/logo.png") is None
    assert web.asked == []


async def test_what_is_no_small_picture_costs_the_logo_alone(web: Web) -> None:
    web.answers["/page"] = Answer(b"<html>hello</html>")
    web.answers["/huge.png"] = Answer(picture(5_000, 5_000), content_type="image/png")
    web.answers["/gone.png"] = Answer(picture(10, 10), status=404)
    for path in ("/page", "/huge.png", "/gone.png", "/nothing"):
        assert await fetch(f"http://127.0.0.1:{web.port}{path}", LOOPBACK) is None
