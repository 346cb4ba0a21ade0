"""What people see of delivery: facts in, lines and totals out. Pure: no Django, no clock."""
