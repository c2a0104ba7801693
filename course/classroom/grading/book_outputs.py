"""Outputs as a notebook may hold them, whatever a student's process has sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nbformat import NotebookNode, from_dict

LONGEST_TEXT = 100_000  # [characters] of one output; nbgrader limits lines only
LONGEST_DATA = 5_000_000  # [characters] of a picture or a page
MOST = 500  # outputs of one cell
CUT = "\n... Output truncated ..."


def cleaned(outputs: Sequence[Any]) -> tuple[list[NotebookNode], int]:
    """Return the outputs that are well-formed, none too long, not too many, and how many were not well-formed."""
    kept = [output for raw in outputs if (output := _cleaned(raw)) is not None]
    return _not_too_many(kept), len(outputs) - len(kept)


def _not_too_many(outputs: list[NotebookNode]) -> list[NotebookNode]:
    if len(outputs) <= MOST:
        return outputs
    first_of_kind: dict[tuple[str, str], NotebookNode] = {}
    for output in outputs:
        first_of_kind.setdefault((output.output_type, output.get("name", "")), output)
    # The score depends on the first error, the first result and the first text on stderr.
    late = [output for output in first_of_kind.values() if not any(output is early for early in outputs[:MOST])]
    return [*outputs[:MOST], _made("stream", name="stdout", text=CUT), *late]


def _made(kind: str, **parts: Any) -> NotebookNode:
    """Return an output; nbformat's own way checks each against the schema, and takes a hundred times as long."""
    made: NotebookNode = from_dict({"output_type": kind, **parts})
    return made


def _cleaned(raw: Any) -> NotebookNode | None:
    if not isinstance(raw, dict):
        return None
    match raw.get("output_type"):
        case "stream":
            if raw.get("name") in ("stdout", "stderr") and _is_text(raw.get("text")):
                return _made("stream", name=raw["name"], text=_cut(_joined(raw["text"])))
        case "error":
            return _error(raw)
        case "display_data" | "execute_result" as kind:
            return _data(kind, raw)
    return None


def _error(raw: dict[str, Any]) -> NotebookNode:
    """Return an error whatever it says: it must not get lost."""
    lines = raw.get("traceback")
    traceback = [_cut(str(line)) for line in lines] if isinstance(lines, list) else []
    names = {key: _cut(str(raw.get(key, ""))) for key in ("ename", "evalue")}
    return _made("error", **names, traceback=traceback)


def _data(kind: str, raw: dict[str, Any]) -> NotebookNode | None:
    data, metadata = raw.get("data"), raw.get("metadata", {})
    if not isinstance(data, dict) or not isinstance(metadata, dict):
        return None
    bundle = {mime: value for mime, value in data.items() if _is_shown(mime, value)}
    if len(bundle) < len(data) and kind == "display_data":
        bundle.setdefault("text/plain", CUT.strip())
    count = {"execution_count": raw.get("execution_count")} if kind == "execute_result" else {}
    if count and type(count["execution_count"]) is not int:
        count["execution_count"] = None
    return _made(kind, data=bundle, metadata=metadata, **count)


def _is_shown(mime: Any, value: Any) -> bool:
    if not isinstance(mime, str):
        return False
    if mime == "application/json" or mime.endswith("+json"):
        return len(str(value)) <= LONGEST_DATA
    return _is_text(value) and len(_joined(value)) <= LONGEST_DATA


def _is_text(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(line, str) for line in value))


def _joined(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "".join(value)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + CUT
