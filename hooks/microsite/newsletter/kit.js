// The page for editors: copies what stands in the page, adds a campaign to links that may have one, puts a mail together.
(() => {
  const kit = document.querySelector(".kit"), words = kit.dataset, said = kit.querySelector(".said");
  const campaign = document.getElementById("campaign"), items = [...kit.querySelectorAll(".ki")];
  let quiet;
  const say = (text, what = "") => {
    clearTimeout(quiet);
    said.textContent = text.replace("{what}", what);
    quiet = setTimeout(() => (said.textContent = ""), 8e3);
  };
  const source = (item, kind) => item.querySelector(`textarea[id^=${kind}-]`);

  // Rich and plain text together. The copy event takes HTML as it is and works without https; where it is gone, the clipboard
  // does, which reads the HTML first and may change it.
  const byEvent = (types) => {
    let filled = false;
    const fill = (event) => {
      event.preventDefault();
      for (const type in types) event.clipboardData.setData(type, types[type]);
      filled = true;
    };
    document.addEventListener("copy", fill, { once: true });
    const done = document.execCommand("copy");
    document.removeEventListener("copy", fill);
    return done && filled;
  };
  const byClipboard = (types) => {
    const blobs = Object.entries(types).map(([type, text]) => [type, new Blob([text], { type })]);
    return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]).then(() => true, () => false);
  };
  const copy = async (what, plain, rich) => {
    const types = { "text/plain": plain, ...(rich && { "text/html": rich }) };
    say((byEvent(types) || (navigator.clipboard && (await byClipboard(types)))) ? words.copied : words.failed, what);
  };

  // A campaign goes behind /go/…/, before any #place; never on a link that is not counted, never on paper.
  const counted = (text, item, and = "&") => {
    const name = campaign.value.trim().toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
    if (!name || "uncounted" in item.dataset) return text;
    const query = ["utm_source=nieuwsbrief", "utm_medium=email", "utm_campaign=" + name].join(and);
    return text.replace(/https?:\/\/[^\s"<>#?]*\/go\/[^\s"<>#?]+\//g, (address) => address + "?" + query);
  };
  const recount = (item) => {
    source(item, "h").value = counted(source(item, "h").defaultValue, item, "&amp;");
    source(item, "t").value = counted(source(item, "t").defaultValue, item);
    item.querySelectorAll("dd>span").forEach((text) => (text.textContent = counted(text.dataset.own, item)));
  };
  const opened = () => items.filter((item) => item.querySelector("dl"));
  campaign.addEventListener("input", () => opened().forEach(recount));

  const button = (parent, text, action, spoken) => {
    const made = parent.appendChild(document.createElement("button"));
    Object.assign(made, { type: "button", className: "btn quiet", textContent: text });
    if (spoken) made.ariaLabel = `${text}: ${spoken}`;
    made.addEventListener("click", action);
    return made;
  };
  const below = (box, item) => {
    const label = kit.querySelector(`label[for=${box.id}]`).textContent;
    button(box.parentNode, words.copy, () => copy(label, box.value), label);
  };
  // What an item holds stands in <noscript>, and is text to a browser with script until the item is opened:
  // the boxes, buttons and frames of all at once would hold the page up on a phone.
  const dress = (item) => {
    const held = item.querySelector("noscript");
    held.insertAdjacentHTML("beforebegin", held.textContent);
    held.remove();
    const title = item.querySelector("summary").firstChild.textContent.trim(), acts = document.createElement("p");
    acts.className = "acts";
    item.querySelector("summary").after(acts);
    const [html, text] = [source(item, "h"), source(item, "t")];
    button(acts, words.formatted, () => copy(title, text.value, html.value)).classList.remove("quiet");
    button(acts, words.picture, () => {
      const [picture, address] = html.value.match(/<a [^>]*><img src="([^"]*)[^>]*><\/a>/);
      copy(words.image, `${item.querySelector(".alt span").textContent}\n${address}`, picture);
    });
    const label = acts.appendChild(document.createElement("label")), box = document.createElement("input");
    box.type = "checkbox";
    label.append(box, " " + words.take);
    for (const dd of item.querySelectorAll("dd")) {
      const span = document.createElement("span"), what = dd.previousSibling.textContent;
      span.dataset.own = dd.textContent;
      dd.replaceChildren(span);
      button(dd, words.copy, () => copy(what, span.textContent), what);
    }
    [html, text].forEach(below);
    // What it looks like in a mail, in a frame as high as the block.
    const look = item.querySelector(".look"), frame = document.createElement("iframe"), fit = () => (frame.style.blockSize = frame.contentDocument.body.offsetHeight + 2 + "px");
    frame.addEventListener("load", fit);
    Object.assign(frame, { src: look.href, title: `${look.textContent}: ${title}` });
    acts.before(frame);
    recount(item);
    addEventListener("resize", () => item.open && fit());
  };
  kit.addEventListener("toggle", ({ target }) => target.matches(".ki") && !target.querySelector("dl") && dress(target), true);
  below(document.getElementById("t-lines"));

  // Search: of an item all that an editor reads, but not the source of its block.
  const find = document.getElementById("kit-find"), groups = [...kit.querySelectorAll(".kg")];
  let texts;
  const read = (item) => (item.querySelector("summary").textContent + (item.querySelector("noscript, dl")?.textContent || "").split("<textarea")[0]).toLowerCase();
  const sift = () => {
    const asked = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    texts ??= items.map(read);
    items.forEach((item, i) => (item.hidden = !asked.every((word) => texts[i].includes(word))));
    for (const group of groups) {
      const left = group.querySelector(".ki:not([hidden])");
      group.hidden = !left;
      group.open = !!left && asked.length > 0;
    }
    const n = items.filter(({ hidden }) => !hidden).length;
    say(!asked.length ? "" : n == 1 ? words.one : n ? words.many.replace("{n}", n) : words.nothing);
  };
  find.addEventListener("input", sift);

  // A mail of one's own: the starter with the blocks that were chosen.
  const own = document.getElementById("kit-own"), told = document.getElementById("kit-chosen"), here = "<!--blocks-->";
  const chosen = () => opened().filter((item) => item.querySelector("input").checked);
  const whole = () => document.getElementById("shell").defaultValue.replace(here, () => chosen().map((item) => source(item, "h").value).join('\n<div style="font-size:0;line-height:24px">&nbsp;</div>\n'));
  const plain = () => document.getElementById("shell-text").defaultValue.replace(here, () => chosen().map((item) => source(item, "t").value).join("\n").trim());
  const count = () => {
    const n = chosen().length, size = Math.ceil(new Blob([whole()]).size / 1000);
    told.textContent = n ? (size > 100 ? words.big : words.size).replace("{n}", n).replace("{size}", size) : words.none;
    own.querySelectorAll("button").forEach((each) => (each.disabled = !n || size > 100));
  };
  const save = (text, kind, type) => {
    const a = document.createElement("a");
    a.href = URL.createObjectURL(new Blob([text], { type }));
    a.download = words.file + kind;
    a.click();
  };
  const acts = {
    copy: (event) => copy(event.target.textContent, whole()),
    html: () => save(whole(), ".html", "text/html"),
    txt: () => save(plain(), ".txt", "text/plain"),
  };
  own.addEventListener("click", (event) => acts[event.target.dataset.own]?.(event));
  kit.addEventListener("change", count);
  campaign.addEventListener("input", count);
})();
