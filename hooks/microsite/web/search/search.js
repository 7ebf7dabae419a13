// Search in the page: nothing is fetched before the first key, nothing is kept, nothing leaves the site.
(() => {
  const form = document.getElementById("search"), words = form.dataset, MOST = 10;
  const box = form.querySelector("input"), said = form.querySelector(".said"), found = form.querySelector(".found");
  const near = form.querySelector(".others"), index = document.querySelector(".index");
  const at = new URL(words.engine, document.baseURI);
  let loaded, wait, last;

  const split = (text) => text.toLowerCase().replace(/['’]/g, "").match(/[\p{L}\d]+/gu) || [];
  const stop = new Set(split(words.stop));
  const counts = (word) => (stop.has(word) || word.length < 2 ? 0.1 : 1);
  const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);

  // What readers ask, each with the pages that answer it, and every word of the site: a slip was meant to be one of them.
  const read = ({ pages, asked, words }) => ({
    pages,
    all: words.split(" "),
    row: new Map(pages.map(([id], row) => [id, row])),
    asked: [...asked, ...pages.map(([, , title], row) => ["", row, title])].map(([text, ...rows]) => {
      const said = split(text || rows.pop()), parts = [...new Set(said)];
      return { text, said: said.join(" "), parts, rows, whole: sum(parts.map(counts)) };
    }),
  });
  const load = () => (loaded ??= Promise.all([
    import(at).then(async (it) => (await it.init(), it)),
    fetch(new URL(words.words, at)).then((answer) => answer.json()).then(read),
  ]).catch((fault) => {
    loaded = null;
    throw fault;
  }));

  // How many slips lie between two words: a letter more, less, other, or two the other way round.
  const slips = (one, two) => {
    let before, above, row = [...two, 0].map((_, i) => i);
    for (let i = 0; i < one.length; i++) {
      [before, above, row] = [above, row, [i + 1]];
      for (let j = 0; j < two.length; j++) {
        row[j + 1] = Math.min(row[j] + 1, above[j + 1] + 1, above[j] + (one[i] != two[j]));
        if (i && j && one[i] == two[j - 1] && one[i - 1] == two[j]) row[j + 1] = Math.min(row[j + 1], before[j - 1] + 1);
      }
    }
    return row[two.length];
  };
  // The word of the site that was meant; none where nothing is near. Of those as near, the one of most pages.
  const meant = (word, { all }) => {
    if (stop.has(word) || all.some((one) => one.startsWith(word))) return word;
    const stem = all.find((one) => one.length > 3 && word.startsWith(one) && word.length < one.length + 3);
    if (stem) return stem;
    let best = "", least = word.length > 7 ? 3 : word.length > 3 ? 2 : 1;
    for (const one of all) {
      const far = Math.abs(one.length - word.length) < least && one.length > 2 ? slips(word, one) : least;
      if (far < least) [best, least] = [one, far];
    }
    return best || all.filter((one) => one.length > 4 && word.startsWith(one)).sort((a, b) => b.length - a.length)[0] || "";
  };
  // The words of a question; what was typed as two words and is one here comes on top.
  const terms = (text, known) => {
    const typed = split(text), joined = typed.slice(1).map((word, i) => typed[i] + word);
    const whole = joined.filter((word, i) => counts(typed[i]) == 1 && known.all.includes(word));
    return [...new Set([...typed.map((word) => meant(word, known)), ...whole])].filter((word) => word.length > 1);
  };

  const alike = (one, two) => {
    if (one == two) return 1;
    if (stop.has(one) || stop.has(two)) return 0;
    const [short, long] = one.length < two.length ? [one, two] : [two, one];
    let same = 0;
    while (same < short.length && one[same] == two[same]) same++;
    return long.length - same < 4 && same >= Math.min(short.length, 4) && same > 2 ? 0.8 : 0;
  };
  const best = (word, parts) => Math.max(...parts.map((part) => alike(word, part)));

  // Pages by what readers ask: of each word, as much as there is of the sentence that it stands in.
  const byAsked = (weighed, { asked }) => {
    const of = new Map(), all = sum(weighed.map(([, weight]) => weight));
    const each = asked.map(({ parts, rows, whole }) => {
      const fits = weighed.map(([word]) => best(word, parts));
      const share = sum(parts.map((part) => counts(part) * best(part, weighed.map(([word]) => word)))) / whole;
      return { rows, fits: fits.map((fit) => fit * share) };
    });
    weighed.forEach(([, weight], i) => {
      const most = new Map();
      for (const { rows, fits } of each) if (fits[i]) for (const row of rows) most.set(row, Math.max(fits[i], most.get(row) || 0));
      most.forEach((fit, row) => of.set(row, (of.get(row) || 0) + (fit * weight) / all));
    });
    return of;
  };
  // Pages by their text: rare words count for more.
  const byText = async (asked, engine, known) => {
    const of = new Map(), weighed = [], every = asked.every((word) => counts(word) < 1);
    for (const word of asked) {
      const results = every || counts(word) == 1 ? (await engine.search(word)).results : [];
      const rare = counts(word) * Math.log(1 + known.pages.length / (1 + results.length));
      weighed.push([word, rare]);
      for (const { id, score } of results) {
        const row = known.row.get(id);
        of.set(row, (of.get(row) || 0) + rare * (1 + Math.log(1 + score)));
      }
    }
    return [of, weighed];
  };
  const ask = async (text) => {
    const [engine, known] = await load(), asked = terms(text, known);
    const [text_, weighed] = await byText(asked, engine, known), of = byAsked(weighed, known), top = Math.max(...text_.values(), 1);
    text_.forEach((score, row) => of.set(row, (of.get(row) || 0) * 2 + score / top));
    const ranked = [...of].map(([row, score]) => [row, score * known.pages[row][5]]).sort((a, b) => b[1] - a[1]);
    return ranked.filter(([, score]) => score > ranked[0][1] / 4).slice(0, MOST).map(([row]) => known.pages[row]);
  };

  // What others ask that begins like this, or has all that was typed: to choose instead of typing on.
  const others = (text, { asked }) => {
    const typed = split(text), start = typed.join(" "), rest = typed.filter((word) => counts(word) == 1);
    const fits = (word, parts) => parts.some((part) => part.startsWith(word) || alike(word, part));
    const fit = asked.filter(({ text, said, parts }) => text && parts.length > 1 && said != start)
      .map(({ text, said, parts }) => [text, said.startsWith(start) ? 2 : rest.length && rest.every((word) => fits(word, parts)) ? 1 : 0]);
    return fit.filter(([, fits]) => fits).sort((a, b) => b[1] - a[1] || a[0].length - b[0].length).slice(0, 3).map(([text]) => text);
  };

  const made = (name, text, more) => Object.assign(document.createElement(name), { textContent: text, ...more });
  const told = (answers) => (answers.length > 1 ? words.many.replace("{n}", answers.length) : answers.length ? words.one : words.none);
  // Said to those who listen as well, and only when it is another offer than the one that stands.
  const offer = (more) => {
    const stands = [...near.children].map((one) => one.textContent);
    if (String(stands) == String(more)) return;
    near.replaceChildren(...(more.length ? [words.near + " "] : []), ...more.flatMap((one) => [made("button", one, { type: "button" }), " "]));
  };
  const show = (text, answers, more) => {
    index.hidden = answers.length > 0;
    offer(more);
    said.textContent = text ? told(answers) : "";
    found.replaceChildren(...answers.map(([, url, title, says, about]) => {
      const item = document.createElement("li");
      item.append(made("a", title, { href: new URL("../" + url, at) }), made("p", about, { className: "about" }), made("p", says));
      return item;
    }));
  };
  const search = async () => {
    const text = (last = box.value.trim());
    const answers = text ? await ask(text).catch(() => null) : [], known = text && answers && (await load())[1];
    if (text != last) return;
    show(text, answers || [], known ? others(text, known) : []);
    if (!answers) said.textContent = words.failed;
  };
  box.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(search, 150);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (matchMedia("(pointer:coarse)").matches) box.blur(); // the keys of a phone make room for the answers
    search();
  });
  near.addEventListener("click", async ({ target }) => {
    if (target == near) return;
    box.value = target.textContent;
    await search();
    found.querySelector("a")?.focus();
  });
  form.hidden = false;
  if (box.value) search();
})();
