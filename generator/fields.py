"""The fields of a document's metadata, in the order in which records and explanations list them: those of the model."""

from dataclasses import fields
from typing import Final

from generator.model import Metadata

FIELDS: Final = tuple(field.name for field in fields(Metadata) if field.name != "rejected")
COUNTED: Final = "declared_posts"  # what a live blog says of its own length; nothing that an editor states
STATED: Final = tuple(name for name in FIELDS if name != COUNTED)
CORRECTABLE: Final = tuple(name for name in STATED if name != "rights")  # rights may only be narrowed
