"""From what was found on a page to an answer: findings, followed or not, one sentence for a person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.links.page.evidence import comparable, plain
from bot.links.page.page_facts import Found
from bot.links.page.signals import NOTHING_FORBIDDEN, UNFOLLOWED, Directives
from bot.links.wire.failures import Unseen
from storage.watch.observation import Doubt, Observation, SeenLink
from storage.words import Finding, RelAgreed, Verdict

_ORDER = {finding: place for place, finding in enumerate(Finding)}
_OF_REL = {"nofollow": Finding.REL_NOFOLLOW, "sponsored": Finding.REL_SPONSORED, "ugc": Finding.REL_UGC}


@dataclass(slots=True)
class Page:
    """What one look has learnt so far about the page as a whole; ``final_url`` "" where nothing answered."""

    page: str
    checked_at: datetime
    final_url: str = ""
    status: int | None = None
    redirects: tuple[str, ...] = ()
    title: str = ""
    meta: Directives = NOTHING_FORBIDDEN
    header: Directives = NOTHING_FORBIDDEN
    canonical_elsewhere: str | None = None
    robots_txt_blocked: bool = False
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def nofollow(self) -> bool:
        """Whether the page as a whole asks search engines to follow none of its links."""
        return self.meta.nofollow or self.header.nofollow

    @property
    def indexable(self) -> bool:
        """Whether search engines may show the page."""
        shut = self.meta.noindex or self.header.noindex or self.robots_txt_blocked
        return not shut and self.canonical_elsewhere is None

    def findings(self) -> set[Finding]:
        """The findings that are the page's own, whatever it links to."""
        said = {
            Finding.META_NOFOLLOW: self.meta.nofollow,
            Finding.HEADER_NOFOLLOW: self.header.nofollow,
            Finding.META_NOINDEX: self.meta.noindex,
            Finding.HEADER_NOINDEX: self.header.noindex,
            Finding.ROBOTS_TXT_BLOCKED: self.robots_txt_blocked,
            Finding.CANONICAL_ELSEWHERE: self.canonical_elsewhere is not None,
            Finding.PAGE_REDIRECTED: bool(self.redirects),
        }
        return {finding for finding, true in said.items() if true}


@dataclass(frozen=True, slots=True)
class Way:
    """How the links were come by: in a frame, through a redirect, or (neither) on the page itself."""

    frame: str | None = None
    redirect: bool = False
    frame_nofollow: bool = False


def forgetful(page: Page) -> Page:
    """``page`` without the validators that would spare the next look: what it depends on may change alone."""
    return replace(page, etag=None, last_modified=None, body_hash=None)


def followed(link: Found, page: Page, way: Way) -> bool:
    """Whether search engines are invited to follow ``link``.

    False when its rel holds nofollow, sponsored or ugc, or when the page as a whole says nofollow or none, in
    a robots meta tag or an X-Robots-Tag header that addresses Googlebot.
    Source: Google Search Central, "Qualify your outbound links" and "Robots meta tag".
    """
    return not (UNFOLLOWED & set(link.rel)) and not page.nofollow and not way.frame_nofollow


def live(
    page: Page,
    target: str,
    links: Sequence[Found],
    way: Way,
    *,
    anchor: str | None,
    rel: RelAgreed | None,
    total: int = 0,
) -> Observation:
    """The answer where there are links: the best of them speaks, a followed and visible one before all.

    ``total`` is how many there are, where ``links`` are a choice of them.
    """
    best = min(links, key=lambda link: _rank(link, page, way, anchor, rel))
    findings = page.findings()
    findings |= {_OF_REL[token] for token in best.rel if token in _OF_REL}
    findings |= {
        finding
        for finding, true in {
            Finding.WRONG_ANCHOR: _wrong_anchor(best, anchor),
            Finding.REL_NOT_AS_AGREED: not _rel_kept(best, rel),
            Finding.VIA_REDIRECT: way.redirect,
            Finding.IMAGE_LINK: best.image,
            Finding.HIDDEN: best.hidden,
            Finding.NOSCRIPT_ONLY: best.noscript,
            Finding.IFRAME_ONLY: way.frame is not None,
        }.items()
        if true
    }
    if way.frame_nofollow:
        findings.add(Finding.META_NOFOLLOW)
    shown = f"“{best.anchor}”" if best.anchor else "a link without text"
    subject = f"an image ({shown})" if best.image and best.anchor else "an image" if best.image else shown
    is_followed = followed(best, page, way)
    said = [_followed_words(best, page, way), _indexable_words(page), *_differences(best, way, anchor, rel)]
    through = " through a redirect" if way.redirect else ""
    if total > len(links):
        said.append(f"the best of {total} links to it")
    return _observation(
        page,
        target,
        Verdict.LIVE,
        f"Live: {subject} links to {plain(target, 200)}{through}, {', '.join(said)}.",
        findings,
        link=_seen(best),
        links=tuple(_seen(link) for link in links),
        followed=is_followed,
        indexable=page.indexable,
        extra={**page.extra, **({"frame": way.frame} if way.frame else {})},
    )


