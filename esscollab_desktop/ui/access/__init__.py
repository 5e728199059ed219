"""What is painted rather than made of widgets, told to screen readers."""
