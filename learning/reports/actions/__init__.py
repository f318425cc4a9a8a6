"""What is done to periods, targets, records and declared totals, a file for each."""
