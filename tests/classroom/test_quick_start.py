"""Notebooks are checked as before, without the grammar that nothing needs."""

import subprocess
import sys

import pytest

ASK = """
import sys
BEFORE
import nbformat
try:
    nbformat.v4.new_notebook(metadata={"kernelspec": {"name": 7}})
except nbformat.ValidationError:
    print("refused")
nbformat.validate(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")]))
print(any(name == "lark" or name.startswith("lark.") for name in sys.modules))
"""
QUICK = "from classroom.quick_start import quick_start; quick_start()"


@pytest.mark.parametrize(("before", "loaded"), [(QUICK, "False"), ("", "True")])
def test_notebooks_are_checked_with_and_without(before, loaded):
    asked = [sys.executable, "-c", ASK.replace("BEFORE", before)]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["refused", loaded]
