"""
Vote in a class on the projects of an election, and see two rules count the same ballots.

``voting.app()`` shows the ballot paper and the results in a notebook; the command ``citylab vote`` serves the same as a
page of its own. Names and ballots are kept in one file, in two tables that nothing links. A name votes once.

What the secrecy is worth: other voters cannot open the file. Whoever can, and looks at it (or at the results) before
and after somebody votes, sees what that person chose.
"""

from citylab.participation.voting._app import VotingApp, app, page
from citylab.participation.voting._box import BallotBox
from citylab.participation.voting._counting import count
from citylab.participation.voting._elections import course_elections, default_file, find
from citylab.participation.voting._errors import Refused, VotingError
from citylab.participation.voting._export import export
from citylab.participation.voting._file import forget
from citylab.participation.voting._paper import Paper, Project
from citylab.participation.voting._result import Result
from citylab.participation.voting._roll import read_roll, voter_key

__all__ = [
    "BallotBox",
    "Paper",
    "Project",
    "Refused",
    "Result",
    "VotingApp",
    "VotingError",
    "app",
    "count",
    "course_elections",
    "default_file",
    "export",
    "find",
    "forget",
    "page",
    "read_roll",
    "voter_key",
]
