"""Which names a cell needs, binds, changes and touches."""

import ast

import pytest

from classroom.sandbox.names import changed, needed, needed_later, stored, touched


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("a = b", "b"),
        ("a = 1\nb = a", ""),
        ("b = a\na = 1", "a"),
        ("a, (b, *c) = d\na, b, c", "d"),
        ("a += 1", "a"),
        ("a: c\nb = a", "a c"),
        ("a: c = 1\nb = a", "c"),
        ("import a.b as c, d.e\nc, d", ""),
        ("from a import b\nb", ""),
        ("for a in b:\n    a", "b"),
        ("for a in b:\n    pass\na", "a b"),
        ("for a in b:\n    c\n    c = 1", "b c"),
        ("if a:\n    b = 1\nb", "a b"),
        ("while a:\n    c = a\nc", "a c"),
        ("with a as b:\n    b", "a"),
        ("with a:\n    b = 1\nb", "a b"),  # what is inside may be left early
        ("try:\n    a = 1\nexcept b as c:\n    c\na", "a b"),
        ("try:\n    a = 1\nexcept ValueError:\n    pass\nelse:\n    a", "ValueError"),
        ("try:\n    pass\nfinally:\n    a = 1\na", "a"),
        ("try:\n    a = 1\nexcept* b:\n    a", "a b"),
        ("def f(a, *b, c=d, **e):\n    return a, b, c, e, g, h\n    h = 1", "d g"),
        ("def f(a=a): ...", "a"),
        ("def f(a: b) -> c: ...", "b c"),
        ("@a(b)\ndef b(): ...", "a b"),
        ("f = lambda a=a: a", "a"),
        ("def f():\n    global a\n    a = 1\n    return a", "a"),
        ("def f():\n    import a\n    return a", ""),
        ("def f():\n    g = lambda a=a: a", "a"),
        ("f = lambda a: a + b", "b"),
        ("[a for a in b if c]", "b c"),
        ("[a for a in a]", "a"),
        ("[a for b in c for a in b]", "c"),
        ("{a: d for a, d in b}", "b"),
        ("a = [b for b in c]\nb", "b c"),
        ("class A(b):\n    c = d", "b d"),
        ("a.b = c", "a c"),
        ("a['b'] = c", "a c"),
        ("a = 1\ndel a\na", "a"),
        ("del a", "a"),
        ("def f():\n    return a\na = 1\nf()", "a"),  # it may be called before
        ("(a := b)\na", "a b"),  # an expression may be skipped
        ("c = (a := 1) if b else 2\na", "a b"),
        ("match a:\n    case [b]:\n        pass\nb", "a b"),
        ("f'{a!r:{b}}'", "a b"),
        ("assert a, b", "a b"),
        ("async def f():\n    async with a as b:\n        return b", "a"),
    ],
)
def test_a_cell_needs_what_it_may_read_before_it_has_certainly_bound_it(source, names):
    assert needed(ast.parse(source).body) == set(names.split())


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("a = b", "a"),
        ("import a.b, c as d", "a d"),
        ("from a import *", "*"),
        ("def f():\n    global a\n    a = 1", "a f"),
        ("[(a := b) for b in c]", "a b"),
        (
            "match a:\n    case {'x': b, **c}:\n        pass\n    case [*d]:\n        pass\n    case e:\n        pass",
            "b c d e",
        ),
        ("try:\n    pass\nexcept A as b:\n    pass", "b"),
        ("del a", "a"),
        ("a['b'] = 1\na.b = 1", ""),
    ],
)
def test_every_name_that_is_bound_or_deleted_is_found(source, names):
    assert stored(ast.parse(source)) == set(names.split())


def test_what_functions_and_generators_look_up_when_they_are_run_is_found():
    cell = "a\ndef b(c):\n    return c, d\ne = lambda f=g: f + h\n(i for j in k if l)\n[m for n in o]"
    assert needed_later(ast.parse(cell)) == {"d", "g", "h", "i", "k", "l"}


def test_what_is_changed_in_place_is_found():
    assert changed(ast.parse("a['b'].c = 1\ndel d[0]\ne.f\ng.h += 1")) == {"a", "d", "g"}


def test_code_touches_also_what_its_functions_do():
    code = compile("import a\ndef f(x=b):\n    return [c.d for _ in g] and (lambda: h)", "<cell>", "exec")
    assert {"a", "b", "c", "d", "f", "g", "h"} <= touched(code)
