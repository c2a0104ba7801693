"""The command `citylab internship match`, on the example lists."""

import json
import runpy
import shutil

import pytest
from typer.testing import CliRunner

from classroom.cli import app
from classroom.errors import CitylabError


@pytest.fixture
def examples(repository):
    return repository / "course" / "internship" / "examples"


@pytest.fixture
def run(examples, tmp_path):
    """Run the command on the examples, with more words behind."""

    def call(*words, folder="out", ok=True):
        lists = [str(examples / "interns.csv"), str(examples / "hosts.csv")]
        result = CliRunner().invoke(app, ["internship", "match", *lists, "--out", str(tmp_path / folder), *words])
        if ok:
            assert result.exit_code == 0, result.output
        return result

    return call


def test_it_prints_who_goes_where_and_that_a_person_reads_it_first(run, tmp_path):
    text = " ".join(run().output.split())
    assert "Aisha Rahman" in text
    assert "21 of 24 placed; first choice 13, second choice 5, third choice 2, fourth choice 1" in text
    assert "Nobody's match should be sent before a person has read it" in text
    assert len(list((tmp_path / "out" / "explanations").iterdir())) == 24


def test_the_same_files_and_seed_give_the_same_bytes(run, tmp_path):
    for folder in ("one", "two"):
        run("--seed", "5", "--method", "fair", folder=folder)
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / folder).rglob("*.*") if path.is_file()}
        for folder in ("one", "two")
    )
    assert one == two


def test_json_is_all_that_is_printed_if_it_is_asked_for(run):
    data = json.loads(run("--json", "--method", "fair").output)
    assert len(data["pairs"]) == 23
    assert len(data["blocking_pairs"]) == 6


def test_an_earlier_result_is_replaced_only_with_again(run):
    run()
    assert isinstance(run(ok=False).exception, CitylabError)
    run("--again")


def test_the_pairs_of_an_earlier_result_can_be_fixed(run, tmp_path):
    before = json.loads(run("--json").output)["pairs"]
    again = run("--json", "--again", "--method", "fair", "--fixed", str(tmp_path / "out" / "match.csv"))
    after = json.loads(again.output)
    assert before.items() <= after["pairs"].items()
    assert sum(details["fixed"] for details in after["details"].values()) == len(before)


def test_when_a_host_leaves_in_week_5_only_its_interns_move(run, tmp_path):
    before = json.loads(run("--json").output)["pairs"]
    words = ("--fixed", str(tmp_path / "out" / "match.csv"), "--leaving", "network-operator", "--week", "5")
    after = json.loads(run("--json", *words, folder="week-5").output)
    lost = {one for one, host in before.items() if host == "network-operator"}
    assert {one: host for one, host in before.items() if one not in lost}.items() <= after["pairs"].items()
    assert len(lost) == 3
    assert len(lost & set(after["pairs"])) == 2
    assert after["left"] == {"network-operator": 5}
    assert after["unmatched"][next(iter(lost - set(after["pairs"])))].startswith("Northfold Networks left in week 5.")


@pytest.mark.parametrize("words", [("--leaving", "inland-port"), ("--week", "5"), ("--leaving", "x", "--week", "5")])
def test_a_leaving_host_needs_its_week_and_the_pairs_as_they_stand(run, words):
    assert "--fixed match.csv --leaving HOST --week N" in str(run(*words, ok=False).exception)


def test_wrong_lists_write_nothing(run, examples, tmp_path):
    text = (examples / "interns.csv").read_text(encoding="utf-8").replace("inland-port", "inland-prot")
    (tmp_path / "interns.csv").write_text(text, encoding="utf-8")
    call = ["internship", "match", str(tmp_path / "interns.csv"), str(examples / "hosts.csv")]
    result = CliRunner().invoke(app, [*call, "--out", str(tmp_path / "out")])
    assert "did you mean inland-port?" in str(result.exception)
    assert not (tmp_path / "out").exists()


def test_the_examples_are_what_their_maker_writes(examples, tmp_path):
    shutil.copy(examples / "make.py", tmp_path)
    runpy.run_path(str(tmp_path / "make.py"), run_name="__main__")
    for name in ("interns.csv", "hosts.csv"):
        assert (tmp_path / name).read_bytes() == (examples / name).read_bytes()
