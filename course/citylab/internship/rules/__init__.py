"""
Rules between the fields of a form: contradictions, limits, order.

A module here has the name of its form (``learning_agreement`` for ``learning-agreement``) and one function,
``problems(answers)``, which gives a `Problem` for each rule that is broken. It sees only answers that could be read, so
every answer may be missing.
"""
