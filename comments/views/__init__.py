"""The pages around replies, one file for each errand a reader or a writer comes on."""
