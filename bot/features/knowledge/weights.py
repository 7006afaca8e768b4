"""How the figures of a match speak for a fact. Written by benchmarks/weights.py on 2026-11-23; do not edit."""

RANKED = (0.334, 0.325, 0.342, 0.120, -0.156, -0.050, -0.104, -0.046, 0.431, 0.216)
"""Weights of Considered.ranked."""

ANSWERED = (
    -2.696,
    0.537,
    -0.868,
    2.160,
    0.963,
    -5.734,
    -4.409,
    -2.322,
    -0.615,
    1.874,
    -0.886,
    1.844,
    2.390,
    1.871,
    -0.465,
    1.092,
)
"""The constant, then weights of Considered.sure."""

ACCEPT = 0.38
"""A fact that is less sure than this is not given."""
