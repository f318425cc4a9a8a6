"""What is done to targets, records and declared totals, a file for each."""
