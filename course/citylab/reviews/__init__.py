"""
Questions that come back just before they would be forgotten: ``citylab.review()``.

A question of a quiz enters when it is first answered. When it is asked again is
computed by FSRS, the *Free Spaced Repetition Scheduler*, as the library ``fsrs``
(MIT licence) implements its version 6: each question has a stability, the days
until the chance to recall it has fallen to 90 %, and a difficulty; it is due when
that chance is reached. FSRS grew out of the memory model of [1]_ and [2]_; its
formulas are in [3]_. Nothing is drawn at random here, so the same answers at the
same times give the same dates.

What a learner does becomes one of the four ratings of FSRS:

=========  =======================================================================
Again      the answer was wrong
Hard       right, less than a day after a wrong one: the explanation was just read
Good       right
Easy       never: nobody is asked how it felt
=========  =======================================================================

References
----------
.. [1] Ye, J., Su, J. and Cao, Y. (2022). A stochastic shortest path algorithm for
   optimizing spaced repetition scheduling. KDD '22, 4381-4390.
   doi:10.1145/3534678.3539081
.. [2] Su, J., Ye, J., Nie, L., Cao, Y. and Chen, Y. (2023). Optimizing spaced
   repetition schedule by capturing the dynamics of memory. IEEE Transactions on
   Knowledge and Data Engineering 35(10), 10085-10097. doi:10.1109/TKDE.2023.3251721
.. [3] Open Spaced Repetition: "The Algorithm", in the wiki of fsrs4anki.
"""

from citylab.reviews.asking import Review, review
from citylab.reviews.cards import answered
from citylab.reviews.due import Due, due_in

__all__ = ["Due", "Review", "answered", "due_in", "review"]
