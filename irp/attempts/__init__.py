"""How a page tries an act with a form, or with a file of rows (DESIGN 4a.1, 4a.10)."""

from irp.attempts.attempt import Attempt, Clash, Done, Form, clash_of, clash_since

__all__ = ["Attempt", "Clash", "Done", "Form", "clash_of", "clash_since"]
