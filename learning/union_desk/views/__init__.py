"""The coordinator's screens, a file for each part."""
