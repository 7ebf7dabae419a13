// Search in the page: nothing is fetched before the first key, nothing is kept, nothing leaves the site.
(() => {
  const form = document.getElementById("search"), words = form.dataset;
  const box = form.querySelector("input"), said = form.querySelector(".said"), found = form.querySelector(".found");
  const index = document.querySelector(".index"), stop = new Set(words.stop.split(" "));
  const pages = index.querySelectorAll("a").length;
  let engine, last, wait;

  const load = () => (engine ??= import(new URL(words.engine, document.baseURI)).then(async (it) => (await it.init(), it)));

  // The words of a question one by one, and together what they find: rare words count for more.
  const terms = (text) => {
    const all = [...new Set(text.toLowerCase().match(/[\p{L}\d]+/gu))];
    const rare = all.filter((word) => word.length > 1 && !stop.has(word));
    return rare.length ? rare : all;
  };
  const ask = async (text) => {
    const it = await load(), ranked = new Map(), asked = terms(text);
    for (const word of asked) {
      const { results } = await it.search(word);
      const rare = Math.log(1 + pages / (1 + results.length));
      for (const one of results) {
        const entry = ranked.get(one.id) || { one, score: 0, hits: 0 };
        ranked.set(one.id, entry);
        entry.score += rare * (1 + Math.log(1 + one.score));
        entry.hits++;
      }
    }
    const best = [...ranked.values()].sort((a, b) => b.score - a.score).slice(0, 10);
    // The engine shortens a word it does not know until something fits: "bitcoin" would find every word with a b.
    const starts = asked.map((word) => word.slice(0, Math.max(3, word.length - 3)));
    const pagesFound = await Promise.all(best.map(({ one }) => one.data()));
    return pagesFound.filter(({ content }) => starts.some((start) => content.toLowerCase().includes(start)));
  };

  const show = (answers, text) => {
    index.hidden = !!text;
    said.textContent = !text ? "" : answers.length ? (answers.length > 1 ? words.many.replace("{n}", answers.length) : words.one) : words.none;
    found.replaceChildren(...answers.map(({ url, meta }) => {
      const item = document.createElement("li"), link = document.createElement("a"), says = document.createElement("p");
      link.href = url;
      link.textContent = meta.title;
      says.textContent = meta.says;
      item.append(link, says);
      return item;
    }));
  };
  const search = async () => {
    const text = (last = box.value.trim());
    const answers = text ? await ask(text) : [];
    if (text == last) show(answers, text);
  };
  box.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(search, 150);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  form.hidden = false;
  if (box.value) search();
})();
