from daogou.features.plain_words import plain_words


def test_words_keep_their_spelling_and_lose_their_case():
    assert plain_words("Women's Jewellery & T-Shirts") == ["women", "jewellery", "t", "shirts"]


def test_chinese_is_cut_and_stop_words_are_left_out():
    words = plain_words("红色的夏季连衣裙 for the Office")
    assert "红色" in words
    assert "连衣裙" in words
    assert "office" in words
    assert not {"的", "for", "the"} & set(words)
