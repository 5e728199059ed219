"""How a handout is laid out: from pages, notes and drawings to the neutral document."""
