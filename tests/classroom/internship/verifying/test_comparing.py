"""Outputs are equal within their tolerance, or it is said where they differ."""

import io

import pytest
from PIL import Image

from classroom.internship.verifying.comparing import DifferentError, compare
from classroom.internship.verifying.portfolio import Output


def csv(was, now, **tolerance):
    return compare(Output("outputs/x.csv", **tolerance), was.encode(), now.encode())


def js(was, now, **tolerance):
    return compare(Output("outputs/x.json", **tolerance), was.encode(), now.encode())


def text(was, now):
    return compare(Output("outputs/x.md"), was.encode(), now.encode())


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("a,b\n1,x\n", "a,b\r\n1.0000001,x\r\n"),
        ("\ufeffa;b\n1,5;x\n", "a;b\n1,5;x\n"),
        ("a\nnan\n1\n", "a\nNaN\n1\n"),
        ('a\n"x, y"\n', 'a\n"x, y"\n'),
    ],
)
def test_tables_that_say_the_same_are_equal(was, now):
    assert "columns" in csv(was, now)


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ("a,b\n1,2\n", "b,a\n2,1\n", "columns: a, b was handed in, b, a was made anew"),
        ("a\n1\n2\n", "a\n2\n1\n", "line 2, column a: '1' was handed in, '2' was made anew"),
        ("a\n1\n", "a\n1\n2\n", "rows: 1 were handed in, 2 made anew"),
        ("a\n1\n", "a\n1.00001\n", "line 2, column a"),
        ("a\nyes\n", "a\nYes\n", "line 2, column a"),
        ("a\n1\n", "a\n\n", "rows: 1|line 2"),
        ("a,b\n1,2\n", "a,b\n1\n", "line 2 has 2 values, and 1"),
        ("a\n1\n", "", "columns"),
        ("", "", "is empty"),
        ("a\n1\n", "a\ninf\n", "line 2"),
    ],
)
def test_tables_that_differ_are_refused_with_the_place(was, now, says):
    with pytest.raises(DifferentError, match=says):
        csv(was, now)


def test_the_tolerance_is_relative_or_absolute_whichever_is_larger():
    assert csv("a\n100\n0\n", "a\n100.9\n0.4\n", relative_tolerance=0.01, absolute_tolerance=0.5)
    with pytest.raises(DifferentError, match="'100' was handed in"):
        csv("a\n100\n", "a\n102\n", relative_tolerance=0.01, absolute_tolerance=0.5)


def test_a_tolerance_that_lets_zero_stand_for_every_number_is_refused():
    with pytest.raises(DifferentError, match="so wide that 0"):
        csv("a\n0.1\n0.2\n", "a\n0.1\n0.2\n", absolute_tolerance=1.0)
    assert csv("a\n0\n0\n", "a\n0\n0\n", absolute_tolerance=1.0)


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ('{"a": [1, 2]}', '{"a": [1, 3]}', "/a/1: '2' was handed in, '3'"),
        ('{"a": 1}', '{"b": 1}', "the names a became b"),
        ("[1]", "[1, 2]", "1 values became 2"),
        ("[true]", "[1]", "/0: 'True' was handed in"),
        ('["1"]', "[1]", "/0"),
        ("[null]", "[0]", "/0"),
        ("[1]", "nothing", "no JSON that can be read"),
        ("[" * 90_000, "[1]", "nested too deeply|no JSON"),
        (f"[1{'0' * 400}]", f"[1{'0' * 400}]", "too large to be compared"),
    ],
)
def test_data_that_differ_are_refused_with_the_place(was, now, says):
    with pytest.raises(DifferentError, match=says):
        js(was, now)


def test_data_are_equal_whatever_the_order_of_names_and_the_last_digits():
    assert js('{"a": 1.0, "b": [null, true, "x"]}', '{"b": [null, true, "x"], "a": 1.00000001}')


def test_texts_are_equal_whatever_the_ends_of_lines():
    assert text("one\ntwo\n", "one\r\ntwo") == "2 lines"
    with pytest.raises(DifferentError, match="line 2: 'two' was handed in, 'Two' was made anew"):
        text("one\ntwo\n", "one\nTwo\n")
    with pytest.raises(DifferentError, match="2 lines were handed in, 1 made anew"):
        text("one\ntwo\n", "one\n")


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(DifferentError, match="no text in UTF-8"):
        compare(Output("outputs/x.csv"), b"\xff\xfe\xff", b"a")


def picture(*pixels):
    made = Image.new("RGB", (len(pixels), 1))
    made.putdata(pixels)
    file = io.BytesIO()
    made.save(file, "PNG")
    return file.getvalue()


def test_a_picture_must_be_one_and_show_something():
    shown, plain = picture((0, 0, 0), (255, 0, 0)), picture((9, 9, 9), (9, 9, 9))
    output = Output("outputs/x.png")
    assert compare(output, shown, picture((1, 2, 3), (3, 2, 1), (0, 0, 0))) == "3 × 1 pixels"
    for was, now, says in (
        (shown, plain, "one colour only"),
        (shown, b"PNG", "no PNG"),
        (shown[:-30], shown, "no PNG"),
    ):
        with pytest.raises(DifferentError, match=says) as caught:
            compare(output, was, now)
        assert "before it is shown or closed" in caught.value.remedy


@pytest.mark.parametrize("was", ["a,b\n", "a,b\n,\n,\n", "\n"])
def test_a_table_without_values_is_refused(was):
    with pytest.raises(DifferentError, match="is empty but for its heading"):
        csv(was, was)


@pytest.mark.parametrize("was", ["null", "{}", "[]", '""', '{"peak": null, "by_day": [[], ""]}'])
def test_a_json_file_without_values_is_refused(was):
    with pytest.raises(DifferentError, match="holds no value"):
        js(was, was)


def test_a_text_of_blanks_is_refused():
    with pytest.raises(DifferentError, match="is empty"):
        text(" \n\n", " \n\n")


@pytest.mark.parametrize(
    ("read", "was", "now", "where"),
    [
        (csv, "year,kw\n2026000,99999\n", "year,kw\n2026000,1\n", "column kw"),
        (js, '{"year": 2026000, "kw": 99999}', '{"year": 2026000, "kw": 1}', "/kw"),
    ],
)
def test_one_large_number_does_not_void_the_comparison_of_the_others(read, was, now, where):
    with pytest.raises(DifferentError, match=f"0 could stand for each number of {where}"):
        read(was, now, absolute_tolerance=1e5)


def test_a_small_number_may_stand_among_larger_ones_and_rounding_is_no_result():
    assert csv("a\n0.0001\n5\n", "a\n0.0002\n5\n", absolute_tolerance=1e-3)
    assert js('{"a": [0.0001, 5]}', '{"a": [0.0002, 5]}', absolute_tolerance=1e-3)
    assert js('{"rest": 3e-17}', '{"rest": -2e-17}')


def test_a_table_is_read_no_further_than_it_may_go(monkeypatch):
    from classroom.internship.verifying import comparing

    monkeypatch.setattr(comparing, "_MOST_ROWS", 3)
    assert len(comparing._rows("a\n1\n2\n", ",")) == 3
    with pytest.raises(DifferentError, match="more than 3 rows"):
        comparing._rows("a\n1\n2\n3\n" + "x" * 200_000, ",")  # the last line cannot be read
