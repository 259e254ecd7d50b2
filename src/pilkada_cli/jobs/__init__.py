"""The works that need several layers: recording, importing, reading, exporting, checking."""
