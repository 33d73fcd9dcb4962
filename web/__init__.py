"""Draws the web page: pure functions from answers, articles and reports to escaped HTML."""
