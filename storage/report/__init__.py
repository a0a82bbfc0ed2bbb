"""The two-ledger report: work and results, counted apart. What each number means stands in ``figures``."""

from storage.report.as_json import as_json
from storage.report.figures import Report
from storage.report.period import Period, everything, workspace_zone
from storage.report.reading import only_workspace, read, report

__all__ = ["Period", "Report", "as_json", "everything", "only_workspace", "read", "report", "workspace_zone"]
