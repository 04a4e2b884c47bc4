"""The parts of the mix: who reads, who works, what a page shows, and the site that is asked."""
