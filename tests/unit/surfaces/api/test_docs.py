"""OpenAPI is complete, and docs/api.md names every route."""

from pathlib import Path

import pytest

from daogou.surfaces.server import create_app

DOCS = Path(__file__).parents[4] / "docs" / "api.md"


@pytest.fixture(scope="module")
def openapi(shop):
    return create_app(shop).openapi()


def test_the_docs_name_every_route(openapi):
    text = DOCS.read_text(encoding="utf-8")
    missing = [
        f"{method.upper()} {path}"
        for path, methods in openapi["paths"].items()
        for method in methods
        if f"{method.upper()} {path}" not in text
    ]
    assert not missing


def test_the_docs_name_every_parameter(openapi):
    text = DOCS.read_text(encoding="utf-8")
    operations = [operation for methods in openapi["paths"].values() for operation in methods.values()]
    names = {
        p["name"] for operation in operations for p in operation.get("parameters", []) if p["in"] == "query"
    }
    assert not [name for name in names if f"`{name}`" not in text]


def test_every_operation_says_what_it_does_and_what_it_answers(openapi):
    for path, methods in openapi["paths"].items():
        for operation in methods.values():
            assert operation["description"], path
            done = next(status for status in operation["responses"] if status.startswith("2"))
            assert "content" in operation["responses"][done], path


def test_every_documented_error_has_the_one_shape(openapi):
    for methods in openapi["paths"].values():
        for operation in methods.values():
            for status, response in operation["responses"].items():
                if int(status) >= 400:
                    schema = response["content"]["application/json"]["schema"]
                    assert schema["$ref"].endswith("/ErrorAnswer"), (operation["operationId"], status)


def test_pages_are_not_part_of_the_api(openapi):
    assert all(path.startswith(("/v1/", "/health/", "/metrics")) for path in openapi["paths"])
