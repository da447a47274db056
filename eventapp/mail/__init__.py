"""The outbox: every mail is a row first, written together with what it tells about."""
