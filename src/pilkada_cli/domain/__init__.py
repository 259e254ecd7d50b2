"""What a report, a region, a stage, an operation are, and how operations fold; pure."""
