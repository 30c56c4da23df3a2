"""Word files (.docx), walked as XML so that no text is lost and every character has a place."""
