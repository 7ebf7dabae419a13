(async () => {
  const doc = document, clean = s => s.toLowerCase().replace(/%..|\.html?$/g, "").replace(/[^a-z0-9\/]+/g, "-").replace(/-?\/+-?|^-|-$/g, "/").replace(/^\/|\/$/g, ""),
    last = s => s.replace(/\/..$/, "").split("/").pop(),
    far = (a, b) => {
      let row = [...Array(b.length + 1).keys()], i = 0, j, was, up;
      for (; i < a.length; i++) for (was = row[0]++, j = 1; j <= b.length; was = up) up = row[j], row[j] = Math.min(up + 1, row[j - 1] + 1, was + (a[i] != b[++j - 2]));
      return row.pop();
    },
    ask = clean(location.pathname.slice(root.length)), p = doc.createElement("p"), a = doc.createElement("a");
  let best = Math.min(3, ask.length / 2);
  for (const link of (await (await fetch(root + "links.json")).json()).links) for (const lang in link) {
    const own = link[lang];
    for (const path of [own.path, own.go, own.word, link.go, ...own.also || []]) if (own.path && path) {
      const s = clean(path), n = Math.min(far(ask, s), far(last(ask), last(s)) + .5);
      if (n < best) best = n, a.href = root + own.path, a.lang = lang, a.text = own.title;
    }
  }
  if (a.text) p.role = "status", p.append(meant, a, "?"), doc.querySelector("h1").after(p);
})();
