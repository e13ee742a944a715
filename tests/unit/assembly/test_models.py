"""Models: named in the settings, taught on the shop's own texts where they learn from them."""

from daogou.assembly.models import open_models, teach
from daogou.core.product import Product
from daogou.core.progress import SILENT
from daogou.core.settings import settings_from
from daogou.features.text_encoders import TaughtTextEncoder


def test_an_encoder_that_learns_from_the_shop_is_taught_once_and_kept_in_its_folder(tmp_path):
    table = {"features": {"text_encoder": {"name": "lsa", "options": {"path": "./models/lsa", "dim": 4}}}}
    settings = settings_from(table).features
    words = ("red dress", "blue dress", "red boots", "blue boots", "black hat", "red hat")
    products = [Product(id=str(n), titles={"en": text}) for n, text in enumerate(words)]

    models = open_models(settings, tmp_path)
    assert isinstance(models.text, TaughtTextEncoder)
    assert not models.text.is_taught
    teach(models, products, 7, SILENT)
    assert (tmp_path / "models" / "lsa").is_dir()

    again = open_models(settings, tmp_path)
    assert isinstance(again.text, TaughtTextEncoder)
    assert again.text.is_taught
    assert again.text.space == models.text.space
