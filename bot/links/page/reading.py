"""From a page's bytes to what it says about the links that are looked for. Pure, and safe to run elsewhere.

The page is built as the HTML Standard has browsers do it (lexbor), with scripting on: what stands in
``noscript`` is text to them, and is read apart. Links in comments, templates, scripts, text areas and
attributes are no elements, so they are never found.
"""

from codecs import BOM_UTF8
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.links.page.charset import decoded_text
from bot.links.page.foreign import disarm_formulas, drawn
from bot.links.page.frames import own_frames
from bot.links.page.hyperlinks import MOST_LINKS, PLAIN_HOST, Hyperlinks, always_spelt, disguises
from bot.links.page.page_facts import About, PageFacts, Sought
from bot.links.page.searching import search, spelt_links, unscripted, with_noscript
from bot.links.page.shadow import attach_shadows
from bot.links.page.statements import STATING, statements
from bot.links.page.xhtml import as_html, is_xhtml
from bot.links.walls import walls
from bot.links.walls.not_found import is_template
from bot.links.walls.shells import emptied, framed_elsewhere, stands_in_frames, waiting
from storage.words import Finding


def read(
    body: bytes,
    content_type: str,
    url: str,
    sought: Sequence[Sought],
    now: datetime,
    redirected: bool = False,
) -> PageFacts:
    """Read one HTML page for what is ``sought``; ``url`` is where it was finally found."""
    source, codec = decoded_text(body, content_type)
    # The parser takes UTF-8: a page that came so is not encoded again, a tenth of the reading.
    as_it_came = codec == "utf-8" and "\ufffd" not in source and not body.startswith(BOM_UTF8)
    if is_xhtml(content_type) and (written := as_html(source)) is not None:
        source, as_it_came = written, False
    tree = LexborHTMLParser(body if as_it_came else source, scripting=True)
    telling = _telling_elements(tree, sought)
    whole = True
    if any(tag in _MENDED_FIRST for _, tag in telling):
        whole = attach_shadows(tree)
        disarm_formulas(tree)
        telling = _telling_elements(tree, sought)
    said = statements(telling, url, now)
    base = said.base
    areas = [node for node, tag in telling if tag == "area"]
    spelt = [node for node, tag in telling if tag in ("a", "area")]
    plainly = not disguises(source) and all(always_spelt(target, base) for target in sought)
    about: dict[str, About] = {}
    if plainly:
        about = {target.target: spelt_links(spelt, target, base, codec) for target in sought}
    links: Hyperlinks | None = None
    if not plainly or not all(found.links for found in about.values()):
        links = Hyperlinks(tree, areas, url, base, codec)
        about = {target.target: search(links, target) for target in sought}
    without_scripts = unscripted([node for node, tag in telling if tag == "noscript"], url, base, codec)
    if without_scripts is not None:
        about = with_noscript(without_scripts, about, sought)
    wall = None
    frames: tuple[str, ...] = ()
    hidden_frames: frozenset[str] = frozenset()
    template = is_template(said.title, tree)
    if template or not all(found.links for found in about.values()):
        front = walls.Front.of(tree)
        frames, hidden_frames = own_frames(front.frames, base, url)
        masked = framed_elsewhere(tree) if front.frames and not frames else None
        framed = not frames and stands_in_frames(front.frames)
        wall = masked or walls.wall_of(tree, front, source, url, redirected)
        if wall is None and framed:
            wall = emptied(tree)
        if wall is None and said.waits and not frames:
            wall = waiting(tree)
    if template and wall is not None and wall.finding is Finding.NOT_FOUND and not walls.is_article(tree):
        about = {target: replace(found, links=(), total=0) for target, found in about.items()}
    return PageFacts(
        about=about,
        title=said.title,
        robots=said.robots,
        canonicals=said.canonicals,
        refresh=said.refresh,
        frames=frames,
        hidden_frames=hidden_frames,
        wall=wall,
        too_many=not whole or (links is not None and len(links.nodes) >= MOST_LINKS),
    )


# A walk through the tree costs as much as half its making, whatever is looked for: so there is one for all.
_MENDED_FIRST = ("template", "math")
_TELLING = f"{STATING},area,noscript,template[shadowrootmode],math"


def _telling_elements(tree: LexborHTMLParser, sought: Sequence[Sought]) -> list[tuple[LexborNode, str]]:
    """What says something of the page, and the links whose hrefs spell a target's host; each with its tag.

    Without the elements of drawings and formulas that only share a name with HTML's.
    """
    hosts = {target.host for target in sought if PLAIN_HOST.fullmatch(target.host)}
    nodes = tree.css(",".join([_TELLING, *(f'a[href*="{host}" i]' for host in hosts)]))
    if len(hosts) > 1:  # what two selectors match comes twice
        nodes = list({node.mem_id: node for node in nodes}.values())
    tagged = [(node, node.tag or "") for node in nodes]
    return [(node, tag) for node, tag in tagged if tag not in ("base", "area", "title") or not drawn(node)]
