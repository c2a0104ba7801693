"""A small project that can be verified, and ways to break it. It needs no package but those of Python itself."""

import base64
import hashlib
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from classroom.internship import verifying
from classroom.internship.verifying import room
from classroom.internship.verifying.ran import Ran, Step

README = """\
# How warm were three days?

## Question
Which of the three days was the warmest, and by how many degrees?

## Data
Three daily mean temperatures that were made up for this sample, see DATA.md.

## Method
The mean of each day is written down, and the largest one is looked up.

## Result
The third day was the warmest, two degrees above the mean of all three.

## How to run
```
python -m pip install --require-hashes -r requirements.lock
jupyter execute notebooks/01_warmest.ipynb
```

## Limits
Three days say nothing about a climate, and one station nothing about a city.
"""
DATA = """\
# Data statement
| file | source | licence | period | units | personal data |
|---|---|---|---|---|---|
| `data/days.csv` | made up | CC0-1.0 | 1 to 3 May 2026 | °C | none |
"""
PYPROJECT = """\
[project]
name = "warmest"
version = "0.1"
requires-python = ">=3.11"
license = "MIT"
dependencies = []
"""
PORTFOLIO = """\
title = "How warm were three days?"
licence = "MIT"
notebooks = ["notebooks/01_warmest.ipynb"]
minutes = 1
[[output]]
path = "outputs/days.csv"
[[output]]
path = "outputs/warmest.json"
"""
LICENSE = """\
MIT License

Copyright (c) 2026 A. Sample

Permission is hereby granted, free of charge, to any person obtaining a copy of this software, to deal in it
without restriction. The above copyright notice and this permission notice shall be included in all copies.
"""
MODULE = """\
def warmest(days):
    return max(days, key=days.get)
"""
TESTS = """\
from warmest import warmest

def test_the_largest_value_is_found():
    assert warmest({"a": 1.0, "b": 3.0, "c": 2.0}) == "b"
"""
READ = """\
import csv, json
from pathlib import Path
from warmest import warmest
rows = list(csv.DictReader(Path("data/days.csv").open()))
days = {row["day"]: float(row["temperature_c"]) for row in rows}"""
WRITE = """\
mean = sum(days.values()) / len(days)
lines = ["day,above_mean_c"] + [f"{day},{value - mean}" for day, value in days.items()]
_ = Path("outputs/days.csv").write_text("\\n".join(lines) + "\\n")
_ = Path("outputs/warmest.json").write_text(json.dumps({"day": warmest(days), "mean_c": mean}))"""
OUTPUT = "day,above_mean_c\n2026-05-01,-2.0\n2026-05-02,0.0\n2026-05-03,2.0\n"


class Sample:
    """A project in a folder."""

    def __init__(self, folder: Path):
        self.folder = folder

    def write(self, name, text):
        """Write a file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def change(self, name, old, new):
        """Change a text in a file, in which it must stand."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def delete(self, name):
        """Delete a file or a folder."""
        path = self.folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    def cells(self, *sources, name="notebooks/01_warmest.ipynb"):
        """Write a notebook of these code cells."""
        cells = [
            {
                "cell_type": "code",
                "id": f"c{n}",
                "metadata": {},
                "source": source,
                "outputs": [],
                "execution_count": None,
            }
            for n, source in enumerate(sources)
        ]
        self.write(name, json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))

    def sources(self):
        """Return the code cells of the sample as it is accepted."""
        return READ, WRITE

    def verify(self, **options):
        """Verify it; return the verdict."""
        return verifying.verify(self.folder, **options)


def write_sample(folder):
    """Write the sample project, which is accepted."""
    sample = Sample(folder)
    texts = {
        "README.md": README,
        "DATA.md": DATA,
        "LICENSE": LICENSE,
        "pyproject.toml": PYPROJECT,
        "requirements.lock": "# nothing is needed\n",
        "portfolio.toml": PORTFOLIO,
        "data/days.csv": "day,temperature_c\n2026-05-01,10.0\n2026-05-02,12.0\n2026-05-03,14.0\n",
        "src/warmest/__init__.py": MODULE,
        "tests/test_warmest.py": TESTS,
        "outputs/days.csv": OUTPUT,
        "outputs/warmest.json": '{"day": "2026-05-03", "mean_c": 12.0}',
    }
    for name, text in texts.items():
        sample.write(name, text)
    sample.cells(READ, WRITE)
    return sample


@pytest.fixture
def needs_walls():
    """Skip where no project can be shut in."""
    if why := room.why_not_sealed():
        pytest.skip(f"no project can be shut in here: {why}")


@pytest.fixture
def sample(tmp_path, needs_walls):
    """A sample project of this test alone."""
    return write_sample(tmp_path / "warmest")


@pytest.fixture
def pin():
    """Return the lines that the course's lock has for packages."""
    from citylab import paths

    lock = (paths.root() / "requirements.lock").read_text(encoding="utf-8")
    entries = ["\n".join(lines) for lines in _entries(lock)]

    def lines(*names):
        return "\n".join(entry for entry in entries if entry.split("==")[0] in names) + "\n"

    return lines


def _entries(lock):
    entry = []
    for line in lock.splitlines():
        if not line.startswith(" ") and entry:
            yield entry
            entry = []
        entry.append(line)
    yield entry


@pytest.fixture
def without_running(monkeypatch):
    """Let a project seem to have run well: for checks that look at its files alone."""

    def seem(folder, portfolio, notebooks, environment, *, sealed):
        steps = [Step(one.path, 0, False, ({"done": True},), "") for one in notebooks]
        made = {one.path: folder.read(one.path) for one in portfolio.outputs}
        told = ({"test": "tests/test_warmest.py::test_the_largest_value_is_found", "outcome": "passed"}, {"done": 0})
        return Ran(steps, Step("", 0, False, told, ""), made, [], list(made))

    monkeypatch.setattr(room, "run", seem)


@pytest.fixture
def write_wheel():
    """Return a function that writes a wheel."""
    return _write_wheel


def _write_wheel(folder, name, files, *, needs=()):
    """Write a wheel of version 1.0 with these files, and return its SHA-256."""
    info = f"{name}-1.0.dist-info"
    needed = "".join(f"Requires-Dist: {one}\n" for one in needs)
    every = {
        **files,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{needed}",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        rows = []
        for file, text in every.items():
            wheel.writestr(file, text)
            digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
            rows.append(f"{file},sha256={digest},{len(text.encode())}")
        wheel.writestr(f"{info}/RECORD", "\n".join([*rows, f"{info}/RECORD,,"]) + "\n")
    return hashlib.sha256(path.read_bytes()).hexdigest()
