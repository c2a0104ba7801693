"""A broken project is refused for what is broken, and for nothing else."""

import json

import pytest

from classroom.errors import CitylabError
from classroom.internship import verifying
from classroom.internship.verifying.verdict import CHECKS


def no_licence(sample):
    sample.delete("LICENSE")


def another_licence(sample):
    sample.change("portfolio.toml", 'licence = "MIT"', 'licence = "Apache-2.0"')
    sample.change("pyproject.toml", '"MIT"', '"Apache-2.0"')


def another_licence_in_pyproject(sample):
    sample.change("pyproject.toml", '"MIT"', '"BSD-3-Clause"')


def a_licence_that_is_no_identifier(sample):
    sample.change("portfolio.toml", 'licence = "MIT"', 'licence = "free for all"')


def a_blank_in_the_licence(sample):
    sample.change("LICENSE", "2026 A. Sample", "<year> <copyright holders>")


def no_data_statement(sample):
    sample.delete("DATA.md")


def a_data_file_that_is_not_named(sample):
    sample.write("data/more.csv", "a\n1\n")


def a_data_file_that_is_not_there(sample):
    sample.change("DATA.md", "| `data/days.csv`", "| `data/gone.csv` | | | | | |\n| `data/days.csv`")


def a_data_statement_without_units(sample):
    sample.change("DATA.md", "units", "scale")


def a_data_file_that_was_changed(sample):
    passport = {"resources": [{"path": "days.csv", "hash": "sha256:" + "0" * 64}]}
    sample.write("data/datapackage.json", json.dumps(passport))


def no_way_to_run(sample):
    sample.change("README.md", "## How to run", "## Thanks")


def an_empty_section(sample):
    sample.change("README.md", "The third day was the warmest, two degrees above the mean of all three.", "Warm.")


def a_section_to_be_written(sample):
    sample.change("README.md", "Three days say nothing", "TODO say what")


def a_command_that_is_not_true(sample):
    sample.change("README.md", "notebooks/01_warmest.ipynb", "notebooks/02_coldest.ipynb")


def a_lock_without_hashes(sample):
    sample.change("pyproject.toml", "dependencies = []", 'dependencies = ["idna"]')
    sample.write("requirements.lock", "idna==3.10\n")


def a_lock_that_lacks_a_dependency(sample):
    sample.change("pyproject.toml", "dependencies = []", 'dependencies = ["idna"]')


def a_lock_that_lacks_what_a_package_needs(sample, pin):
    sample.change("pyproject.toml", "dependencies = []", 'dependencies = ["jinja2"]')
    sample.write("requirements.lock", pin("jinja2"))


def a_lock_with_an_option(sample):
    sample.write("requirements.lock", "--find-links https://example.org/wheels\n")


def no_lock(sample):
    sample.delete("requirements.lock")


def no_pyproject(sample):
    sample.delete("pyproject.toml")


def an_import_that_is_not_declared(sample):
    sample.cells("import numpy")


def cells_that_were_run_in_another_order(sample):
    sample.cells("print(total)", "total = 1")


def a_notebook_that_needs_the_network(sample):
    sample.cells("import urllib.request\nurllib.request.urlopen('http://example.org/data.csv')")


def an_endless_loop(sample):
    sample.change("portfolio.toml", "minutes = 1", "minutes = 0.02")
    sample.cells("while True:\n    pass")


def an_end_in_the_middle(sample):
    sample.cells("import os\nos._exit(0)")


def an_output_that_differs(sample):
    sample.change("outputs/days.csv", "2026-05-02,0.0", "2026-05-02,0.1")


def an_output_written_by_hand(sample):
    sample.change("portfolio.toml", 'path = "outputs/warmest.json"', 'path = "outputs/by_hand.txt"')
    sample.write("outputs/by_hand.txt", "The third day.\n")


def an_output_that_nobody_declared_and_no_notebook_writes(sample):
    sample.write("outputs/older.csv", "a\n1\n")


def an_output_that_was_not_handed_in(sample):
    sample.delete("outputs/warmest.json")


