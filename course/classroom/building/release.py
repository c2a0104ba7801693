"""Let nbgrader make the released assignment, away from the instructor's gradebook."""

from __future__ import annotations

import logging
import shutil
import tempfile
from pathlib import Path

from classroom.errors import CitylabError


def release(source: Path, *, config_file: Path | None = None) -> bytes:
    """
    Return the notebook that nbgrader releases for a source notebook.

    nbgrader runs in an empty course folder of its own, so neither the gradebook nor
    any folder of the course changes.

    Parameters
    ----------
    source : pathlib.Path
        The source notebook, ``assignments/source/NAME/NAME.ipynb``.
    config_file : pathlib.Path, optional
        The course's ``nbgrader_config.py``; its settings hold, but for the folder.

    Raises
    ------
    CitylabError
        If nbgrader refuses the notebook; the message carries its reason.
    """
    # nbgrader takes a second to import; only the commands that release should wait for it.
    from nbgrader.converters import GenerateAssignment
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import Config

    from classroom.course_root import load_config

    name = source.stem
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "source" / name).mkdir(parents=True)
        shutil.copy(source, root / "source" / name / source.name)
        config = load_config(config_file.parent) if config_file else Config()
        config.CourseDirectory.root = folder
        config.CourseDirectory.assignment_id = name
        # As `nbgrader generate_assignment --no-db` does.
        config.SaveCells.enabled = False
        config.GenerateAssignment.no_database = True
        converter = GenerateAssignment(coursedir=CourseDirectory(config=config), config=config)
        converter.log, lines = _recording_log()
        try:
            converter.start()
        except (Exception, SystemExit) as error:
            reason = next((text for text in lines if "Error" in text), str(error)).strip().splitlines()[-1]
            raise CitylabError(f"{source}: nbgrader refuses to release it: {reason}") from error
        return (root / "release" / name / source.name).read_bytes()


def _recording_log() -> tuple[logging.Logger, list[str]]:
    """Return a silent logger and the list that its warnings and errors go to."""
    lines: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(f"{record.levelname} {record.getMessage()}")

    log = logging.Logger("release")
    log.addHandler(Keep(level=logging.WARNING))
    return log, lines
