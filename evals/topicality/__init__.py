"""Training of the judge that tells questions to a public body's papers from all others."""
