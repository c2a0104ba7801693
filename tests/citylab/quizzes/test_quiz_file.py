import pytest

import citylab
from citylab.quizzes import QuizError, read_quiz


def test_sample_holds_one_question_of_each_kind(quiz_file):
    questions = read_quiz(quiz_file)
    assert [question.kind for question in questions] == ["one", "several", "number"]
    assert [option.text for option in questions[0].option] == ["1 kWh", "2 kW", "4 kWh"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('kind = "one"', 'kind = "single"', "'power-or-energy': kind must be one, several or"),
        ('kind = "one"', "kind = [1]", "kind must be one, several or number, got"),
        ('"2 kW"\nright = false', '"2 kW"\nright = true', "exactly one option must be right, got 2"),
        ('"1 kWh"\nright = true', '"1 kWh"\nright = false', "exactly one option .* got 0"),
        ("right = true", "right = 1", "option 1: right must be bool, got 1"),
        ('text = "2 kW"', 'text = "1 kWh"', "each with another text"),
        ('why = "It lifts the whole feeder, its end included."', "", "option 3: why must be str"),
        ('why_other = "Turn', 'why_else = "Turn', "'count-hours': why_other must be str"),
        ("tolerance = 0.01", "tolerance = -1", "must not be negative"),
        ("tolerance = 0.01", 'tolerance = "1"', "tolerance must be int or float, got '1'"),
        ("value = 30", "value = 7.505", "wrong value 7.505 is within the tolerance"),
        ('id = "count-hours"', 'id = "power-or-energy"', "the id stands twice"),
        ('id = "count-hours"', 'id = "a"\nhint = "b"', "unknown hint; allowed are answer, ask"),
        ('ask = "Which', 'ask = "" # "Which', "'raise-the-voltage': ask must not be empty"),
        ("[[question]]", "[question]", "no valid TOML"),
    ],
)
def test_slip_is_told_with_file_question_and_remedy(quiz_file, sample, old, new, message):
    assert old in sample
    quiz_file.write_text(sample.replace(old, new), encoding="utf-8")
    with pytest.raises(QuizError, match=f"quiz.toml: .*{message}"):
        read_quiz(quiz_file)


@pytest.mark.parametrize("content", ["", "question = 3", "question = []"])
def test_empty_quiz_is_refused(quiz_file, content):
    quiz_file.write_text(content)
    with pytest.raises(QuizError, match=r"at least one \[\[question\]\]"):
        read_quiz(quiz_file)


def test_question_that_is_no_table_is_refused(quiz_file):
    quiz_file.write_text("question = [3]")
    with pytest.raises(QuizError, match=r"question 1: write \[\[question\]\] above it"):
        read_quiz(quiz_file)


def test_unknown_module_lists_near_ones(quiz_file):
    with pytest.raises(QuizError, match="named 'dmeo'; there are: demo"):
        citylab.quiz("dmeo")


def test_quiz_is_printed_where_there_are_no_widgets(quiz_file, capsys):
    citylab.quiz("demo")
    text = capsys.readouterr().out
    assert "1. A kettle of 2 kW boils for half an hour" in text
    assert "   b) 2 kW\n" in text
    assert "Energy is power times time" not in text


def test_text_may_explain_every_option(quiz_file, capsys):
    citylab.quiz.text("demo", explain=True)
    text = capsys.readouterr().out
    assert "c) wrong: 4 kWh - You divided by the time" in text
    assert "right: 7.5 kWh - Ten quarter hours are 2.5 h." in text
    assert "wrong: 30 kWh - You took each quarter hour for a whole hour." in text
