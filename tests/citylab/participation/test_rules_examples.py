"""The examples in the docstrings of the count give what they say."""

import doctest
from importlib import import_module

import pytest

MODULES = ["pabulib", "pabulib._election", "rules._compare", "rules._greedy", "rules._shares"]


@pytest.mark.parametrize("name", MODULES)
def test_examples_give_what_they_say(name):
    result = doctest.testmod(import_module(f"citylab.participation.{name}"))
    assert result.attempted
    assert not result.failed
