"""Make .venv from a lock file: `python3 deploy/environment.py requirements.lock`.

Runs before anything is installed, so it uses the standard library alone. Nothing is done
when the environment already holds exactly what the lock file says.
"""

import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
# The second holds everything of the first, at the same versions (deploy/lock.py).
LOCKS = ("requirements.lock", "requirements-dev.lock")


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 -- it talks to a person


def stamp(lock: str) -> Path:
    """A copy of the lock file, left in the environment when all of it is installed."""
    return VENV / f"installed-{lock}"


def is_current(lock: str) -> bool:
    return stamp(lock).exists() and (
        stamp(lock).read_bytes() == (ROOT / lock).read_bytes()
    )


def works() -> bool:
    """False for a folder left half made, or moved from elsewhere."""
    if not PYTHON.exists():
        return False
    asked = [PYTHON, "-c", "import pip, sys; print(sys.prefix)"]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603
    return answer.returncode == 0 and Path(answer.stdout.strip()) == VENV


def make_environment() -> None:
    try:
        import ensurepip  # noqa: F401, PLC0415 -- Debian ships it apart
        import venv  # noqa: F401, PLC0415 -- Debian ships it apart
    except ImportError:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        sys.exit(
            "Python's venv module is missing. On Debian or Ubuntu:\n"
            f"    sudo apt-get install python3-venv    (or {package})\n"
            "Then run the same command again."
        )
    say(f"Making .venv with Python {sys.version.split()[0]} …")
    shutil.rmtree(VENV, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", VENV], check=True)  # noqa: S603


def install(lock: str) -> None:
    """pip, with one line of progress in place of a screen of them."""
    wanted = (ROOT / lock).read_text().count("==")
    say(f"Installing {wanted} packages of {lock} (a minute or two the first time) …")
    pip = [PYTHON, "-m", "pip", "install", "--require-hashes", "--no-deps"]
    pip += ["--only-binary=:all:", "--disable-pip-version-check", "--no-input"]
    pip += ["--progress-bar=off", "-r", ROOT / lock]
    started, seen, lines = time.monotonic(), 0, []
    running = subprocess.Popen(  # noqa: S603
        pip, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    for line in running.stdout:
        lines.append(line)
        if line.startswith(("Collecting", "Requirement already", "Ignoring")):
            seen += 1
            if seen % 15 == 0:
                say(f"  {seen} of {wanted}")
        elif line.startswith("Installing collected"):
            say("  all there; unpacking …")
    if running.wait():
        sys.exit(
            "".join(lines[-25:]) + "\nThe packages could not be installed; see above."
        )
    say(f"  done in {time.monotonic() - started:.0f} s")


def main(lock: str) -> None:
    if is_current(lock) and PYTHON.exists():
        return
    if not works():
        make_environment()
    install(lock)
    for name in LOCKS[: LOCKS.index(lock) + 1]:
        shutil.copyfile(ROOT / name, stamp(name))


if __name__ == "__main__":
    main(sys.argv[1])
