"""The form of an answer is checked before its value, with a sentence that helps."""

import numpy as np
import pandas as pd
import pytest

from citylab import forms


class Everything(float):
    """Equals whatever it is compared with."""

    def __eq__(self, other):
        return True

    __hash__ = float.__hash__


@pytest.mark.parametrize("value", [1, 1.0, np.float64(1), np.float32(1), np.int64(1)])
def test_any_plain_number_passes_and_becomes_a_float(value):
    assert type(forms.number(value, "x")) is float


@pytest.mark.parametrize(
    ("value", "say"),
    [
        (None, "does the function end with a return"),
        (..., "still the three dots"),
        (True, "of type bool"),
        ("1", "of type str"),
        (Everything(1), "of type Everything"),
        ((1, 2), "a tuple of 2"),
        (np.ones(1), "of type ndarray"),
        (pd.Series([1.0]), "of type Series"),
        (float("nan"), "a finite number in kWh; yours is nan"),
    ],
)
def test_what_is_no_number_is_refused_with_what_was_found(value, say):
    with pytest.raises(forms.FormError, match=say):
        forms.number(value, "energy_kwh()", unit="kWh")


def test_a_number_out_of_range_is_a_question_of_the_unit():
    with pytest.raises(forms.FormError, match=r"yours, 5000, is not within 0 and 100: look at the unit"):
        forms.number(5000, "energy_kwh()", unit="kWh", low=0, high=100)


def test_a_count_is_an_integer_and_no_float():
    assert forms.whole(np.int64(3), "n") == 3
    for value in (3.0, True, None):
        with pytest.raises(forms.FormError, match="a whole number, an int"):
            forms.whole(value, "n")


def test_a_series_comes_back_as_floats_on_the_labels_asked_for():
    given = forms.series(pd.Series([1, 2], index=["a", "b"]), "f()", index=pd.Index(["a", "b"]))
    assert given.to_dict() == {"a": 1.0, "b": 2.0}


@pytest.mark.parametrize(
    ("value", "say"),
    [
        ([1.0, 2.0], "a pandas Series in kW; yours is a list of 2"),
        (pd.Series([1.0]), "2 entries; yours has 1"),
        (pd.Series(["1", "2"], dtype=object), "hold numbers in kW; yours holds object"),
        (pd.Series([1.0, np.nan]), "no gaps; yours has 1"),
        (pd.Series([1.0, 2.0], index=["a", "b"]), "the labels 0, 1; label 0 should be 0, yours is a"),
        (pd.Series([1.0, 2.0], index=[1, 0]), "the labels 0, 1; label 0 should be 0, yours is 1"),
        (pd.Series([1.0, 2.0], index=["0", "1"]), "yours look alike, but are of type str, not int64"),
    ],
)
def test_a_series_of_another_form_is_refused(value, say):
    with pytest.raises(forms.FormError, match=say):
        forms.series(value, "f()", index=pd.Index([0, 1]), unit="kW")


def test_words_come_back_as_a_set_and_others_are_named():
    assert forms.words(["line", "line"], "f()", allowed=("line", "node")) == {"line"}
    with pytest.raises(forms.FormError, match=r"each word in f.* one of 'line', 'node'; yours is 'cable'"):
        forms.words(["cable"], "f()", allowed=("line", "node"))
    with pytest.raises(forms.FormError, match="a list of words; yours is of type str"):
        forms.words("line", "f()", allowed=("line",))


def test_a_pair_is_a_tuple_of_two():
    assert forms.pair((1, 2), "f()", "low, high") == (1, 2)
    with pytest.raises(forms.FormError, match=r"a tuple of two, \(low, high\); yours is a list of 2"):
        forms.pair([1, 2], "f()", "low, high")


def test_a_dictionary_that_lacks_a_key_is_told_which():
    with pytest.raises(forms.FormError, match="missing: b"):
        forms.fields({"a": 1}, "decision", names=["a", "b"])
    with pytest.raises(forms.FormError, match="a dictionary; yours is None"):
        forms.fields(None, "decision", names=["a"])


def test_the_class_seed_is_0_unless_the_environment_holds_one(monkeypatch):
    monkeypatch.delenv("CITYLAB_CLASS_SEED", raising=False)
    assert forms.class_seed() == 0
    monkeypatch.setenv("CITYLAB_CLASS_SEED", "340282366920938463463374607431768211455")
    assert forms.class_seed() == 2**128 - 1


@pytest.mark.parametrize("given", ["", "seven", "1.5", "-1", "1_000", "٣"])
def test_a_class_seed_that_is_no_whole_number_is_refused_with_the_remedy(monkeypatch, given):
    monkeypatch.setenv("CITYLAB_CLASS_SEED", given)
    with pytest.raises(ValueError, match=r"should be a whole number, 0 or more.*unset it"):
        forms.class_seed()


def test_two_class_seeds_draw_different_inputs(monkeypatch):
    drawn = []
    for seed in ("1", "2"):
        monkeypatch.setenv("CITYLAB_CLASS_SEED", seed)
        drawn.append(np.random.default_rng([forms.class_seed(), 11]).random())
    assert drawn[0] != drawn[1]
