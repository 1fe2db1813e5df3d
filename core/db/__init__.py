"""The database: engine, unit of work, column types, leases and migrations."""