def a_tolerance_that_accepts_anything(sample):
    sample.change("portfolio.toml", 'path = "outputs/days.csv"', 'path = "outputs/days.csv"\nabsolute_tolerance = 1e9')


def a_test_that_fails(sample):
    sample.change("tests/test_warmest.py", '== "b"', '== "c"')


def no_tests(sample):
    sample.delete("tests")


def a_test_that_is_skipped(sample):
    sample.write("tests/test_more.py", "import pytest\n\n@pytest.mark.skip\ndef test_more():\n    assert False\n")


def a_test_that_is_left_out(sample):
    sample.write("tests/test_more.py", "def test_more():\n    assert False\n")
    sample.write("tests/conftest.py", "def pytest_collection_modifyitems(items):\n    del items[0]\n")


def an_absolute_path(sample):
    sample.change("src/warmest/__init__.py", "def", "HOME = '/home/anna/warmest'\n\ndef")


def a_token(sample):
    sample.write("src/warmest/fetch.py", "TOKEN = 'a1b2c3d4e5f6'\n")


def a_leftover(sample):
    sample.write(".env", "TOKEN=a1b2c3d4e5f6\n")


def no_portfolio(sample):
    sample.delete("portfolio.toml")


def an_unknown_key(sample):
    sample.change("portfolio.toml", "minutes = 1", "minutes = 1\nauthor = 'Anna'")


def a_notebook_outside(sample):
    sample.change("portfolio.toml", "notebooks/01", "../01")


def a_notebook_that_is_not_there(sample):
    sample.change("portfolio.toml", "01_warmest", "02_coldest")
    sample.change("README.md", "01_warmest", "02_coldest")
    sample.delete("notebooks")


def a_notebook_that_is_not_named(sample):
    sample.cells("1 + 1", name="notebooks/02_more.ipynb")


def a_notebook_that_is_damaged(sample):
    sample.write("notebooks/01_warmest.ipynb", "{")


def a_link_that_leads_out(sample):
    (sample.folder / "data" / "accounts.csv").symlink_to("/etc/passwd")


