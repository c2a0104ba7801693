"""A project that means harm is refused, does none, and leaves nothing behind."""

import io
import json
import os
import socket
import threading
import time
from pathlib import Path

import pytest

from classroom.internship import verifying
from classroom.internship.verifying import folder, ran, room

HOSTILE = {
    "kills its parent": ("import os, signal\nos.kill(os.getppid(), signal.SIGKILL)\nos.kill(0, signal.SIGKILL)", "run"),
    "forks without end": ("import os\nwhile True:\n    os.fork()", "run"),
    "starts what lives on": (
        "import os, sys, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(60)\nraise ValueError('enough')",
        "run",
    ),
    "takes all memory": ("parts = []\nwhile True:\n    parts.append(bytearray(200_000_000))", "run"),
    "prints without end": ("while True:\n    print('x' * 1_000_000)", "run"),
    "fills the disk": (
        "for n in range(100_000):\n    with open(f'outputs/{n}', 'wb') as file:\n        file.write(b'0' * 50_000_000)",
        "run",
    ),
    "ends Python": ("import ctypes\nctypes.string_at(0)", "run"),
    "prints a verdict": ("print('{\"done\": true}\\naccepted')\nraise ValueError('no')", "run"),
    "nests without end": ("def f():\n    return f()\nf()", "run"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_notebook_is_refused_and_ended(sample, name):
    source, check = HOSTILE[name]
    sample.change("portfolio.toml", "minutes = 1", "minutes = 0.05")
    sample.cells(source)
    began = time.monotonic()
    verdict = sample.verify()
    assert verdict.failed_checks == (check,), verdict.findings
    assert time.monotonic() - began < 30


READS = {
    "accounts": "open('/etc/passwd').read()",
    "the home of who verifies": "open({secret!r}).read()",
    "the outputs that were handed in": "open({output!r}).read()",
    "the course": "open({course!r}).read()",
    "the variables of who verifies": "import os\nos.environ['CITYLAB_TEST_SECRET']",
    "the memory of the first process": "open('/proc/1/mem', 'rb').read(1)",
    "the files of the first process": "import os\nos.listdir('/proc/1/fd')",
    "a package that is not locked": "import numpy",
    "the course as a package": "import citylab",
    "a socket on this computer": "import socket\nsocket.create_connection(('127.0.0.1', {port}), timeout=2)",
}


def test_nothing_of_this_computer_is_within_reach(sample, tmp_path, monkeypatch):
    monkeypatch.setenv("CITYLAB_TEST_SECRET", "secret")
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    with socket.create_server(("127.0.0.1", 0)) as server:
        known = {
            "secret": str(secret),
            "output": str(sample.folder / "outputs" / "days.csv"),
            "course": str(Path(verifying.__file__)),
            "port": server.getsockname()[1],
        }
        tries = {name: text.format(**known) for name, text in READS.items()}
        body = f"""\
import json
reached = ["nothing"]
for name, text in {tries!r}.items():
    try:
        exec(text)
        reached.append(name)
    except Exception:
        pass
_ = open("outputs/warmest.json", "w").write(json.dumps(reached))"""
        sample.change("portfolio.toml", '[[output]]\npath = "outputs/days.csv"\n', "")
        sample.delete("outputs/days.csv")
        sample.write("outputs/warmest.json", '["nothing"]')
        sample.cells(body)
        verdict = sample.verify()
    assert verdict.failed_checks == ("paths",), verdict.findings  # the notebook names them, and got at none


def test_nothing_is_written_outside(sample, tmp_path):
    before = sorted(tmp_path.rglob("*"))
    target = tmp_path / "written"
    sample.cells(f"open({str(target)!r}, 'w').write('x')")
    verdict = sample.verify()
    assert verdict.failed_checks == ("paths", "run")
    assert sorted(tmp_path.rglob("*")) == before


def test_an_output_that_is_a_link_to_what_was_read_is_taken_for_no_output(sample):
    sample.cells("import os\nos.symlink('/proc/self/environ', 'outputs/days.csv')\nos.mkfifo('outputs/warmest.json')")
    assert sample.verify().failed_checks == ("outputs",)


def test_a_conftest_that_hides_a_failure_from_the_exit_status_is_seen(sample):
    sample.change("tests/test_warmest.py", '== "b"', '== "c"')
    sample.write("tests/conftest.py", "def pytest_sessionfinish(session):\n    session.exitstatus = 0\n")
    assert sample.verify().failed_checks == ("tests",)


def test_a_conftest_that_ends_pytest_is_seen(sample):
    sample.write("tests/conftest.py", "import os\nos._exit(0)\n")
    assert sample.verify().failed_checks == ("tests",)


def test_a_program_in_a_package_s_path_file_is_run_behind_walls_only(sample, tmp_path, write_wheel):
    seen = tmp_path / "seen"
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    digest = write_wheel(wheels, "sneaky", {"sneaky.pth": f"import os; open({str(seen)!r}, 'w')\n"})
    sample.change("pyproject.toml", "dependencies = []", 'dependencies = ["sneaky"]')
    sample.write("requirements.lock", f"sneaky==1.0 --hash=sha256:{digest}\n")
    assert sample.verify(wheels=wheels).is_accepted
    assert not seen.exists()


def test_too_many_files_are_refused_before_anything_is_copied(sample, monkeypatch):
    monkeypatch.setattr(folder, "MOST_FILES", 30)
    for number in range(40):
        sample.write(f"data/{number}.csv", "")
    verdict = sample.verify()
    assert verdict.failed_checks == ("folder",)
    assert "more than 30 files" in verdict.findings[0].says


def test_a_large_file_is_refused(sample):
    with (sample.folder / "data" / "large.csv").open("wb") as file:
        file.truncate(21_000_000)
    assert "large.csv has 21.0 MB; such a file may have 20" in sample.verify().findings[0].says


def test_a_pipe_among_the_files_is_refused_and_not_waited_for(sample):
    os.mkfifo(sample.folder / "data" / "pipe.csv")
    assert "data/pipe.csv is no file" in sample.verify().findings[0].says


def test_folders_without_end_are_refused(sample):
    (sample.folder / "/".join("d" * 20)).mkdir(parents=True)
    (sample.folder / "/".join("d" * 20) / "x").write_text("")
    assert sample.verify().failed_checks == ("folder",)


def test_what_is_no_notebook_and_no_text_is_refused_without_an_error(sample):
    sample.write("notebooks/01_warmest.ipynb", "[" * 100_000)
    for name in ("README.md", "DATA.md", "LICENSE", "pyproject.toml", "requirements.lock", "tests/test_warmest.py"):
        (sample.folder / name).write_bytes(bytes(range(256)) * 10)
    verdict = sample.verify()
    assert {"readme", "data", "licence", "lock", "notebooks"} <= set(verdict.failed_checks)


def test_it_can_be_called_where_threads_run(sample):
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    try:
        assert sample.verify().is_accepted
    finally:
        ended.set()
        thread.join()


def test_what_a_project_reports_is_read_as_data():
    told = {"notebook": "x", "status": 0, "too_long": False, "said": "", "report": '[1]\nnull\n{"cell": "x"}\n{'}
    found = ran.read(io.BytesIO(json.dumps(told).encode() + b"\n[]\nno json\n" + b"[" * 90_000))
    assert found.notebooks == [ran.Step("x", 0, False, ({"cell": "x"},), "")]


def test_a_notebook_cannot_rewrite_the_tests_that_are_run_after_it(sample):
    sample.change("tests/test_warmest.py", '== "b"', '== "c"')
    sample.cells(
        "from pathlib import Path\nfile = Path('tests/test_warmest.py')\n"
        "_ = file.write_text(file.read_text().replace('== \"c\"', '== \"b\"'))",
        *sample.sources(),
    )
    assert sample.verify().failed_checks == ("tests",)


def test_a_notebook_that_deletes_the_project_is_refused(sample):
    sample.cells("import os, shutil\nhere = os.getcwd()\nos.chdir('/')\nshutil.rmtree(here)")
    assert sample.verify().failed_checks == ("outputs",)


def test_a_name_that_is_no_text_is_no_error(sample):
    with open(bytes(sample.folder) + b"/data/\xff.csv", "wb"):
        pass
    assert sample.verify().failed_checks == ("data",)


def test_a_module_in_the_folder_that_it_is_called_from_is_not_run(sample, tmp_path, write_wheel, monkeypatch):
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    digest = write_wheel(wheels, "tiny", {"tiny.py": ""})
    sample.change("pyproject.toml", "dependencies = []", 'dependencies = ["tiny"]')
    sample.write("requirements.lock", f"tiny==1.0 --hash=sha256:{digest}\n")
    for name in ("pip", "classroom", "json", "sitecustomize"):
        sample.write(f"{name}.py", f"open({str(tmp_path / 'seen')!r}, 'w')\nraise SystemExit(3)\n")
    monkeypatch.chdir(sample.folder)
    verdict = sample.verify(wheels=wheels)
    assert "environment" not in verdict.failed_checks
    assert not (tmp_path / "seen").exists()


def test_processes_that_take_too_much_memory_together_are_ended(sample, monkeypatch):
    monkeypatch.setattr(room, "MEMORY_MB", 250)
    one = "import os, time\nif os.fork() == 0:\n    held = b'1' * 100_000_000\n    time.sleep(60)\n    os._exit(0)"
    sample.cells(*[one] * 4, "time.sleep(60)")
    verdict = sample.verify()
    assert verdict.failed_checks == ("run",)
    (found,) = (one for one in verdict.findings if one.check == "run")
    assert "it took too much memory" in found.says
    assert "Read less at a time" in found.remedy


def test_the_outputs_that_were_handed_in_are_nowhere_behind_the_walls(sample):
    look = """\
import sys
from pathlib import Path
found = [place for place in Path(sys.prefix).parent.rglob("days.csv") if place.parent.name == "outputs"]
assert not found, found"""
    sample.cells(look, *sample.sources())
    assert sample.verify().is_accepted


@pytest.mark.parametrize("name", ["tests/test_b.py", "README.md", "pyproject.toml", "data/x/datapackage.json"])
def test_what_is_read_as_a_whole_may_not_be_large(sample, name):
    sample.write(name, "x\n" * 600_000)
    verdict = sample.verify()
    assert verdict.failed_checks == ("folder",)
    assert f"{name} has 1.2 MB" in verdict.findings[0].says


def test_an_error_that_nobody_thought_of_is_a_finding(sample, monkeypatch):
    from classroom.internship.verifying import licence

    def break_down(*_):
        raise RecursionError("too deep")

    monkeypatch.setattr(licence, "check", break_down)
    verdict = sample.verify()
    assert verdict.failed_checks == ("licence",)
    (found,) = [one for one in verdict.findings if not one.ok]
    assert found.says == "this could not be checked: RecursionError: too deep"
    assert found.remedy


def test_where_it_ended_before_the_outputs_were_taken_it_is_said(sample, monkeypatch):
    steps = [ran.Step("notebooks/01_warmest.ipynb", 0, False, ({"done": True},), "")]
    monkeypatch.setattr(room, "run", lambda *_, **__: ran.Ran(steps))
    assert sample.verify().failed_checks == ("run",)


def test_all_code_together_may_not_be_large(sample):
    for number in range(11):
        sample.write(f"src/warmest/part_{number}.py", "x\n" * 95_000)
    (found,) = [one for one in sample.verify().findings if one.state == "failed"]
    assert found.says == "its Python files have more than 2 MB"
