"""What `growth.py` asks of each archive, and what it finds out of the plans of its queries."""
