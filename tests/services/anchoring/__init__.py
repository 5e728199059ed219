"""How well notes hold on to their passages: the corpus, its table, and tests of the decision."""
