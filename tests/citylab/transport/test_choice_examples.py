"""The examples in the docstrings of lesson 3's modules give what they say."""

import doctest
from importlib import import_module

import pytest


@pytest.mark.parametrize("name", ["_estimate", "_predict", "_nested", "emissions"])
def test_examples_give_what_they_say(name):
    result = doctest.testmod(import_module(f"citylab.transport.{name}"))
    assert result.attempted
    assert not result.failed
