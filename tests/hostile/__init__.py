"""Hostile input: what comes of it is in outcomes.yaml."""
