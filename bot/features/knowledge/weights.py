"""How the figures of a match speak for a fact, as benchmarks/weights.py learned it on 2026-11-26; do not edit."""

RANKED = (
    0.301,
    0.310,
    0.390,
    0.173,
    -0.199,
    0.049,
    -0.114,
    -0.068,
    0.592,
    0.212,
    0.001,
    0.601,
)
"""Weights of Considered.ranked."""

ANSWERED = (
    -4.491,
    -0.550,
    -1.289,
    2.658,
    1.339,
    -3.486,
    -1.589,
    -1.710,
    -0.818,
    -0.274,
    -0.535,
    0.966,
    1.305,
    0.604,
    0.143,
    2.591,
    0.083,
    0.608,
    1.299,
    -0.621,
    1.121,
    -0.017,
    -1.470,
    -1.073,
    3.417,
    0.417,
    2.302,
    1.175,
    -1.089,
    0.135,
    1.177,
)
"""The constant, then weights of Considered.sure."""

ACCEPT = 0.52
"""A fact that is less sure than this is not given."""
