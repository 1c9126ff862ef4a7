"""The curated question set and its runs, on the same Assistant that serves people."""
