"""The demo newsroom: a small newspaper's content as files, and what loads and removes it."""
