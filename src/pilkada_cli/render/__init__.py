"""How rows look to people; no rule of the domain."""
