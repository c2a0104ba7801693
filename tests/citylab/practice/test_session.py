import pytest

import citylab
from citylab import progress

pytestmark = pytest.mark.usefixtures("demo_theme")


@pytest.fixture
def said(capsys):
    """What the learner reads after calling check, check.hint or check.answer."""

    def ask(call, *args):
        capsys.readouterr()
        call(*args)
        return capsys.readouterr().out

    return ask


def test_right_answer_is_praised_and_remembered(said):
    text = said(citylab.check, "demo-1-peak", 3.456789)
    assert text == '[right] Right. The peak decides about the cable.\nCompare: citylab.check.answer("demo-1-peak")\n'
    assert progress.exercise("demo-1-peak")["solved"]


def test_wrong_answer_names_its_kind_and_offers_a_hint(said):
    text = said(citylab.check, "demo-1-peak", -3.456789)
    assert text.startswith("[wrong] Not yet. The size is right, the sign is not")
    assert 'citylab.check.hint("demo-1-peak")' in text


@pytest.mark.parametrize("answer", [(), (...,), (None,)])
def test_open_answer_is_no_try(said, answer):
    assert said(citylab.check, "demo-1-peak", *answer).startswith("[open] Not answered yet.")
    assert progress.exercise("demo-1-peak")["tries"] == []


def test_hints_come_one_at_a_time_and_end(said):
    texts = [said(citylab.check.hint, "demo-1-peak") for _ in range(3)]
    assert texts[0].startswith("[hint] Hint 1 of 2. Look for the greatest value.")
    assert "max" not in texts[0]
    assert "the method max." in texts[1]
    assert "There is no further hint" in texts[2]
    assert "greatest value" in texts[2]


def test_answer_is_closed_until_three_different_wrong_answers(said):
    for answer in (1.0, 2.0, 2.0, 2.0, ...):
        citylab.check("demo-1-peak", answer)
    assert "opens after 1 more try" in said(citylab.check.answer, "demo-1-peak")
    citylab.check("demo-1-peak", 9.0)
    text = said(citylab.check.answer, "demo-1-peak")
    assert text == "[hint] One way to solve it.\npeak_kw = load_kw.max()  # <b>\n"


def test_answer_opens_once_solved(said):
    citylab.check("demo-1-peak", 3.456789)
    assert "load_kw.max()" in said(citylab.check.answer, "demo-1-peak")


def test_functions_that_behave_alike_count_as_one_try():
    for factor in (1, 1, 2):
        citylab.check("demo-1-energy", lambda power_kw, hours=1, factor=factor: factor)
    assert len(progress.exercise("demo-1-energy")["tries"]) == 2


def test_exercise_without_a_solution_cell_is_told_so(said):
    citylab.check("demo-1-energy", lambda power_kw, hours=1: power_kw * hours)
    assert "No solution notebook has this exercise" in said(citylab.check.answer, "demo-1-energy")


def test_unknown_id_lists_near_ones_and_does_not_raise(said):
    text = said(citylab.check, "demo-1-paek", 1.0)
    assert "no exercise named 'demo-1-paek'; near ones: demo-1-peak" in text


@pytest.mark.parametrize("name", ["", "nowhere-1-x", "demo", "../x-1", "démo-1-x", "1.2.3", "a.b-c"])
def test_strange_id_does_not_raise(said, name):
    assert "near ones" in said(citylab.check, name, 1.0)


def test_forgotten_id_is_told(said):
    assert "the id of the exercise comes first, in quotes" in said(citylab.check, 3.4)


def test_html_has_a_sign_and_escapes_code(monkeypatch):
    pages = []
    monkeypatch.setattr("citylab.practice.cards.publish", lambda page, text: pages.append(page))
    citylab.check("demo-1-peak", 3.456789)
    citylab.check.answer("demo-1-peak")
    assert "✓" in pages[0]
    assert "# &lt;b&gt;" in pages[1]


def test_hint_is_offered_by_the_name_that_the_lesson_uses(said, monkeypatch):
    import IPython

    shell = type("Shell", (), {"user_ns": {"check": citylab.check}})()
    monkeypatch.setattr(IPython, "get_ipython", lambda: shell)
    monkeypatch.setattr("citylab.practice.cards.publish", lambda page, text: print(text))
    assert "A hint: check.hint(" in said(citylab.check, "demo-1-peak", 1.0)
