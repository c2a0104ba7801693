"""The quiz of a module: ``citylab.quiz("smart-grids")``, or ``citylab.quiz.text(...)``."""

from citylab.quizzes.asking import Quiz, quiz
from citylab.quizzes.reading import Option, Question, QuizError, read_quiz

__all__ = ["Option", "Question", "Quiz", "QuizError", "quiz", "read_quiz"]
