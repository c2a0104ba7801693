"""Which names a cell gives and needs."""

import ast

import pytest

from classroom.sandbox.names import names_of, needed, reached


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("a = b", "b"),
        ("a = 1\nb = a", ""),
        ("b = a\na = 1", "a"),
        ("a += 1", "a"),
        ("a: c\nb = a", "a c"),
        ("a: c = 1\nb = a", "c"),
        ("import a.b as c, d.e\nc, d", ""),
        ("from a import b\nb", ""),
        ("for a in b:\n    a", "b"),
        ("for a in b:\n    pass\na", "a b"),
        ("if a:\n    b = 1\nb", "a b"),
        ("while a:\n    c = a\nc", "a c"),
        ("with a as b:\n    c = b\nc", "a"),
        ("try:\n    a = 1\nexcept b as c:\n    c\na", "a b"),
        ("try:\n    a = 1\nexcept ValueError:\n    pass\nelse:\n    a", "ValueError"),
        ("try:\n    pass\nfinally:\n    a = 1\na", ""),
        ("def f(a, *b, c=d, **e):\n    return a, b, c, e, g, h\n    h = 1", "d g"),
        ("def f():\n    global a\n    a = 1\n    return a", "a"),
        ("def f():\n    import a\n    return a", ""),
        ("f = lambda a: a + b", "b"),
        ("[a for a in b if c]", "b c"),
        ("{a: d for a, d in b}", "b"),
        ("a = [b for b in c]\nb", "b c"),
        ("class A(b):\n    c = d", "b d"),
        ("a.b = c", "a c"),
        ("a['b'] = c", "a c"),
        ("def f():\n    return a\na = 1\nf()", "a"),  # it may be called before
        ("(a := b)\na", "a b"),  # an expression may be skipped
    ],
)
def test_a_cell_needs_what_it_may_read_before_it_binds_it(source, names):
    assert needed(ast.parse(source).body) == set(names.split())


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("a = b", "a"),
        ("import a.b, c as d", "a d"),
        ("def f():\n    a = 1", "f"),
        ("a['b'] = 1\nc.d.e = 2", "a c"),
        ("a.append(1)", "a"),
        ("a['b'].append(1)", "a"),
        ("import a\na.check(1)", "a"),
        ("fixed.check(1)", ""),
        ("f(a)", ""),
        ("for a, b in c:\n    d = 1", "a b d"),
    ],
)
def test_a_cell_gives_what_it_binds_or_may_change(source, names):
    assert names_of(ast.parse(source), lambda name: name == "fixed").gives == set(names.split())


def test_names_are_followed_back_through_cells_in_between():
    cells = [names_of(ast.parse(source)) for source in ("a = 1", "b = a", "c = 2", "d = 3\nb = 4", "e = b")]
    assert reached(cells[4], cells[:4]) == [0, 1, 3]
    assert reached(cells[2], cells[:2]) == []
