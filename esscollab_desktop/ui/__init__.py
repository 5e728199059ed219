"""The window: models translate, view models hold state, views draw."""
