import pytest

from daogou.core.errors import BadOption
from daogou.guide.language_models import ROLE, Line

LINES = [Line("system", "Be short."), Line("user", "red dress")]
WORDS = ("<unk>", "</s>", "system", "user", "Be", "short.", "red", "dress", "blue")
TEMPLATE = "{% for message in messages %}{{ message.role }} {{ message.content }} {% endfor %}"


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory, torchvision_operators):
    """A Llama of a few numbers drawn at random, with a tokenizer of a few words, as a folder."""
    transformers = pytest.importorskip("transformers", reason="needs the extra local-llm")
    tokenizers = pytest.importorskip("tokenizers", reason="needs the extra local-llm")
    folder = tmp_path_factory.mktemp("tiny-model")
    words = {word: place for place, word in enumerate(WORDS)}
    whole = tokenizers.Tokenizer(tokenizers.models.WordLevel(words, unk_token="<unk>"))
    whole.pre_tokenizer = tokenizers.pre_tokenizers.WhitespaceSplit()
    tokenizer = transformers.PreTrainedTokenizerFast(
        tokenizer_object=whole, unk_token="<unk>", eos_token="</s>", chat_template=TEMPLATE
    )
    tokenizer.save_pretrained(folder)
    sizes = {"hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2}
    config = transformers.LlamaConfig(
        vocab_size=len(words), num_key_value_heads=2, eos_token_id=1, pad_token_id=1, **sizes
    )
    transformers.LlamaForCausalLM(config).save_pretrained(folder)
    return folder


def test_a_folder_of_transformers_writes_its_words_and_the_same_again(tiny_model):
    model = ROLE.open("local", {"model": str(tiny_model), "max_tokens": 5})
    text = "".join(model.write(LINES))
    assert set(text.split()) <= set(WORDS)
    assert "".join(model.write(LINES)) == text
    assert len(text.split()) <= 5


def test_it_calls_no_tools(tiny_model):
    assert ROLE.open("local", {"model": str(tiny_model)}).choose(LINES, []) is None


def test_a_model_that_is_not_there_is_refused_at_once(torchvision_operators):
    pytest.importorskip("transformers", reason="needs the extra local-llm")
    with pytest.raises(BadOption, match="no model"):
        ROLE.open("local", {"model": "/nowhere"})
