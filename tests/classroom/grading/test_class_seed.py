"""The class seed is drawn once, and only its owner can read it."""

import os
import stat
import sys

import pytest

from classroom.errors import CitylabError
from classroom.grading.class_seed import VARIABLE, read_class_seed, seed_file


@pytest.fixture(autouse=True)
def path(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "settings" / "class-seed"))
    return tmp_path / "settings" / "class-seed"


def test_the_first_call_draws_a_seed_and_the_next_reads_it(path):
    drawn = read_class_seed()
    assert drawn == read_class_seed() == int(path.read_text())
    assert [one.name for one in path.parent.iterdir()] == ["class-seed"]


def test_two_classes_have_different_seeds(path):
    first = read_class_seed()
    path.unlink()
    assert read_class_seed() != first


@pytest.mark.skipif(sys.platform == "win32", reason="rights of files are others there")
def test_only_its_owner_may_read_it(path):
    before = os.umask(0)
    try:
        read_class_seed()
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_without_the_variable_it_lies_in_the_users_settings(monkeypatch):
    monkeypatch.delenv(VARIABLE)
    assert seed_file().parts[-2:] == ("citylab", "class-seed")


def test_a_home_folder_may_be_written_as_usual(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv(VARIABLE, "~/seed")
    assert seed_file() == tmp_path / "seed"


@pytest.mark.parametrize("text", ["", "seven", "-7", "1.5", "٣", "9" * 31])
def test_anything_but_a_whole_number_is_refused_with_the_remedy(path, text):
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CitylabError, match="holds no whole number of up to 30 digits; restore the file"):
        read_class_seed()


def test_a_place_where_no_file_can_be_is_refused_with_the_remedy(path):
    path.parent.touch()
    with pytest.raises(CitylabError, match=f"class-seed: .*; name another file in {VARIABLE}"):
        read_class_seed()


def test_whoever_is_first_wins(path, monkeypatch):
    link = os.link

    def late(part, target):
        path.write_text("5\n")
        link(part, target)

    monkeypatch.setattr(os, "link", late)
    assert read_class_seed() == 5


def test_on_a_disk_without_links_it_is_drawn_all_the_same(path, monkeypatch):
    def refuse(*_):
        raise OSError

    monkeypatch.setattr(os, "link", refuse)
    assert read_class_seed() == int(path.read_text())
