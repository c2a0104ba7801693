"""A small course of one notebook that shows everything a learner touches."""

import shutil
from pathlib import Path

import nbformat

QUIZ = Path(__file__).resolve().parents[1] / "citylab" / "quizzes" / "sample.toml"
DECLARED = """
from citylab.practice import Exercise, Mistake

EXERCISES = [
    Exercise(
        id="demo-1-peak",
        lesson="02-demo/01_sample",
        expected=lambda: 3.456789,
        unit="kW",
        mistakes=[Mistake(gives=lambda: 1.5, say="You took the mean; the cable feels the peak.")],
        hints=["Look for the greatest value.", "A Series has the method `max`."],
        note="The peak decides about the cable.",
    )
]
"""
MODULES = """
[[module]]
number = 2
slug = "demo"
title = "Demonstration"
brief = "Approve or refuse the connection."
hours = "6–8"
status = "ready"

[[module]]
number = 3
slug = "green-transport"
title = "Green transport"
brief = "Redesign the corridor."
hours = "6–8"
status = "planned"
"""
CELLS = (
    "# Look at everything\n\nOne cell for each thing that a learner touches.",
    """import os, sys
os.environ["CITYLAB_HOME"] = os.getcwd()
import citylab
citylab.__path__.append(os.path.join(os.getcwd(), "packages"))
import ipywidgets as widgets
import matplotlib.pyplot as plt
import numpy as np""",
    "## A figure",
    """hours = np.arange(0, 24, 0.25)
load_kw = 20 + 15 * np.exp(-((hours - 18.5) ** 2) / 6)
fig, ax = plt.subplots(figsize=(7, 3.2))
ax.plot(hours, load_kw, color="#0072b2")
ax.set(title="The street peaks at half past six", xlabel="Hour of the day", ylabel="Load (kW)")
citylab.show(fig, alt="Line chart: the load of a street peaks with 35 kW at half past six.")""",
    "## Checks",
    'citylab.check("demo-1-peak")',
    'citylab.check("demo-1-peak", 3456.789)',
    'citylab.check("demo-1-peak", 1.5)',
    'citylab.check.hint("demo-1-peak")\ncitylab.check.hint("demo-1-peak")',
    'citylab.check.answer("demo-1-peak")',
    'citylab.check("demo-1-peak", 3.456789)',
    'citylab.check("demo-1-paek", 3.456789)',
    "## A map",
    """feeder = citylab.maps.Map(alt="Map of a feeder of four nodes: the last is too high.", height=320)
places = [(53.480, -2.245), (53.481, -2.241), (53.4825, -2.238), (53.483, -2.233)]
west, south, east, north = -2.247, 53.479, -2.231, 53.484
ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
shape = {"type": "Polygon", "coordinates": [ring]}
mill = {"type": "Feature", "properties": {"name": "Mill"}, "geometry": shape}
area = {"type": "FeatureCollection", "features": [mill]}
citylab.maps.add_outline(feeder, area, tooltip="name", fill="#dde5e8")
citylab.maps.add_line(feeder, places, tooltip="main cable")
for number, place in enumerate(places):
    colour = "#d55e00" if number == 3 else "#56b4e9"
    citylab.maps.add_circle(feeder, *place, tooltip=f"node {number}", colour=colour)
citylab.maps.add_legend(feeder, "Voltage (pu)", {"#56b4e9": "up to 1.10", "#d55e00": "above 1.10"})
feeder""",
    "## A slider",
    """@widgets.interact(homes=widgets.IntSlider(30, 1, 100, description="homes"))
def peak_of(homes):
    print(f"{homes} homes peak at {homes * (1 + 6 / homes):.1f} kW")""",
    "## The quiz",
    'citylab.quiz("demo")',
    "## The start page",
    "citylab.course.start_page()",
)


def write_sample(folder: Path) -> Path:
    """Write the sample course into a folder and return its notebook."""
    for part in ("datasets", "course/lessons/02-demo", "course/notebooks/02-demo", "packages/demo"):
        (folder / part).mkdir(parents=True)
    shutil.copy(QUIZ, folder / "course/lessons/02-demo/quiz.toml")
    (folder / "course/lessons/course.toml").write_text(MODULES, encoding="utf-8")
    (folder / "packages/demo/__init__.py").write_text("")
    (folder / "packages/demo/practice.py").write_text(DECLARED)
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    make = {True: nbformat.v4.new_markdown_cell, False: nbformat.v4.new_code_cell}
    notebook.cells = [make[source.startswith("#")](source, id=f"cell-{at}") for at, source in enumerate(CELLS)]
    nbformat.write(notebook, folder / "sample.ipynb")
    shutil.copy(folder / "sample.ipynb", folder / "course/notebooks/02-demo/01_sample.ipynb")
    return folder / "sample.ipynb"
