"""What an activity is and how its answers are read and judged.

Pure functions over plain data: no database, no clock, no language. The browser
follows the same rules; ``tests/vectors/`` holds both to them.
"""
