"""portfolio.toml is taken as it is meant, or refused with the remedy."""

import pytest

from classroom.internship.verifying import portfolio
from classroom.internship.verifying.folder import Folder

GOOD = """\
title = "T"
licence = "MIT"
notebooks = ["notebooks/a.ipynb"]
minutes = 2
[[output]]
path = "outputs/sub/a.csv"
relative_tolerance = 1e-3
[[output]]
path = "outputs/a.png"
"""


def read(tmp_path, text):
    (tmp_path / "portfolio.toml").write_bytes(text.encode())
    return portfolio.read(Folder(tmp_path, ("portfolio.toml",)))


@pytest.mark.parametrize("text", [GOOD, "\ufeff" + GOOD, GOOD.replace("\n", "\r\n")])
def test_a_good_one_is_read(tmp_path, text):
    found, finding = read(tmp_path, text)
    assert finding.ok, finding
    assert found.notebooks == ("notebooks/a.ipynb",)
    assert found.outputs == (
        portfolio.Output("outputs/sub/a.csv", 1e-3, 1e-9),
        portfolio.Output("outputs/a.png", 1e-6, 1e-9),
    )


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('title = "T"', 'title = ""', "title in portfolio.toml is not filled in"),
        ('title = "T"', 'title = "TODO"', "title in portfolio.toml is not filled in"),
        ('title = "T"', "title = 3", "title in portfolio.toml is 3"),
        ('title = "T"\n', "", "portfolio.toml lacks title"),
        ('title = "T"', "title = ", "cannot be read: .*line 1"),
        ("minutes = 2", "minutes = 0", "minutes is 0"),
        ("minutes = 2", "minutes = 61", "minutes is 61"),
        ("minutes = 2", f"minutes = {'9' * 400}", "minutes is 999"),
        ("minutes = 2", f"minutes = {'9' * 5000}", "portfolio.toml cannot be read"),
        ("= 1e-3", f"= {'9' * 400}", "relative_tolerance of outputs/sub/a.csv is 999"),
        ("minutes = 2", "minutes = nan", "minutes is nan"),
        ("minutes = 2", "minutes = true", "minutes in portfolio.toml is True"),
        ("minutes", "minuten", "the unknown key 'minuten'"),
        ('["notebooks/a.ipynb"]', "[]", "notebooks in portfolio.toml is empty"),
        ('["notebooks/a.ipynb"]', "[3]", "names the path 3"),
        ('["notebooks/a.ipynb"]', '["notebooks/a.ipynb", "notebooks/./a.ipynb"]', "names notebooks/a.ipynb twice"),
        ("outputs/a.png", "outputs/../a.png", "names the path 'outputs/../a.png'"),
        ("outputs/a.png", "/outputs/a.png", "names the path '/outputs/a.png'"),
        ("outputs/a.png", "outputs/a.pkl", "names the path 'outputs/a.pkl'"),
        ("outputs/a.png", "outputs", "names the path 'outputs'"),
        ("outputs/a.png", "outputs/sub/a.csv", "names outputs/sub/a.csv twice"),
        ("= 1e-3", "= 2", "relative_tolerance of outputs/sub/a.csv is 2"),
        ("= 1e-3", "= -1", "relative_tolerance of outputs/sub/a.csv is -1"),
        ("relative_tolerance = 1e-3", "absolute_tolerance = inf", "absolute_tolerance of outputs/sub/a.csv is inf"),
        ("relative_tolerance = 1e-3", "tolerance = 1", "the unknown key 'tolerance'"),
        ("[[output]]\npath", "[[output]]\nname", "the unknown key 'name'"),
    ],
)
def test_a_wrong_one_is_refused_with_the_remedy(tmp_path, old, new, says):
    assert old in GOOD
    found, finding = read(tmp_path, GOOD.replace(old, new, 1) if old != "outputs/a.png" else GOOD.replace(old, new))
    assert found is None
    assert finding.remedy
    assert __import__("re").search(says, finding.says), finding.says


def test_an_output_that_is_no_table_is_refused(tmp_path):
    assert not read(tmp_path, GOOD.partition("[[")[0] + "output = ['outputs/a.csv']")[1].ok


def test_a_name_that_no_system_takes_is_refused(tmp_path):
    found, finding = read(tmp_path, GOOD.replace("sub/a.csv", "a" * 300 + ".csv"))
    assert found is None
    assert "names a path of 312 letters" in finding.says
    assert "shorter name" in finding.remedy


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('title = "T"\n', f"title{'.a' * 1500} = 1\n"),
        ('title = "T"\n', f"title = 0x{'f' * 9000}\n"),
        ("minutes = 2", f"minutes = 0x{'f' * 9000}"),
        ("relative_tolerance = 1e-3", f"relative_tolerance = 0x{'f' * 9000}"),
        ("relative_tolerance = 1e-3", f"{'x' * 5000} = 1"),
        ("notebooks/a.ipynb", "notebooks/" + "\\n" * 500),
    ],
)
def test_what_is_too_large_to_be_shown_is_refused_in_few_words(tmp_path, old, new):
    assert old in GOOD
    found, finding = read(tmp_path, GOOD.replace(old, new))
    assert found is None
    assert len(finding.says) < 200
