"""Formulas become MathML; what cannot be drawn is refused."""

import re

import nbformat
import pytest

from classroom.site.mathml import mathml

FORMULA = re.compile(r"\$\$(.+?)\$\$|\$(.+?)\$", re.DOTALL)


def test_fraction_and_root():
    drawn = mathml(r"\frac{1}{\sqrt{n}}", display=True)
    assert 'display="block"' in drawn
    assert re.search(r"<mfrac>.*<msqrt>.*<mi>n</mi>.*</msqrt>.*</mfrac>", drawn)


@pytest.mark.parametrize("formula", [r"\unknowncommand{x}", r"\frac{1}", r"\left( x"])
def test_formula_that_cannot_be_drawn_is_refused(formula):
    with pytest.raises(ValueError, match=re.escape(formula)):
        mathml(formula, display=False)


def test_every_formula_of_the_course_can_be_drawn(repository):
    drawn = 0
    for path in sorted((repository / "course/notebooks").rglob("*.ipynb")):
        texts = [cell.source for cell in nbformat.read(path, 4).cells if cell.cell_type == "markdown"]
        for found in FORMULA.finditer(re.sub(r"`[^`\n]*`", "", "\n\n".join(texts))):
            assert mathml(found[1] or found[2], display=bool(found[1])).startswith("<math")
            drawn += 1
    assert drawn > 100


def test_name_of_a_function_keeps_its_distance():
    assert '<mi>b</mi><mo lspace="0.17em" rspace="0.17em">ln</mo><mi>R</mi>' in mathml(r"b \ln R", display=False)
    assert '<mo lspace="0.17em" rspace="0">ln</mo><mo' in mathml(r"\ln(R)", display=False)
