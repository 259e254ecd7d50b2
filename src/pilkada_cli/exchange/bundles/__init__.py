"""An office's operations as one file that is signed, encrypted, and safe to read from anybody."""
