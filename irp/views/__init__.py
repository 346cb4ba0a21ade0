"""Pages of the site itself: accounts, posts, settings, health."""
