"""Build the files a browser searches: pages of one language in, index files out.

Nothing in this package except ``plugin.py`` knows MkDocs. ``build.build_index`` is the entrance;
the query side is in ``theme/assets/js/search``.
"""
