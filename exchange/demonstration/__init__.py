"""What `manage.py seed_demo` makes up: a believable history of the loaded plan, and nobody real.

Every choice is drawn from a random source seeded with what it decides about, such as a milestone
and a month, so that the same plan and the same day give the same history, and a later day only
adds to it. Courses, texts and judgements are pure; the rest acts them out through the product's
own actions, so that every rule of the product has judged what the demonstration shows.

`history_date` and the moments of acts lie in the past, as if each had been done in its month;
`recorded_at` is the database's own clock and shows when the seed ran. The product marks such late
entries (DESIGN 4a.7), and a demonstration does not hide them.
"""
