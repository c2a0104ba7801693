"""The website to read: every lesson with its outputs, the guide, the glossary; see ``make site``."""
