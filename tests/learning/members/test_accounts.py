"""The accounts of the demo, which no real site may have."""

import tomllib
from pathlib import Path

from deploy.serve import DEMO_ACCOUNTS
from learning.members.accounts import DEMO_SIGN_IN_NAMES

DEMO = Path(__file__).parents[3] / "fixtures" / "demo" / "demo.toml"


def test_every_account_of_the_demo_is_known_as_one():
    """One that is not needs a second factor in the demo, and passes in production."""
    loaded = {each["name"] for each in tomllib.loads(DEMO.read_text())["account"]}
    assert loaded == DEMO_SIGN_IN_NAMES
    assert loaded == set(DEMO_ACCOUNTS)
