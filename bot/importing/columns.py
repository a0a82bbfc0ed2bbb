"""Which column is which: by the headers that each tool writes, in the languages that it writes them in."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.importing.console_words import CONSOLE_CRAWLED, CONSOLE_PAGE, SUMMARY
from bot.importing.header_names import names_of, plain


class Tool(StrEnum):
    """Where a table comes from; the values stand in the ledger as the source of a report."""

    AHREFS = "ahrefs"
    SEMRUSH = "semrush"
    MAJESTIC = "majestic"
    MOZ = "moz"
    SEARCH_CONSOLE = "search_console"
    FILE = "file"

    @property
    def called(self) -> str:
        """Its name, as people know it."""
        return _CALLED[self]


_CALLED = {
    Tool.AHREFS: "Ahrefs",
    Tool.SEMRUSH: "Semrush",
    Tool.MAJESTIC: "Majestic",
    Tool.MOZ: "Moz",
    Tool.SEARCH_CONSOLE: "Search Console",
    Tool.FILE: "a table of your own",
}


class Kind(StrEnum):
    """What the rows of a table are."""

    LINKS = "links"
    TASKS = "tasks"
    SUMMARY = "summary"


class Field(StrEnum):
    """What a column says."""

    PAGE = "page"
    TARGET = "target"
    ANCHOR = "anchor"
    REL = "rel"
    FOLLOWED = "followed"
    NOFOLLOW = "nofollow"
    UGC = "ugc"
    SPONSORED = "sponsored"
    LINK_TYPE = "link type"
    MENTION = "mention"
    REDIRECT = "redirect"
    FRAME = "frame"
    FORM = "form"
    FIRST_SEEN = "first seen"
    LAST_SEEN = "last seen"
    LOST_AT = "lost at"
    IS_LOST = "is lost"
    AUTHORITY = "authority"
    AUTHORITY_OF = "source of the authority"
    SITE = "site"
    CONTACT = "contact"
    EMAIL = "e-mail"
    TACTIC = "tactic"
    CAMPAIGN = "campaign"
    OWNER = "owner"
    STAGE = "stage"
    ASKED = "asked on"
    REPLIED = "replied on"
    LIVE = "live since"
    PROMISED_BY = "promised for"
    FOLLOW_UP = "follow-up on"
    PRICE = "price"
    CURRENCY = "currency"
    NOTE = "note"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Matched:
    """A header that was recognised: the place of each field's column, and what the columns are called."""

    tool: Tool
    kind: Kind
    places: Mapping[Field, int]
    header: tuple[str, ...]
    authority: str | None = None

    def pairs(self) -> list[tuple[str, str]]:
        """What each recognised column is taken for: (its header, the field)."""
        return [
            (self.header[place], field.value)
            for field, place in sorted(self.places.items(), key=lambda i: i[1])
        ]


