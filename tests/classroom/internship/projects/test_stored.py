"""What is stored of each project fits together: starter, reference, and the checks on GitHub."""

import ast
import re

import pytest
import yaml

from classroom.internship.projects import contents, names, project
from classroom.internship.projects.description import template

every_project = pytest.mark.parametrize("name", names())


def texts(name, part):
    """Return path and text of each file in the stored folder ``starter`` or ``reference``."""
    folder = project(name).folder / part
    kinds = {".py", ".md", ".toml"}
    found = (file for file in sorted(folder.rglob("*")) if file.suffix in kinds)
    return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in found}


def functions(text):
    """Return head and docstring of each function of a module."""
    nodes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    return {node.name: (ast.unparse(node.args), ast.get_docstring(node)) for node in nodes}


@every_project
def test_the_overlay_holds_no_file_that_the_starter_has_already(name):
    starter, folder = contents.starter(project(name)), project(name).folder / "reference"
    own = {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    same = {place.as_posix(): content for place, content in starter.items()}
    assert [place for place, content in own.items() if same.get(place) == content] == []


@every_project
def test_a_notebook_of_the_overlay_is_not_the_starters(name):
    starter, reference = texts(name, "starter"), texts(name, "reference")
    assert [file for file in reference if reference[file] == starter.get(file)] == []


@every_project
def test_nothing_is_left_to_do_in_the_reference(name):
    for place, content in contents.reference(project(name)).items():
        if place.suffix in {".py", ".md", ".toml", ".ipynb"}:
            assert not re.search(r"\bTODO\b|NotImplementedError", content.decode("utf-8")), place


@every_project
def test_the_starter_leaves_work_to_do(name):
    starter = texts(name, "starter")
    assert sum(text.count("raise NotImplementedError") for file, text in starter.items() if "src/" in file) >= 5
    assert "TODO" in starter["README.md"]


@every_project
def test_each_stub_has_the_head_and_the_docstring_of_its_solution(name):
    starter, reference = texts(name, "starter"), texts(name, "reference")
    for file in (file for file in reference if file.startswith("src/") and file in starter):
        solved = functions(reference[file])
        for stub, head in functions(starter[file]).items():
            assert solved.get(stub) == head, f"{file}: {stub}"


@every_project
def test_no_project_needs_the_course(name):
    for place, content in contents.reference(project(name)).items():
        if place.suffix in {".py", ".ipynb"}:
            assert not re.search(r"^\W*(import|from) (citylab|classroom)\b", content.decode("utf-8"), re.MULTILINE)


def test_the_checks_on_github_ask_for_no_secret_and_pin_their_actions():
    text = (template() / ".github" / "workflows" / "check.yml").read_text(encoding="utf-8")
    steps = yaml.safe_load(text)["jobs"]["check"]["steps"]
    assert "secrets" not in text
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", step["uses"]) for step in steps if "uses" in step)
    run = "\n".join(step.get("run", "") for step in steps)
    assert "--require-hashes -r requirements.lock" in run
    assert "jupyter execute notebooks/" in run
    assert "pytest" in run
