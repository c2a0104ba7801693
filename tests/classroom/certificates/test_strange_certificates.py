"""Whatever a stranger signs, the check ends with a verdict and never with an error of its own."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from classroom.certificates import page, saying, verify

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


def places(value, path=()):
    """List the way to every part of a certificate."""
    yield path
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in parts:
        yield from places(part, (*path, name))


def put(document, path, value):
    for name in path[:-1]:
        document = document[name]
    document[path[-1]] = value


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_value_anywhere_gives_a_verdict(from_school, resign, at, data):
    known = [path for path in places(json.loads(from_school)) if path and path[0] != "proof"]
    path, value = data.draw(st.sampled_from(known)), data.draw(ANYTHING)
    strange = resign(from_school, lambda document: put(document, path, value))
    verdict = verify(strange, at=at, email="ada@example.org", trusted=set())
    assert saying.as_text(verdict)
    assert json.dumps(saying.as_data(verdict))
    if verdict.credential:
        assert verify(page.render(strange, verdict.credential), at=at).is_page


def test_depth_of_any_kind_gives_a_verdict(from_school, at):
    for depth in (50, 200, 300, 450, 490, 900, 3000, 100_000):
        deep = from_school.replace(b'"version": "0.1.0"', b'"version": ' + b"[" * depth + b"]" * depth)
        assert deep != from_school
        assert not verify(deep, at=at).holds
