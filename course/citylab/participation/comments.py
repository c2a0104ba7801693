"""Written comments: cleaned, sorted into topics, and coded by people."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from citylab.participation._agreement import alpha_draws, cohens_kappa, krippendorffs_alpha

__all__ = ["Topics", "alpha_draws", "clean", "cohens_kappa", "krippendorffs_alpha", "tfidf", "topics"]

_MASKS = [
    (re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE), " "),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), " "),
    (re.compile(r"(?<!\w)\+?\d[\d ()/-]{5,}\d(?!\w)"), " "),
]
_NOT_A_WORD = re.compile(r"[^\w\s']|_")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Topics:
    """
    Topics found in texts.

    Attributes
    ----------
    words : pandas.DataFrame, shape (n_topics, n_words)
        Weight of each word in each topic; topics are numbered from 1. [1]
    shares : pandas.DataFrame, shape (n_texts, n_topics)
        Weight of each topic in each text, rows adding up to 1 (or 0 for a text without any known word). [1]
    """

    words: pd.DataFrame
    shares: pd.DataFrame

    def top(self, number: int = 6) -> pd.Series:
        """Return the heaviest words of each topic, as one text per topic."""
        return self.words.apply(lambda row: ", ".join(row.nlargest(number, keep="first").index), axis=1).rename("words")

    def main(self) -> pd.Series:
        """Return the heaviest topic of each text; missing for a text without any known word."""
        return self.shares.idxmax(axis=1).where(self.shares.sum(axis=1) > 0).rename("topic")


def clean(texts: Iterable[str]) -> pd.Series:
    """
    Make texts comparable, without web and mail addresses and long numbers.

    Web and mail addresses and numbers of seven digits or more are removed; signs of one kind are made one
    (Unicode NFKC), letters small, punctuation and repeated spaces dropped. Names, street addresses and stories
    remain: a cleaned comment is not anonymous. Read before you publish.

    Parameters
    ----------
    texts : iterable of str
        Comments as they were written; a missing one becomes an empty text.

    Returns
    -------
    pandas.Series of str
        Cleaned texts with the index of `texts`. Equal ones are not dropped: see `Series.duplicated`.

    Examples
    --------
    >>> clean(["Fix the LIGHTS!! Call me: 01632 960123 or ann@example.org", "Fix   the lights"]).tolist()
    ['fix the lights call me or', 'fix the lights']
    """
    series = texts if isinstance(texts, pd.Series) else pd.Series(list(texts), dtype=object)
    return series.map(lambda text: _clean_one(text) if isinstance(text, str) else "").astype("str").rename("clean")


def tfidf(texts: pd.Series, *, fewest: int = 3, drop: Iterable[str] = ()) -> pd.DataFrame:
    """
    Weigh words by how often they stand in a text, and how few texts they stand in.

    Term frequency times ln((1 + n) / (1 + d)) + 1, for a word in d of n texts; each text is then scaled to length 1.
    English words without a topic of their own ("the", "and") are left out.

    Parameters
    ----------
    texts : pandas.Series of str, shape (n_texts,)
        Cleaned texts.
    fewest : int
        A word counts when it stands in at least so many texts.
    drop : iterable of str
        Further words to leave out, such as the name of the town.

    Returns
    -------
    pandas.DataFrame, shape (n_texts, n_words)
        Weights between 0 and 1. [1]

    Raises
    ------
    ValueError
        If no word is left.

    References
    ----------
    .. [1] scikit-learn, `TfidfTransformer`, with ``smooth_idf=True`` and ``norm="l2"``.
    """
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer

    stop = sorted(ENGLISH_STOP_WORDS | set(drop))
    vectorizer = TfidfVectorizer(min_df=fewest, stop_words=stop, token_pattern=r"(?u)\b[^\W\d_]{2,}\b")
    try:
        weights = vectorizer.fit_transform(texts)
    except ValueError:
        raise ValueError(f"no word stands in {fewest} texts or more; ask for fewer") from None
    return pd.DataFrame(weights.toarray(), index=texts.index, columns=vectorizer.get_feature_names_out())


def topics(weights: pd.DataFrame, number: int) -> Topics:
    """
    Find topics: few lists of words, of which every text is a mixture.

    Non-negative matrix factorisation [1]_: the table of weights is taken apart into shares (texts by topics) and
    words (topics by words), none of them negative, whose product comes near it. The start is computed from the
    table (NNDSVDa), so that the same texts give the same topics.

    Parameters
    ----------
    weights : pandas.DataFrame, shape (n_texts, n_words)
        Weights of words, from `tfidf`. [1]
    number : int
        Number of topics.

    Returns
    -------
    Topics
        The topics, the one with most weight first.

    Raises
    ------
    ValueError
        If `number` is below 1, or above the number of texts or words.

    References
    ----------
    .. [1] D. D. Lee, H. S. Seung, "Learning the parts of objects by non-negative matrix factorization", Nature 401,
       1999.
    """
    from sklearn.decomposition import NMF

    if not 1 <= number <= min(weights.shape):
        raise ValueError(f"the number of topics must be within 1..{min(weights.shape)}, got {number}")
    model = NMF(number, init="nndsvda", random_state=0, max_iter=2000)
    found: Any = model.fit_transform(weights.to_numpy())
    order = np.argsort(-found.sum(axis=0), kind="stable")
    names = pd.Index(range(1, number + 1), name="topic")
    shares = pd.DataFrame(found[:, order], index=weights.index, columns=names)
    total = shares.sum(axis=1)
    words = pd.DataFrame(model.components_[order], index=names, columns=weights.columns)
    return Topics(words, shares.div(total.where(total > 0, 1), axis=0))


def _clean_one(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).replace("’", "'")
    for pattern, replacement in _MASKS:
        text = pattern.sub(replacement, text)
    return _SPACES.sub(" ", _NOT_A_WORD.sub(" ", text)).strip().lower()
