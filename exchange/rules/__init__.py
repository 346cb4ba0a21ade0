"""What the plan's files must say, and every fault they can have: no Django, no database."""
