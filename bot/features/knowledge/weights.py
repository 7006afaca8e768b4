"""What was learned about how figures of a match speak for a fact. Written by benchmarks/answers.py."""

Figures = tuple[float, float, float, float, float, float, float]
"""phrase, coverage, kind, related to the previous fact, entities missing, heaviest word missing, unknown words."""

RANKED: Figures = (0.5, 0.35, 0.15, 0.08, -0.3, -0.1, 0.0)
ANSWERED = (-5.0, 5.0, 4.0, 2.0, 0.5, -4.0, -2.0, -2.0)
ACCEPT = 0.5
