"""One run of a workflow's step, and what it may say when it is over.

Source: Slack's reference of ``function_executed`` and ``functions.completeSuccess``.
"""

from dataclasses import dataclass
from typing import Any

from bot.rehearsal.manifest import Manifest

Json = dict[str, Any]
_KINDS: dict[str, type | tuple[type, ...]] = {"integer": int, "number": (int, float), "boolean": bool}


@dataclass
class Execution:
    """A run: exactly one of ``outputs`` and ``error`` stands once it is over."""

    id: str
    callback_id: str
    outputs: Json | None = None
    error: str | None = None

    @property
    def over(self) -> bool:
        """Whether the workflow has gone on, or ended."""
        return self.outputs is not None or self.error is not None


def broken_outputs(manifest: Manifest | None, run: Execution, outputs: Json) -> list[str]:
    """What about ``outputs`` does not fit the manifest, as Slack would word it."""
    if manifest is None:
        return []
    promised = manifest.functions.get(run.callback_id, {}).get("output_parameters") or {}
    wrong = [f"[ERROR] unknown parameter: {name}" for name in outputs if name not in promised]
    for name, one in promised.items():
        value = outputs.get(name)
        kind = _KINDS.get(one["type"], str)
        if value is None and one.get("is_required"):
            wrong.append(f"[ERROR] missing required parameter: {name}")
        elif value is not None and (
            not isinstance(value, kind) or isinstance(value, bool) is not (kind is bool)
        ):
            wrong.append(f"[ERROR] {name} must be of type {one['type']}")
    return wrong


def parameters(declared: Json) -> list[Json]:
    """A function's parameters as its event lists them."""
    names = ("type", "name", "description", "title", "is_required")
    return [{key: one[key] for key in names if key in one} for one in declared.values()]
