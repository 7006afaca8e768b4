"""Broadcasts in conversation."""

from bot.core.feature import Feature
from bot.features.broadcasts.sending import Sending


def build_broadcasts(sending: Sending) -> Feature:
    """Return the feature."""
    return Feature(name="broadcasts", use_cases=sending.use_cases)
