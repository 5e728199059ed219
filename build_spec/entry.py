"""Where both built programs start."""

import sys
from multiprocessing import freeze_support

# The child process that writes PDFs is this same program, started with other arguments.
freeze_support()

from esscollab_desktop.__main__ import main  # noqa: E402

sys.exit(main())
