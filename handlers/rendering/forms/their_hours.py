"""A time of day for a follow-up at which its contact is at work, where their zone is known."""

from datetime import datetime, timedelta

from handlers.rendering.parts import buttons, escape
from handlers.rendering.parts.buttons import Action, Press
from handlers.rendering.parts.reader import Reader
from storage.daily.cadence import local_date, local_time, zone
from storage.work.views import Task

#: When people are at their desks, and when a mail is read before the day fills.
OPENS, CLOSES, BEST = 9, 17, "10:00"


def suggested(task: Task, now: datetime) -> datetime | None:
    """When on the follow-up's day, or the next working one, to write instead, in UTC.

    None where the contact's zone is not known, somebody named a time already, or it is within their hours.
    """
    due = task.follow_up_at
    if due is None or task.contact_tz is None or task.follow_up_timed:
        return None
    there = due.astimezone(zone(task.contact_tz))
    if OPENS <= there.hour < CLOSES and there.isoweekday() <= 5:
        return None
    day = local_date(due, task.contact_tz)
    for after in range(4):
        one = day + timedelta(days=after)
        at = local_time(one, BEST, task.contact_tz)
        if one.isoweekday() <= 5 and at >= due and at > now:
            return at
    return None


def button(task: Task, reader: Reader) -> buttons.Element | None:
    """ "At 16:00 (10:00 in New York)": sets the follow-up to that minute; None where nothing is suggested."""
    at = suggested(task, reader.now)
    if at is None or task.contact_tz is None or task.follow_up_at is None:
        return None
    city = escape.clean(task.contact_tz.rpartition("/")[2].replace("_", " "), 30)
    here = reader.local(at)
    same = here.date() == reader.local(task.follow_up_at).date()
    day = "" if same else f"{here:%a} "
    label = f"At {day}{here:%H:%M} ({BEST} in {city})"
    return buttons.button(label, Press(Action.REMIND_AT, task.id, task.version, extra=at.isoformat()))
