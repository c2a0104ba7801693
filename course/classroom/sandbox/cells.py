"""
Run the code cells of a notebook in this process, and keep what they show as a notebook keeps it.

It is IPython's own shell without the messages of a kernel: the same language, magics and displays, no sockets,
no waiting. Runs inside the walls.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import traceback
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO, cast

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.inputtransformer2 import TransformerManager
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Instance, Type

Output = dict[str, Any]

SHOWN_FRAMES = 20  # at each end of a trace
_outputs: list[Output] = []  # of the cell that runs now


class _Stream:
    """A text file that adds what is written to the outputs of the cell."""

    encoding, errors, closed, newlines = "utf-8", "replace", False, None

    def __init__(self, name: str, number: int) -> None:
        self.name, self._number = name, number

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if text:
            _add_text(self.name, text)
        return len(text)

    def writelines(self, lines: Sequence[str]) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None: ...

    def fileno(self) -> int:
        return self._number

    def isatty(self) -> bool:
        return False

    def readable(self) -> bool:
        return False

    def writable(self) -> bool:
        return True


def _add_text(stream: str, text: str) -> None:
    if _outputs and _outputs[-1]["output_type"] == "stream" and _outputs[-1]["name"] == stream:
        _outputs[-1]["pieces"].append(text)
    else:
        _outputs.append({"output_type": "stream", "name": stream, "pieces": [text]})


class _Publisher(DisplayPublisher):  # type: ignore[misc]
    """Keeps what `display` shows."""

    def publish(  # type: ignore[override]
        self, data: Any, metadata: Any = None, *, transient: Any = None, update: bool = False, **_: Any
    ) -> None:
        name = (transient or {}).get("display_id")
        shown = {"output_type": "display_data", "data": data, "metadata": metadata or {}, "display_id": name}
        if update:
            for output in _outputs:
                if name is not None and output.get("display_id") == name:
                    output.update(data=data, metadata=metadata or {})
        else:
            _outputs.append(shown)

    def clear_output(self, wait: bool = False) -> None:
        _outputs.clear()


class _Hook(DisplayHook):  # type: ignore[misc]
    """Keeps the value of a cell's last line."""

    def write_output_prompt(self) -> None:
        self._shown: Output = {"output_type": "execute_result", "execution_count": self.prompt_count}

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        _outputs.append({**self._shown, "data": format_dict, "metadata": md_dict or {}})

    def finish_displayhook(self) -> None: ...


class _Transformer(TransformerManager):
    """Looks for magics only in a cell that is not Python as it stands: to take one into tokens takes long."""

    def do_token_transforms(self, lines: list[str]) -> list[str]:
        """Return the lines with magics, programs and help turned into Python, which itself can hold none of them."""
        return lines if _is_python("".join(lines)) else super().do_token_transforms(lines)


