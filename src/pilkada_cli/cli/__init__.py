"""What the user types: one module for each noun, no logic."""
