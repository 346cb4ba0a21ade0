"""Who may open assurance's pages: anonymous people sign in, the postless see nothing."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.assurance import shelf

EVERY_READER = [
    "administrator",
    "cpmo",
    "sao",
    "rdl",
    "lead_member",
    "commissioner",
    "committee",
    "finance_validator",
]


def addresses(world):
    """Return every page with its address and who may open it."""
    draft = shelf.pack(world, shelf.freeze(world))
    ref = world.requirement.ref
    keepers = {"administrator", "cpmo"}
    pages = {
        reverse("assurance:outcomes"): set(EVERY_READER),
        reverse("assurance:outcome", args=[8]): set(EVERY_READER),
        reverse("assurance:recommendations"): set(EVERY_READER),
        reverse("assurance:requirement", args=[ref]): set(EVERY_READER),
        reverse("packs:packs"): set(EVERY_READER),
        reverse("packs:pack", args=[draft.pk]): keepers,
        reverse("packs:pack_download", args=[draft.pk]): keepers,
        reverse("assurance:assumptions"): {"administrator"},
        reverse("programmes:period_open"): {"cpmo"},
        reverse("packs:period_freeze", args=[world.period.month]): {"cpmo"},
    }
    for speaker, name in shelf.SPEAKS.items():
        speakers = {name} if name != "sao" else {"sao", "other_sao"}
        pages[reverse("assurance:assess", args=[ref, speaker.value])] = speakers
    return pages


@pytest.mark.django_db
def test_anonymous_people_are_sent_to_sign_in(world):
    for address in addresses(world):
        answer = Client().get(address)
        assert answer.status_code == 302, address
        assert answer.url.startswith(reverse("sign_in")), address


def test_each_page_opens_for_its_readers_alone(world, sign_in, settings, tmp_path):
    """ADR 0006, page by page and post by post."""
    settings.PACK_STORE = tmp_path
    pages = addresses(world)
    for name in [*EVERY_READER, "nobody"]:
        client = sign_in(name)
        for address, readers in pages.items():
            status = client.get(address).status_code
            # The draft's file was never stored: its page says so to those who may have it.
            opened = 503 if address.endswith("/download") else 200
            assert status == (opened if name in readers else 403), (name, address)


@pytest.mark.parametrize(
    "address",
    [
        "/outcomes/99",
        "/requirements/PO9-T9-9",
        "/requirements/PO8-T1-1/assess/mayor",
        "/requirements/PO9-T9-9/assess/cpmo",
        "/packs/999",
        "/packs/999/download",
        "/periods/2031-01/freeze",
        "/periods/2026-13/freeze",
    ],
)
def test_unknown_addresses_are_404(sign_in, address):
    assert sign_in("cpmo").get(address).status_code == 404


@pytest.mark.parametrize("address", ["/outcomes", "/outcomes/8", "/packs", "/recommendations"])
def test_pages_that_only_show_refuse_posts(sign_in, address):
    assert sign_in("cpmo").post(address).status_code == 405
