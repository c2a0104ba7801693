"""
Read elections of a participatory budget in the Pabulib format (``.pb``).

A file has three sections, ``META``, ``PROJECTS`` and ``VOTES``: each a title, a line of column names and rows with
semicolons [1]_. `read` takes what real files do (both line endings, a byte order mark, quotes, semicolons in names,
decimal points and commas, empty votes, columns of their own) and refuses what makes a count wrong, by section and line,
such as ``500,000``: is it five hundred, or half a million?
What is odd but harmless is listed in `Election.warnings`.

References
----------
.. [1] D. Stolicki, S. Szufa, N. Talmon, *Pabulib: A Participatory Budgeting Library*, arXiv:2012.06539, 2020;
   the format is described at pabulib.org/format.
"""

from pathlib import Path

from citylab.participation.pabulib._election import Election, build
from citylab.participation.pabulib._meta import read_meta
from citylab.participation.pabulib._projects import read_projects
from citylab.participation.pabulib._text import Notes, PabulibError, split
from citylab.participation.pabulib._votes import read_votes

__all__ = ["Election", "PabulibError", "build", "read"]


def read(path: str | Path) -> Election:
    """
    Read a Pabulib file.

    Parameters
    ----------
    path : str or pathlib.Path
        The file, UTF-8 with or without a byte order mark.

    Returns
    -------
    Election
        Projects, ballots, budget and `META`, with a list of what is odd. [currency of the file]

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    PabulibError
        If a section or a required column is missing, an identifier is doubled, unknown or ``none``, a budget, cost or
        point is not a number, may have a thousands separator, or is negative, points do not match their vote, or the
        numbers of projects and votes in `META` are not those of the file (it may be cut off). The message names
        section and line.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> text = "META\\nkey;value\\nbudget;10\\nvote_type;approval\\nPROJECTS\\nproject_id;cost;name\\n" \\
    ...     "a;6;Oak\\nb;4,5;Elm\\nVOTES\\nvoter_id;vote\\n1;a,b\\n2;b\\n"
    >>> with TemporaryDirectory() as folder:
    ...     _ = (file := Path(folder, "trees.pb")).write_text(text)
    ...     election = read(file)
    >>> election.projects[["cost", "votes"]].to_dict("index")
    {'a': {'cost': 6.0, 'votes': 1}, 'b': {'cost': 4.5, 'votes': 2}}
    """
    sections = split(Path(path).read_bytes())
    notes = Notes()
    meta, rules = read_meta(sections["META"], notes)
    projects = read_projects(sections["PROJECTS"], rules, notes)
    return read_votes(sections["VOTES"], projects, meta, rules, notes)
