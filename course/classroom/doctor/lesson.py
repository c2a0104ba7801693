"""Do in a kernel what lessons do: import the engines, make a figure and a map, without a network."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import monotonic
from typing import Any

from classroom.doctor.finding import Finding, few, ok

PATIENCE_S = 60
REMEDY = "renew the environment with make lab, then try again"
OWN_KERNEL = "if you have a kernel of your own named python3 (jupyter kernelspec list shows it), remove or rename it"
MARK = "what the doctor saw: "
CODE = f"from classroom.doctor import in_kernel; print({MARK!r} + in_kernel.look())"


def lesson(root: Path) -> list[Finding]:
    """Start a kernel as JupyterLab does, and say what it can do."""
    try:
        seconds, answer = _ask(root)
    except Exception as error:  # whatever stops a kernel, the person must read it here
        last = (str(error).strip().splitlines() or [type(error).__name__])[-1]
        return [Finding("kernel", "problem", f"it does not start or answer: {last}", f"{REMEDY}; {OWN_KERNEL}")]
    return [_kernel(seconds, answer), _engines(answer), _pictures(answer), _threads(answer)]


def _ask(root: Path) -> tuple[float, dict[str, Any]]:
    """Return the seconds until the kernel is ready, and what it saw."""
    from classroom import lab

    begun = monotonic()
    manager = _manager()
    client = None
    try:
        manager.start_kernel(env=lab.environment(root), cwd=str(root))
        client = manager.client()
        client.start_channels()
        client.wait_for_ready(timeout=PATIENCE_S)
        seconds = monotonic() - begun
        messages: list[dict[str, Any]] = []
        client.execute_interactive(CODE, timeout=PATIENCE_S, output_hook=messages.append, allow_stdin=False)
    finally:
        if client:
            client.stop_channels()
        manager.shutdown_kernel(now=True)
    return seconds, _answer(messages)


def _manager() -> Any:
    """Return what starts a kernel that listens in a folder of its own."""
    # Not nbclient, and not what marking uses: to import them takes longer than all the rest.
    from jupyter_client.manager import KernelManager

    from classroom.kernel_folder import OwnFolder

    return type("Manager", (OwnFolder, KernelManager), {})(kernel_name="python3")


def _answer(messages: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what the kernel printed, or raise what stopped it."""
    for message in messages:
        if message["msg_type"] == "error":
            raise RuntimeError(f"{message['content']['ename']}: {message['content']['evalue']}")
    printed = [message["content"] for message in messages if message["msg_type"] == "stream"]
    text = "".join(content["text"] for content in printed if content["name"] == "stdout")
    return dict(json.loads(text.partition(MARK)[2]))


def _kernel(seconds: float, answer: dict[str, Any]) -> Finding:
    says = f"answers after {seconds:.1f} s"
    if Path(answer["prefix"]).resolve() != Path(sys.prefix).resolve():
        return Finding("kernel", "warning", f"{says}, but runs another Python: {answer['prefix']}", OWN_KERNEL)
    return ok("kernel", says)


def _engines(answer: dict[str, Any]) -> Finding:
    wrong = [f"{name} ({why})" for name, why in answer["engines"].items() if why]
    if wrong:
        return Finding("engines", "problem", f"cannot be imported: {few(wrong)}", REMEDY)
    return ok("engines", f"{few(list(answer['engines']), 20)}; {answer['memory_mb']:.0f} MB with all of them")


def _pictures(answer: dict[str, Any]) -> Finding:
    subject = "figure and map"
    if answer["pictures"]:
        return Finding(subject, "problem", answer["pictures"], REMEDY)
    return ok(subject, "made while every address outside this computer was refused")


def _threads(answer: dict[str, Any]) -> Finding:
    most = max(answer["threads"].values(), default=1)
    if most == 1:
        return ok("threads", "one for each kernel")
    says = f"up to {most} for each kernel; on small arrays more than one slow a lesson down"
    return Finding("threads", "warning", says, "set the environment variable OMP_NUM_THREADS to 1, then start again")