def missing(
    page: Page, target: str, elsewhere: Sequence[Found], anchor: str | None, shut: int = 0
) -> Observation:
    """The answer where the page was read and has no link to the target.

    ``shut`` is how many of its links lead where nobody could look, and can't be the one that is sought.
    """
    findings = page.findings()
    said = f"The page was read and has no link to {plain(target, 200)}"
    wrong = _most_telling(elsewhere, anchor)
    if wrong is not None:
        findings.add(Finding.WRONG_TARGET)
        said += f"; it links to {plain(wrong.href, 200)} instead"
    if shut:
        links = "a shortened link that" if shut == 1 else f"{shut} shortened links that"
        said += f"; {links} could not be followed stood elsewhere on it"
    if page.redirects:
        said += f" (it redirected to {plain(page.final_url, 200)})"
    return _observation(
        page,
        target,
        Verdict.MISSING,
        f"{said}.",
        findings,
        indexable=page.indexable,
        wrong_href=wrong.href if wrong else None,
        extra=page.extra,
    )


def gone(page: Page, target: str) -> Observation:
    """The answer where the server says that there is no such page: 404 or 410."""
    findings = {Finding.NOT_FOUND} | ({Finding.PAGE_REDIRECTED} if page.redirects else set())
    detail = f"The page is not there: {_host(page)} answered {page.status}."
    return _observation(forgetful(page), target, Verdict.MISSING, detail, findings)


def unseen(page: Page, target: str, finding: Finding, what: str, retry: float | None = None) -> Observation:
    """The answer where the page could not be read; ``what`` is a clause that says why."""
    findings = {finding} | ({Finding.PAGE_REDIRECTED} if page.redirects else set())
    detail = f"Could not see the page: {plain(what, 300)}. That says nothing about the link."
    return _observation(forgetful(page), target, Verdict.UNSEEN, detail, findings, retry_after=retry)


def doubtful(
    page: Page,
    target: str,
    why: Unseen,
    elsewhere: Sequence[Found],
    anchor: str | None,
    doors: Sequence[Found],
) -> Observation:
    """The answer where a link on the page may lead to the target and could not be followed.

    With ``doors`` whoever knows where the link stood may find that it is none of them, and so missing.
    """
    answer = unseen(page, target, why.finding, why.what)
    if not doors:
        return answer
    otherwise = missing(page, target, elsewhere, anchor, len(doors))
    return replace(answer, doubt=Doubt(tuple(_seen(door) for door in doors), otherwise))


def unread_frame(
    page: Page,
    target: str,
    why: Unseen,
    elsewhere: Sequence[Found],
    anchor: str | None,
    door: Unseen | None,
) -> Observation:
    """The answer where a frame of the page could not be read, and the page itself shows no link.

    Whoever knows that the link never stood in a frame may find it missing, unless a ``door`` was shut too.
    """
    answer = unseen(page, target, why.finding, why.what)
    if door is not None:
        return answer
    return replace(answer, doubt=Doubt((), missing(page, target, elsewhere, anchor), framed=True))


def bad_url(page: str, target: str, now: datetime, what: str) -> Observation:
    """The answer where one of the two addresses is none."""
    return Observation(
        page,
        target,
        Verdict.UNSEEN,
        now,
        f"{what} Write it like https://techblog.com/tools.",
        (Finding.BAD_URL,),
    )


