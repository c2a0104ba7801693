"""The one kind of error that the command line shows as a single line."""


class CitylabError(Exception):
    """Something a person can mend; the message says what was found and how to mend it."""
