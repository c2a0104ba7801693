"""Small markets, and every matching that is possible in them: a second way to the answer, slow and plain."""

from itertools import product

from hypothesis import strategies as st


@st.composite
def markets(draw, interns=4, hosts=3):
    """Draw what interns choose, how hosts rank them, and places."""
    names = [f"i{at}" for at in range(draw(st.integers(1, interns)))]
    places = {f"h{at}": draw(st.integers(0, 2)) for at in range(draw(st.integers(1, hosts)))}
    orders = {one: draw(st.permutations(sorted(places))) for one in names}
    choices = {one: order[: draw(st.integers(0, len(order)))] for one, order in orders.items()}
    ranked = {host: draw(st.permutations(names)) for host in places}
    ranks = {host: {one: at for at, one in enumerate(order, start=1)} for host, order in ranked.items()}
    return choices, ranks, places


def all_matchings(choices, places):
    """Return every matching that fills no host beyond its places."""
    options = [[None, *chosen] for chosen in choices.values()]
    made = ({one: host for one, host in zip(choices, picked, strict=True) if host} for picked in product(*options))
    return [
        pairs for pairs in made if all(list(pairs.values()).count(host) <= number for host, number in places.items())
    ]


def blocking(pairs, choices, ranks, places):
    """Return the pairs who would both rather have each other."""
    found = []
    for one, chosen in choices.items():
        for host in chosen:
            if host == pairs.get(one):
                break
            taken = [ranks[host][other] for other, theirs in pairs.items() if theirs == host]
            if places[host] and (len(taken) < places[host] or max(taken) > ranks[host][one]):
                found.append((one, host))
    return found


def stable_matchings(choices, ranks, places):
    """Return every stable matching."""
    return [pairs for pairs in all_matchings(choices, places) if not blocking(pairs, choices, ranks, places)]


def rank(pairs, one, choices):
    """Return which of her choices an intern got, counted from 0; without a place, one more than the last."""
    return choices[one].index(pairs[one]) if one in pairs else len(choices[one])
