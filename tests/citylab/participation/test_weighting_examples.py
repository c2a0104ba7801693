"""The examples in the docstrings of weighting give what they say."""

import doctest
from importlib import import_module

import pytest


@pytest.mark.parametrize("name", ["margins", "stratify", "raking", "precision", "trials"])
def test_examples_give_what_they_say(name):
    result = doctest.testmod(import_module(f"citylab.participation.weighting.{name}"))
    assert result.attempted
    assert not result.failed
