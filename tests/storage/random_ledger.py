"""A ledger of random rows, and a report counted from its export by code that shares nothing with ours."""

import operator
import random
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from storage.models import Backlink, Campaign, Outreach, Placement, Prospect, Touch
from storage.store import Store

TACTICS = ["guest_post", "digital_pr", "broken_link", None]
KINDS = ["asked", "followed_up", "replied", "promised", "declined", "noted", "closed", "paid"]
BEGINS = datetime(2026, 3, 20, tzinfo=UTC)
SPAN = int(timedelta(days=200).total_seconds() * 1_000_000)


async def fill(store: Store, seed: int, now: datetime, *, tasks: int = 120) -> None:
    """Rows as any history could have left them, undone ones among them; times to the microsecond."""
    draw = random.Random(seed)

    def at() -> datetime:
        # Midnights of Berlin and New York are where days part: plenty of times fall on them.
        moment = BEGINS + timedelta(microseconds=draw.randrange(SPAN))
        return moment.replace(hour=22, minute=0, second=0, microsecond=0) if draw.random() < 0.15 else moment

    async with store.writing("T1", now) as scope:
        here = {"workspace_id": scope.workspace_id}
        made = here | {"created_at": BEGINS}
        campaigns = [("Acme", ["acme.com"]), ("=Ünïcödé", ["other.example", "acme.com"])]
        for number, (name, sites) in enumerate(campaigns, start=1):
            row = made | {"id": number, "name": name, "sites": sites}
            await scope.session.execute(insert(Campaign).values(**row))
        await scope.session.execute(insert(Prospect).values(**made, id=1, site="techblog.com"))
        outreach, touches, placements, links = [], [], [], []
        for number in range(1, tasks + 1):
            priced = draw.random() < 0.3
            outreach.append(
                made
                | {
                    "id": number,
                    "campaign_id": draw.choice([1, 2, None]),
                    "prospect_id": 1,
                    "tactic": draw.choice(TACTICS),
                    "owner": draw.choice(["U1", "U2"]),
                    "stage": "contacted",
                    "price_amount": draw.choice(["100", "99.99", "0.1"]) if priced else None,
                    "price_currency": draw.choice(["USD", "EUR"]) if priced else None,
                    "channel": "C1",
                    "created_by": "U1",
                    "updated_at": BEGINS,
                    "removed_at": BEGINS if draw.random() < 0.05 else None,
                }
            )
            touches += [
                here
                | {
                    "id": len(touches) + place + 1,
                    "outreach_id": number,
                    "by": draw.choice(["U1", "U2", "U3"]),
                    "what": draw.choice(KINDS),
                    "at": at() if draw.random() < 0.9 else None,
                    "removed_at": BEGINS if draw.random() < 0.1 else None,
                }
                for place in range(draw.randrange(6))
            ]
            for _ in range(draw.choice([0, 0, 1, 1, 2])):
                live, priced = draw.random() < 0.7, draw.random() < 0.4
                first = at() if live else None
                lost = (
                    first + timedelta(days=draw.choice([1, 89, 90, 200]))
                    if first and draw.random() < 0.4
                    else None
                )
                state = "lost" if lost else draw.choice(["live", "at_risk"]) if live else "promised"
                placements.append(
                    made
                    | {
                        "id": len(placements) + 1,
                        "outreach_id": number,
                        "site": "techblog.com",
                        "target": "https://acme.com/",
                        "promised_by": (BEGINS + timedelta(days=draw.randrange(250))).date(),
                        "price_amount": draw.choice(["10", "12.34", "1000000"]) if priced else None,
                        "price_currency": draw.choice(["USD", "GBP"]) if priced else None,
                        "state": state,
                        "findings": [],
                        "first_live_at": first,
                        "lost_at": lost,
                        "created_by": "U1",
                        "removed_at": BEGINS if draw.random() < 0.05 else None,
                    }
                )
        for number in range(1, 151):
            seen = at()
            links.append(
                here
                | {
                    "id": number,
                    "page": f"https://techblog.com/{number}",
                    "page_key": str(number),
                    "target": draw.choice(
                        ["https://www.acme.com/a", "https://acme.com/b", "https://else.org/"]
                    ),
                    "target_key": str(number),
                    "site": "techblog.com",
                    "followed": draw.choice([True, False, None]),
                    "indexable": draw.choice([True, False, None]),
                    "origin": draw.choice(["built", "passive", "uncertain"]),
                    "origin_reason": "",
                    "placement_id": draw.choice([None, draw.randrange(1, len(placements) + 2)]),
                    "first_seen_at": seen,
                    "last_seen_at": seen,
                    "lost_at": seen + timedelta(days=draw.randrange(90)) if draw.random() < 0.3 else None,
                    "authority_score": draw.choice([None, 0.0, 19.99, 20.0, 55.5, 80.0, 100.0]),
                    "authority_source": "ahrefs_dr",
                }
            )
        for link in links[::3]:
            score = draw.choice([0.0, 1.99, 2.0, 5.55, 8.0, 10.0])
            link.update(authority_score=score, authority_source="open_pagerank")
        filled = {Outreach: outreach, Touch: touches, Placement: placements, Backlink: links}
        for table, rows in filled.items():
            if rows:
                await scope.session.execute(insert(table), rows)


