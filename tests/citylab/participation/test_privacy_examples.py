"""The examples in the docstrings of privacy give what they say."""

import doctest
from importlib import import_module

import pytest


@pytest.mark.parametrize("name", ["budget", "crowds", "linkage"])
def test_examples_give_what_they_say(name):
    result = doctest.testmod(import_module(f"citylab.participation.privacy.{name}"))
    assert result.attempted
    assert not result.failed
