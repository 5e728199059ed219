"""The one error that is shown to people as it stands."""


class UserError(Exception):
    """Something in the world is in the way: a missing file, a full disk, an unknown code.

    The message is one or two sentences: what is, then what to do. It never names internals.
    """
