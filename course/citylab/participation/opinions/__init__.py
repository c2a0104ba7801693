"""
Map what people think: votes on statements, groups of people, statements that unite and divide.

People vote on statements with *agree* (1), *disagree* (-1) or *pass* (0); most have not
seen most statements (NaN). The steps are those of Polis [1]_: a projection by principal
components, groups by k-means, and statements ranked by probabilities with pseudocounts.
To these we add what the picture alone does not say: how it compares with votes without any
order and with people on a smooth scale, and how much of it stays when the same people are drawn anew.

References
----------
.. [1] C. Small, M. Bjorkegren, T. Erkkilä, L. Shaw, C. Megill, "Polis: Scaling deliberation by mapping high
   dimensional opinion spaces", Recerca 26 (2), 2021, doi:10.6035/recerca.5516.
"""

from citylab.participation.opinions.chance import scores, shuffled, stability
from citylab.participation.opinions.grouping import Groups, groups
from citylab.participation.opinions.odds import priority, probability
from citylab.participation.opinions.pictures import map_picture
from citylab.participation.opinions.projection import Projection, project
from citylab.participation.opinions.scales import continuum
from citylab.participation.opinions.statements import counts, dividing, uniting
from citylab.participation.opinions.votes import enough_votes, read_votes

__all__ = [
    "Groups",
    "Projection",
    "continuum",
    "counts",
    "dividing",
    "enough_votes",
    "groups",
    "map_picture",
    "priority",
    "probability",
    "project",
    "read_votes",
    "scores",
    "shuffled",
    "stability",
    "uniting",
]
