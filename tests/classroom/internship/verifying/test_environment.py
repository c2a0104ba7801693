"""What is locked can be imported, and nothing else."""

import json

import pytest

from classroom.errors import CitylabError
from classroom.internship.verifying import environment, links, lock


def importable(sample, *names):
    """Verify the sample with a notebook that imports packages; return the verdict, and whether each was found."""
    sample.change("portfolio.toml", '[[output]]\npath = "outputs/days.csv"\n', "")
    sample.delete("outputs/days.csv")
    sample.write("outputs/warmest.json", "{}")
    sample.cells(
        "import importlib, json\nfound = {}\n"
        f"for name in {names!r}:\n"
        "    try:\n        importlib.import_module(name)\n        found[name] = True\n"
        "    except ImportError:\n        found[name] = False\n"
        '_ = open("outputs/warmest.json", "w").write(json.dumps(found))',
        "assert False, json.dumps(found)",
    )
    verdict = sample.verify()
    said = next(one.says for one in verdict.findings if one.check == "run")
    return verdict, json.loads(said.partition("AssertionError: ")[2])


def needs(sample, *names):
    listed = json.dumps(list(names))
    sample.change("pyproject.toml", "dependencies = []", f"dependencies = {listed}")


def test_a_package_of_the_course_s_lock_is_linked_and_its_neighbours_are_not(sample, pin):
    needs(sample, "numpy")
    sample.write("requirements.lock", pin("numpy"))
    verdict, found = importable(sample, "numpy", "numpy.linalg", "pandas", "scipy", "pip", "citylab", "nbformat")
    assert [name for name in found if found[name]] == ["numpy", "numpy.linalg"]
    assert verdict.environment["way"].startswith("linked")
    assert verdict.environment["packages"] == 1


def test_the_verdict_lists_what_stands_beside_the_lock(sample, pin):
    _, found = importable(sample, "IPython", "pygments", "numpy")
    assert found == {"IPython": True, "pygments": True, "numpy": False}
    listed = links.closure(environment.TOOLS)
    assert {"ipython", "pytest", "pygments"} <= set(listed)
    assert not {"numpy", "pandas", "matplotlib", "pip", "setuptools"} & set(listed)


def test_a_wheel_from_the_folder_is_installed_by_its_hash(sample, tmp_path, write_wheel):
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    digest = write_wheel(wheels, "tiny", {"tiny.py": "VALUE = 7\n"})
    needs(sample, "tiny")
    sample.write("requirements.lock", f"tiny==1.0 --hash=sha256:{digest}\n")
    sample.change("src/warmest/__init__.py", "def", "import tiny\nassert tiny.VALUE == 7\n\ndef")
    verdict = sample.verify(wheels=wheels)
    assert verdict.is_accepted, verdict.findings
    assert verdict.environment["way"].startswith("installed by pip from the folder of wheels")


def test_a_wheel_with_another_hash_is_refused(sample, tmp_path, write_wheel):
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    write_wheel(wheels, "tiny", {"tiny.py": "VALUE = 7\n"})
    needs(sample, "tiny")
    sample.write("requirements.lock", f"tiny==1.0 --hash=sha256:{'0' * 64}\n")
    assert sample.verify(wheels=wheels).failed_checks == ("environment",)


def test_what_an_installed_wheel_needs_must_be_locked(sample, tmp_path, write_wheel):
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    digest = write_wheel(wheels, "tiny", {"tiny.py": "VALUE = 7\n"}, needs=["other>=2", "more ; extra == 'all'"])
    needs(sample, "tiny")
    sample.write("requirements.lock", f"tiny==1.0 --hash=sha256:{digest}\n")
    verdict = sample.verify(wheels=wheels)
    assert verdict.failed_checks == ("lock",)
    assert [one.says for one in verdict.findings if not one.ok] == ["requirements.lock lacks other, which tiny needs"]


def test_a_folder_of_wheels_that_is_not_there_is_an_error_with_the_remedy(sample, tmp_path):
    with pytest.raises(CitylabError, match="give the folder of the wheels"):
        sample.verify(wheels=tmp_path / "gone")


def test_only_pins_with_the_course_s_versions_and_hashes_are_linked(pin):
    (one,) = lock.parse(pin("numpy"))
    assert environment.is_course_s((one,))
    other = lock.Pin(one.name, one.version, one.extras, frozenset({"sha256:" + "0" * 64}))
    older = lock.Pin(one.name, "1.0", one.extras, one.hashes)
    assert not environment.is_course_s((other,))
    assert not environment.is_course_s((older,))


def test_a_folder_that_several_packages_share_is_linked_file_by_file(tmp_path):
    links.link(["matplotlib"], tmp_path)
    assert (tmp_path / "matplotlib").is_symlink()
    assert links.installed()["matplotlib"].version in (
        entry.name.split("-")[1].removesuffix(".dist") for entry in tmp_path.glob("matplotlib-*")
    )
    shared = [name for name, owners in links._owners().items() if len(owners) > 1 and "." not in name]
    assert shared
    for name in links._owners()[shared[0]]:
        links.link([name], tmp_path)
    assert not (tmp_path / shared[0]).is_symlink()
