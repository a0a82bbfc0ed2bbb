# ruff: noqa: E501 - a list of names
"""Hosts that are known to shorten or to track: their addresses say nothing of where they lead."""

from storage.links.link_key import bare_host

_HOSTS = frozenset(
    # shorteners
    "bit.ly bitly.com j.mp t.co tinyurl.com goo.gl ow.ly buff.ly lnkd.in fb.me rebrand.ly is.gd v.gd cutt.ly"
    " shorturl.at shorturl.gg rb.gy t.ly tiny.cc bl.ink dub.sh dub.co short.io s.id qr.ae hubs.ly hubs.la trib.al"
    " dlvr.it ift.tt wp.me adf.ly snip.ly soo.gd x.co mcaf.ee su.pr po.st shor.by clck.ru vk.cc u.to lc.cx ouo.io"
    " bc.vc zpr.io kutt.it yourls.org smarturl.it lnk.to linktr.ee geni.us urlgeni.us tidd.ly amzn.to spr.ly"
    " ebay.to flip.it sprou.tl mailchi.mp eepurl.com forms.gle aka.ms g.co nyti.ms wapo.st reut.rs on.ft.com"
    # affiliate and click trackers
    " awin1.com shareasale.com shareasale-analytics.com anrdoezrs.net jdoqocy.com dpbolvw.net kqzyfj.com tkqlhce.com"
    " qksrv.net emjcd.com linksynergy.com prf.hn pxf.io sjv.io evyy.net 7eer.net ojrq.net go2cloud.org tradedoubler.com"
    " zanox.com avantlink.com pepperjamnetwork.com gopjn.com pjtra.com pntra.com pntrac.com pntrs.com redirectingat.com"
    " viglink.com skimresources.com skimlinks.com sovrn.co partnerize.com webgains.com affilae.com effiliation.com"
    " hop.clickbank.net impact.com doubleclick.net googleadservices.com list-manage.com sendgrid.net mandrillapp.com"
    " hubspotlinks.com hs-sites.com click.convertkit-mail.com rs6.net exacttarget.com outbrain.com taboola.com"
    # the doors that big sites put before outward links
    " l.facebook.com lm.facebook.com l.instagram.com out.reddit.com away.vk.com href.li nullrefer.com anonym.to"
    " slack-redir.net steamcommunity.com linkedin.com safelinks.protection.outlook.com urldefense.com"
    " urldefense.proofpoint.com".split()
)
_ONLY_BELOW = {"linkedin.com": "/redir/", "steamcommunity.com": "/linkfilter", "impact.com": "/c/"}


def shortens(host: str, path: str | None) -> bool:
    """Whether an address on ``host`` is one that only leads elsewhere; ``path`` None asks about any path."""
    host = bare_host(host)
    if host.startswith("google."):
        return path is None or path.startswith("/url")
    labels = host.split(".")
    for start in range(len(labels) - 1):
        name = ".".join(labels[start:])
        if name in _HOSTS:
            return path is None or path.startswith(_ONLY_BELOW.get(name, "/"))
    return False
