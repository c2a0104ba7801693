"""The order of a quiz changes from run to run, and a restarted kernel loses no answer."""

import json
from dataclasses import replace

import pytest

import citylab
from citylab import progress
from citylab.quizzes import read_quiz
from citylab.quizzes.marking import explain
from citylab.quizzes.runs import Run
from citylab.quizzes.shuffling import shuffled
from citylab.quizzes.widget import QuizBox


@pytest.fixture
def questions(quiz_file):
    return read_quiz(quiz_file)


def order(questions):
    return [(question.id, *(option.text for option in question.option)) for question in questions]


def pick(box, at=0):
    """Choose the first option of the first question with options, and press Check."""
    found = [one for one in box.boxes if one.question.kind == "one"][at]
    found.fields[0].index = 0
    found.button.click()
    return found


def test_same_seed_same_order_and_many_seeds_many_orders(questions):
    assert order(shuffled(questions, 7)) == order(shuffled(questions, 7))
    assert len({str(order(shuffled(questions, seed))) for seed in range(40)}) > 20


def test_nothing_is_lost_and_each_option_keeps_its_explanation(questions):
    for seed in range(10):
        mixed = shuffled(questions, seed)
        assert {one.id for one in mixed} == {one.id for one in questions}
        for question in mixed:
            own = next(one for one in questions if one.id == question.id)
            assert set(question.option) == set(own.option)
            assert [line.text for line in explain(question)][: len(question.option)] == [
                option.text for option in question.option
            ]


def test_options_that_must_stay_in_order_do(questions):
    ordered = replace(questions[1], keep_order=True)
    assert all(shuffled((ordered,), seed)[0] == ordered for seed in range(20))


def test_keep_order_is_read_from_the_file_and_refused_if_it_is_no_truth(quiz_file, sample):
    quiz_file.write_text(sample.replace('kind = "one"', 'kind = "one"\nkeep_order = true'), encoding="utf-8")
    assert read_quiz(quiz_file)[0].keep_order
    quiz_file.write_text(sample.replace('kind = "one"', 'kind = "one"\nkeep_order = "yes"'), encoding="utf-8")
    with pytest.raises(citylab.quizzes.QuizError, match="keep_order must be true or false"):
        read_quiz(quiz_file)


def test_running_the_cell_again_changes_no_order(questions):
    assert order(one.question for one in QuizBox("demo", questions).boxes) == order(
        one.question for one in QuizBox("demo", questions).boxes
    )


def test_another_run_has_another_seed():
    run = Run("demo")
    before = run.seed
    run.finish()
    assert before != run.seed == Run("demo").seed


def test_restarted_kernel_finds_the_answers_so_far(questions):
    given = pick(QuizBox("demo", questions))
    again = next(one for one in QuizBox("demo", questions).boxes if one.question.id == given.question.id)
    assert again.right == given.right
    assert again.why.value == given.why.value
    assert again.button.description == "Checked"


def test_restored_answers_are_no_score_until_the_end(questions):
    pick(QuizBox("demo", questions))
    box = QuizBox("demo", questions)
    assert "1 of 3 questions answered" in box.score.value
    assert progress.quiz("demo") is None


def test_number_is_restored_as_it_was_typed(questions):
    box = QuizBox("demo", questions)
    number = next(one for one in box.boxes if one.question.kind == "number")
    number.fields[0].value = "1767225540"
    number.button.click()
    found = next(one for one in QuizBox("demo", questions).boxes if one.question.kind == "number")
    assert found.fields[0].value == "1767225540"


def test_answer_with_an_option_that_is_gone_opens_the_question_again(questions):
    pick(QuizBox("demo", questions))
    old = questions[0]
    new = replace(old, option=tuple(replace(option, text=option.text + "!") for option in old.option))
    box = QuizBox("demo", (new, *questions[1:]))
    assert all(one.right is None for one in box.boxes)


@pytest.mark.parametrize("open_runs", [3, {"demo": 3}, {"demo": {"run": "x", "answers": [1]}}])
def test_strange_open_runs_start_anew(questions, progress_file, open_runs):
    progress_file.write_text(json.dumps({"exercises": {}, "quizzes": {}, "open_quizzes": open_runs}))
    box = QuizBox("demo", questions)
    pick(box)
    assert "1 of 3 questions answered" in box.score.value


def test_text_takes_a_seed_and_its_letters_agree_with_the_explanations(quiz_file, capsys):
    citylab.quiz.text("demo", explain=True, seed=3)
    lines = capsys.readouterr().out.splitlines()
    citylab.quiz.text("demo", explain=True)
    assert lines != capsys.readouterr().out.splitlines()
    for line in lines:
        if line.strip()[:2] in ("a)", "b)", "c)") and ": " in line:
            letter, text = line.strip()[:3], line.split(": ", 1)[1].rsplit(" - ", 1)[0]
            assert any(other.strip() == f"{letter}{text}" for other in lines)
