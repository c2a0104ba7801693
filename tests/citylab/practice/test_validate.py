from dataclasses import replace

import pandas as pd
import pytest

from citylab.practice import Case, DeclarationError, Exercise, Mistake, exercises, themes, validate


@pytest.fixture
def peak(demo_theme):
    return exercises("demo")["demo-1-peak"]


def test_good_declarations_pass(peak):
    for exercise in exercises("demo").values():
        validate(exercise)


@pytest.mark.parametrize(
    ("slip", "message"),
    [
        ({"id": "Demo Peak"}, "theme, lesson and name in lower case"),
        ({"id": "nowhere-1-peak"}, "must start with a theme; themes are .*'demo'"),
        ({"lesson": "02-demo/09_gone"}, "there is none"),
        ({"hints": []}, "at least one"),
        ({"hints": ["max"]}, "'max' is no sentence"),
        ({"hints": ["Look at the highest value."] * 2}, "say the same"),
        ({"hints": ["It should be near 3.457 at noon."]}, "tells the answer"),
        ({"expected": lambda: 1 / 0}, "cannot be computed: ZeroDivisionError"),
        ({"expected": object}, "cannot be computed: Unreadable"),
        ({"cases": []}, "at least one Case"),
        ({"tolerance": -1}, "must not be negative"),
        ({"tolerance": {"kw": 1}}, r"columns that the answer has not: \['kw'\]"),
        ({"mistakes": [Mistake(say="Neither when nor gives.")]}, "either when or gives"),
        ({"mistakes": [Mistake(gives=3.4567, say="You rounded it.")]}, "tighten the tolerance"),
        ({"mistakes": [Mistake(when=lambda a: a > 0, say="Too small a value.")]}, "is true of"),
        ({"mistakes": [Mistake(when=lambda a: a.x, say="Too small a value.")]}, "AttributeError"),
        (
            {
                "mistakes": [
                    Mistake(when=lambda a: a < 2, say="Your value is too small."),
                    Mistake(gives=1.5, say="You took the mean."),
                ]
            },
            "an earlier mistake hides 'You took the mean.'",
        ),
    ],
)
def test_slip_is_found_with_its_remedy(peak, slip, message):
    with pytest.raises(DeclarationError, match=message):
        validate(replace(peak, **slip))


def test_function_and_its_mistakes_are_validated(peak):
    wrong = replace(
        exercises("demo")["demo-1-energy"],
        mistakes=[Mistake(gives=lambda power_kw, hours=1: hours * power_kw, say="You swapped.")],
    )
    with pytest.raises(DeclarationError, match="judged right"):
        validate(wrong)


def test_reference_that_fails_is_found(peak):
    wrong = replace(exercises("demo")["demo-1-energy"], cases=[Case("two", hours=None)])
    with pytest.raises(DeclarationError, match="must answer the case"):
        validate(wrong)


def test_every_slip_is_listed_at_once(peak):
    with pytest.raises(DeclarationError, match=r"at least one; .*must not be negative"):
        validate(replace(peak, hints=[], tolerance=-1))


def test_id_declared_twice_is_refused(peak, monkeypatch):
    from citylab.practice import registry

    module = __import__("citylab.demo.practice", fromlist=["EXERCISES"])
    monkeypatch.setattr(module, "EXERCISES", [peak, peak])
    registry.exercises.cache_clear()
    with pytest.raises(ValueError, match=r"declared once .* twice: \['demo-1-peak'\]"):
        exercises("demo")


def test_table_exercise_passes(peak):
    validate(
        Exercise(
            id="demo-1-table",
            lesson=peak.lesson,
            expected=lambda: pd.DataFrame({"kw": [1.5]}),
            tolerance={"kw": 0.1},
            hints=["Put the values in a table."],
        )
    )


def test_declarations_may_fill_a_package(demo_theme):
    module = demo_theme / "packages" / "demo" / "practice.py"
    (module.parent / "practice").mkdir()
    module.rename(module.parent / "practice" / "__init__.py")
    assert "demo" in themes()
    assert "demo-1-peak" in exercises("demo")
