"""JSON Schemas of what an editor writes: the desk files and the sidecars, for programs that complete and check them."""

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from generator.desk.schema import ChecksFile, Entry, OutletsFile, PeopleFile, PlacesFile, RedirectsFile, TopicsFile
from generator.desk.sidecar.schema import SidecarFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FILES: Mapping[str, type[Entry]] = MappingProxyType(
    {
        "topics": TopicsFile,
        "outlets": OutletsFile,
        "people": PeopleFile,
        "places": PlacesFile,
        "redirects": RedirectsFile,
        "checks": ChecksFile,
        "sidecar": SidecarFile,
    }
)


def schemas() -> Iterator[tuple[str, str]]:
    """File name and text of each schema."""
    for name, model in FILES.items():
        schema = {"$schema": DIALECT, **model.model_json_schema(by_alias=True)}
        yield f"{name}.schema.json", json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
