"""The simulated answers beside an assignment: what they say, and what is refused."""

import pytest

from classroom.errors import CitylabError
from classroom.variants import path_of, read_variants


def read(tmp_path, assignment, text):
    path = tmp_path / "submissions.toml"
    path.write_text(text, encoding="utf-8")
    return read_variants(path, assignment)


def test_a_change_leaves_the_rest_of_the_authors_answers(small_course, street_lamps):
    variants = {v.name: v for v in read_variants(path_of(small_course, "street-lamps"), street_lamps)}
    answers = variants["watt-hours"].answers
    assert "return power_w * hours / 1\n" in answers["energy"] + "\n"
    assert answers["lamps"] == street_lamps.reference["lamps"]


def test_a_lost_test_loses_all_its_points_unless_told(small_course, street_lamps):
    variants = {v.name: v for v in read_variants(path_of(small_course, "street-lamps"), street_lamps)}
    assert variants["floor"].loses == {"test-lamps-2": 3.0}
    assert variants["short-street"].loses == {"test-lamps-2": 2.0}


def test_an_assignment_without_simulated_answers_has_none(tmp_path, street_lamps):
    assert read_variants(tmp_path / "submissions.toml", street_lamps) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[a", "not a TOML file"),
        ('[a]\nkind = "different"\n', "a table has kind and says"),
        ('[a]\nkind = "odd"\nsays = "x"\n', "no kind named 'odd'; there are: different, rounding"),
        ('[a]\nkind = "different"\nsays = "x"\n', "nothing differs"),
        (
            '[a]\nkind = "different"\nsays = "x"\nanswer.lamp = "1"\n',
            "no answer named 'lamp'; there are: energy",
        ),
        (
            '[a]\nkind = "different"\nsays = "x"\nchange.energy = [["hours", "h"]]\n',
            "'hours' must stand exactly once in the answer energy, found 2",
        ),
        (
            '[a]\nkind = "misconception"\nsays = "x"\nanswer.energy = "1"\nloses = ["test-energy-9"]\n',
            "no test named 'test-energy-9'; there are: test-energy-1",
        ),
        (
            '[a]\nkind = "misconception"\nsays = "x"\nanswer.energy = "1"\n',
            "a misconception loses points and no other kind does",
        ),
    ],
)
def test_a_wrong_table_is_refused_with_file_table_and_remedy(tmp_path, street_lamps, text, message):
    with pytest.raises(CitylabError, match=message) as refused:
        read(tmp_path, street_lamps, text)
    assert "submissions.toml" in str(refused.value)
