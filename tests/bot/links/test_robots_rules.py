"""A robots.txt means to Googlebot what Google reads in it: RFC 9309 and Google's own description of it."""

import pytest

from bot.links.robots.files import judge

#: What is read of a line, in bytes.
_LONGEST = 2083 * 8
HOST = "https://shop.example"


@pytest.mark.parametrize(
    ("rules", "path", "shut"),
    [
        # The longest rule that matches wins, in whatever order; of two as long, the one that allows.
        ("allow: /p\ndisallow: /", "/page", False),
        ("disallow: /\nallow: /p", "/page", False),
        ("disallow: /page/private\nallow: /page/", "/page/private", True),
        ("disallow: /folder\nallow: /folder", "/folder/page", False),
        ("allow: /page\ndisallow: /*.htm", "/page.htm", True),
        ("allow: /page\ndisallow: /*.ph", "/page.php5", False),
        ("allow: /$\ndisallow: /", "/", False),
        ("allow: /$\ndisallow: /", "/page.htm", True),
        # A rule is the beginning of a path, with its case; an empty one shuts nothing.
        ("disallow: /fish", "/fishheads/yummy.html", True),
        ("disallow: /fish", "/Fish.asp", False),
        ("disallow: /fish", "/catfish", False),
        ("disallow: /fish/", "/fish", False),
        ("disallow: /fish/", "/animals/fish/", False),
        ("disallow:", "/anything", False),
        ("disallow: fish", "/fish", False),
        # Stars stand for anything, a dollar at the end for the end.
        ("disallow: /*.php", "/folder/filename.php?parameters", True),
        ("disallow: /*.php$", "/filename.php?parameters", False),
        ("disallow: /fish*.php", "/fishheads/catfish.php?parameters", True),
        ("disallow: /*?", "/page?sort=up", True),
        # Escapes mean the letters that they stand for, in either spelling, but for a slash.
        (
            "disallow: /foo/bar?qux=taz&baz=http://other.example",
            "/foo/bar?qux=taz&baz=http://other.example",
            True,
        ),
        ("disallow: /ツ", "/%E3%83%84", True),
        ("disallow: /%e3%83%84", "/%E3%83%84", True),
        # index.html is its folder, for whoever allows it.
        ("allow: /allowed/index.html\ndisallow: /", "/allowed/", False),
        ("allow: /allowed/index.html\ndisallow: /", "/allowed/other.html", True),
    ],
)
def test_google_reads_it_so(rules: str, path: str, shut: bool) -> None:
    assert judge(f"user-agent: Googlebot\n{rules}\n", f"{HOST}{path}").googlebot is shut


def test_a_line_that_is_too_long_is_cut_off() -> None:
    path = "/x/".ljust(_LONGEST - len("disallow: ") + 1, "a")
    robots = f"user-agent: Googlebot\ndisallow: {path}/qux\n"
    assert not judge(robots, "http://foo.bar/fux").googlebot
    assert judge(robots, f"http://foo.bar{path}/fux").googlebot


def test_a_line_is_measured_in_bytes() -> None:
    letters = (_LONGEST - 1 - len("disallow: /")) // len("é".encode())
    robots = f"user-agent: Googlebot\ndisallow: /{'é' * 9000}/qux\n"
    assert judge(robots, f"http://foo.bar/{'%C3%A9' * letters}x").googlebot
    assert not judge(robots, f"http://foo.bar/{'%C3%A9' * (letters - 1)}x").googlebot


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
