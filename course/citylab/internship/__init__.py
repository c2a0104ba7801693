"""The internship: its documents, its twelve weeks, and the checks that an intern runs in her own notebooks."""
