"""By what the notebook's files are known: names and header marks, free of SQLAlchemy."""

FILE_NAME = "notebook.sqlite"
# Beside the file while it is open, or after a kill; together they are the notebook.
SIDE_FILES = ("-wal", "-shm", "-journal")

# "ESSn": tells a notebook from any other SQLite file.
APPLICATION_ID = 0x4553536E

# The newest revision in db/migrations; user_version holds its number. Kept here so that a notebook that is up
# to date opens without Alembic; a test compares this with the migrations themselves.
REVISION = "0004"

# How long a writer waits for another window or the command line before it says so.
BUSY_SECONDS = 10.0

# Where a copy is made ready before it takes the notebook's place.
RESTORE = "restore"

# Ids of the notes that are being erased for good; there until every file is rid of them.
ERASING = "erasing.json"

# Beside the notebook after damage was met in it: the next start looks through all of it.
SUSPECT = ".suspect"
