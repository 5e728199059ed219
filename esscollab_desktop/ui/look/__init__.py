"""How everything looks: colours, type, icons, the style, and the marks that are painted."""
