// The sheets a reader ticks are a set, which stands in the address and nowhere else: to send on, to print, as one PDF.
{
  const index = document.querySelector(".worksheet-index"), own = document.querySelector(".own-set"), { dataset } = own;
  const [summary, list] = own.querySelector("details").children, says = own.querySelector(".told"), NAME = "set";
  const picks = [...index.querySelectorAll(".door[data-id]")].map((door) => {
    const label = door.appendChild(document.createElement("label")), pick = document.createElement("input"), link = door.querySelector("a");
    pick.type = "checkbox";
    pick.ariaLabel = `${index.dataset.pick}: ${link.textContent}`;
    label.append(pick, " " + index.dataset.pick);
    pick.onchange = () => {
      write();
      show();
    };
    return { pick, link, id: door.dataset.id };
  });
  const chosen = () => picks.filter(({ pick }) => pick.checked);
  const address = () => new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
  const write = () => {
    const now = address(), ids = chosen().map(({ id }) => id);
    if (ids.length) now.set(NAME, ids);
    else now.delete(NAME);
    history.replaceState(null, "", now.size ? "#" + decodeURIComponent(now) : location.pathname + location.search);
  };
  const show = () => {
    const now = chosen(), n = now.length;
    own.hidden = !n;
    summary.lastChild.textContent = n;
    list.replaceChildren(...now.map(({ link }) => {
      const item = document.createElement("li");
      item.append(link.cloneNode(true));
      return item;
    }));
    const print = own.querySelector("[data-set=print]");
    if (print) print.textContent = dataset[n == 1 ? "one" : "many"].replace("{n}", n);
    says.textContent = "";
  };
  const read = () => {
    const ids = address().get(NAME)?.split(",");
    if (!ids) return;
    for (const { pick, id } of picks) pick.checked = ids.includes(id);
    show();
  };
  const fetched = () => new Promise((done, failed) => {
    if (window.take) return done();
    const script = document.createElement("script");
    script.src = dataset.take;
    script.integrity = dataset.sum;
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });
  own.onclick = async ({ target }) => {
    const how = target.dataset.set;
    if (how == "none") {
      for (const { pick } of picks) pick.checked = false;
      write();
      show();
      picks[0].pick.focus();
    } else if (how) {
      // A tab may be opened only at once; what it shows comes when it is bound.
      const tab = how == "print" ? open("") : null, files = chosen().map(({ id }) => ({ id, pdf: dataset.pdf.replace("*", id) }));
      says.textContent = "…";
      says.textContent = await fetched().then(() => take.bind(how, files, dataset.title, tab), () => (tab?.close(), dataset.offline));
    }
  };
  addEventListener("hashchange", read);
  read();
}
