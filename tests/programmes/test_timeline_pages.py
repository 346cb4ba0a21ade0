"""Which page of a timeline an address asks for: whatever it says, some page is shown."""

import pytest

from programmes.presenters.timeline import MOST, leaf_number


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("", 1), ("0", 1), ("-1", 1), ("two", 1), ("²", 1), ("2", 2), ("007", 7),
        ("9" * 5, MOST), ("9" * 5000, MOST), ("0" * 5000, 1),
    ],
)  # fmt: skip
def test_an_address_asks_for_some_page(asked, number):
    assert leaf_number({"page": asked}) == number


@pytest.mark.parametrize("address", ["/programmes/HOU/history", "/milestones/HOU-01/history"])
def test_a_number_of_thousands_of_digits_is_answered(sign_in, address):
    assert sign_in("sao").get(f"{address}?page={'9' * 5000}").status_code == 200


@pytest.mark.parametrize("address", ["/programmes/HOU", "/milestones/HOU-01"])
def test_a_day_that_cannot_be_read_stands_in_the_title(sign_in, address):
    page = sign_in("sao").get(f"{address}?as_at=soon").content.decode()
    assert "<title>Error: HOU" in page
    assert "<title>HOU" in sign_in("sao").get(address).content.decode()
