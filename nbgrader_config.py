"""Let JupyterLab, started in this folder, find the course that nbgrader marks."""

from pathlib import Path

load_subconfig("nbgrader_config.py", path=str(Path(__file__).resolve().parent / "assignments"))  # noqa: F821
