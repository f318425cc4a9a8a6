"""What can go wrong with a paper; apart from typst, so that knowing it costs no memory."""


class PaperError(Exception):
    """The paper could not be made. Says where, never what was on it."""
