"""Measurements of speed and memory: python -m evals.benchmarks.answer, python -m evals.benchmarks.http."""
