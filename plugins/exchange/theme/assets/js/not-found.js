// A program on the way may have escaped the # or ? of an address, so that the rest is looked for as a file: lead to the page.
const { href, pathname, search } = location;
const once = pathname.replace(/%(?:25)+(?=[\da-f]{2})/gi, "%");
const [, path, query, section] = /^(.*?)(?:%3f(.*?))?(?:%23(.*))?$/i.exec(once);
if (query !== undefined || section !== undefined) {
  const page = new URL(href); // of this site: only these parts of it change
  page.pathname = path;
  page.search = query ?? search;
  if (section !== undefined) page.hash = section;
  location.replace(page);
}
