"""The look, seen and measured."""
