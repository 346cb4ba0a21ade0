#!/bin/sh
# Run once by the db container, when it makes the database: the role that web, worker and beat sign
# in as. It writes rows and owns nothing, so that it cannot drop a trigger, empty a table or change
# a function that guards frozen periods. The owner, POSTGRES_USER, migrates (prepare) and is a
# superuser: its password is for that container and for backups.
set -eu

psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
    --set owner="$POSTGRES_USER" --set database="$POSTGRES_DB" --set word="$APP_PASSWORD" <<'SQL'
CREATE ROLE plan_app LOGIN PASSWORD :'word';
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
REVOKE TEMPORARY ON DATABASE :"database" FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO plan_app;
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO plan_app;
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" IN SCHEMA public
    GRANT USAGE ON SEQUENCES TO plan_app;
SQL
