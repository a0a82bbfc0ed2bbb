"""The statements that claims and results send, made once: building one costs more than running it."""

from sqlalchemy import Table, and_, bindparam, exists, func, literal, or_, select, update

from storage.dialect import among
from storage.many import given
from storage.models import Campaign, HostLease, Outreach, Placement, Schedule, Workspace

#: The columns of a placement that a look may change, under the names that the rules have for them.
FACTS = (
    "state",
    "verdict",
    "detail",
    "checked_at",
    "first_live_at",
    "last_seen_at",
    "lost_at",
    "misses",
    "missing_since",
    "unseen",
    "vouched_until",
    "wrong_href",
)
#: The other ones.
REST = ("findings", "live_findings", "missed_at", "page", "version", "etag", "last_modified", "body_hash")

#: How many due rows one claim looks at, oldest first, to find hosts: so many for each that is wanted, more if
#: they are of too few hosts, and at last this many.
ROWS_A_HOST, WINDOW = (1, 5), 20_000

leases: Table = HostLease.__table__  # type: ignore[assignment]
workspace: Table = Workspace.__table__  # type: ignore[assignment]
placement: Table = Placement.__table__  # type: ignore[assignment]
schedule: Table = Schedule.__table__  # type: ignore[assignment]
outreach: Table = Outreach.__table__  # type: ignore[assignment]
campaign: Table = Campaign.__table__  # type: ignore[assignment]

READ = (
    select(
        placement,
        outreach.c.owner,
        outreach.c.channel,
        outreach.c.tactic,
        outreach.c.created_at.label("logged_at"),
        outreach.c.stage,
        outreach.c.acted,
        campaign.c.channel.label("campaign_channel"),
        campaign.c.name.label("campaign"),
        campaign.c.client_mode,
    )
    .select_from(placement)
    .join(
        outreach,
        and_(
            outreach.c.workspace_id == placement.c.workspace_id,
            outreach.c.id == placement.c.outreach_id,
        ),
    )
    .outerjoin(
        campaign,
        and_(
            campaign.c.workspace_id == outreach.c.workspace_id,
            campaign.c.id == outreach.c.campaign_id,
        ),
    )
    .where(
        placement.c.workspace_id == bindparam("its_workspace"),
        among(placement.c.id, "its_ids"),
    )
    .order_by(placement.c.id)
    .with_for_update(of=placement)
)
#: People's changes lock the task first, then its placements; so do we, or the two could wait for each other.
LOCK_TASKS = (
    select(outreach.c.id)
    .where(
        outreach.c.workspace_id == bindparam("its_workspace"),
        outreach.c.id.in_(
            select(placement.c.outreach_id).where(
                placement.c.workspace_id == bindparam("its_workspace"),
                among(placement.c.id, "its_ids"),
            )
        ),
    )
    .order_by(outreach.c.id)
    .with_for_update()
)
RESCHEDULE = (
    update(schedule)
    .where(
        schedule.c.workspace_id == given(schedule.c.workspace_id, "its_workspace"),
        schedule.c.placement_id == given(schedule.c.placement_id, "its_id"),
    )
    .values(host=given(schedule.c.host, "new_host"), due_at=given(schedule.c.due_at, "new_due_at"))
)
_placement_given = update(placement).where(
    placement.c.workspace_id == given(placement.c.workspace_id, "its_workspace"),
    placement.c.id == given(placement.c.id, "its_id"),
)
SAME = _placement_given.values(
    {name: given(placement.c[name], f"new_{name}") for name in ("checked_at", "last_seen_at")}
)
#: The same, where the page was written anew around its link, so that its marks are others.
SAME_ANEW = _placement_given.values(
    {
        name: given(placement.c[name], f"new_{name}")
        for name in ("checked_at", "last_seen_at", "etag", "last_modified", "body_hash")
    }
)
UPDATE = _placement_given.values({name: given(placement.c[name], f"new_{name}") for name in (*FACTS, *REST)})

_oldest = (
    select(schedule.c.host, schedule.c.due_at)
    .where(
        schedule.c.due_at <= bindparam("now"),
        ~exists(literal(1)).where(
            leases.c.host == schedule.c.host,
            or_(
                leases.c.until.between(bindparam("just_after"), bindparam("latest_lease")),
                leases.c.not_before.between(bindparam("just_after"), bindparam("latest_patience")),
            ),
        ),
    )
    .order_by(schedule.c.due_at)
    .limit(bindparam("window"))
    .subquery()
)
#: Hosts that are free and have something due, the longest due first, and how much of it was looked at.
HOSTS = (
    select(_oldest.c.host, func.count().label("due"))
    .group_by(_oldest.c.host)
    .order_by(func.min(_oldest.c.due_at))
    .limit(bindparam("hosts"))
)
#: Takes those of these hosts that are known and free; one that somebody else is taking now is passed over.
TAKE = (
    update(leases)
    .where(
        leases.c.host.in_(
            select(leases.c.host)
            .where(
                among(leases.c.host, "its_hosts"),
                *(
                    or_(column.is_(None), column <= bindparam("now"), column > bindparam(latest))
                    for column, latest in (
                        (leases.c.until, "latest_lease"),
                        (leases.c.not_before, "latest_patience"),
                    )
                ),
            )
            .with_for_update(skip_locked=True)
        )
    )
    .values(token=bindparam("its_token"), until=bindparam("its_until"))
    .returning(leases.c.host)
)
#: Which of these hosts were ever taken.
KNOWN = select(leases.c.host).where(among(leases.c.host, "its_hosts"))
#: Which of these hosts are held under this token.
WON = select(leases.c.host).where(among(leases.c.host, "its_hosts"), leases.c.token == bindparam("its_token"))
#: Under which token each of these hosts is held, until the transaction ends.
HELD = (
    select(leases.c.host, leases.c.token)
    .where(among(leases.c.host, "its_hosts"))
    .order_by(leases.c.host)
    .with_for_update()
)
GIVE_BACK = (
    update(leases)
    .where(leases.c.token == bindparam("its_token"), among(leases.c.host, "its_hosts"))
    .values(token=None, until=None)
)
_ranked = (
    select(
        schedule.c.host,
        schedule.c.workspace_id,
        schedule.c.placement_id,
        func.row_number().over(partition_by=schedule.c.host, order_by=schedule.c.due_at).label("place"),
    )
    .where(
        among(schedule.c.host, "its_hosts"),
        schedule.c.due_at <= bindparam("now"),
    )
    .subquery()
)
#: What is due on these hosts, the longest due first.
DUE = (
    select(
        _ranked.c.host,
        workspace.c.slack_id,
        placement.c.workspace_id,
        placement.c.id,
        placement.c.page,
        placement.c.site,
        placement.c.target,
        placement.c.anchor,
        placement.c.rel_agreed,
        placement.c.state,
        placement.c.verdict,
        placement.c.etag,
        placement.c.last_modified,
        placement.c.body_hash,
        placement.c.checked_at,
        placement.c.created_at,
        placement.c.removed_at,
    )
    .join(
        placement,
        (placement.c.workspace_id == _ranked.c.workspace_id) & (placement.c.id == _ranked.c.placement_id),
    )
    .join(workspace, workspace.c.id == placement.c.workspace_id)
    .where(_ranked.c.place <= bindparam("pages"))
    .order_by(_ranked.c.host, _ranked.c.place)
)
