"""A project that began as a starter keeps the starter's tests; an own project is read by a person."""

from pathlib import PurePosixPath

import pytest

from classroom.internship import projects
from classroom.internship.verifying import starting, testing
from classroom.internship.verifying.folder import Folder
from classroom.internship.verifying.ran import Ran, Step

NAME = "tram-and-bus"
GIVEN = {str(place): content for place, content in projects.given(NAME).items()}
EVERY = "import pytest\n\n\ndef test_a():\n    pass\n"


def folder_of(root, files):
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return Folder(root, tuple(sorted(map(str, files))))


def check(tmp_path, changed):
    files = GIVEN | changed
    return starting.check(folder_of(tmp_path, {name: text for name, text in files.items() if text is not None}), NAME)


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"tests/test_mine.py": EVERY.encode()},
        {name: content.replace(b"\n", b"\r\n") for name, content in GIVEN.items() if name.endswith((".py", ".csv"))},
    ],
    ids=["unchanged", "one more", "line ends of another system"],
)
def test_the_starter_s_tests_with_others_beside_them_are_right(tmp_path, changed):
    assert check(tmp_path, changed) == []


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("tests/test_access.py", EVERY.encode(), "tests/test_access.py is not as the starter tram-and-bus has it"),
        ("tests/test_access.py", None, "tests/test_access.py of the starter tram-and-bus is gone"),
        ("tests/toy.py", b"", "tests/toy.py is not as the starter tram-and-bus has it"),
    ],
)
def test_a_test_that_was_changed_or_deleted_is_named_with_the_way_to_get_it_back(tmp_path, name, content, says):
    (found,) = check(tmp_path, {name: content})
    assert (found.check, found.state, found.says) == ("tests", "failed", says)
    assert "citylab internship starter tram-and-bus NEW-FOLDER" in found.remedy
    assert "your own tests into new files" in found.remedy


@pytest.mark.parametrize("name", ["conftest.py", "tests/conftest.py", "src/pytest/__init__.py", "tox.ini"])
def test_a_file_that_can_change_what_the_tests_report_is_pointed_out(tmp_path, name):
    (found,) = check(tmp_path, {name: b""})
    assert found.ok
    assert found.says.startswith(f"{name} is not the starter's, and can change what the tests report")


def test_other_settings_of_pytest_are_pointed_out(tmp_path):
    other = GIVEN["pyproject.toml"].replace(b'testpaths = ["tests"]', b'testpaths = ["tests"]\naddopts = "-p mine"')
    (found,) = check(tmp_path, {"pyproject.toml": other})
    assert found.ok
    assert found.says.startswith("what pyproject.toml tells pytest is not the starter's")


def test_other_data_are_pointed_out(tmp_path):
    name = next(name for name in GIVEN if name.startswith("data/") and name.endswith("datapackage.json"))
    (found,) = check(tmp_path, {name: b"{}"})
    assert (found.check, found.ok, found.says) == (
        "data",
        True,
        f"{name} is not as the starter has it; a person asks why",
    )


def test_all_tests_replaced_by_one_that_passes_are_refused(sample, without_running):
    sample.change("portfolio.toml", "title", f'starter = "{NAME}"\ntitle')
    verdict = sample.verify()
    assert verdict.failed_checks == ("tests",)
    gone = {one.says.split()[0] for one in verdict.findings if one.state == "failed"}
    assert gone == {name for name in GIVEN if name.startswith("tests/")}


def test_an_own_project_is_accepted_with_a_remark(sample, without_running):
    verdict = sample.verify()
    assert verdict.is_accepted
    assert starting.OWN_PROJECT in [one.says for one in verdict.findings if one.state == "remark"]


def test_a_remark_alone_does_not_stand_for_tests_that_were_not_reached(sample, without_running):
    sample.delete("requirements.lock")
    states = [one.state for one in sample.verify().findings if one.check == "tests"]
    assert states == ["remark", "not reached"]


def test_a_starter_that_there_is_not_is_refused_with_the_names(sample, without_running):
    sample.change("portfolio.toml", "title", 'starter = "tram-and-boat"\ntitle')
    verdict = sample.verify()
    (found,) = (one for one in verdict.findings if one.state == "failed")
    assert found.check == "portfolio"
    assert "names the starter 'tram-and-boat', which is not there" in found.says
    assert all(name in found.remedy for name in projects.names())


def test_a_starter_s_test_may_not_be_skipped_whatever_the_reason(tmp_path):
    told = {"test": "tests/test_x.py::test_a", "outcome": "skipped", "why": "Skipped: it takes long"}
    passed = {"test": "tests/test_x.py::test_b", "outcome": "passed"}
    ran = Ran(tests=Step("", 0, False, (told, passed, {"done": 0}), ""), made={"outputs/a.csv": b""})
    files = folder_of(tmp_path, {"tests/test_x.py": b"def test_a(): ...\ndef test_b(): ...\n"})
    assert testing.of_tests(ran, files)[0].ok
    (found,) = testing.of_tests(ran, files, must_pass={"tests/test_x.py"})
    assert found.says == "tests/test_x.py::test_a of the starter did not run"


@pytest.mark.parametrize("name", projects.names())
def test_starter_and_reference_name_the_starter_and_hold_its_tests(name):
    for part in (projects.contents.starter, projects.contents.reference):
        files = part(projects.project(name))
        assert f'starter = "{name}"' in files[PurePosixPath("portfolio.toml")].decode("utf-8")
        assert projects.given(name).items() <= files.items()
