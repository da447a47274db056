"""The write-up: what the peers said, with its evidence, as a web page, a PDF and data."""
