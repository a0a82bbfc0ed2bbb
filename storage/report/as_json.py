"""A report as ``outreach report --format json`` writes it."""

from dataclasses import asdict
from datetime import UTC
from decimal import Decimal
from typing import Any

from storage.report.figures import Cohort, Cost, LatePromise, Report, TacticRow, Undated, Work

#: How touches and tasks without a tactic are called where a tactic's name stands.
NO_TACTIC = "unspecified"


def as_json(report: Report, *, client: bool = False) -> dict[str, Any]:
    """The public shape: dates are ``YYYY-MM-DD``, times UTC with ``Z``, rates shares from 0 to 1.

    ``by_campaign`` is a list, since a task may have no campaign (null). ``undated`` is what has no day, and
    so is in no other number of the work; ``bridge_undated`` the tasks whose ask has none. With ``client``
    nothing is in it that a client may not read; the keys stay.
    """
    shaped = _shaped(report)
    if client:
        shaped["work"] |= {"by_person": {}, "by_campaign": []}
        shaped["work"]["undated"] |= {"by_person": {}, "by_campaign": []}
        shaped["cost"] = []
        shaped["tactics"] = [
            {**row, "cost": []} for row in shaped["tactics"] if row["asks"] or row["undated"]
        ]
        for promise in shaped["late_promises"]:
            promise["owner"] = promise["campaign"] = None
    return shaped


def _shaped(report: Report) -> dict[str, Any]:
    return {
        "period": {
            "from": report.period.first.isoformat(),
            "to": report.period.last.isoformat(),
            "zone": report.period.tz,
        },
        "workspace": report.workspace,
        "campaign": report.campaign,
        "as_of": report.as_of.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "work": {
            **_work(report.work),
            **_grouped(report),
            "by_week": [
                {"week": week.name, "from": week.monday.isoformat(), **_work(week.work)}
                for week in report.by_week
            ],
            "undated": {**_work(report.undated.work), **_grouped(report.undated)},
        },
        "results": {
            "live": report.results.live,
            "followed": report.results.followed,
            "followed_unknown": report.results.followed_unknown,
            "indexable": report.results.indexable,
            "indexable_unknown": report.results.indexable_unknown,
            "seen": report.results.seen,
            "told": report.results.told,
            "built": report.results.built,
            "passive": report.results.passive,
            "uncertain": report.results.uncertain,
            "lost": report.results.lost,
            "lost_told": report.results.lost_told,
            "at_risk": report.results.at_risk,
            "by_authority": report.results.by_authority,
        },
        "tactics": [_tactic(row) for row in report.tactics],
        "bridge": [_cohort(cohort) for cohort in report.bridge],
        "bridge_year": [_cohort(cohort) for cohort in report.bridge_year],
        "bridge_undated": asdict(report.undated.asked),
        "cost": [_cost(cost) for cost in report.cost],
        "late_promises": [_late(promise) for promise in report.late_promises],
    }


def _grouped(of: Report | Undated) -> dict[str, Any]:
    return {
        "by_person": {person: _work(work) for person, work in of.by_person.items()},
        "by_tactic": {tactic or NO_TACTIC: _work(work) for tactic, work in of.by_tactic.items()},
        "by_campaign": [{"campaign": campaign, **_work(work)} for campaign, work in of.by_campaign.items()],
    }


def _work(work: Work) -> dict[str, int]:
    return {
        "asks": work.asks,
        "follow_ups": work.follow_ups,
        "replies": work.replies,
        "promises": work.promises,
        "declines": work.declines,
    }


def _cohort(cohort: Cohort) -> dict[str, Any]:
    return {
        "month": f"{cohort.month:%Y-%m}",
        "asked": cohort.asked,
        "replied": cohort.replied,
        "promised": cohort.promised,
        "live": cohort.live,
        "standing_90_days": cohort.standing_90_days,
        "too_young": cohort.too_young,
    }


def _cost(cost: Cost) -> dict[str, Any]:
    return {
        "currency": cost.currency,
        "spent": number(cost.spent),
        "links": cost.links,
        "standing_followed": cost.standing_followed,
        "per_standing_followed": None
        if cost.per_standing_followed is None
        else number(cost.per_standing_followed),
    }


def _tactic(row: TacticRow) -> dict[str, Any]:
    return {
        "tactic": row.tactic or NO_TACTIC,
        "asks": row.asks,
        "answered": row.answered,
        "promised": row.promised,
        "live": row.live,
        "answer_rate": row.answer_rate,
        "promise_rate": row.promise_rate,
        "live_rate": row.live_rate,
        "median_days_to_live": row.median_days_to_live,
        "undated": row.undated,
        "cost": [_cost(cost) for cost in row.cost],
    }


def _late(promise: LatePromise) -> dict[str, Any]:
    return {
        "outreach": promise.outreach,
        "placement": promise.placement,
        "site": promise.site,
        "page": promise.page,
        "target": promise.target,
        "promised_by": promise.promised_by.isoformat(),
        "days_late": promise.days_late,
        "owner": promise.owner,
        "campaign": promise.campaign,
    }


def number(amount: Decimal) -> int | float:
    """An amount as JSON writes it: whole ones without a fraction."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)
