"""
Settings of the nbgrader course root. This folder is the root, wherever the course lies.

The folder may be copied: `citylab demo-class` does, to make a class of its own.
"""

import contextlib
import os
import sys
from pathlib import Path

from nbgrader.converters import Autograde
from nbgrader.preprocessors import Execute as NbgraderExecute

from classroom.kernels import Execute

c = get_config()  # noqa: F821  (nbgrader puts it here)
root = Path(__file__).resolve().parent

# nbgrader calls `alembic` by name. It stands beside this Python, which need not be on PATH.
scripts = str(Path(sys.executable).parent)
if scripts not in os.environ.get("PATH", "").split(os.pathsep):
    os.environ["PATH"] = os.pathsep.join([scripts, os.environ.get("PATH", "")])

c.CourseDirectory.root = str(root)
c.CourseDirectory.course_id = "smart-cities-lab"
c.CourseDirectory.db_url = f"sqlite:///{root / 'gradebook.db'}"

# Where work is handed out and in. On a server with many accounts, name a folder that all can write to.
exchange = Path(os.environ.get("CITYLAB_EXCHANGE", root / "exchange"))
with contextlib.suppress(OSError):  # a course that can only be read can still be validated
    exchange.mkdir(parents=True, exist_ok=True)
c.Exchange.root = str(exchange)
if "CITYLAB_EXCHANGE" not in os.environ:
    c.Exchange.cache = str(exchange / "cache")

# The release is committed, so it exists before the gradebook does. Without this,
# nbgrader would find it, stop, and never write the assignment into a new gradebook.
c.GenerateAssignment.force = True

# Work that comes by other ways: downloaded/NAME/archive/STUDENT_NAME.ipynb, or a zip file of such files.
c.FileNameCollectorPlugin.named_regexp = r".*[/\\](?P<student_id>[^_/\\]+)_(?P<file_id>[^/\\]+)\.ipynb$"

c.ClearSolutions.code_stub = {
    "python": '# Your code here.\nraise NotImplementedError("not answered yet: replace this line")'
}
c.ClearSolutions.text_stub = "*Write your answer here.*"

# nbgrader takes anything on stderr for a failure. A right answer that warns is right.
c.IgnorePattern.enabled = True
c.IgnorePattern.pattern = r"(?s).*"
# `nbgrader validate` has no IgnorePattern, so the kernel is silent too. One thread for each kernel:
# two that take all cores each are slower than two that share. No name is left behind for students to find.
c.Execute.extra_arguments = [
    "--IPKernelApp.log_level=ERROR",
    "--InteractiveShellApp.exec_lines="
    "__import__('warnings').simplefilter('ignore');"
    "__import__('os').environ.update("
    "OMP_NUM_THREADS='1', OPENBLAS_NUM_THREADS='1', MKL_NUM_THREADS='1')",
]
# The stock steps, but each kernel listens in a folder of its own: two that start at once cannot be given one port.
c.Autograde.autograde_preprocessors = [
    Execute if step is NbgraderExecute else step for step in Autograde.autograde_preprocessors.default()
]
c.Execute.timeout = 60  # [s] for one cell
c.Execute.iopub_timeout = 15  # [s] a busy computer may be slow to print
c.Execute.shutdown_kernel = "immediate"  # nothing of a marked notebook is needed afterwards

# What students write is shown to people in formgrader and on feedback pages: nothing in it may run there.
c.HTMLExporter.preprocessors = ["classroom.clean_html.CleanNotebook"]
c.HTMLExporter.filters = {"markdown2html": "classroom.clean_html.markdown_to_html"}
# The page of `citylab feedback`, also from `nbgrader generate_feedback` and formgrader's button: no hidden test in it.
c.GenerateFeedback.exporter_class = "classroom.feedback.FeedbackExporter"
c.GenerateFeedback.preprocessors = []
