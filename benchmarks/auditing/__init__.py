"""The parts of the audit: the site it looks at, and each program that looks."""
