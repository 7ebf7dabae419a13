// The sheet on its page: print it, empty it, keep nothing. Each field kind adds its own beside its HTML.
(() => {
  const sheet = document.getElementById("sheet"), ask = "asks" in sheet.dataset;
  let typed = false;

  // A place to write grows with its text. (CSS `field-sizing` would forget the number of lines it starts with.)
  const grow = (box) => {
    box.style.blockSize = "";
    if (box.scrollHeight > box.clientHeight) box.style.blockSize = box.scrollHeight + 2 + "px";
  };
  sheet.addEventListener("input", ({ target }) => {
    typed = true;
    if (target.matches("textarea")) grow(target);
  });

  // On paper a box cannot scroll: what was typed stands there as text, all of it.
  addEventListener("beforeprint", () => {
    for (const box of sheet.querySelectorAll("textarea,input[type=text]")) {
      if (box.value) box.insertAdjacentElement("afterend", document.createElement("p")).className = "typed";
      if (box.value) box.nextSibling.textContent = box.value;
    }
  });
  addEventListener("afterprint", () => sheet.querySelectorAll(".typed").forEach((text) => text.remove()));

  const empty = () => {
    sheet.reset();
    sheet.querySelectorAll("textarea").forEach(grow);
    typed = false;
  };
  sheet.addEventListener("click", (event) => {
    const { type, dataset } = event.target;
    if (dataset.do) print();
    if (type == "reset") {
      event.preventDefault();
      if (!typed || confirm(dataset.sure)) empty();
    }
  });
  sheet.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("pageshow", (event) => event.persisted && empty());
  // Whoever leaves by a leave button (which hides the page) is never held up.
  if (ask) addEventListener("beforeunload", (event) => typed && !document.documentElement.hidden && event.preventDefault());
  sheet.querySelector(".acts").hidden = false;
})();
