"""How the figures of a match speak for a fact, as benchmarks/weights.py learned it on 2026-11-26; do not edit."""

RANKED = (
    0.270,
    0.315,
    0.415,
    0.210,
    -0.225,
    0.097,
    -0.145,
    -0.061,
    0.609,
    0.193,
    -0.024,
    0.690,
)
"""Weights of Considered.ranked."""

ANSWERED = (
    -6.271,
    -1.159,
    -1.810,
    1.706,
    0.979,
    -2.999,
    -0.918,
    -1.107,
    -0.472,
    -0.157,
    -0.638,
    1.962,
    3.282,
    -0.458,
    0.835,
    1.960,
    1.011,
    0.286,
    0.628,
    -0.560,
    0.468,
    -0.245,
    -2.992,
    -1.457,
    0.453,
    1.734,
    3.019,
    -0.395,
    3.957,
    1.299,
    -0.260,
    0.426,
    0.194,
)
"""The constant, then weights of Considered.sure."""

ACCEPT = 0.48
"""A fact that is less sure than this is not given."""