#: Fields and the headers that mean them, the surest first. Source: the tools' own exports.
_LINK_NAMES: dict[Field, tuple[str, ...]] = {
    Field.PAGE: names_of(
        "referring page url,referring page,ref page url,url from,source url,source page url,source page,"
        "sourceurl,"
        "linking page url,linking page,linking url,linking from,backlink url,backlink,link from,from url,"
        "page url,"
        "page,live url,"
        "live link,published url,placement url,placement,link url source,external url,url of linking page,"
        "source,url"
    ),
    Field.TARGET: names_of(
        "target url,url to,url target link,target page url,target page,target link,destination url,"
        "destination page,destination,linked url,linked page,links to,link to,linking to,to url,your page,"
        "our page,"
        "link url,"
        "landing page,money page,target"
    ),
    Field.ANCHOR: names_of("anchor,anchor text,link anchor,link text,anchor text alt text,text anchor"),
    Field.REL: names_of("rel,link rel,link attributes,attributes,rel attribute,link attribute"),
    Field.FOLLOWED: names_of(
        "followed,is dofollow,dofollow,do follow,follow,follow nofollow,dofollow nofollow,link equity,"
        "nofollow dofollow,follow status"
    ),
    Field.NOFOLLOW: names_of("nofollow,is nofollow,flag nofollow,no follow"),
    Field.UGC: names_of("ugc,is ugc,flag ugc"),
    Field.SPONSORED: names_of("sponsored,is sponsored,flag sponsored"),
    Field.LINK_TYPE: names_of("link type,type,backlink type,type of link"),
    Field.MENTION: names_of("flag mention"),
    Field.REDIRECT: names_of("flag redirect"),
    Field.FRAME: names_of("flag frame,frame"),
    Field.FORM: names_of("form"),
    Field.FIRST_SEEN: names_of(
        "first seen,first seen link,first seen date,link first seen,date first seen,first indexed date,"
        "link first indexed date,source first found date,first found,first found date,"
        "discovered,date found,"
        "first indexed,found,date discovered,first crawled,live since,published,"
        "date published,publish date,"
        "live date,date live"
    ),
    Field.LAST_SEEN: names_of(
        "last seen,last seen date,link last seen,date last seen,link last seen date,"
        "last check,last checked,"
        "last visited,last crawled,source crawl date,crawl date,last crawl date,last update,last updated"
    ),
    Field.LOST_AT: names_of("lost,day lost,lost date,date lost,lost at,lost on,removed date,date removed"),
    Field.IS_LOST: names_of(
        "lost link,flag deleted,deleted,is lost,link lost,lost status,link state,link status,backlink status"
    ),
    Field.AUTHORITY: (),
}

#: Authority by the tool that measures it: of the whole domain where a table has both.
_AUTHORITIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ahrefs_dr", names_of("domain rating,domain rating source,dr,ahrefs dr,referring domain rating")),
    (
        "semrush_as",
        names_of(
            "domain ascore,domain authority score,authority score,page ascore,ascore,semrush as,"
            "page authority score"
        ),
    ),
    ("majestic_tf", names_of("domain trust flow,source trust flow,trust flow,tf,majestic tf")),
    ("moz_da", names_of("domain authority,da,moz da,source da,linking domain da,root domain da")),
)

