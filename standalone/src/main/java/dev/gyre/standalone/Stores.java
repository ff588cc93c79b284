package dev.gyre.standalone;

/** What the services store in. */
record Stores(DatabaseAccess database, S3Access s3) {}
