"""The workspace and the web that a rehearsal starts with."""

from dataclasses import dataclass, field

from bot.rehearsal.sites import Page, Site


@dataclass(frozen=True)
class SamplePerson:
    """Somebody to act as."""

    id: str
    name: str
    real_name: str
    tz: str
    locale: str
    title: str
    color: str


@dataclass(frozen=True)
class SampleChannel:
    """A channel everybody is in; ``with_app`` says whether the app is too."""

    id: str
    name: str
    topic: str = ""
    kind: str = "channel"
    with_app: bool = True
    archived: bool = False


@dataclass(frozen=True)
class Hint:
    """One step of the story: what to say, what to switch on the web, how far to move the clock.

    ``proof`` is a pattern of what the app says once the step is taken; a switch is its own proof.
    """

    title: str
    say: str = ""
    page: str = ""
    switch: str = ""
    hours: int = 0
    then: str = ""
    proof: str = ""


@dataclass(frozen=True)
class Sample:
    """Everything a new rehearsal holds."""

    team: str
    domain: str
    people: tuple[SamplePerson, ...]
    channels: tuple[SampleChannel, ...]
    sites: tuple[Site, ...] = field(default_factory=tuple)
    hints: tuple[Hint, ...] = field(default_factory=tuple)


def people() -> tuple[SamplePerson, ...]:
    """Three link builders in three time zones."""
    return (
        SamplePerson("UJANA", "jana", "Jana Novak", "Europe/Berlin", "en-GB", "Link builder", "c2410c"),
        SamplePerson("UTOM", "tom", "Tom Baker", "America/New_York", "en-US", "Outreach lead", "1d4ed8"),
        SamplePerson("UMIA", "mia", "Mia Tanaka", "Asia/Tokyo", "en-US", "Digital PR", "7e22ce"),
    )


def channels() -> tuple[SampleChannel, ...]:
    """Where they talk."""
    return (
        SampleChannel("CLINKS", "link-building", "Every ask and every link"),
        SampleChannel("CACME", "client-acme", "What we promised Acme, and what stands"),
        SampleChannel("CGENERAL", "general", "Everything else", with_app=False),
    )


def sites() -> tuple[Site, ...]:
    """A small web: three sites that may link to us, and our own."""
    guide, pricing = "https://acme.example/guide", "https://acme.example/pricing"
    return (
        Site(
            "techblog.example",
            "Techblog",
            "Tools and notes for people who build things",
            "#0f766e",
            [
                Page(
                    "/tools",
                    "27 tools we would miss tomorrow",
                    target=guide,
                    other_target=pricing,
                    anchor="the Acme guide to onboarding",
                    other_anchor="this website",
                    before="Half of our readers ask how to get a new team going. We send them to",
                    after="and have stopped writing that answer ourselves.",
                    paragraphs=(
                        "Every spring we throw out the tools that nobody opened since autumn. This list is "
                        "what was left: short, tested, and paid for out of our own pocket.",
                        "Nothing here needs a sales call. If it stops working we notice before you do.",
                    ),
                ),
            ],
        ),
        Site(
            "saasweekly.example",
            "SaaS Weekly",
            "One letter a week about software that pays rent",
            "#b45309",
            [
                Page(
                    "/resources",
                    "Resources for first-time founders",
                    target=guide,
                    other_target=pricing,
                    anchor="Acme’s onboarding guide",
                    other_anchor="click here",
                    before="For the first week of a new hire, copy what works:",
                    after="has the checklist we use.",
                    paragraphs=(
                        "Readers asked for the links from our archive in one place. Here they are, sorted by "
                        "the week in which you will need them.",
                    ),
                ),
            ],
        ),
        Site(
            "news.example",
            "The Daily News",
            "Independent since this morning",
            "#1d4ed8",
            [
                Page(
                    "/story",
                    "Why good onboarding is the new office coffee",
                    target=guide,
                    other_target=pricing,
                    anchor="a study by Acme",
                    other_anchor="recent research",
                    before="According to",
                    after="teams that write things down keep twice as many of their people.",
                    post=True,
                    paragraphs=(
                        "The free flat white has had its day. Companies that hire now compete on something "
                        "that costs less and is harder to copy: a first week that makes sense.",
                        "“Nobody ever left because the coffee was bad,” one manager told us.",
                    ),
                ),
            ],
        ),
        Site(
            "acme.example",
            "Acme",
            "Onboarding that people remember",
            "#be123c",
            [
                Page(
                    "/guide",
                    "The complete guide to onboarding",
                    own=True,
                    paragraphs=("The page that we want others to link to.",),
                ),
                Page("/pricing", "Pricing", own=True, paragraphs=("Plain prices, no call needed.",)),
            ],
        ),
    )


def hints() -> tuple[Hint, ...]:
    """The product in a minute."""
    return (
        Hint(
            "Log an ask",
            say="/outreach emailed jane@techblog.example about a guest post for https://acme.example/guide, "
            "follow up in 3 days",
            then="The bot shows what it understood and when it will remind you.",
            proof=r"\b(Logged|Planned) \*?#\d",
        ),
        Hint(
            "Note the promise",
            say="/outreach promise {task} https://techblog.example/tools by Friday",
            then="It looks at the page at once and keeps looking.",
            proof=r"\bPromised[:,]",
        ),
        Hint(
            "The editor publishes",
            page="techblog.example/tools",
            switch="published",
            then="Press the button on the right: the link goes up.",
        ),
        Hint(
            "Link live",
            hours=24,
            then="The next look finds it: “link live”. “Check now” on the card looks at once.",
            proof=r"\bLink live\b",
        ),
    )


def sample() -> Sample:
    """What `outreach run --rehearsal` shows."""
    return Sample("Acme Links", "acme-links", people(), channels(), sites(), hints())
