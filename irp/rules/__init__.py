"""Rules of dates and the reporting calendar: pure functions, no Django, no clock, no database."""
