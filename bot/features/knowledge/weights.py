"""How the figures of a match speak for a fact. Written by benchmarks/weights.py on 2026-11-23; do not edit."""

RANKED = (0.345, 0.341, 0.313, 0.071, -0.158, -0.088, -0.049, -0.084, 0.286, 0.177)
"""Weights of Considered.ranked."""

ANSWERED = (-2.952, 0.620, -1.394, 2.456, 1.202, -4.762, -4.344, -2.070, -1.060, 1.912, -1.294, 0.440, 2.210, 3.548, -1.324, 0.903)
"""The constant, then weights of Considered.sure."""

ACCEPT = 0.56
"""A fact that is less sure than this is not given."""
