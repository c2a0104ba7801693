"""
Pictures of a shared budget: who gets the money, and where it goes.

Projects and voters carry the name of their ward in the column `ward`; `with_turnout` asks what had happened if more
or fewer people of a ward had voted.
"""

from citylab.participation.budget_pictures._figures import ward_picture, winners_picture
from citylab.participation.budget_pictures._map import money_map
from citylab.participation.budget_pictures._money import (
    money_by_ward,
    payments_by_ward,
    winners_per_voter,
    with_turnout,
)

__all__ = [
    "money_by_ward",
    "money_map",
    "payments_by_ward",
    "ward_picture",
    "winners_per_voter",
    "winners_picture",
    "with_turnout",
]
