"""How what belongs to a task is joined to it."""

from sqlalchemy import ColumnElement, and_

from storage.models import Campaign, Outreach, Placement


def campaign_of_task() -> ColumnElement[bool]:
    """How a task's campaign is joined."""
    return and_(Campaign.workspace_id == Outreach.workspace_id, Campaign.id == Outreach.campaign_id)


def placement_of_task() -> ColumnElement[bool]:
    """How a task's placements are joined."""
    return and_(Placement.workspace_id == Outreach.workspace_id, Placement.outreach_id == Outreach.id)
