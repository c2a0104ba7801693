"""The results as HTML: bars of votes, and what each rule funds and leaves out."""

from collections.abc import Sequence
from html import escape

from citylab.participation.voting._paper import Paper, Project
from citylab.participation.voting._result import Decision, Result

__all__ = ["alternative_text", "board"]

_RULES = (
    ("greedy", "Greedy by votes", "G", "Most votes first; what no longer fits is skipped."),
    (
        "equal_shares",
        "Method of Equal Shares",
        "E",
        "Each ballot gets an equal share of the budget; supporters pay together. Add1 raises the shares.",
    ),
)


def board(paper: Paper, result: Result | None, cast: int) -> str:
    """
    Return the results as HTML.

    Parameters
    ----------
    paper : Paper
        Projects and budget.
    result : Result or None
        The last count.
    cast : int
        Ballots in the box now; a count may be a moment behind.
    """
    head = f"<h3>Results so far</h3><p role='status'><b>{_ballots(cast)}</b> cast."
    if result is None or not result.ballots:
        wait = " Counting …" if cast else " The results appear with the first one."
        return f"{head}{wait}</p>"
    if result.ballots < cast:
        head += f" The results below count {result.ballots} of them; the others are being counted."
    if result.blank:
        head += f" {_ballots(result.blank)} {'is' if result.blank == 1 else 'are'} blank."
    cards = "".join(
        _card(paper, result, getattr(result, name), _other(result, name), title, sign, how)
        for name, title, sign, how in _RULES
    )
    return f"{head}</p>{_bars(paper, result)}<div class='citylab-vote-rules'>{cards}</div>"


def alternative_text(paper: Paper, result: Result) -> str:
    """Return the bar chart as a sentence."""
    ranked = [project for project in _ranked(paper, result) if result.votes[project.id]]
    first = ", ".join(f"{project.name} {result.votes[project.id]}" for project in ranked[:3])
    none = len(paper.projects) - len(ranked)
    text = f"Bar chart: votes for each project out of {_ballots(result.ballots)}. Most votes: {first or 'none'}."
    if none:
        text += f" {none} of {len(paper.projects)} projects have no vote."
    return f"{text} Which of them each rule funds is listed below the chart."


def _bars(paper: Paper, result: Result) -> str:
    most = max([1, *result.votes.values()])
    rows = "".join(
        f"<div class='citylab-vote-row'><span>{escape(project.name)} <small>{paper.money(project.cost)}</small></span>"
        f"<span class='citylab-vote-track'><i style='width: {100 * result.votes[project.id] / most:.1f}%'></i></span>"
        f"<b>{result.votes[project.id]}</b><span>{_signs(result, project)}</span></div>"
        for project in _ranked(paper, result)
        if result.votes[project.id]
    )
    silent = sum(not votes for votes in result.votes.values())
    rest = f"<p><small>{silent} projects without a vote are not shown.</small></p>" if silent else ""
    key = " ".join(f"{_sign(sign)} funded by {title}" for _, title, sign, _ in _RULES)
    alt = escape(alternative_text(paper, result), quote=True)
    return f"<div role='img' aria-label=\"{alt}\">{rows}</div>{rest}<p class='citylab-vote-key'>{key}</p>"


def _card(paper: Paper, result: Result, decision: Decision, other: Decision, title: str, sign: str, how: str) -> str:
    known = {project.id: project for project in paper.projects}
    spent = paper.cost(decision.winners)
    left_out = [project for project in _ranked(paper, result) if project.id not in decision.winners]
    wanted = [project for project in left_out if result.votes[project.id]]
    number = len(decision.winners)
    return (
        f"<section><h4>{_sign(sign)} {title}</h4><p><small>{how}</small></p>"
        f"<p><b>{number} project{'' if number == 1 else 's'}</b> for {paper.money(spent)}; "
        f"{paper.money(paper.budget - spent)} left. {_without(decision)}</p>"
        f"<h5>Funded</h5>{_list(paper, [known[name] for name in decision.winners], other.winners)}"
        f"<h5>Voted for and left out</h5>{_list(paper, wanted, [p.id for p in wanted if p.id not in other.winners])}"
        "</section>"
    )


def _without(decision: Decision) -> str:
    if not decision.without:
        return "Every ballot that names a project gets one of its projects."
    verb = "gets" if decision.without == 1 else "get"
    return f"{_ballots(decision.without)} {verb} none of {'its' if decision.without == 1 else 'their'} projects."


def _list(paper: Paper, projects: Sequence[Project], usual: Sequence[str]) -> str:
    """Return a list; what the other rule decides otherwise is in bold and said."""
    items = []
    for project in projects:
        text = f"{escape(project.name)}, {paper.money(project.cost)}"
        items.append(f"<li>{text}</li>" if project.id in usual else f"<li><b>{text}</b> (only here)</li>")
    return f"<ul>{''.join(items)}</ul>" if items else "<p>none</p>"


def _ranked(paper: Paper, result: Result) -> list[Project]:
    return sorted(paper.projects, key=lambda project: -result.votes[project.id])


def _other(result: Result, name: str) -> Decision:
    return result.equal_shares if name == "greedy" else result.greedy


def _signs(result: Result, project: Project) -> str:
    return "".join(_sign(sign) for name, _, sign, _ in _RULES if project.id in getattr(result, name).winners)


def _sign(sign: str) -> str:
    return f"<span class='citylab-vote-sign citylab-vote-{sign}'>{sign}</span>"


def _ballots(number: int) -> str:
    return f"{number} ballot{'' if number == 1 else 's'}"
