import pytest

from daogou.language.sentiment.emotion import EMOTIONS, feeling_of


@pytest.mark.parametrize(
    ("message", "emotion"),
    [
        ("This is the third time I ask, it is ridiculous!", "frustrated"),
        ("你们客服太敷衍了，我要投诉", "frustrated"),
        ("I am in a rush, I need it by tomorrow", "in_a_hurry"),
        ("我赶时间，明天就要用", "in_a_hurry"),
        ("Wow, I love this dress", "delighted"),
        ("太好了，就是我想要的！", "delighted"),
        ("Hmm, I'm not sure, should I take the blue one?", "hesitant"),
        ("有点纠结，不知道选哪个", "hesitant"),
        ("Show me red shoes under 300", "neutral"),
        ("有没有42码的黑色运动鞋", "neutral"),
        ("", "neutral"),
    ],
)
def test_words_of_feeling_tell_the_feeling(message, emotion):
    assert feeling_of(message).emotion == emotion


@pytest.mark.parametrize(
    ("message", "emotion"),
    [
        ("I am not happy with this", "frustrated"),
        ("我不满意", "frustrated"),
        ("I'm not annoyed at all", "neutral"),
        ("不着急，慢慢来", "neutral"),
        ("no need to hurry", "neutral"),
        ("没有不满意", "delighted"),  # two negations
        ("It did not arrive, but I love the colour", "delighted"),  # "not" is of another clause
    ],
)
def test_negation_turns_only_what_stands_shortly_after_it_in_its_clause(message, emotion):
    assert feeling_of(message).emotion == emotion


def test_degree_and_emphasis_scale_the_strength():
    # "annoyed" is 2; very: times 1.5; a bit: times .5, which is below what is told; "!!": times 1.25
    assert feeling_of("I am annoyed").strength == 2.0
    assert feeling_of("I am very annoyed").strength == 3.0
    assert feeling_of("I am a bit annoyed").emotion == "neutral"
    assert feeling_of("I am annoyed!!").strength == 2.5


def test_the_words_that_told_it_are_given_and_an_exclamation_alone_tells_nothing():
    assert feeling_of("I love it, it is amazing").words == ("love", "amazing")
    assert feeling_of("red shoes!!!").emotion == "neutral"
    assert feeling_of("glove compartment").emotion == "neutral"  # a word within a word is none


def test_full_width_and_traditional_characters_count_the_same():
    assert feeling_of("開心！我很滿意").emotion == feeling_of("开心！我很满意").emotion == "delighted"


def test_every_feeling_can_be_told_in_both_languages():
    said = {"fed up", "asap", "fantastic", "undecided", "受不了", "加急", "惊喜", "犹豫"}
    assert {feeling_of(word).emotion for word in said} == set(EMOTIONS)
