"""The pages of the members' room."""
