"""Crowds and linkage, against counting by hand and by loops that share no code with the library."""

import math
from collections import Counter

import numpy as np
import pandas as pd
import pytest

from citylab.participation import privacy

WARDS, AGES, WORRIES = ["Station", "Riverside"], ["16-29", "30+"], ["rent", "debt", "none"]


def people(seed, rows=40):
    rng = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            "ward": rng.choice(WARDS, rows),
            "age": rng.choice([*AGES, None], rows, p=[0.6, 0.3, 0.1]),
            "worry": rng.choice(WORRIES, rows),
        },
        index=rng.permutation(rows),
    )


def looped(table):
    """Return the worries of each crowd, by a loop over the rows."""
    crowds = {}
    for row in table.itertuples():
        crowds.setdefault((row.ward, "missing" if pd.isna(row.age) else row.age), []).append(row.worry)
    return crowds


@pytest.mark.parametrize("seed", range(5))
def test_smallest_crowd_is_that_of_a_loop(seed):
    table = people(seed)
    assert privacy.k_anonymity(table, ["ward", "age"]) == min(map(len, looped(table).values()))


@pytest.mark.parametrize("seed", range(5))
def test_crowd_sizes_stay_with_their_rows(seed):
    table = people(seed)
    sizes = privacy.crowd_sizes(table, ["ward"])
    assert sizes.index.equals(table.index)
    assert sizes.tolist() == [(table["ward"] == ward).sum() for ward in table["ward"]]


@pytest.mark.parametrize("seed", range(5))
def test_diversity_is_that_of_a_loop(seed):
    table = people(seed)
    crowds = looped(table).values()
    effective = []
    for worries in crowds:
        shares = [count / len(worries) for count in Counter(worries).values()]
        effective.append(math.prod(share**-share for share in shares))
    assert privacy.l_diversity(table, ["ward", "age"], "worry") == min(len(set(worries)) for worries in crowds)
    assert privacy.l_diversity(table, ["ward", "age"], "worry", entropy=True) == pytest.approx(min(effective))


def test_even_values_count_fully_and_rare_ones_less():
    even = pd.DataFrame({"ward": "Station", "worry": ["rent", "debt"] * 5})
    uneven = pd.DataFrame({"ward": "Station", "worry": ["rent"] * 9 + ["debt"]})
    assert privacy.l_diversity(even, ["ward"], "worry", entropy=True) == pytest.approx(2)
    assert privacy.l_diversity(uneven, ["ward"], "worry", entropy=True) == pytest.approx(0.9**-0.9 * 0.1**-0.1)
    assert privacy.l_diversity(uneven, ["ward"], "worry") == 2


def test_without_columns_all_people_are_one_crowd():
    assert privacy.k_anonymity(people(1), []) == 40


@pytest.mark.parametrize("minimum", [1, 3, 8, 41])
def test_kept_rows_are_as_anonymous_as_asked(minimum):
    kept = privacy.keep_crowds(people(2), ["ward", "age"], minimum=minimum)
    assert kept.empty or privacy.k_anonymity(kept, ["ward", "age"]) >= minimum
    assert len(kept) == sum(len(crowd) for crowd in looped(people(2)).values() if len(crowd) >= minimum)


def test_link_names_a_row_only_where_one_person_fits():
    published = pd.DataFrame({"ward": ["Station", "Riverside", "Weir Estate"], "worry": WORRIES}, index=[7, 8, 9])
    named = pd.DataFrame({"ward": ["Station", "Riverside", "Riverside"], "name": ["Ada", "Bea", "Carla"]})
    found = privacy.link(published, named, on=["ward"])
    assert found["candidates"].tolist() == [1, 2, 0]
    assert found["name"].tolist()[0] == "Ada"
    assert found["name"].isna().tolist() == [False, True, True]
    assert found.index.tolist() == [7, 8, 9]


def test_link_agrees_with_comparing_every_pair():
    published, named = people(3), people(4).assign(name=[f"person {n}" for n in range(40)])
    published, named = published.fillna("missing"), named.fillna("missing")
    fits = [sum((one[["ward", "age"]] == row[["ward", "age"]]).all() for _, one in named.iterrows())
            for _, row in published.iterrows()]  # fmt: skip
    assert privacy.link(published, named, on=["ward", "age"])["candidates"].tolist() == fits


def test_ages_turn_on_the_birthday():
    born = pd.Series(pd.to_datetime(["1996-03-01", "1996-03-02", "1996-03-03", "1996-02-29", None, "2012-01-01"]))
    bands = privacy.age_band(born, on="2026-03-02", edges=[16, 30, 75])
    assert bands.tolist()[:4] == ["30-74", "30-74", "16-29", "30-74"]
    assert bands.isna().tolist()[4:] == [True, True]


def test_a_leap_day_ages_on_the_first_of_march_of_other_years():
    born = pd.Series(pd.to_datetime(["2008-02-29"]))
    assert privacy.age_band(born, on="2026-02-28", edges=[16, 18]).tolist() == ["16-17"]
    assert privacy.age_band(born, on="2026-03-01", edges=[16, 18]).tolist() == ["18+"]


def test_missing_columns_are_named_with_those_there_are():
    with pytest.raises(ValueError, match=r"lacks the columns \['street'\]; it has \['ward', 'age', 'worry'\]"):
        privacy.k_anonymity(people(1), ["street"])
    with pytest.raises(ValueError, match="lacks the columns"):
        privacy.l_diversity(people(1), ["ward"], "income")
    with pytest.raises(ValueError, match="lacks the columns"):
        privacy.link(people(1), people(2), on=["ward"])


def test_an_empty_table_has_no_crowd():
    with pytest.raises(ValueError, match="no rows"):
        privacy.k_anonymity(people(1).iloc[:0], ["ward"])


def test_bad_numbers_are_refused():
    with pytest.raises(ValueError, match="minimum must be at least 1"):
        privacy.keep_crowds(people(1), ["ward"], minimum=0)
    with pytest.raises(ValueError, match="edges must rise"):
        privacy.age_band(pd.Series(pd.to_datetime(["1990-01-01"])), on="2026-03-02", edges=[30, 30])


def test_a_text_in_place_of_a_list_of_columns_is_refused_with_the_remedy():
    table = pd.DataFrame({"name": ["Ada"], "ward": ["Station"]})
    with pytest.raises(ValueError, match=r"got the text 'ward'; write on=\['ward'\]"):
        privacy.link(table[["ward"]], table, on="ward")


def test_columns_of_the_attack_are_not_overwritten():
    with pytest.raises(ValueError, match="already has the columns"):
        privacy.link(people(1).assign(candidates=0), people(2).assign(name="Ada"), on=["ward"])
