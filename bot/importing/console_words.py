"""Headers of tables that need words of their own: Search Console's in its languages, and summaries."""

from bot.importing.header_names import names_of

#: Search Console's headers, whole. Its words are matched one by one below, where it changes them.
CONSOLE_PAGE = names_of(
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
CONSOLE_CRAWLED = names_of(
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
SUMMARY = names_of(
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
