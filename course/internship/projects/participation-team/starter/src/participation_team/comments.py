"""Whether two readers of the same comments agree."""

from collections.abc import Sequence


def agreement(first: Sequence[str], second: Sequence[str]) -> float:
    """
    Return Cohen's kappa: the agreement of two coders beyond what chance would give, (p - e) / (1 - e) [1]_.

    p is the share of comments with the same code from both. e is the share that would agree by chance, if each coder
    kept the shares of her codes: the sum over all codes of the product of the two shares.

    Parameters
    ----------
    first, second : sequence of str
        Codes of the same comments, in the same order.

    Returns
    -------
    float
        1 if they always agree, 0 if as often as by chance.

    Raises
    ------
    ValueError
        If the two are not equally long, or there is no comment.

    References
    ----------
    .. [1] J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20,
       1960, 37-46.
    """
    raise NotImplementedError("agreement: the formula is in the docstring")
