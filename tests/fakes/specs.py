"""Holds what we send, and what our fakes answer, to the platforms' own machine-readable documents beside the checkout.

They are not in the repository: TOCSIN_SHARED names the folder that has specs/, else it is ../shared. In CI a missing one fails.
"""

from __future__ import annotations

import functools
import gzip
import json
import os
import re
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, Draft202012Validator, FormatChecker, validators
from jsonschema.exceptions import ValidationError
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

HERE = Path(__file__).resolve().parents[2]
NAME = "urn:discord"  # what the document is called in its own references, so that a part of it can be held up alone
INT32, INT64 = 2**31, 2**63


class DiscordSpec:
    """Discord's OpenAPI, with every object closed: a key it does not name is refused."""

    def __init__(self, document: dict[str, Any]) -> None:
        _close(document["components"]["schemas"])
        _allow(document["components"]["schemas"])
        self._document = document
        self._looked_at: dict[tuple[int, str], str] = {}
        self._validator = validators.extend(Draft202012Validator, {name: partial(self._union, name) for name in ("oneOf", "anyOf")})
        self._registry = Registry().with_resource(NAME, Resource.from_contents(document, default_specification=DRAFT202012))
        self._routes = [(re.compile(re.sub(r"\\{[^/]+?\\}", "[^/]+", re.escape(path))), path) for path in document["paths"]]

    def refusal_of_request(self, method: str, path: str, body: Any) -> str:
        """Why a request's JSON body is refused; "" where it is sound."""
        operation = self._operation(method, path)
        if operation is None:
            return f"{method} {path}: no such route"
        content = operation.get("requestBody", {}).get("content", {})
        if "application/json" not in content:
            return "" if body is None else f"{method} {path}: takes no body"
        return self._refusal(content["application/json"]["schema"], body)

    def refusal_of_answer(self, method: str, path: str, status: int, body: Any) -> str:
        """Why an answer of our fake is not one of Discord's; "" where it could be."""
        operation = self._operation(method, path)
        if operation is None:
            return f"{method} {path}: no such route"
        found = operation["responses"].get(str(status)) or operation["responses"].get("429" if status == 429 else "4XX")
        if not found or status >= 500:
            return "" if status >= 500 else f"{method} {path}: never answers {status}"
        found = self._document["components"]["responses"][found["$ref"].rsplit("/", 1)[-1]] if "$ref" in found else found
        return self._refusal(found["content"]["application/json"]["schema"], body)

    def _operation(self, method: str, path: str) -> dict[str, Any] | None:
        found = [known for pattern, known in self._routes if pattern.fullmatch(path)]
        found.sort(key=lambda known: known.count("{"))
        return self._document["paths"][found[0]].get(method.lower()) if found else None

    def _refusal(self, schema: dict[str, Any], body: Any) -> str:
        """What is looked at once is known: each client that connects sends the same long list of commands."""
        asked = id(schema), json.dumps(body, sort_keys=True)
        if asked not in self._looked_at:
            self._looked_at[asked] = self._fault(schema, body)
        return self._looked_at[asked]

    def _fault(self, schema: dict[str, Any], body: Any) -> str:
        fault = next(iter(self._validator(schema, registry=self._registry, format_checker=FORMATS).iter_errors(body)), None)
        return _told(_deepest(fault)) if fault else ""

    def _union(self, name: str, validator: Any, branches: list[Any], body: Any, schema: Any) -> Any:
        """A union of components, or of answers to interactions, goes by `type`: forty times as quick, and the fault told is the one."""
        kind = body.get("type") if isinstance(body, dict) else None
        fitting = [branch for branch in branches if kind is not None and kind in self._kinds(branch)]
        if len(fitting) == 1:
            return validator.descend(body, fitting[0])
        return Draft202012Validator.VALIDATORS[name](validator, branches, body, schema)

    def _kinds(self, branch: Any) -> list[Any]:
        named = branch.get("$ref", "").rsplit("/", 1)[-1]
        return self._document["components"]["schemas"].get(named, {}).get("properties", {}).get("type", {}).get("enum", [])


