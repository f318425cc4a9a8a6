"""Reading sheets of totals. Pure: cells in, lines and what is wrong with them out."""
