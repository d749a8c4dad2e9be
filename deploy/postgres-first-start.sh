#!/bin/sh
# Run once by the database's image, when its volume is new.
psql -v ON_ERROR_STOP=1 -U postgres -v owner_password="$OWNER_PASSWORD" -v app_password="$APP_PASSWORD" \
    -f /lyceum/postgres.sql postgres
