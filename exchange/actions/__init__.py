"""What changes the plan from outside: loading its files."""

from exchange.actions.plan_loading import Loaded, load_plan

__all__ = ["Loaded", "load_plan"]
