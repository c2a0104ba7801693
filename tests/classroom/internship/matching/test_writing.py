"""The files of a matching: safe in a spreadsheet and a browser, the same bytes each time, nothing lost."""

import csv
import io
import json
import re

import pytest

from classroom.errors import CitylabError
from classroom.internship.matching import match, write

STRANGE = "<script>alert(1)</script> & Co"


@pytest.fixture
def made(intern, host):
    interns = [intern("ada", "port", name=STRANGE), intern("bob", "port", name='=cmd|"x"'), intern("eve", name="@eve")]
    return match(interns, [host("port", preferences=["ada"], restrictions="adults only"), host("yard")])


def table(folder):
    return list(csv.DictReader(io.StringIO((folder / "match.csv").read_text(encoding="utf-8-sig"))))


def test_each_file_is_there_and_no_more(made, tmp_path):
    folder = tmp_path / "records" / "matching"
    paths = write(made, folder)
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    pages = {f"explanations/{one}.html" for one in ("ada", "bob", "eve")}
    assert names == {".gitignore", "match.csv", "match.json", "report.html"} | pages
    assert {path.relative_to(folder).as_posix() for path in paths} == names - {".gitignore"}


def test_git_ignores_a_folder_that_was_made_and_leaves_one_that_was_there(made, tmp_path):
    write(made, tmp_path / "new")
    assert (tmp_path / "new" / ".gitignore").read_text(encoding="utf-8").splitlines()[-1] == "*"
    (tmp_path / "old").mkdir()
    write(made, tmp_path / "old")
    assert not (tmp_path / "old" / ".gitignore").exists()


def test_the_table_has_a_row_for_each_intern_and_runs_no_formula(made, tmp_path):
    write(made, tmp_path)
    ada, bob, eve = table(tmp_path)
    assert (ada["intern"], ada["host"], ada["choice"], ada["of"], ada["way"]) == ("ada", "port", "1", "1", "on site")
    assert bob["name"] == '\'=cmd|"x"'
    assert eve["name"] == "'@eve"
    assert bob["why_unmatched"] == made.unmatched["bob"]


def test_the_data_hold_ids_and_no_names(made, tmp_path):
    write(made, tmp_path)
    text = (tmp_path / "match.json").read_text(encoding="utf-8")
    data = json.loads(text)
    assert STRANGE not in text
    assert data["pairs"] == {"ada": "port"}
    assert data["details"] == {"ada": {"choice": 1, "of": 1, "way": "on site", "fixed": False}}
    assert data["unmatched"] == made.unmatched
    assert (data["method"], data["seed"], data["interns"], data["places"]) == ("stable", 0, 3, 2)
    assert data["free_places"]["yard"]["free"] == 1


def test_pages_escape_what_people_wrote_and_load_nothing(made, tmp_path):
    pages = [path.read_text(encoding="utf-8") for path in write(made, tmp_path) if path.suffix == ".html"]
    assert len(pages) == 4
    for page in pages:
        assert "<script" not in page
        assert "default-src 'none'" in page
        assert not re.search(r"(?:src|href)=", page)


def test_the_page_of_an_intern_names_no_other(made, tmp_path):
    write(made, tmp_path)
    page = (tmp_path / "explanations" / "bob.html").read_text(encoding="utf-8")
    assert "You have no place yet." in page
    assert "eve" not in page.replace("never", "").replace("levels", "")
    assert "Co" not in re.sub(r"<style>.*?</style>|Content\S*", "", page, flags=re.S)


def test_the_report_says_what_a_person_has_to_check(intern, host, tmp_path):
    interns = [intern("ada", "port", right_to_work=("DE",), languages={"en": "native"})]
    its = {"languages": {"en": "native"}, "restrictions": "adults only", "skills_wanted": ("gis",)}
    write(match(interns, [host("port", sponsors_visas=True, **its)]), tmp_path)
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "A proposal." in page
    assert "Ada (ada) would need a visa" in page
    assert "Port says: adults only" in page
    assert "Port asks for a native speaker" in page
    assert "Port asks for “gis”, which no intern named" in page


def test_the_report_tells_the_pairs_that_the_fair_method_passes_over(intern, host, tmp_path):
    interns = [intern("ada", "port", "tram"), intern("bob", "port")]
    write(match(interns, [host("port", preferences=["ada"]), host("tram")], method="fair"), tmp_path)
    assert "in 1 case an intern and a host would both rather" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_an_earlier_result_is_kept_unless_it_is_asked_for(made, tmp_path):
    write(made, tmp_path)
    (tmp_path / "report.html").write_text("mine", encoding="utf-8")
    with pytest.raises(CitylabError, match=r"holds an earlier matching .*add --again to replace it"):
        write(made, tmp_path)
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == "mine"


def test_again_removes_the_page_of_who_is_gone_and_gives_the_same_bytes_for_the_rest(made, intern, host, tmp_path):
    write(made, tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.*") if path.is_file()}
    (tmp_path / "explanations" / "gone.html").write_text("old", encoding="utf-8")
    write(made, tmp_path, again=True)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.*") if path.is_file()} == before


def test_a_folder_that_cannot_be_made_is_told(made, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CitylabError, match=r"cannot be written .*name another with --out"):
        write(made, tmp_path / "file" / "below")
