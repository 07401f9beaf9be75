//! Answers as text, JSON, CSV and Markdown.
