"""Two files of saved work are the same if the work is, whenever they were made."""

import io
import zipfile

from classroom.lab_page import sameness


def made(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, text in members.items():
            file.writestr(name.replace("_", "."), text)
    return sameness.of(out.getvalue())


def test_time_of_the_file_does_not_count():
    assert made(manifest_json="today", a_ipynb="x") == made(manifest_json="yesterday", a_ipynb="x")


def test_other_content_counts():
    assert made(a_ipynb="x") != made(a_ipynb="y")


def test_another_name_counts():
    assert made(a_ipynb="x") != made(b_ipynb="x")


def test_order_does_not_count():
    assert made(a_ipynb="x", b_ipynb="y") == made(b_ipynb="y", a_ipynb="x")
