"""The glossary: the words of every app with their meanings, read from each app's `words`."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from irp.words import Terms

# Named only, as INSTALLED_APPS does.
APPS = ("irp", "programmes", "kpis", "assurance", "packs", "dashboards")


@dataclass(frozen=True, slots=True)
class Glossary:
    """Every app's terms in the order of the apps; templates write `glossary.status.late.word`."""

    chapters: tuple[Terms, ...]

    def __getitem__(self, key: str) -> Terms:
        """Return a chapter by its key, a KeyError for one that there is not."""
        return {chapter.key: chapter for chapter in self.chapters}[key]

    def __iter__(self) -> Iterator[Terms]:
        """Yield the chapters in their order."""
        return iter(self.chapters)


@cache
def glossary() -> Glossary:
    """Return the chapters of every app that has words of its own."""
    modules = [import_module(f"{app}.words") for app in APPS]
    return Glossary(tuple(chapter for module in modules for chapter in module.GLOSSARY))
