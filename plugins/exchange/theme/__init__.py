"""The frame of pages, a theme that MkDocs finds by the name `exchange`."""