def counted(
    records: list[dict[str, Any]], first: date, last: date, tz: str, now: datetime, campaign: str | None
) -> dict[str, Any]:
    """What the report has to say, from exported records alone."""
    of: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in records:
        of[record["kind"]].append(record)
    zone = ZoneInfo(tz)

    def day(at: str) -> date:
        return datetime.fromisoformat(at).astimezone(zone).date()

    def within(at: str | None) -> bool:
        return at is not None and first <= day(at) <= last

    tasks = {t["id"]: t for t in of["outreach"] if campaign is None or t["campaign"] == campaign}
    everybody = {t["id"]: t for t in of["outreach"]}
    sites = next((set(c["sites"]) for c in of["campaign"] if c["name"] == campaign), set())
    touches = [t for t in of["touch"] if t["outreach"] in tasks]
    placements = [p for p in of["placement"] if p["outreach"] in tasks]
    by_number = {p["id"]: p for p in of["placement"] if p["outreach"] in everybody}

    def work(some: list[dict[str, Any]]) -> dict[str, int]:
        count = Counter(t["what"] for t in some)
        return {
            "asks": count["asked"],
            "follow_ups": count["followed_up"],
            "replies": count["replied"] + count["declined"],
            "promises": count["promised"],
            "declines": count["declined"],
        }

    def grouped(key: Any, counts: Any = within) -> dict[Any, dict[str, int]]:
        found = defaultdict(list)
        for touch in touches:
            if counts(touch["at"]):
                found[key(touch)].append(touch)
        return {name: work(some) for name, some in found.items() if any(work(some).values())}

    def week(touch: dict[str, Any]) -> str:
        year, number, _ = day(touch["at"]).isocalendar()
        return f"{year}-W{number:02}"

    def theirs(link: dict[str, Any]) -> bool:
        if campaign is None:
            return True
        placement = by_number.get(link["placement"])
        its = everybody[placement["outreach"]]["campaign"] if placement else None
        host = link["target"].split("/")[2].removeprefix("www.")
        return its == campaign or (its is None and host in sites)

    def stands(link: dict[str, Any]) -> bool:
        return day(link["first_seen_at"]) <= last and (link["lost_at"] is None or day(link["lost_at"]) > last)

    def band(link: dict[str, Any]) -> str:
        score = link["authority"]["score"] if link["authority"] else None
        if link["authority"] and link["authority"]["source"] == "open_pagerank":
            score *= 10
        return (
            "unknown"
            if score is None
            else ["0-19", "20-39", "40-59", "60-79", "80-100"][min(int(score // 20), 4)]
        )

    links = [link for link in of["backlink"] if theirs(link)]
    standing = [link for link in links if stands(link)]
    bands = Counter(band(link) for link in standing)

    first_asks: dict[int, str] = {}
    for touch in touches:
        if touch["what"] == "asked" and touch["at"]:
            before = first_asks.get(touch["outreach"])
            first_asks[touch["outreach"]] = (
                min(touch["at"], before, key=datetime.fromisoformat) if before else touch["at"]
            )
    answers = defaultdict(set)
    for touch in touches:
        answers[touch["outreach"]].add(touch["what"])

    def took(number: int) -> int | None:
        lives = [
            datetime.fromisoformat(p["first_live_at"])
            for p in placements
            if p["outreach"] == number and p["first_live_at"]
        ]
        return max(0, (min(lives) - datetime.fromisoformat(first_asks[number])).days) if lives else None

    def stood(number: int) -> bool:
        for p in placements:
            if p["outreach"] == number and p["first_live_at"]:
                until = datetime.fromisoformat(p["first_live_at"]) + timedelta(days=90)
                if until <= now and (p["lost_at"] is None or datetime.fromisoformat(p["lost_at"]) >= until):
                    return True
        return False

    months = defaultdict(Counter)
    cohort = [number for number, at in first_asks.items() if within(at)]
    for number in cohort:
        month = months[f"{day(first_asks[number]):%Y-%m}"]
        month["asked"] += 1
        month["replied"] += bool(answers[number] & {"replied", "declined", "promised"})
        month["promised"] += "promised" in answers[number]
        month["live"] += took(number) is not None
        month["standing_90_days"] += stood(number)

    never = {t["outreach"] for t in touches if t["what"] == "asked"} - first_asks.keys()
    no_day = Counter(
        asked=len(never),
        replied=sum(bool(answers[n] & {"replied", "declined", "promised"}) for n in never),
        promised=sum("promised" in answers[n] for n in never),
        live=sum(any(p["outreach"] == n and p["first_live_at"] for p in placements) for n in never),
        standing_90_days=sum(stood(n) for n in never),
    )

    spent = defaultdict(lambda: [Decimal(0), 0])
    for number, task in tasks.items():
        own = [p for p in placements if p["outreach"] == number]
        bought = [(p["price"], [p], p["first_live_at"]) for p in own if p["price"]]
        lives = sorted((p["first_live_at"] for p in own if p["first_live_at"]), key=datetime.fromisoformat)
        if task["price"] and not bought and lives:
            bought = [(task["price"], own, lives[0])]
        for price, of_placements, live_at in bought:
            if within(live_at):
                ids = {p["id"] for p in of_placements}
                kept = spent[price["currency"]]
                kept[0] += Decimal(str(price["amount"]))
                kept[1] += any(b["placement"] in ids and b["followed"] and stands(b) for b in of["backlink"])

    today = now.astimezone(zone).date()
    over = min(last + timedelta(days=1), today)
    rates = {}
    for tactic in {tasks[number]["tactic"] for number in cohort}:
        theirs_ = [number for number in cohort if tasks[number]["tactic"] == tactic]
        days = [took(number) for number in theirs_ if took(number) is not None]
        rates[tactic or "unspecified"] = {
            "asks": len(theirs_),
            "answer_rate": round(
                sum(bool(answers[n] & {"replied", "declined", "promised"}) for n in theirs_) / len(theirs_), 4
            ),
            "live_rate": round(len(days) / len(theirs_), 4),
            "median_days_to_live": float(median(days)) if days else None,
        }
    return {
        "work": work([t for t in touches if within(t["at"])]),
        "by_person": grouped(lambda t: t["by"]),
        "by_tactic": grouped(lambda t: tasks[t["outreach"]]["tactic"] or "unspecified"),
        "by_campaign": grouped(lambda t: tasks[t["outreach"]]["campaign"]),
        "by_week": grouped(week),
        "undated": {
            "work": work([t for t in touches if t["at"] is None]),
            "by_person": grouped(lambda t: t["by"], operator.not_),
            "by_tactic": grouped(lambda t: tasks[t["outreach"]]["tactic"] or "unspecified", operator.not_),
            "by_campaign": grouped(lambda t: tasks[t["outreach"]]["campaign"], operator.not_),
        },
        "bridge_undated": dict(no_day),
        "tactics_undated": dict(Counter(tasks[number]["tactic"] or "unspecified" for number in never)),
        "results": {
            "live": len(standing),
            "followed": sum(link["followed"] is True for link in standing),
            "followed_unknown": sum(link["followed"] is None for link in standing),
            "indexable": sum(link["indexable"] is True for link in standing),
            "indexable_unknown": sum(link["indexable"] is None for link in standing),
            "seen": sum(link["indexable"] is not None for link in standing),
            "told": sum(link["indexable"] is None for link in standing),
            **{o: sum(link["origin"] == o for link in standing) for o in ("built", "passive", "uncertain")},
            "lost": sum(within(link["lost_at"]) for link in links),
            "lost_told": sum(within(link["lost_at"]) and link["indexable"] is None for link in links),
            "at_risk": sum(
                by_number.get(link["placement"], {}).get("state") == "at_risk" for link in standing
            ),
        },
        "by_authority": {name: count for name, count in bands.items() if count},
        "bridge": {month: dict(counts) for month, counts in months.items()},
        "tactics": rates,
        "cost": {c: (float(amount), standing_) for c, (amount, standing_) in spent.items()},
        "late": sorted(
            p["id"]
            for p in placements
            if p["state"] == "promised" and p["promised_by"] and date.fromisoformat(p["promised_by"]) < over
        ),
    }
