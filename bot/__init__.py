"""Tocsin, an alert bot for defense news. The road: poll -> read -> extract -> merge -> alert -> deliver."""
