// What was typed becomes a message, in a bubble: to copy, or to hand to another app. A line waits until its answers are there.
{
  const sheet = document.getElementById("sheet"), box = sheet.querySelector(".message"), [bubble, acts, told] = box.children;
  const lines = JSON.parse(box.dataset.lines), [copy, share] = acts.children;
  const answer = (name) => {
    const found = sheet.elements.namedItem(name);
    if (found?.length) return [...found].find((radio) => radio.checked)?.labels[0].textContent.trim() ?? "";
    return found?.value.trim() ?? "";
  };
  const filled = (line) => {
    let whole = true;
    const text = line.replace(/\{(.*?)\}(.?)/g, (_, name, next) => {
      const said = answer(name);
      whole &&= !!said;
      return (/[.!?…]/.test(next) ? said.replace(/\.+$/, "") : said) + (/[!?…]$/.test(said) && next == "." ? "" : next);
    });
    return whole ? text : "";
  };
  const show = () => {
    bubble.textContent = lines.map(filled).filter(Boolean).join("\n");
    box.hidden = !bubble.textContent;
    told.textContent = "";
  };
  copy.onclick = async () => {
    try {
      await navigator.clipboard.writeText(bubble.textContent);
      told.textContent = box.dataset.copied;
    } catch {
      getSelection().selectAllChildren(bubble);
      told.textContent = box.dataset.byHand;
    }
  };
  // Who closes the sheet of apps has changed their mind: nothing to say.
  share.onclick = () => navigator.share({ text: bubble.textContent }).catch(() => {});
  share.hidden = !navigator.share;
  sheet.addEventListener("input", show);
  sheet.addEventListener("reset", () => setTimeout(show));
}