_TASK_NAMES: dict[Field, tuple[str, ...]] = {
    Field.SITE: names_of(
        "site,website,domain,prospect,prospect site,prospect url,target site,publisher,publication,"
        "outlet,blog,"
        "root domain,referring domain,media,company website,domain name,webseite,webseite url,"
        "domäne,site web,sitio web,sito web,site da web,witryna,strona,url"
    ),
    Field.CONTACT: names_of(
        "contact,contact name,contact person,name,full name,editor,journalist,author,webmaster,first name,"
        "ansprechpartner,kontakt,kontaktperson,nom du contact,contacto,contatto,contato,osoba kontaktowa"
    ),
    Field.EMAIL: names_of("email,e mail,contact email,email address,mail,contact e mail"),
    Field.TACTIC: names_of("tactic,link building tactic,type of outreach,outreach type,method,strategy,type"),
    Field.CAMPAIGN: names_of("campaign,client,project,campaign name,client name"),
    Field.OWNER: names_of(
        "owner,assignee,assigned to,responsible,outreach by,link builder,linkbuilder,sender,by,who,person"
    ),
    Field.STAGE: names_of(
        "stage,status,state,outreach status,relationship stage,opportunity status,result,outcome,"
        "current status,stand,statut,estado,stato"
    ),
    Field.ASKED: names_of(
        "asked,asked at,asked on,date asked,contacted,contacted at,contacted on,"
        "date contacted,contact date,"
        "outreach date,date of outreach,first contact,first contacted,sent,date sent,sent on,"
        "sent at,emailed,"
        "created,created at,date added,date,start date,email sent,kontaktiert am,kontaktiert,"
        "angeschrieben am,date de contact,fecha de contacto,data di contatto,data de contato"
    ),
    Field.REPLIED: names_of(
        "replied,replied at,replied on,date replied,reply date,response date,answered,last reply,answered on"
    ),
    Field.LIVE: names_of(
        "live since,live date,date live,went live,went live on,live on,live at,link live date,link live on,"
        "published on,published at,date published,publish date,published date,publication date,placed on,"
        "date placed,placement date,won on,date won"
    ),
    Field.PROMISED_BY: names_of(
        "promised for,promised by,promise date,promised date,promised until,goes live,goes live on,go live,"
        "go live date,expected live date,expected live,expected on,expected date,expected,due live,live by,"
        "planned live date,planned publication,deadline"
    ),
    Field.FOLLOW_UP: names_of(
        "follow up,follow up at,follow up on,follow up date,next follow up,next step date,followup,"
        "followup date,"
        "next followup,reminder,due,due date,next contact,next action date"
    ),
    Field.PRICE: names_of(
        "price,cost,fee,price paid,paid,amount,budget,rate,link price,price usd,price eur,"
        "preis,kosten,prix,precio,"
        "prezzo,preço,cena"
    ),
    Field.CURRENCY: names_of(
        "currency,price currency,cost currency,währung,devise,moneda,divisa,valuta,moeda,waluta"
    ),
    Field.NOTE: names_of(
        "note,notes,comment,comments,remarks,remark,description,"
        "bemerkung,bemerkungen,notiz,notizen,commentaire,"
        "notas,uwagi"
    ),
    Field.NUMBER: names_of("id,no,nr,number,task,task id,row id,ref,key"),
    Field.TARGET: (
        *_LINK_NAMES[Field.TARGET],
        *names_of("zielseite,ziel url,zielurl,page cible,página de destino,url de destino"),
    ),
    Field.PAGE: names_of(
        "live url,live link,published url,placement url,placement,link url source,page,page url,backlink,"
        "backlink url,link,published link,live page,live page url,article url,post url,linking page,"
        "linking page url,linking url,linking from,referring page,referring page url,link location,"
        "veröffentlicht unter,live url des links"
    ),
    Field.ANCHOR: _LINK_NAMES[Field.ANCHOR],
    Field.REL: _LINK_NAMES[Field.REL],
}
_TASK_MARKS = (
    Field.STAGE,
    Field.EMAIL,
    Field.CONTACT,
    Field.OWNER,
    Field.FOLLOW_UP,
    Field.ASKED,
    Field.TACTIC,
)

_AHREFS = set(
    names_of(
        "referring page url,referring page title,ur,domain rating,url rating,url from,domain rating source"
    )
)
_MAJESTIC = set(
    names_of(
        "source trust flow,source citation flow,trust flow,citation flow,domain trust flow,"
        "first indexed date,"
        "flag nofollow,flag redirect,date lost,reason lost,source crawl date"
    )
)
_MOZ = set(
    names_of("domain authority,da,page authority,pa,spam score,link equity,moz da,source da,source pa")
)


def matched(header: Sequence[str]) -> Matched | None:
    """What a row of headers says; None where it is no header that is known."""
    names = [_bare(cell) for cell in header]
    if not any(names):
        return None
    if found := _console(header, names):
        return found
    links = _places(names, _LINK_NAMES)
    tasks = _places(names, _TASK_NAMES)
    tool = _tool(names, links)
    authority = _authority(names)
    if authority is not None:
        links[Field.AUTHORITY] = authority[0]
    score = authority[1] if authority else None
    marks = [field for field in _TASK_MARKS if field in tasks and tasks[field] not in links.values()]
    if tool is Tool.FILE and marks and (Field.SITE in tasks or Field.EMAIL in tasks):
        if Field.SITE in tasks and tasks.get(Field.PAGE) == tasks[Field.SITE]:
            del tasks[Field.PAGE]
        return Matched(tool, Kind.TASKS, tasks, tuple(header))
    if Field.PAGE in links and (Field.TARGET in links or tool is not Tool.FILE):
        if Field.TARGET not in links and set(names).intersection(SUMMARY):
            return Matched(tool, Kind.SUMMARY, links, tuple(header))
        return Matched(tool, Kind.LINKS, _with_status(names, links), tuple(header), score)
    if Field.PAGE in links and len(links) > 1 and not set(names).intersection(SUMMARY):
        return Matched(tool, Kind.LINKS, _with_status(names, links), tuple(header), score)
    if set(names).intersection(SUMMARY) and len(names) > 1:
        return Matched(tool, Kind.SUMMARY, links, tuple(header))
    return None