def _observation(
    page: Page,
    target: str,
    verdict: Verdict,
    detail: str,
    findings: Iterable[Finding],
    *,
    link: SeenLink | None = None,
    links: tuple[SeenLink, ...] = (),
    followed: bool | None = None,
    indexable: bool | None = None,
    wrong_href: str | None = None,
    retry_after: float | None = None,
    extra: dict[str, str] | None = None,
) -> Observation:
    return Observation(
        page=page.page,
        target=target,
        verdict=verdict,
        checked_at=page.checked_at,
        detail=detail,
        findings=tuple(sorted(findings, key=_ORDER.__getitem__)),
        link=link,
        links=links,
        followed=followed,
        indexable=indexable,
        status=page.status,
        final_url=page.final_url,
        redirects=page.redirects,
        title=page.title,
        wrong_href=wrong_href,
        retry_after=retry_after,
        etag=page.etag,
        last_modified=page.last_modified,
        body_hash=page.body_hash,
        extra=extra or {},
    )


def _rank(
    link: Found, page: Page, way: Way, anchor: str | None, rel: RelAgreed | None
) -> tuple[bool, bool, bool, bool, bool, bool]:
    return (
        link.hidden or link.noscript,
        not followed(link, page, way),
        _wrong_anchor(link, anchor),
        not _rel_kept(link, rel),
        not link.anchor,  # the parser splits a link around a block: its first part is empty
        link.image,
    )


def _wrong_anchor(link: Found, anchor: str | None) -> bool:
    return bool(anchor) and comparable(link.anchor) != comparable(anchor or "")


def _rel_kept(link: Found, rel: RelAgreed | None) -> bool:
    """Whether a link's rel is what was agreed; a dofollow link has none of the three tokens."""
    if rel is None:
        return True
    if rel is RelAgreed.DOFOLLOW:
        return not UNFOLLOWED & set(link.rel)
    return rel.value in link.rel


def _followed_words(link: Found, page: Page, way: Way) -> str:
    reasons = [f"rel={token}" for token in link.rel if token in UNFOLLOWED]
    if page.meta.nofollow or way.frame_nofollow:
        reasons.append("the page says nofollow")
    elif page.header.nofollow:
        reasons.append("the page's headers say nofollow")
    return f"not followed ({', '.join(reasons)})" if reasons else "followed"


def _indexable_words(page: Page) -> str:
    reasons: list[str] = []
    if page.meta.noindex or page.header.noindex:
        reasons.append("noindex")
    if page.robots_txt_blocked:
        reasons.append("robots.txt shuts out Googlebot")
    if page.canonical_elsewhere is not None:
        reasons.append(f"canonical is {plain(page.canonical_elsewhere, 200)}")
    return f"not indexable ({', '.join(reasons)})" if reasons else "indexable"


def _differences(link: Found, way: Way, anchor: str | None, rel: RelAgreed | None) -> list[str]:
    found: list[str] = []
    if link.hidden:
        found.append("hidden from visitors")
    if link.noscript:
        found.append("only seen without scripts")
    if way.frame:
        found.append("only inside a frame")
    if _wrong_anchor(link, anchor):
        found.append(f"agreed anchor was “{plain(anchor or '', 100)}”")
    if not _rel_kept(link, rel) and rel is not None:
        found.append(f"agreed was {rel.value}")
    return found


def _most_telling(elsewhere: Sequence[Found], anchor: str | None) -> Found | None:
    """Which link to another page of the target's site to name: one on the agreed anchor, or a deep one."""
    if not elsewhere:
        return None
    return min(
        elsewhere,
        key=lambda link: (
            not anchor or _wrong_anchor(link, anchor),
            link.href.endswith("/") and link.href.count("/") == 3,
            link.hidden,
        ),
    )


def _seen(link: Found) -> SeenLink:
    return SeenLink(link.href, link.anchor, link.rel, link.html, link.before, link.after)


def _host(page: Page) -> str:
    return (page.final_url or page.page).partition("://")[2].partition("/")[0]
