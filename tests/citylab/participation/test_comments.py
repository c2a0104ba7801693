"""Comments and coders: published worked examples, and independent libraries."""

import numpy as np
import pandas as pd
import pytest

from citylab import data
from citylab.participation import comments

HOLE = float("nan")
# The "C" data of K. Krippendorff, Content Analysis, 1980: four observers, twelve units; the R package irr gives 0.743.
C_DATA = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, HOLE, HOLE, HOLE],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, HOLE, 3],
        [HOLE, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, HOLE],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, HOLE],
    ]
).T
# The example with three coders and fifteen units that encyclopaedias and libraries use: 0.691 and 0.811.
THREE_CODERS = np.array(
    [
        [HOLE, HOLE, HOLE, HOLE, HOLE, 3, 4, 1, 2, 1, 1, 3, 3, HOLE, 3],
        [1, HOLE, 2, 1, 3, 3, 4, 3, HOLE, HOLE, HOLE, HOLE, HOLE, HOLE, HOLE],
        [HOLE, HOLE, 2, 1, 3, 4, 4, HOLE, 2, 1, 1, 3, 3, HOLE, 4],
    ]
).T


def coded(table):
    """Return two coders' codes from a table of counts."""
    pairs = [(a, b) for a, row in enumerate(table) for b, n in enumerate(row) for _ in range(n)]
    return [list(codes) for codes in zip(*pairs, strict=True)]


@pytest.mark.parametrize(
    ("codes", "level", "alpha"),
    [
        (C_DATA, "nominal", 0.743),
        (C_DATA, "interval", 0.849),
        (THREE_CODERS, "nominal", 0.691),
        (THREE_CODERS, "interval", 0.811),
    ],
)
def test_alpha_is_that_of_the_published_example(codes, level, alpha):
    assert comments.krippendorffs_alpha(codes, level=level) == pytest.approx(alpha, abs=0.0005)


def pairs_of_codes(codes):
    """Return alpha by its definition, pair by pair."""
    units = [[v for v in row if v == v] for row in codes]
    units = [row for row in units if len(row) > 1]
    values = [v for row in units for v in row]
    within = sum(
        sum(a != b for i, a in enumerate(row) for j, b in enumerate(row) if i != j) / (len(row) - 1) for row in units
    )
    among = sum(a != b for i, a in enumerate(values) for j, b in enumerate(values) if i != j) / (len(values) - 1)
    return 1 - within / among


def test_alpha_is_its_definition_on_random_codes():
    rng = np.random.default_rng(4)
    codes = rng.integers(0, 4, (30, 3)).astype(float)
    codes[rng.random(codes.shape) < 0.2] = np.nan
    assert comments.krippendorffs_alpha(codes) == pytest.approx(pairs_of_codes(codes))


# Tables of common textbook examples; two independent libraries give the same values.
@pytest.mark.parametrize(
    ("table", "kappa"),
    [
        ([[20, 5], [10, 15]], 0.4),
        ([[45, 15], [25, 15]], 0.1304),
        ([[25, 35], [5, 35]], 0.2593),
        ([[75, 1, 4], [5, 4, 1], [0, 0, 10]], 0.676),
    ],
)
def test_kappa_is_that_of_published_tables_and_of_two_libraries(table, kappa):
    from sklearn.metrics import cohen_kappa_score
    from statsmodels.stats.inter_rater import cohens_kappa

    ours = comments.cohens_kappa(*coded(table))
    assert ours == pytest.approx(kappa, abs=0.0005)
    assert ours == pytest.approx(cohen_kappa_score(*coded(table)))
    assert ours == pytest.approx(cohens_kappa(np.array(table)).kappa)


def test_kappa_looks_only_at_units_both_have_coded():
    assert comments.cohens_kappa(["a", "b", "a", None], ["a", "b", None, "b"]) == 1


