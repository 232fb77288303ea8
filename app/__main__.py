"""`python -m app` is `annals`."""

from app.cli import main

main()
