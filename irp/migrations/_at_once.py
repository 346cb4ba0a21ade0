"""A first migration's models made at once: the state is rendered once, not anew for each model."""

from django.db import migrations


class CreateModels(migrations.SeparateDatabaseAndState):
    """Make the tables of models that may name each other, whole, with indexes and constraints.

    Django's own `CreateModel`s render every related model again for each one: 2,673 models for 76.
    """

    def __init__(self, models):
        super().__init__(database_operations=models, state_operations=models)

    def deconstruct(self):
        return self.__class__.__qualname__, [self.state_operations], {}

    def state_forwards(self, app_label, state):
        state.__dict__.pop('apps', None)  # what is not rendered need not be rendered again
        super().state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for model in self.database_operations:
            model.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for model in reversed(self.database_operations):
            model.database_backwards(app_label, schema_editor, from_state, to_state)
