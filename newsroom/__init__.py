"""The site: settings, addresses and the rooms put together."""
