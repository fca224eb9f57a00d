"""What a `debias.yaml` says: found near a file, read, and checked as far as it goes by itself."""
