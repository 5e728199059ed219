"""The neutral document as plain values for the Typst templates."""
