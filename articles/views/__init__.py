"""The newspaper's pages: each view loads, decides, renders."""
