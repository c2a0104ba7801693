import pandas as pd
import pytest

from citylab.practice import Case, Exercise, Mistake, judge


def energy_kwh(power_kw, *, hours=1):
    return power_kw * hours


ASKED = Exercise(
    id="grid-1-energy",
    lesson="02-smart-grids/01",
    expected=energy_kwh,
    unit="kWh",
    cases=lambda: [Case(2.0), Case(2.0, hours=3), Case(0.0, say="a street without load")],
    mistakes=[
        Mistake(gives=lambda power_kw, *, hours=1: power_kw, say="Energy needs the time, too."),
        Mistake(when=lambda results: results[2] == 1, say="No load, no energy."),
    ],
)


def test_another_way_to_the_same_results_is_right():
    assert judge(ASKED, lambda power_kw, hours=1: hours * power_kw).right


def test_empty_function_counts_as_not_answered():
    def stub(power_kw, *, hours=1): ...

    assert judge(ASKED, stub).kind == "unanswered"


def test_called_function_is_asked_for_by_its_name():
    say = judge(ASKED, energy_kwh(2.0)).say
    assert say == "Hand over the function by its name; yours is a number."


def test_wrong_function_is_told_the_case_and_how_many_are_right():
    verdict = judge(ASKED, lambda power_kw, *, hours=1: power_kw * (hours > 1) * hours)
    assert verdict.say.startswith("Case f(2.0): ")
    assert verdict.say.endswith("2 of 3 cases are right.")


def test_exception_is_reported_with_its_case():
    def fails(power_kw, *, hours=1):
        return 1 / power_kw and power_kw * hours

    say = judge(ASKED, fails).say
    assert say.startswith("Case a street without load: it stopped with ZeroDivisionError: ")


@pytest.mark.parametrize(
    ("answer", "say"),
    [
        (lambda power_kw, *, hours=1: power_kw, "Energy needs the time, too."),
        (lambda power_kw, *, hours=1: power_kw * hours or 1.0, "No load, no energy."),
    ],
)
def test_known_mistake_in_a_function_speaks_its_own_sentence(answer, say):
    assert judge(ASKED, answer).say == say


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (lambda power_kw, *, hours=1: str(power_kw * hours), "type"),
        (lambda power_kw, *, hours=1: print("kWh") or object(), "type"),
        (lambda power_kw, *, hours=1: -power_kw * hours, "sign"),
        (lambda power_kw, *, hours=1: power_kw * hours * 1000, "factor"),
        (lambda power_kw: power_kw, "error"),
    ],
)
def test_kind_of_error_is_named_for_functions_too(answer, kind):
    assert judge(ASKED, answer).kind == kind


def test_long_arguments_are_described_instead_of_printed():
    assert str(Case(pd.Series(range(96)), limit=0.5)) == "f(a pandas Series, limit=0.5)"


def test_reference_that_fails_on_a_case_is_the_authors_error():
    asked = Exercise(id="grid-1-x", lesson="", expected=lambda x: 1 / x, cases=[Case(0)])
    with pytest.raises(ValueError, match="reference function must answer the case f\\(0\\)"):
        judge(asked, lambda x: 1.0)
