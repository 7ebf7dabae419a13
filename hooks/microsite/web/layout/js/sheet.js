// The sheet on its page: a part at a time on a phone, rows as they are needed, printed, saved, emptied, never kept.
(() => {
  const sheet = document.getElementById("sheet"), { dataset } = sheet, parts = [...sheet.querySelectorAll(".f")];
  const along = sheet.querySelector(".along"), [status, bar, all] = along.children, turns = sheet.querySelector(".turns");
  const told = sheet.querySelector(".keep+.told"), one = all.dataset.all, whole = all.textContent;
  const first = parts.findIndex((part) => part.matches(".here"));
  let typed = false, at = first;

  // One part at a time; style alone decides on which screens. (Its line is there from the start, so that nothing shifts.)
  const show = (focus) => {
    parts.forEach((part, n) => part.classList.toggle("here", n == at));
    sheet.classList.toggle("end", at == parts.length - 1);
    status.textContent = dataset.part.replace("{n}", at + 1).replace("{total}", parts.length);
    bar.max = parts.length;
    bar.value = at + 1;
    [turns.firstElementChild.hidden, turns.lastElementChild.hidden] = [!at, at == parts.length - 1];
    if (!focus) return;
    const legend = parts[at].querySelector("legend");
    legend.tabIndex = -1;
    along.scrollIntoView();
    legend.focus({ preventScroll: true });
  };
  turns.onclick = ({ target }) => {
    if (!target.dataset.turn) return;
    at += +target.dataset.turn;
    show(true);
  };
  all.onclick = () => {
    all.textContent = sheet.classList.toggle("parts") ? whole : one;
    sheet.classList.toggle("all", all.textContent == one);
    show();
  };
  if (parts.length > 1) {
    sheet.classList.add("parts");
    turns.hidden = false;
    show();
  }

  // Rows come when they are needed: two, those that are filled in, one more below those, and another when asked for.
  // Of a long list of questions a phone shows the first few, then all.
  const lists = [...sheet.querySelectorAll("[data-more]")].map((list) => {
    const rows = [...list.children].filter((row) => "row" in row.dataset), more = document.createElement("button");
    const used = (row) => [...row.querySelectorAll("input,textarea,select")].some((box) => (box.matches("[type=checkbox],[type=radio]") ? box.checked : box.value));
    const { more: words, first: few } = list.dataset, least = +(few ?? 2);
    let shown = least;
    const fold = () => {
      shown = Math.min(Math.max(shown, rows.findLastIndex(used) + 2), rows.length);
      rows.forEach((row, n) => row.classList.toggle("later", n >= shown));
      more.hidden = shown >= rows.length;
    };
    more.type = "button";
    more.className = few ? "more few np" : "more np";
    more.textContent = "+ " + words;
    more.onclick = () => {
      const next = rows[shown];
      shown = few ? rows.length : shown + 1;
      fold();
      next.querySelector("input,textarea").focus();
    };
    (list.closest(".grid,.jar") ?? list).after(more);
    fold();
    return { fold, ends: (box) => rows[shown - 1]?.contains(box), reset: () => ((shown = least), fold()) };
  });

  // A place to write grows with its text. (CSS `field-sizing` would forget the number of lines it starts with.)
  const grow = (box) => {
    box.style.blockSize = "";
    if (box.scrollHeight > box.clientHeight) box.style.blockSize = box.scrollHeight + 2 + "px";
  };
  sheet.addEventListener("input", ({ target, isTrusted }) => {
    typed ||= isTrusted && target.type != "file";
    if (target.matches("textarea")) grow(target);
    for (const list of lists) if (!isTrusted || list.ends(target)) list.fold();
  });

  // On paper a box cannot scroll: what was typed stands there as text, all of it; what is folded is open.
  addEventListener("beforeprint", () => {
    document.querySelector(".how").open = true;
    for (const box of sheet.querySelectorAll("textarea,input[type=text]")) {
      if (box.value) box.insertAdjacentElement("afterend", document.createElement("p")).className = "typed";
      if (box.value) box.nextSibling.textContent = box.value;
    }
  });
  addEventListener("afterprint", () => sheet.querySelectorAll(".typed").forEach((text) => text.remove()));

  const empty = () => {
    sheet.reset();
    sheet.querySelectorAll("textarea").forEach(grow);
    for (const list of lists) list.reset();
    typed = false;
    told.textContent = "";
    at = first;
    show();
  };

  // What makes and reads PDFs is fetched when it is first asked for.
  const fetched = () => new Promise((done, failed) => {
    if (window.take) return done();
    const script = document.createElement("script");
    script.src = dataset.take;
    script.integrity = dataset.sum;
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });
  const act = async (what, file) => {
    told.textContent = "…";
    const { says, done } = await fetched().then(() => take.act(what, sheet, file), () => ({ says: dataset.offline }));
    told.textContent = says;
    told.scrollIntoView({ block: "nearest" });
    if (done && what != "copy") typed = false;
    if (done && what == "open") for (const list of lists) list.fold();
  };
  sheet.addEventListener("change", ({ target }) => {
    if (target.type != "file" || !target.files[0]) return;
    act("open", target.files[0]);
    target.value = "";
  });
  sheet.addEventListener("click", (event) => {
    const { type, dataset: own } = event.target;
    if (own.do) print();
    if (own.act == "open") sheet.querySelector("[type=file]").click();
    else if (own.act) act(own.act);
    if (type == "reset") {
      event.preventDefault();
      if (!typed || confirm(own.evidence)) empty();
    }
  });
  sheet.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("pageshow", (event) => event.persisted && empty());
  // Whoever leaves by a leave button (which hides the page) is never held up.
  if ("asks" in dataset) addEventListener("beforeunload", (event) => typed && !document.documentElement.hidden && event.preventDefault());
  sheet.querySelector(".keep").hidden = false;
})();
