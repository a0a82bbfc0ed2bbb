"""Which column is which: by the headers that each tool writes, in the languages that it writes them in."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


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


def plain(header: str) -> str:
    """A header's letters and digits: ``Flag: NoFollow``, ``flag_no_follow`` and ``FlagNoFollow`` are one."""
    folded = unicodedata.normalize("NFKC", header).casefold()
    return re.sub(r"[\W_]+", "", folded)


def _names(*groups: str) -> tuple[str, ...]:
    return tuple(plain(name) for group in groups for name in group.split(","))


#: Fields and the headers that mean them, the surest first. Source: the tools' own exports.
_LINK_NAMES: dict[Field, tuple[str, ...]] = {
    Field.PAGE: _names(
        "referring page url,referring page,ref page url,url from,source url,source page url,source page,"
        "sourceurl,"
        "linking page url,linking page,linking url,backlink url,backlink,link from,from url,page url,"
        "page,live url,"
        "live link,published url,placement url,placement,link url source,external url,url of linking page,"
        "source,url"
    ),
    Field.TARGET: _names(
        "target url,url to,url target link,target page url,target page,target link,destination url,"
        "destination page,destination,linked url,linked page,links to,link to,to url,your page,our page,"
        "link url,"
        "landing page,money page,target"
    ),
    Field.ANCHOR: _names("anchor,anchor text,link anchor,link text,anchor text alt text,text anchor"),
    Field.REL: _names("rel,link rel,link attributes,attributes,rel attribute,link attribute"),
    Field.FOLLOWED: _names(
        "followed,is dofollow,dofollow,do follow,follow,follow nofollow,dofollow nofollow,link equity,"
        "nofollow dofollow"
    ),
    Field.NOFOLLOW: _names("nofollow,is nofollow,flag nofollow,no follow"),
    Field.UGC: _names("ugc,is ugc,flag ugc"),
    Field.SPONSORED: _names("sponsored,is sponsored,flag sponsored"),
    Field.LINK_TYPE: _names("link type,type,backlink type,type of link"),
    Field.MENTION: _names("flag mention"),
    Field.REDIRECT: _names("flag redirect"),
    Field.FRAME: _names("flag frame,frame"),
    Field.FORM: _names("form"),
    Field.FIRST_SEEN: _names(
        "first seen,first seen link,first seen date,link first seen,date first seen,first indexed date,"
        "link first indexed date,source first found date,first found,first found date,"
        "discovered,date found,"
        "first indexed,found,date discovered,first crawled,live since,published,"
        "date published,publish date,"
        "live date,date live"
    ),
    Field.LAST_SEEN: _names(
        "last seen,last seen date,link last seen,date last seen,link last seen date,"
        "last check,last checked,"
        "last visited,last crawled,source crawl date,crawl date,last crawl date,last update,last updated"
    ),
    Field.LOST_AT: _names("lost,day lost,lost date,date lost,lost at,lost on,removed date,date removed"),
    Field.IS_LOST: _names(
        "lost link,flag deleted,deleted,is lost,link lost,lost status,link state,link status"
    ),
    Field.AUTHORITY: (),
}

#: Authority by the tool that measures it: of the whole domain where a table has both.
_AUTHORITIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ahrefs_dr", _names("domain rating,domain rating source,dr,ahrefs dr,referring domain rating")),
    (
        "semrush_as",
        _names("domain ascore,authority score,page ascore,ascore,semrush as,page authority score"),
    ),
    ("majestic_tf", _names("domain trust flow,source trust flow,trust flow,tf,majestic tf")),
    ("moz_da", _names("domain authority,da,moz da,source da,linking domain da,root domain da")),
)

