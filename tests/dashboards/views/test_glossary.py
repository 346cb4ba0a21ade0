"""The glossary page: the words of every app, for whoever may read the plan."""

from django.test import Client

from irp.glossary import glossary


def test_who_may_read_it(world, sign_in):
    assert Client().get("/glossary").url.startswith("/sign-in")
    assert sign_in("nobody").get("/glossary").status_code == 403
    assert sign_in("committee").get("/glossary").status_code == 200


def test_the_page_gives_every_chapter_a_place_that_can_be_linked_to(world, sign_in, text_of):
    page = text_of(sign_in("sao"), "/glossary")
    for chapter in glossary():
        assert page.count(f'href="#{chapter.key}"') == page.count(f'id="{chapter.key}"') == 1
    assert page.count("<dt") == sum(len(chapter.terms) for chapter in glossary())


def test_it_is_linked_from_the_foot_search_and_how_figures_are_worked_out(world, sign_in, text_of):
    client = sign_in("sao")
    assert text_of(client, "/search").count('href="/glossary"') == 1
    assert text_of(client, "/search?q=nothing-like-it").count('href="/glossary"') == 2
    assert text_of(client, "/outcomes").count('href="/glossary"') == 2
