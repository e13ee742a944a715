import gzip
import json

import pytest

from daogou.core.errors import NotFound
from daogou.evaluation.company_product import FOLDER, read_company_product
from daogou.language.relations.provides import Sentence


def test_rows_become_judged_sentences(tmp_path):
    folder = tmp_path / FOLDER
    folder.mkdir(parents=True)
    row = {"id": "doc:a:sent:0", "tokens": ["Acme", "makes", "valves"], "entities": [[0, 1], [2, 3]]}
    rows = [{**row, "label": "CompanyProvidesProduct"}, {**row, "label": "no_relation"}]
    with gzip.open(folder / "dev.jsonl.gz", "wt") as stream:
        stream.writelines(json.dumps(r) + "\n" for r in rows)
    judged = read_company_product(tmp_path, "dev")
    assert judged.sentences[0] == Sentence(("Acme", "makes", "valves"), (0, 1), (2, 3))
    assert judged.provided == (True, False)
    assert judged.documents == ("doc:a", "doc:a")


def test_missing_data_is_named(tmp_path):
    with pytest.raises(NotFound, match="company_product"):
        read_company_product(tmp_path, "test")
