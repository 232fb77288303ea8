"""Finds a Chromium that starts, or gets one: `python -m tests.browser.chromium` prints its path or fails saying why."""

import functools
import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
_PLACES = (
    "/usr/lib/chromium/chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
_PACKAGES = {
    "apt-get": (["apt-get", "update", "-q"], ["apt-get", "install", "-y", "-q", "chromium", "fonts-noto-cjk"]),
    "dnf": (["dnf", "install", "-y", "chromium", "google-noto-sans-cjk-fonts"],),
    "apk": (["apk", "add", "chromium", "font-noto-cjk"],),
}
_HINT = "Install Chromium or Chrome, or name one: CHROMIUM=/path/to/chromium make test"


def main() -> int:
    found = find() or install()
    if found is None:
        print(f"The browser tests need a Chromium, and none could be found or installed. {_HINT}", file=sys.stderr)
        return 1
    print(found)
    return 0


@functools.cache
def find() -> Path | None:
    """The first browser on this machine that really starts: CHROMIUM, the system's own, then Playwright's."""
    candidates = [os.environ.get("CHROMIUM"), *map(shutil.which, _NAMES), *_PLACES, _playwrights_own()]
    return next((Path(each) for each in candidates if each and _starts(Path(each))), None)


def get() -> Path:
    """Like `find`, for tests: a missing browser fails them, it never skips them."""
    found = find()
    if found is None:
        raise RuntimeError(f"no Chromium starts on this machine. {_HINT}")
    return found


def install() -> Path | None:
    """Tries Playwright's download, then the system's package manager, and looks again after each."""
    for attempt in ([sys.executable, "-m", "playwright", "install", "chromium"], *_package_commands()):
        print("Getting Chromium:", " ".join(attempt), file=sys.stderr)
        subprocess.run(attempt, check=False, stdout=sys.stderr)
        find.cache_clear()
        if found := find():
            return found
    return None


def _package_commands() -> list[list[str]]:
    manager = next((name for name in _PACKAGES if shutil.which(name)), None)
    if manager is None:
        return []
    rights = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if rights and not shutil.which("sudo"):
        return []
    return [[*rights, *command] for command in _PACKAGES[manager]]


def _starts(path: Path) -> bool:
    """A file of that name proves little: libraries may be missing, so a page is rendered."""
    command = [str(path), "--headless=new", "--no-sandbox", "--disable-gpu", "--dump-dom", "about:blank"]
    try:
        run = subprocess.run(command, capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return run.returncode == 0 and b"<html" in run.stdout


def _playwrights_own() -> str:
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


if __name__ == "__main__":
    sys.exit(main())
