"""What is asked of the reports: pure functions, rows in, rows out."""
