"""what reports count by: a task's first ask and what came of it, and what each touch was for."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SAME_TASK = "{0}.workspace_id = bridge.workspace_id AND {0}.outreach_id = bridge.outreach_id"
STANDS = "{0}.removed_at IS NULL"
#: A link that stood for 90 days, or still stands.
KEPT = {
    "sqlite": """p.lost_at IS NULL OR 90 <= CAST(julianday(substr(p.lost_at, 1, 10))
        - julianday(substr(p.first_live_at, 1, 10)) AS INTEGER)
        - (substr(p.lost_at, 12) < substr(p.first_live_at, 12))""",
    "postgresql": "p.lost_at IS NULL OR p.lost_at - p.first_live_at >= interval '2160 hours'",
}
DAYS = {
    "sqlite": """CAST(julianday(substr(live_at, 1, 10)) - julianday(substr(asked_at, 1, 10)) AS INTEGER)
        - (substr(live_at, 12) < substr(asked_at, 12))""",
    "postgresql": "floor(extract(epoch FROM live_at - asked_at) / 86400)::integer",
}


def asked(where: str) -> str:
    """Count again what was done about tasks."""
    touches = f"FROM touch t WHERE {SAME_TASK.format('t')} AND {STANDS.format('t')}"
    answers = "CASE t.what WHEN 'promised' THEN 2 ELSE 1 END"
    return f"""UPDATE bridge SET
        asked_at = (SELECT min(t.at) {touches} AND t.what = 'asked'),
        answered = coalesce((SELECT max({answers}) {touches}
            AND t.what IN ('replied', 'declined', 'promised')), 0)
        WHERE {where}"""


def went_live(dialect: str, where: str) -> str:
    """Count again what came of their links."""
    links = f"FROM placement p WHERE {SAME_TASK.format('p')} AND {STANDS.format('p')}"
    return f"""UPDATE bridge SET
        live_at = (SELECT min(p.first_live_at) {links}),
        kept_from = (SELECT min(p.first_live_at) {links} AND ({KEPT[dialect]})),
        open_since = (SELECT max(p.first_live_at) {links} AND p.lost_at IS NULL)
        WHERE {where}"""


def days(dialect: str, where: str) -> str:
    """How long the first took."""
    return f"""UPDATE bridge SET days_to_live = CASE
        WHEN live_at IS NULL OR asked_at IS NULL THEN NULL
        WHEN live_at <= asked_at THEN 0
        ELSE {DAYS[dialect]} END
        WHERE {where}"""


def campaign_of(row: str) -> str:
    """What a task is counted for."""
    return f"CASE WHEN {row}.removed_at IS NULL THEN coalesce({row}.campaign_id, 0) END"


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    if dialect == "postgresql":
        # What others write meanwhile would be in neither the old rows nor the triggers.
        op.execute("LOCK TABLE outreach, placement, touch IN SHARE ROW EXCLUSIVE MODE")
    op.create_table(
        "bridge",
        sa.Column("workspace_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("outreach_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("for_campaign", sa.Integer(), nullable=True),
        sa.Column("for_tactic", sa.String(length=30), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("live_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("days_to_live", sa.Integer(), nullable=True),
        sa.Column("kept_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("open_since", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "outreach_id"],
            ["outreach.workspace_id", "outreach.id"],
            name=op.f("fk_bridge_workspace_id_outreach_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_bridge_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "outreach_id", name=op.f("pk_bridge")),
        sqlite_with_rowid=False,
    )
    op.add_column("touch", sa.Column("for_campaign", sa.Integer(), nullable=True))
    op.add_column("touch", sa.Column("for_tactic", sa.String(length=30), nullable=True))
    _fill(dialect)
    _indexes()
    for statement in sqlite_triggers() if dialect == "sqlite" else postgresql_triggers():
        op.execute(sa.text(statement.replace(":", "\\:")))


def _fill(dialect: str) -> None:
    op.execute(
        f"""INSERT INTO bridge (workspace_id, outreach_id, for_campaign, for_tactic)
            SELECT o.workspace_id, o.id, {campaign_of("o")}, o.tactic FROM outreach o ORDER BY 1, 2"""
    )
    for statement in (asked("true"), went_live(dialect, "true"), days(dialect, "live_at IS NOT NULL")):
        op.execute(sa.text(statement.replace(":", "\\:")))
    op.execute(
        """UPDATE touch SET for_campaign = b.for_campaign, for_tactic = b.for_tactic FROM bridge b
            WHERE b.workspace_id = touch.workspace_id AND b.outreach_id = touch.outreach_id
            AND touch.removed_at IS NULL AND b.for_campaign IS NOT NULL"""
    )


def _indexes() -> None:
    counted = sa.text("for_campaign IS NOT NULL")
    asked_ones = sa.text("for_campaign IS NOT NULL AND asked_at IS NOT NULL")
    op.create_index(
        "ix_touch_counted",
        "touch",
        ["workspace_id", "for_campaign", "for_tactic", "by", "what", "at"],
        sqlite_where=counted,
        postgresql_where=counted,
    )
    op.create_index(
        "ix_bridge_asked",
        "bridge",
        [
            "workspace_id",
            "asked_at",
            "for_campaign",
            "for_tactic",
            "answered",
            "days_to_live",
            "kept_from",
            "open_since",
        ],
        sqlite_where=asked_ones,
        postgresql_where=asked_ones,
    )
    op.create_index(
        "ix_placement_of_report", "placement", ["workspace_id", "id", "removed_at", "outreach_id"]
    )
    op.drop_index("ix_backlink_reported", table_name="backlink")
    op.create_index(
        "ix_backlink_reported",
        "backlink",
        [
            "workspace_id",
            "origin",
            "first_seen_at",
            "lost_at",
            "followed",
            "indexable",
            "authority_score",
            "authority_source",
            "target_site",
            "placement_id",
        ],
    )


def sqlite_triggers() -> list[str]:
    """SQLite: the statements stand in each trigger, since it has no functions."""

    def bridge_of(*rows: str) -> str:
        keys = " OR ".join(
            f"(workspace_id = {r}.workspace_id AND outreach_id = {r}.outreach_id)" for r in rows
        )
        return f"({keys})"

    counts = f"""UPDATE touch SET (for_campaign, for_tactic) = (
        SELECT CASE WHEN {STANDS.format("NEW")} THEN b.for_campaign END,
            CASE WHEN {STANDS.format("NEW")} AND b.for_campaign IS NOT NULL THEN b.for_tactic END
        FROM bridge b WHERE b.workspace_id = NEW.workspace_id AND b.outreach_id = NEW.outreach_id)
        WHERE workspace_id = NEW.workspace_id AND id = NEW.id"""
    tells = "('asked', 'replied', 'declined', 'promised')"

    def changed(*columns: str) -> str:
        return " OR ".join(f"OLD.{one} IS NOT NEW.{one}" for one in columns)

    def recounted(part: str, *rows: str) -> str:
        return f"{part}; {days('sqlite', bridge_of(*rows))}"

    return [
        f"""CREATE TRIGGER bridge_of_new_task AFTER INSERT ON outreach BEGIN
            INSERT INTO bridge (workspace_id, outreach_id, for_campaign, for_tactic)
            VALUES (NEW.workspace_id, NEW.id, {campaign_of("NEW")}, NEW.tactic); END""",
        f"""CREATE TRIGGER bridge_of_task AFTER UPDATE OF campaign_id, tactic, removed_at ON outreach
            WHEN {changed("campaign_id", "tactic", "removed_at")} BEGIN
            UPDATE bridge SET for_campaign = {campaign_of("NEW")}, for_tactic = NEW.tactic
            WHERE workspace_id = NEW.workspace_id AND outreach_id = NEW.id;
            UPDATE touch SET for_campaign = {campaign_of("NEW")},
                for_tactic = CASE WHEN {STANDS.format("NEW")} THEN NEW.tactic END
            WHERE workspace_id = NEW.workspace_id AND outreach_id = NEW.id AND removed_at IS NULL; END""",
        f"""CREATE TRIGGER bridge_of_new_touch AFTER INSERT ON touch
            WHEN {STANDS.format("NEW")} BEGIN {counts}; END""",
        f"""CREATE TRIGGER bridge_of_new_answer AFTER INSERT ON touch
            WHEN {STANDS.format("NEW")} AND NEW.what IN {tells} BEGIN
            {recounted(asked(bridge_of("NEW")), "NEW")}; END""",
        f"""CREATE TRIGGER bridge_of_touch AFTER UPDATE OF outreach_id, what, at, removed_at ON touch
            WHEN {changed("outreach_id", "what", "at", "removed_at")} BEGIN {counts};
            {recounted(asked(bridge_of("OLD", "NEW")), "OLD", "NEW")}; END""",
        f"""CREATE TRIGGER bridge_of_new_placement AFTER INSERT ON placement
            WHEN NEW.first_live_at IS NOT NULL AND {STANDS.format("NEW")} BEGIN
            {recounted(went_live("sqlite", bridge_of("NEW")), "NEW")}; END""",
        f"""CREATE TRIGGER bridge_of_placement
            AFTER UPDATE OF outreach_id, first_live_at, lost_at, removed_at ON placement
            WHEN {changed("outreach_id", "first_live_at", "lost_at", "removed_at")} BEGIN
            {recounted(went_live("sqlite", bridge_of("OLD", "NEW")), "OLD", "NEW")}; END""",
    ]


def postgresql_triggers() -> list[str]:
    """PostgreSQL: the row is locked first, so that who waited for another's change counts that too."""
    its = "workspace_id = its_workspace AND outreach_id = its_task"

    def recount(name: str, part: str) -> str:
        return f"""CREATE FUNCTION {name}(its_workspace integer, its_task integer) RETURNS void
            LANGUAGE plpgsql AS $$ BEGIN
            PERFORM 1 FROM bridge WHERE {its} FOR UPDATE;
            {part};
            {days("postgresql", its)};
            END $$"""

    def trigger(name: str, when: str, body: str) -> list[str]:
        return [
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NEW; END $$",
            f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {name}()",
        ]

    def changed(*columns: str) -> str:
        return " OR ".join(f"OLD.{one} IS DISTINCT FROM NEW.{one}" for one in columns)

    def for_both(name: str) -> str:
        return f"""PERFORM {name}(NEW.workspace_id, NEW.outreach_id);
            IF NEW.outreach_id <> OLD.outreach_id THEN
                PERFORM {name}(OLD.workspace_id, OLD.outreach_id); END IF;"""

    counts = f"""IF {STANDS.format("NEW")} THEN
            SELECT b.for_campaign, CASE WHEN b.for_campaign IS NOT NULL THEN b.for_tactic END
            INTO NEW.for_campaign, NEW.for_tactic FROM bridge b
            WHERE b.workspace_id = NEW.workspace_id AND b.outreach_id = NEW.outreach_id FOR UPDATE;
            ELSE NEW.for_campaign := NULL; NEW.for_tactic := NULL; END IF;"""
    tells = "('asked', 'replied', 'declined', 'promised')"
    return [
        recount("bridge_asked", asked(its)),
        recount("bridge_went_live", went_live("postgresql", its)),
        *trigger(
            "bridge_of_new_task",
            "AFTER INSERT ON outreach FOR EACH ROW",
            f"""INSERT INTO bridge (workspace_id, outreach_id, for_campaign, for_tactic)
                VALUES (NEW.workspace_id, NEW.id, {campaign_of("NEW")}, NEW.tactic);""",
        ),
        *trigger(
            "bridge_of_task",
            f"""AFTER UPDATE OF campaign_id, tactic, removed_at ON outreach FOR EACH ROW
                WHEN ({changed("campaign_id", "tactic", "removed_at")})""",
            f"""UPDATE bridge SET for_campaign = {campaign_of("NEW")}, for_tactic = NEW.tactic
                WHERE workspace_id = NEW.workspace_id AND outreach_id = NEW.id;
                UPDATE touch SET for_campaign = {campaign_of("NEW")},
                for_tactic = CASE WHEN {STANDS.format("NEW")} THEN NEW.tactic END
                WHERE workspace_id = NEW.workspace_id AND outreach_id = NEW.id AND removed_at IS NULL;""",
        ),
        *trigger("bridge_of_new_touch", "BEFORE INSERT ON touch FOR EACH ROW", counts),
        *trigger(
            "bridge_of_new_answer",
            f"""AFTER INSERT ON touch FOR EACH ROW
                WHEN ({STANDS.format("NEW")} AND NEW.what IN {tells})""",
            "PERFORM bridge_asked(NEW.workspace_id, NEW.outreach_id);",
        ),
        *trigger(
            "bridge_of_changed_touch",
            f"""BEFORE UPDATE OF outreach_id, removed_at ON touch FOR EACH ROW
                WHEN ({changed("outreach_id", "removed_at")})""",
            counts,
        ),
        *trigger(
            "bridge_of_touch",
            f"""AFTER UPDATE OF outreach_id, what, at, removed_at ON touch FOR EACH ROW
                WHEN ({changed("outreach_id", "what", "at", "removed_at")})""",
            for_both("bridge_asked"),
        ),
        *trigger(
            "bridge_of_new_placement",
            f"""AFTER INSERT ON placement FOR EACH ROW
                WHEN (NEW.first_live_at IS NOT NULL AND {STANDS.format("NEW")})""",
            "PERFORM bridge_went_live(NEW.workspace_id, NEW.outreach_id);",
        ),
        *trigger(
            "bridge_of_placement",
            f"""AFTER UPDATE OF outreach_id, first_live_at, lost_at, removed_at ON placement FOR EACH ROW
                WHEN ({changed("outreach_id", "first_live_at", "lost_at", "removed_at")})""",
            for_both("bridge_went_live"),
        ),
    ]
