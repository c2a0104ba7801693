"""A course of one module and two short notebooks: a map, a slider, a quiz, a formula, an exercise."""

import json
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

COURSE = """
[[module]]
number = 1
slug = "lamps"
title = "Lamps"
brief = "Which lamps stay on?"
hours = "1"
status = "ready"

[[module]]
number = 2
slug = "trams"
title = "Trams"
brief = "Later."
hours = "2"
status = "planned"
"""
QUIZ = """
[[question]]
id = "energy"
ask = "A lamp of `100` W burns for 10 h. How much energy is that?"
kind = "number"
answer = 1.0
tolerance = 0.01
unit = "kWh"
why_right = "100 W for 10 h are 1000 Wh."
why_other = "Multiply power by time."

[[question]]
id = "who"
ask = "Who needs light on a < b streets?"
kind = "one"
option = [
  {text = "Whoever walks", right = true, why = "They see the kerb."},
  {text = "Nobody", right = false, why = "People walk at night."},
]
"""
FIGURE = """import matplotlib.pyplot as plt
from ipywidgets import Dropdown, IntSlider, interact

from citylab import show


def draw(lamps, street):
    fig, ax = plt.subplots(figsize=(4, 2))
    ax.bar(["on"], [lamps])
    show(fig, alt=f"Bar chart: {lamps} lamps are on in {street}.")


interact(draw, lamps=IntSlider(value=7, min=1, max=20, description="Lamps"), street=Dropdown(options=["Quay", "Mole"]));
"""
MAP = """from citylab import maps

area = {"type": "Polygon", "coordinates": [[[24.9, 60.1], [25.0, 60.1], [25.0, 60.2], [24.9, 60.1]]]}
features = [{"type": "Feature", "properties": {"name": "Quay"}, "geometry": area}]
town = maps.Map(alt="Map of a quay with one lamp & a cable.", credit="Synthetic.")
maps.add_outline(town, {"type": "FeatureCollection", "features": features}, tooltip="name")
maps.add_line(town, [(60.1, 24.9), (60.2, 25.0)], dashed=True)
maps.add_circle(town, 60.15, 24.95, colour="#d55e00")
town"""
GUIDE = {
    "01-lamps.md": "# Plan\n\nWords: [glossary](glossary.md). Also [the answers](01-lamps-written-answers.md).\n",
    "01-lamps-written-answers.md": "# Answers\n\nSecretword.\n",
    "glossary.md": "# Glossary\n\n| term | meaning |\n|---|---|\n| lux | light |\n",
}
INTERNSHIP = {
    "README.md": "# Internship\n\nRead [what interns do](handbook-interns.md), or [the briefs](briefs/README.md).\n",
    "handbook-interns.md": "# For interns\n\nTwelve weeks.\n",
    "briefs/README.md": "# Briefs\n\nOne: [lamps](01-lamps.md).\n",
    "briefs/01-lamps.md": "# Light a street\n\nBack to [the internship](../README.md).\n",
}
OVERVIEW = """# Lamps: keep them on

The power is $P = U\\,I$. Next: [the lamps](01_count_lamps.ipynb).

## Steps

One."""
LESSON = """# Count lamps

$$E = \\sum_t P_t\\,\\Delta t$$

Back: [overview](00_overview.ipynb), [start](../start.ipynb)."""
SHOW_QUIZ = 'from citylab import quiz\n\nquiz("lamps")'
TABLE = """import pandas as pd

pd.DataFrame({"power_w": [100, 60]}, index=pd.Index(["old", "new"], name="lamp"))"""


def write_course(root: Path) -> Path:
    """Write the course into a folder and return it."""
    lessons, notebooks = root / "course/lessons/01-lamps", root / "course/notebooks/01-lamps"
    guide = root / "course/guide"
    internship = root / "course/internship"
    for folder in (lessons, notebooks, guide, internship / "briefs", root / "datasets"):
        folder.mkdir(parents=True)
    (lessons.parent / "course.toml").write_text(COURSE, encoding="utf-8")
    (lessons / "quiz.toml").write_text(QUIZ, encoding="utf-8")
    for name, text in GUIDE.items():
        (guide / name).write_text(text, encoding="utf-8")
    for name, text in INTERNSHIP.items():
        (internship / name).write_text(text, encoding="utf-8")
    (notebooks.parent / "start.ipynb").write_text(json.dumps(new_notebook()), encoding="utf-8")
    _write(notebooks / "00_overview.ipynb", [OVERVIEW, TABLE])
    _write(notebooks / "01_count_lamps.ipynb", [LESSON, FIGURE, "## Where", MAP, "## Quiz", SHOW_QUIZ])
    return root


def _write(path: Path, texts: list[str]) -> None:
    """Write a notebook; what begins with # is Markdown."""
    cells = [
        (new_markdown_cell if text.startswith("#") else new_code_cell)(text, id=f"cell-{number}")
        for number, text in enumerate(texts)
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(
        new_notebook(cells=cells, metadata={"kernelspec": kernel, "language_info": {"name": "python"}}), path
    )