LOOKED_AT = {
    no_licence: ("licence", "there is no LICENSE"),
    another_licence: ("licence", "LICENSE is MIT, and portfolio.toml says Apache-2.0"),
    another_licence_in_pyproject: ("licence", "pyproject.toml is BSD-3-Clause"),
    a_licence_that_is_no_identifier: ("licence", "no SPDX identifier"),
    a_blank_in_the_licence: ("licence", "a blank to fill in"),
    no_data_statement: ("data", "there is no DATA.md"),
    a_data_file_that_is_not_named: ("data", "does not name data/more.csv"),
    a_data_file_that_is_not_there: ("data", "names data/gone.csv, which is not there"),
    a_data_statement_without_units: ("data", "does not speak of the units"),
    a_data_file_that_was_changed: ("data", "data/days.csv is not the file that data/datapackage.json describes"),
    no_way_to_run: ("readme", "no section “how to run”"),
    an_empty_section: ("readme", "“result” is empty or nearly so"),
    a_section_to_be_written: ("readme", "“limits” still says TODO"),
    a_command_that_is_not_true: ("readme", "names notebooks/02_coldest.ipynb, which is not there"),
    a_lock_without_hashes: ("lock", "no SHA-256 hash for idna==3.10"),
    a_lock_that_lacks_a_dependency: ("lock", "lacks idna, which pyproject.toml needs"),
    a_lock_with_an_option: ("lock", "fixes no package: --find-links"),
    no_lock: ("lock", "there is no requirements.lock"),
    no_pyproject: ("lock", "there is no pyproject.toml"),
    no_portfolio: ("portfolio", "there is no portfolio.toml"),
    an_unknown_key: ("portfolio", "the unknown key 'author'"),
    a_notebook_outside: ("portfolio", "names the path '../01_warmest.ipynb'"),
    a_notebook_that_is_not_there: ("notebooks", "notebooks/02_coldest.ipynb is not there"),
    a_notebook_that_is_not_named: ("notebooks", "does not name notebooks/02_more.ipynb"),
    a_notebook_that_is_damaged: ("notebooks", "no notebook that can be read"),
    an_absolute_path: ("paths", "src/warmest/__init__.py, line 1, names a path of one computer: /home/anna"),
    a_token: ("secrets", "src/warmest/fetch.py, line 1 looks like a password or token"),
    a_leftover: ("folder", ".env was left over"),
    a_link_that_leads_out: ("folder", "data/accounts.csv is a link"),
    no_tests: ("tests", "there are no tests"),
}
RUN = {
    an_import_that_is_not_declared: ("run", "ModuleNotFoundError: No module named 'numpy'"),
    cells_that_were_run_in_another_order: ("run", "cell 1: NameError: name 'total' is not defined"),
    a_notebook_that_needs_the_network: ("run", "cell 1: URLError"),
    an_endless_loop: ("run", "cell 1: the 0.02 minutes of portfolio.toml were over"),
    an_end_in_the_middle: ("run", "cell 1: Python ended early"),
    an_output_that_differs: ("outputs", "outputs/days.csv: line 3, column above_mean_c: '0.1' was handed in, '0.0'"),
    an_output_written_by_hand: ("outputs", "outputs/by_hand.txt was not made anew"),
    an_output_that_nobody_declared_and_no_notebook_writes: ("outputs", "outputs/older.csv was handed in, and no"),
    an_output_that_was_not_handed_in: ("outputs", "outputs/warmest.json was not handed in"),
    a_tolerance_that_accepts_anything: ("outputs", "so wide that 0 could stand for each"),
    a_test_that_fails: ("tests", "test_the_largest_value_is_found failed"),
    a_test_that_is_skipped: ("tests", "tests/test_more.py::test_more is skipped without a reason"),
    a_test_that_is_left_out: ("tests", "test_more.py holds test_more, which did not run"),
}


def assert_refused_for(verdict, check, says):
    """Assert that one check failed and no other, and that its finding has these words and a remedy."""
    assert verdict.failed_checks == (check,), [one for one in verdict.findings if not one.ok]
    found = [one for one in verdict.findings if one.state == "failed"]
    assert any(says in one.says and one.remedy for one in found), found


@pytest.mark.parametrize("break_it", LOOKED_AT, ids=lambda one: one.__name__)
def test_what_is_seen_in_the_files_is_refused(sample, break_it, without_running):
    break_it(sample)
    assert_refused_for(sample.verify(), *LOOKED_AT[break_it])


@pytest.mark.parametrize("break_it", RUN, ids=lambda one: one.__name__)
def test_what_is_seen_by_running_is_refused(sample, break_it):
    break_it(sample)
    assert_refused_for(sample.verify(), *RUN[break_it])


def test_a_lock_that_lacks_what_a_package_needs_is_refused(sample, pin, without_running):
    a_lock_that_lacks_what_a_package_needs(sample, pin)
    assert_refused_for(sample.verify(), "lock", "lacks MarkupSafe, which jinja2 needs")


def test_a_sound_project_is_accepted_and_every_check_made(sample):
    verdict = sample.verify()
    assert verdict.is_accepted, [one for one in verdict.findings if not one.ok]
    assert {one.check for one in verdict.findings} == set(CHECKS)


def test_an_empty_folder_is_refused(tmp_path, needs_walls):
    verdict = verifying.verify(tmp_path)
    assert_refused_for(verdict, "folder", "the folder is empty")
    assert {one.state for one in verdict.findings[1:]} == {"not reached"}


@pytest.mark.parametrize(("name", "says"), [("gone", "does not exist"), ("file.txt", "is a file")])
def test_what_is_no_folder_is_an_error_with_the_remedy(tmp_path, name, says):
    (tmp_path / "file.txt").write_text("")
    with pytest.raises(CitylabError, match=f"{says}; give the folder of a project"):
        verifying.verify(tmp_path / name)
