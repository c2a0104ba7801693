"""The examples in the docstrings of networks and power flow give what they say."""

import doctest
from importlib import import_module

import pytest


@pytest.mark.parametrize("name", ["network", "flow", "two_bus", "_critical", "hosting", "pictures"])
def test_examples_give_what_they_say(name):
    result = doctest.testmod(import_module(f"citylab.grid.{name}"))
    assert result.attempted
    assert not result.failed
