"""Starter and reference are written whole, the same each time, and never over somebody's work."""

import json

import nbformat
import pytest

from citylab import paths
from classroom.errors import CitylabError
from classroom.internship import projects


def files_of(folder):
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture(scope="module", params=projects.names())
def written(request, tmp_path_factory):
    """Return the name of a project, and the files of its starter and its reference."""
    home = tmp_path_factory.mktemp("project")
    starter = projects.write_starter(request.param, home / "starter")
    reference = projects.write_reference(request.param, home / "reference")
    return request.param, files_of(starter), files_of(reference)


def test_there_are_four_projects():
    assert projects.names() == ("network-operator", "participation-team", "sensor-startup", "tram-and-bus")


def test_a_project_is_complete(written):
    _, starter, reference = written
    wanted = "README.md LICENSE DATA.md pyproject.toml requirements.lock portfolio.toml .github/workflows/check.yml"
    assert set(wanted.split()) <= set(starter)
    assert set(starter) <= set(reference)
    assert any(name.startswith("tests/test_") for name in starter)
    assert not any(name.startswith("outputs/") for name in starter)
    assert any(name.startswith("outputs/") for name in reference)


def test_the_same_bytes_come_twice(written, tmp_path):
    name, starter, reference = written
    assert files_of(projects.write_starter(name, tmp_path / "again")) == starter
    assert files_of(projects.write_reference(name, tmp_path / "and-again")) == reference


def test_notebooks_are_valid_and_without_outputs(written):
    for files in written[1:]:
        notebooks = {name: content for name, content in files.items() if name.startswith("notebooks/")}
        assert {name.rpartition(".")[2] for name in notebooks} == {"ipynb"}
        for name, content in notebooks.items():
            notebook = nbformat.reads(content.decode("utf-8"), as_version=4)
            nbformat.validate(notebook)
            ids = [cell["id"] for cell in notebook.cells]
            assert ids == [f"{name[10:-6]}-{number:02d}"[:64] for number in range(1, len(ids) + 1)]
            assert not any(cell.get("outputs") for cell in notebook.cells)


def test_data_are_the_courses_with_their_passports(written):
    name, starter, _ = written
    for dataset in projects.project(name).datasets:
        folder = paths.root() / "datasets" / dataset
        assert starter[f"data/{dataset}/datapackage.json"] == (folder / "datapackage.json").read_bytes()
        for resource in json.loads(starter[f"data/{dataset}/datapackage.json"])["resources"]:
            assert starter[f"data/{dataset}/{resource['path']}"] == (folder / resource["path"]).read_bytes()


@pytest.mark.parametrize("write", [projects.write_starter, projects.write_reference])
def test_a_folder_that_is_not_empty_is_refused_and_left_alone(write, tmp_path):
    (tmp_path / "mine.txt").write_text("my work", encoding="utf-8")
    with pytest.raises(CitylabError, match="is not empty, and nothing was written; name a folder"):
        write(projects.names()[0], tmp_path)
    assert files_of(tmp_path) == {"mine.txt": b"my work"}


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CitylabError, match="is a file, and nothing was written"):
        projects.write_starter(projects.names()[0], tmp_path / "file")


def test_an_empty_folder_is_taken(tmp_path):
    assert (projects.write_starter("sensor-startup", tmp_path) / "README.md").is_file()


def test_an_unknown_name_is_refused_with_the_nearest(tmp_path):
    with pytest.raises(CitylabError, match=r"no starter project named sensor-start \(did you mean sensor-startup\?\)"):
        projects.write_starter("sensor-start", tmp_path / "new")
    assert not (tmp_path / "new").exists()