def test_full_agreement_is_one_and_alternating_disagreement_below_zero():
    codes = [["a", "a"], ["b", "b"], ["a", "a"]]
    assert comments.krippendorffs_alpha(codes) == 1
    assert comments.krippendorffs_alpha([["a", "b"], ["b", "a"]]) < 0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: comments.cohens_kappa(["a"], ["a", "b"]), "same units"),
        (lambda: comments.cohens_kappa(["a", None], [None, "b"]), "both coders"),
        (lambda: comments.cohens_kappa(["a", "a"], ["a", "a"]), "one and the same"),
        (lambda: comments.krippendorffs_alpha([["a", None], [None, "b"]]), "coded twice"),
        (lambda: comments.krippendorffs_alpha([[None, None]]), "coded twice"),
        (lambda: comments.krippendorffs_alpha([["a", "a"]]), "variation"),
        (lambda: comments.krippendorffs_alpha([[1, 2]], level="ordinal"), "level"),
        (lambda: comments.tfidf(pd.Series(["one", "two"])), "ask for fewer"),
        (lambda: comments.topics(pd.DataFrame(np.ones((3, 2))), 3), "within 1..2"),
    ],
)
def test_wrong_input_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("Fix the LIGHTS!!  Now…", "fix the lights now"),
        ("see https://photos.example.org/3?x=1 please", "see please"),
        ("write to ann.b+c@mail.example.org, thanks", "write to thanks"),
        ("call +44 (0)1632 960123 or 01632-960-123", "call or"),
        ("bus 42 after 21:00 costs 3 euros", "bus 42 after 21 00 costs 3 euros"),
        ("Größe and café – l’été", "größe and café l'été"),
        ("ﬁne １２", "fine 12"),
        (None, ""),
    ],
)
def test_cleaning_keeps_words_and_drops_addresses_of_web_and_mail_and_long_numbers(written, cleaned):
    assert comments.clean([written]).tolist() == [cleaned]


def test_cleaning_keeps_the_index():
    assert comments.clean(pd.Series(["A", "b"], index=[7, 9])).to_dict() == {7: "a", 9: "b"}


def test_weights_are_the_formula_by_hand():
    texts = pd.Series(["lift lift park", "park", "lift tree", "park tree tree"])
    weights = comments.tfidf(texts, fewest=1)
    rare, common = np.log(5 / 3) + 1, np.log(5 / 4) + 1  # lift and tree stand in 2 of 4 texts, park in 3
    first = np.array([2 * rare, common])
    assert weights.loc[0, ["lift", "park"]].to_numpy() == pytest.approx(first / np.linalg.norm(first))


def test_words_that_were_to_be_dropped_are_gone():
    weights = comments.tfidf(pd.Series(["mill lane park", "mill tree"]), fewest=1, drop=["mill", "lane"])
    assert weights.columns.tolist() == ["park", "tree"]


def test_two_subjects_without_a_common_word_become_two_topics():
    texts = pd.Series(["lift stairs", "tree shade", "stairs lift roof", "shade tree grass", "roof lift", "!!"])
    found = comments.topics(comments.tfidf(comments.clean(texts), fewest=1), 2)
    main = found.main()
    assert main[0] == main[2] == main[4] != main[1] == main[3]
    assert pd.isna(main[5])
    assert found.shares.iloc[:5].sum(axis=1).to_numpy() == pytest.approx(1)


def test_the_same_texts_give_the_same_topics():
    texts = comments.clean(data.load("millfield_opinions_synthetic", "comments")["text"])
    first, again = (comments.topics(comments.tfidf(texts), 4).words for _ in range(2))
    assert first.equals(again)


def test_draws_of_alpha_scatter_around_alpha_and_leave_out_units_coded_once():
    rng = np.random.default_rng(3)
    first = rng.choice(["a", "b", "c"], 150)
    second = np.where(rng.random(150) < 0.2, rng.choice(["a", "b", "c"], 150), first).astype(object)
    codes = pd.DataFrame({"one": first, "two": second})
    more = pd.concat([codes, pd.DataFrame({"one": ["a"] * 50, "two": [None] * 50})], ignore_index=True)
    draws = comments.alpha_draws(codes, draws=60, seed=2)
    assert draws.quantile(0.1) < comments.krippendorffs_alpha(codes) < draws.quantile(0.9)
    assert draws.equals(comments.alpha_draws(more, draws=60, seed=2))


def test_a_draw_of_one_code_only_is_missing():
    draws = comments.alpha_draws(pd.DataFrame([["a", "a"], ["b", "b"]]), draws=40, seed=1)
    assert draws.isna().any()
    assert (draws.dropna() == 1).all()
