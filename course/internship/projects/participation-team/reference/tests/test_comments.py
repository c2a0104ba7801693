"""Could: whether two readers agree."""

import pytest
from participation_team.comments import agreement


def test_kappa_by_hand():
    # Both a: 2, both b: 1, once apart. p = 3/4; chance: 3/4 · 2/4 + 1/4 · 2/4 = 1/2; (3/4 - 1/2) / (1 - 1/2) = 1/2.
    assert agreement(["a", "a", "a", "b"], ["a", "a", "b", "b"]) == pytest.approx(0.5)


def test_full_agreement_is_one_and_chance_is_zero():
    assert agreement(["a", "b"], ["a", "b"]) == pytest.approx(1)
    assert agreement(["a", "a", "b", "b"], ["a", "b", "a", "b"]) == pytest.approx(0)


@pytest.mark.parametrize(("first", "second"), [(["a"], ["a", "b"]), ([], [])])
def test_comments_that_do_not_match_are_refused(first, second):
    with pytest.raises(ValueError, match="same comments"):
        agreement(first, second)
