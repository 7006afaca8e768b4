"""How the figures of a match speak for a fact. Written by benchmarks/weights.py on 2026-11-23; do not edit."""

RANKED = (0.333, 0.329, 0.338, 0.087, -0.160, -0.045, -0.070, -0.090, 0.401, 0.194)
"""Weights of Considered.ranked."""

ANSWERED = (-3.005, 0.429, -0.879, 1.929, 0.826, -4.274, -3.732, -2.160, -0.204, 2.739, -0.862, 1.932, 2.581, 2.302, -0.567, 1.094)
"""The constant, then weights of Considered.sure."""

ACCEPT = 0.42
"""A fact that is less sure than this is not given."""
