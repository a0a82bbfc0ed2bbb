"""Pages that no rule knows are weighed: little said, a heading its title lacks, a visitor spoken to."""

from datetime import UTC, datetime

from bot.links.page.page_facts import Sought
from bot.links.page.reading import read

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
MENU = "<header><a href=/>Garden</a><nav><a href=/a>1</a><a href=/b>2</a></nav></header>"
WALLS = (
    ("Nordlys", "Tady nic není", "Článek byl smazán nebo přesunut jinam."),
    ("Nordlys", "Itt nincs semmi", "A keresett cikket törölték vagy áthelyezték."),
    ("Nordlys", "Här var det tomt", "Artikeln du letar efter har flyttats eller tagits bort."),
    ("Nordlys", "Bitte melden Sie sich an", "Dieser Bereich ist Mitgliedern vorbehalten."),
    ("Nordlys", "여기에는 아무것도 없어요", "찾으시는 글이 삭제되었거나 옮겨졌습니다."),
    ("Sospeso", "Il sito è stato sospeso", "Contatti l'assistenza del suo provider."),
    ("Un moment", "Verificăm conexiunea ta", "Site-ul analizează securitatea conexiunii."),
)
PAGES = (
    ("New server, same blog", "New server, same blog", "Last night I moved the blog to a new server."),
    ("Fehler beim Brotbacken", "Fehler beim Brotbacken", "Zu wenig Salz, zu kurze Ruhe, zu kalter Ofen."),
    ("Garage sale", "Garage sale", "Two bikes, a drill, a table. Saturday from 9 to 12, Mill Lane 4."),
    ("Path closed | Trails", "Path closed", "The path to the falls is closed by a landslide."),
    ("Verksted", "Slip et stemjern", "En stein, vann og ti minutter."),
    ("Ошибка в рецепте", "Ошибка в рецепте", "Сахара нужно двести граммов."),
    ("自転車の点検", "自転車の点検", "チェーンを掃除して油をさします。"),
)


def stands_in_front(title: str, heading: str, text: str) -> bool:
    html = f"<!doctype html><title>{title}</title>{MENU}<main><h1>{heading}</h1><p>{text}</p></main>"
    sought = [Sought.of("https://acme.com/guide")]
    return read(html.encode(), "text/html; charset=utf-8", "https://a.com/p", sought, NOW).wall is not None


def test_what_says_little_and_speaks_of_itself_is_a_wall() -> None:
    assert [page for page in WALLS if not stands_in_front(*page)] == []


def test_what_somebody_wrote_for_readers_is_read() -> None:
    assert [page for page in PAGES if stands_in_front(*page)] == []
