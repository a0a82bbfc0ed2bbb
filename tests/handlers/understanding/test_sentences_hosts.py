"""What a word means in a sentence, it does not mean inside a site's name or a mail address."""

from dataclasses import fields
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.understanding import Act, Intent, Known, KnownCampaign, understand

NOW = datetime(2026, 3, 25, 10, tzinfo=UTC)
KNOWN = Known(
    frozenset({"acme.com"}), (KnownCampaign("Spring", ("acme.com",)), KnownCampaign("live", ("beta.com",)))
)
WORDS = """
    anchor anchored anchortext campaign campaigns price note notes task by for to at on from with rel nofollow
    dofollow sponsored follow followup guestpost guest-post broken-link digital-pr haro resource drop dropped
    declined done promise promised replied won lost live friday tomorrow usd euros 50usd q4 march in3days
    until site client channel target link contact editor owner assign cc via spring undo help list show check
    remind snooze vouch earned report away log new""".split()
SENTENCES = [
    "emailed ed@{} about a guest post for https://acme.com/guide",
    "pitched {} a guest post for https://acme.com/guide",
    "{} promised a link by Friday for $50",
    "followed up with {}, follow up in 3 days",
    "reached out to Jane at {} about a broken link, follow up on Friday",
    "emailed jane@{} for the Spring campaign",
    "got a reply from {}",
    "emailed <mailto:ed@{0}|ed@{0}> about a guest post for <https://acme.com/guide|acme.com/guide>",
    "pitched <http://{0}|{0}> a guest post",
    "{} guest post, fu 3d",
    "log emailed ed@{}",
    "earned https://{}/tools https://acme.com/",
    "campaign new Acme site {}",
    "note {} prefers e-mail",
    "check https://{}/x https://acme.com/",
    "emailed jane@techblog.com about a guest post for https://{}/guide",
]
PLAIN = "plainsite.com"


def test_a_site_called_after_a_word_of_ours_is_a_site() -> None:
    first, *more = read("emailed ed@anchorsite.com about a guest post for https://acme.com/guide")
    assert (first.site, first.contact_email, first.target, first.anchor, more) == (
        "anchorsite.com",
        "ed@anchorsite.com",
        "https://acme.com/guide",
        None,
        [],
    )
    assert read("emailed ed@campaignlive.co.uk about a guest post")[0].campaign is None
    assert read("note.com promised a link by Friday")[0].act is Act.PROMISE


def test_an_anchor_is_still_read_beside_such_a_site() -> None:
    intent = read('anchorhq.com promised a link with the anchor "best tools" for the Spring campaign')[0]
    assert (intent.site, intent.anchor, intent.campaign) == ("anchorhq.com", "best tools", "Spring")


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(SENTENCES),
    st.sampled_from(WORDS),
    st.sampled_from(["{}zorgle.com", "zq{}.com", "{}-zorgle.com", "zorgle-{}.com", "a-{}-b.com", "{}hq.io"]),
    st.booleans(),
)
def test_no_word_in_a_host_changes_what_a_sentence_means(
    sentence: str, word: str, host: str, command: bool
) -> None:
    site = host.format(word)
    meant = read(sentence.format(PLAIN), command=command)
    assert [_with(one, site, PLAIN) for one in read(sentence.format(site), command=command)] == [
        _with(one, PLAIN, PLAIN) for one in meant
    ]


@pytest.mark.parametrize("word", WORDS)
def test_no_word_before_a_dot_changes_what_a_sentence_means(word: str) -> None:
    site = f"{word}.plainsite.com"
    for sentence in SENTENCES:
        got = [_with(one, site, PLAIN) for one in read(sentence.format(site))]
        assert got == [_with(one, PLAIN, PLAIN) for one in read(sentence.format(PLAIN))]


def read(text: str, *, command: bool = True) -> list[Intent]:
    return understand(text, now=NOW, tz="UTC", known=KNOWN, command=command)


def _with(intent: Intent, site: str, other: str) -> list[object]:
    """All that an Intent holds, its site called ``other``."""
    said = [getattr(intent, one.name) for one in fields(intent)]
    return [one.replace(site, other) if isinstance(one, str) else one for one in said]
