"""Reading lists of people as unions write them. Pure: bytes in, people and problems out."""
