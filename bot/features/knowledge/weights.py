"""How the figures of a match speak for a fact, as benchmarks/weights.py learned it on 2026-11-26; do not edit."""

RANKED = (
    0.206,
    0.366,
    0.428,
    0.261,
    -0.253,
    0.111,
    -0.162,
    -0.031,
    0.609,
    0.208,
    0.004,
    0.706,
)
"""Weights of Considered.ranked."""

ANSWERED = (
    -6.361,
    -1.068,
    -1.538,
    1.347,
    1.224,
    -1.813,
    -0.862,
    -1.199,
    -0.615,
    -0.394,
    -0.694,
    1.556,
    4.102,
    -0.427,
    0.888,
    1.912,
    1.021,
    0.323,
    0.467,
    -0.873,
    1.161,
    -0.013,
    -2.602,
    -0.682,
    0.608,
    0.744,
    3.076,
    -0.731,
    4.556,
    1.543,
    -1.245,
    0.827,
    0.361,
)
"""The constant, then weights of Considered.sure."""

ACCEPT = 0.44
"""A fact that is less sure than this is not given."""
