"""The internship for those who run it: matching, records, reports, verdicts on projects, certificates."""
