"""The one error that is shown to people as it stands, and the end of work that was called off."""


class UserError(Exception):
    """Something in the world is in the way: a missing file, a full disk, an unknown code.

    The message is one or two sentences: what is, then what to do. It never names internals.
    """


class Cancelled(Exception):  # noqa: N818 - it is the answer to a wish, not a fault
    """Long work was called off by whoever asked for it, and left nothing behind; nobody has to be told."""
