"""debias: a linter for clinical guidelines, policies and risk-assessment forms."""

__version__ = "0.1.0"
