"""A link opens the right notebook on Binder, whatever the repository is called."""

from pathlib import PurePosixPath
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from typer.testing import CliRunner

from classroom import binder_link
from classroom.cli import app
from classroom.errors import CitylabError

START = "course/notebooks/start.ipynb"


def asked_for(address):
    """Return the file that JupyterLab on Binder is told to open."""
    return PurePosixPath(parse_qs(urlsplit(address).query)["urlpath"][0]).relative_to("lab/tree").as_posix()


@pytest.mark.parametrize(
    ("repository", "place"),
    [
        ("city/lab", "gh/city/lab"),
        ("https://github.com/city/lab", "gh/city/lab"),
        ("https://github.com/city/lab.git/", "gh/city/lab"),
        ("git@github.com:city/lab.git", "gh/city/lab"),
        ("https://gitlab.com/town/school/lab", "gl/town%2Fschool%2Flab"),
    ],
)
def test_repository_may_be_written_in_several_ways(repository, place):
    assert binder_link.link(START, repository=repository) == (
        f"https://mybinder.org/v2/{place}/HEAD?urlpath=lab/tree/{START}"
    )


@pytest.mark.parametrize(
    "repository",
    ["", "lab", "city/lab/extra", "https://example.org/city/lab", "city/l ab", "city/lab?x=1", "ci#ty/lab"],
)
def test_an_address_that_binder_cannot_open_is_refused_with_the_remedy(repository):
    with pytest.raises(CitylabError, match="give OWNER/NAME"):
        binder_link.link(START, repository=repository)


@pytest.mark.parametrize("path", ["a b/c#d.ipynb", "übung/a&b=c.ipynb", "a+b%20.ipynb"])
def test_signs_in_a_path_arrive_unchanged(path):
    assert asked_for(binder_link.link(path, repository="city/lab")) == path


def test_a_branch_with_a_slash_stays_one_piece():
    address = binder_link.link(START, repository="city/lab", ref="spring/2026")
    assert [unquote(part) for part in urlsplit(address).path.split("/")][-1] == "spring/2026"


@pytest.mark.parametrize("path", ["/etc/passwd", "../other/start.ipynb"])
def test_a_path_out_of_the_repository_is_refused(path):
    with pytest.raises(CitylabError, match="by its path in the repository"):
        binder_link.link(path, repository="city/lab")


@pytest.mark.parametrize("name", binder_link.opening_pages())
def test_the_badge_of_each_module_opens_a_notebook_that_is_there(name, repository):
    written = binder_link.markdown(name, repository="city/lab")
    assert (repository / asked_for(written.rsplit("(", 1)[1].rstrip(")"))).is_file()


def test_every_module_that_is_ready_has_a_badge(repository):
    folders = [path.name[3:] for path in sorted((repository / "course" / "lessons").glob("[0-9]*")) if path.is_dir()]
    assert list(binder_link.opening_pages()) == ["start", *folders]


def test_unknown_module_is_refused_with_the_names():
    with pytest.raises(CitylabError, match=r"no module named smart-gird is ready; there are: start, .*smart-grids"):
        binder_link.markdown("smart-gird", repository="city/lab")


def test_the_address_stands_in_one_place(tmp_path):
    assert binder_link.published_at(tmp_path) is None
    (tmp_path / "pyproject.toml").write_text('[project.urls]\nRepository = "https://github.com/city/lab"\n')
    assert binder_link.published_at(tmp_path) == "https://github.com/city/lab"


def test_the_command_prints_markdown_for_one_module():
    printed = CliRunner().invoke(app, ["badge", "smart-grids", "--repository", "city/lab"]).output
    assert printed == (
        "[![Open Smart grids on Binder](https://mybinder.org/badge_logo.svg)]"
        "(https://mybinder.org/v2/gh/city/lab/HEAD?urlpath=lab/tree/course/notebooks/02-smart-grids/00_overview.ipynb)\n"
    )


def test_without_an_address_the_command_says_how_to_give_one(monkeypatch):
    monkeypatch.setattr(binder_link, "published_at", lambda _: None)
    ended = CliRunner().invoke(app, ["badge"])
    assert isinstance(ended.exception, CitylabError)
    assert "--repository OWNER/NAME" in str(ended.exception)
