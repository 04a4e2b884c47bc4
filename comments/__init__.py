"""Replies: readers answer a story, moderators decide, nothing shows before."""
