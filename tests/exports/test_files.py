from generator.exports.files import text_asset


def test_what_utf_8_cannot_hold_is_a_question_mark():
    assert text_asset("a.txt", "ä\ud800").data == "ä?".encode()
