"""Licences, citation and README say the same everywhere."""

import re
import subprocess
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))


def tracked():
    """Return the files that git knows or would take in."""
    call = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    rows = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [ROOT / row for row in rows if (ROOT / row).is_file()]


def test_code_licence_is_the_same_everywhere():
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("BSD 3-Clause License")
    assert PROJECT["license"] == "BSD-3-Clause"
    assert "BSD-3-Clause" in CITATION["license"]
    assert "Code: BSD-3-Clause ([LICENSE](LICENSE))" in README


def test_text_licence_is_the_same_everywhere():
    assert "CC BY 4.0" in (ROOT / "LICENSE-TEXT.md").read_text(encoding="utf-8")
    assert "CC-BY-4.0" in CITATION["license"]
    assert "Text and figures: CC BY 4.0 ([LICENSE-TEXT.md](LICENSE-TEXT.md))" in README


def test_version_is_the_same_in_project_and_citation():
    assert CITATION["version"] == PROJECT["version"]


def test_commands_of_the_readme_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, flags=re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", README, flags=re.MULTILINE))
    assert {"lab", "test", "check"} <= named <= targets


def test_folders_of_the_readme_exist():
    folders = re.findall(r"^\| `([\w/]+/)` \|", README, flags=re.MULTILINE)
    assert len(folders) >= 8
    assert [folder for folder in folders if not (ROOT / folder).is_dir()] == []


def test_the_gate_runs_the_test_command_of_the_readme():
    assert "make test" in README
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").rstrip().endswith("make test")


def test_no_personal_data_of_a_class_can_be_committed():
    names = ["submitted/a/x.ipynb", "autograded/a/x.ipynb", "feedback/a/x.html", "gradebook.db", "grades.csv"]
    call = ["git", "check-ignore", *[f"assignments/{name}" for name in names]]
    assert len(subprocess.run(call, cwd=ROOT, capture_output=True, text=True).stdout.splitlines()) == len(names)


def test_no_file_names_a_place_on_somebodys_machine():
    pattern = re.compile(rf"{re.escape(str(ROOT))}/|{re.escape(str(Path.home()))}/")
    found = [path.name for path in tracked() if pattern.search(path.read_bytes().decode("utf-8", "ignore"))]
    assert found == []


def test_no_file_is_above_one_megabyte():
    assert [path.name for path in tracked() if path.stat().st_size > 2**20] == []
