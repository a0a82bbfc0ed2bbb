"""A robots.txt means to Googlebot what Google's own parser reads in it, by that parser's own tests."""

import json
from pathlib import Path

import pytest

from bot.links.robots.files import judge

_CASES = json.loads(Path(__file__).with_name("google_robots_cases.json").read_text(encoding="utf-8"))["cases"]
#: What is read of a line, in bytes.
_LONGEST = 2083 * 8


@pytest.mark.parametrize(
    ("robots", "url", "shut"),
    [
        pytest.param(case["robots"], url, kind == "shut", id=f"{case['test']} {url or 'no address'}")
        for case in _CASES
        for kind in ("allowed", "shut")
        for url in case[kind]
    ],
)
def test_google_reads_it_so(robots: str, url: str, shut: bool) -> None:
    assert judge(robots, url).googlebot is shut


def test_a_line_that_is_too_long_is_cut_off() -> None:
    path = "/x/".ljust(_LONGEST - len("disallow: ") + 1, "a")
    robots = f"user-agent: Googlebot\ndisallow: {path}/qux\n"
    assert not judge(robots, "http://foo.bar/fux").googlebot
    assert judge(robots, f"http://foo.bar{path}/fux").googlebot


def test_a_longest_match_may_be_cut_off() -> None:
    paths = ["/x/".ljust(_LONGEST - len("allow: ") + 1, letter) for letter in "ab"]
    rules = "".join(f"allow: {path}/qux\n" for path in paths)
    robots = f"user-agent: Googlebot\ndisallow: /\n{rules}"
    assert judge(robots, "http://foo.bar/").googlebot
    assert not judge(robots, f"http://foo.bar{paths[0]}/qux").googlebot
    assert not judge(robots, f"http://foo.bar{paths[1]}/fux").googlebot


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("", "/"),
        ("http://www.example.com", "/"),
        ("http://www.example.com/", "/"),
        ("http://www.example.com/a", "/a"),
        ("http://www.example.com/a/b?c=http://d.e/", "/a/b?c=http://d.e/"),
        ("http://www.example.com/a/b#c", "/a/b"),
        ("http://www.example.com?a", "/?a"),
        ("http://www.example.com/a;b#c", "/a;b"),
        ("http://www.example.com/%aa", "/%AA"),
    ],
)
def test_what_rules_are_matched_with(url: str, path: str) -> None:
    for rule, shut in ((f"{path}$", True), (f"{path}x", False)):
        assert judge(f"User-agent: *\nDisallow: {rule}", url).googlebot is shut


@pytest.mark.parametrize(
    ("rule", "path", "shut"),
    [
        ("/*a*b$", "/xaxb", True),
        ("/*a*b$", "/xaxbx", False),
        ("/*b$", "/bab", True),
        ("/a*$", "/abc", True),
        ("/a*a$", "/a", False),
        ("*", "/x", True),
        ("$", "/x", False),
        ("/$", "/", True),
        ("/a$b", "/a$b", True),
        ("/" + "*a" * 5000 + "b", "/" + "a" * 5000, False),
    ],
)
def test_stars_and_ends(rule: str, path: str, shut: bool) -> None:
    assert judge(f"User-agent: *\nDisallow: {rule}", f"http://foo.bar{path}").googlebot is shut
