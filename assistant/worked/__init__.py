"""Figures worked out in code from figures that the slides show: totals, differences, shares and the like."""
