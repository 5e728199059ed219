"""The user's own examples, beside the notes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "own_example",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("code", sa.String, nullable=False),
        sa.Column("district", sa.String, nullable=False),
        sa.Column("headline", sa.String, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("partners", sa.Text, nullable=False),
        sa.Column("source_title", sa.String, nullable=False),
        sa.Column("source_publisher", sa.String, nullable=False),
        sa.Column("source_address", sa.String, nullable=False),
        sa.Column("created_at", sa.String, nullable=False),
        sa.Column("updated_at", sa.String, nullable=False),
        sa.Column("deleted_at", sa.String),
        sa.Column("revision", sa.Integer, nullable=False, server_default=sa.text("1")),
    )
    op.create_index("ix_own_example_code", "own_example", ["code"], unique=True)
