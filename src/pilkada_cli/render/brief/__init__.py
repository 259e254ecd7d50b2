"""Briefs as people read them: one wording, then Markdown, WhatsApp, HTML, PDF and DOCX."""
