"""How the figures of a match speak for a fact, as benchmarks/weights.py learned it on 2026-11-23; do not edit."""

RANKED = (
    0.348,
    0.303,
    0.349,
    0.128,
    -0.165,
    0.018,
    -0.095,
    -0.053,
    0.588,
    0.237,
    0.060,
)
"""Weights of Considered.ranked."""

ANSWERED = (
    -6.701,
    -1.580,
    0.787,
    2.078,
    1.183,
    -3.578,
    -0.978,
    -1.296,
    -1.072,
    2.590,
    0.763,
    0.550,
    0.947,
    0.459,
    2.665,
    1.045,
    -0.211,
    1.204,
    0.321,
    -0.078,
    -1.198,
    -2.351,
    -0.810,
    2.782,
    4.250,
    1.310,
    -0.535,
    0.520,
)
"""The constant, then weights of Considered.sure."""

ACCEPT = 0.37
"""A fact that is less sure than this is not given."""
