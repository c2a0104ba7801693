"""The examples in the docstrings of `citylab.iot` give what they say."""

import doctest
from importlib import import_module
from pkgutil import iter_modules

import pytest

from citylab import iot

MODULES = [module.name for module in iter_modules(iot.__path__) if module.name != "practice"]


@pytest.mark.parametrize("name", MODULES)
def test_examples_give_what_they_say(name):
    result = doctest.testmod(import_module(f"citylab.iot.{name}"))
    assert not result.failed


def test_an_unknown_module_is_refused():
    with pytest.raises(AttributeError, match="no module 'lorra'"):
        iot.lorra  # noqa: B018
