"""Stories, pictures, sections and people: a newspaper without replies is a newspaper."""
