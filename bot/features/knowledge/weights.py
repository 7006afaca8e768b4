"""How the figures of a match speak for a fact, as benchmarks/weights.py learned it on 2026-11-23; do not edit."""

RANKED = (
    0.349,
    0.309,
    0.343,
    0.150,
    -0.154,
    -0.033,
    -0.122,
    -0.041,
    0.485,
    0.220,
)
"""Weights of Considered.ranked."""

ANSWERED = (
    -2.583,
    0.532,
    -1.091,
    1.810,
    1.529,
    -5.159,
    -3.702,
    -2.612,
    -0.702,
    1.883,
    -0.793,
    1.045,
    2.557,
    1.984,
    -0.064,
    0.866,
)
"""The constant, then weights of Considered.sure."""

ACCEPT = 0.26
"""A fact that is less sure than this is not given."""
