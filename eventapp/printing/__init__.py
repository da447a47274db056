"""From a finished HTML page to a PDF, in a process of its own."""
