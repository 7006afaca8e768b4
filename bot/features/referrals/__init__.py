"""Referrals: from "a remiss has come" to a joint answer."""
