"""Short digests of what is kept. `hashlib` would load OpenSSL beside, 3 ms of every start."""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:  # a Python that has it elsewhere
    from hashlib import blake2b

__all__ = ["blake2b"]
