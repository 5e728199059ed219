"""Text edits: written by hand in the text files, and made by seed over the book's pages."""
