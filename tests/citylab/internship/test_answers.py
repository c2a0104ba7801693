"""Whole forms: branches, order of dates, rows, slips in names, and what a notebook's test cell says."""

import pytest

from citylab.forms import FormError
from citylab.internship import answers
from citylab.internship.documents import documents
from citylab.internship.form import KINDS, Field, Form, Section
from citylab.internship.problems import problems


def field(name, kind="text", **options):
    return Field(name, kind, f"label of {name}", **{"when": {}, "choices": {}, **options})


VISIT = Form(
    "visit",
    "Visit",
    "",
    (
        Section("when", "When", "", (field("begins", "date"), field("ends", "date", not_before="begins"))),
        Section(
            "who",
            "Who",
            "",
            (
                field("guests", "yes_no"),
                field("names", "list", when={"guests": (True,)}, items=(1, 3)),
                field("nobody", when={"guests": (False,)}),
                field("note", required=False),
                field("seats", "rows", items=(1, 3), fields=(field("row", "number"), field("why"))),
            ),
        ),
    ),
)
COMPLETE = {
    "begins": "2027-02-01",
    "ends": "2027-02-01",
    "guests": True,
    "names": ["Ada"],
    "seats": [{"row": 1, "why": "near"}],
}


def said(given, **options):
    return [problem.says for problem in problems(VISIT, given, **options)]


def test_a_complete_form_has_no_problem():
    assert said(COMPLETE) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"ends": "2027-01-31"}, "ends: 2027-01-31 is not on or after begins, 2027-02-01; mend one of the two"),
        ({"names": []}, "names: it is empty; fill it in (label of names)"),
        ({"guests": False}, "nobody: it is missing; put the line back (label of nobody)"),
        ({"nots": "x"}, "the form has no field 'nots'; did you mean note?"),
        ({"zzz": "x"}, "the form has no field 'zzz'; take it out, or look for a letter that was changed"),
        ({"seats": ["front"]}, "seats, entry 1: it is 'front'; write a dictionary with the keys row, why"),
        ({"seats": [{"row": "1", "why": "near"}]}, "seats, entry 1, row: it is '1', not a number"),
        ({"seats": [{"row": 1, "why": "near"}] * 2}, "seats, entry 2: it repeats an earlier one"),
    ],
)
def test_one_mistake_is_told_once(change, told):
    (only,) = said({**COMPLETE, **change})
    assert only.startswith(told)


def test_a_field_waits_for_the_one_that_it_depends_on():
    told = said({**COMPLETE, "guests": "perhaps"}, fields=["names", "nobody"])
    assert told == [f"{name}: it depends on guests; answer that one first" for name in ("names", "nobody")]


def test_a_section_is_compared_with_the_others_and_answers_for_itself():
    assert said({**COMPLETE, "begins": "soon"}, section="who") == []
    assert said({"begins": "2027-02-02", "ends": "2027-02-01"}, fields=["ends"]) != []


def test_an_author_who_names_an_unknown_field_section_or_form_is_told():
    with pytest.raises(KeyError, match="no field lunch; there are: begins"):
        problems(VISIT, {}, fields=["lunch"])
    with pytest.raises(KeyError, match="no section where; there are: when, who"):
        problems(VISIT, {}, section="where")
    with pytest.raises(KeyError, match=r"no form named lunch; there are: .*scoping-sheet"):
        answers.check("lunch", {})


@pytest.mark.parametrize("given", ["all agreed", None, 3, [("intern", "Ada")]])
def test_what_is_no_dictionary_gets_one_sentence(given):
    (told,) = answers.check("learning-agreement", given)
    assert told.startswith("the form is")


def test_a_test_cell_names_the_first_problems_and_counts_the_rest():
    with pytest.raises(FormError) as refused:
        answers.require("learning-agreement", lambda: {"intern": "Ada"}, section="parties")
    assert str(refused.value).splitlines()[-1] == "and 2 more"
    assert len(str(refused.value).splitlines()) == 5


def test_an_untouched_form_gets_one_sentence():
    with pytest.raises(FormError, match=r"^nothing is filled in yet; begin with intern \(name of the intern\)$"):
        answers.require("learning-agreement", {"intern": "", "host": None}, section="parties")


def test_a_cell_that_has_not_run_gets_a_sentence_and_spoils_no_other():
    def missing():
        return parties  # noqa: F821

    with pytest.raises(
        FormError, match=r"there is no parties; run the cell above.+SyntaxError: look for a missing comma"
    ):
        answers.require("learning-agreement", missing, section="parties")
    contacts = [
        {"trouble": trouble, "person": "Ada, tutor", "reach": "0161 496 0001"}
        for trouble in ("accident", "conflict", "harassment", "data")
    ]
    answers.require("learning-agreement", {"contacts": contacts}, section="whom_to_call", beside=[missing, "text"])


def test_a_form_that_holds_itself_gets_a_sentence():
    endless = {}
    endless["intern"] = endless
    assert answers.check("learning-agreement", endless, section="parties")[0].startswith("the form holds itself")


def test_jupyter_shows_the_message_without_lines_of_the_program():
    shown = answers.FormError("first\nsecond")._render_traceback_()
    assert shown == ["Not complete yet:", "  • first", "  • second"]


def test_every_document_has_a_form_with_distinct_fields_and_labels():
    assert set(answers.forms()) == {listed.name for listed in documents()}
    for name in answers.forms():
        fields = [one for section in answers.form(name).sections for one in section.fields]
        assert len({one.name for one in fields}) == len(fields), name
        assert all(one.choices == {key.casefold(): text for key, text in one.choices.items()} for one in fields), name
        assert all(one.label and one.kind in KINDS and (one.choices or "choice" not in one.kind) for one in fields), (
            name
        )


def test_conditions_and_orders_name_earlier_fields_of_the_form():
    for name in answers.forms():
        seen = set()
        for one in answers.form(name).fields.values():
            assert {*one.when, *filter(None, (one.after, one.not_before))} <= seen, (name, one.name)
            seen.add(one.name)
