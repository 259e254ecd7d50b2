"""A risk register for the early-vigilance teams of a local election."""

__version__ = "0.1.0"
