"""A project that holds what is a starter's names the starter."""

import pytest

from classroom.internship import projects
from classroom.internship.verifying import origin

NAME = "sensor-startup"
STARTER = projects.project(NAME).folder / "starter"


def take(sample, name):
    (sample.folder / name).parent.mkdir(parents=True, exist_ok=True)
    (sample.folder / name).write_bytes((STARTER / name).read_bytes().replace(b"\n", b"\r\n"))


@pytest.mark.parametrize("name", ["data/targets.csv", "tests/test_must_outputs.py", "src/datasheet/battery.py"])
def test_a_file_of_a_starter_asks_for_the_starter_s_name(sample, without_running, name):
    take(sample, name)
    verdict = sample.verify()
    assert "portfolio" in verdict.failed_checks
    (found,) = [one for one in verdict.findings if one.check == "portfolio" and not one.ok]
    assert found.says.startswith(f"{name} is a file of the starter {NAME}, and portfolio.toml does not name")
    assert f'starter = "{NAME}"' in found.remedy


def test_the_name_of_a_starter_asks_for_it_too(sample, without_running):
    sample.change("pyproject.toml", 'name = "warmest"', 'name = "datasheet"')
    verdict = sample.verify()
    assert verdict.failed_checks == ("portfolio",)
    assert any("has the name of the starter sensor-startup" in one.says for one in verdict.findings)


def test_a_data_set_of_the_course_is_for_everybody():
    given = {str(place): content for place, content in projects.given(NAME).items()}
    shared = [name for name in given if not (STARTER / name).exists()]
    assert shared
    assert not [name for name in shared if given[name] in origin._starters_by_content()]


def test_each_starter_is_known_by_its_files():
    assert set(origin._starters_by_content().values()) == set(projects.names())
