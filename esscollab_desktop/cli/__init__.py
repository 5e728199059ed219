"""The command line: one module per noun, none of which imports Qt."""

from esscollab_desktop.cli.command_line import data_dir_of, is_command, main

__all__ = ["data_dir_of", "is_command", "main"]
