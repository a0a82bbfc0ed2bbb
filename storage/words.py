"""The words of the field, as the ledger stores them.

Every value here is public: it stands in exports, in JSON and in what people say in Slack.
"""

from enum import StrEnum


class Stage(StrEnum):
    """Where one ask stands."""

    PLANNED = "planned"
    CONTACTED = "contacted"
    REPLIED = "replied"
    PROMISED = "promised"
    WON = "won"
    DECLINED = "declined"
    NO_RESPONSE = "no_response"
    DROPPED = "dropped"

    @property
    def open(self) -> bool:
        """Whether somebody still has something to do about it."""
        return self in {Stage.PLANNED, Stage.CONTACTED, Stage.REPLIED, Stage.PROMISED}


class Tactic(StrEnum):
    """How a link is asked for."""

    GUEST_POST = "guest_post"
    DIGITAL_PR = "digital_pr"
    BROKEN_LINK = "broken_link"
    JOURNALIST_REQUEST = "journalist_request"
    LINKABLE_ASSET = "linkable_asset"
    LINK_INSERTION = "link_insertion"
    OTHER = "other"


class Ended(StrEnum):
    """Why a follow-up is not due any more, although nobody moved or ended it."""

    ANSWERED = "answered"
    DECLINED = "declined"
    AWAY = "away"
    BOUNCED = "bounced"
    LIVE = "live"


class TouchKind(StrEnum):
    """What a person did: a row of the work ledger."""

    ASKED = "asked"
    FOLLOWED_UP = "followed_up"
    REPLIED = "replied"
    PROMISED = "promised"
    DECLINED = "declined"
    NOTED = "noted"
    PAID = "paid"
    CLOSED = "closed"
    REOPENED = "reopened"


class PlacementState(StrEnum):
    """Where a promised link stands."""

    PROMISED = "promised"
    LIVE = "live"
    AT_RISK = "at_risk"
    LOST = "lost"
    WITHDRAWN = "withdrawn"


class Verdict(StrEnum):
    """The three answers of one look at a page."""

    LIVE = "live"
    MISSING = "missing"
    UNSEEN = "unseen"


class RelAgreed(StrEnum):
    """What was agreed about the link's rel."""

    DOFOLLOW = "dofollow"
    NOFOLLOW = "nofollow"
    SPONSORED = "sponsored"


class Origin(StrEnum):
    """Whether our work explains a backlink."""

    BUILT = "built"
    PASSIVE = "passive"
    UNCERTAIN = "uncertain"


class Finding(StrEnum):
    """A fact about one look at a page; the codes of ``outreach check --json``."""

    REL_NOFOLLOW = "rel_nofollow"
    REL_SPONSORED = "rel_sponsored"
    REL_UGC = "rel_ugc"
    META_NOFOLLOW = "meta_nofollow"
    HEADER_NOFOLLOW = "header_nofollow"
    META_NOINDEX = "meta_noindex"
    HEADER_NOINDEX = "header_noindex"
    ROBOTS_TXT_BLOCKED = "robots_txt_blocked"
    CANONICAL_ELSEWHERE = "canonical_elsewhere"
    WRONG_TARGET = "wrong_target"
    WRONG_ANCHOR = "wrong_anchor"
    REL_NOT_AS_AGREED = "rel_not_as_agreed"
    VIA_REDIRECT = "via_redirect"
    PAGE_REDIRECTED = "page_redirected"
    IMAGE_LINK = "image_link"
    HIDDEN = "hidden"
    NOSCRIPT_ONLY = "noscript_only"
    IFRAME_ONLY = "iframe_only"
    HTTP_ERROR = "http_error"
    NOT_FOUND = "not_found"
    BLOCKED = "blocked"
    CHALLENGE = "challenge"
    TIMEOUT = "timeout"
    DNS_ERROR = "dns_error"
    TLS_ERROR = "tls_error"
    CONNECTION_ERROR = "connection_error"
    TOO_LARGE = "too_large"
    NOT_HTML = "not_html"
    SCRIPT_SHELL = "script_shell"
    FORBIDDEN_ADDRESS = "forbidden_address"
    BAD_URL = "bad_url"
