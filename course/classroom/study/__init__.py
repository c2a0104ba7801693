"""``citylab progress``: a learner's own standing as a table, as a file, or deleted."""
