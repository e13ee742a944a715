"""The network is taught, written, read and run, on a handful of drawn products."""

import numpy as np
import pytest

from daogou.sources.demo.design import designs
from daogou.studio.drawn_forms import noise_of, packed, read_forms, unpacked
from daogou.studio.form_drawing import drawn_form, drawn_forms, is_held_out
from daogou.studio.form_network import CODE, LAYERS, NUMBERS, PLACES, SIDE, Decoder, Flow
from daogou.studio.shop_photo import DYE_RANGE

torch = pytest.importorskip("torch", reason="needs torch")


def test_about_a_tenth_of_the_cuts_are_held_out() -> None:
    kept = {(d.category, d.shape, d.neckline, d.sleeve, d.length): is_held_out(d) for d in designs(3000, 1)}
    assert 0.06 < np.mean(list(kept.values())) < 0.14


def test_no_colour_sibling_and_nothing_held_out_is_drawn_for_training() -> None:
    forms = list(drawn_forms(6, 4))
    families = {d.seed for d in designs(6, 4) if not is_held_out(d)}
    assert len(forms) == len(families)


def test_layers_put_together_are_the_drawn_picture() -> None:
    from dataclasses import replace

    from daogou.sources.demo.picture import BUILDERS
    from daogou.sources.demo.studio.painter import paint
    from daogou.sources.demo.vocabulary import rgb
    from daogou.studio.form_drawing import _squared

    design = next(d for d in designs(200, 2) if d.category == "dress")
    layers = drawn_form(design).layers.astype(np.float32) / 255
    made = layers[..., 1:2] * DYE_RANGE * np.array(rgb("blue")) / 255 + layers[..., 2:]
    plain = replace(design, colour="blue", second="", pattern="plain")
    sheet = paint(BUILDERS["dress"](plain))
    drawn = _squared(np.concatenate([sheet.cover[..., None], sheet.cover[..., None], sheet.colour], axis=-1))
    assert np.abs(made - drawn[..., 2:].astype(np.float32) / 255).mean() < 0.005


def test_numpy_runs_what_torch_taught() -> None:
    from daogou.studio.form_details_training import Details
    from daogou.studio.form_network_training import Decoder as TorchDecoder
    from daogou.studio.form_network_training import Flow as TorchFlow

    words, chance = 7, np.random.default_rng(0)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        decoder, flow = TorchDecoder(words), TorchFlow(words)
        details = Details(words + PLACES**2 * CODE, 6, 3)
        for module in (decoder, flow, details):
            for parameter in module.parameters():
                torch.nn.init.normal_(parameter, std=0.05)
    asked = chance.integers(0, 2, (2, words)).astype(np.float32)
    code = chance.standard_normal((2, PLACES**2, CODE)).astype(np.float32)
    weights = {k: v.numpy() for k, v in decoder.state_dict().items()}
    weights |= {f"details.{k}": v.numpy() for k, v in details.state_dict().items()}
    ours = Decoder(weights, decoder.stages()).layers(code, asked)
    with torch.no_grad():
        theirs = decoder(
            torch.from_numpy(code).transpose(1, 2).reshape(2, CODE, PLACES, PLACES), torch.from_numpy(asked)
        ).permute(0, 2, 3, 1)
        theirs = theirs + details(torch.from_numpy(code).flatten(1), torch.from_numpy(asked))
        both = torch.cat([torch.from_numpy(asked), torch.zeros(2, 1)], 1)
        numbers = chance.standard_normal((2, NUMBERS)).astype(np.float32)
        speed = flow.eval()(torch.from_numpy(numbers), torch.full((2,), 0.3), both).numpy()
    assert ours.shape == (2, SIDE, SIDE, LAYERS)
    np.testing.assert_allclose(ours, theirs.numpy(), atol=2e-4)
    weights = {k: v.detach().numpy() for k, v in flow.state_dict().items()}
    none = np.zeros(1, np.float32)
    mine = Flow(weights, none, none, none).velocity(numbers, 0.3, both.numpy())
    np.testing.assert_allclose(mine, speed, atol=2e-4)


def test_a_short_lesson_can_be_written_and_read(tmp_path) -> None:
    from daogou.studio.form_training import Recipe, train

    file = tmp_path / "forms.npz"
    train(
        file, Recipe(designs=5, code_steps=2, code_batch=2, flow_steps=2, flow_batch=2, foreseen=8, shares=4)
    )
    forms = read_forms(file)
    known = next(drawn_forms(5, 101)).traits
    assert known in list(forms.known.rows)
    asked = forms.asked(known)
    assert asked.sum() == len(known)
    layers = forms.layers(asked[None], noise_of(np.random.default_rng(0))[None])
    assert layers.shape == (1, SIDE, SIDE, LAYERS)
    assert np.isfinite(layers).all()


def test_packed_weights_are_off_by_half_a_step_at_most() -> None:
    chance = np.random.default_rng(0)
    weights = {
        "a.weight": chance.standard_normal((5, 7)).astype(np.float32),
        "a.bias": np.ones(5, np.float32),
    }
    weights["a.weight"][2] = 0
    back = unpacked(packed(weights))
    assert set(back) == set(weights)
    step = np.abs(weights["a.weight"]).max(axis=1, keepdims=True) / 127
    assert (np.abs(back["a.weight"] - weights["a.weight"]) <= 0.56 * step).all()
    assert (back["a.bias"] == 1).all()


def test_details_that_words_decide_are_found_at_once_and_survive_storing() -> None:
    from daogou.studio.form_details_training import solve_details
    from daogou.studio.form_folding_training import folding_of

    wanted = torch.zeros(4, SIDE, SIDE, LAYERS)
    for word in range(4):
        wanted[word, 20 * word : 20 * word + 10, :, 1] = 0.5
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        asked = torch.eye(4).repeat(64, 1)
        codes = torch.randn(256, PLACES**2 * CODE)
        missing = wanted.repeat(64, 1, 1, 1).half()
        solved = solve_details(missing, codes, asked, folding_of(codes), foreseen=96, shares=4, ridge=1e-3)
    with torch.no_grad():
        for name, values in unpacked(packed({k: v.numpy() for k, v in solved.state_dict().items()})).items():
            solved.get_parameter(name).copy_(torch.from_numpy(values))
        found = solved(codes, asked)
    assert (found - missing).square().sum() < 0.2 * missing.float().square().sum()
