# ruff: noqa: E501 - pages and addresses as they are
"""Only public addresses are dialled, and what is dialled is what was judged."""

import asyncio
import re
import socket
from ipaddress import ip_network
from urllib.parse import quote

import pytest
from small_web import FAST, LOOPBACK, TARGET, Web, look, said

from bot.clock import Clock
from bot.links.checker import Checker
from bot.links.wire.addresses import AddressRules, parse_networks
from storage.errors import Mendable

CLOSED = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 100.127.255.255 127.0.0.1 127.255.255.254
169.254.0.1 169.254.169.254 169.254.170.2 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.8 192.0.0.9 192.0.0.10 192.0.0.170
192.0.2.1 192.31.196.1 192.52.193.1 192.88.99.1 192.168.0.1 192.168.255.255 192.175.48.1 198.18.0.1 198.19.255.255
198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255 168.63.129.16
:: ::1 ::127.0.0.1 ::8.8.8.8 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:0:127.0.0.1 64:ff9b::8.8.8.8 64:ff9b::7f00:1 64:ff9b:1::1
100::1 100:0:0:1::1 2001::1 2001:0:7f00:1::1 2001:1::1 2001:2::1 2001:3::1 2001:4:112::1 2001:10::1 2001:20::1 2001:30::1
2001:db8::1 2002:7f00:1::1 2002:808:808::1 2620:4f:8000::1 3fff::1 3ffe::1 5f00::1 fc00::1 fd00:ec2::254 fdff::1
fe80::1 fec0::1 ff02::1 ff0e::1 fe80::1%eth0 4000::1 nonsense
2400::5efe:127.0.0.1 2400::5efe:8.8.8.8 2400:1:2:3:200:5efe:10.0.0.1 2606:4700::200:5efe:a9fe:a9fe
""".split()

OPEN = "1.1.1.1 8.8.8.8 93.184.215.14 100.63.255.255 100.128.0.1 172.15.0.1 172.32.0.1 192.0.1.1 198.17.0.1 198.20.0.1".split()
OPEN += "223.255.255.255 2606:4700::1111 2a00:1450::1 2001:200::1 2003::1 2400::1".split()
OPEN += "2400::5efe 2400::5efe:0:0:1 2400::100:5efe:1:1 2400::1:5efe:1:1".split()

# iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry, every block of either, with
# the blocks of iana.org/assignments/ipv4-address-space and ipv6-address-space that nobody is given.
REGISTERED = """
0.0.0.0/8 0.0.0.0/32 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.0.0/29
192.0.0.8/32 192.0.0.9/32 192.0.0.10/32 192.0.0.170/32 192.0.0.171/32 192.0.2.0/24 192.31.196.0/24 192.52.193.0/24
192.88.99.0/24 192.88.99.2/32 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4
240.0.0.0/4 255.255.255.255/32
::1/128 ::/128 ::ffff:0:0/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 100:0:0:1::/64 2001::/23 2001::/32 2001:1::1/128
2001:1::2/128 2001:1::3/128 2001:2::/48 2001:3::/32 2001:4:112::/48 2001:10::/28 2001:20::/28 2001:30::/28
2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20 5f00::/16 fc00::/7 fe80::/10
::/8 100::/8 200::/7 400::/6 800::/5 1000::/4 4000::/3 6000::/3 8000::/3 a000::/3 c000::/3 e000::/4 f000::/5
f800::/6 fe00::/9 fec0::/10 ff00::/8 3ffe::/16
""".split()
# The neighbours of those blocks that belong to somebody: anybody may have a site there.
BESIDE = """
1.0.0.0 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0 169.253.255.255 169.255.0.0
172.15.255.255 172.32.0.0 191.255.255.255 192.0.1.0 192.0.1.255 192.0.3.0 192.31.195.255 192.31.197.0 192.52.192.255
192.52.194.0 192.88.98.255 192.88.100.0 192.167.255.255 192.169.0.0 192.175.47.255 192.175.49.0 198.17.255.255
198.20.0.0 198.51.99.255 198.51.101.0 203.0.112.255 203.0.114.0 223.255.255.255
2000:: 2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff 2001:200:: 2001:db7:ffff:ffff:ffff:ffff:ffff:ffff 2001:db9::
2003:: 2620:4f:7fff:ffff:ffff:ffff:ffff:ffff 2620:4f:8001:: 3ffd:ffff:ffff:ffff:ffff:ffff:ffff:ffff
3fff:1000:: 3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
""".split()


@pytest.mark.parametrize("ip", CLOSED)
def test_special_purpose_addresses_are_closed(ip: str) -> None:
    assert not AddressRules().permits(ip, 443)


@pytest.mark.parametrize("ip", OPEN)
def test_public_addresses_are_open_on_the_webs_ports_alone(ip: str) -> None:
    rules = AddressRules()
    assert [port for port in (22, 25, 80, 443, 6379, 8000, 8080, 8443) if rules.permits(ip, port)] == [
        80,
        443,
        8080,
        8443,
    ]


@pytest.mark.parametrize("block", REGISTERED)
def test_a_block_of_the_registries_is_closed_from_its_first_address_to_its_last(block: str) -> None:
    network = ip_network(block)
    ends = {network[0], network[network.num_addresses // 2], network[-1]}
    assert not [str(end) for end in ends if AddressRules().permits(str(end), 443)]


@pytest.mark.parametrize("ip", BESIDE)
def test_the_address_beside_a_block_is_open(ip: str) -> None:
    assert AddressRules().permits(ip, 443)


def test_allowed_networks_are_open_on_any_port_and_nothing_else_is() -> None:
    rules = AddressRules(parse_networks("10.1.0.0/16, fd00:1::/32,192.168.7.7"))
    assert rules.permits("10.1.2.3", 5000)
    assert rules.permits("fd00:1::9", 22)
    assert rules.permits("192.168.7.7", 80)
    assert not rules.permits("10.2.0.1", 80)
    assert not rules.permits("::ffff:10.1.2.3", 80)
    assert not rules.permits("127.0.0.1", 80)


def test_a_wrong_network_is_one_line_that_names_the_setting() -> None:
    with pytest.raises(Mendable, match=re.escape("OUTREACH_ALLOW_NETWORKS holds '10.0.0.0/99'")):
        parse_networks("127.0.0.0/8,10.0.0.0/99")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://127.1/",
        "http://0x7f.1/",
        "http://2130706433/",
        "http://017700000001/",
        "http://0/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://[64:ff9b::127.0.0.1]/",
        "http://[fe80::1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://①②⑦.0.0.1/",
        "http://127.0.0.1./",
        "http://user@8.8.8.8/",
        "http://8.8.8.8:22/",
        "https://8.8.8.8:6379/",
    ],
)
async def test_no_spelling_of_an_inside_address_is_dialled(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    dialled: list[object] = []
    loop = asyncio.get_running_loop()

    async def refuse(*arguments: object, **_: object) -> None:
        dialled.append(arguments)
        raise ConnectionRefusedError

    monkeypatch.setattr(loop, "create_connection", refuse)
    async with Checker(clock=Clock(), limits=FAST) as checker:
        seen = await checker.look(url, TARGET)
    assert said(seen) == "unseen forbidden_address"
    assert dialled == []


async def test_a_name_that_resolves_inside_is_refused(web: Web) -> None:
    async with Checker(clock=Clock(), limits=FAST, resolve=lambda host: ["10.0.0.7", "::1"]) as checker:
        assert said(await checker.look("http://inside.example/", TARGET)) == "unseen forbidden_address"


async def test_of_several_addresses_only_permitted_ones_are_dialled(web: Web) -> None:
    web.page("/page", '<a href="https://acme.com/guide">x</a>')
    answers = ["10.0.0.7", "169.254.169.254", "127.0.0.1"]
    async with Checker(
        clock=Clock(), limits=FAST, resolve=lambda host: answers, allow_networks=LOOPBACK
    ) as checker:
        seen = await checker.look(f"http://mixed.example:{web.port}/page", TARGET)
    assert said(seen) == "live"


async def test_a_name_that_answers_otherwise_the_second_time_is_not_asked_twice(web: Web) -> None:
    """DNS rebinding: the address that was judged is the one that is dialled."""
    web.page("/page", '<a href="https://acme.com/guide">x</a>')
    asked: list[str] = []

    def rebinding(host: str) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]

    only = [ip_network("127.0.0.1/32")]
    async with Checker(clock=Clock(), limits=FAST, resolve=rebinding, allow_networks=only) as checker:
        seen = await checker.look(f"http://rebinding.example:{web.port}/page", TARGET)
    assert said(seen) == "live"
    assert asked == ["rebinding.example"]


@pytest.mark.parametrize("spelling", ["127.0.0.2", "0x7f.2", "2130706434", "①②⑦.0.0.2", "next.door.example"])
@pytest.mark.parametrize(
    "way", ["itself", "301", "302", "303", "307", "308", "meta", "header", "frame", "door"]
)
async def test_no_way_leads_from_an_opened_address_to_the_one_next_door(
    web: Web, way: str, spelling: str
) -> None:
    """The page lies where a network of one address is opened; whatever it says, the next is never dialled."""
    reached: list[str] = []

    async def next_door(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        reached.append("connected")
        await reader.readuntil(b"\r\n\r\n")
        body = b'<p>words <a href="https://acme.com/guide">x</a>'
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n" + body)
        writer.close()

    server = await asyncio.start_server(next_door, "127.0.0.2", web.port)
    away = f"http://{quote(spelling)}:{web.port}/inside"
    web.redirect("/away", away)
    if way.isdigit():
        web.redirect("/page", away, int(way))
    elif way == "header":
        web.page("/page", "<p>words", Refresh=f"0; url={away}")
    else:
        web.page(
            "/page",
            {
                "itself": "",
                "meta": f'<p>words<meta http-equiv=refresh content="0; url={away}">',
                "frame": f'<p>words<iframe src="/away"></iframe><iframe src="{away}"></iframe>',
                "door": f'<p>words<a href="/away?acme.com/guide">x</a><a href="{away}">the guide</a>',
            }[way],
        )
    web.redirect("/away?acme.com/guide", away)

    def resolve(host: str) -> list[str]:
        return ["127.0.0.1"] if host == "page.example" else ["127.0.0.2", "::1"]

    page = away if way == "itself" else f"http://page.example:{web.port}/page"
    for opened in ([ip_network("127.0.0.1/32")], LOOPBACK):
        async with Checker(clock=Clock(), limits=FAST, resolve=resolve, allow_networks=opened) as checker:
            seen = await checker.look(page, TARGET)
        # Frames are followed on the page's own host alone; and a door is one that redirects to the target.
        assert bool(reached) == (opened is LOOPBACK and way != "frame")
        assert (seen.verdict == "live") == (opened is LOOPBACK and way not in ("frame", "door"))
    server.close()


async def test_a_name_that_nobody_knows_is_a_dns_error() -> None:
    def unknown(host: str) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    async with Checker(clock=Clock(), limits=FAST, resolve=unknown) as checker:
        seen = await checker.look("http://nobody.example/", TARGET)
    assert said(seen) == "unseen dns_error"
    assert "nobody.example" in seen.detail


async def test_a_resolver_that_hangs_holds_nobody_up(web: Web) -> None:
    import time

    async with Checker(clock=Clock(), limits=FAST, resolve=lambda host: time.sleep(2.5) or []) as checker:
        seen = await checker.look("http://slow.example/", TARGET)
    assert said(seen) == "unseen dns_error"


async def test_proxies_of_the_environment_are_not_used(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    web.page("/page", '<a href="https://acme.com/guide">x</a>')
    assert said(await look(web)) == "live"
