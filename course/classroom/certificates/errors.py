"""What is wrong with a certificate, as one sentence for people."""


class Refused(Exception):
    """The certificate cannot be believed; the message says why."""