_TASK_NAMES: dict[Field, tuple[str, ...]] = {
    Field.SITE: _names(
        "site,website,domain,prospect,prospect site,prospect url,target site,publisher,publication,"
        "outlet,blog,"
        "root domain,referring domain,media,company website,url"
    ),
    Field.CONTACT: _names(
        "contact,contact name,contact person,name,full name,editor,journalist,author,webmaster,first name"
    ),
    Field.EMAIL: _names("email,e mail,contact email,email address,mail,contact e mail"),
    Field.TACTIC: _names("tactic,link building tactic,type of outreach,outreach type,method,strategy,type"),
    Field.CAMPAIGN: _names("campaign,client,project,campaign name,client name"),
    Field.OWNER: _names(
        "owner,assignee,assigned to,responsible,outreach by,link builder,linkbuilder,sender,by,who,person"
    ),
    Field.STAGE: _names("stage,status,state,outreach status,result,outcome,current status"),
    Field.ASKED: _names(
        "asked,asked at,asked on,date asked,contacted,contacted at,contacted on,"
        "date contacted,contact date,"
        "outreach date,date of outreach,first contact,first contacted,sent,date sent,sent on,"
        "sent at,emailed,"
        "created,created at,date added,date,start date,email sent"
    ),
    Field.REPLIED: _names(
        "replied,replied at,replied on,date replied,reply date,response date,answered,last reply,answered on"
    ),
    Field.LIVE: _names(
        "live since,live date,date live,went live,went live on,live on,live at,link live date,link live on,"
        "published on,published at,date published,publish date,published date,publication date,placed on,"
        "date placed,placement date,won on,date won"
    ),
    Field.PROMISED_BY: _names(
        "promised for,promised by,promise date,promised date,promised until,goes live,goes live on,go live,"
        "go live date,expected live date,expected live,expected on,expected date,expected,due live,live by,"
        "planned live date,planned publication,deadline"
    ),
    Field.FOLLOW_UP: _names(
        "follow up,follow up at,follow up on,follow up date,next follow up,next step date,followup,"
        "followup date,"
        "next followup,reminder,due,due date,next contact,next action date"
    ),
    Field.PRICE: _names("price,cost,fee,price paid,paid,amount,budget,rate,link price,price usd,price eur"),
    Field.CURRENCY: _names("currency,price currency,cost currency"),
    Field.NOTE: _names("note,notes,comment,comments,remarks,remark,description"),
    Field.NUMBER: _names("id,no,nr,number,task,task id,row id,ref,key"),
    Field.TARGET: _LINK_NAMES[Field.TARGET],
    Field.PAGE: _names(
        "live url,live link,published url,placement url,placement,link url source,page,page url,backlink,"
        "backlink url,link,published link,live page,live page url,article url,post url,linking page,"
        "linking page url,linking url,referring page,referring page url,link location"
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

#: Search Console's headers, whole. Its words are matched one by one below, where it changes them.
_CONSOLE_PAGE = _names(
    "linking page",
    "verlinkende seite,verweisende seite,linkseite",
    "page d'origine,page contenant le lien,page source,page référente,page de lien",
    "página de enlace,página con enlace,página que enlaza,página con enlaces,página vinculante,"
    "página enlazante",
    "pagina contenente link,pagina con link,pagina contenente il link,pagina di origine,"
    "pagina di collegamento",
    "linkende pagina,verwijzende pagina,pagina met link",
    "página com link,página de vinculação,página com hiperligação,página de ligação,página que contém o link",
    "strona linkująca,strona z linkiem,strona zawierająca link,strona z linkami,strona odsyłająca",
    "リンク元ページ,リンク元のページ,リンク元 ページ,リンクページ",
    "דף מקשר,ссылающаяся страница,страница со ссылкой,bağlantı veren sayfa,länkande sida,linkkaava sivu",
    "链接网页,链接页面,連結網頁,連結頁面,링크된 페이지,링크 페이지,연결하는 페이지,odkazující stránka",
)
_CONSOLE_CRAWLED = _names(
    "last crawled",
    "zuletzt gecrawlt,letztes crawling,letzter crawl,letztes crawl-datum",
    "dernière exploration,date de la dernière exploration,dernier crawl,dernière analyse",
    "último rastreo,última vez que se rastreó,fecha del último rastreo,rastreado por última vez",
    "ultima scansione,data ultima scansione,ultimo rilevamento",
    "laatst gecrawld,laatste crawl,laatst gecrawled",
    "último rastreamento,último rastreio,última pesquisa,rastreado pela última vez",
    "ostatnie indeksowanie,ostatnie skanowanie,ostatnio zindeksowano,ostatnio zeskanowano,"
    "data ostatniego skanowania",
    "最終クロール,最終クロール日,前回のクロール,前回のクロール日,最終クロール日時",
    "נסרק לאחרונה,последнее сканирование,son tarama,senast genomsökt",
    "上次抓取时间,上次抓取日期,上次檢索日期,上次檢索時間,마지막 크롤링,마지막으로 크롤링됨",
)
#: Tables that count and name no page: of linking sites, of pages that are linked, of words in links.
_SUMMARY = _names(
    "linking pages,linking sites,incoming links,target pages,linking text,linked pages",
    "verlinkende seiten,zielseiten,verlinkende websites,eingehende links,verweisende seiten,"
    "verweisende websites",
    "pages d'origine,pages cibles,sites d'origine,liens entrants,pages de destination,sites référents",
    "páginas con enlaces,páginas de destino,enlaces entrantes,sitios con enlaces,"
    "páginas que enlazan,sitios web con enlaces",
    "pagine contenenti link,pagine di destinazione,link in entrata,siti contenenti link",
    "linkende pagina's,doelpagina's,inkomende links,linkende sites",
    "páginas de destino,links de entrada,sites com links,páginas com links,hiperligações de entrada",
    "strony linkujące,strony docelowe,linki przychodzące,witryny linkujące",
    "リンク元ページ数,ターゲットページ,ターゲットページ数,リンク元サイト,被リンク,リンク元サイト数,リンクされているページ",
    "referring domains,ref domains,dofollow ref domains,backlinks,links to target,dofollow links,"
    "domains,total backlinks,"
    "referring pages,links from domain,matched links,external backlinks,refdomains,linking domains,links",
)

_AHREFS = set(
    _names(
        "referring page url,referring page title,ur,domain rating,url rating,url from,domain rating source"
    )
)
_SEMRUSH = set(_names("page ascore,source title,domain ascore,ascore,page score"))
_MAJESTIC = set(
    _names(
        "source trust flow,source citation flow,trust flow,citation flow,domain trust flow,"
        "first indexed date,"
        "flag nofollow,flag redirect,date lost,reason lost,source crawl date"
    )
)
_MOZ = set(_names("domain authority,da,page authority,pa,spam score,link equity,moz da,source da,source pa"))


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
        if Field.TARGET not in links and set(names).intersection(_SUMMARY):
            return Matched(tool, Kind.SUMMARY, links, tuple(header))
        return Matched(tool, Kind.LINKS, links, tuple(header), score)
    if Field.PAGE in links and len(links) > 1 and not set(names).intersection(_SUMMARY):
        return Matched(tool, Kind.LINKS, links, tuple(header), score)
    if set(names).intersection(_SUMMARY) and len(names) > 1:
        return Matched(tool, Kind.SUMMARY, links, tuple(header))
    return None


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
    if here & {"pageascore", "ascore", "domainascore"} and "sourceurl" in here:
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
    crawled = next((place for place, name in enumerate(names) if name in _CONSOLE_CRAWLED), None)
    page = next((place for place, name in enumerate(names) if name in _CONSOLE_PAGE), None)
    if page is None and crawled is not None and len(filled) == 2:
        page = 1 - crawled if crawled < 2 else None
    if page is not None and (crawled is not None or len(filled) == 1):
        places = {Field.PAGE: page}
        if crawled is not None:
            places[Field.LAST_SEEN] = crawled
        return Matched(Tool.SEARCH_CONSOLE, Kind.LINKS, places, tuple(header))
    counts = [name for name in filled if name in _SUMMARY]
    if counts and crawled is None and len(filled) in {2, 3} and "anchor" not in filled:
        return Matched(Tool.SEARCH_CONSOLE, Kind.SUMMARY, {}, tuple(header))
    return None
