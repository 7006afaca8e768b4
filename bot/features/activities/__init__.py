"""The activities of the plan: each has an owner, who is asked each quarter how it goes."""