def _close(schema: Any, *, inside_all: bool = False) -> None:
    """Refuses unknown keys in every object that lists its keys; parts of an allOf are left open, their sum is not ours to close."""
    if isinstance(schema, list):
        for part in schema:
            _close(part, inside_all=inside_all)
    if not isinstance(schema, dict):
        return
    if "properties" in schema and isinstance(schema["properties"], dict) and not inside_all:
        schema.setdefault("additionalProperties", False)
    for name, part in schema.items():
        _close(part, inside_all=name == "allOf")


def _allow(schemas: dict[str, Any]) -> None:
    """What discord.py sends and Discord takes, though its document does not say so: ids as integers, `tts` on an edit."""
    schemas["SnowflakeType"] = {"oneOf": [schemas["SnowflakeType"], {"type": "integer", "minimum": 0}]}
    for name in (
        "MessageEditRequestPartial",
        "IncomingWebhookUpdateRequestPartial",
        "IncomingWebhookUpdateForInteractionCallbackRequestPartial",
    ):
        schemas[name]["properties"]["tts"] = {"const": False}


def _deepest(fault: ValidationError) -> ValidationError:
    """The fault that says most: in a union, that of the branch whose `type` fits."""
    while fault.context:
        branches: dict[Any, list[ValidationError]] = {}
        for part in fault.context:
            branches.setdefault(part.schema_path[0], []).append(part)
        fitting = [parts for parts in branches.values() if not any(part.path and part.path[-1] == "type" for part in parts)]
        fault = max(min(fitting or list(branches.values()), key=len), key=lambda part: len(part.absolute_path))
    return fault


def _told(fault: ValidationError) -> str:
    return f"{'/'.join(map(str, fault.absolute_path)) or 'body'}: {fault.message[:300]}"


def _formats() -> FormatChecker:
    checker = FormatChecker()
    checker.checks("int32")(lambda value: not isinstance(value, int) or -INT32 <= value < INT32)
    checker.checks("int64")(lambda value: not isinstance(value, int) or -INT64 <= value < INT64)
    checker.checks("nonce")(lambda value: not isinstance(value, str) or len(value) <= 25)
    checker.checks("snowflake")(lambda value: not isinstance(value, str) or re.fullmatch(r"\d{1,20}", value) is not None)
    checker.checks("date-time", raises=ValueError)(lambda value: not isinstance(value, str) or datetime.fromisoformat(value).tzinfo)
    return checker


FORMATS = _formats()


def shared() -> Path:
    """The folder beside the checkout that holds the specs."""
    return Path(os.environ.get("TOCSIN_SHARED") or HERE.parent / "shared")


def _needed(name: str) -> Path | None:
    found = shared() / "specs" / name
    if found.exists():
        return found
    assert not os.environ.get("CI"), f"{found} is missing: in CI every body is held to it"
    return None


@functools.cache
def discord_spec() -> DiscordSpec | None:
    """Discord's document; None in a checkout that has none beside it."""
    found = _needed("discord-openapi.json.gz")
    return DiscordSpec(json.loads(gzip.decompress(found.read_bytes()).replace(b'"#/', f'"{NAME}#/'.encode()))) if found else None


@functools.cache
def manifest_spec() -> Draft7Validator | None:
    """Slack's schema of an app's manifest; None in a checkout that has none beside it."""
    found = _needed("slack-manifest.schema.json")
    return Draft7Validator(json.loads(found.read_text())) if found else None


def needed(spec: Any) -> Any:
    """The document, or the test is passed over with a line that says what it needs."""
    if spec is None:
        pytest.skip(f"needs the platforms' documents in {shared() / 'specs'} (or where TOCSIN_SHARED says)")
    return spec
