# ruff: noqa: E501 - pages as they are
"""Bot checks and waiting rooms as their vendors send them; pages that only carry or quote a vendor's marks are read."""

import pytest
from small_web import Web, look, said

WORDS = "This article goes through the tools that editors use every day. "
REASONS = """<p>As you were browsing something about your browser made us think you were a bot. There are a few reasons
    this might happen:</p><ul><li>You have disabled JavaScript in your web browser.</li><li>You're a power user moving
    through this website with super-human speed.</li><li>You've disabled cookies in your web browser.</li><li>A
    third-party browser plugin, such as Ghostery or NoScript, is preventing JavaScript from running. Additional
    information is available in this <a href="http://ds.tl/help">support article</a>.</li></ul><p>To regain access,
    please make sure that cookies and JavaScript are enabled before reloading the page.</p>"""


@pytest.mark.parametrize(
    "html",
    [
        f"<title>Pardon Our Interruption</title><h1>Pardon Our Interruption...</h1>{REASONS}",
        f"<title>Pardon Our Interruption</title><h1>Pardon Our Interruption</h1>{REASONS}<p>{WORDS * 40}",
        "<head><noscript><title>Pardon Our Interruption</title></noscript><script>window.reeseSkipExpirationCheck = true;</script>"
        f'</head><div id="interstitial-inprogress"><h1>Pardon Our Interruption</h1>{REASONS}</div>',
        '<head><script src="/_Incapsula_Resource?SWJIYLWA=5074a744,719d34"></script><body></body>',
        "<title>Bot Detection</title><h1>Bot Detection</h1><p>Please wait while we check if you are a Human. You will be"
        " redirected soon.</p><script>1</script>",
        "<title>ShieldSquare Captcha</title><h3>We want to make sure it is actually you we are dealing with and not a"
        ' robot.</h3><p>Please solve this CAPTCHA to request unblock to the website<div class="g-recaptcha"></div>',
        "<title>Shop</title><h1>Please enable JavaScript to view the page content.</h1><p>Your support ID is:"
        " 12345678901234567890.",
        '<script>(function(){window["bobcmn"] = "1011";})();</script><script src="/TSPD/08?type=10"></script><noscript>'
        "Please enable JavaScript to view the page content.<br/>Your support ID is: 178.</noscript>",
        '<script src="/TSPD/08a1b2?type=9"></script>',
    ],
)
async def test_a_bot_check_is_known(web: Web, html: str) -> None:
    web.page("/page", html)
    assert said(await look(web)) == "unseen challenge"


@pytest.mark.parametrize(
    "html",
    [
        "<title>You are now in line | Queue-it</title><h1>You are now in line.</h1><p>Thank you for your patience."
        " Estimated wait time: 4 minutes",
        '<title>Waiting Room powered by Cloudflare</title><meta http-equiv="refresh" content="20"><h1>You are now in'
        " line.</h1><p>Your estimated wait time is 6 minutes.",
    ],
)
async def test_a_waiting_room_is_not_the_page(web: Web, html: str) -> None:
    web.page("/page", html)
    seen = await look(web)
    assert said(seen) == "unseen blocked"
    assert "in line" in seen.detail


@pytest.mark.parametrize(
    "html",
    [
        f'<title>Tools</title><h1>Tools</h1><p>{WORDS * 3}<script src="/TSPD/0819a2b3?type=17"></script>',
        f'<title>Tools</title><h1>Tools</h1><p>{WORDS * 3}<script src="/_Incapsula_Resource?SWJIYLWA=719d&ns=1"></script>',
        f"<title>Tools</title><h1>Tools</h1><p>{WORDS * 3}<pre>window._cf_chl_opt = {{}}; captcha-delivery.com/c.js"
        ' bm-verify= bobcmn &lt;div id="px-captcha"&gt;</pre>',
        f"<title>Bot detection in 2026</title><h1>Bot detection in 2026</h1><p>{WORDS * 20}",
        f"<title>Pardon our interruption</title><h1>Pardon our interruption</h1><p>A play in one act. {WORDS * 20}",
        f"<title>Waiting room</title><h1>Waiting room</h1><p>A poem about doctors. {WORDS * 3}",
    ],
)
async def test_a_page_with_a_sensor_or_a_quoted_mark_is_read(web: Web, html: str) -> None:
    web.page("/page", html)
    assert said(await look(web)) == "missing"
