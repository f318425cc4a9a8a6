"""What is done to progress: events and sittings, and plans, a file for each."""
