"""The rules over content, one module for each kind of fault. A module added here is run and documented.

A module has `RULES`, its rules (`rules.rule.Rule`), and one of these functions, which yields problems:

- `check(page: Page)`: one page by itself;
- `check_text(text: str, path: str)`: any file of text, pages, records and tables alike;
- `compare(facts: Facts, site_facts: SiteFacts)`: one page beside other pages, files and settings;
- `compare_languages(facts: Facts, site_facts: SiteFacts)`: one page beside itself in other languages, by
  nothing else but the glossary: what is found is remembered until one of these changes;
- `compare_all(pages: Collection[Facts])`: all pages together.
"""
