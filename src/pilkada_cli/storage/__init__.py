"""Where records live; the only SQL."""
