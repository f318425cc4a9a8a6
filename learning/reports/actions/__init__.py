"""What is done to periods, figures, samples, targets, records and declared totals."""
