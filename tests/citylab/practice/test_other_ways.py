"""Every exercise has a discussion of other ways, and what it shows as code gives the same answer."""

import pytest
import solved_page

import citylab
from citylab import practice, progress
from citylab.practice.other_ways import OtherWays, other_ways, slips_in

DECLARED = {name: one for theme in practice.themes() for name, one in practice.exercises(theme).items()}
PAGES = sorted({one.lesson for one in DECLARED.values()})
ANOTHER_SEED = 5  # what is shown must hold for new data, too


def test_no_exercise_is_without_other_ways():
    assert [name for name in DECLARED if not other_ways(name)] == []
    assert [name for name in DECLARED if not other_ways(name).code] == []


@pytest.mark.parametrize("name", DECLARED)
def test_discussion_is_two_to_five_sentences_and_new(name):
    found = other_ways(name)
    assert list(slips_in(found)) == []
    told = {*DECLARED[name].hints, DECLARED[name].note, *(mistake.say for mistake in DECLARED[name].mistakes)}
    assert found.say not in told


@pytest.mark.parametrize("word", ["simply", "obviously", "of course", " just ", "easy", "easily", "trivial"])
def test_no_word_that_makes_a_beginner_feel_slow(word):
    assert [name for name in DECLARED if word in other_ways(name).say.lower()] == []


def test_every_solved_page_is_run_below():
    solved = solved_page.SOLUTIONS.rglob("*.ipynb")
    assert sorted(one.relative_to(solved_page.SOLUTIONS).with_suffix("").as_posix() for one in solved) == PAGES


@pytest.mark.parametrize("page", PAGES)
def test_code_of_the_other_way_is_judged_right_in_the_solved_page(page):
    seed = ANOTHER_SEED if page.endswith("06_wrap_up") else None
    said = solved_page.run(page, seed=seed, with_other_ways=True)
    names = [name for name, one in DECLARED.items() if one.lesson == page]
    assert {name: said.own[name].kind for name in names} == dict.fromkeys(names, "right")
    assert {name: said.other[name].say or "right" for name in names} == dict.fromkeys(names, "right")


@pytest.mark.parametrize(
    ("slip", "message"),
    [
        (OtherWays(" "), "must not be empty"),
        (OtherWays("A word"), "two to five whole sentences"),
        (OtherWays("One is enough. " * 60 + "Yes."), "at most 800 characters"),
        (OtherWays("It is short. It works.", "x = (1"), "must be Python"),
        (OtherWays("It is short. It works.", "x = 1\n" * 20), "at most 12 lines"),
    ],
)
def test_slip_in_a_discussion_is_found(slip, message):
    assert any(message in found for found in slips_in(slip))


@pytest.mark.usefixtures("demo_theme")
def test_theme_without_the_file_has_none():
    assert other_ways("demo-1-peak") is None
    assert other_ways("nowhere-1-peak") is None


def test_entry_with_another_field_is_refused(demo_theme):
    from citylab.practice import other_ways as module

    package = demo_theme / "packages" / "demo"
    (package / "practice").mkdir()
    (package / "practice.py").rename(package / "practice" / "__init__.py")
    (package / "practice" / "other_ways.toml").write_text('[demo-1-peak]\nsays = "No."\n', encoding="utf-8")
    module._of_theme.cache_clear()
    with pytest.raises(ValueError, match="each exercise needs say, and may have code"):
        other_ways("demo-1-peak")
    module._of_theme.cache_clear()


def test_learner_reads_it_below_the_solution_and_not_before(capsys):
    name = "grid-1-load-factor"
    citylab.check.answer(name)
    assert other_ways(name).say[:30] not in capsys.readouterr().out
    progress.record_solved(name)
    citylab.check.answer(name)
    said = capsys.readouterr().out
    assert said.index("profile_kw.mean() / profile_kw.max()") < said.index("Why this way, and what else works.")
    assert other_ways(name).code.strip().splitlines()[-1] in said


def test_right_answer_points_at_it(capsys):
    citylab.check("grid-1-load-factor", practice.find("grid-1-load-factor").expected())
    assert 'Compare: citylab.check.answer("grid-1-load-factor")' in capsys.readouterr().out
