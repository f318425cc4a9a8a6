"""Keeping the ledger: periods, sign-offs, closing, restating, sampling."""
