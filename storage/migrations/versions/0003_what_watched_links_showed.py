"""what a watched link's page showed, links by the site they lead to, and counting in one read on PostgreSQL."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_OF_PLACEMENTS = "placement_id IS NOT NULL AND lost_at IS NULL"
_THEIRS = "{0}.workspace_id = bridge.workspace_id AND {0}.outreach_id = bridge.outreach_id AND {0}.removed_at IS NULL"
#: A filtered aggregate is read from the task's own rows. For a plain min() or max() PostgreSQL may walk through
#: all of the workspace's links in the order of their times instead, which takes longer with each that stands.
_COUNTED = {
    "bridge_asked": f"""(asked_at, answered) = (SELECT
        min(t.at) FILTER (WHERE t.what = 'asked'),
        coalesce(max(CASE t.what WHEN 'promised' THEN 2 ELSE 1 END)
            FILTER (WHERE t.what IN ('replied', 'declined', 'promised')), 0)
        FROM touch t WHERE {_THEIRS.format("t")})""",
    "bridge_went_live": f"""(live_at, kept_from, open_since) = (SELECT
        min(p.first_live_at) FILTER (WHERE p.first_live_at IS NOT NULL),
        min(p.first_live_at) FILTER (
            WHERE p.lost_at IS NULL OR p.lost_at - p.first_live_at >= interval '2160 hours'),
        max(p.first_live_at) FILTER (WHERE p.lost_at IS NULL)
        FROM placement p WHERE {_THEIRS.format("p")})""",
}


def upgrade() -> None:
    op.add_column("backlink", sa.Column("last_look", sa.JSON(none_as_null=True), nullable=True))
    op.create_index(
        "ix_backlink_of_target",
        "backlink",
        ["workspace_id", "target_site", "placement_id"],
        sqlite_where=sa.text(_OF_PLACEMENTS),
        postgresql_where=sa.text(_OF_PLACEMENTS),
    )
    if op.get_bind().dialect.name == "postgresql":
        for name, counted in _COUNTED.items():
            op.execute(sa.text(_recount(name, counted).replace(":", "\\:")))


def _recount(name: str, counted: str) -> str:
    its = "workspace_id = its_workspace AND outreach_id = its_task"
    return f"""CREATE OR REPLACE FUNCTION {name}(its_workspace integer, its_task integer) RETURNS void
        LANGUAGE plpgsql AS $$ BEGIN
        PERFORM 1 FROM bridge WHERE {its} FOR UPDATE;
        UPDATE bridge SET {counted} WHERE {its};
        UPDATE bridge SET days_to_live = CASE
            WHEN live_at IS NULL OR asked_at IS NULL THEN NULL
            WHEN live_at <= asked_at THEN 0
            ELSE floor(extract(epoch FROM live_at - asked_at) / 86400)::integer END
            WHERE {its};
        END $$"""