def _is_python(source: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # they come again when the cell is run
            ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


class _Shell(InteractiveShell):  # type: ignore[misc]
    """IPython's shell, keeping its outputs."""

    display_pub_class = Type(_Publisher)
    displayhook_class = Type(_Hook)
    input_transformer_manager = Instance(_Transformer, ())

    def should_run_async(
        self, raw_cell: str, *, transformed_cell: Any = None, preprocessing_exc_tuple: Any = None
    ) -> bool:
        """Return whether a cell waits for something: none does without one of the two words."""
        text = transformed_cell or raw_cell
        if "await" not in text and "async" not in text:
            return False
        more = {"transformed_cell": transformed_cell, "preprocessing_exc_tuple": preprocessing_exc_tuple}
        return bool(super().should_run_async(raw_cell, **more))

    def _showtraceback(self, etype: Any, evalue: Any, stb: list[str]) -> None:
        _outputs.append(_error(evalue, stb))

    def _get_exc_info(self, exc_tuple: Any = None) -> Any:
        kind, error, trace = super()._get_exc_info(exc_tuple)
        _shorten(trace)
        return kind, error, trace

    def enable_gui(self, gui: Any = None) -> None:
        """Do nothing: there is no window."""

    def system(self, cmd: str) -> None:
        """Run a program as ``!program`` does; the stock way needs a terminal."""
        done = subprocess.run(
            self.var_expand(cmd, depth=1), shell=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        print(done.stdout.decode("utf-8", "replace"), end="")
        self.user_ns["_exit_code"] = done.returncode

    def init_history(self) -> None:
        super().init_history()
        if self.history_manager:
            self.history_manager.enabled = False


def _shorten(trace: Any) -> None:
    """Keep both ends of a long trace: to show the thousands of lines of an endless recursion takes seconds."""
    rows = [*traceback.walk_tb(trace)]
    if len(rows) > 2 * SHOWN_FRAMES:
        for _ in range(SHOWN_FRAMES - 1):
            trace = trace.tb_next
        last = trace
        for _ in range(len(rows) - 2 * SHOWN_FRAMES + 1):
            last = last.tb_next
        trace.tb_next = last


def _error(value: Any, lines: list[str]) -> Output:
    name = value.__name__ if isinstance(value, type) else type.__dict__["__name__"].__get__(type(value))
    return {"output_type": "error", "ename": name, "evalue": _safe_text(value), "traceback": lines}


def _safe_text(value: object) -> str:
    try:
        return str(value)
    except BaseException as error:
        return f"(its message raised {type(error).__name__})"


def make_shell() -> InteractiveShell:
    """Make the shell; also done before the walls, because it takes a while."""
    from traitlets.config import Config

    settings = Config()
    settings.HistoryManager.enabled = False
    settings.InteractiveShell.colors = "nocolor"
    shell = cast(InteractiveShell, _Shell.instance(config=settings))
    return shell


def run_cell(shell: InteractiveShell, source: str) -> list[Output]:
    """
    Run a cell and return its outputs, without what it prints unless `CellRunner` has set that up.

    An error that IPython shows otherwise, or not at all, is an error all the same.
    """
    _outputs.clear()
    ran = shell.run_cell(source, store_history=True)
    error = ran.error_before_exec or ran.error_in_exec
    outputs = [*map(_finished, _outputs)]
    if error is not None and not any(output["output_type"] == "error" for output in outputs):
        outputs.append(_error(error, []))
    return outputs


class CellRunner:
    """
    Runs cells one after the other.

    Parameters
    ----------
    shell : InteractiveShell
        Where they run.
    text_file : pathlib.Path
        A file into which standard output and error of the process itself lead, for example of programs
        that a cell starts.
    """

    def __init__(self, shell: InteractiveShell, *, text_file: Path) -> None:
        self._shell = shell
        with text_file.open("ab", buffering=0) as file:
            for number in (1, 2):
                os.dup2(file.fileno(), number)
        self._from_programs = text_file.open("r", encoding="utf-8", errors="replace")
        self._has_forgotten = False
        sys.stdout, sys.stderr = cast(TextIO, _Stream("stdout", 1)), cast(TextIO, _Stream("stderr", 2))

    def run(self, source: str) -> list[Output]:
        """Run a cell and return its outputs; one that raises has an output of the type ``error``."""
        if self._has_forgotten:
            self._from_programs.read()
            self._has_forgotten = False
        return [*run_cell(self._shell, source), *_from_programs(self._from_programs)]

    def forget(self) -> None:
        """Drop what has been printed since the last cell; what programs wrote before the next one is run."""
        _outputs.clear()
        self._has_forgotten = True


def _finished(output: Output) -> Output:
    output = {key: value for key, value in output.items() if key != "display_id"}
    if output["output_type"] == "stream":
        output["text"] = "".join(output.pop("pieces"))
    return output


def _from_programs(file: TextIO) -> list[Output]:
    """Return what programs wrote since the last cell."""
    text = file.read()
    return [{"output_type": "stream", "name": "stdout", "text": text}] if text else []
