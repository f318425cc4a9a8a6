"""The administrator's screens, a file for each room."""
