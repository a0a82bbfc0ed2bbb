"""A client's logo is fetched as carefully as any page."""

import io

import pytest
from PIL import Image
from small_web import LOOPBACK, Answer, Web

from bot.reporting.logo import NoLogoError, fetch, pale


def picture(width: int, height: int) -> bytes:
    """A red PNG."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(out, "PNG")
    return out.getvalue()


async def test_it_comes_from_an_allowed_network_and_is_made_small(web: Web) -> None:
    web.answers["/logo.png"] = Answer(picture(1_800, 300), content_type="image/png")
    web.redirect("/old.png", "/logo.png")
    found = await fetch(f"http://127.0.0.1:{web.port}/old.png", LOOPBACK)
    with Image.open(io.BytesIO(found)) as logo:
        assert logo.size == (720, 120)


async def test_a_machine_of_the_house_is_not_asked_unless_that_is_allowed(web: Web) -> None:
    web.answers["/logo.png"] = Answer(picture(10, 10), content_type="image/png")
    with pytest.raises(NoLogoError, match="could not be reached"):
        await fetch(f"http://127.0.0.1:{web.port}/logo.png")
    assert web.asked == []


def saved(picture: Image.Image, form: str, **more: object) -> bytes:
    """A picture's file."""
    out = io.BytesIO()
    picture.save(out, form, **more)
    return out.getvalue()


async def test_what_is_no_small_picture_costs_the_logo_alone_and_says_why(web: Web) -> None:
    asked = {
        "/page": (Answer(b"<html>hello</html>"), "no picture that I can read"),
        "/logo.svg": (Answer(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "give a PNG or a JPEG"),
        "/broken.png": (Answer(picture(300, 90)[:60]), "no picture that I can read"),
        "/huge.png": (Answer(picture(7_000, 7_000)), "more than 40 million pixels"),
        "/heavy.png": (Answer(picture(10, 10) + b"\0" * 5_000_000), "larger than 4 MB"),
        "/dot.gif": (Answer(picture(1, 1)), "smaller than 8 pixels"),
        "/clear.png": (Answer(saved(Image.new("RGBA", (90, 30)), "PNG")), "clear all over"),
        "/gone.png": (Answer(picture(10, 10), status=404), "answers with 404"),
    }
    for path, (answer, why) in asked.items():
        web.answers[path] = answer
        with pytest.raises(NoLogoError, match=why):
            await fetch(f"http://127.0.0.1:{web.port}{path}", LOOPBACK)


async def test_every_usual_kind_of_picture_is_read(web: Web) -> None:
    """A printer's four colours, a moving picture, deep grey, six thousand pixels a side, a clear edge."""
    frames = [Image.new("P", (120, 40), shade) for shade in (1, 2)]
    on_a_sheet = Image.new("RGBA", (1_000, 1_000))
    on_a_sheet.paste("black", (400, 450, 640, 500))
    kinds = {
        "/cmyk.jpg": (saved(Image.new("CMYK", (300, 100), (0, 255, 255, 0)), "JPEG"), (300, 100)),
        "/moves.gif": (saved(frames[0], "GIF", save_all=True, append_images=frames[1:]), (120, 40)),
        "/grey16.png": (saved(Image.new("I;16", (90, 30)), "PNG"), (90, 30)),
        "/huge.png": (saved(Image.new("1", (6_000, 6_000)), "PNG"), (200, 200)),
        "/sheet.png": (saved(on_a_sheet, "PNG"), (240, 50)),
    }
    for path, (content, size) in kinds.items():
        web.answers[path] = Answer(content)
        with Image.open(io.BytesIO(await fetch(f"http://127.0.0.1:{web.port}{path}", LOOPBACK))) as logo:
            assert (path, logo.size) == (path, size)


def test_a_white_logo_is_known_for_one_that_paper_swallows() -> None:
    white, red = (Image.new("RGBA", (300, 90), colour) for colour in ((255, 255, 255, 255), (200, 0, 0, 255)))
    assert pale(saved(white, "PNG"))
    assert not pale(saved(red, "PNG"))
