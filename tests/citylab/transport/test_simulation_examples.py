"""The examples in the docstrings of signals and simulation give what they say."""

import doctest
from importlib import import_module

import pytest


@pytest.mark.parametrize("name", ["signals", "simulation.corridor", "simulation.runs", "traffic_pictures"])
def test_examples_give_what_they_say(name):
    result = doctest.testmod(import_module(f"citylab.transport.{name}"))
    assert result.attempted
    assert not result.failed
