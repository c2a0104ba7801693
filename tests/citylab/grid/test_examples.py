"""The examples in the docstrings give what they say."""

import doctest
from importlib import import_module

import pytest

MODULES = ["data", *(f"grid.{name}" for name in (
    "carbon", "demand", "diversity", "forecast", "profiles", "schedule", "solar"
))]  # fmt: skip


@pytest.mark.parametrize("name", MODULES)
def test_examples_give_what_they_say(name):
    result = doctest.testmod(import_module(f"citylab.{name}"))
    assert result.attempted
    assert not result.failed
