"""The sentences that the agent view offers: what this person would ask now, each of which is answered."""

from handlers.rendering.parts import escape, words
from storage.asked.to_do import Standing

#: Slack shows so many. Source: assistant.threads.setSuggestedPrompts.
MOST = 4
#: What fits on one line of the narrow view.
LONGEST = 70

TITLE = "Ask about your outreach"
#: What stands in the manifest, for before anything is known of the person.
ALWAYS = (
    ("What should I do today?", "What should I do today?"),
    ("Who promised us links this month?", "Who promised us links this month?"),
    ("How many links went live last month?", "How many links went live last month?"),
    ("How do I log an outreach?", "help log"),
)


def prompts(standing: Standing, campaign: str | None = None) -> list[dict[str, str]]:
    """Up to four prompts, the most urgent first, as Slack takes them.

    ``campaign`` is the one whose channel the person looks at.
    """
    offered: list[tuple[str, str]] = []
    if not standing.anything:
        offered.append(("How do I log an outreach?", "help log"))
        offered.append(("What can you do?", "help"))
    if standing.overdue:
        said = words.count(standing.overdue, "overdue follow-up")
        offered.append((f"Show my {said}", "Which of my follow-ups are overdue?"))
    if standing.late_links:
        said = words.count(standing.late_links, "promised link")
        offered.append(
            (
                f"My {said} {'is' if standing.late_links == 1 else 'are'} late: which?",
                "Which of my promised links are late?",
            )
        )
    if campaign is not None:
        offered.append(
            (
                f"What went live in {campaign} this month?",
                f'Which links went live in the campaign "{campaign}" this month?',
            )
        )
    if standing.lost_lately:
        said = words.count(standing.lost_lately, "link")
        offered.append((f"We lost {said} lately: which?", "Which links did we lose in the last 30 days?"))
    if standing.today:
        offered.append(
            (
                f"What are my {standing.today} for today?" if standing.today > 1 else "What is due today?",
                "What should I do today?",
            )
        )
    if standing.site:
        offered.append((f"What happened with {standing.site}?", f"What happened with {standing.site}?"))
    offered += ALWAYS
    kept = {message: title for title, message in reversed(offered)}
    found = [(kept[message], message) for message in dict.fromkeys(message for _, message in offered)]
    return [{"title": escape.clean(title, LONGEST), "message": message} for title, message in found[:MOST]]
