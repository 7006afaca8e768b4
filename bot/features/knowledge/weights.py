"""How the figures of a match speak for a fact, as benchmarks/weights.py learned it on 2026-11-23; do not edit."""

RANKED = (
    0.351,
    0.304,
    0.344,
    0.133,
    -0.166,
    0.009,
    -0.098,
    -0.055,
    0.570,
    0.234,
    0.044,
)
"""Weights of Considered.ranked."""

ANSWERED = (
    -6.279,
    -1.692,
    0.588,
    1.922,
    1.272,
    -3.103,
    -1.003,
    -1.267,
    -1.076,
    2.573,
    0.860,
    0.336,
    1.082,
    0.709,
    2.562,
    0.965,
    -0.151,
    1.170,
    0.289,
    -0.066,
    -1.345,
    -2.335,
    -1.143,
    2.790,
    3.747,
    0.797,
    -0.074,
    0.975,
)
"""The constant, then weights of Considered.sure."""

ACCEPT = 0.40
"""A fact that is less sure than this is not given."""
