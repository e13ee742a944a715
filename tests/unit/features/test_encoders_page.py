import re
from pathlib import Path

from daogou.features.image_encoders import ROLE as IMAGE_ENCODERS
from daogou.features.text_encoders import ROLE as TEXT_ENCODERS


def test_every_encoder_is_on_its_page():
    page = Path(__file__).parents[3].joinpath("docs/encoders.md").read_text(encoding="utf-8")
    text, _, image = page.partition("## Image encoders")
    for part, role in ((text, TEXT_ENCODERS), (image, IMAGE_ENCODERS)):
        assert sorted(re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)) == role.names()
