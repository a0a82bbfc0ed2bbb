"""``outreach check`` renders pages, too, where that is switched on; for root and for anybody else."""

import asyncio
import json
import os
import shutil
import subprocess
import sys

import pytest
from on_screen import IN_CHROMIUM
from small_web import TARGET, Answer, Web

#: A program for somebody who is not root, with the right to read what belongs to others.
NOT_ROOT = (
    "setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps=+dac_read_search,+dac_override "
    "--ambient-caps=+dac_read_search,+dac_override env HOME=/tmp PYTHONDONTWRITEBYTECODE=1"
).split()
SCRIPT = f"""document.getElementById('root').innerHTML =
  '<p><a href="{TARGET}">the guide</a> ' + 'and words '.repeat(99)"""
APP = Answer(f'<title>App</title><div id="root"></div><script>{SCRIPT}</script>'.encode())


def can_be_somebody_else() -> bool:
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        return False
    return subprocess.run([*NOT_ROOT, "true"], capture_output=True, check=False).returncode == 0


async def check(web: Web, *through: str, render: str = "1", **more: str) -> tuple[int, str, str]:
    web.answers["/app"] = APP
    command = "from bot.cli import main; main()"
    page = f"http://127.0.0.1:{web.port}/app"
    settings = {"OUTREACH_ALLOW_NETWORKS": "127.0.0.0/8", "OUTREACH_RENDER": render}
    process = await asyncio.create_subprocess_exec(
        *(*through, sys.executable, "-c", command, "check", page, TARGET, "--json"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | settings | more,
    )
    out, err = await process.communicate()
    return process.returncode or 0, out.decode(), err.decode()


@IN_CHROMIUM[0]
@IN_CHROMIUM[1]
@IN_CHROMIUM[2]
@pytest.mark.parametrize("who", ["whoever runs this", "somebody who is not root"])
async def test_a_page_that_scripts_make_is_seen(web: Web, who: str) -> None:
    if who != "whoever runs this" and not can_be_somebody_else():
        pytest.skip("only root can become somebody else")
    through = NOT_ROOT if who != "whoever runs this" else []
    code, out, err = await check(web, *through)
    said = json.loads(out)
    assert (code, said["verdict"], said["anchor"], err) == (0, "live", "the guide", "")


async def test_it_stays_a_shell_unless_that_is_switched_on(web: Web) -> None:
    code, out, _ = await check(web, render="0")
    assert (code, json.loads(out)["findings"]) == (1, ["script_shell"])


async def test_what_is_no_switch_is_named(web: Web) -> None:
    code, out, err = await check(web, render="perhaps")
    assert (code, out) == (2, "")
    assert "OUTREACH_RENDER is 'perhaps', and can be 1 or 0." in err
    assert err.count("\n") == 1
