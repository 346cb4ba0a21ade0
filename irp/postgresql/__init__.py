"""The database backend of service mode: Django's own for PostgreSQL, which keeps plans too."""
