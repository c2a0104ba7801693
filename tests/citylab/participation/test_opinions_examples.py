"""The examples in the docstrings of opinions and comments give what they say."""

import doctest
from importlib import import_module

import pytest


@pytest.mark.parametrize("name", ["opinions.votes", "opinions.projection", "opinions.odds", "_agreement", "comments"])
def test_examples_give_what_they_say(name):
    result = doctest.testmod(import_module(f"citylab.participation.{name}"))
    assert result.attempted
    assert not result.failed
