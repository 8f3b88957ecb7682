"""The only folder that imports MkDocs: one module a plugin, and what they share."""
