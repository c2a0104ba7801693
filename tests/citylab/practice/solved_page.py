"""Run a solved page in this process, and judge the answer of each self-check."""

import ast
import json
import re
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

import ipywidgets
import matplotlib.pyplot as plt
import pytest

from citylab import figures
from citylab.practice import find, judge
from citylab.practice.other_ways import other_ways
from citylab.practice.problems import exercise_for

SOLUTIONS = Path(__file__).resolve().parents[3] / "course" / "solutions"


@dataclass
class Verdicts:
    """What was said to the author's answers, and to those of the other ways, by exercise."""

    own: dict = field(default_factory=dict)
    other: dict = field(default_factory=dict)


def run(page, *, seed=None, with_other_ways=False):
    """Execute the code cells of a solved page: figures are closed, sliders are left out."""
    space = {"display": lambda *things: None, "__name__": "__main__"}
    said = Verdicts()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(StringIO()):
        patch.setattr(figures, "show", lambda fig, *, alt: plt.close(fig))
        patch.setattr(ipywidgets, "interact", lambda *args, **options: None)
        for source in code_of(page):
            if source.startswith("check("):
                _judge(ast.parse(source).body[0].value, space, said, with_other_ways)
            else:
                exec(compile(_with_seed(source, seed), str(page), "exec"), space)
    plt.close("all")
    return said


def code_of(page):
    cells = json.loads((SOLUTIONS / f"{page}.ipynb").read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def _with_seed(source, seed):
    if seed is None:
        return source
    return re.sub(r"new_problem\(seed=0\)", f"new_problem(seed={seed})", source)


def _judge(call, space, said, with_other_ways):
    name, answer = call.args[0].value, ast.unparse(call.args[1])
    problem = eval(ast.unparse(call.args[2]), space) if call.args[2:] else None
    exercise = exercise_for(name, problem) if problem else find(name)
    said.own[name] = judge(exercise, eval(answer, space))
    beside = other_ways(name) if with_other_ways else None
    if beside and beside.code:
        own = {**space, answer: ...}
        exec(compile(beside.code, name, "exec"), own)
        said.other[name] = judge(exercise, eval(answer, own))
