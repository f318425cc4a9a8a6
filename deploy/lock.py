"""Pin every dependency with its hashes, for every platform: `make lock`.

No address of a registry is written down, so the files install from any mirror. Versions
stay as they are unless pyproject.toml asks otherwise; `make lock UPGRADE=--upgrade`
raises them all.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = [
    *("--universal", "--python-version=3.11", "--generate-hashes"),
    *("--no-emit-index-url", "--no-header", "--quiet"),
]


def main(*more: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        # The one tool that resolves for all platforms at once; needed only here.
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", folder]
        subprocess.run([*pip, "uv"], check=True)  # noqa: S603
        uv = [f"{folder}/bin/uv", "pip", "compile", "pyproject.toml", *OPTIONS, *more]
        subprocess.run([*uv, "-o", "requirements.lock"], cwd=ROOT, check=True)  # noqa: S603
        # The same versions in both, so that what is tested is what runs.
        uv += ["--group=dev", "--constraints=requirements.lock"]
        subprocess.run([*uv, "-o", "requirements-dev.lock"], cwd=ROOT, check=True)  # noqa: S603


if __name__ == "__main__":
    main(*sys.argv[1:])
