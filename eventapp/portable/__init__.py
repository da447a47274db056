"""The portable gathering file: one whole gathering as one JSON file, out and in again."""
