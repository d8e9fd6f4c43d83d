"""Builds bot/extract/model from annotated stories: `make train`. Imported by nothing that runs."""
