"""Names and addresses that nobody can take for another's."""

import pytest

from irp.rules.names import address_fault, name_fault


@pytest.mark.parametrize(
    "name",
    [
        "Anne Smith",
        "Żółć O’Neill-Ní",
        "Jakub Łukaszewski",
        "Nguyễn Văn",
        "Ayşe Yıldız",
        "Əliyev",
        "ʻAulani",
        "Straße",
        "Анна Петрова",
        "Ανδρέας",
        "李 Ming",
        "שרה כהן",
        "أحمد علي",
        "دوست محمد",
        "می\u200cخواهم",
        "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
        "বড়ুয়া",
        "ক্\u200dষ",
        "สมชาย ทำ",
        "Vera 2nd (interim)",
        "Director of Housing & S151 Officer",
    ],
)
def test_a_name_may_be_in_any_alphabet(name):
    assert name_fault(name) == ""


@pytest.mark.parametrize(
    "name",
    [
        "An\u200bne",
        "Anne\u2060",
        "\ufeffAnne",
        "An\u00adne",
        "Zo\u200dë",
        "\u200cأحمد",
        "Anne\ufe0f",
        "Anne\u3164",
        "Anne\u115f",
        "An\u034fne",
        "\U000e0041nne",
        "Anne\ue000",
        "Anne\u200e",
    ],
)
def test_a_name_holds_nothing_unseen(name):
    assert name_fault(name) == "Type it again without invisible characters"


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("\u0410nne Smith", "\u0410"),
        ("Anne Sm\u0456th", "\u0456"),
        ("Anne \u03a0ap", "\u03a0"),
        ("\uff21nne", "\uff21"),
        ("\U0001d400nne", "\U0001d400"),
        ("\u1d00nne", "\u1d00"),
        ("\u0251nne", "\u0251"),
        ("\u212aate", "\u212a"),
        ("Anne\u00b2", "\u00b2"),
        ("CPM\u041e", "\u041e"),
    ],
)
def test_a_name_holds_no_letter_that_passes_for_another(name, odd):
    assert f"“{odd}” only looks like another" in name_fault(name)


def test_an_address_is_in_plain_letters():
    assert address_fault("o'neill+1@council.example") == ""
    for address in ("\u0430@a.uk", "a@\u0430.uk", "\u212a@a.uk", "a\u200b@a.uk", "a\x00@a.uk"):
        assert "plain letters" in address_fault(address)
