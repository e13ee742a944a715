import numpy as np

from daogou.features.learnt import read_learnt, write_learnt


def test_what_was_written_is_read(tmp_path):
    vectors = np.arange(6, dtype=np.float32).reshape(2, 3)
    write_learnt(tmp_path / "new", ["dress", "连衣裙"], {"vectors": vectors})
    learnt = read_learnt(tmp_path / "new")
    assert learnt.words == ("dress", "连衣裙")
    np.testing.assert_array_equal(learnt.arrays["vectors"], vectors)


def test_an_empty_folder_holds_nothing(tmp_path):
    assert read_learnt(tmp_path) is None


def test_the_digest_changes_with_the_contents_only(tmp_path):
    digests = []
    for folder, words in (("a", ["x"]), ("b", ["x"]), ("c", ["y"])):
        write_learnt(tmp_path / folder, words, {})
        digests.append(read_learnt(tmp_path / folder).digest)
    assert digests[0] == digests[1] != digests[2]


def test_no_words_are_no_words(tmp_path):
    write_learnt(tmp_path, [], {})
    assert read_learnt(tmp_path).words == ()
