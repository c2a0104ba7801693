"""The end of an internship: the certificate, the intern's own copy of everything, and deletion."""
