"""The voting app: the ballot paper, and below it the results as they come in."""

import asyncio
import os
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import ipywidgets as widgets

from citylab.participation.voting._board import board
from citylab.participation.voting._box import BallotBox
from citylab.participation.voting._elections import DEFAULT, default_file, find
from citylab.participation.voting._errors import VotingError
from citylab.participation.voting._form import BallotForm

if TYPE_CHECKING:
    from citylab.participation.pabulib import Election

__all__ = ["BALLOTS", "VotingApp", "app", "page"]

BALLOTS = "CITYLAB_VOTE_BALLOTS"
_STYLE = Path(__file__).with_name("style.css")
_LOOK_AGAIN_S = 2.0
_watching: set[asyncio.Task[None]] = set()  # a task that nobody holds may vanish


class VotingApp(widgets.VBox):
    """
    Ballot paper and results.

    Parameters
    ----------
    box : BallotBox
        Where the ballots are.
    counts : bool
        Whether this program counts; else it shows what another one counts.
    """

    def __init__(self, box: BallotBox, *, counts: bool = True) -> None:
        self.box, self.paper, self._counts = box, box.paper(), counts
        self._seen: object = None
        self.form = BallotForm(self.paper, box, when_cast=self.refresh)
        self.results = widgets.HTML()
        style = widgets.HTML(f"<style>{_STYLE.read_text(encoding='utf-8')}</style>")
        super().__init__([style, widgets.HTML(self._head()), self.form, self.results])
        self.add_class("citylab-vote")
        self.refresh()

    def refresh(self) -> None:
        """Look into the box, count if that is our part, and show the results."""
        try:
            cast = self.box.count()
            if self._counts:
                from citylab.participation.voting._counting import renew

                renew(self.box)
            found = (cast, self.box.result())
        except VotingError as error:
            self.results.value = f'<p role="alert">The results cannot be shown: {escape(str(error))}.</p>'
            self._seen = None
            return
        if found != self._seen:
            self._seen = found
            self.results.value = board(self.paper, found[1], cast)

    def watch(self) -> None:
        """Look again every two seconds, where there is a loop of events to do so."""
        try:
            task = asyncio.get_running_loop().create_task(self._watch())
        except RuntimeError:
            return
        _watching.add(task)
        task.add_done_callback(_watching.discard)

    async def _watch(self) -> None:
        while self.comm is not None:
            await asyncio.sleep(_LOOK_AGAIN_S)
            self.refresh()

    def _head(self) -> str:
        paper = self.paper
        least = f"{paper.least} to {paper.most}" if paper.least else f"up to {paper.most}"
        limit = f" They may cost {paper.money(paper.most_cost)} together." if paper.most_cost is not None else ""
        whose = "code word" if self.form.is_coded else "name"
        return (
            f"<h2>{escape(paper.title)}</h2>"
            f"<p>The budget is <b>{paper.money(paper.budget)}</b>. Tick {least} of {len(paper.projects)} projects "
            f"that you would fund.{limit}</p>"
            f"<p><small>Each {whose} votes once; capitals and blanks make no difference. The teacher's computer keeps "
            "who has voted, and apart from that the ballots. No other voter can look up yours; the teacher could, "
            "and so could somebody who watches the results while you vote.</small></p>"
        )


def app(election: "str | Path | Election" = DEFAULT, *, ballots: str | Path | None = None) -> VotingApp:
    """
    Return the ballot paper and the live results as a widget, for the last line of a cell.

    Parameters
    ----------
    election : str, pathlib.Path or Election
        One of the course's data sets, a ``.pb`` file, or an election that was read.
    ballots : str or pathlib.Path, optional
        The file that keeps names and ballots; in your home folder unless told, where ``citylab vote`` keeps them, too.

    Returns
    -------
    VotingApp

    Raises
    ------
    VotingError
        If the election or the file of ballots cannot be used; the message says what to do.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     vote = app(ballots=f"{folder}/class.sqlite")
    ...     vote.form.name.value = "Ann"
    ...     vote.form.choices["10"].value = True
    ...     vote.form.cast.click()
    ...     vote.box.count()
    1
    """
    name, paper = find(election)
    shown = VotingApp(BallotBox.open(ballots or default_file(name), paper))
    shown.watch()
    return shown


def page() -> VotingApp:
    """Return the app of the page that ``citylab vote`` serves, where another program counts."""
    shown = VotingApp(BallotBox(os.environ[BALLOTS]), counts=False)
    shown.watch()
    return shown
