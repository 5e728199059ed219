"""Finds the answer to any typed text: what was asked, what it may mean, what holds it, and why."""
