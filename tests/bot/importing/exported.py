"""Header lines as the tools write them, with where each was found, and one row under each.

Taken from public code that reads real exports; the rows are made up.
"""

# ruff: noqa: E501 - headers are as long as they are

from dataclasses import dataclass


@dataclass(frozen=True)
class Export:
    """A header line, its cells divided by ``by``, and what a row under it says."""

    origin: str
    by: str
    header: str
    row: dict[str, str]
    tool: str
    authority: tuple[float, str] | None = None
    followed: bool | None = True


AHREFS = {
    "Referring page URL": "https://techblog.com/post",
    "Target URL": "https://acme.com/guide",
    "Anchor": "the guide",
    "Domain rating": "56",
    "Nofollow": "false",
    "UGC": "false",
    "Sponsored": "false",
    "Type": "Text",
    "First seen": "2024-03-05 10:11:12",
    "Last seen": "2024-04-01 00:00:00",
}

EXPORTS = [
    Export(
        "Ahrefs, Site Explorer, Backlinks, 2023 to 2026: the columns that several importers on GitHub name "
        "(an AhrefsEntry type, an ahrefs_backlinks table), in the order of the export",
        "\t",
        "Referring page title\tReferring page URL\tLanguage\tPlatform\tReferring page HTTP code\tDomain rating\tUR\t"
        "Domain traffic\tReferring domains\tLinked domains\tExternal links\tPage traffic\tKeywords\tTarget URL\t"
        "Left context\tAnchor\tRight context\tRedirect Chain URLs\tRedirect Chain status codes\tType\tContent\t"
        "Nofollow\tUGC\tSponsored\tRendered\tRaw\tLost status\tDrop reason\tDiscovered status\tFirst seen\tLast seen\t"
        "Lost\tLinks in group",
        AHREFS,
        "Ahrefs",
        (56, "ahrefs_dr"),
    ),
    Export(
        "Ahrefs, Broken backlinks, 2026: a column map of an importer on GitHub (BROKEN_BACKLINKS_MAP)",
        ",",
        "Referring page title,Referring page URL,Language,Platform,Referring page HTTP code,Domain rating,UR,"
        "Domain traffic,Referring domains,Linked domains,External links,Page traffic,Keywords,Target URL,"
        "Target page HTTP code,Left context,Anchor,Right context,Redirect Chain URLs,Redirect Chain status codes,"
        "Type,Is spam,Content,Nofollow,UGC,Sponsored,Rendered,Raw,First seen,Last seen",
        AHREFS,
        "Ahrefs",
        (56, "ahrefs_dr"),
    ),
    Export(
        "Ahrefs before 2020, UTF-16 with tabs: columns that older notebooks on GitHub name",
        "\t",
        "#\tDomain Rating\tURL Rating (desc)\tReferring Domains\tReferring Page URL\tReferring Page Title\t"
        "Internal Links Count\tExternal Links Count\tLink URL\tTextPre\tLink Anchor\tTextPost\tType\tBacklink Status\t"
        "First Seen\tLast Check\tDay Lost\tLanguage\tTraffic\tKeywords\tJs rendered\tLinked Domains",
        {
            "Referring Page URL": "https://techblog.com/post",
            "Link URL": "https://acme.com/guide",
            "Link Anchor": "the guide",
            "Domain Rating": "56",
            "Type": "Dofollow",
            "First Seen": "2024-03-05 10:11:12",
            "Last Check": "2024-04-01 00:00:00",
        },
        "Ahrefs",
        (56, "ahrefs_dr"),
    ),
    Export(
        "Semrush, Backlink Analytics, Backlinks, 2022 to 2026: the columns that a public audit lists of its export",
        ",",
        "Page ascore,Source title,Source url,Target url,Anchor,External links,Internal links,Nofollow,Sponsored,Ugc,"
        "Text,Frame,Form,Image,Sitewide,First seen,Last seen,New link,Lost link",
        {
            "Source url": "https://techblog.com/post",
            "Target url": "https://acme.com/guide",
            "Anchor": "the guide",
            "Page ascore": "41",
            "Nofollow": "FALSE",
            "Sponsored": "FALSE",
            "Ugc": "FALSE",
            "Frame": "FALSE",
            "First seen": "2024-03-05",
            "Last seen": "2024-04-01",
            "Lost link": "FALSE",
        },
        "Semrush",
        (41, "semrush_as"),
    ),
    Export(
        "Majestic, Site Explorer, Backlinks: columns of a public application's copy of its export",
        ",",
        "Target URL,Source URL,Anchor Text,Source Crawl Date,Source First Found Date,Flag: NoFollow,Flag: ImageLink,"
        "Flag: Redirect,Flag: Frame,Flag: OldCrawl,Flag: AltText,Flag: Mention,Source Citation Flow,"
        "Source Trust Flow,Target Citation Flow,Target Trust Flow,Source Topical Trust Flow Topic 0,"
        "Source Topical Trust Flow Value 0",
        {
            "Source URL": "https://techblog.com/post",
            "Target URL": "https://acme.com/guide",
            "Anchor Text": "the guide",
            "Source Trust Flow": "22",
            "Flag: NoFollow": "-",
            "Flag: Mention": "-",
            "Source First Found Date": "2024-03-05",
            "Source Crawl Date": "2024-04-01",
        },
        "Majestic",
        (22, "majestic_tf"),
    ),
    Export(
        "Majestic, Advanced reports and API as CSV: the columns that a public test of such an export expects",
        ",",
        "SourceURL,AnchorText,Date,FlagRedirect,FlagFrame,FlagNoFollow,FlagImages,FlagDeleted,FlagAltText,FlagMention,"
        "TargetURL,FirstIndexedDate,LastSeenDate,DateLost,ReasonLost,LinkType,LinkSubType,TargetCitationFlow,"
        "TargetTrustFlow,TargetTopicalTrustFlow_Topic_0,TargetTopicalTrustFlow_Value_0,SourceCitationFlow,"
        "SourceTrustFlow,SourceTopicalTrustFlow_Topic_0,SourceTopicalTrustFlow_Value_0",
        {
            "SourceURL": "https://techblog.com/post",
            "TargetURL": "https://acme.com/guide",
            "AnchorText": "the guide",
            "SourceTrustFlow": "22",
            "FlagNoFollow": "0",
            "FlagDeleted": "0",
            "LinkType": "TextLink",
            "FirstIndexedDate": "2024-03-05",
            "LastSeenDate": "2024-04-01",
        },
        "Majestic",
        (22, "majestic_tf"),
    ),
    Export(
        "Moz, Link Explorer, Inbound links: columns that importers on GitHub name",
        ",",
        "URL,Title,Anchor Text,Spam Score,PA,DA,Linking Domains,Target URL,Link Type",
        {
            "URL": "techblog.com/post",
            "Target URL": "acme.com/guide",
            "Anchor Text": "the guide",
            "DA": "38",
            "Link Type": "Follow",
        },
        "Moz",
        (38, "moz_da"),
    ),
    Export(
        "Moz, Open Site Explorer, 2016: the older columns",
        ",",
        "URL,Title,Anchor Text,Spam Score,Page Authority,Domain Authority,Number of Domains Linking to this Page,"
        "Number of Domains Linking to Domain,Origin,Target URL,Link Equity",
        {
            "URL": "https://techblog.com/post",
            "Target URL": "https://acme.com/guide",
            "Anchor Text": "the guide",
            "Domain Authority": "38",
            "Link Equity": "Yes",
        },
        "Moz",
        (38, "moz_da"),
    ),
    Export(
        "A table of one's own",
        ";",
        "Page;Target;Anchor;Rel;First seen",
        {
            "Page": "https://techblog.com/post",
            "Target": "https://acme.com/guide",
            "Anchor": "the guide",
            "Rel": "dofollow",
            "First seen": "05.03.2024",
        },
        "a table of your own",
    ),
]

#: Search Console, Links, Latest links and More sample links: headers as people quote them, by language.
SEARCH_CONSOLE = {
    "en": ("Linking page", "Last crawled", "2024-03-05"),
    "de": ("Verlinkende Seite", "Zuletzt gecrawlt", "05.03.2024"),
    "fr": ("Page d'origine", "Dernière exploration", "5 mars 2024"),
    "es": ("Página con enlace", "Último rastreo", "5 de marzo de 2024"),
    "it": ("Pagina contenente link", "Ultima scansione", "5 mar 2024"),
    "nl": ("Linkende pagina", "Laatst gecrawld", "5 mrt. 2024"),
    "pt": ("Página com link", "Último rastreamento", "5 de mar. de 2024"),
    "pl": ("Strona linkująca", "Ostatnie skanowanie", "5 marca 2024"),
    "ja": ("リンク元ページ", "最終クロール", "2024/03/05"),
    "he": ("דף מקשר", "נסרק לאחרונה", "2024-03-05"),
    "a language that we don't know": ("Linkkaava sivusto", "Viimeksi käyty", "5.3.2024"),
}
