"""``python -m eventapp`` is the same as ``eventapp``."""

from eventapp.cli import main

main()
