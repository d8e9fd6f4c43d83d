"""Who says so: speakers, transcripts, and whose an office is."""
