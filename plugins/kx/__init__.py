"""The command line: puts the packages together for those who write, without MkDocs."""