def _with_status(names: Sequence[str], links: Mapping[Field, int]) -> dict[Field, int]:
    """With the column that says how a link is, once it is sure that it is not how a task is."""
    status = next((names.index(name) for name in ("status", "state") if name in names), None)
    taken = status in links.values() or Field.IS_LOST in links
    return dict(links) if status is None or taken else {**links, Field.IS_LOST: status}


def names_page(header: str) -> bool:
    """Whether a header alone is one that people write over pages that link."""
    return _bare(header) in _LINK_NAMES[Field.PAGE]


def _bare(header: str) -> str:
    """A header without the arrow that old exports put behind the column they are sorted by."""
    bare = re.sub(r"\((?:desc|asc)\)\s*$", "", header.strip(" \t\r\n\ufeff\u00a0*"), flags=re.IGNORECASE)
    return plain(bare)


def _places(names: Sequence[str], known: Mapping[Field, tuple[str, ...]]) -> dict[Field, int]:
    """The column of each field; a column means one thing, the surest."""
    ranked: list[tuple[int, int, Field]] = []
    for field, spellings in known.items():
        for rank, spelling in enumerate(spellings):
            if spelling in names:
                ranked.append((rank, names.index(spelling), field))
                break
    places: dict[Field, int] = {}
    taken: set[int] = set()
    for _, place, field in sorted(ranked):
        if place not in taken:
            places[field] = place
            taken.add(place)
    return places


def _tool(names: Sequence[str], links: Mapping[Field, int]) -> Tool:
    here = set(names)
    if Field.PAGE not in links:
        return Tool.FILE
    if len(here & _MAJESTIC) >= 2 or "flagnofollow" in here:
        return Tool.MAJESTIC
    if here & {"pageascore", "ascore", "domainascore", "pageauthorityscore", "toxicscore"} and here & {
        "sourceurl",
        "sourcepageurl",
    }:
        return Tool.SEMRUSH
    if "referringpageurl" in here or ("urlfrom" in here and here & _AHREFS - {"urlfrom"}):
        return Tool.AHREFS
    if len(here & _MOZ) >= 2:
        return Tool.MOZ
    return Tool.FILE


def _authority(names: Sequence[str]) -> tuple[int, str] | None:
    for source, spellings in _AUTHORITIES:
        for spelling in spellings:
            if spelling in names:
                return names.index(spelling), source
    return None


def _console(header: Sequence[str], names: Sequence[str]) -> Matched | None:
    """Search Console's tables: they have few columns, and no target."""
    filled = [name for name in names if name]
    if len(filled) > 3:
        return None
    crawled = next((place for place, name in enumerate(names) if name in CONSOLE_CRAWLED), None)
    page = next((place for place, name in enumerate(names) if name in CONSOLE_PAGE), None)
    if page is None and crawled is not None and len(filled) == 2:
        page = 1 - crawled if crawled < 2 else None
    if page is not None and (crawled is not None or len(filled) == 1):
        places = {Field.PAGE: page}
        if crawled is not None:
            places[Field.LAST_SEEN] = crawled
        return Matched(Tool.SEARCH_CONSOLE, Kind.LINKS, places, tuple(header))
    counts = [name for name in filled if name in SUMMARY]
    if counts and crawled is None and len(filled) in {2, 3} and "anchor" not in filled:
        return Matched(Tool.SEARCH_CONSOLE, Kind.SUMMARY, {}, tuple(header))
    return None
