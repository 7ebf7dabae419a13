"""What helps who writes: a new exercise to fill in, and where things are. No build needs it."""
